//! What one index of a site leaves for the next: what was read of every group, and the shards as they were written. In one process as it
//! is, for another as bytes (`stored`).
//!
//! After an edit only groups that are other than before are read, and only shards that say something else of one of their tokens are
//! written; where the edit lies inside texts, columns and rows are not made again either: the rest is handed on as it is. Whatever is
//! remembered, the files are those that a new memory makes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Beside;
use super::entries::{self, Group, Origin};
use super::names::Marks;
use super::postings::{Postings, Read, read};
use super::shards::{Families, Part, Written, parts};
use super::words::Words;
use crate::index::Site;
use crate::work::{self, Key};

/// What is remembered.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) words: Words,
    /// All tokens that are known, sorted.
    pub(super) order: Vec<u32>,
    pub(super) groups: Vec<Arc<Known>>,
    pub(super) written: Written,
    /// What was made beside the shards.
    pub(super) beside: Option<Beside>,
    /// What the files' names ended in.
    pub(super) marks: Marks,
    pub(super) used: Used,
    /// The key of everything but the words of texts, where there was one.
    pub(super) interface: Option<Key>,
    /// The bytes that all of this was read from, if it was.
    pub(super) stored: Vec<u8>,
    /// How much the last index took, for tests that count.
    pub done: Done,
}

/// Which words and tokens the site has; others that are known are of texts that were there before.
#[derive(Debug, Default)]
pub struct Used {
    /// By word: whether any text has it.
    pub words: Vec<bool>,
    /// The tokens, sorted.
    pub tokens: Vec<u32>,
}

/// How much an index took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Groups that were read.
    pub read: usize,
    /// Shards that were written.
    pub written: usize,
}

/// A group as it was read.
#[derive(Debug)]
pub struct Known {
    /// Its page.
    pub url: String,
    /// What it is without its running texts, and what those were made of.
    pub keys: [Key; 2],
    /// The texts of its entries, where excerpts are cut from them.
    pub texts: Vec<String>,
    /// What its texts hold.
    pub read: Read,
    /// The same in the bytes that all was read from, if it was.
    pub packed: Option<Range<usize>>,
}

impl Memory {
    /// Reads what the site has; of groups that are as they were, nothing. Gives what they are without their running texts, as far as that
    /// was looked at: where the interface is the last one, only those whose files are others.
    pub fn read(&mut self, site: &Site, interface: Option<Key>, with_texts: bool) -> (Change, Vec<Option<Group>>) {
        let (names, origins) = (entries::names(site), entries::origins(site));
        let in_place = interface.is_some() && self.interface == interface && self.groups.len() == origins.len();
        let places: Vec<_> = origins.iter().enumerate().map(|(n, origin)| (origin, self.groups.get(n).filter(|_| in_place))).collect();
        let last: HashMap<&str, &Arc<Known>> = self.groups.iter().map(|known| (known.url.as_str(), known)).collect();
        let words = &self.words;
        let known = |(origin, known): &(&Origin, Option<&Arc<Known>>)| {
            let sources = origin.sources(site, &names);
            let has_texts = |known: &Known| known.texts.is_empty() != with_texts;
            if let Some(known) = known.filter(|known| known.keys[1] == sources && has_texts(known)) {
                return (Arc::clone(known), None);
            }
            let whole = if last.is_empty() { origin.whole(site) } else { origin.facts(site) };
            let keys = [whole.key(), sources];
            if let Some(known) = last.get(whole.url.as_str()).filter(|known| known.keys == keys && has_texts(known)) {
                return (Arc::clone(known), Some(whole));
            }
            let whole = if last.is_empty() { whole } else { origin.whole(site) };
            let texts = whole.entries.iter().filter(|_| with_texts).map(|entry| entry.whole_text().into_owned()).collect();
            let known = Known { url: whole.url.clone(), keys, texts, read: read(&whole, words), packed: None };
            (Arc::new(known), Some(whole.into_facts()))
        };
        let (groups, facts): (Vec<_>, _) = work::map(&places, known).into_iter().unzip();
        let change = Change::between(&self.groups, &groups);
        self.done = Done { read: change.read, written: 0 };
        (self.groups, self.interface) = (groups, interface);
        (change, facts)
    }

    /// What was read of all groups, in their order.
    #[must_use]
    pub fn groups(&self) -> Vec<Arc<Known>> {
        self.groups.clone()
    }

    /// All postings, and the shards of them; and whatever else is made of the postings.
    pub fn write<T>(&mut self, change: &Change, in_one: bool, and: impl FnOnce(&Postings<'_>) -> T) -> (Vec<Part>, Families, T) {
        let Self { words, order, groups, written, used, done, .. } = self;
        let known = words.known();
        let postings = Postings::of(groups.iter().map(|group| &group.read).collect(), &known, order);
        if !change.in_place {
            *written = Written::default();
        }
        let is_same = |token: u32| change.tokens.get(token as usize).copied().unwrap_or_default().map(|is_other| !is_other);
        let (parts, families, count) = parts(&postings, in_one, written, is_same);
        done.written = count;
        let other = and(&postings);
        *used = Used { words: postings.used().to_vec(), tokens: postings.tokens };
        (parts, families, other)
    }
}

/// What is other than in the index before.
#[derive(Debug)]
pub struct Change {
    /// Whether there are the same groups in the same order.
    in_place: bool,
    /// Whether they also show the same: what is other lies inside their texts.
    pub is_inside: bool,
    /// How many of them were read anew.
    read: usize,
    /// By token: whether shards say something else of it, and whether positions do.
    tokens: Vec<[bool; 2]>,
}

impl Change {
    /// Whether anything is.
    #[must_use]
    pub fn is_any(&self) -> bool {
        !self.in_place || self.read > 0
    }

    fn between(old: &[Arc<Known>], new: &[Arc<Known>]) -> Self {
        let in_place = old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.url == new.url);
        let other: Vec<_> = old.iter().zip(new).filter(|(old, new)| !Arc::ptr_eq(old, new)).collect();
        let mut tokens = Vec::new();
        for (old, new) in other.iter().filter(|_| in_place) {
            let (old, new) = (old.read.marks(), new.read.marks());
            for (one, other) in [(&old, &new), (&new, &old)] {
                let known: HashMap<u32, Vec<&[Key; 2]>> = other.iter().fold(HashMap::new(), |mut known, (token, key)| {
                    known.entry(*token).or_insert_with(Vec::new).push(key);
                    known
                });
                for (token, keys) in one {
                    let same = |n: usize| known.get(token).is_some_and(|known| known.iter().any(|known| known.get(n) == keys.get(n)));
                    let token = *token as usize;
                    if tokens.len() <= token {
                        tokens.resize(token + 1, [false; 2]);
                    }
                    if let Some(changed) = tokens.get_mut(token) {
                        *changed = [changed[0] || !same(0), changed[1] || !same(1)];
                    }
                }
            }
        }
        let is_same = |(old, new): &(&Arc<Known>, &Arc<Known>)| old.keys[0] == new.keys[0] && old.texts == new.texts;
        let is_inside = in_place && other.iter().all(is_same);
        let read = if in_place { other.len() } else { new.iter().filter(|group| Arc::strong_count(group) == 1).count() };
        Self { in_place, is_inside, read, tokens }
    }
}
