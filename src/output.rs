//! Bytes out: the site as a map from path to bytes. Nothing here touches a disk; only `publish` writes the map.

pub mod hexadecimal;
pub mod name;
pub mod percent;

use std::collections::BTreeMap;
use std::sync::Arc;

/// One file of the published site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Artifact {
    /// Made by us: a page, a feed, an index, a file of the theme.
    Bytes(Arc<[u8]>),
    /// A file of `content/` copied as it is; `publish` reads it through the world, so that big files never lie in memory.
    Copy {
        /// Path relative to the site's folder.
        from: String,
    },
    /// Made by us, and put where it will be published from as soon as it was made, or lying there since the last publication.
    Laid {
        /// BLAKE3 of its bytes, in hexadecimal digits.
        hash: String,
    },
}

/// The whole site: path relative to its root, with `/`, to what lies there. Sorted, so that order never depends on threads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// The files by path.
    pub files: BTreeMap<String, Artifact>,
}

impl Output {
    /// Adds bytes at a path.
    pub fn put(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path.into(), Artifact::Bytes(bytes.into()));
    }

    /// Adds a file to be copied from the site's folder.
    pub fn copy(&mut self, path: impl Into<String>, from: impl Into<String>) {
        self.files.insert(path.into(), Artifact::Copy { from: from.into() });
    }

    /// The bytes at a path, where they were made by us.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        match self.files.get(path) {
            Some(Artifact::Bytes(bytes)) => Some(bytes),
            _ => None,
        }
    }
}
