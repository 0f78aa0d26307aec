//! The postings of some tokens, gathered from all groups.
//!
//! Groups lie apart in memory, and their hits are in another order than the tokens of a shard, so whoever goes from token to token waits
//! for memory at each posting: of 10 000 documents that took twice as long a posting as of 1 000. So all groups are gone through once for
//! many tokens, in their order, and what is wanted goes to the sets that its tokens belong to, positions with it; what one set holds is
//! close at hand when it is sorted. What may not enter: how it is written.

use super::{COUNT, Postings, number};
use crate::work;

/// So many groups are gathered from at once.
const GROUPS: usize = 256;

/// A token in a field of an entry, among those of the whole site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Posting {
    /// The entry.
    pub entry: u32,
    /// How often the token stands there.
    pub often: u32,
    /// How many words the field has.
    pub length: u32,
    /// Where its positions begin among those of its lists.
    at: u32,
}

/// Where the postings of a token go: to which set, and where the lists of its fields begin there.
#[derive(Clone, Copy)]
struct Home {
    set: u32,
    place: u32,
}

/// What some groups have for a set.
#[derive(Default)]
struct Share {
    /// Each with the place of its list.
    found: Vec<(u32, Posting)>,
    positions: Vec<u32>,
}

/// What all groups have for a set of tokens, in their order.
pub struct Gathered {
    /// By token and field: where its own begin in the lists.
    begins: Vec<u32>,
    shares: Vec<Share>,
}

impl Postings<'_> {
    /// Gathers the postings of sets of tokens in some of the fields; each token is in one set at most.
    #[must_use]
    pub fn gather(&self, sets: &[Vec<u32>], fields: &[usize]) -> Vec<Gathered> {
        let wanted: [bool; COUNT] = std::array::from_fn(|field| fields.contains(&field));
        let mut homes = vec![Home { set: u32::MAX, place: 0 }; self.counts.len()];
        let mut gathered = Vec::with_capacity(sets.len());
        for (set, tokens) in (0..).zip(sets) {
            let (mut begins, mut end) = (Vec::with_capacity(tokens.len() * COUNT + 1), 0);
            for token in tokens {
                if let Some(home) = homes.get_mut(*token as usize) {
                    *home = Home { set, place: number(begins.len()) };
                }
                for (count, wanted) in self.counts(*token).into_iter().zip(wanted) {
                    begins.push(end);
                    end += if wanted { count } else { 0 };
                }
            }
            begins.push(end);
            gathered.push(Gathered { begins, shares: Vec::new() });
        }
        // All hits are gone through for those that are wanted.
        let chunks: Vec<usize> = (0..self.reads.len()).step_by(GROUPS).collect();
        for shares in work::map(&chunks, |first| self.shares(*first, &homes, sets.len(), wanted)) {
            gathered.iter_mut().zip(shares).for_each(|(gathered, share)| gathered.shares.push(share));
        }
        gathered
    }

    /// The lists of some tokens, in all fields.
    #[must_use]
    pub fn lists(&self, tokens: &[u32]) -> Lists {
        let fields: [usize; COUNT] = std::array::from_fn(|field| field);
        self.gather(&[tokens.to_vec()], &fields).first().map(Gathered::lists).unwrap_or_default()
    }

    /// What some groups have for each set.
    fn shares(&self, from: usize, homes: &[Home], sets: usize, wanted: [bool; COUNT]) -> Vec<Share> {
        let mut shares: Vec<Share> = std::iter::repeat_with(Share::default).take(sets).collect();
        for (read, first) in self.reads.iter().zip(&self.groups).skip(from).take(GROUPS) {
            let mut positions = read.positions.as_slice();
            for hit in &read.hits {
                let (own, rest) = positions.split_at_checked(hit.often as usize).unwrap_or_default();
                positions = rest;
                let (entry, field) = hit.place();
                let home = homes.get(hit.token as usize).filter(|_| wanted.get(field) == Some(&true));
                let Some((home, share)) = home.and_then(|home| Some((home, shares.get_mut(home.set as usize)?))) else { continue };
                let at = number(share.positions.len());
                let posting = Posting { entry: first + number(entry), often: hit.often.max(1), length: read.length(hit), at };
                share.found.push((home.place + number(field), posting));
                share.positions.extend_from_slice(own);
            }
        }
        shares
    }
}

impl Gathered {
    /// The lists of the set's tokens.
    #[must_use]
    pub fn lists(&self) -> Lists {
        let begins = self.begins.clone();
        let mut next = begins.clone();
        let mut postings = vec![Posting::default(); begins.last().map_or(0, |end| *end as usize)];
        let mut positions = Vec::with_capacity(self.shares.iter().map(|share| share.positions.len()).sum());
        for share in &self.shares {
            let before = number(positions.len());
            positions.extend_from_slice(&share.positions);
            for (place, posting) in &share.found {
                if let Some(next) = next.get_mut(*place as usize)
                    && let Some(listed) = postings.get_mut(*next as usize)
                {
                    *listed = Posting { at: before + posting.at, ..*posting };
                    *next += 1;
                }
            }
        }
        Lists { begins, postings, positions }
    }
}

/// The lists of some tokens.
#[derive(Debug, Default)]
pub struct Lists {
    /// By token and field: where its own begin.
    begins: Vec<u32>,
    postings: Vec<Posting>,
    /// The positions of all postings, each as the distance from the one before in its posting.
    positions: Vec<u32>,
}

impl Lists {
    /// The postings of one of the tokens, by its place among those that were asked for, in a field.
    #[must_use]
    pub fn list(&self, token: usize, field: usize) -> &[Posting] {
        let place = token * COUNT + field;
        let bounds = self.begins.get(place).zip(self.begins.get(place + 1));
        bounds.and_then(|(begin, end)| self.postings.get(*begin as usize..*end as usize)).unwrap_or_default()
    }

    /// The positions of a posting of a word; each as the distance from the one before.
    #[must_use]
    pub fn positions(&self, posting: &Posting) -> &[u32] {
        self.positions.get(posting.at as usize..(posting.at + posting.often) as usize).unwrap_or_default()
    }
}
