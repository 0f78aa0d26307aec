//! The site's files to a folder on disk: claim it, stage beside it, swap, remove what the last manifest lists.
//!
//! The only room that writes a site. Whoever looks at the folder sees the whole old site or the whole new one.
//! What may not enter: what the files mean, and whether the site should be published at all.

mod claim;
mod manifest;
mod refusal;
mod stage;
mod swap;

use std::fs::File;
use std::path::Path;

use crate::output::Output;
use crate::world::{Action, Disk, Failure};

pub use manifest::MANIFEST;
pub use refusal::Refusal;

/// How much a publication changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files written.
    pub written: usize,
    /// Files that were there with the same bytes.
    pub kept: usize,
    /// Files that the last publication had and this one has not.
    pub removed: usize,
}

/// Publishes a site to a folder. The same site once more writes nothing.
///
/// # Errors
/// When the folder is not ours, holds files of somebody else, or the disk fails; the folder is then as it was.
pub fn publish(site: &Disk, output: &Output, target: &Path) -> Result<Published, Refusal> {
    claim::refuse_unsafe(output)?;
    let _lock = lock(site)?;
    let folder = claim::resolve(site, target)?;
    swap::recover(&folder)?;
    let last = claim::claim(&folder)?;
    let kept = stage::unchanged(site, output, &folder.target, &last)?;
    let removed = last.files.keys().filter(|path| !output.files.contains_key(*path)).count();
    let published = Published { written: output.files.len() - kept.len(), kept: kept.len(), removed };
    if published.written > 0 || removed > 0 || !folder.target.join(MANIFEST).exists() {
        if let Err(refusal) = stage::stage(site, output, &folder, &kept) {
            // What was half made is ours to clear away; where that fails too, the next publication does it.
            let _ = swap::recover(&folder);
            return Err(refusal);
        }
        swap::swap(&folder, &last)?;
    }
    Ok(published)
}

/// One publication of a site at a time; the lock ends with the process, however that ends.
fn lock(site: &Disk) -> Result<File, Refusal> {
    let path = site.own_folder()?.join("publish.lock");
    let failed = |cause| Failure { action: Action::Lock, path: path.display().to_string(), cause };
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(Refusal::Busy),
        Err(std::fs::TryLockError::Error(cause)) => Err(failed(cause).into()),
    }
}

#[cfg(test)]
mod tests;
