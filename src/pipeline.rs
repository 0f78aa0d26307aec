//! The order of things: load, parse, index, rules, judge, pages, render. Knows the order and nothing else.

mod kept;
mod known;
mod load;
mod name;
mod preview;
mod progress;
mod remembered;
mod render;
mod standing;
mod theme;
mod timings;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::index::Site;
use crate::judge::{Baseline, Flag, Known};
use crate::model::history::Commit;
use crate::model::{Date, RegisterFile};
use crate::output::Output;
use crate::pages::search;
use crate::rules::{Counted, Unchecked};
use crate::source::{SourceId, Sources};
use crate::theme::ThemeFault;
use crate::work::{self, Key, Store};
use crate::world::{Failure, World};
use crate::{index, judge, rules};

pub use kept::Kept;
pub use preview::{Preview, preview};
pub use progress::{Progress, Stand};
pub use remembered::Caches;
pub use render::{Rendered, at, has_page, render};
pub use standing::key;
pub use timings::{Phase, Stopwatch, Timings};

/// What a run is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The day states are told for; else the world's today.
    pub as_of: Option<Date>,
    /// The audience; else site.toml's. A name that the site does not have sees what is open and nothing else.
    pub audience: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Levels from the command line.
    pub flags: Vec<Flag>,
    /// Findings that are accepted as they are.
    pub baseline: Option<Baseline>,
    /// What version control tells of the content, where the pages are to show it.
    pub commits: Arc<[Commit]>,
    /// Whether no other run of this process comes before or after, so that what was read is kept for other processes while the rest goes
    /// on.
    pub alone: bool,
    /// Where the run counts what it does, for whoever waits.
    pub progress: Arc<Progress>,
}

/// A site that was read, resolved and judged.
pub struct Checked {
    /// The site.
    pub site: Site,
    /// What there is to say, in the order people read it.
    pub diagnostics: Vec<Diagnostic>,
    /// What was not checked.
    pub unchecked: Vec<Unchecked>,
    /// What the rules looked at, by kind.
    pub counted: BTreeMap<Counted, usize>,
    /// How many findings the baseline accepted; they are not among the diagnostics.
    pub accepted: usize,
    /// Entries of the baseline that match nothing any more.
    pub stale: Vec<Known>,
    /// How much was done, for tests that count.
    pub done: Done,
    /// How long it took, for people who measure.
    pub timings: Timings,
    /// The registers as their files have them, for a preview's own small site.
    registers: Vec<(SourceId, Arc<RegisterFile>)>,
    /// The key of everything in it but the words of texts; none where a file beside them was changed a moment ago.
    pub interface: Option<Key>,
    dress: theme::Dress,
    progress: Arc<Progress>,
}

/// A site that was also made.
pub struct Built {
    /// The check it rests on.
    pub checked: Checked,
    /// The site's files; made even when there are errors, so that `serve` can show them.
    pub output: Output,
    /// Whether every page could be made. Where the theme is broken, a finding says so, and what there is must not be published.
    pub whole: bool,
    /// Files with a national id number that no shown source has: while there are any, nothing may be published.
    pub leaking: Vec<String>,
    /// How much was done, for tests that count.
    pub done: Done,
}

/// How much a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Files parsed (not remembered).
    pub parsed: usize,
    /// Attachments opened (not remembered).
    pub inspected: usize,
    /// Pages whose views were made (not known before them).
    pub viewed: usize,
    /// Pages rendered (not remembered).
    pub rendered: usize,
    /// Pages in all.
    pub pages: usize,
}

/// Reads, resolves and judges a site.
///
/// # Errors
/// When the world fails.
pub fn check(world: &dyn World, request: &Request, caches: &mut Caches) -> Result<Checked, Failure> {
    check_beside(world, request, caches, |_| ()).map(|(checked, ())| checked)
}

/// The same, and beside it, while threads have time, what can be done as soon as it is known how much was read.
///
/// # Errors
/// When the world fails.
pub fn check_beside<T: Send>(
    world: &dyn World,
    request: &Request,
    caches: &mut Caches,
    beside: impl FnOnce(Done) -> T + Send,
) -> Result<(Checked, T), Failure> {
    let (mut watch, mut timings) = (Stopwatch::start(world), Timings::default());
    let (inputs, dress, done) = load::load(world, request, caches)?;
    watch.lap(&mut timings, Phase::Load);
    let registers = inputs.registers.clone();
    request.progress.begin(Phase::Index, 0);
    let keep = || {
        if request.alone {
            caches.remember_read(world);
        }
        beside(done)
    };
    let (mut site, beside) = work::both(|| index::build(inputs), keep);
    watch.lap(&mut timings, Phase::Index);
    request.progress.begin(Phase::Rules, 0);
    let notes = rules::run(&site, |rule| judge::is_heard(&site, &request.flags, rule), &caches.silent);
    watch.lap(&mut timings, Phase::Rules);
    judge::withhold(&mut site, &notes);
    let interface = standing::interface(world, &site);
    let (unchecked, counted) = (notes.unchecked.clone(), notes.counted.clone());
    let judged = judge::judge(&site, notes, &request.flags);
    let (diagnostics, accepted, stale) = match &request.baseline {
        Some(baseline) => baseline.apply(judged, &site.sources),
        None => (judged, 0, Vec::new()),
    };
    watch.lap(&mut timings, Phase::Judge);
    let checked = Checked {
        site,
        diagnostics,
        unchecked,
        counted,
        accepted,
        stale,
        done,
        timings,
        registers,
        interface,
        dress,
        progress: Arc::clone(&request.progress),
    };
    Ok((checked, beside))
}

/// Reads, resolves, judges and makes a site in memory; nothing is written.
///
/// # Errors
/// When the world fails.
pub fn build(world: &dyn World, request: &Request, caches: &mut Caches) -> Result<Built, Failure> {
    let checked = check(world, request, caches)?;
    Ok(make(world, checked, &caches.rendered))
}

/// Makes a site that was checked; its pages go to the store.
pub fn make(world: &dyn World, checked: Checked, store: &dyn Store) -> Built {
    make_after(world, checked, store, None)
}

/// The same, where the last index of its search has been read already.
pub fn make_after(world: &dyn World, mut checked: Checked, store: &dyn Store, last: Option<search::Memory>) -> Built {
    let mut watch = Stopwatch::start(world);
    let made = render(&checked, store, || search::laid(&checked.site, checked.interface, store, last));
    let whole = made.as_ref().is_some_and(|made| made.faults.is_empty());
    let made = made.unwrap_or_default();
    let done = Done { viewed: made.viewed, rendered: made.rendered, pages: made.pages, ..checked.done };
    tell(&mut checked, made.faults);
    watch.lap(&mut checked.timings, Phase::Pages);
    Built { checked, output: made.output, whole, leaking: made.leaking, done }
}

/// Adds what the theme's templates failed at to the findings.
fn tell(checked: &mut Checked, faults: Vec<(String, ThemeFault)>) {
    let found = theme::findings(faults, &checked.site.config, &mut checked.site.sources);
    judge::add(&checked.site, &mut checked.diagnostics, found);
}

/// What the theme's templates failed at, with sources that have those templates.
#[must_use]
pub fn failed(checked: &Checked, faults: Vec<(String, ThemeFault)>) -> (Sources, Vec<Diagnostic>) {
    let (mut sources, mut diagnostics) = (checked.site.sources.clone(), Vec::new());
    judge::add(&checked.site, &mut diagnostics, theme::findings(faults, &checked.site.config, &mut sources));
    (sources, diagnostics)
}

#[cfg(test)]
pub mod found;
