//! Publication as a whole, on a real disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::*;
use crate::output::Artifact;

mod faults;
mod spared;

struct Place {
    folder: tempfile::TempDir,
    site: Disk,
    target: PathBuf,
}

fn place() -> Place {
    place_in(tempfile::tempdir().unwrap())
}

fn place_in(folder: tempfile::TempDir) -> Place {
    fs::create_dir_all(folder.path().join("content/a")).unwrap();
    fs::write(folder.path().join("content/a/plan.pdf"), "%PDF").unwrap();
    Place { site: Disk::new(folder.path()), target: folder.path().join("public"), folder }
}

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        output.put(*path, text.as_bytes());
    }
    output
}

impl Place {
    fn publish(&self, output: &Output) -> Result<Published, Refusal> {
        publish(&self.site, output, &self.target, Foreign::Refuse)
    }

    fn found(&self) -> BTreeMap<String, Vec<u8>> {
        let walk = walkdir::WalkDir::new(&self.target).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        let named = walk
            .map(|entry| (entry.path().strip_prefix(&self.target).unwrap().to_str().unwrap().to_owned(), fs::read(entry.path()).unwrap()));
        named.filter(|(path, _)| path != MANIFEST).collect()
    }

    fn beside(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// Holds what is kept of a published folder against it: where there is a spare, it has the same files, and nothing more.
fn is_level(place: &Place) {
    let own = place.folder.path().join(".saksgang");
    if !own.exists() {
        return;
    }
    for entry in walkdir::WalkDir::new(own).min_depth(2).max_depth(2).into_iter().map(Result::unwrap) {
        if entry.file_name() != "spare" {
            continue;
        }
        assert!(entry.path().with_file_name("level").is_file());
        let files = |folder: &std::path::Path| -> BTreeMap<PathBuf, Vec<u8>> {
            let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
            let named = |path: &std::path::Path| path.strip_prefix(folder).unwrap().to_path_buf();
            files
                .map(|entry| (named(entry.path()), if entry.file_type().is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() }))
                .collect()
        };
        assert_eq!(files(entry.path()), files(&place.target));
        #[cfg(unix)]
        for file in files(&place.target).keys().filter(|path| place.target.join(path).is_file()) {
            use std::os::unix::fs::MetadataExt;
            let inode = |folder: &std::path::Path| fs::symlink_metadata(folder.join(file)).unwrap().ino();
            assert_eq!(inode(entry.path()), inode(&place.target), "{}", file.display());
        }
    }
}

#[test]
fn a_site_is_published_changed_and_left_alone_when_it_is_the_same() {
    let place = place();
    let mut first = output(&[("index.html", "1"), ("a/index.html", "a"), ("gone/x.html", "x")]);
    first.copy("a/plan.pdf", "content/a/plan.pdf");
    assert_eq!(place.publish(&first).unwrap(), Published { written: 4, kept: 0, removed: 0, foreign: 0 });
    assert_eq!(place.found()["a/plan.pdf"], b"%PDF");

    let mut second = output(&[("index.html", "2"), ("a/index.html", "a")]);
    second.copy("a/plan.pdf", "content/a/plan.pdf");
    assert_eq!(place.publish(&second).unwrap(), Published { written: 1, kept: 2, removed: 1, foreign: 0 });
    assert_eq!(place.found().keys().collect::<Vec<_>>(), ["a/index.html", "a/plan.pdf", "index.html"]);
    assert!(!place.target.join("gone").exists());

    let before = fs::metadata(&place.target).unwrap().modified().unwrap();
    assert_eq!(place.publish(&second).unwrap(), Published { written: 0, kept: 3, removed: 0, foreign: 0 });
    assert_eq!(fs::metadata(&place.target).unwrap().modified().unwrap(), before);
    assert_eq!(place.beside(), [".saksgang", "content", "public"]);
}

#[test]
fn a_published_file_that_was_changed_by_hand_is_mended() {
    let place = place();
    let site = output(&[("index.html", "1"), ("b.html", "b")]);
    place.publish(&site).unwrap();
    fs::write(place.target.join("index.html"), "by hand").unwrap();
    fs::remove_file(place.target.join("b.html")).unwrap();
    assert_eq!(place.publish(&site).unwrap().written, 2);
    assert_eq!(place.found()["index.html"], b"1");
}

#[test]
fn changing_content_never_changes_what_is_published() {
    let place = place();
    let mut site = Output::default();
    site.copy("plan.pdf", "content/a/plan.pdf");
    place.publish(&site).unwrap();
    let mut file = fs::File::options().append(true).open(place.folder.path().join("content/a/plan.pdf")).unwrap();
    std::io::Write::write_all(&mut file, b"more").unwrap();
    assert_eq!(place.found()["plan.pdf"], b"%PDF", "it is a copy, not a link");
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_untouched() {
    let place = place();
    fs::create_dir(&place.target).unwrap();
    place.publish(&output(&[("index.html", "1")])).expect("an empty folder may be claimed");

    let other = place.folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("thesis.txt"), "years of work").unwrap();
    let refused = publish(&place.site, &output(&[("index.html", "1")]), &other, Foreign::Refuse);
    assert!(matches!(refused, Err(Refusal::NotOurs { .. })), "{refused:?}");
    fs::write(other.join(MANIFEST), "{}").unwrap();
    let refused = publish(&place.site, &output(&[("index.html", "1")]), &other, Foreign::Refuse);
    assert!(matches!(refused, Err(Refusal::NotOurs { .. })), "a manifest of that name is not enough: {refused:?}");
    assert_eq!(fs::read(other.join("thesis.txt")).unwrap(), b"years of work");
}

#[test]
fn a_foreign_file_is_named_and_kept() {
    let place = place();
    place.publish(&output(&[("a/index.html", "1")])).unwrap();
    fs::create_dir_all(place.target.join("a/notes")).unwrap();
    fs::write(place.target.join("a/notes/mine.txt"), "mine").unwrap();
    fs::create_dir(place.target.join("empty")).unwrap();
    match place.publish(&output(&[("a/index.html", "2")])) {
        Err(Refusal::Foreign { files, .. }) => assert_eq!(files, ["a/notes/mine.txt", "empty"]),
        other => panic!("{other:?}"),
    }
    assert_eq!(place.found()["a/index.html"], b"1");
    assert_eq!(place.found()["a/notes/mine.txt"], b"mine");
}

#[test]
fn what_a_killed_run_left_is_cleared_away_wherever_it_was_killed() {
    let place = place();
    let site = output(&[("a/index.html", "1")]);
    place.publish(&site).unwrap();
    let staging = place.folder.path().join(".public.saksgang-new");
    let killed_while_staging = || {
        fs::create_dir_all(staging.join("half/made")).unwrap();
        fs::write(staging.join(".saksgang-staging"), "").unwrap();
        fs::write(staging.join("half/made/index.html"), "half").unwrap();
    };
    let killed_before_the_marker = || fs::create_dir(&staging).unwrap();
    let killed_after_the_exchange = || {
        fs::create_dir_all(staging.join("a")).unwrap();
        fs::copy(place.target.join(MANIFEST), staging.join(MANIFEST)).unwrap();
        fs::write(staging.join("a/index.html"), "last").unwrap();
    };
    let ways: [&dyn Fn(); 3] = [&killed_while_staging, &killed_before_the_marker, &killed_after_the_exchange];
    for (n, kill) in ways.into_iter().enumerate() {
        kill();
        let text = n.to_string();
        place.publish(&output(&[("a/index.html", &text)])).unwrap();
        assert_eq!(place.found()["a/index.html"], text.as_bytes());
        assert_eq!(place.beside(), [".saksgang", "content", "public"]);
    }
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join("somebody.txt"), "else's").unwrap();
    assert!(place.publish(&site).is_err(), "a folder that only has the name is left alone");
    assert!(staging.join("somebody.txt").exists());
}

#[test]
fn paths_that_lead_out_are_refused() {
    let place = place();
    for path in ["../x", "/x", "a//b", "a/./b", "", "a\\b", "a/../b", MANIFEST, "a\0b"] {
        let refused = place.publish(&output(&[(path, "x")]));
        assert!(matches!(refused, Err(Refusal::Unsafe { .. })), "{path}: {refused:?}");
    }
    let refused = place.publish(&output(&[("a", "file"), ("a/b", "through it")]));
    assert!(matches!(refused, Err(Refusal::Unsafe { .. })), "{refused:?}");
    assert!(!place.target.exists());
    let mut climbing = Output::default();
    climbing.files.insert("x".to_owned(), Artifact::Copy { from: "../secret".to_owned() });
    assert!(place.publish(&climbing).is_err());
    assert_eq!(place.beside(), [".saksgang", "content"], "nothing half made is left");
}

#[test]
fn content_and_the_site_itself_are_no_place_to_publish_to() {
    let place = place();
    for target in ["content/public", "content", ".", "..", ".saksgang/x", "themes/x"] {
        let refused = publish(&place.site, &output(&[("x", "x")]), &place.folder.path().join(target), Foreign::Refuse);
        assert!(matches!(refused, Err(Refusal::Entangled { .. })), "{target}: {refused:?}");
    }
}

#[test]
fn two_publications_at_once_are_one_too_many() {
    let place = place();
    let held = lock::of_site(&place.site).unwrap();
    let own = std::process::id();
    assert!(matches!(place.publish(&output(&[("x", "x")])), Err(Refusal::Busy { process: Some(process) }) if process == own));
    drop(held);
    let lock_file = place.folder.path().join(".saksgang/publish.lock");
    assert!(lock_file.exists(), "a killed run leaves such a file");
    fs::write(&lock_file, "4194305\n").unwrap();
    place.publish(&output(&[("x", "x")])).expect("a lock that nobody holds is stale");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn the_folder_is_always_the_map(maps in proptest::collection::vec(proptest::collection::btree_map("[a-c]{1,2}(/[d-fø]{1,2}){0,2}", ".{0,9}", 0..12), 1..4)) {
        let place = place();
        for map in maps {
            let files: Vec<_> = map.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            let site = output(&files);
            if claim::refuse_unsafe(&site).is_err() {
                continue;
            }
            place.publish(&site).unwrap();
            let expected: BTreeMap<_, _> = map.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
            proptest::prop_assert_eq!(place.found(), expected);
        }
    }
}

#[test]
fn foreign_files_are_carried_over_where_that_is_asked_for() {
    let place = place();
    let keep = |site: &Output| publish(&place.site, site, &place.target, Foreign::Keep);
    place.publish(&output(&[("a/index.html", "1"), ("b.html", "b")])).unwrap();
    fs::create_dir_all(place.target.join("a/notes")).unwrap();
    fs::create_dir(place.target.join("empty")).unwrap();
    fs::write(place.target.join("a/notes/mine.txt"), "mine").unwrap();
    let published = keep(&output(&[("a/index.html", "2")])).unwrap();
    assert_eq!(published, Published { written: 1, kept: 0, removed: 1, foreign: 2 });
    assert_eq!((place.found()["a/index.html"].as_slice(), place.found()["a/notes/mine.txt"].as_slice()), (&b"2"[..], &b"mine"[..]));
    assert!(place.target.join("empty").is_dir());
    assert_eq!(place.beside(), [".saksgang", "content", "public"], "nothing of the last site is left");
    assert_eq!(verify(&place.target).unwrap().foreign, ["a/notes/mine.txt", "empty"]);
    for taken in ["a/notes/mine.txt", "a/notes", "a/notes/mine.txt/x"] {
        let refused = keep(&output(&[("a/index.html", "3"), (taken, "ours")]));
        assert!(matches!(refused, Err(Refusal::InTheWay { .. })), "{taken}: {refused:?}");
    }
    assert_eq!(place.found()["a/notes/mine.txt"], b"mine");
}

#[test]
fn verifying_tells_every_difference() {
    let place = place();
    place.publish(&output(&[("a.html", "a"), ("b.html", "b"), ("c/d.html", "d"), ("e.html", "e")])).unwrap();
    let whole = verify(&place.target).unwrap();
    assert!(whole.is_whole() && whole.listed == 4, "{whole:?}");
    fs::write(place.target.join("b.html"), "B").unwrap();
    fs::remove_file(place.target.join("c/d.html")).unwrap();
    fs::write(place.target.join("f.html"), "f").unwrap();
    fs::remove_file(place.target.join("e.html")).unwrap();
    fs::create_dir(place.target.join("e.html")).unwrap();
    let told = verify(&place.target).unwrap();
    assert_eq!((told.changed, told.missing), (vec!["b.html".to_owned(), "e.html".to_owned()], vec!["c/d.html".to_owned()]));
    assert_eq!(told.foreign, ["e.html", "f.html"], "an empty folder is foreign, but not the one that a missing file leaves");
    assert!(matches!(verify(place.folder.path()), Err(Refusal::NotPublished { .. })));
    assert!(matches!(verify(&place.folder.path().join("none")), Err(Refusal::World(_))));
}

#[cfg(unix)]
#[test]
fn links_are_carried_over_as_links_and_never_followed() {
    let place = place();
    place.publish(&output(&[("index.html", "1"), ("a/x.html", "x")])).unwrap();
    let outside = place.folder.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("x.html"), "theirs").unwrap();
    std::os::unix::fs::symlink(&outside, place.target.join("link")).unwrap();
    publish(&place.site, &output(&[("index.html", "2")]), &place.target, Foreign::Keep).unwrap();
    assert!(fs::symlink_metadata(place.target.join("link")).unwrap().is_symlink());
    fs::remove_file(place.target.join("link")).unwrap();
    // A listed file replaced by a link to something else is mended, and the something else is left alone.
    fs::remove_file(place.target.join("index.html")).unwrap();
    std::os::unix::fs::symlink(outside.join("x.html"), place.target.join("index.html")).unwrap();
    assert_eq!(verify(&place.target).unwrap().changed, ["index.html"]);
    place.publish(&output(&[("index.html", "2")])).unwrap();
    assert_eq!((place.found()["index.html"].as_slice(), fs::read(outside.join("x.html")).unwrap().as_slice()), (&b"2"[..], &b"theirs"[..]));
}

#[cfg(unix)]
#[test]
fn the_folders_rights_stay() {
    use std::os::unix::fs::PermissionsExt;
    let place = place();
    place.publish(&output(&[("index.html", "1")])).unwrap();
    fs::set_permissions(&place.target, fs::Permissions::from_mode(0o750)).unwrap();
    place.publish(&output(&[("index.html", "2")])).unwrap();
    assert_eq!(fs::metadata(&place.target).unwrap().permissions().mode() & 0o777, 0o750);
}

#[test]
fn unchanged_files_are_links_to_the_last_site_and_never_to_content() {
    let place = place();
    let site = |text: &str| {
        let mut site = output(&[("index.html", text), ("same.html", "same")]);
        site.copy("a/plan.pdf", "content/a/plan.pdf");
        site
    };
    let same = |one: PathBuf, other: &fs::Metadata| {
        #[cfg(unix)]
        return std::os::unix::fs::MetadataExt::ino(&fs::metadata(one).unwrap()) == std::os::unix::fs::MetadataExt::ino(other);
        #[cfg(not(unix))]
        return fs::metadata(one).unwrap().modified().unwrap() == other.modified().unwrap();
    };
    place.publish(&site("1")).unwrap();
    let (page, plan) = (fs::metadata(place.target.join("same.html")).unwrap(), fs::metadata(place.target.join("a/plan.pdf")).unwrap());
    place.publish(&site("2")).unwrap();
    assert!(same(place.target.join("same.html"), &page) && same(place.target.join("a/plan.pdf"), &plan));
    #[cfg(unix)]
    assert!(!same(place.folder.path().join("content/a/plan.pdf"), &plan));
}

#[test]
fn what_others_put_there_is_carried_over_however_often() {
    let place = place();
    let site = |edition: &str| output(&[("index.html", edition), ("a/index.html", "a")]);
    place.publish(&site("1")).unwrap();
    fs::write(place.target.join("a/theirs.txt"), "theirs").unwrap();
    for (edition, written) in [("1", 0), ("1", 0), ("2", 1), ("2", 0), ("3", 1)] {
        let mut publication = Publication::begin(&place.site, &place.target, Foreign::Keep).unwrap();
        // As if everything had lain there for long, so that folders are known by their stamps.
        publication.begun = i128::MAX;
        let published = publication.finish(&site(edition)).unwrap();
        assert_eq!((published.written, published.foreign), (written, 1), "{edition}");
        assert_eq!(fs::read(place.target.join("a/theirs.txt")).unwrap(), b"theirs");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn files_are_known_by_the_stamps_that_a_link_gave_them() {
    let place = place();
    let site = |edition: &str| output(&[("index.html", edition), ("a/index.html", "a"), ("b/index.html", "b")]);
    place.publish(&site("1")).unwrap();
    let mut publication = Publication::begin(&place.site, &place.target, Foreign::Refuse).unwrap();
    // As if everything had lain there for long, so that what is read now may be known by its stamp.
    publication.begun = i128::MAX;
    publication.exchange(&site("2")).unwrap();
    let linked = lent(&publication.linked);
    assert_eq!(linked.len(), 2);
    for (path, stamp) in &*linked {
        assert_eq!(Stamp::of_file(&place.target.join(path)), Some(*stamp), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_source_that_is_as_it_was_is_not_read_again() {
    let place = place();
    let mut site = output(&[]);
    site.files.insert("a/plan.pdf".to_owned(), Artifact::Copy { from: "content/a/plan.pdf".to_owned() });
    let begun = || {
        let mut publication = Publication::begin(&place.site, &place.target, Foreign::Refuse).unwrap();
        // As if everything had lain there for long.
        publication.begun = i128::MAX;
        publication
    };
    let known = |publication: &Publication| publication.source_key("content/a/plan.pdf").and_then(|key| publication.known.get(&key));
    let first = begun();
    assert_eq!(known(&first), None);
    first.finish(&site).unwrap();

    let second = begun();
    assert_eq!(known(&second).as_deref(), Some(blake3::hash(b"%PDF").as_bytes().as_slice()));
    // Only who does not read takes a wrong hash.
    second.know_source(second.source_key("content/a/plan.pdf"), &blake3::hash(b"other").to_string());
    assert_eq!(second.hash_of_source("content/a/plan.pdf").unwrap(), blake3::hash(b"other").to_string());
    drop(second);

    fs::write(place.folder.path().join("content/a/plan.pdf"), "%PDF2").unwrap();
    let third = begun();
    assert_eq!(third.hash_of_source("content/a/plan.pdf").unwrap(), blake3::hash(b"%PDF2").to_string());
    assert_eq!(third.finish(&site).unwrap().written, 1);
}
