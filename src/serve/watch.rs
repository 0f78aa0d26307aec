//! Sees that the site's files changed, and builds anew with warm caches.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use notify_debouncer_full::notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use tokio::sync::watch::Sender as Show;

use super::shown::Shown;
use super::{Told, findings};
use crate::diagnostic::{Level, Tongue};
use crate::output::Output;
use crate::pipeline::{self, Built, Caches, Request};
use crate::world::{Action, Disk, Failure};

/// How long files must be at rest: an editor writes one in several steps.
const REST: Duration = Duration::from_millis(40);

/// Watches as long as it is kept.
pub type Watching = Debouncer<RecommendedWatcher, RecommendedCache>;

/// What the watcher tells the builder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Something changed.
    Files,
    /// A watched folder itself was made anew, and must be watched anew.
    Folder,
}

/// The folders watched with everything in them.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Watches site.toml, content/ and themes/.
pub fn watch(root: &Path, changed: Sender<Change>) -> Result<Watching, Failure> {
    let failed = |error: notify_debouncer_full::notify::Error| {
        let cause = match error.kind {
            notify_debouncer_full::notify::ErrorKind::Io(cause) => cause,
            other => std::io::Error::other(format!("{other:?}")),
        };
        Failure { action: Action::Watch, path: root.display().to_string(), cause }
    };
    let home = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let (config, folders) = (home.join("site.toml"), FOLDERS.map(|name| home.join(name)));
    let matters = move |path: &Path| path == config || folders.iter().any(|folder| path.starts_with(folder));
    let folders = FOLDERS.map(|name| home.join(name));
    let hear = move |result: DebounceEventResult| {
        // Reading is an event too; a build must not call for the next.
        let changes =
            |kind: &EventKind| matches!(kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any);
        let Ok(events) = result else {
            // Events were lost: anything may have changed.
            let _ = changed.send(Change::Folder);
            return;
        };
        let changed_paths = || events.iter().filter(|event| changes(&event.kind)).flat_map(|event| &event.paths);
        if changed_paths().any(|path| folders.contains(path)) {
            let _ = changed.send(Change::Folder);
        } else if changed_paths().any(|path| matters(path)) {
            let _ = changed.send(Change::Files);
        }
    };
    let mut watcher = new_debouncer(REST, None, hear).map_err(failed)?;
    watcher.watch(&home, RecursiveMode::NonRecursive).map_err(failed)?;
    for folder in FOLDERS.map(|name| home.join(name)).iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(failed)?;
    }
    Ok(watcher)
}

/// What is built again and again.
pub struct Work {
    /// The site.
    pub world: Disk,
    /// What it is read for.
    pub request: Request,
    /// The language of messages.
    pub tongue: Tongue,
}

/// Builds at once, and anew at every change, until nobody watches any more.
pub fn rebuild(work: &Work, mut watching: Watching, changes: &Receiver<Change>, show: &Show<Arc<Shown>>, tell: &impl Fn(Told)) {
    let Work { world, request, tongue } = work;
    let mut caches = Caches::recall(world);
    let mut last_whole: Option<Arc<Output>> = None;
    for version in 1.. {
        let begun = Instant::now();
        match pipeline::build(world, request, &mut caches) {
            Ok(built) => {
                let whole = built.whole;
                let told = told(&built, begun.elapsed());
                let found = findings::of(version, &built, *tongue).into();
                let base_url = built.checked.site.config.base_url;
                let newest = Arc::new(built.output);
                let behind = if whole { None } else { last_whole.clone() };
                if whole {
                    last_whole = Some(Arc::clone(&newest));
                }
                show.send_replace(Arc::new(Shown { version, newest, last_whole: behind, findings: found, base_url }));
                tell(told);
            }
            Err(failure) => {
                let findings = findings::of_failure(version, &failure, *tongue).into();
                show.send_modify(|shown| *shown = Arc::new(Shown { version, findings, ..(**shown).clone() }));
                tell(Told::Failed(failure));
            }
        }
        // Storing costs more than a small build, so it is done once; the process keeps the rest.
        if version == 1 {
            caches.remember(world);
        } else {
            caches.end_run();
        }
        let Ok(first) = changes.recv() else { return };
        if std::iter::once(first).chain(changes.try_iter()).any(|change| change == Change::Folder) {
            watch_anew(&mut watching, world.root());
        }
    }
}

/// A folder that was removed and made again is another folder to the system.
fn watch_anew(watching: &mut Watching, root: &Path) {
    let home = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    for folder in FOLDERS.map(|name| home.join(name)) {
        let _ = watching.unwatch(&folder);
        if folder.is_dir() {
            let _ = watching.watch(&folder, RecursiveMode::Recursive);
        }
    }
}

fn told(built: &Built, took: Duration) -> Told {
    let count = |level: Level| built.checked.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
    Told::Built { took, pages: (built.done.pages, built.done.rendered), errors: count(Level::Error), warnings: count(Level::Warning) }
}
