//! The site's files to a folder on disk: claim it, stage beside it, exchange, remove what the last manifest lists.
//!
//! The only room that writes a site. Whoever looks at the folder sees the whole old site or the whole new one; where folders cannot
//! be exchanged, `in_place` says what is kept instead.
//! What may not enter: what the files mean, and whether the site should be published at all.

mod claim;
mod hands;
mod in_place;
mod lock;
mod manifest;
mod refusal;
mod stage;
mod swap;
mod verify;

use std::collections::HashMap;
use std::path::Path;

use crate::output::Output;
use crate::world::{Action, Disk, Failure};
use claim::{Claimed, Folder};
use hands::{Hands, System};
use swap::Swapped;

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

/// Publishes a site to a folder. The same site once more writes nothing.
///
/// # Errors
/// When the folder is not ours, holds files of somebody else, or the disk fails; the folder is then as it was.
pub fn publish(site: &Disk, output: &Output, target: &Path, foreign: Foreign) -> Result<Published, Refusal> {
    publish_by(&System, site, output, target, foreign)
}

fn publish_by(hands: &dyn Hands, site: &Disk, output: &Output, target: &Path, foreign: Foreign) -> Result<Published, Refusal> {
    claim::refuse_unsafe(output)?;
    let _lock = lock::of_site(site)?;
    let folder = claim::resolve(hands, site, target)?;
    swap::clear(hands, &folder)?;
    let claimed = claim::claim(&folder, output, foreign == Foreign::Keep)?;
    let kept = stage::unchanged(site, output, &folder.target, &claimed.last)?;
    let removed = claimed.last.files.keys().filter(|path| !output.files.contains_key(*path)).count();
    let published = Published { written: output.files.len() - kept.len(), kept: kept.len(), removed, foreign: claimed.foreign.len() };
    if published.written > 0 || removed > 0 || !folder.target.join(MANIFEST).exists() {
        claim::refuse_read_only(&folder.target, &claimed.last)?;
        let publication = Publication { hands, site, output, folder: &folder, claimed: &claimed, kept: &kept };
        let mut done = publication.beside();
        if matches!(done, Ok(Swapped::Cannot)) {
            swap::clear(hands, &folder)?;
            done = publication.in_place().map(|()| Swapped::Done);
        }
        // What was half made is ours to clear away, the last site too; where a failure comes first, the next publication does it.
        let cleared = swap::clear(hands, &folder);
        done?;
        cleared?;
    }
    Ok(published)
}

/// What every way of publishing needs to know.
struct Publication<'p> {
    hands: &'p dyn Hands,
    site: &'p Disk,
    output: &'p Output,
    folder: &'p Folder,
    claimed: &'p Claimed,
    /// The files that lie in the folder with the same bytes already, with their hash.
    kept: &'p HashMap<String, String>,
}

impl Publication<'_> {
    /// Makes the whole next site beside the folder and exchanges the two.
    fn beside(&self) -> Result<Swapped, Refusal> {
        let Self { hands, folder, .. } = *self;
        match stage::begin(hands, &folder.staging) {
            // The folder may be ours to write where the one above it is not.
            Err(cause) if folder.target.is_dir() && swap::cannot_move(&cause) => return Ok(Swapped::Cannot),
            begun => begun.map_err(|cause| Failure { action: Action::Write, path: claim::shown(&folder.staging), cause })?,
        }
        let _lock = self.stage()?;
        swap::swap(hands, folder)
    }
}

#[cfg(test)]
mod tests;
