//! Brings pages to the disk while the next ones are made, so that little is left to wait for when the folders are exchanged: of 430 MB
//! the last call alone took 1.1 s, in which nobody worked.
//!
//! A head start and no more: what was brought there is promised by the last call (`Hands::flush`), and a failure is told by it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

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
    /// Counts bytes that were written to a folder.
    pub fn wrote(&self, folder: &Path, bytes: usize) {
        let bytes = bytes as u64;
        let before = self.written.fetch_add(bytes, Ordering::Relaxed);
        // Elsewhere a flush goes through all files, and is worth it once.
        if !cfg!(target_os = "linux") || before / STEP == (before + bytes) / STEP || self.busy.swap(true, Ordering::Relaxed) {
            return;
        }
        let (folder, busy) = (folder.to_owned(), Arc::clone(&self.busy));
        thread::spawn(move || {
            let _ = System.flush(&folder);
            busy.store(false, Ordering::Relaxed);
        });
    }
}
