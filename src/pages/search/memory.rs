//! What one index of a site leaves for the next in the same process: what was read of every group, and the shards as they were written.
//!
//! After an edit only groups that are other than before are read, and only shards that say something else of one of their tokens are
//! written; where the edit lies inside texts, columns and rows are not made again either: the rest is handed on as it is. Whatever is
//! remembered, the files are those that a new memory makes.

use std::collections::HashMap;
use std::sync::Arc;

use super::Beside;
use super::entries::{self, Group, Origin, Sources};
use super::postings::{Postings, Read, read};
use super::rows::Row;
use super::shards::{Families, Part, Written, parts};
use super::words::Words;
use crate::index::Site;
use crate::work::{self, Key};

/// What is remembered.
#[derive(Debug, Default)]
pub struct Memory {
    words: Words,
    /// All tokens that are known, sorted.
    order: Vec<u32>,
    groups: Vec<Arc<Known>>,
    written: Written,
    /// What was made beside the shards.
    pub(super) beside: Option<Beside>,
    /// How much the last index took, for tests that count.
    pub done: Done,
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
    /// What it is, without its running texts.
    pub facts: Group,
    /// What it shows.
    pub row: Row,
    read: Read,
    /// What its running texts were made of, and whether the row has them.
    sources: (Sources, bool),
}

impl Memory {
    /// Reads what the site has; of groups that are as they were, nothing.
    pub fn read(&mut self, site: &Site, with_texts: bool) -> Change {
        let names = entries::names(site);
        let last: HashMap<&str, &Arc<Known>> = self.groups.iter().map(|known| (known.facts.url.as_str(), known)).collect();
        let words = &self.words;
        let known = |origin: &Origin| {
            let sources = (origin.sources(site, &names), with_texts);
            let whole = if last.is_empty() { origin.whole(site) } else { origin.facts(site) };
            if let Some(known) = last.get(whole.url.as_str()).filter(|known| known.sources == sources && known.facts == whole) {
                return Arc::clone(known);
            }
            let whole = if last.is_empty() { whole } else { origin.whole(site) };
            let (read, row) = (read(&whole, words), Row::of(&whole, with_texts));
            Arc::new(Known { facts: whole.into_facts(), row, read, sources })
        };
        let groups = work::map(&entries::origins(site), known);
        let change = Change::between(&self.groups, &groups);
        self.done = Done { read: change.read, written: 0 };
        self.groups = groups;
        change
    }

    /// What was read of all groups, in their order.
    #[must_use]
    pub fn groups(&self) -> Vec<Arc<Known>> {
        self.groups.clone()
    }

    /// All postings, and the shards of them; and whatever else is made of the postings.
    pub fn write<T>(&mut self, change: &Change, in_one: bool, and: impl FnOnce(&Postings<'_>) -> T) -> (Vec<Part>, Families, T) {
        let Self { words, order, groups, written, done, .. } = self;
        let known = words.known();
        let postings = Postings::of(groups.iter().map(|group| &group.read).collect(), &known, order);
        if !change.in_place {
            *written = Written::default();
        }
        let is_same = |token: u32| change.tokens.get(token as usize) != Some(&true);
        let (parts, families, count) = parts(&postings, in_one, written, is_same);
        done.written = count;
        (parts, families, and(&postings))
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
    /// By token: whether shards say something else of it.
    tokens: Vec<bool>,
}

impl Change {
    fn between(old: &[Arc<Known>], new: &[Arc<Known>]) -> Self {
        let in_place = old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.facts.url == new.facts.url);
        let other: Vec<_> = old.iter().zip(new).filter(|(old, new)| !Arc::ptr_eq(old, new)).collect();
        let mut tokens = Vec::new();
        for (old, new) in other.iter().filter(|_| in_place) {
            let (old, new) = (old.read.marks(), new.read.marks());
            for (one, other) in [(&old, &new), (&new, &old)] {
                let known: HashMap<u32, Vec<&Key>> = other.iter().fold(HashMap::new(), |mut known, (token, key)| {
                    known.entry(*token).or_insert_with(Vec::new).push(key);
                    known
                });
                for (token, key) in one {
                    if known.get(token).is_some_and(|keys| keys.contains(&key)) {
                        continue;
                    }
                    let token = *token as usize;
                    if tokens.len() <= token {
                        tokens.resize(token + 1, false);
                    }
                    if let Some(changed) = tokens.get_mut(token) {
                        *changed = true;
                    }
                }
            }
        }
        let is_inside = in_place && other.iter().all(|(old, new)| old.row == new.row && old.facts == new.facts);
        let read = if in_place { other.len() } else { new.iter().filter(|group| Arc::strong_count(group) == 1).count() };
        Self { in_place, is_inside, read, tokens }
    }
}
