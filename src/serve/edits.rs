//! From a changed file to what is shown: the file's own page at once, the whole site as soon as files are at rest.
//!
//! Three threads share it: this one shows, one checks, one makes files (`workers`). So a page never waits for what is done about an
//! edit before it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use tokio::sync::watch::Sender as Show;

use super::Told;
use super::findings::Findings;
use super::shown::{Fresh, Shown};
use super::watch::{self, Change, Watching};
use super::workers::Work;
use crate::diagnostic::Level;
use crate::output::{Artifact, Output};
use crate::pipeline::{self, Checked, Preview, Rendered};
use crate::work::Threads;
use crate::world::Failure;

/// How long files must be at rest before the whole site is looked at: an editor writes one in several steps.
const REST: Duration = Duration::from_millis(40);

/// What there is to react to.
pub enum News {
    /// Files changed.
    Change(Change),
    /// The site was read and judged, or could not be.
    Checked(u64, Result<Arc<Checked>, Failure>),
    /// The files of its search are there.
    Searched(u64, Output),
    /// All its files are there, or its theme is broken; and how long it took since it was ordered.
    Made(u64, Duration, Option<Box<Rendered>>),
}

/// Asks for the whole site.
pub struct Orders {
    /// To whoever checks.
    pub order: Sender<u64>,
    /// The last order, so that older work can be given up.
    pub newest: Arc<AtomicU64>,
}

impl Orders {
    /// Whether somebody took the order.
    fn give(&self, round: u64) -> bool {
        self.newest.store(round, Ordering::Relaxed);
        self.order.send(round).is_ok()
    }
}

/// Shows the site and keeps it right, until nobody watches or builds any more.
pub fn follow(work: &Work, mut watching: Watching, news: &Receiver<News>, orders: &Orders, show: &Show<Arc<Shown>>, tell: &impl Fn(Told)) {
    let mut desk = Desk::new(work, show);
    // Since when files are at rest, or will be; none where nothing changed since the last order. A preview is made in that time.
    let (mut checking, mut rest) = (orders.give(desk.round), None::<Instant>);
    loop {
        let heard = match rest.filter(|_| !checking) {
            Some(rest) => news.recv_timeout(rest.saturating_duration_since(Instant::now())),
            None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match heard {
            Ok(News::Change(change)) => {
                rest = Some(Instant::now() + REST);
                match change {
                    Change::Files(paths) => paths.iter().for_each(|path| desk.preview(path)),
                    Change::Folder => watch::anew(&mut watching, work.world.root()),
                }
            }
            Ok(News::Checked(round, checked)) => {
                checking = false;
                if let Some(told) = desk.checked(round, checked, rest.is_some()) {
                    tell(told);
                }
            }
            Ok(News::Searched(round, search)) => desk.searched(round, search),
            Ok(News::Made(round, took, made)) => {
                if let Some(told) = desk.made(round, took, made, rest.is_some()) {
                    tell(told);
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                rest = None;
                desk.round += 1;
                checking = orders.give(desk.round);
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// What is shown, and what it was made from.
struct Desk<'w> {
    work: &'w Work,
    show: &'w Show<Arc<Shown>>,
    /// Counts what was shown.
    version: u64,
    /// Counts the orders.
    round: u64,
    /// The site that was last checked, and in which round.
    last: Option<(u64, Arc<Checked>)>,
    findings: Findings,
    /// What is told instead, where the last check failed.
    failure: Option<Findings>,
    /// Pages that are newer than that, with the round that was on its way or done when they were made.
    early: BTreeMap<String, (u64, Artifact)>,
    /// Whoever asks for a page does not wait for what else is computed.
    threads: Arc<Threads>,
}

impl<'w> Desk<'w> {
    fn new(work: &'w Work, show: &'w Show<Arc<Shown>>) -> Self {
        let (findings, early, threads) = (Findings::default(), BTreeMap::new(), Arc::default());
        Self { work, show, version: 0, round: 1, last: None, findings, failure: None, early, threads }
    }

    /// Shows a file's own pages and findings before the rest is looked at.
    fn preview(&mut self, path: &str) {
        let Work { world, request, tongue } = self.work;
        let Some((_, last)) = &self.last else { return };
        // A file that cannot be read now is told of by the check that follows.
        let Ok(Some(preview)) = self.threads.run(|| pipeline::preview(world, request, last, path)) else { return };
        self.findings.put(&preview, *tongue);
        self.failure = None;
        let Preview { output, .. } = preview;
        self.early.extend(output.files.into_iter().map(|(path, page)| (path, (self.round, page))));
        let early = self.early();
        self.put(true, |shown| shown.early = early);
    }

    /// Shows what was checked: from now on every page is made from it when it is asked for. `more` where files changed since.
    fn checked(&mut self, round: u64, checked: Result<Arc<Checked>, Failure>, more: bool) -> Option<Told> {
        let tongue = self.work.tongue;
        match checked {
            Ok(checked) => {
                self.early.retain(|_, (made, _)| *made >= round && more);
                (self.findings, self.failure) = (Findings::of(&checked, tongue), None);
                // A whole site is not taken down before the next one is shown.
                let _older = self.last.replace((round, Arc::clone(&checked)));
                let (early, base_url) = (self.early(), checked.site.config.base_url.clone());
                let fresh = Some(Fresh::new(checked, Arc::clone(&self.threads)));
                self.put(more, |shown| {
                    if shown.newest.files.is_empty() && shown.first.is_none() {
                        shown.first = shown.fresh.take();
                    }
                    (shown.early, shown.fresh, shown.base_url) = (early, fresh, base_url);
                });
                None
            }
            Err(failure) => {
                self.failure = Some(Findings::of_failure(&failure, tongue));
                self.put(more, |_| ());
                Some(Told::Failed(failure))
            }
        }
    }

    /// Shows the search of the site that was last checked.
    fn searched(&mut self, round: u64, search: Output) {
        if self.last.as_ref().is_some_and(|(last, _)| *last == round) {
            let search = Arc::new(search);
            self.show.send_modify(|shown| *shown = Arc::new(Shown { search, ..(**shown).clone() }));
        }
    }

    /// Shows the files of the site that was last checked; those of an older one are not looked at.
    fn made(&mut self, round: u64, took: Duration, made: Option<Box<Rendered>>, more: bool) -> Option<Told> {
        let checked = self.last.as_ref().filter(|(last, _)| *last == round).map(|(_, checked)| Arc::clone(checked))?;
        let tongue = self.work.tongue;
        let whole = made.as_ref().is_some_and(|made| made.faults.is_empty());
        let Rendered { output, faults, rendered, pages, .. } = made.map_or_else(Rendered::default, |made| *made);
        let (sources, failed) = pipeline::failed(&checked, faults);
        self.findings.add_failed(&sources, &failed, tongue);
        let count = |level: Level| checked.diagnostics.iter().chain(&failed).filter(|diagnostic| diagnostic.level == level).count();
        let told = Told::Built { took, pages: (pages, rendered), errors: count(Level::Error), warnings: count(Level::Warning) };
        let newest = Arc::new(output);
        self.put(more, |shown| {
            shown.last_whole = if whole { None } else { shown.last_whole.take().or_else(|| Some(Arc::clone(&shown.newest))) };
            (shown.newest, shown.fresh, shown.search) = (newest, None, Arc::default());
            if whole {
                shown.first = None;
            }
        });
        Some(told)
    }

    /// Shows something else, with the findings as they are now.
    fn put(&mut self, checking: bool, change: impl FnOnce(&mut Shown)) {
        self.version += 1;
        let told = self.failure.as_ref().unwrap_or(&self.findings);
        let (version, findings) = (self.version, told.written(self.version, checking, self.work.tongue).into());
        let mut shown = Shown { version, findings, ..(**self.show.borrow()).clone() };
        change(&mut shown);
        self.show.send_replace(Arc::new(shown));
    }

    fn early(&self) -> BTreeMap<String, Artifact> {
        self.early.iter().map(|(path, (_, page))| (path.clone(), page.clone())).collect()
    }
}
