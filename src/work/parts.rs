//! A cache that is stored in parts, so that after few changes few bytes are written.
//!
//! A key's first bits tell its part; keys are hashes, so parts are much alike. What may not enter: where the parts are stored.

use super::{Cache, Key};

/// How many parts there are: after an edit two of them are stored anew, that of the old key and that of the new one.
const COUNT: u8 = 16;

/// A cache in parts.
#[derive(Debug)]
pub struct Parts {
    first: Cache,
    others: Vec<Cache>,
}

impl Default for Parts {
    fn default() -> Self {
        Self::recall(|_| None)
    }
}

impl Parts {
    /// What earlier processes left; `stored` gives the bytes of each part by its number.
    pub fn recall(stored: impl Fn(u8) -> Option<Vec<u8>> + Sync + Send) -> Self {
        let part = |n: &u8| stored(*n).map_or_else(Cache::default, Cache::from_bytes);
        Self { first: part(&0), others: super::map(&(1..COUNT).collect::<Vec<_>>(), part) }
    }

    /// The part that a key belongs to.
    #[must_use]
    pub fn of(&self, key: &Key) -> &Cache {
        let [number, ..] = key.0;
        // The first is none of the others.
        usize::from(number % COUNT).checked_sub(1).and_then(|n| self.others.get(n)).unwrap_or(&self.first)
    }

    /// Ends a run, where it asked for anything: each part drops what it did not use. `keep` gets the bytes of those that are other than
    /// before, with their numbers.
    pub fn end_run(&mut self, mut keep: impl FnMut(u8, Vec<u8>)) {
        if !self.first.was_used() && !self.others.iter().any(Cache::was_used) {
            return;
        }
        for (n, part) in (0..).zip([&mut self.first].into_iter().chain(&mut self.others)) {
            if part.end_run() {
                keep(n, part.to_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// A run that asks for so many values and makes those that are not there: which parts it stored, and how many values it made.
    fn run(stored: &mut BTreeMap<u8, Vec<u8>>, values: std::ops::Range<u32>) -> (Vec<u8>, usize) {
        let mut parts = Parts::recall(|n| stored.get(&n).cloned());
        let mut made = 0;
        for value in values {
            let key = Key::of(&[&value.to_le_bytes()]);
            let part = parts.of(&key);
            match part.get(&key) {
                Some(bytes) => assert_eq!(*bytes, value.to_le_bytes()),
                None => {
                    part.put(key, value.to_le_bytes());
                    made += 1;
                }
            }
        }
        let mut written = Vec::new();
        parts.end_run(|n, bytes| {
            stored.insert(n, bytes);
            written.push(n);
        });
        (written, made)
    }

    #[test]
    fn only_the_parts_that_changed_are_stored_and_what_is_gone_is_gone_from_each() {
        let mut stored = BTreeMap::new();
        assert_eq!(run(&mut stored, 0..400), ((0..COUNT).collect(), 400));
        let all: usize = stored.values().map(Vec::len).sum();
        assert_eq!(run(&mut stored, 0..400), (vec![], 0));
        let (written, made) = run(&mut stored, 1..401);
        assert!((1..=2).contains(&written.len()) && made == 1, "{written:?} {made}");
        assert_eq!(run(&mut stored, 0..0), (vec![], 0), "a run that asks for nothing is none");
        assert_eq!(run(&mut stored, 1..401), (vec![], 0));
        // Parts that the few are not in are emptied all the same.
        assert_eq!(run(&mut stored, 1..2), ((0..COUNT).collect(), 0));
        assert!(stored.values().map(Vec::len).sum::<usize>() < all / 4);
    }
}
