//! The spare: a folder level with the published one, the same files by other names, that the next publication begins with, so that it
//! links and removes what changed and not the whole site.
//!
//! It becomes the published folder by the exchange, and what lay there until then becomes the spare: brought level at once, before success
//! is told, so that no text that was withdrawn stays in it. From the first step until then nothing says that it is level, and a spare that
//! nothing says that of is removed. What may not enter: files of somebody else; where there are any, there is no spare.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::change::Change;
use super::claim::above;
use super::hands::{Hands, absent_is_fine};
use super::home::Home;
use super::look::{Look, Rights, folders, look, place, unlisted};
use super::manifest::{MANIFEST, Manifest};
use super::stage::Stage;
use super::stamp::Stamp;
use super::swap::{Swapped, swap};
use super::{Publication, Refusal};
use crate::output::name;
use crate::work;
use crate::world::{Action, Failure, shown};

/// The spare, how its folders were, and the files that it has other bytes of than the published folder.
pub struct Usable<'c> {
    home: &'c Home,
    look: Look,
    again: Vec<&'c String>,
}

/// What became of a publication by the spare.
pub enum Spared {
    /// The spare lies in the folder; so were its folders.
    Done(Look),
    /// It holds the next site, and cannot be exchanged for the folder.
    Cannot(PathBuf),
}

impl Publication<'_> {
    /// Publishes by the spare, where there is one that can be used: makes of it the next site and exchanges it.
    pub(super) fn by_spare(
        &self,
        stage: &Stage,
        change: &Change,
        next: &Manifest,
        spare: Option<Usable<'_>>,
    ) -> Result<Option<Spared>, Refusal> {
        let Some(Usable { home, look, again }) = spare else { return Ok(None) };
        let (hands, spare, target) = (self.hands, home.spare(), &self.folder.target);
        let failed = |cause| Failure { action: Action::Write, path: shown(&spare), cause };
        home.unset_level(hands).map_err(failed)?;
        if bring(hands, &again, &spare, |path| link_anew(hands, path, target, &spare)).is_err() {
            return Ok(None);
        }
        // The list first: whatever else is done, all that lies there is in it or in the last one.
        let made = hands.rename(&stage.folder.join(MANIFEST), &spare.join(MANIFEST));
        let made = made.and_then(|()| Manifest::remove(hands, &spare, &change.gone));
        let made =
            made.and_then(|()| bring(hands, &change.fresh, &spare, |path| hands.rename(&stage.folder.join(path), &spare.join(path))));
        made.map_err(failed)?;
        // A folder that others may read stays one.
        let _ = hands.same_rights(target, &spare);
        hands.flush(&spare).map_err(failed)?;
        match swap(hands, &spare, target)? {
            Swapped::Done => {
                self.keep_level(home, change, next);
                Ok(Some(Spared::Done(look)))
            }
            Swapped::Cannot => Ok(Some(Spared::Cannot(spare))),
        }
    }

    /// Keeps what lay in the folder until now, and lies where it was exchanged to, as a spare; where that is worth while.
    pub(super) fn become_spare(&self, left: &Path, change: &Change, next: &Manifest) -> Result<(), Failure> {
        let Some(home) = self.home.as_ref().filter(|_| self.may_be_spare(change, next)) else { return Ok(()) };
        home.discard(self.hands)?;
        home.settle(self.site);
        if self.hands.rename(left, &home.spare()).is_ok() {
            self.keep_level(home, change, next);
        }
        Ok(())
    }

    /// Brings what lay in the folder level with what lies there now. Where that fails it is no spare, and cleared away with the rest.
    fn keep_level(&self, home: &Home, change: &Change, next: &Manifest) {
        if self.level(&home.spare(), change).is_ok_and(|level| level) {
            let _ = home.set_level(self.hands, next.key());
        }
    }

    /// The spare, where there is one that can be used.
    pub(super) fn usable_spare<'c>(&'c self, change: &Change<'c>) -> Option<Usable<'c>> {
        let home = self.home.as_ref().filter(|home| home.is_level_with(self.claimed.key))?;
        let (claimed, spare) = (&self.claimed, home.spare());
        let look = look(&spare, &claimed.last, &claimed.stamps.spare).ok()?;
        let whole = look.foreign.is_empty() && look.folders.len() == folders(&claimed.last).len();
        if !whole || !claimed.look.foreign.is_empty() || !of_one_kind(&claimed.look, look.root, look.rights.keys()) {
            return None;
        }
        let same = |path: &&String| {
            let folder = name::folder(path);
            let as_remembered = look.folders.get(folder).is_some_and(|seen| seen.as_remembered) && self.stood.contains_key(*path);
            as_remembered || is_same_file(&spare.join(path), &self.folder.target.join(path))
        };
        let kept: Vec<&String> = change.output.files.keys().filter(|path| change.kept.contains_key(*path)).collect();
        let again = kept.iter().zip(work::map(&kept, same)).filter(|(_, same)| !same).map(|(path, _)| *path).collect();
        Some(Usable { home, look, again })
    }

    /// Whether what lay in the folder may be the next spare: it holds nothing of somebody else, its folders are as the new ones are, and
    /// less than half of it must be exchanged.
    fn may_be_spare(&self, change: &Change, next: &Manifest) -> bool {
        let claimed = &self.claimed;
        let worth_while = change.fresh.len() * 2 < change.output.files.len() && !change.copied.load(std::sync::atomic::Ordering::Relaxed);
        let new = |folder: &str| fs::symlink_metadata(place(&self.folder.target, folder)).ok().as_ref().map(Rights::of);
        let inner = folders(next).into_iter().find(|folder| !folder.is_empty()).and_then(new);
        worth_while && claimed.look.foreign.is_empty() && of_one_kind(&claimed.look, new(""), inner.iter())
    }

    /// Makes what lay in the folder the same as what lies there now: what is gone removed, what is new as links. `false` where somebody
    /// put something there meanwhile.
    fn level(&self, spare: &Path, change: &Change) -> io::Result<bool> {
        let (hands, target) = (self.hands, &self.folder.target);
        if !self.is_as_claimed(spare)? {
            return Ok(false);
        }
        Manifest::remove(hands, spare, &change.gone)?;
        bring(hands, &change.fresh, spare, |path| link_anew(hands, path, target, spare))?;
        link_anew(hands, MANIFEST, target, spare)?;
        Ok(true)
    }

    /// Whether what lay in the folder until now still has only what it had when it was claimed.
    fn is_as_claimed(&self, left: &Path) -> io::Result<bool> {
        let claimed = &self.claimed;
        let ours: HashSet<&str> = folders(&claimed.last).into_iter().collect();
        let seen: Vec<_> = claimed.look.folders.iter().collect();
        let others = work::map(&seen, |(folder, seen)| {
            let now = place(left, folder).symlink_metadata()?;
            // The exchange itself dates the outermost folder.
            let same = !folder.is_empty() && seen.stamp.is_some() && seen.stamp == Stamp::of(&now);
            if same { Ok(false) } else { unlisted(left, folder, &claimed.last, &ours).map(|others| !others.is_empty()) }
        });
        others.into_iter().try_fold(true, |as_claimed, others: io::Result<bool>| Ok(as_claimed && !others?))
    }
}

/// Makes folders for files and brings each there. Where the spare is gone it is not begun anew: it would be a part of a site.
fn bring(hands: &dyn Hands, paths: &[&String], to: &Path, file: impl Fn(&str) -> io::Result<()> + Sync + Send) -> io::Result<()> {
    let mut folders: Vec<&str> = paths.iter().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    folders.dedup();
    for folder in folders {
        for folder in above(folder).chain([folder]).map(|folder| to.join(folder)).filter(|folder| !folder.is_dir()) {
            hands.create_dir(&folder)?;
        }
    }
    work::map(paths, |path| file(path)).into_iter().collect()
}

/// Gives the bytes at a path the same path elsewhere. What lay there is not written to: it may be what is published under another name.
fn link_anew(hands: &dyn Hands, path: &str, from: &Path, to: &Path) -> io::Result<()> {
    absent_is_fine(hands.remove_file(&to.join(path)))?;
    hands.link(&from.join(path), &to.join(path))
}

/// Whether folders have one kind of rights throughout, so that readers meet the same whichever of two they look at.
fn of_one_kind<'r>(look: &'r Look, root: Option<Rights>, rights: impl Iterator<Item = &'r Rights>) -> bool {
    let kinds: HashSet<&Rights> = look.rights.keys().chain(rights).collect();
    let owner = look.root.zip(root).is_some_and(|(one, other)| one.same_owner(other));
    owner && kinds.len() <= 1
}

/// Whether two names are one plain file's.
#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let file = |path: &Path| fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|found| (found.dev(), found.ino()));
    file(one).is_some_and(|one| file(other) == Some(one))
}

#[cfg(not(unix))]
fn is_same_file(_one: &Path, _other: &Path) -> bool {
    false
}
