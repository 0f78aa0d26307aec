//! The list of what a publication wrote: the only files that a later one may remove.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::claim::{above, is_safe};
use super::hands::{Hands, absent_is_fine, write};
use crate::work::{self, Key};

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
    /// The list of these files, each with its hash.
    #[must_use]
    pub fn of(files: BTreeMap<String, String>) -> Self {
        Self { files, ..Self::default() }
    }

    /// One key for all that is listed.
    #[must_use]
    pub fn key(&self) -> Key {
        let parts: Vec<&[u8]> = self.files.iter().flat_map(|(path, hash)| [path.as_bytes(), hash.as_bytes()]).collect();
        Key::of(&parts)
    }

    /// The manifest in a folder; none where there is none, or where it is not one of ours. Paths that would lead out of the folder are left
    /// out.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        let bytes = match fs::read(folder.join(MANIFEST)) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(error),
            read => read.ok(),
        };
        let Some(mut manifest) = bytes.and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok()) else { return Ok(None) };
        manifest.files.retain(|path, _| is_safe(path));
        Ok((manifest.program == "saksgang" && manifest.format == 1).then_some(manifest))
    }

    /// Writes it into a folder that has none.
    pub fn write(&self, hands: &dyn Hands, folder: &Path) -> io::Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        write(hands, &folder.join(MANIFEST), &bytes)
    }

    /// Removes listed files from a folder, and the folders this leaves empty. What is not listed stays.
    pub fn remove(hands: &dyn Hands, folder: &Path, paths: &[&String]) -> io::Result<()> {
        let removed = work::map(paths, |path| {
            let place = folder.join(path);
            // A folder may stand where the file was, and a file where its folder was: then it is gone already.
            let there = place.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir());
            if there { absent_is_fine(hands.remove_file(&place)) } else { Ok(()) }
        });
        removed.into_iter().collect::<io::Result<()>>()?;
        for inner in by_depth(paths.iter().flat_map(|path| above(path))).iter().rev() {
            let removed = work::map(inner, |inner| {
                let place = folder.join(inner);
                if !place.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
                    return Ok(());
                }
                match absent_is_fine(hands.remove_dir(&place)) {
                    Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
                    other => other,
                }
            });
            removed.into_iter().collect::<io::Result<()>>()?;
        }
        Ok(())
    }

    /// Removes from a folder what is listed, then the manifest, then the folder itself; it fails where something else lies in it.
    pub fn remove_all(&self, hands: &dyn Hands, folder: &Path) -> io::Result<()> {
        Self::remove(hands, folder, &self.files.keys().collect::<Vec<_>>())?;
        absent_is_fine(hands.remove_file(&folder.join(MANIFEST)))?;
        absent_is_fine(hands.remove_dir(folder))
    }
}

/// Folders by how deep they lie, the outermost first, each once and sorted: those of one depth can be made or removed in any order.
pub fn by_depth<'p>(folders: impl Iterator<Item = &'p str>) -> Vec<Vec<&'p str>> {
    let mut depths: Vec<BTreeSet<&str>> = Vec::new();
    for folder in folders {
        let depth = folder.matches('/').count();
        if depths.len() <= depth {
            depths.resize_with(depth + 1, BTreeSet::new);
        }
        depths.get_mut(depth).map(|one| one.insert(folder));
    }
    depths.into_iter().map(|one| one.into_iter().collect()).collect()
}
