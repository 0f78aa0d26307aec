//! What the program says, and what stands, when the disk says no: nothing may be read or written, what is published may only be read,
//! files vanish, clocks go back. The error names the path and what to do, and the site that was there is whole.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/place.rs"]
mod place;

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use place::{Place, TODAY};
use saksgang::pipeline::{Caches, Request, build};
use saksgang::publish::{Foreign, publish};
use saksgang::world::{Disk, Failure, FileEntry, Memory, World};

/// Somebody who is not root: root may do everything.
const NOBODY: u32 = 65_534;

/// A site that was built once and then edited, of somebody to whom rights mean something.
struct Site {
    place: Place,
    program: PathBuf,
    root: bool,
}

impl Site {
    fn new() -> Self {
        let place = Place::new();
        let root = fs::metadata(place.at("")).unwrap().uid() == 0;
        let built = PathBuf::from(snapbox::cmd::cargo_bin!("saksgang"));
        // The program itself may lie where only root comes.
        let reached = built.ancestors().all(|above| fs::metadata(above).is_ok_and(|found| found.permissions().mode() & 1 == 1));
        let program = if reached { built.clone() } else { place.at("program") };
        if !reached {
            fs::copy(&built, &program).unwrap();
        }
        let site = Self { place, program, root };
        site.place
            .write("content/notat/a.md", "---\ntype: notat\ntittel: A\ndato: 2019-02-01\nvedlegg: [{fil: x.txt, tittel: X}]\n---\nT.\n");
        site.place.write("content/notat/a/x.txt", "x");
        site.give_away();
        let first = site.build(&[]);
        assert!(first.status.success(), "{first:?}");
        site.place.edit("content/om.md", "tittel: ", "tittel: Ny ");
        site
    }

    fn give_away(&self) {
        if self.root {
            for entry in walkdir::WalkDir::new(self.place.at("")).into_iter().map(Result::unwrap) {
                chown(entry.path(), Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(&self.program);
        command.args(arguments).current_dir(self.place.at("")).env("SOURCE_DATE_EPOCH", TODAY).env("NO_COLOR", "1");
        if self.root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().unwrap()
    }

    fn build(&self, options: &[&str]) -> Output {
        self.run(&[&["build"], options].concat())
    }

    fn rights(&self, path: &str, mode: u32) {
        fs::set_permissions(self.place.at(path), Permissions::from_mode(mode)).unwrap();
    }

    fn published(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files =
            walkdir::WalkDir::new(self.place.at("public")).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_path_buf(), fs::read(entry.path()).unwrap())).collect()
    }

    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.place.at("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = entries.filter(|name| name != "program").collect();
        names.sort();
        names
    }
}

#[test]
fn what_may_not_be_read_or_written_is_named_and_the_site_stays() {
    let to_read = "gi deg selv tilgang til å lese den";
    let to_write = "gi deg selv tilgang til å skrive der, eller velg en annen mappe med --output";
    for (path, mode, said, help) in [
        ("public", 0o555, "kunne ikke skrive «public»: ingen tilgang", to_write),
        ("public/referat/styret", 0o555, "kunne ikke skrive «public/referat/styret»: ingen tilgang", to_write),
        ("public", 0o000, "kunne ikke liste «public»: ingen tilgang", to_read),
        ("public/.saksgang-manifest.json", 0o000, "kunne ikke lese «public/.saksgang-manifest.json»: ingen tilgang", to_read),
        ("content/om.md", 0o000, "kunne ikke lese «content/om.md»: ingen tilgang", "eller flytt den ut av content/"),
        ("content/referat", 0o000, "kunne ikke liste «content/referat»: ingen tilgang", "eller flytt den ut av content/"),
        ("content/notat/a/x.txt", 0o000, "kunne ikke lese «content/notat/a/x.txt»: ingen tilgang", "eller flytt den ut av content/"),
        ("site.toml", 0o000, "kunne ikke lese «site.toml»: ingen tilgang", to_read),
    ] {
        let site = Site::new();
        let before = site.published();
        let had = fs::metadata(site.place.at(path)).unwrap().permissions().mode();
        site.rights(path, mode);
        let refused = site.build(&[]);
        site.rights(path, had);
        let shown = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(3), "{path}: {shown}");
        assert!(shown.contains(said) && shown.contains(help), "{path}: {shown}");
        assert!(site.published() == before, "{path}: the site that was there is whole");
        assert_eq!(site.beside(), [".saksgang", "content", "public", "site.toml"], "{path}: nothing half made is left");
        let next = site.build(&[]);
        assert!(next.status.success() && site.published() != before, "{path}: the next build needs no help: {next:?}");
    }
}

#[test]
fn a_site_that_may_only_be_read_is_published_elsewhere_and_into_a_folder_of_its_own() {
    for own in [true, false] {
        let site = Site::new();
        if own {
            site.rights(".saksgang/publish.lock", 0o400);
            site.rights(".saksgang", 0o500);
        } else {
            fs::remove_dir_all(site.place.at(".saksgang")).unwrap();
        }
        let elsewhere = tempfile::tempdir().unwrap();
        if site.root {
            chown(elsewhere.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        site.rights("", 0o555);
        let target = elsewhere.path().join("site");
        let apart = site.build(&["--output", target.to_str().unwrap()]);
        // The folder is theirs to write, the one above it is not: file by file.
        let inside = site.build(&[]);
        site.rights("", 0o755);
        assert!(apart.status.success() && target.join("om/index.html").is_file(), "{apart:?}");
        assert!(inside.status.success(), "{inside:?}");
        assert_eq!(site.run(&["verify"]).status.code(), Some(0));
        assert!(fs::read_to_string(site.place.at("public/om/index.html")).unwrap().contains("Ny "));
    }
}

#[test]
fn what_is_no_folder_is_said_to_be_none() {
    let site = Site::new();
    std::os::unix::fs::symlink("/nowhere/at/all", site.place.at("link")).unwrap();
    for target in ["site.toml", "site.toml/x", "link"] {
        let refused = site.build(&["--output", target]);
        let shown = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(3), "{shown}");
        assert!(shown.contains(&format!("«{target}»: det er ikke en mappe")) && shown.contains("pek på en mappe"), "{shown}");
    }
}

#[test]
fn what_lies_where_the_lock_or_its_folder_should_is_named_and_an_empty_folder_is_no_hindrance() {
    let site = Site::new();
    let (own, lock) = (site.place.at(".saksgang"), site.place.at(".saksgang/publish.lock"));
    let replaced = |what: &Path| {
        fs::remove_file(&lock).unwrap();
        fs::create_dir_all(what).unwrap();
        site.give_away();
    };
    replaced(&lock);
    let built = site.build(&[]);
    assert!(built.status.success() && lock.is_file(), "{built:?}");
    replaced(&lock.join("mine"));
    let before = site.published();
    let refused = |said: &str, help: &str, options: &[&str]| {
        let refused = site.build(options);
        let shown = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(3), "{shown}");
        assert!(shown.contains(said) && shown.contains(help), "{shown}");
        assert!(site.published() == before);
    };
    refused(
        "kunne ikke låse «.saksgang/publish.lock»: det er en mappe",
        "flytt bort mappa, og prøv igjen; saksgang lager en fil med det navnet",
        &[],
    );
    refused("could not lock “.saksgang/publish.lock”: it is a folder", "move the folder away and try again", &["--lang", "en"]);
    assert!(lock.join("mine").is_dir(), "what lies in it stays");
    fs::remove_dir_all(&own).unwrap();
    fs::write(&own, "mine").unwrap();
    site.give_away();
    refused(
        "kunne ikke skrive «.saksgang»: det er ikke en mappe",
        "flytt bort fila, og prøv igjen; saksgang lager en mappe med det navnet",
        &[],
    );
    refused("could not write “.saksgang”: it is no folder", "move the file away and try again", &["--lang", "en"]);
    assert_eq!(fs::read_to_string(&own).unwrap(), "mine");
    fs::remove_file(&own).unwrap();
    assert!(site.build(&[]).status.success());
}

#[test]
fn another_publication_is_named_and_a_lock_that_nobody_holds_is_none_whenever_it_was_made() {
    let site = Site::new();
    let before = site.published();
    let lock = File::options().read(true).write(true).open(site.place.at(".saksgang/publish.lock")).unwrap();
    lock.lock().unwrap();
    fs::write(site.place.at(".saksgang/publish.lock"), "4711\n").unwrap();
    let refused = site.build(&["--lang", "en"]);
    let shown = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(3), "{shown}");
    assert!(shown.contains("another process is publishing this site (number 4711)") && shown.contains("wait until it is done"), "{shown}");
    assert!(site.published() == before);
    lock.unlock().unwrap();
    lock.set_modified(SystemTime::now() + Duration::from_secs(50 * 365 * 86_400)).unwrap();
    assert!(site.build(&[]).status.success(), "a lock from the future that nobody holds");
}

/// Sets a file's time by years from now.
fn dated(path: &Path, years: i64) {
    let by = Duration::from_secs(years.unsigned_abs() * 365 * 86_400);
    let time = if years < 0 { SystemTime::now() - by } else { SystemTime::now() + by };
    File::options().append(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn clocks_that_go_back_hide_no_change() {
    let place = Place::new();
    place.write(
        "content/notat/a.md",
        "---\ntype: notat\ntittel: A\ndato: 2019-02-01\nvedlegg: [{fil: x.txt, tittel: X}]\n---\nTekst nummer 0.\n",
    );
    for (n, years) in [1_i64, 20, -20, -30, 3, 0].into_iter().enumerate() {
        // The same number of bytes, a time before the last, and caches and published files from the future.
        place.write("content/notat/a.md", &place.read("content/notat/a.md").replace(&format!("nummer {n}"), &format!("nummer {}", n + 1)));
        place.write("content/notat/a/x.txt", &format!("Vedlegg {n}\n"));
        for path in ["content/notat/a.md", "content/notat/a/x.txt"] {
            dated(&place.at(path), years);
        }
        for folder in [".saksgang", "public"] {
            for entry in
                walkdir::WalkDir::new(place.at(folder)).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file())
            {
                dated(entry.path(), 40 - i64::try_from(n).unwrap());
            }
        }
        place.run("build").code(0);
        assert!(place.read("public/notat/a/index.html").contains(&format!("Tekst nummer {}.", n + 1)));
        assert_eq!(place.read("public/notat/a/x.txt"), format!("Vedlegg {n}\n"));
        place.run("verify").code(0);
    }
}

/// A site in which files are listed that are gone when they are opened.
struct Vanishing {
    site: Memory,
    gone: Vec<&'static str>,
}

impl World for Vanishing {
    fn list(&self, folder: &str) -> Result<Vec<FileEntry>, Failure> {
        self.site.list(folder)
    }

    fn open(&self, path: &str) -> Result<Box<dyn std::io::Read>, Failure> {
        if self.gone.contains(&path) { Memory::default().open(path) } else { self.site.open(path) }
    }

    fn replace(&mut self, path: &str, before: &[u8], after: &[u8]) -> Result<bool, Failure> {
        self.site.replace(path, before, after)
    }

    fn today(&self, timezone: &str) -> saksgang::model::Date {
        self.site.today(timezone)
    }

    fn now(&self) -> i128 {
        self.site.now()
    }

    fn recall(&self, name: &str) -> Option<Vec<u8>> {
        self.site.recall(name)
    }

    fn remember(&self, name: &str, bytes: &[u8]) {
        self.site.remember(name, bytes);
    }
}

#[test]
fn a_file_that_vanishes_after_it_was_listed_is_not_there_or_is_named() {
    let note = "---\ntype: notat\ntittel: A\ndato: 2019-02-01\nvedlegg: [{fil: x.txt, tittel: X}]\n---\nSe [b](b.md).\n";
    let other = "---\ntype: notat\ntittel: B\ndato: 2019-02-01\n---\nTekst.\n";
    let site = Memory::default()
        .with("content/notat/a.md", note)
        .with("content/notat/a/x.txt", "x")
        .with("content/notat/b.md", other)
        .with("content/register/personer.yaml", "ola: {navn: Ola}\n");
    let request = Request { as_of: "2019-06-01".parse().ok(), ..Request::default() };
    let gone = vec!["content/notat/b.md", "content/register/personer.yaml", "content/notat/a/x.txt"];
    let made = build(&Vanishing { site, gone }, &request, &mut Caches::default()).expect("what vanished is as if it had never been");
    let rules: Vec<_> = made.checked.diagnostics.iter().map(|diagnostic| diagnostic.finding.rule).collect();
    assert!(rules.contains(&"ref-unknown-document"), "the link to what is gone is found: {rules:?}");
    assert!(!made.output.files.contains_key("notat/b/index.html"));
    let place = Place::new();
    let refused = publish(&Disk::new(place.at("")), &made.output, &place.at("public"), Foreign::Refuse).expect_err("an attachment is gone");
    let (message, help) = refused.message();
    assert!(message.nb.contains("kunne ikke lese «content/notat/a/x.txt»: den finnes ikke"), "{}", message.nb);
    assert!(help.nb.contains("flyttet eller slettet mens nettstedet ble laget"), "{}", help.nb);
    assert!(!place.at("public").exists() && !place.at(".public.saksgang-new").exists());
}
