//! A published site against its manifest: what was changed, what is missing, what is foreign. Changes nothing.

use std::path::Path;

use super::Refusal;
use super::look::look;
use super::manifest::{MANIFEST, Manifest};
use super::stage::hash_on_disk;
use crate::work;
use crate::world::{Action, Failure, shown};

/// How a folder and its manifest differ. Paths are relative to the folder, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// How many files the manifest lists.
    pub listed: usize,
    /// Files with other bytes than were published, or something else in their place.
    pub changed: Vec<String>,
    /// Files that were published and are not there.
    pub missing: Vec<String>,
    /// What was not published: files, links and empty folders.
    pub foreign: Vec<String>,
}

impl Verified {
    /// Whether the folder is exactly what was published.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.foreign.is_empty()
    }
}

/// Holds every file of a published site against the manifest.
///
/// # Errors
/// When the folder has no manifest of ours, or cannot be listed.
pub fn verify(folder: &Path) -> Result<Verified, Refusal> {
    let failed = |cause| Failure { action: Action::List, path: shown(folder), cause };
    let unreadable = |cause| Failure { action: Action::Read, path: shown(&folder.join(MANIFEST)), cause };
    if let Err(cause) = std::fs::read_dir(folder) {
        return Err(failed(cause).into());
    }
    let Some(manifest) = Manifest::read(folder).map_err(unreadable)? else { return Err(Refusal::NotPublished { folder: shown(folder) }) };
    let mut verified = Verified { listed: manifest.files.len(), ..Verified::default() };
    verified.foreign = look(folder, &manifest, &[]).map_err(failed)?.foreign;
    let files: Vec<_> = manifest.files.iter().collect();
    let stands = work::map(&files, |(path, hash)| {
        let place = folder.join(path);
        (hash_on_disk(&place).as_ref() == Some(*hash), place.symlink_metadata().is_ok())
    });
    for ((path, _), (same, there)) in files.into_iter().zip(stands) {
        match (same, there) {
            (true, _) => {}
            (false, true) => verified.changed.push(path.clone()),
            (false, false) => verified.missing.push(path.clone()),
        }
    }
    Ok(verified)
}
