//! What a publication leaves for the next: the hash of each page by what it was made from, and the stamps of what lies in the folder and in
//! the spare.
//!
//! A stamp is that of a file which was read or written, or of a folder which was listed or made, in this run or an earlier one. What was
//! changed since has another, so no stamp need be taken back. What may not enter: a stamp of what nobody looked into.

use std::fs::Metadata;
use std::path::Path;

use super::claim::Claimed;
use super::look::{folders, place};
use super::manifest::Manifest;
use super::stamp::{Stamp, Stamps};
use super::{Publication, lent};
use crate::output::name;
use crate::work::{self, Cache, Make};
use crate::world::World;

/// The hashes are kept under this name.
pub const KNOWN: &str = "rendered";

/// And the stamps under this.
pub const STAMPS: &str = "stamps";

impl Publication<'_> {
    /// What may be remembered of the folders of a site that was made beside the published one, where nobody else has anything to seek: how
    /// they are before it is exchanged, as far as they are at rest then. Nothing, where files of somebody else were carried over.
    pub(super) fn made(&self, made: &Path, next: &Manifest) -> Vec<Option<Stamp>> {
        if !self.claimed.look.foreign.is_empty() {
            return Vec::new();
        }
        let stamp = |folder: &&str| place(made, folder).symlink_metadata().ok().filter(Metadata::is_dir).as_ref().and_then(Stamp::of);
        let stamps = work::map(&folders(next), stamp);
        let now = self.site.now();
        stamps.into_iter().map(|stamp| stamp.filter(|stamp| stamp.is_settled(now))).collect()
    }

    /// What may be remembered of a site that was published, whose folders have these stamps. `before` is a time before the exchange: until
    /// then nobody else could change a file.
    pub(super) fn moved(&self, next: &Manifest, stamps: Vec<Option<Stamp>>, before: i128) -> Stamps {
        let (key, folders, now) = (next.key(), folders(next), self.site.now());
        // A file that was linked is still everybody's: it must have been at rest since.
        let linked = lent(&self.linked);
        let mut files = self.files(next, |stamp| stamp.is_settled(before) || stamp.is_old(now));
        for (path, stamp) in next.files.keys().zip(&mut files) {
            *stamp = linked.get(path).filter(|stamp| stamp.is_settled(now)).copied().or(*stamp);
        }
        // What lay in the folder is the spare now, where there is one.
        let level = self.home.as_ref().is_some_and(|home| home.is_level_with(key));
        Stamps {
            manifest: key.0,
            files,
            folders: stamps,
            spare: if level { self.claimed.look.settled(&folders, self.begun) } else { Vec::new() },
        }
    }

    /// What may be remembered where nothing was changed.
    pub(super) fn unmoved(&self) -> Stamps {
        let Claimed { last, key, look, stamps, .. } = &self.claimed;
        let folders = folders(last);
        let mut spare = stamps.spare.clone();
        // A file that was read anew may be another than the one that the spare has under its name.
        for path in lent(&self.seen).keys() {
            let folder = name::folder(path);
            if let Some(stamp) = folders.binary_search(&folder).ok().and_then(|n| spare.get_mut(n)) {
                *stamp = None;
            }
        }
        Stamps {
            manifest: key.0,
            files: self.files(last, |stamp| stamp.is_settled(self.begun)),
            folders: look.settled(&folders, self.begun),
            spare,
        }
    }

    /// The stamps of a site's files that were seen to have the bytes which are listed.
    fn files(&self, listed: &Manifest, settled: impl Fn(&Stamp) -> bool + Sync + Send) -> Vec<Option<Stamp>> {
        let seen = lent(&self.seen);
        let stamp = |path: &&String| seen.get(*path).or_else(|| self.stood.get(*path)).copied().filter(&settled);
        work::map(&listed.files.keys().collect::<Vec<_>>(), stamp)
    }

    /// Keeps what was left to the next publication.
    pub(super) fn remember_left(&self) {
        let left = std::mem::take(&mut *lent(&self.left));
        for (name, make) in left {
            self.keep_left(name, make);
        }
    }

    /// Keeps one thing that was left.
    pub(super) fn keep_left(&self, name: &str, make: Make) {
        if let Some(home) = &self.home {
            home.settle(self.site);
            home.remember(self.site, name, &make());
        }
    }

    /// Keeps what there is to remember, where that is other than before.
    pub(super) fn remember(&self, stamps: &Stamps) {
        if let Some(home) = self.home.as_ref().filter(|_| *stamps != self.claimed.stamps) {
            home.settle(self.site);
            home.remember(self.site, STAMPS, &stamps.to_bytes());
        }
    }

    /// Keeps the hashes of the pages, where there are others than before.
    pub(super) fn remember_pages(&self, pages: Option<&Cache>) {
        if let Some((home, pages)) = self.home.as_ref().zip(pages) {
            home.settle(self.site);
            home.remember(self.site, KNOWN, &pages.to_bytes());
        }
    }
}
