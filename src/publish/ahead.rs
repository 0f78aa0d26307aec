//! Brings pages to the disk while the next ones are made, so that little is left to wait for when the folders are exchanged: of 430 MB
//! the last call alone took 1.1 s, in which nobody worked.
//!
//! A head start and no more: what was brought there is promised by the last call (`Hands::flush`), and a failure is told by it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::Builder;

use super::hands::{Hands, System};

/// Bytes after which it begins anew.
const STEP: u64 = 48 << 20;

/// How far it is.
#[derive(Default)]
pub struct Ahead {
    written: AtomicU64,
    /// Whether one is under way; two at once gain nothing.
    busy: Arc<AtomicBool>,
}

impl Ahead {
    /// Counts bytes that were written to a folder. Tells whether a step of them begins to go to the disk with that: only where such a call
    /// is for one folder (elsewhere it goes through all files, and is worth it once), none is under way, and the system has a thread for
    /// it.
    pub fn wrote(&self, folder: &Path, bytes: usize) -> bool {
        self.wrote_by(Builder::new(), folder, bytes)
    }

    fn wrote_by(&self, thread: Builder, folder: &Path, bytes: usize) -> bool {
        let bytes = bytes as u64;
        let before = self.written.fetch_add(bytes, Ordering::Relaxed);
        if !cfg!(target_os = "linux") || before / STEP == (before + bytes) / STEP || self.busy.swap(true, Ordering::Relaxed) {
            return false;
        }
        let (folder, busy) = (folder.to_owned(), Arc::clone(&self.busy));
        let begun = thread.spawn(move || {
            let _ = System.flush(&folder);
            busy.store(false, Ordering::Relaxed);
        });
        if begun.is_err() {
            self.busy.store(false, Ordering::Relaxed);
        }
        begun.is_ok()
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn each_step_begins_once_and_one_that_gets_no_thread_is_no_failure() {
        let folder = tempfile::tempdir().unwrap();
        let (ahead, step) = (Ahead::default(), usize::try_from(STEP).unwrap());
        assert!(!ahead.wrote(folder.path(), step - 1), "not yet");
        // No address space has room for such a stack.
        let refused = Builder::new().stack_size(isize::MAX.unsigned_abs());
        assert!(!ahead.wrote_by(refused, folder.path(), 1));
        assert!(!ahead.busy.load(Ordering::Relaxed), "nothing is under way");
        assert!(!ahead.wrote(folder.path(), step - 1), "not yet once more");
        assert!(ahead.wrote(folder.path(), 1));
    }

    #[test]
    fn none_begins_while_one_is_under_way() {
        let ahead = Ahead::default();
        ahead.busy.store(true, Ordering::Relaxed);
        assert!(!ahead.wrote(Path::new("."), usize::try_from(STEP).unwrap()));
    }
}
