//! The world as it is: a site's folder on disk.

use std::fs::{self, Metadata};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Action, Failure, FileEntry, World};
use crate::model::Date;
use crate::work;

/// The folder of caches and locks, in the site's folder, readable by its owner alone.
pub const OWN_FOLDER: &str = ".saksgang";

/// A site's folder.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    /// The folder that was listed last, as it was then: its files are opened from there, which spares opening it for each of them.
    listed: Arc<Mutex<Listed>>,
}

/// A folder's name, and the folder.
type Listed = Option<(String, Arc<Opened>)>;

/// A folder that is open, by what the system calls it; nothing where that is no use.
#[cfg(target_os = "linux")]
type Opened = rustix::fd::OwnedFd;
#[cfg(not(target_os = "linux"))]
type Opened = ();

impl Disk {
    /// The world of a site's folder.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), listed: Arc::default() }
    }

    /// The site's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of caches and locks, made where it is not there yet. It tells git to leave it alone.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn own_folder(&self) -> Result<PathBuf, Failure> {
        let folder = self.root.join(OWN_FOLDER);
        let made = private_folder(&folder).and_then(|()| {
            let ignore = folder.join(".gitignore");
            if ignore.exists() { Ok(()) } else { fs::write(ignore, "*\n") }
        });
        made.map(|()| folder).map_err(|cause| {
            // A file in its place "exists already" to the system.
            let is_no_folder = cause.kind() == io::ErrorKind::AlreadyExists;
            let cause = if is_no_folder { io::ErrorKind::NotADirectory.into() } else { cause };
            Failure { action: Action::Write, path: OWN_FOLDER.to_owned(), cause }
        })
    }

    /// Where a path of the site lies; a path that climbs, or leads out of its first folder through a link, is not found.
    fn locate(&self, path: &str) -> io::Result<PathBuf> {
        let relative = Path::new(path);
        let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
        if !plain || path.is_empty() {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        let full = self.root.join(relative);
        let mut parts = relative.components();
        if let (Some(first), Some(_)) = (parts.next(), parts.next()) {
            let home = self.root.join(first).canonicalize()?;
            if !full.canonicalize()?.starts_with(home) {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "leads outside the site"));
            }
        }
        Ok(full)
    }

    /// Keeps the folder open that is listed now.
    fn note_listed(&self, folder: &str) {
        let opened = folder_of(&self.root, folder).map(|opened| (folder.to_owned(), Arc::new(opened)));
        *self.listed.lock().unwrap_or_else(PoisonError::into_inner) = opened;
    }

    /// The folder, where it is the one that was listed last.
    fn listed(&self, folder: &str) -> Option<Arc<Opened>> {
        let listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        listed.as_ref().filter(|(listed, _)| listed == folder).map(|(_, opened)| Arc::clone(opened))
    }

    /// Opens a file in one step where the system itself can keep the path inside its first folder; none where it cannot, or where the
    /// path has links that take a closer look.
    fn open_below(&self, path: &str) -> Option<fs::File> {
        let (first, rest) = path.split_once('/')?;
        match self.listed(first) {
            Some(folder) => open_in(&folder, rest),
            None => open_in(&folder_of(&self.root, first)?, rest),
        }
    }

    /// What lies in one folder. What went away while we looked is simply not there.
    fn look_into(&self, folder: &Path) -> Result<Vec<walkdir::DirEntry>, Failure> {
        let found = walkdir::WalkDir::new(folder).min_depth(1).max_depth(1).follow_root_links(true).into_iter();
        let gone = |found: &walkdir::Result<walkdir::DirEntry>| {
            found.as_ref().is_err_and(|error| error.io_error().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound))
        };
        let failed = |error: walkdir::Error| {
            let path = shown(error.path().unwrap_or(folder).strip_prefix(&self.root).unwrap_or(folder));
            let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("loop"));
            Failure { action: Action::List, path, cause }
        };
        found.filter(|found| !gone(found)).map(|found| found.map_err(failed)).collect()
    }

    fn entry(&self, found: &walkdir::DirEntry, home: &Path) -> Option<FileEntry> {
        let path = shown(found.path().strip_prefix(&self.root).ok()?);
        if !found.path_is_symlink() {
            let metadata = found.metadata().ok().filter(Metadata::is_file)?;
            return Some(of_metadata(path, &metadata));
        }
        let target = found.path().canonicalize().ok().filter(|target| target.starts_with(home));
        let Some(target) = target else {
            return Some(FileEntry { path, size: 0, modified: 0, inode: 0, leads_outside: true });
        };
        // A link to a folder inside is not followed: its files are listed where they lie.
        let metadata = fs::metadata(target).ok().filter(Metadata::is_file)?;
        Some(of_metadata(path, &metadata))
    }
}

impl World for Disk {
    fn list(&self, folder: &str) -> Result<Vec<FileEntry>, Failure> {
        let start = self.root.join(folder);
        self.note_listed(folder);
        let home = match start.canonicalize() {
            Ok(home) => home,
            // Only what is not there is empty: a folder that cannot be reached must not look like one that its author emptied.
            Err(_) if start.symlink_metadata().is_err_and(|cause| cause.kind() == io::ErrorKind::NotFound) => return Ok(Vec::new()),
            Err(cause) => return Err(Failure { action: Action::List, path: folder.to_owned(), cause }),
        };
        let (mut listed, mut folders) = (Vec::new(), vec![start]);
        // Those of one depth at a time: most sites have few that are deep, and many side by side.
        while !folders.is_empty() {
            let looked = work::map(&folders, |folder| self.look_into(folder));
            folders.clear();
            for found in looked {
                let (inner, files): (Vec<_>, Vec<_>) = found?.into_iter().partition(|found| found.file_type().is_dir());
                folders.extend(inner.into_iter().map(walkdir::DirEntry::into_path));
                listed.extend(files);
            }
        }
        let entries = work::map(&listed, |found| self.entry(found, &home));
        let mut entries: Vec<FileEntry> = entries.into_iter().flatten().collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    fn open(&self, path: &str) -> Result<Box<dyn Read>, Failure> {
        let opened = self.open_below(path).map_or_else(|| self.locate(path).and_then(fs::File::open), Ok);
        match opened {
            Ok(file) => Ok(Box::new(file)),
            Err(cause) => Err(Failure { action: Action::Read, path: path.to_owned(), cause }),
        }
    }

    fn replace(&mut self, path: &str, before: &[u8], after: &[u8]) -> Result<bool, Failure> {
        if self.read(path)? != before {
            return Ok(false);
        }
        // A link is followed to the file it names, which lies in the site too; the link stays.
        let written = self.locate(path).and_then(|full| full.canonicalize()).and_then(|full| {
            let rights = fs::metadata(&full)?.permissions();
            if rights.readonly() {
                return Err(io::Error::from(io::ErrorKind::PermissionDenied));
            }
            let (Some(folder), Some(name)) = (full.parent(), full.file_name()) else {
                return Err(io::Error::from(io::ErrorKind::InvalidInput));
            };
            replace(folder, Path::new(name), after, Some(rights))
        });
        written.map(|()| true).map_err(|cause| Failure { action: Action::Write, path: path.to_owned(), cause })
    }

    fn today(&self, timezone: &str) -> Date {
        let zone = jiff::tz::TimeZone::get(timezone).unwrap_or(jiff::tz::TimeZone::UTC);
        let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
        let now = fixed.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()).unwrap_or_else(jiff::Timestamp::now);
        now.to_zoned(zone).date()
    }

    fn now(&self) -> i128 {
        jiff::Timestamp::now().as_nanosecond()
    }

    fn recall(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join(OWN_FOLDER).join(below(name)?)).ok()
    }

    fn remember(&self, name: &str, bytes: &[u8]) {
        if let (Ok(folder), Some(path)) = (self.own_folder(), below(name)) {
            // A cache that could not be kept costs time in the next run, nothing else.
            let inner = folder.join(path.parent().unwrap_or(path));
            let _ = private_folder(&inner).and_then(|()| replace(&folder, path, bytes, None));
        }
    }
}

/// A folder of the site's own, opened to go on from; none where it is no plain folder.
#[cfg(target_os = "linux")]
fn folder_of(root: &Path, first: &str) -> Option<Opened> {
    use rustix::fs::{Mode, OFlags, open};
    if first.is_empty() || first.contains('/') || matches!(first, "." | "..") {
        return None;
    }
    open(root.join(first), OFlags::PATH | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty()).ok()
}

#[cfg(target_os = "linux")]
fn open_in(folder: &Opened, path: &str) -> Option<fs::File> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
    let inside = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    openat2(folder, path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty(), inside).ok().map(fs::File::from)
}

#[cfg(not(target_os = "linux"))]
fn folder_of(_root: &Path, _first: &str) -> Option<Opened> {
    None
}

#[cfg(not(target_os = "linux"))]
fn open_in(_folder: &Opened, _path: &str) -> Option<fs::File> {
    None
}

/// A name as a path that stays below the folder it is taken in.
fn below(name: &str) -> Option<&Path> {
    let path = Path::new(name);
    (!name.is_empty() && path.components().all(|part| matches!(part, Component::Normal(_)))).then_some(path)
}

/// A path relative to the site's folder, as it is shown and kept: with `/`.
fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn of_metadata(path: String, metadata: &Metadata) -> FileEntry {
    let (modified, inode) = changed(metadata);
    FileEntry { path, size: metadata.len(), modified, inode, leads_outside: false }
}

/// When a file was last changed, by content or by name, and its inode. The time of the last change of its entry counts too,
/// because a program can set back the other one.
#[cfg(unix)]
fn changed(metadata: &Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt;
    let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    let modified = nanoseconds(metadata.mtime(), metadata.mtime_nsec());
    (modified.max(nanoseconds(metadata.ctime(), metadata.ctime_nsec())), metadata.ino())
}

#[cfg(not(unix))]
fn changed(metadata: &Metadata) -> (i128, u64) {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    (since.and_then(|since| i128::try_from(since.as_nanos()).ok()).unwrap_or_default(), 0)
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    if fs::metadata(folder)?.permissions().mode() & 0o077 != 0 {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Writes beside the place and moves there, so that a reader sees the old bytes or the new ones; readable by the owner alone,
/// where no rights are given.
fn replace(folder: &Path, name: &Path, bytes: &[u8], rights: Option<fs::Permissions>) -> io::Result<()> {
    let mut beside = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    beside.write_all(bytes)?;
    if let Some(rights) = rights {
        beside.as_file().set_permissions(rights)?;
    }
    beside.persist(folder.join(name))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [("content/b.md", "b"), ("content/a/å.md", "å"), ("content/a.md", "a"), ("secret.txt", "s")] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let disk = Disk::new(folder.path());
        (folder, disk)
    }

    #[test]
    fn a_listing_is_sorted_and_an_absent_folder_is_empty() {
        let (_folder, disk) = site();
        let paths: Vec<_> = disk.list("content").unwrap().into_iter().map(|entry| entry.path).collect();
        assert_eq!(paths, ["content/a.md", "content/a/å.md", "content/b.md"]);
        assert!(disk.list("themes/none").unwrap().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_cannot_be_reached_is_a_failure_and_not_empty() {
        let (folder, disk) = site();
        std::os::unix::fs::symlink("away/content", folder.path().join("elsewhere")).unwrap();
        std::os::unix::fs::symlink("round", folder.path().join("round")).unwrap();
        for name in ["elsewhere", "round"] {
            assert!(matches!(disk.list(name), Err(Failure { action: Action::List, path, .. }) if path == name));
        }
    }

    #[test]
    fn a_folder_in_the_place_of_the_one_listed_is_read_from_the_next_listing_on() {
        let (folder, disk) = site();
        disk.list("content").unwrap();
        fs::rename(folder.path().join("content"), folder.path().join("before")).unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(folder.path().join("content/a.md"), "new").unwrap();
        disk.list("content").unwrap();
        assert_eq!(disk.read("content/a.md").unwrap(), b"new");
        assert!(disk.read("content/b.md").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_outside_are_marked_and_never_read() {
        let (folder, disk) = site();
        let link = |target: &str, name: &str| std::os::unix::fs::symlink(folder.path().join(target), folder.path().join(name)).unwrap();
        link("secret.txt", "content/out.txt");
        link("content/b.md", "content/in.md");
        link("..", "content/up");
        let marked: Vec<_> = disk.list("content").unwrap().into_iter().filter(|e| e.leads_outside).map(|e| e.path).collect();
        assert_eq!(marked, ["content/out.txt", "content/up"]);
        assert_eq!(disk.read("content/in.md").unwrap(), b"b");
        for path in ["content/out.txt", "content/up/secret.txt", "content/../secret.txt", "/etc/hostname", "../x", ""] {
            assert!(disk.read(path).is_err(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_replaced_with_its_rights_and_only_when_nobody_changed_it() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, mut disk) = site();
        let path = folder.path().join("content/a.md");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        std::os::unix::fs::symlink("a.md", folder.path().join("content/link.md")).unwrap();
        assert!(disk.replace("content/a.md", b"a", b"ny").unwrap());
        assert_eq!((fs::read(&path).unwrap(), fs::metadata(&path).unwrap().permissions().mode() & 0o777), (b"ny".to_vec(), 0o664));
        assert!(!disk.replace("content/a.md", b"a", b"eldre").unwrap(), "somebody else was here");
        assert_eq!(fs::read(&path).unwrap(), b"ny");
        assert!(disk.replace("content/link.md", b"ny", b"nyere").unwrap());
        assert!(fs::symlink_metadata(folder.path().join("content/link.md")).unwrap().is_symlink(), "the link stays a link");
        assert_eq!(fs::read(&path).unwrap(), b"nyere");
        assert!(disk.replace("../x", b"", b"").is_err());
        assert_eq!(fs::read_dir(folder.path().join("content")).unwrap().count(), 4, "no unfinished file is left");
    }

    #[cfg(unix)]
    #[test]
    fn caches_are_kept_for_the_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, disk) = site();
        assert_eq!(disk.recall("parsed"), None);
        disk.remember("parsed", b"one");
        disk.remember("parsed", b"two");
        assert_eq!(disk.recall("parsed").as_deref(), Some(b"two".as_slice()));
        let mode = |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(".saksgang"), mode(".saksgang/parsed")), (0o700, 0o600));
        disk.remember("published/level", b"three");
        assert_eq!((disk.recall("published/level").as_deref(), mode(".saksgang/published")), (Some(b"three".as_slice()), 0o700));
        for out in ["../x", "published/../../x", "/x", ""] {
            disk.remember(out, b"out");
            assert_eq!(disk.recall(out), None, "{out}");
        }
        assert_eq!(fs::read_dir(folder.path().join(".saksgang")).unwrap().count(), 3, "no unfinished file is left");
    }
}
