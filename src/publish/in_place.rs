//! Publishing file by file, into a folder that cannot be exchanged for another: a mount point, a folder whose parent may not be
//! written, a file system without the exchange, Windows with open files.
//!
//! Every file changes in one step, but not all in the same one. The order keeps the folder ours and every page's parts in place:
//! changed files are made in a folder inside and flushed; a manifest that lists the old and the new goes first; then style, scripts
//! and other parts, then pages, then what is gone is removed, and the new manifest is last. Killed in between, every file is whole,
//! `verify` tells which are old, and the next build finishes.

use std::path::Path;

use super::change::Change;
use super::claim::{Folder, above};
use super::hands::{Hands, create_dir_all, remove_all};
use super::manifest::{MANIFEST, Manifest};
use super::stage::{MARKER, begin, copy_file, make_folders};
use super::{Publication, Refusal};
use crate::work;
use crate::world::{Action, Failure, shown};

impl Publication<'_> {
    /// Publishes file by file: what lies on the stage in the folder, or what was `made` in another that could not be exchanged for it.
    pub(super) fn in_place(&self, change: &Change, made: Option<(&Path, Manifest)>) -> Result<Manifest, Refusal> {
        let Self { folder, claimed, .. } = self;
        let (hands, Folder { target, inside, .. }) = (self.hands, folder);
        let failed = |path: &Path, cause| Failure { action: Action::Write, path: shown(path), cause };
        if made.is_some() {
            begin(hands, inside).map_err(|cause| failed(inside, cause))?;
        }
        let mut fresh = change.fresh.clone();
        // Pages last: what they load is there when they are.
        fresh.sort_by_key(|path| path.ends_with(".html"));
        let next = match made {
            Some((from, made)) => {
                make_folders(hands, inside, fresh.iter().flat_map(|path| above(path)))?;
                let bring = |path: &&String| bring(hands, &from.join(path), &inside.join(path));
                work::map(&fresh, bring).into_iter().collect::<Result<(), _>>()?;
                made
            }
            None => self.rest(inside, change)?,
        };
        hands.flush(inside).map_err(|cause| failed(inside, cause))?;

        let mut both = next.clone();
        both.files
            .extend(claimed.last.files.iter().filter(|(path, _)| !next.files.contains_key(*path)).map(|(p, h)| (p.clone(), h.clone())));
        put_manifest(hands, folder, &both)?;
        let in_the_way = |old: &String| above(old).any(|folder| next.files.contains_key(folder)) || is_folder_of(old, &next);
        let removed = |paths: &[&String]| {
            Manifest::remove(hands, target, paths).map_err(|cause| Failure { action: Action::Remove, path: shown(target), cause })
        };
        removed(&change.gone.iter().copied().filter(|old| in_the_way(old)).collect::<Vec<_>>())?;
        for path in &fresh {
            let (from, to) = (inside.join(path), target.join(path));
            let parent = to.parent().unwrap_or(target);
            let moved = create_dir_all(hands, parent).and_then(|()| hands.rename(&from, &to));
            moved.map_err(|cause| Failure { action: Action::Swap, path: shown(&to), cause })?;
        }
        removed(&change.gone)?;
        put_manifest(hands, folder, &next)?;
        hands.flush_entries(target).map_err(|cause| failed(target, cause))?;
        remove_all(hands, inside, MARKER).map_err(|cause| Failure { action: Action::Remove, path: shown(inside), cause })?;
        Ok(next)
    }
}

/// Moves a file that was made elsewhere, or copies it where that is another file system.
fn bring(hands: &dyn Hands, from: &Path, to: &Path) -> Result<(), Failure> {
    let brought = hands.rename(from, to).or_else(|_| copy_file(hands, from, to));
    brought.map_err(|cause| Failure { action: Action::Write, path: shown(to), cause })
}

/// Whether an old file's path is a folder in the next site.
fn is_folder_of(old: &str, next: &Manifest) -> bool {
    let prefix = format!("{old}/");
    next.files.range(prefix.clone()..).next().is_some_and(|(path, _)| path.starts_with(&prefix))
}

/// Replaces the folder's manifest in one step.
fn put_manifest(hands: &dyn Hands, folder: &Folder, manifest: &Manifest) -> Result<(), Failure> {
    let to = folder.target.join(MANIFEST);
    let written = manifest.write(hands, &folder.inside).and_then(|()| hands.rename(&folder.inside.join(MANIFEST), &to));
    written.map_err(|cause| Failure { action: Action::Write, path: shown(&to), cause })
}
