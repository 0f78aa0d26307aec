//! The publication as a store of pages: each is written to the stage as soon as it is made, and one that lies in the published folder
//! already is not made again.
//!
//! What may not enter: what a page is made from.

use std::io::Write;

use super::claim::{is_safe, shown};
use super::hands::create_dir_all;
use super::stage::hash_on_disk;
use super::{Publication, Refusal, lent};
use crate::output::Artifact;
use crate::work::{Key, Store};
use crate::world::{Action, Failure};

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
}

impl Publication<'_> {
    /// Whether a file lies in the published folder with these bytes. The manifest is believed only where the disk still agrees with it.
    pub(super) fn lies_there(&self, path: &str, hash: &str) -> bool {
        let listed = self.claimed.last.files.get(path).is_some_and(|listed| listed == hash);
        listed && hash_on_disk(&self.folder.target.join(path)).is_some_and(|disk| disk == hash)
    }

    /// Writes a page to the stage.
    fn lay(&self, path: &str, bytes: &[u8]) -> Result<(), Refusal> {
        if !is_safe(path) {
            return Err(Refusal::Unsafe { path: path.to_owned() });
        }
        let place = self.stage()?.folder.join(path);
        let failed = |cause| Failure { action: Action::Write, path: shown(&place), cause };
        if let Some(parent) = place.parent() {
            // Most pages lie in a folder of their own, which is not there yet.
            self.hands.create_dir(parent).or_else(|_| create_dir_all(self.hands, parent)).map_err(failed)?;
        }
        let mut file = self.hands.create(&place).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.flush()).map_err(failed)?;
        Ok(())
    }
}
