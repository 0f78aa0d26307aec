//! The one door to files, clock and environment: a trait, a disk behind it, and a memory for tests.
//!
//! Paths are relative to the site's folder, with `/`. Nothing here knows what a document is.

mod disk;
mod failure;
mod history;
mod memory;
mod overlay;
mod revision;
mod shown;

use std::io::{self, Read};

pub use disk::{Disk, OWN_FOLDER};
pub use memory::Memory;
pub use overlay::Overlay;
pub use revision::{Earlier, GitSilence};
pub use shown::shown;

use crate::model::Date;
use crate::work::Key;

/// How long a file's time must lie back, in nanoseconds, before it is believed that every later change shows in it: file systems date
/// files by clocks that tick as slowly as that.
pub const SETTLED: i128 = 2_000_000_000;

/// A file or folder that could not be used: the only kind of error that is not about what an author wrote.
#[derive(Debug)]
pub struct Failure {
    /// What was being done, in words that follow "kunne ikke": "lese", "skrive".
    pub action: Action,
    /// The path, as people should see it.
    pub path: String,
    /// What the system said.
    pub cause: io::Error,
}

impl Failure {
    /// The same failure, for whoever else meets it.
    #[must_use]
    pub fn again(&self) -> Self {
        let cause = match self.cause.raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(self.cause.kind(), self.cause.to_string()),
        };
        Self { action: self.action, path: self.path.clone(), cause }
    }
}

/// What could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Read a file.
    Read,
    /// List a folder.
    List,
    /// Write a file.
    Write,
    /// Remove a file.
    Remove,
    /// Move a folder into place.
    Swap,
    /// Take a lock.
    Lock,
    /// Listen on a port.
    Listen,
    /// Watch a folder for changes.
    Watch,
}

/// What a listing knows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Path relative to the site's folder, as the disk spells it.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Last changed, in nanoseconds since 1970; 0 where the system does not say.
    pub modified: i128,
    /// The inode, 0 where there is none.
    pub inode: u64,
    /// A symbolic link whose target lies outside the site's content.
    pub leads_outside: bool,
}

impl FileEntry {
    /// Whether it has been at rest for so long that its time tells it from every other state of it; `now` in nanoseconds since 1970.
    #[must_use]
    pub fn is_settled(&self, now: i128) -> bool {
        self.modified != 0 && self.modified < now - SETTLED
    }

    /// What is known of it, as a key: one at rest has the same bytes as long as it has the same key.
    #[must_use]
    pub fn key(&self) -> Key {
        let Self { path, size, modified, inode, leads_outside } = self;
        let numbers = [&size.to_le_bytes()[..], &modified.to_le_bytes(), &inode.to_le_bytes(), &[u8::from(*leads_outside)]];
        Key::of(&[path.as_bytes(), &numbers.concat()])
    }
}

/// Files, clock and environment as the program may see them.
pub trait World: Send + Sync {
    /// Every file below a folder of the site, sorted by path; an absent folder is an empty list. Links that lead outside are marked, not
    /// followed.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    fn list(&self, folder: &str) -> Result<Vec<FileEntry>, Failure>;

    /// The bytes of a file of the site.
    ///
    /// # Errors
    /// When it cannot be read, `NotFound` included.
    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        match self.open(path)?.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(cause) => Err(Failure { action: Action::Read, path: path.to_owned(), cause }),
        }
    }

    /// A file of the site, to be read bit by bit where it may be large. Never leads out of the site through a link.
    ///
    /// # Errors
    /// When it cannot be opened, `NotFound` included.
    fn open(&self, path: &str) -> Result<Box<dyn Read>, Failure>;

    /// Writes a file anew, if its bytes are still those that were read: a reader sees the old ones or the new ones, and the file
    /// keeps its rights. Tells whether it was written; a file that somebody changed meanwhile is left alone.
    ///
    /// # Errors
    /// When it cannot be read or written.
    fn replace(&mut self, path: &str, before: &[u8], after: &[u8]) -> Result<bool, Failure>;

    /// The day it is now in a time zone, by `SOURCE_DATE_EPOCH` where set, else by the clock.
    fn today(&self, timezone: &str) -> Date;

    /// The clock, in nanoseconds since 1970, to compare with [`FileEntry::modified`], and to tell how long something took.
    fn now(&self) -> i128;

    /// The bytes of a cache file below `.saksgang/`, if there is one that can be read; its name may have folders in it.
    fn recall(&self, name: &str) -> Option<Vec<u8>>;

    /// Keeps a cache file below `.saksgang/`, atomically; a failure is no failure of the run.
    fn remember(&self, name: &str, bytes: &[u8]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_between_files_gives_another_key() {
        let one = FileEntry { path: "content/a.pdf".to_owned(), size: 1, modified: 2, inode: 3, leads_outside: false };
        let others = [
            FileEntry { path: "content/b.pdf".to_owned(), ..one.clone() },
            FileEntry { size: 2, ..one.clone() },
            FileEntry { modified: 3, ..one.clone() },
            FileEntry { inode: 4, ..one.clone() },
            FileEntry { leads_outside: true, ..one.clone() },
        ];
        assert_eq!(one.key(), one.clone().key());
        assert!(others.iter().all(|other| other.key() != one.key()));
    }
}
