//! A memory as bytes, for the next process: the groups one by one as they were read, then where they lie with all that is short. Scripts
//! are not among them: they lie in the store that the memory is kept beside.
//!
//! After an edit the bytes of all other groups are copied as they are. What no text has any more is not written down again.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Beside;
use super::memory::{Known, Memory};
use super::names::Marks;
use super::postings::Read;
use super::shards::Written;
use super::words::Words;
use crate::work::{self, HEAD, Key};

/// Numbers that nothing has any more are at most this part of all: else all is forgotten, and counted anew.
const UNUSED: usize = 4;

/// What stands behind the groups.
#[derive(Deserialize)]
struct Short {
    words: Vec<(Box<str>, u32)>,
    tokens: Vec<Box<str>>,
    order: Vec<u32>,
    groups: Vec<(String, [Key; 2], usize)>,
    written: Written,
    beside: Beside,
    marks: Marks,
    interface: Option<Key>,
}

/// The same, lent.
#[derive(Serialize)]
struct Lent<'m> {
    words: Vec<(&'m str, u32)>,
    tokens: Vec<&'m str>,
    order: Vec<u32>,
    groups: Vec<(&'m str, [Key; 2], usize)>,
    written: &'m Written,
    beside: &'m Beside,
    marks: &'m Marks,
    interface: Option<Key>,
}

impl Memory {
    /// The memory as bytes; none where it is not worth keeping.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let known = self.words.known();
        let mut lasting = vec![false; known.tokens.len()];
        for token in &self.used.tokens {
            if let Some(lasting) = lasting.get_mut(*token as usize) {
                *lasting = true;
            }
        }
        let Some(beside) = &self.beside else { return Vec::new() };
        if (known.tokens.len() - self.used.tokens.len()) * UNUSED > known.tokens.len() {
            return Vec::new();
        }
        // Room for the groups at most, and as much for what stands behind them. What of it is not used costs nothing; bytes that are moved
        // for want of room lie in memory twice.
        let mut bytes = Vec::with_capacity(HEAD + self.groups.iter().map(|known| known.read.most_bytes()).sum::<usize>() * 2);
        bytes.resize(HEAD, 0);
        let groups: Vec<_> = self.groups.iter().map(|known| (known.url.as_str(), known.keys, self.pack(known, &mut bytes))).collect();
        let end = bytes.len() as u64;
        let is_lasting = |token: u32| lasting.get(token as usize) == Some(&true);
        // What has no letters is sorted before all others.
        let (order, unused): (Vec<u32>, Vec<u32>) = self.order.iter().partition(|token| is_lasting(**token));
        let is_used = self.used.words.iter().copied().chain(std::iter::repeat(false));
        let short = Lent {
            words: known.words.iter().zip(is_used).map(|((word, token), used)| (if used { &**word } else { "" }, *token)).collect(),
            tokens: known.tokens.iter().zip(&lasting).map(|(token, lasting)| if *lasting { &**token } else { "" }).collect(),
            order: unused.into_iter().chain(order).collect(),
            groups,
            written: &self.written,
            beside,
            marks: &self.marks,
            interface: self.interface,
        };
        let mut bytes = postcard::to_extend(&short, bytes).unwrap_or_default();
        bytes.extend(end.to_le_bytes());
        work::headed(bytes)
    }

    /// Appends what was read of a group, and tells how many bytes that is.
    fn pack(&self, known: &Known, bytes: &mut Vec<u8>) -> usize {
        let begin = bytes.len();
        match known.packed.clone().and_then(|packed| self.stored.get(packed)) {
            Some(packed) => bytes.extend_from_slice(packed),
            None => known.read.pack(bytes),
        }
        bytes.len() - begin
    }

    /// A memory from bytes; none where they are damaged, cut short, or of another version of the program.
    #[must_use]
    pub fn from_bytes(stored: Vec<u8>) -> Option<Self> {
        let (_, end) = work::unwrapped(&stored)?.split_last_chunk()?;
        let end = usize::try_from(u64::from_le_bytes(*end)).ok()?;
        let Short { words, tokens, order, groups, written, beside, marks, interface } =
            postcard::from_bytes(stored.get(end..stored.len() - size_of::<u64>())?).ok()?;
        let places = groups.into_iter().scan(HEAD, |end, (url, keys, length)| {
            let begin = *end;
            *end = end.saturating_add(length);
            Some((url, keys, begin..*end))
        });
        let places: Vec<_> = places.collect();
        let known = |(url, keys, packed): &(String, [Key; 2], std::ops::Range<usize>)| {
            let read = Read::unpack(stored.get(packed.clone())?)?;
            Some(Arc::new(Known { url: url.clone(), keys: *keys, texts: Vec::new(), read, packed: Some(packed.clone()) }))
        };
        let (groups, words) = work::both(|| work::map(&places, known).into_iter().collect::<Option<Vec<_>>>(), || Words::of(words, tokens));
        let groups = groups?;
        Some(Self { words, order, groups, written, beside: Some(beside), marks, interface, stored, ..Self::default() })
    }
}
