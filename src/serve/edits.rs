//! From a changed file to what is shown: the file's own page at once, the whole site as soon as files are at rest.
//!
//! One thread answers edits, another builds; so a page never waits for the build of an edit before it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use tokio::sync::watch::Sender as Show;

use super::findings::Findings;
use super::shown::Shown;
use super::watch::{self, Change, Watching};
use super::{Told, findings};
use crate::diagnostic::{Level, Tongue};
use crate::output::{Artifact, Output};
use crate::pipeline::{self, Built, Caches, Checked, Preview, Request};
use crate::work;
use crate::world::{Disk, Failure};

/// How long files must be at rest before the whole site is built: an editor writes one in several steps.
const REST: Duration = Duration::from_millis(40);

/// What is built again and again.
#[derive(Clone)]
pub struct Work {
    /// The site.
    pub world: Disk,
    /// What it is read for.
    pub request: Request,
    /// The language of messages.
    pub tongue: Tongue,
}

/// What there is to react to.
pub enum News {
    /// Files changed.
    Change(Change),
    /// A build is done, or failed; and how long it took.
    Built(Box<Result<Built, Failure>>, Duration),
}

/// Builds whenever it is ordered, with caches that stay warm, until nobody orders any more.
pub fn build(work: &Work, orders: &Receiver<()>, done: &Sender<News>) {
    let mut caches = Caches::recall(&work.world);
    let mut stored = false;
    while orders.recv().is_ok() {
        let begun = Instant::now();
        let built = pipeline::build(&work.world, &work.request, &mut caches);
        if done.send(News::Built(Box::new(built), begun.elapsed())).is_err() {
            return;
        }
        // Storing costs more than a small build, so it is done once; the process keeps the rest.
        if stored {
            caches.end_run();
        } else {
            caches.remember(&work.world);
            stored = true;
        }
    }
}

/// Shows the site and keeps it right, until nobody watches or builds any more.
pub fn follow(
    work: &Work,
    mut watching: Watching,
    news: &Receiver<News>,
    orders: &Sender<()>,
    show: &Show<Arc<Shown>>,
    tell: &impl Fn(Told),
) {
    let mut desk = Desk { work, show, version: 0, round: 1, last: None, findings: Findings::default(), early: BTreeMap::new() };
    let (mut building, mut waiting) = (orders.send(()).is_ok(), false);
    loop {
        let heard = if waiting && !building { news.recv_timeout(REST) } else { news.recv().map_err(|_| RecvTimeoutError::Disconnected) };
        match heard {
            Ok(News::Change(Change::Files(paths))) => {
                waiting = true;
                paths.iter().for_each(|path| desk.preview(path));
            }
            Ok(News::Change(Change::Folder)) => {
                waiting = true;
                watch::anew(&mut watching, work.world.root());
            }
            Ok(News::Built(built, took)) => {
                building = false;
                tell(desk.built(*built, took, waiting));
            }
            Err(RecvTimeoutError::Timeout) => {
                waiting = false;
                desk.round += 1;
                building = orders.send(()).is_ok();
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
    /// Counts the builds that were ordered.
    round: u64,
    /// What the last build found.
    last: Option<Checked>,
    findings: Findings,
    /// Pages that are newer than the last build, with the build that was on its way or done when they were made.
    early: BTreeMap<String, (u64, Artifact)>,
}

impl Desk<'_> {
    /// Shows a file's own pages and findings before the rest is looked at.
    fn preview(&mut self, path: &str) {
        let Work { world, request, tongue } = self.work;
        let Some(last) = &self.last else { return };
        // A file that cannot be read now is told of by the build that follows.
        // The build that may be going on takes every thread there is.
        let Ok(Some(preview)) = work::apart(|| pipeline::preview(world, request, last, path)) else { return };
        self.findings.put(&preview, *tongue);
        let Preview { output, .. } = preview;
        self.early.extend(output.files.into_iter().map(|(path, page)| (path, (self.round, page))));
        self.version += 1;
        let (version, early) = (self.version, self.early());
        let findings = self.findings.written(version, true, *tongue).into();
        self.show.send_modify(|shown| *shown = Arc::new(Shown { version, early, findings, ..(**shown).clone() }));
    }

    /// Shows what was built, or that it could not be; `more` where files changed since.
    fn built(&mut self, built: Result<Built, Failure>, took: Duration, more: bool) -> Told {
        let tongue = self.work.tongue;
        self.version += 1;
        let version = self.version;
        let round = self.round;
        match built {
            Ok(built) => {
                self.early.retain(|_, (made, _)| *made >= round && more);
                let told = told(&built, took);
                self.findings = Findings::of(&built, tongue);
                let findings = self.findings.written(version, more, tongue).into();
                let Built { checked, output, whole, .. } = built;
                let newest = Arc::new(output);
                let before = self.show.borrow().clone();
                let last_whole: Option<Arc<Output>> =
                    if whole { None } else { before.last_whole.clone().or(Some(Arc::clone(&before.newest))) };
                let base_url = checked.site.config.base_url.clone();
                self.last = Some(checked);
                self.show.send_replace(Arc::new(Shown { version, newest, last_whole, early: self.early(), findings, base_url }));
                told
            }
            Err(failure) => {
                let findings = findings::of_failure(version, &failure, tongue).into();
                self.show.send_modify(|shown| *shown = Arc::new(Shown { version, findings, ..(**shown).clone() }));
                Told::Failed(failure)
            }
        }
    }

    fn early(&self) -> BTreeMap<String, Artifact> {
        self.early.iter().map(|(path, (_, page))| (path.clone(), page.clone())).collect()
    }
}

fn told(built: &Built, took: Duration) -> Told {
    let count = |level: Level| built.checked.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
    Told::Built { took, pages: (built.done.pages, built.done.rendered), errors: count(Level::Error), warnings: count(Level::Warning) }
}
