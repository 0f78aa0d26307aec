//! The site's files to a folder on disk: claim it, stage beside it, exchange, remove what the last manifest lists.
//!
//! The only room that writes a site. Whoever looks at the folder sees the whole old site or the whole new one; where folders cannot
//! be exchanged, `in_place` says what is kept instead.
//! What may not enter: what the files mean, and whether the site should be published at all.

mod ahead;
mod change;
mod claim;
mod copied;
mod hands;
mod home;
mod in_place;
mod laid;
mod lock;
mod look;
mod manifest;
mod refusal;
mod remembered;
mod spare;
mod stage;
mod stamp;
mod swap;
mod verify;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use crate::output::Output;
use crate::work::{self, Cache, Key, Make};
use crate::world::{Disk, Failure, World};
use ahead::Ahead;
use change::Change;
use claim::{Claimed, Folder};
use hands::{Hands, System};
use home::Home;
use lock::Lock;
use look::folders;
use manifest::Manifest;
use spare::Spared;
use stage::Stage;
use stamp::{Stamp, Stamps};
use swap::Swapped;

pub use home::recall;
pub use manifest::MANIFEST;
pub use refusal::Refusal;
pub use verify::{Verified, verify};

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
    /// Where things are kept for the next publication; nowhere in a site that may only be read.
    home: Option<Home>,
    /// The hash of every page of the last publication, by what it was made from.
    known: Cache,
    /// When this publication began.
    begun: i128,
    /// The files that lie in the folder as the last publication left them.
    stood: HashMap<String, Stamp>,
    /// The stamps of files that were read or written in this one.
    seen: Mutex<HashMap<String, Stamp>>,
    /// The stamps that files got by being linked in this one.
    linked: Mutex<HashMap<String, Stamp>>,
    /// Where changed files are made, once there is one.
    stage: OnceLock<Result<Stage, Failure>>,
    /// What lies on the stage, with its hash.
    laid: Mutex<HashMap<String, String>>,
    /// How much of it is on its way to the disk.
    ahead: Ahead,
    /// The first failure to put a page there.
    broken: Mutex<Option<Refusal>>,
    /// What is left to the next publication, by name, to be made while the folder is exchanged.
    left: Mutex<Vec<(&'static str, Make)>>,
    /// What the whole site is made from, where that is told.
    made_from: Option<Key>,
    _lock: Option<Lock>,
}

/// What stands in the folder after a publication.
struct Stands {
    published: Published,
    key: Key,
    /// What may be remembered of it.
    stamps: Stamps,
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
        let home = lock.as_ref().and_then(|_| Home::of(site, &folder.target));
        if home.is_some() {
            home::clear(hands, site)?;
        }
        let recall = |what| home.as_ref().and_then(|home| home.recall(site, what));
        let begun = site.now();
        let claimed = claim::claim(&folder, foreign == Foreign::Keep, recall(remembered::STAMPS).as_deref())?;
        let known = recall(remembered::KNOWN).map_or_else(Cache::default, Cache::from_bytes);
        if let Some(home) = home.as_ref().filter(|home| !home.is_level_with(claimed.key)) {
            home.discard(hands)?;
        }
        let stood = look::stood(&folder.target, &claimed.last, &claimed.look, &claimed.stamps.files);
        let (seen, linked, stage) = (Mutex::default(), Mutex::default(), OnceLock::new());
        Ok(Self {
            hands,
            site,
            folder,
            claimed,
            home,
            known,
            begun,
            stood,
            seen,
            linked,
            stage,
            laid: Mutex::default(),
            ahead: Ahead::default(),
            broken: Mutex::default(),
            left: Mutex::default(),
            made_from: None,
            _lock: lock,
        })
    }

    /// How the folder stands where the last publication was made from the same as this one, and all of it still lies there: then nothing
    /// need be made.
    pub fn standing(&mut self, made_from: Key) -> Option<Published> {
        self.made_from = Some(made_from);
        let Manifest { files, .. } = &self.claimed.last;
        let stood = self.known.get(&made_from)?;
        let listed: Vec<_> = files.iter().collect();
        let same =
            *stood == self.claimed.key.0 && work::map(&listed, |(path, hash)| self.lies_there(path, hash)).into_iter().all(|lies| lies);
        let published = Published { written: 0, kept: files.len(), removed: 0, foreign: self.claimed.look.foreign.len() };
        same.then(|| {
            self.remember(&self.unmoved());
            published
        })
    }

    /// Publishes the site: what was put here as it was made, and the rest.
    ///
    /// # Errors
    /// When a file of somebody else is in the way, or the disk fails; the folder is then as it was.
    pub fn finish(mut self, output: &Output) -> Result<Published, Refusal> {
        let (done, ()) = work::both(|| self.exchange(output), || self.remember_left());
        // What was half made is ours to clear away, the last site too; where a failure comes first, the next publication does it.
        let stands = match &done {
            Ok(stands) => Some(stands.key),
            Err(_) => Manifest::read(&self.folder.target).ok().flatten().map(|stands| stands.key()),
        };
        let cleared = self.clear(stands);
        let Stands { published, key, stamps } = done?;
        cleared?;
        if let Some(made_from) = self.made_from {
            self.known.put(made_from, key.0);
        }
        let pages = (self.known.was_used() && self.known.end_run()).then_some(&self.known);
        work::both(|| self.remember(&stamps), || self.remember_pages(pages));
        Ok(published)
    }

    fn exchange(&self, output: &Output) -> Result<Stands, Refusal> {
        let before = self.site.now();
        claim::refuse_unsafe(output)?;
        if let Some(broken) = lent(&self.broken).take() {
            return Err(broken);
        }
        claim::refuse_in_the_way(&self.folder, &self.claimed, output)?;
        let change = Change::new(&self.claimed, output, self.unchanged(output)?);
        let published = change.counted(&self.claimed);
        if change.fresh.is_empty() && change.gone.is_empty() && self.folder.target.join(MANIFEST).exists() {
            return Ok(Stands { published, key: self.claimed.key, stamps: self.unmoved() });
        }
        let stage = self.stage()?;
        claim::refuse_overtaken(&self.folder, &self.claimed)?;
        let (next, folders) = if stage.beside { self.beside(stage, &change)? } else { (self.in_place(&change, None)?, Vec::new()) };
        let stamps = self.moved(&next, folders, before);
        Ok(Stands { published, key: Key(stamps.manifest), stamps })
    }

    /// Publishes by an exchange: by the spare, or else by a whole next site beside the folder. Where folders cannot be exchanged, file by
    /// file. Gives what may be remembered of the folders that lie there now.
    fn beside(&self, stage: &Stage, change: &Change) -> Result<(Manifest, Vec<Option<Stamp>>), Refusal> {
        let (next, spare) = work::both(|| self.renew(stage, change), || self.usable_spare(change));
        let next = next?;
        match self.by_spare(stage, change, &next, spare)? {
            Some(Spared::Done(look)) => {
                let folders = look.settled(&folders(&next), self.begun);
                Ok((next, folders))
            }
            Some(Spared::Cannot(made)) => Ok((self.in_place(change, Some((&made, next)))?, Vec::new())),
            None => {
                let existed = self.folder.target.exists();
                self.complete(stage, change)?;
                let folders = self.made(&stage.folder, &next);
                if swap::swap(self.hands, &stage.folder, &self.folder.target)? == Swapped::Cannot {
                    return Ok((self.in_place(change, Some((&stage.folder, next)))?, Vec::new()));
                }
                if existed {
                    self.become_spare(&stage.folder, change, &next)?;
                }
                Ok((next, folders))
            }
        }
    }

    /// Removes what was made for the exchange, and a spare that is not level with what stands.
    fn clear(&mut self, stands: Option<Key>) -> Result<(), Refusal> {
        // Its lock is ours, and would keep us out.
        drop(self.stage.take());
        swap::clear(self.hands, &self.folder)?;
        if let Some(home) = self.home.as_ref().filter(|home| !stands.is_some_and(|key| home.is_level_with(key))) {
            home.discard(self.hands)?;
        }
        Ok(())
    }
}

impl Drop for Publication<'_> {
    fn drop(&mut self) {
        if self.stage.get().is_some() {
            // A publication that was given up: where this fails, the next one clears it away.
            let _ = self.clear(Some(self.claimed.key));
        }
    }
}

/// What a lock guards, whoever failed while holding it.
fn lent<T>(guarded: &Mutex<T>) -> MutexGuard<'_, T> {
    guarded.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
