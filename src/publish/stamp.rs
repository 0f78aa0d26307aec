//! What the system tells of a file or a folder without reading it, and what is remembered of a whole publication that way.
//!
//! A file with the stamp that it had when it was last read or written has the bytes of then; a folder has the entries of then. No program
//! can set back the time of a file's last change. What may not enter: a stamp of something that was changed a moment before it was taken,
//! as a second change in the same tick of the clock would leave no trace.

use std::fs::{self, Metadata};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::work::{self, Key};
use crate::world::SETTLED;

/// In nanoseconds.
const HUNDREDTH: i128 = 10_000_000;

/// How long a file that is dated by a fine clock must have been at rest: the clocks of file systems and servers that give fractions of a
/// second tick every few milliseconds, the slowest known (Windows, and what it serves over SMB) every sixteen.
const FINE: i128 = 10 * HUNDREDTH;

/// What the system tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// When the bytes, or the entries of a folder, were last written; nanoseconds since 1970.
    modified: i64,
    /// When anything about it was last changed, its rights and its names too.
    changed: i64,
    inode: u64,
}

impl Stamp {
    /// The stamp of what was looked at; none where the system does not tell enough to trust it.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
        Some(Self {
            size: metadata.size(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec())?,
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec())?,
            inode: metadata.ino(),
        })
    }

    /// The stamp of what was looked at; elsewhere than on Unix nothing tells of every change.
    #[cfg(not(unix))]
    pub fn of(_metadata: &Metadata) -> Option<Self> {
        None
    }

    /// The stamp of a plain file; a link is none.
    pub fn of_file(place: &Path) -> Option<Self> {
        fs::symlink_metadata(place).ok().filter(Metadata::is_file).as_ref().and_then(Self::of)
    }

    /// All of it, to be hashed.
    pub fn to_bytes(self) -> Vec<u8> {
        [self.size.to_le_bytes(), self.modified.to_le_bytes(), self.changed.to_le_bytes(), self.inode.to_le_bytes()].concat()
    }

    /// Whether it lies so far back that any change from now on will give another stamp. A time that is no whole hundredth of a second is of
    /// a system that dates files by a fine clock.
    pub fn is_settled(self, now: i128) -> bool {
        let fine = i128::from(self.latest()) % HUNDREDTH != 0;
        self.is_old(now) || (fine && i128::from(self.latest()) < now - FINE)
    }

    /// The same on every system.
    pub fn is_old(self, now: i128) -> bool {
        i128::from(self.latest()) < now - SETTLED
    }

    /// Whether the file is the one that had another stamp, with the same bytes as far as the system tells: a link to it dates nothing but
    /// its last change.
    pub fn is_but_linked(self, before: Self) -> bool {
        Self { changed: before.changed, ..self } == before && self.changed >= before.changed
    }

    fn latest(self) -> i64 {
        self.modified.max(self.changed)
    }
}

/// The stamps of a publication, each where its file or folder stands in the manifest's own order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamps {
    /// The manifest whose order it is.
    pub manifest: [u8; 32],
    /// Of each listed file.
    pub files: Vec<Option<Stamp>>,
    /// Of each folder of the published site.
    pub folders: Vec<Option<Stamp>>,
    /// Of each folder of the spare.
    pub spare: Vec<Option<Stamp>>,
}

impl Stamps {
    /// From stored bytes; none where they are damaged, or tell of another manifest.
    pub fn from_bytes(stored: &[u8], manifest: Key) -> Self {
        let read = work::unwrapped(stored).and_then(|body| postcard::from_bytes::<Self>(body).ok());
        read.filter(|stamps| stamps.manifest == manifest.0).unwrap_or_default()
    }

    /// As bytes to be stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        work::wrapped(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_come_back_for_their_own_manifest_alone_and_damage_is_none() {
        let stamp = Stamp { size: 1, modified: 2, changed: 3, inode: 4 };
        let stamps = Stamps { manifest: [7; 32], files: vec![Some(stamp), None], ..Stamps::default() };
        let mut stored = stamps.to_bytes();
        assert_eq!(Stamps::from_bytes(&stored, Key([7; 32])), stamps);
        assert_eq!(Stamps::from_bytes(&stored, Key([8; 32])), Stamps::default());
        let last = stored.len() - 1;
        stored[last] ^= 1;
        assert_eq!(Stamps::from_bytes(&stored, Key([7; 32])), Stamps::default());
    }

    #[cfg(unix)]
    #[test]
    fn any_change_gives_another_stamp_even_where_the_old_time_is_set_again() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("x");
        fs::write(&place, "one").unwrap();
        let first = Stamp::of_file(&place).unwrap();
        assert_eq!(Stamp::of_file(&place), Some(first));
        let written = fs::metadata(&place).unwrap().modified().unwrap();
        fs::write(&place, "two").unwrap();
        // Long enough for the clock that the system dates files by.
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::File::options().append(true).open(&place).unwrap().set_modified(written).unwrap();
        assert_ne!(Stamp::of_file(&place), Some(first));
        assert_eq!(Stamp::of_file(folder.path()), None, "a folder is no file");
    }

    #[test]
    fn a_stamp_is_settled_when_the_clock_that_it_is_by_must_have_ticked() {
        let of = |changed: i64| Stamp { size: 1, modified: 2, changed, inode: 4 };
        for (changed, rest) in [(5_000_000_000, SETTLED), (5_120_000_000, SETTLED), (5_123_456_789, FINE)] {
            let (stamp, changed) = (of(changed), i128::from(changed));
            assert!(!stamp.is_settled(changed) && !stamp.is_settled(changed + rest) && stamp.is_settled(changed + rest + 1));
            assert!(!stamp.is_old(changed + SETTLED) && stamp.is_old(changed + SETTLED + 1));
        }
    }
}
