//! The world as it is: a site's folder on disk.

use std::path::{Path, PathBuf};

use super::{Action, Failure, FileEntry, World};
use crate::model::Date;

/// A site's folder.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// The world of a site's folder.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The site's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }
}

impl World for Disk {
    fn list(&self, _folder: &str) -> Result<Vec<FileEntry>, Failure> {
        Ok(Vec::new())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        std::fs::read(self.root.join(path)).map_err(|cause| Failure { action: Action::Read, path: path.to_owned(), cause })
    }

    fn today(&self, _timezone: &str) -> Date {
        Date::constant(1970, 1, 1)
    }

    fn recall(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    fn remember(&self, _name: &str, _bytes: &[u8]) {}
}
