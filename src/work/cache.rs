//! A cache by content: bytes remembered under the hash of everything they were made from.
//!
//! A cache is only ever a saving of time: whatever is odd about stored bytes makes it empty, never wrong.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

/// The hash of everything a value was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(pub [u8; 32]);

impl Key {
    /// The key of some parts; each part's length counts, so that parts never run together.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        // Tens of thousands of short parts are hashed far sooner together than one by one.
        let mut together = Vec::with_capacity(if parts.len() > FEW { TOGETHER } else { 0 });
        for part in parts {
            let length = (part.len() as u64).to_le_bytes();
            if together.len() + length.len() + part.len() > together.capacity() {
                hasher.update(&together);
                together.clear();
            }
            if length.len() + part.len() > together.capacity() {
                hasher.update(&length);
                hasher.update(part);
            } else {
                together.extend_from_slice(&length);
                together.extend_from_slice(part);
            }
        }
        hasher.update(&together);
        Self(*hasher.finalize().as_bytes())
    }
}

/// So many parts at most are hashed one by one.
const FEW: usize = 8;

/// As many bytes of more of them are hashed together.
const TOGETHER: usize = 16 << 10;

/// Keys are hashes already: a map takes the last eight bytes of one as they are. The first tell parts ([`super::Parts`]).
#[derive(Debug, Clone, Copy, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(last) = bytes.last_chunk() {
            self.0 = u64::from_le_bytes(*last);
        }
    }
}

/// A map by keys.
type ByKey<T> = HashMap<Key, T, BuildHasherDefault<AsItIs>>;

/// Bytes by key, shared between the threads of a run. What a run did not use is dropped when the run ends.
#[derive(Debug, Default)]
pub struct Cache {
    /// What was stored, as a whole: what lies in it is not copied before it is used.
    stored: Vec<u8>,
    /// What earlier runs left.
    earlier: ByKey<Held>,
    /// What this run asked for or made.
    used: Mutex<ByKey<Held>>,
}

/// Where the bytes of a key are.
#[derive(Debug, Clone)]
enum Held {
    /// In what was stored: from here to there.
    Stored(usize, usize),
    /// On their own.
    Own(Arc<[u8]>),
}

impl Cache {
    /// What is remembered under a key.
    pub fn get(&self, key: &Key) -> Option<Arc<[u8]>> {
        match self.held(key)? {
            Held::Own(bytes) => Some(bytes),
            held @ Held::Stored(..) => Some(self.bytes(&held).into()),
        }
    }

    /// Reads what is remembered under a key, where it lies.
    pub fn read<T>(&self, key: &Key, read: impl FnOnce(&[u8]) -> T) -> Option<T> {
        Some(read(self.bytes(&self.held(key)?)))
    }

    /// Remembers bytes under a key.
    pub fn put(&self, key: Key, bytes: impl Into<Arc<[u8]>>) {
        self.used().insert(key, Held::Own(bytes.into()));
    }

    /// Whether the run asked for anything.
    #[must_use]
    pub fn was_used(&self) -> bool {
        !self.used().is_empty()
    }

    /// Ends a run: drops what it did not use. Tells whether anything is other than before.
    pub fn end_run(&mut self) -> bool {
        let used = std::mem::take(&mut *self.used());
        let changed = used.len() != self.earlier.len() || used.keys().any(|key| !self.earlier.contains_key(key));
        self.earlier = used;
        changed
    }

    /// What the last ended run left, to be stored; the same content gives the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut entries: Vec<_> = self.earlier.iter().map(|(key, held)| (key.0, self.bytes(held))).collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        let lengths: Vec<([u8; 32], usize)> = entries.iter().map(|(key, bytes)| (*key, bytes.len())).collect();
        let all: usize = lengths.iter().map(|(_, length)| length).sum();
        let mut stored = Vec::with_capacity(HEAD + 8 + lengths.len() * 40 + all);
        stored.resize(HEAD, 0);
        stored = postcard::to_extend(&lengths, stored).unwrap_or_default();
        entries.iter().for_each(|(_, bytes)| stored.extend_from_slice(bytes));
        headed(stored)
    }

    /// A cache from stored bytes; an empty one where they are damaged, cut short, or of another version of the program.
    #[must_use]
    pub fn from_bytes(stored: Vec<u8>) -> Self {
        let read = || {
            let (lengths, bytes) = postcard::take_from_bytes::<Vec<([u8; 32], usize)>>(unwrapped(&stored)?).ok()?;
            let held = lengths.into_iter().scan(stored.len() - bytes.len(), |end, (key, length)| {
                let start = *end;
                *end = end.saturating_add(length);
                Some((Key(key), Held::Stored(start, *end)))
            });
            Some(held.collect())
        };
        let earlier = read().unwrap_or_default();
        Self { earlier, stored, used: Mutex::default() }
    }

    /// Where the bytes of a key are; they are part of the run from now on.
    fn held(&self, key: &Key) -> Option<Held> {
        let mut used = self.used();
        if let Some(held) = used.get(key) {
            return Some(held.clone());
        }
        let held = self.earlier.get(key)?;
        used.insert(*key, held.clone());
        Some(held.clone())
    }

    fn bytes<'c>(&'c self, held: &'c Held) -> &'c [u8] {
        match held {
            Held::Stored(from, to) => self.stored.get(*from..*to).unwrap_or_default(),
            Held::Own(bytes) => bytes,
        }
    }

    fn used(&self) -> MutexGuard<'_, ByKey<Held>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What stands before stored bytes: which program wrote them, and their hash.
pub const HEAD: usize = 64;

/// A value as bytes to be stored, with what tells whether they come back whole and to the program that stored them.
#[must_use]
pub fn wrapped<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    headed(postcard::to_extend(value, vec![0; HEAD]).unwrap_or_default())
}

/// Fills in the head of bytes to be stored: their first [`HEAD`] are for it.
#[must_use]
pub fn headed(mut stored: Vec<u8>) -> Vec<u8> {
    if let Some((head, body)) = stored.split_at_mut_checked(HEAD) {
        let (version, sum) = head.split_at_mut(32);
        version.copy_from_slice(&program());
        sum.copy_from_slice(blake3::hash(body).as_bytes());
    }
    stored
}

/// Stored bytes; none where they are damaged, cut short, or of another version of the program.
#[must_use]
pub fn unwrapped(stored: &[u8]) -> Option<&[u8]> {
    let (version, body) = whole(stored)?;
    (version == program()).then_some(body)
}

/// Whether bytes were stored by the program, in whichever version, and are whole.
#[must_use]
pub fn is_stored(bytes: &[u8]) -> bool {
    whole(bytes).is_some()
}

/// The version and the body of stored bytes; none where they are damaged or cut short.
fn whole(stored: &[u8]) -> Option<(&[u8], &[u8])> {
    let (version, rest) = stored.split_at_checked(32)?;
    let (sum, body) = rest.split_at_checked(32)?;
    (sum == blake3::hash(body).as_bytes()).then_some((version, body))
}

/// Tells one build of the program from another: what one wrote, no other reads.
fn program() -> [u8; 32] {
    Key::of(&[env!("CARGO_PKG_VERSION").as_bytes(), env!("SAKSGANG_FINGERPRINT").as_bytes()]).0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key {
        Key::of(&[name.as_bytes()])
    }

    #[test]
    fn parts_never_run_together() {
        assert_ne!(Key::of(&[b"ab", b"c"]), Key::of(&[b"a", b"bc"]));
    }

    #[test]
    fn a_key_is_the_hash_of_all_parts_with_their_lengths_however_long_they_are() {
        let lengths = [0, 1, 7, TOGETHER - 9, TOGETHER - 8, TOGETHER - 7, TOGETHER, 3, 3 * TOGETHER, 0, 5, 9, 2];
        let parts: Vec<Vec<u8>> = (0..).zip(lengths).map(|(sign, length)| vec![sign; length]).collect();
        for (from, to) in (0..parts.len()).flat_map(|from| (from..=parts.len()).map(move |to| (from, to))) {
            let parts: Vec<&[u8]> = parts[from..to].iter().map(Vec::as_slice).collect();
            let all: Vec<u8> = parts.iter().flat_map(|part| [&(part.len() as u64).to_le_bytes(), *part].concat()).collect();
            assert_eq!(Key::of(&parts).0, *blake3::hash(&all).as_bytes(), "{from}..{to}");
        }
    }

    #[test]
    fn what_a_run_did_not_use_is_dropped() {
        let mut cache = Cache::default();
        cache.put(key("a"), *b"1");
        cache.put(key("b"), *b"2");
        assert!(cache.end_run());
        assert_eq!(cache.get(&key("a")).as_deref(), Some(b"1".as_slice()));
        assert!(cache.end_run(), "b was not used");
        assert_eq!(cache.get(&key("b")), None);
        assert!(cache.get(&key("a")).is_some());
        assert!(!cache.end_run(), "the same as before");
    }

    #[test]
    fn stored_bytes_come_back_and_damage_is_an_empty_cache() {
        let mut cache = Cache::default();
        cache.put(key("a"), *b"one");
        cache.put(key("b"), *b"");
        cache.end_run();
        let stored = cache.to_bytes();
        assert_eq!(stored, cache.to_bytes());
        let again = Cache::from_bytes(stored.clone());
        assert_eq!(again.get(&key("a")).as_deref(), Some(b"one".as_slice()));
        assert_eq!(again.get(&key("b")).as_deref(), Some(b"".as_slice()));
        for n in 0..stored.len() {
            let mut damaged = stored.clone();
            damaged[n] ^= 1;
            assert_eq!(Cache::from_bytes(damaged).get(&key("a")), None, "byte {n}");
            assert_eq!(Cache::from_bytes(stored[..n].to_vec()).get(&key("a")), None, "cut at {n}");
        }
    }
}
