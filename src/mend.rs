//! Mending: the fixes that findings carry, applied to the files' bytes in rounds until there is nothing more to apply.
//!
//! Everything that no edit names keeps its bytes: line ends, byte-order mark, encoding. Nothing is written here; the caller gets
//! each file as it was and as it is to be. What may not enter: which findings count, and how a change is shown.

mod bytes;
mod round;

use std::collections::HashSet;

use crate::diagnostic::Fix;
use crate::index::{DocumentState, Site};
use crate::judge;
use crate::pipeline::Checked;
use crate::source::{SourceId, Sources};
use crate::world::{Failure, Overlay, World};

/// Rounds after which fixes that still wait for each other are left for the next run.
const MOST_ROUNDS: usize = 16;

/// What mending would change.
pub struct Mended {
    /// The files, sorted by path.
    pub files: Vec<MendedFile>,
    /// How many fixes were applied.
    pub applied: usize,
    /// How many safe fixes were left because they would touch approved minutes.
    pub spared: usize,
    /// What there is to say once the changes are made.
    pub checked: Checked,
}

/// A file before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedFile {
    /// Path relative to the site's folder.
    pub path: String,
    /// Its bytes as they were read.
    pub before: Vec<u8>,
    /// Its bytes with the fixes.
    pub after: Vec<u8>,
    /// Its path as people may see it.
    pub shown_path: String,
    /// Its text before and after as people may see it; none where nothing of it may be shown.
    pub shown: Option<(String, String)>,
}

/// Applies the safe fixes of a site, and with `unsafe_too` the others; those that touch approved minutes are not safe. `check` says
/// what there is to mend in a world, and is asked again after every round: fixes that overlap wait for the next one.
///
/// # Errors
/// When a check fails, or a file cannot be read.
pub fn mend<E: From<Failure>>(
    world: &dyn World,
    unsafe_too: bool,
    mut check: impl FnMut(&dyn World) -> Result<Checked, E>,
) -> Result<Mended, E> {
    let mut over = Overlay::new(world);
    let mut checked = check(&over)?;
    let (first, hidden) = (checked.site.sources.clone(), hidden(&checked.site));
    let mut applied = 0;
    let mut states = vec![over.files.clone()];
    for _ in 0..MOST_ROUNDS {
        let round = round::apply(&chosen(&checked, unsafe_too), &checked.site.sources, &over)?;
        let mut next = over.files.clone();
        next.extend(round.files.into_iter().map(|(path, bytes)| (path, Some(bytes))));
        // A state that was there before means that fixes undo each other: then they are left for people.
        if round.applied == 0 || states.contains(&next) {
            break;
        }
        states.push(next.clone());
        over.files = next;
        applied += round.applied;
        checked = check(&over)?;
    }
    let spared = checked.diagnostics.iter().filter_map(|diagnostic| diagnostic.finding.fix.as_ref());
    let spared = spared.filter(|fix| !unsafe_too && fix.safe && touches_approved(&checked.site, fix)).count();
    let mut files = Vec::new();
    for (path, after) in over.files {
        let before = world.read(&path)?;
        if let Some(after) = after.filter(|after| *after != before) {
            let last = &checked.site.sources;
            let may_show = last.find(&path).is_some_and(|id| judge::may_show_file(&checked.site, id)) && !hidden.contains(&path);
            let shown = if may_show { whole(&first, &path).zip(whole(last, &path)) } else { None };
            let shown_path = first.find(&path).map_or("", |id| first.shown_path(id)).to_owned();
            files.push(MendedFile { path, before, after, shown_path, shown });
        }
    }
    Ok(Mended { files, applied, spared, checked })
}

/// The files of which not every line may be shown.
fn hidden(site: &Site) -> HashSet<String> {
    let hidden = site.sources.iter().filter(|(id, _)| !judge::may_show_file(site, *id));
    hidden.map(|(_, source)| source.path.clone()).collect()
}

/// A file's text as it may be shown.
fn whole(sources: &Sources, path: &str) -> Option<String> {
    let id = sources.find(path)?;
    Some(sources.shown(id, 0..sources.get(id)?.text.len()).text.into_owned())
}

/// The fixes that may be applied, in the order people read their findings.
fn chosen(checked: &Checked, unsafe_too: bool) -> Vec<&Fix> {
    let fixes = checked.diagnostics.iter().filter_map(|diagnostic| diagnostic.finding.fix.as_ref());
    fixes.filter(|fix| unsafe_too || (fix.safe && !touches_approved(&checked.site, fix))).collect()
}

/// Whether a fix would change minutes that somebody approved as they stand.
fn touches_approved(site: &Site, fix: &Fix) -> bool {
    fix.edits.iter().any(|edit| is_approved(site, edit.place.source))
}

fn is_approved(site: &Site, source: SourceId) -> bool {
    let state = site.document_in(source).map(|document| site.entry(document).state);
    matches!(state, Some(DocumentState::Minutes(minutes)) if minutes.approved())
}
