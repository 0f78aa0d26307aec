//! A world in memory: for tests, and for the little sites in the rules' documentation.

use std::collections::BTreeMap;
use std::io;

use super::{Action, Failure, FileEntry, World};
use crate::model::Date;

/// A site in memory.
#[derive(Debug, Clone)]
pub struct Memory {
    /// The files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The day it is.
    pub today: Date,
}

impl Default for Memory {
    fn default() -> Self {
        Self { files: BTreeMap::new(), today: Date::constant(2020, 1, 1) }
    }
}

impl Memory {
    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), content.into());
        self
    }
}

impl World for Memory {
    fn list(&self, folder: &str) -> Result<Vec<FileEntry>, Failure> {
        let prefix = format!("{folder}/");
        Ok(self
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(&prefix))
            .map(|(path, bytes)| FileEntry { path: path.clone(), size: bytes.len() as u64, modified: 0, inode: 0, leads_outside: false })
            .collect())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        self.files.get(path).cloned().ok_or_else(|| Failure {
            action: Action::Read,
            path: path.to_owned(),
            cause: io::Error::from(io::ErrorKind::NotFound),
        })
    }

    fn today(&self, _timezone: &str) -> Date {
        self.today
    }

    fn recall(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    fn remember(&self, _name: &str, _bytes: &[u8]) {}
}
