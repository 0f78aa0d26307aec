//! Faults at every step of a publication: killed before it, or the step refused, or the disk full from there on. Whatever happens, the
//! folder holds the whole last site or the whole next one, and the next publication makes good what is left lying.

use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::hands::{Hands, System};
use super::*;
use crate::work::Store;

/// What happens at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Killed,
    Refused(ErrorKind),
    DiskFull,
    /// Somebody deletes `.saksgang/`.
    OwnFolderDeleted,
}

/// What the system can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Able {
    /// Everything.
    Exchange,
    /// It cannot exchange folders.
    NoExchange,
    /// It cannot make a folder beside the target.
    NothingBeside,
}

/// Publishes as a build does: pages are put as they are made, the rest comes with the end.
pub fn publish_by(hands: &dyn Hands, site: &Disk, output: &Output, target: &Path, foreign: Foreign) -> Result<Published, Refusal> {
    let publication = Publication::begin_by(hands, site, target, foreign)?;
    let mut output = output.clone();
    for (path, artifact) in output.files.iter_mut().filter(|(path, _)| path.ends_with(".html")) {
        if let Artifact::Bytes(bytes) = artifact {
            let key = Key::of(&[path.as_bytes(), bytes]);
            *artifact = publication.find(path, &key).unwrap_or_else(|| publication.put(path, Some(key), bytes.to_vec()));
        }
    }
    publication.finish(&output)
}

/// The system's hands until the step at which they fail.
pub struct Failing {
    at: usize,
    fault: Option<Fault>,
    able: Able,
    own_folder: PathBuf,
    done: AtomicUsize,
    steps: Mutex<Vec<String>>,
}

impl Failing {
    pub fn never(able: Able) -> Self {
        Self { at: usize::MAX, fault: None, able, own_folder: PathBuf::new(), done: AtomicUsize::new(0), steps: Mutex::default() }
    }

    fn at(at: usize, fault: Fault, able: Able, place: &Place) -> Self {
        Self { at, fault: Some(fault), own_folder: place.folder.path().join(".saksgang"), ..Self::never(able) }
    }

    fn step(&self, name: &str, needs_room: bool) -> io::Result<()> {
        let nth = self.done.fetch_add(1, Ordering::SeqCst);
        self.steps.lock().unwrap().push(name.to_owned());
        match self.fault {
            Some(Fault::Killed) if nth >= self.at => Err(io::Error::other("killed")),
            Some(Fault::Refused(kind)) if nth == self.at => Err(io::Error::from(kind)),
            Some(Fault::DiskFull) if nth >= self.at && needs_room => Err(io::Error::from(ErrorKind::StorageFull)),
            Some(Fault::OwnFolderDeleted) if nth == self.at => {
                // In one step, whatever else goes on at the same time: moved away, then removed.
                let gone = self.own_folder.with_extension("gone");
                fs::rename(&self.own_folder, &gone).and_then(|()| fs::remove_dir_all(&gone))
            }
            _ => Ok(()),
        }
    }

    /// What was done so far.
    pub fn steps(&self) -> Vec<String> {
        self.steps.lock().unwrap().clone()
    }

    fn was_reached(&self) -> bool {
        self.done.load(Ordering::SeqCst) > self.at
    }
}

struct FailingFile<'h> {
    hands: &'h Failing,
    file: Box<dyn Write + 'h>,
}

impl Write for FailingFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Err(error) = self.hands.step("write", true) {
            // A file that was being written holds what was written so far.
            let _ = self.file.write(&bytes[..bytes.len() / 2]);
            return Err(error);
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Hands for Failing {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step("create_dir", true)?;
        let beside = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".saksgang-new") && name != ".saksgang-new");
        if beside && self.able == Able::NothingBeside {
            return Err(io::Error::from(ErrorKind::PermissionDenied));
        }
        System.create_dir(path)
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Write + '_>> {
        self.step("create", true)?;
        Ok(Box::new(FailingFile { hands: self, file: System.create(path)? }))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("link", true)?;
        System.link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("rename", false)?;
        System.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool> {
        self.step("exchange", false)?;
        if self.able == Able::Exchange { System.exchange(one, other) } else { Ok(false) }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step("remove_file", false)?;
        System.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.step("remove_dir", false)?;
        System.remove_dir(path)
    }

    fn same_rights(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("same_rights", false)?;
        System.same_rights(from, to)
    }

    // Counted, and not done: what a test writes need not reach the disk.
    fn flush(&self, _folder: &Path) -> io::Result<()> {
        self.step("flush", true)
    }

    fn flush_entries(&self, _folder: &Path) -> io::Result<()> {
        self.step("flush_entries", true)
    }
}

fn last() -> Output {
    let mut site =
        output(&[("index.html", "last"), ("same.html", "same"), ("a/b.html", "file in a folder"), ("gone/x.html", "gone"), ("c", "file")]);
    site.copy("plan.pdf", "content/a/plan.pdf");
    site
}

fn next() -> Output {
    let mut site = output(&[
        ("index.html", "next"),
        ("same.html", "same"),
        ("a", "a file where a folder was"),
        ("c/d.html", "and the other way"),
        ("s.css", "style"),
    ]);
    site.copy("plan.pdf", "content/a/plan.pdf");
    site.copy("new/plan.pdf", "content/a/plan.pdf");
    site
}

fn bytes(site: &Output) -> BTreeMap<String, Vec<u8>> {
    let bytes = |artifact: &Artifact| match artifact {
        Artifact::Bytes(bytes) => bytes.to_vec(),
        Artifact::Copy { .. } => b"%PDF".to_vec(),
        Artifact::Laid { .. } => unreachable!("these sites lie in memory"),
    };
    site.files.iter().map(|(path, artifact)| (path.clone(), bytes(artifact))).collect()
}

/// What stands in the folder before the publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Last,
    LastAndForeign,
    /// The last one, and the spare that comes of an edit.
    LastAndSpare,
}

const EVERY: [Before; 4] = [Before::Nothing, Before::Last, Before::LastAndForeign, Before::LastAndSpare];

fn begun(before: Before) -> Place {
    // In memory where the system has such a folder: a disk that is asked to keep order is slow.
    let place = place_in(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap());
    let able = Able::Exchange;
    if before == Before::LastAndSpare {
        let mut older = last();
        older.put("s.js", *b"older");
        publish_by(&Failing::never(able), &place.site, &older, &place.target, Foreign::Refuse).unwrap();
    }
    if before != Before::Nothing {
        publish_by(&Failing::never(able), &place.site, &last(), &place.target, Foreign::Refuse).unwrap();
    }
    if before == Before::LastAndForeign {
        fs::create_dir_all(place.target.join("theirs/empty")).unwrap();
        fs::write(place.target.join("theirs/x.txt"), "theirs").unwrap();
    }
    place
}

/// Publishes with a fault at every step in turn; gives how many there were.
fn every_step(before: Before, able: Able, fault: Fault) -> usize {
    let mut old = if before == Before::Nothing { BTreeMap::new() } else { bytes(&last()) };
    let mut new = bytes(&next());
    if before == Before::LastAndForeign {
        for site in [&mut old, &mut new] {
            site.insert("theirs/x.txt".to_owned(), b"theirs".to_vec());
        }
    }
    for at in 0.. {
        let place = begun(before);
        let hands = Failing::at(at, fault, able, &place);
        let foreign = if before == Before::LastAndForeign { Foreign::Keep } else { Foreign::Refuse };
        let ended = publish_by(&hands, &place.site, &next(), &place.target, foreign);
        let what = || format!("{before:?}, {able:?}, {fault:?} at step {at} of {:?}", hands.steps.lock().unwrap());
        let found = if place.target.exists() { place.found() } else { BTreeMap::new() };
        if able == Able::Exchange || before == Before::Nothing {
            assert!(found == old || found == new, "{}: {found:?}", what());
        } else {
            let inside = |path: &str| path.starts_with(".saksgang-new/");
            let whole = found.iter().all(|(path, bytes)| inside(path) || old.get(path) == Some(bytes) || new.get(path) == Some(bytes));
            assert!(whole, "{}: {found:?}", what());
        }
        if ended.is_ok() {
            assert_eq!(found, new, "{}", what());
            is_level(&place);
        } else {
            assert!(hands.was_reached(), "{}: {ended:?}", what());
        }
        publish_by(&Failing::never(able), &place.site, &next(), &place.target, foreign)
            .unwrap_or_else(|refusal| panic!("{}: the next publication: {refusal:?}", what()));
        assert_eq!(place.found(), new, "{}", what());
        assert_eq!(place.beside(), [".saksgang", "content", "public"], "{}", what());
        is_level(&place);
        assert_eq!(place.target.join("theirs/empty").is_dir(), before == Before::LastAndForeign, "{}", what());
        if !hands.was_reached() {
            return at;
        }
    }
    0
}

#[test]
fn killed_before_any_step_the_site_is_the_last_one_or_the_next() {
    let faults: usize = EVERY.into_iter().map(|before| every_step(before, Able::Exchange, Fault::Killed)).sum();
    assert!(faults > 100, "{faults} steps");
    println!("faults injected: {faults}");
}

#[test]
fn a_step_that_is_refused_leaves_the_site_whole() {
    let mut faults = 0;
    for kind in [ErrorKind::PermissionDenied, ErrorKind::Other, ErrorKind::ReadOnlyFilesystem, ErrorKind::ResourceBusy] {
        for before in EVERY {
            faults += every_step(before, Able::Exchange, Fault::Refused(kind));
        }
    }
    println!("faults injected: {faults}");
}

#[test]
fn whenever_its_own_folder_is_deleted_the_site_is_whole_and_the_next_publication_needs_no_help() {
    let each = |able| EVERY.into_iter().map(move |before| every_step(before, able, Fault::OwnFolderDeleted));
    let faults: usize = [Able::Exchange, Able::NoExchange].into_iter().flat_map(each).sum();
    assert!(faults > 200, "{faults} steps");
    println!("faults injected: {faults}");
}

#[test]
fn a_disk_that_fills_up_leaves_the_site_whole_and_nothing_half_made() {
    let mut faults = 0;
    for before in EVERY {
        faults += every_step(before, Able::Exchange, Fault::DiskFull);
    }
    println!("faults injected: {faults}");
    let place = begun(Before::Last);
    let full = Failing::at(6, Fault::DiskFull, Able::Exchange, &place);
    let refused = publish_by(&full, &place.site, &next(), &place.target, Foreign::Refuse);
    let (message, help) = refused.expect_err("the disk is full").message();
    assert!(message.nb.contains("disken er full") && message.nb.contains(".public.saksgang-new/"), "{}", message.nb);
    assert!(help.nb.contains("gjør plass"), "{}", help.nb);
    assert_eq!(place.beside(), [".saksgang", "content", "public"], "the half-made site takes up no room");
}

#[test]
fn file_by_file_every_file_is_whole_and_the_next_build_finishes() {
    let mut faults = 0;
    for able in [Able::NoExchange, Able::NothingBeside] {
        for before in [Before::Last, Before::LastAndForeign, Before::LastAndSpare] {
            for fault in [Fault::Killed, Fault::DiskFull, Fault::Refused(ErrorKind::Other)] {
                faults += every_step(before, able, fault);
            }
        }
    }
    println!("faults injected: {faults}");
}

#[test]
fn everything_is_flushed_once_before_the_exchange_and_the_parent_after_it() {
    let place = begun(Before::Last);
    let hands = Failing::never(Able::Exchange);
    publish_by(&hands, &place.site, &next(), &place.target, Foreign::Refuse).unwrap();
    let steps = hands.steps.into_inner().unwrap();
    let all = |name: &str| steps.iter().enumerate().filter(|(_, step)| *step == name).map(|(n, _)| n).collect::<Vec<_>>();
    let (flushed, exchanged, entries) = (all("flush"), all("exchange"), all("flush_entries"));
    assert_eq!((flushed.len(), exchanged.len(), entries.len()), (1, 1, 1), "{steps:?}");
    assert!(all("write").iter().chain(&all("link")).all(|n| *n < flushed[0]), "{steps:?}");
    assert!(flushed[0] < exchanged[0] && exchanged[0] + 1 == entries[0], "{steps:?}");
    assert!(all("remove_dir").iter().all(|n| *n > entries[0]), "the last site is removed when the next one stands: {steps:?}");
}

#[test]
fn a_source_that_vanishes_while_it_is_published_is_named_and_the_last_site_stays() {
    let place = begun(Before::Last);
    let mut site = next();
    site.copy("vanished.pdf", "content/a/vanished.pdf");
    let refused = publish_by(&Failing::never(Able::Exchange), &place.site, &site, &place.target, Foreign::Refuse);
    let message = refused.expect_err("it is not there").message().0;
    assert!(message.nb.contains("kunne ikke lese «content/a/vanished.pdf»"), "{}", message.nb);
    assert_eq!(place.found(), bytes(&last()));
    assert_eq!(place.beside(), [".saksgang", "content", "public"]);
}
