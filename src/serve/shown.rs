//! What is being shown: the newest site, and behind it the last one that could be rendered whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::output::{Artifact, Output};

/// What is being shown.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Counts what was shown; 0 before the first build.
    pub version: u64,
    /// The newest site.
    pub newest: Arc<Output>,
    /// The last site that could be rendered whole, where the newest could not.
    pub last_whole: Option<Arc<Output>>,
    /// Pages that are newer still: of files that changed since.
    pub early: BTreeMap<String, Artifact>,
    /// The findings of the newest, as the overlay reads them.
    pub findings: Arc<[u8]>,
    /// The site's address when published, which its 404 page uses.
    pub base_url: String,
}

impl Shown {
    /// Before the first build.
    pub fn nothing_yet() -> Self {
        Self::default()
    }

    /// What lies at a path: of a file that just changed, of the newest site, or where that has holes, of the last whole one.
    pub fn find(&self, path: &str) -> Option<&Artifact> {
        let behind = || self.last_whole.as_ref()?.files.get(path);
        self.early.get(path).or_else(|| self.newest.files.get(path)).or_else(behind)
    }
}
