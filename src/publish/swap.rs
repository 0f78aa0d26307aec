//! Puts the staged site in the last one's place, and clears away what a killed run left.

use std::io;
use std::path::Path;

use super::Refusal;
use super::claim::Folder;
use super::hands::{Hands, absent_is_fine, remove_all};
use super::lock;
use super::look::look;
use super::manifest::Manifest;
use super::stage::{MARKER, hash_on_disk};
use crate::world::{Action, Failure, shown};

/// What became of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swapped {
    /// The staged site lies in the folder.
    Done,
    /// This folder cannot be exchanged: the file system does not know how, it is a mount point, or files in it are open.
    Cannot,
}

/// Exchanges a site that was made and the last one in one step.
pub fn swap(hands: &dyn Hands, made: &Path, target: &Path) -> Result<Swapped, Refusal> {
    let failed = |cause| Failure { action: Action::Swap, path: shown(target), cause };
    let moved = if target.exists() { hands.exchange(made, target) } else { hands.rename(made, target).map(|()| true) };
    match moved {
        Ok(true) => {}
        Ok(false) => return Ok(Swapped::Cannot),
        Err(error) if target.exists() && cannot_move(&error) => return Ok(Swapped::Cannot),
        Err(error) => return Err(failed(error).into()),
    }
    if let Some(parent) = target.parent() {
        hands.flush_entries(parent).map_err(failed)?;
    }
    Ok(Swapped::Done)
}

/// Whether a folder, as opposed to the files in it, may not be moved.
pub fn cannot_move(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(error.kind(), ResourceBusy | CrossesDevices | PermissionDenied | ReadOnlyFilesystem)
}

/// Clears away what lies beside the folder and in it: a half-made site, or a last one that was not removed yet.
pub fn clear(hands: &dyn Hands, folder: &Folder) -> Result<(), Refusal> {
    for left in [&folder.staging, &folder.inside] {
        let is_folder = left.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
        if !is_folder {
            continue;
        }
        let marker = left.join(MARKER);
        let cleared = if marker.is_file() {
            let _lock = lock::of_staging(&marker)?;
            remove_all(hands, left, MARKER)
        } else {
            last_site(hands, left, &folder.target)
        };
        cleared.map_err(|cause| Failure { action: Action::Remove, path: shown(left), cause })?;
    }
    Ok(())
}

/// Removes a last site: what it lists, and what was carried over from it and lies in the new one with the same bytes.
fn last_site(hands: &dyn Hands, left: &Path, target: &Path) -> io::Result<()> {
    let Some(manifest) = Manifest::read(left)? else { return hands.remove_dir(left) };
    let carried = look(left, &manifest, &[])?.foreign;
    let mut again: Vec<&String> = Vec::new();
    for path in &carried {
        let (old, new) = (left.join(path), target.join(path));
        let (Ok(metadata), true) = (old.symlink_metadata(), new.symlink_metadata().is_ok()) else { continue };
        if metadata.is_dir() {
            absent_is_fine(hands.remove_dir(&old))?;
        } else if metadata.is_symlink() && std::fs::read_link(&old).ok() == std::fs::read_link(&new).ok()
            || hash_on_disk(&old).is_some_and(|hash| hash_on_disk(&new) == Some(hash))
        {
            again.push(path);
        }
    }
    Manifest::remove(hands, left, &again)?;
    manifest.remove_all(hands, left)
}
