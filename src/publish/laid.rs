//! The publication as a store of pages: each is written to the stage as soon as it is made, and one that lies in the published folder
//! already is not made again.
//!
//! What may not enter: what a page is made from.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::claim::is_safe;
use super::hands::create_dir_all;
use super::stage::hash_on_disk;
use super::stamp::Stamp;
use super::{Publication, Refusal, lent};
use crate::output::Artifact;
use crate::work::{Key, Make, Store};
use crate::world::{Action, Failure, shown};

impl Store for Publication<'_> {
    fn find(&self, path: &str, key: &Key) -> Option<Artifact> {
        let hash = self.known.get(key)?;
        let hash = blake3::Hash::from_slice(&hash).ok()?.to_string();
        self.lies_there(path, &hash).then_some(Artifact::Laid { hash })
    }

    fn put(&self, path: &str, key: Option<Key>, bytes: Vec<u8>) -> Artifact {
        let hash = blake3::hash(&bytes);
        if let Some(key) = key {
            self.known.put(key, *hash.as_bytes());
        }
        let hash = hash.to_string();
        if !self.lies_there(path, &hash) {
            match self.lay(path, &bytes) {
                Ok(()) => drop(lent(&self.laid).insert(path.to_owned(), hash.clone())),
                Err(refusal) => drop(lent(&self.broken).get_or_insert(refusal)),
            }
        }
        Artifact::Laid { hash }
    }

    fn keep(&self, key: Key, bytes: &Arc<[u8]>) {
        self.known.put(key, *blake3::hash(bytes).as_bytes());
    }

    fn noted(&self, key: &Key) -> Option<Arc<[u8]>> {
        self.known.get(key)
    }

    fn note(&self, key: Key, bytes: Vec<u8>) {
        self.known.put(key, bytes);
    }

    fn bytes(&self, path: &str, key: &Key) -> Option<Vec<u8>> {
        let hash = self.known.get(key).filter(|_| is_safe(path))?;
        let bytes = fs::read(self.folder.target.join(path)).ok()?;
        (*blake3::hash(&bytes).as_bytes() == *hash).then_some(bytes)
    }

    fn recall(&self, name: &str) -> Option<Vec<u8>> {
        self.home.as_ref()?.recall(self.site, name)
    }

    fn leave(&self, name: &'static str, make: Make) {
        // The pages of a first site take longer than anything else, and what this is made of would lie in memory until they are there.
        if self.claimed.last.files.is_empty() {
            self.keep_left(name, make);
        } else {
            lent(&self.left).push((name, make));
        }
    }
}

impl Publication<'_> {
    /// Whether a file lies in the published folder with these bytes. The manifest is believed only where the disk still agrees with it: by
    /// the stamp that the file had when it was last read, or else by its bytes.
    pub(super) fn lies_there(&self, path: &str, hash: &str) -> bool {
        let listed = self.claimed.last.files.get(path).is_some_and(|listed| listed == hash);
        listed && (self.stood.contains_key(path) || self.holds(path, hash))
    }

    fn holds(&self, path: &str, hash: &str) -> bool {
        let place = self.folder.target.join(path);
        let stamp = Stamp::of_file(&place).filter(|stamp| stamp.is_settled(self.begun));
        let same = hash_on_disk(&place).is_some_and(|disk| disk == hash);
        if let (true, Some(stamp)) = (same, stamp) {
            lent(&self.seen).insert(path.to_owned(), stamp);
        }
        same
    }

    /// Remembers a file as it was written.
    pub(super) fn was_written(&self, path: &str, place: &Path) {
        if let Some(stamp) = Stamp::of_file(place) {
            lent(&self.seen).insert(path.to_owned(), stamp);
        }
    }

    /// Remembers a file as it is with one more name, where it is the one that was there and has been seen to hold what is listed.
    pub(super) fn was_linked(&self, path: &str, place: &Path) {
        let known = lent(&self.seen).get(path).or_else(|| self.stood.get(path)).copied();
        let stamp = known.zip(Stamp::of_file(place)).filter(|(known, stamp)| stamp.is_but_linked(*known));
        if let Some((_, stamp)) = stamp {
            lent(&self.linked).insert(path.to_owned(), stamp);
        }
    }

    /// Writes a page to the stage.
    fn lay(&self, path: &str, bytes: &[u8]) -> Result<(), Refusal> {
        if !is_safe(path) {
            return Err(Refusal::Unsafe { path: path.to_owned() });
        }
        let stage = self.stage()?;
        let place = stage.folder.join(path);
        let failed = |cause| Failure { action: Action::Write, path: shown(&place), cause };
        if let Some(parent) = place.parent() {
            // Most pages lie in a folder of their own, which is not there yet.
            self.hands.create_dir(parent).or_else(|_| create_dir_all(self.hands, parent)).map_err(failed)?;
        }
        let mut file = self.hands.create(&place).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.flush()).map_err(failed)?;
        drop(file);
        self.was_written(path, &place);
        self.ahead.wrote(&stage.folder, bytes.len());
        Ok(())
    }
}
