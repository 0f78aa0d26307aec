//! The site's files to a folder on disk: claim it, stage beside it, exchange, remove what the last manifest lists.
//!
//! The only room that writes a site. Whoever looks at the folder sees the whole old site or the whole new one; where folders cannot
//! be exchanged, `in_place` says what is kept instead.
//! What may not enter: what the files mean, and whether the site should be published at all.

mod claim;
mod hands;
mod in_place;
mod laid;
mod lock;
mod manifest;
mod refusal;
mod stage;
mod swap;
mod verify;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use crate::output::Output;
use crate::work::{self, Cache, Key};
use crate::world::{Disk, Failure, World};
use claim::{Claimed, Folder};
use hands::{Hands, System};
use lock::Lock;
use manifest::Manifest;
use stage::Stage;
use swap::Swapped;

pub use manifest::MANIFEST;
pub use refusal::Refusal;
pub use verify::{Verified, verify};

/// What the site's own folder keeps of a publication: the hash of each page by what it was made from.
const KNOWN: &str = "rendered";

/// How much a publication changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files written.
    pub written: usize,
    /// Files that were there with the same bytes.
    pub kept: usize,
    /// Files that the last publication had and this one has not.
    pub removed: usize,
    /// Files and empty folders of somebody else, carried over.
    pub foreign: usize,
}

/// What becomes of files in the folder that no publication made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Foreign {
    /// They are named, and nothing is published.
    #[default]
    Refuse,
    /// They stay where they are.
    Keep,
}

/// Publishes a site that was made in memory to a folder. The same site once more writes nothing.
///
/// # Errors
/// When the folder is not ours, holds files of somebody else, or the disk fails; the folder is then as it was.
pub fn publish(site: &Disk, output: &Output, target: &Path, foreign: Foreign) -> Result<Published, Refusal> {
    Publication::begin(site, target, foreign)?.finish(output)
}

/// A publication under way: it takes pages as they are made, and exchanges the folder when it has them all. Where it is dropped before,
/// nothing has happened.
pub struct Publication<'p> {
    hands: &'p dyn Hands,
    site: &'p Disk,
    folder: Folder,
    claimed: Claimed,
    /// The hash of every page of the last publication, by what it was made from.
    known: Cache,
    /// Where changed files are made, once there is one.
    stage: OnceLock<Result<Stage, Failure>>,
    /// What lies on the stage, with its hash.
    laid: Mutex<HashMap<String, String>>,
    /// The first failure to put a page there.
    broken: Mutex<Option<Refusal>>,
    /// What the whole site is made from, where that is told.
    made_from: Option<Key>,
    _lock: Option<Lock>,
}

impl<'p> Publication<'p> {
    /// Claims a folder and begins.
    ///
    /// # Errors
    /// When the folder is not ours, holds files of somebody else, or another publication is under way.
    pub fn begin(site: &'p Disk, target: &Path, foreign: Foreign) -> Result<Self, Refusal> {
        Self::begin_by(&System, site, target, foreign)
    }

    fn begin_by(hands: &'p dyn Hands, site: &'p Disk, target: &Path, foreign: Foreign) -> Result<Self, Refusal> {
        let lock = lock::of_site(site)?;
        let folder = claim::resolve(hands, site, target)?;
        swap::clear(hands, &folder)?;
        let claimed = claim::claim(&folder, foreign == Foreign::Keep)?;
        let known = site.recall(KNOWN).map_or_else(Cache::default, |bytes| Cache::from_bytes(&bytes));
        let (stage, laid, broken) = (OnceLock::new(), Mutex::default(), Mutex::default());
        Ok(Self { hands, site, folder, claimed, known, stage, laid, broken, made_from: None, _lock: lock })
    }

    /// How the folder stands where the last publication was made from the same as this one, and all of it still lies there: then nothing
    /// need be made.
    pub fn standing(&mut self, made_from: Key) -> Option<Published> {
        self.made_from = Some(made_from);
        let Manifest { files, .. } = &self.claimed.last;
        let stood = self.known.get(&made_from)?;
        let listed: Vec<_> = files.iter().collect();
        let same = *stood == self.claimed.last.key().0
            && work::map(&listed, |(path, hash)| self.lies_there(path, hash)).into_iter().all(|lies| lies);
        same.then_some(Published { written: 0, kept: files.len(), removed: 0, foreign: self.claimed.foreign.len() })
    }

    /// Publishes the site: what was put here as it was made, and the rest.
    ///
    /// # Errors
    /// When a file of somebody else is in the way, or the disk fails; the folder is then as it was.
    pub fn finish(mut self, output: &Output) -> Result<Published, Refusal> {
        let done = self.exchange(output);
        // What was half made is ours to clear away, the last site too; where a failure comes first, the next publication does it.
        let cleared = self.clear();
        let published = done?;
        cleared?;
        if let (Some(made_from), Ok(Some(stands))) = (self.made_from, Manifest::read(&self.folder.target)) {
            self.known.put(made_from, stands.key().0);
        }
        if self.known.was_used() && self.known.end_run() {
            self.site.remember(KNOWN, &self.known.to_bytes());
        }
        Ok(published)
    }

    fn exchange(&self, output: &Output) -> Result<Published, Refusal> {
        claim::refuse_unsafe(output)?;
        if let Some(broken) = lent(&self.broken).take() {
            return Err(broken);
        }
        claim::refuse_in_the_way(&self.folder, &self.claimed, output)?;
        let kept = self.unchanged(output)?;
        let removed = self.claimed.last.files.keys().filter(|path| !output.files.contains_key(*path)).count();
        let foreign = self.claimed.foreign.len();
        let published = Published { written: output.files.len() - kept.len(), kept: kept.len(), removed, foreign };
        if published.written > 0 || removed > 0 || !self.folder.target.join(MANIFEST).exists() {
            let stage = self.stage()?;
            let made = if stage.beside { Some(self.complete(stage, output, &kept)?) } else { None };
            if made.is_none() || swap::swap(self.hands, &self.folder)? == Swapped::Cannot {
                self.in_place(stage, output, &kept, made)?;
            }
        }
        Ok(published)
    }

    /// Removes what was made for the exchange.
    fn clear(&mut self) -> Result<(), Refusal> {
        // Its lock is ours, and would keep us out.
        drop(self.stage.take());
        swap::clear(self.hands, &self.folder)
    }
}

impl Drop for Publication<'_> {
    fn drop(&mut self) {
        if self.stage.get().is_some() {
            // A publication that was given up: where this fails, the next one clears it away.
            let _ = self.clear();
        }
    }
}

/// What a lock guards, whoever failed while holding it.
fn lent<T>(guarded: &Mutex<T>) -> MutexGuard<'_, T> {
    guarded.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
