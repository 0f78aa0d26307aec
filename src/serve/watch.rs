//! Sees that the site's files changed, and tells at once. What is done about it is `edits`' business.

use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::world::{Action, Failure};

/// Watches as long as it is kept.
pub type Watching = RecommendedWatcher;

/// What the watcher saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Files changed; named are those that somebody is done writing, relative to the site's folder, with `/`.
    Files(Vec<String>),
    /// A watched folder itself was made anew and must be watched anew, or events were lost: anything may have changed.
    Folder,
}

/// The folders watched with everything in them.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// The files watched beside them.
const FILES: [&str; 2] = ["permalinks.txt", "site.toml"];

/// Watches the files and folders that a site is made from.
pub fn watch(root: &Path, tell: impl Fn(Change) + Send + 'static) -> Result<Watching, Failure> {
    let failed = |error: notify::Error| {
        let cause = match error.kind {
            notify::ErrorKind::Io(cause) => cause,
            other => std::io::Error::other(format!("{other:?}")),
        };
        Failure { action: Action::Watch, path: root.display().to_string(), cause }
    };
    let home = home(root);
    let seen = home.clone();
    let hear = move |event: notify::Result<Event>| {
        if let Some(change) = event.map_or(Some(Change::Folder), |event| change(&seen, &event)) {
            tell(change);
        }
    };
    let mut watcher = notify::recommended_watcher(hear).map_err(failed)?;
    watcher.watch(&home, RecursiveMode::NonRecursive).map_err(failed)?;
    for folder in FOLDERS.map(|name| home.join(name)).iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(failed)?;
    }
    Ok(watcher)
}

/// A folder that was removed and made again is another folder to the system.
pub fn anew(watching: &mut Watching, root: &Path) {
    for folder in FOLDERS.map(|name| home(root).join(name)) {
        let _ = watching.unwatch(&folder);
        if folder.is_dir() {
            let _ = watching.watch(&folder, RecursiveMode::Recursive);
        }
    }
}

fn home(root: &Path) -> PathBuf {
    root.canonicalize().unwrap_or_else(|_| root.to_path_buf())
}

/// What an event means for the site; none for one that is about something else. Reading is an event too, and a build reads.
fn change(home: &Path, event: &Event) -> Option<Change> {
    if event.need_rescan() {
        return Some(Change::Folder);
    }
    let changes = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any);
    let written = is_written(event.kind);
    let below = |path: &PathBuf| {
        let inside = path.strip_prefix(home).ok()?.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let inside: Vec<String> = inside.collect();
        let first = inside.first()?.as_str();
        (FOLDERS.contains(&first) || matches!(inside.as_slice(), [file] if FILES.contains(&file.as_str()))).then(|| inside.join("/"))
    };
    let paths: Vec<String> = event.paths.iter().filter_map(below).collect();
    if paths.is_empty() || !(changes || written) {
        return None;
    }
    if changes && paths.iter().any(|path| FOLDERS.contains(&path.as_str())) {
        return Some(Change::Folder);
    }
    Some(Change::Files(if written { paths } else { Vec::new() }))
}

/// Whether a file is whole now: closed by who wrote it, or moved into place. Where the system does not tell, any change may be the last.
fn is_written(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Modify(ModifyKind::Name(mode)) => mode != RenameMode::From,
        EventKind::Modify(_) | EventKind::Create(_) | EventKind::Any => cfg!(not(target_os = "linux")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, RemoveKind};

    use super::*;

    fn seen(kind: EventKind, path: &str) -> Option<Change> {
        change(Path::new("/site"), &Event::new(kind).add_path(Path::new("/site").join(path)))
    }

    #[test]
    fn only_the_sites_own_files_matter_and_reading_them_does_not() {
        let open = EventKind::Access(AccessKind::Open(AccessMode::Read));
        let removed = EventKind::Remove(RemoveKind::File);
        assert_eq!(seen(open, "content/a.md"), None);
        assert_eq!(seen(removed, "public/a.md"), None);
        assert_eq!(seen(removed, ".saksgang/parsed"), None);
        assert_eq!(seen(removed, "content/a.md"), Some(Change::Files(Vec::new())));
        assert_eq!(seen(removed, "site.toml"), Some(Change::Files(Vec::new())));
        assert_eq!(seen(removed, "permalinks.txt"), Some(Change::Files(Vec::new())), "the addresses that are promised");
        assert_eq!(seen(removed, "README.md"), None);
        assert_eq!(seen(EventKind::Create(CreateKind::Folder), "content"), Some(Change::Folder));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_is_named_once_it_is_whole() {
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(seen(EventKind::Modify(ModifyKind::Data(DataChange::Any)), "content/a.md"), Some(Change::Files(Vec::new())));
        assert_eq!(seen(closed, "content/b/å.md"), Some(Change::Files(vec!["content/b/å.md".to_owned()])));
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        assert_eq!(seen(moved, "content/a.md"), Some(Change::Files(vec!["content/a.md".to_owned()])));
    }
}
