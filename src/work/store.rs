//! Where pages go as soon as they are made, and where they may lie from an earlier run.

use std::sync::Arc;

use super::{Cache, Key};
use crate::output::Artifact;

/// Makes bytes for the next run, when there is time.
pub type Make = Box<dyn FnOnce() -> Vec<u8> + Send>;

/// Takes pages one by one, from several threads, so that they need not lie in memory all at once.
pub trait Store: Sync {
    /// The page at a path, where it was made from the same before and still lies there.
    fn find(&self, path: &str, key: &Key) -> Option<Artifact>;

    /// Whether somebody still waits for the pages. Where nobody does, those that are left are not made.
    fn wanted(&self) -> bool {
        true
    }

    /// Takes a page; under a key it is known again in a later run, without one it is made anew then.
    fn put(&self, path: &str, key: Option<Key>, bytes: Vec<u8>) -> Artifact;

    /// Knows bytes again in a later run that go out with what is not put here.
    fn keep(&self, key: Key, bytes: &Arc<[u8]>);

    /// What was noted under a key, in this run or the last.
    fn noted(&self, key: &Key) -> Option<Arc<[u8]>>;

    /// Notes something under a key, for the next run.
    fn note(&self, key: Key, bytes: Vec<u8>);

    /// The bytes of a page that [`Store::find`] finds, for another path.
    fn bytes(&self, _path: &str, _key: &Key) -> Option<Vec<u8>> {
        None
    }

    /// What the last run left to this one under a name, beside its pages.
    fn recall(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    /// Leaves something to the next run under a name. It is made when there is time, or never.
    fn leave(&self, _name: &'static str, _make: Make) {}
}

/// In memory, by what they were made from alone.
impl Store for Cache {
    fn find(&self, _path: &str, key: &Key) -> Option<Artifact> {
        self.get(key).map(Artifact::Bytes)
    }

    fn put(&self, _path: &str, key: Option<Key>, bytes: Vec<u8>) -> Artifact {
        let bytes = bytes.into();
        if let Some(key) = key {
            Self::put(self, key, Arc::clone(&bytes));
        }
        Artifact::Bytes(bytes)
    }

    fn keep(&self, key: Key, bytes: &Arc<[u8]>) {
        Self::put(self, key, Arc::clone(bytes));
    }

    fn noted(&self, key: &Key) -> Option<Arc<[u8]>> {
        self.get(key)
    }

    fn note(&self, key: Key, bytes: Vec<u8>) {
        Self::put(self, key, bytes);
    }
}
