//! A world in memory: for tests, and for the little sites in the rules' documentation.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Action, Failure, FileEntry, World};
use crate::model::Date;

/// A site in memory. Clones share what is remembered, as two runs on one disk do.
#[derive(Debug, Clone)]
pub struct Memory {
    /// The files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Links that lead outside, by path.
    pub outside: BTreeSet<String>,
    /// The day it is.
    pub today: Date,
    remembered: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { files: BTreeMap::new(), outside: BTreeSet::new(), today: Date::constant(2020, 1, 1), remembered: Arc::default() }
    }
}

impl Memory {
    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), content.into());
        self
    }

    /// Adds a link that leads outside.
    #[must_use]
    pub fn with_link_outside(mut self, path: &str) -> Self {
        self.outside.insert(path.to_owned());
        self
    }
}

impl World for Memory {
    fn list(&self, folder: &str) -> Result<Vec<FileEntry>, Failure> {
        let prefix = format!("{folder}/");
        let entry = |path: &String, size: usize, leads_outside| FileEntry {
            path: path.clone(),
            size: size as u64,
            modified: 0,
            inode: 0,
            leads_outside,
        };
        let files = self.files.iter().map(|(path, bytes)| entry(path, bytes.len(), false));
        let links = self.outside.iter().map(|path| entry(path, 0, true));
        let mut entries: Vec<_> = files.chain(links).filter(|entry| entry.path.starts_with(&prefix)).collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    fn open(&self, path: &str) -> Result<Box<dyn Read>, Failure> {
        match self.files.get(path) {
            Some(bytes) => Ok(Box::new(io::Cursor::new(bytes.clone()))),
            None => Err(Failure { action: Action::Read, path: path.to_owned(), cause: io::Error::from(io::ErrorKind::NotFound) }),
        }
    }

    fn replace(&mut self, path: &str, before: &[u8], after: &[u8]) -> Result<bool, Failure> {
        let same = self.read(path)? == before;
        if same {
            self.files.insert(path.to_owned(), after.to_vec());
        }
        Ok(same)
    }

    fn today(&self, _timezone: &str) -> Date {
        self.today
    }

    fn now(&self) -> i128 {
        0
    }

    fn recall(&self, name: &str) -> Option<Vec<u8>> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn remember(&self, name: &str, bytes: &[u8]) {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), bytes.to_vec());
    }
}
