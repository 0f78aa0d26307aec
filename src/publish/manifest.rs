//! The list of what a publication wrote: the only files that a later one may remove.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The manifest's name in the published folder.
pub const MANIFEST: &str = ".saksgang-manifest.json";

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Who wrote it: always `saksgang`.
    program: String,
    /// The version of this list's own form.
    format: u32,
    /// BLAKE3 of each file, by path.
    pub files: BTreeMap<String, String>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { program: "saksgang".to_owned(), format: 1, files: BTreeMap::new() }
    }
}

impl Manifest {
    /// The manifest in a folder; none where there is none, or where it is not one of ours. Paths that would lead out of the folder are left out.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        let bytes = fs::read(folder.join(MANIFEST)).ok()?;
        let mut manifest: Self = serde_json::from_slice(&bytes).ok()?;
        manifest.files.retain(|path, _| super::claim::is_safe(path));
        (manifest.program == "saksgang" && manifest.format == 1).then_some(manifest)
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        fs::write(folder.join(MANIFEST), bytes)
    }

    /// Removes from a folder what is listed, then the manifest, then the folders this leaves empty. What is not listed stays.
    pub fn remove_listed(&self, folder: &Path) -> io::Result<()> {
        for path in self.files.keys() {
            absent_is_fine(fs::remove_file(folder.join(path)))?;
        }
        absent_is_fine(fs::remove_file(folder.join(MANIFEST)))?;
        let mut folders: Vec<&Path> = self.files.keys().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
        folders.sort_unstable_by_key(|path| std::cmp::Reverse((path.components().count(), *path)));
        folders.dedup();
        for inner in folders.into_iter().filter(|inner| !inner.as_os_str().is_empty()) {
            absent_is_fine(fs::remove_dir(folder.join(inner)))?;
        }
        absent_is_fine(fs::remove_dir(folder))
    }
}

fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
