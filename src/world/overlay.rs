//! A world as it would be with some files changed: for fixes not yet written, and for what a file was in another revision.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::{Action, Failure, FileEntry, World};
use crate::model::Date;

/// Another world with some files changed or gone. Nothing is written, and nothing is remembered.
pub struct Overlay<'w> {
    under: &'w dyn World,
    /// The changed files by path; none where the file is gone.
    pub files: BTreeMap<String, Option<Vec<u8>>>,
}

impl<'w> Overlay<'w> {
    /// A world in which nothing is changed yet.
    #[must_use]
    pub fn new(under: &'w dyn World) -> Self {
        Self { under, files: BTreeMap::new() }
    }
}

impl World for Overlay<'_> {
    fn list(&self, folder: &str) -> Result<Vec<FileEntry>, Failure> {
        let prefix = format!("{folder}/");
        let mut entries = self.under.list(folder)?;
        entries.retain(|entry| !self.files.contains_key(&entry.path));
        for (path, bytes) in self.files.iter().filter(|(path, _)| path.starts_with(&prefix)) {
            if let Some(bytes) = bytes {
                // Changed now: what is inside it is looked at in every run and never remembered.
                let modified = self.now();
                entries.push(FileEntry { path: path.clone(), size: bytes.len() as u64, modified, inode: 0, leads_outside: false });
            }
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    fn open(&self, path: &str) -> Result<Box<dyn Read>, Failure> {
        match self.files.get(path) {
            None => self.under.open(path),
            Some(Some(bytes)) => Ok(Box::new(io::Cursor::new(bytes.clone()))),
            Some(None) => Err(Failure { action: Action::Read, path: path.to_owned(), cause: io::Error::from(io::ErrorKind::NotFound) }),
        }
    }

    fn replace(&mut self, path: &str, before: &[u8], after: &[u8]) -> Result<bool, Failure> {
        let same = self.read(path)? == before;
        if same {
            self.files.insert(path.to_owned(), Some(after.to_vec()));
        }
        Ok(same)
    }

    fn today(&self, timezone: &str) -> Date {
        self.under.today(timezone)
    }

    fn now(&self) -> i128 {
        self.under.now()
    }

    fn recall(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    fn remember(&self, _name: &str, _bytes: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn files_are_changed_added_and_gone_and_the_world_below_is_as_it_was() {
        let below = Memory::default().with("content/a.md", "a").with("content/b.md", "b").with("content/c.md", "c");
        let mut over = Overlay::new(&below);
        over.files.insert("content/b.md".to_owned(), None);
        over.files.insert("content/d.md".to_owned(), Some(b"d".to_vec()));
        assert!(over.replace("content/a.md", b"a", b"ny").unwrap());
        assert!(!over.replace("content/c.md", b"another", b"x").unwrap());
        let paths: Vec<_> = over.list("content").unwrap().into_iter().map(|entry| entry.path).collect();
        assert_eq!(paths, ["content/a.md", "content/c.md", "content/d.md"]);
        assert_eq!((over.read("content/a.md").unwrap(), over.read("content/c.md").unwrap()), (b"ny".to_vec(), b"c".to_vec()));
        assert!(over.read("content/b.md").is_err());
        assert_eq!(below.read("content/a.md").unwrap(), b"a");
    }
}
