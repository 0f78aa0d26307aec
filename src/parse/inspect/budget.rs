//! How much work one file is worth: bytes unpacked and read, files and objects looked at, archives in archives.
//!
//! Everything that an untrusted file could make large is paid for here, so that its time and memory are known beforehand.

use crate::model::Unread;

/// The largest file that is looked into, in bytes; of a larger one only its kind and its hash are told.
pub const LARGEST: usize = 32 << 20;
/// Bytes read and unpacked of one file, all its parts together.
pub const BYTES: u64 = 128 << 20;
/// The largest single part that is unpacked, in bytes.
pub const PART: usize = 32 << 20;
/// Files in archives, and objects of a PDF.
pub const ENTRIES: u32 = 200_000;
/// Archives in archives.
pub const DEPTH: u32 = 3;

/// What is left of the work that one file is worth.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: u64,
    entries: u32,
    part: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: BYTES, entries: ENTRIES, part: PART }
    }
}

impl Budget {
    /// Pays for bytes that are about to be read or were unpacked.
    pub fn bytes(&mut self, count: usize) -> Result<(), Unread> {
        match self.bytes.checked_sub(count as u64) {
            Some(left) => {
                self.bytes = left;
                Ok(())
            }
            None => {
                self.bytes = 0;
                Err(Unread::Unpacked)
            }
        }
    }

    /// Pays for one more file or object.
    pub fn entry(&mut self) -> Result<(), Unread> {
        self.entries = self.entries.checked_sub(1).ok_or(Unread::Entries)?;
        Ok(())
    }

    /// How large a part may be unpacked now.
    pub fn room(&self) -> usize {
        usize::try_from(self.bytes).unwrap_or(usize::MAX).min(self.part)
    }

    /// A smaller one, so that tests of what exhausts it are quick.
    #[cfg(test)]
    pub fn small(bytes: u64, entries: u32) -> Self {
        Self { bytes, entries, part: PART.min(usize::try_from(bytes / 4).unwrap_or(PART)) }
    }

    /// Bytes that may still be paid for.
    #[cfg(test)]
    pub fn left(&self) -> u64 {
        self.bytes
    }
}
