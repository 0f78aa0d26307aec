//! Every word that was ever met, and the token that it is found by, as numbers: what is read of a text is numbers alone.
//!
//! Shared by the threads that read. Numbers depend on which thread met a word first, so nothing that is published may.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{PoisonError, RwLock};

use super::language;
use crate::work;

/// Words and tokens by their numbers.
#[derive(Debug, Default)]
pub struct Words {
    /// Words as they are written, with their numbers; stop words with none. In parts, so that threads seldom wait for each other.
    numbers: [RwLock<Numbers>; PARTS],
    known: RwLock<Known>,
}

/// What is behind the numbers.
#[derive(Debug, Default)]
pub struct Known {
    /// By word: how it is written, and its token.
    pub words: Vec<(Box<str>, u32)>,
    /// By token: its text.
    pub tokens: Vec<Box<str>>,
    places: HashMap<Box<str>, u32, Fast>,
}

/// Some of the words.
type Numbers = HashMap<Box<str>, Option<u32>, Fast>;

const PARTS: usize = 32;

impl Words {
    /// Words that were known before, by their numbers; those without letters are numbers that nothing has any more.
    #[must_use]
    pub fn of(words: Vec<(Box<str>, u32)>, tokens: Vec<Box<str>>) -> Self {
        let mut all = Self::default();
        let mut parts = vec![Vec::new(); PARTS];
        for ((written, _), number) in words.iter().zip(0..).filter(|((written, _), _)| !written.is_empty()) {
            if let Some(part) = parts.get_mut(Self::part(written)) {
                part.push((written, number));
            }
        }
        let numbers = |part: &Vec<(&Box<str>, u32)>| part.iter().map(|(written, number)| ((*written).clone(), Some(*number))).collect();
        let places = || tokens.iter().cloned().zip(0..).filter(|(token, _)| !token.is_empty()).collect();
        let (numbers, places): (Vec<Numbers>, _) = work::both(|| work::map(&parts, numbers), places);
        for (part, numbers) in all.numbers.iter_mut().zip(numbers) {
            *part = RwLock::new(numbers);
        }
        all.known = RwLock::new(Known { words, tokens, places });
        all
    }

    /// The part that a word is in.
    fn part(written: &str) -> usize {
        let (first, last) = (written.bytes().next().unwrap_or_default(), written.bytes().next_back().unwrap_or_default());
        (written.len() + usize::from(first) + 7 * usize::from(last)) % PARTS
    }

    /// The number of a word in lower case; none for stop words.
    pub fn number(&self, written: &str) -> Option<u32> {
        let part = self.numbers.get(Self::part(written))?;
        if let Some(known) = part.read().unwrap_or_else(PoisonError::into_inner).get(written) {
            return *known;
        }
        let number = language::token(written).map(|token| {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            let token = known.place(&token);
            known.words.push((written.into(), token));
            number(known.words.len() - 1)
        });
        // Where another thread was faster, its number counts.
        *part.write().unwrap_or_else(PoisonError::into_inner).entry(written.into()).or_insert(number)
    }

    /// The number of a token.
    pub fn token(&self, token: &str) -> u32 {
        self.known.write().unwrap_or_else(PoisonError::into_inner).place(token)
    }

    /// What is behind the numbers, once all texts are read.
    pub fn known(&self) -> std::sync::RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn place(&mut self, token: &str) -> u32 {
        if let Some(place) = self.places.get(token) {
            return *place;
        }
        let place = number(self.tokens.len());
        self.tokens.push(token.into());
        self.places.insert(token.into(), place);
        place
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

type Fast = BuildHasherDefault<Fnv>;

/// FNV-1a over eight bytes at a time: words are short, and nobody gains by making them collide.
#[derive(Debug, Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks();
        for eight in eights {
            self.write_u64(u64::from_be_bytes(*eight));
        }
        if !rest.is_empty() {
            self.write_u64(rest.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(u64::from(byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x0100_0000_01b3_0001).rotate_left(23);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_and_shares_its_token_with_its_other_forms() {
        let words = Words::default();
        let numbers = ["vedtak", "vedtaket", "og", "vedtak"].map(|word| words.number(word));
        assert_eq!((numbers[0], numbers[2]), (numbers[3], None));
        assert_ne!(numbers[0], numbers[1]);
        let known = words.known();
        assert_eq!(known.words.iter().map(|(written, token)| (&**written, *token)).collect::<Vec<_>>(), [("vedtak", 0), ("vedtaket", 0)]);
        assert_eq!(&*known.tokens[0], "vedtak");
    }
}
