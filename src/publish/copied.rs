//! Files of the site that are published as they are, known by what the system tells of them: an edit of one text reads no attachment.
//!
//! The hash of the bytes is kept by the stamp that the file had before it was read, so whatever changes it later is seen. What may not
//! enter: a link, whose own stamp says nothing of what it leads to.

use std::io;

use super::Publication;
use super::stage::{copy, reading};
use super::stamp::Stamp;
use crate::work::Key;
use crate::world::{Failure, World};

impl Publication<'_> {
    /// The hash of a file's bytes; it is read only where it is another than when it was last published.
    pub(super) fn hash_of_source(&self, from: &str) -> Result<String, Failure> {
        let key = self.source_key(from);
        let known = key.and_then(|key| self.known.get(&key)).and_then(|hash| blake3::Hash::from_slice(&hash).ok());
        if let Some(hash) = known {
            return Ok(hash.to_string());
        }
        let hash = copy(&mut *self.site.open(from)?, &mut io::sink()).map_err(|cause| reading(from, cause))?;
        self.know_source(key, &hash);
        Ok(hash)
    }

    /// What a file is known by as long as it stays as it is now; taken before it is read.
    pub(super) fn source_key(&self, from: &str) -> Option<Key> {
        let stamp = Stamp::of_file(&self.site.root().join(from)).filter(|stamp| stamp.is_settled(self.begun))?;
        Some(Key::of(&[b"copied", from.as_bytes(), &stamp.to_bytes()]))
    }

    /// Keeps the hash of what was read.
    pub(super) fn know_source(&self, key: Option<Key>, hash: &str) {
        if let (Some(key), Ok(hash)) = (key, blake3::Hash::from_hex(hash)) {
            self.known.put(key, *hash.as_bytes());
        }
    }
}
