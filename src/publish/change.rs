//! What a publication changes: which files are new, which stay, which go.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

use super::Published;
use super::claim::Claimed;
use crate::output::Output;

/// The difference between the last site and the next.
pub struct Change<'c> {
    /// The next site.
    pub output: &'c Output,
    /// The files that lie in the folder with the same bytes already, with their hash.
    pub kept: HashMap<String, String>,
    /// The others, sorted.
    pub fresh: Vec<&'c String>,
    /// The last site's files that the next one has not, sorted.
    pub gone: Vec<&'c String>,
    /// Whether a file that stays had to be copied, as it could not be linked.
    pub copied: AtomicBool,
}

impl<'c> Change<'c> {
    /// The change to a site of which these files stay.
    pub fn new(claimed: &'c Claimed, output: &'c Output, kept: HashMap<String, String>) -> Self {
        let fresh = output.files.keys().filter(|path| !kept.contains_key(*path)).collect();
        let gone = claimed.last.files.keys().filter(|path| !output.files.contains_key(*path)).collect();
        Self { output, kept, fresh, gone, copied: AtomicBool::new(false) }
    }

    /// How much it is.
    pub fn counted(&self, claimed: &Claimed) -> Published {
        let (written, kept, removed) = (self.fresh.len(), self.kept.len(), self.gone.len());
        Published { written, kept, removed, foreign: claimed.look.foreign.len() }
    }
}
