//! A cache by content: bytes remembered under the hash of everything they were made from.

use std::collections::HashMap;

/// The hash of everything a value was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub [u8; 32]);

impl Key {
    /// The key of some parts; each part's length counts, so that parts never run together.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }
}

/// Bytes by key. What a run did not use is dropped when the cache is stored.
#[derive(Debug, Default)]
pub struct Cache {
    kept: HashMap<Key, Vec<u8>>,
}

impl Cache {
    /// What is remembered under a key.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&[u8]> {
        self.kept.get(key).map(Vec::as_slice)
    }

    /// Remembers bytes under a key.
    pub fn put(&mut self, key: Key, bytes: Vec<u8>) {
        self.kept.insert(key, bytes);
    }
}
