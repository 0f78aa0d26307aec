//! A site published again and again to one folder, with its caches, is always what a build in memory makes of the same files; and only
//! what changed is made and written.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;
#[path = "common/drawn.rs"]
mod drawn;
#[path = "common/edits.rs"]
mod edits;

use edits::{apply, built, edit, request};
use proptest::prelude::*;
use saksgang::output::Artifact;
use saksgang::pipeline::{Caches, check, key, make};
use saksgang::publish::{Foreign, MANIFEST, Publication, Published};
use saksgang::world::{Disk, Memory};

/// A site in a folder, published again and again to one beside its content, as the program does it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn write(&self, world: &Memory) {
        let _ = (std::fs::remove_dir_all(self.0.path().join("content")), std::fs::remove_file(self.0.path().join("site.toml")));
        for (path, bytes) in &world.files {
            let path = self.0.path().join(path);
            std::fs::create_dir_all(path.parent().expect("below the folder")).expect("made");
            std::fs::write(path, bytes).expect("written");
        }
    }

    /// Pages made and files changed; none where the site has a path that is refused, or pages that could not be made.
    fn publish(&self) -> Option<(usize, Published)> {
        let (world, target) = (Disk::new(self.0.path()), self.0.path().join("public"));
        let mut caches = Caches::recall(&world);
        let checked = check(&world, &request(), &mut caches).expect("the disk is there");
        caches.remember(&world);
        let mut publication = Publication::begin(&world, &target, Foreign::Refuse).expect("the folder is ours");
        if let Some(published) = key(&checked).and_then(|key| publication.standing(key)) {
            return Some((0, published));
        }
        let built = make(&world, checked, &publication);
        if !built.whole || !built.leaking.is_empty() {
            return None;
        }
        publication.finish(&built.output).ok().map(|published| (built.done.rendered, published))
    }

    /// Holds the folder against what a build in memory makes of the same files.
    fn is(&self, world: &Memory) {
        let (target, cold) = (self.0.path().join("public"), built(world, &mut Caches::default()));
        let mut listed = 0;
        for (path, artifact) in &cold.output.files {
            let there = std::fs::read(target.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            let same = match artifact {
                Artifact::Bytes(bytes) => **bytes == *there,
                Artifact::Copy { from } => world.files.get(from) == Some(&there),
                Artifact::Laid { .. } => panic!("{path} lies in memory"),
            };
            assert!(same, "{path}");
            listed += 1;
        }
        let files = walkdir::WalkDir::new(&target).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        assert_eq!(files.filter(|file| file.file_name() != MANIFEST).count(), listed, "and nothing else");
    }
}

proptest! {
    #![proptest_config(drawn::cases(8))]

    #[test]
    fn what_was_published_before_never_shows_in_what_is_published_now(edits in prop::collection::vec(edit(), 1..5)) {
        let mut world = common::base();
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        folder.write(&world);
        folder.publish().expect("the base site is published");
        for edit in &edits {
            apply(&mut world, edit);
            folder.write(&world);
            if folder.publish().is_some() {
                folder.is(&world);
            }
        }
    }
}

#[test]
fn a_site_is_published_with_only_the_pages_that_changed_made_anew() {
    let (mut world, folder) = (common::base(), Folder(tempfile::tempdir().expect("a folder")));
    folder.write(&world);
    let (made, first) = folder.publish().expect("published");
    assert!(made > 10 && first.written > made, "{made} {first:?}");
    folder.is(&world);
    assert_eq!(folder.publish(), Some((0, Published { written: 0, kept: first.written, ..Published::default() })));
    let text = world.files.get_mut("content/om.md").expect("it is there");
    text.extend(b"\nEn setning til.\n");
    folder.write(&world);
    let (made, second) = folder.publish().expect("published");
    assert!(made == 1 && (1..=8).contains(&second.written), "{made} {second:?}");
    folder.is(&world);
    std::fs::remove_dir_all(folder.0.path().join(".saksgang")).expect("caches may always be removed");
    let (made, third) = folder.publish().expect("published");
    assert!(made > 10 && third.written == 0, "made anew, and written nowhere: {made} {third:?}");
}

#[test]
fn the_search_of_many_documents_is_the_same_whatever_is_remembered_of_it() {
    let note = |n: usize, words: &str| format!("---\ntype: notat\ntittel: Notat {n}\ndato: 2019-01-10\n---\n\nOm {words} og sak {n}.\n");
    let (mut world, folder) = (common::base(), Folder(tempfile::tempdir().expect("a folder")));
    for n in 0..210 {
        world.files.insert(format!("content/notat/notat-{n}.md"), note(n, "rammen").into_bytes());
    }
    let published = |world: &Memory| {
        folder.write(world);
        let (_, published) = folder.publish().expect("published");
        folder.is(world);
        published.written
    };
    let all = published(&world);
    let own = std::fs::read_dir(folder.0.path().join(".saksgang")).expect("kept").filter_map(Result::ok);
    let homes: Vec<_> = own.map(|entry| entry.path().join("search")).filter(|file| file.exists()).collect();
    let [kept] = &homes[..] else { panic!("one memory: {homes:?}") };
    let mut edit = |n: usize, words: &str| {
        world.files.insert(format!("content/notat/notat-{n}.md"), note(n, words).into_bytes());
        published(&world)
    };
    assert!(edit(7, "nemnda") < 40, "of {all}");
    // The memory of another program or of a disk that failed, an older one, and none.
    let older = std::fs::read(kept).expect("it is there");
    std::fs::write(kept, b"0").expect("written");
    edit(8, "utvalget");
    std::fs::write(kept, &older).expect("written");
    edit(9, "fylket");
    std::fs::remove_file(kept).expect("removed");
    edit(10, "departementet");
    // A published file that somebody removed or changed.
    let data = folder.0.path().join("public/sok/data");
    for is_there in [false, true] {
        let mut files = std::fs::read_dir(&data).expect("the search").filter_map(|entry| Some(entry.ok()?.path()));
        let shard = files.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('x'))).expect("a shard");
        if is_there { std::fs::write(&shard, b"0") } else { std::fs::remove_file(&shard) }.expect("spoilt");
        edit(11, "direktoratet");
        edit(11, "etaten");
    }
    std::fs::remove_dir_all(folder.0.path().join(".saksgang")).expect("caches may always be removed");
    edit(12, "rådet");
    // Nothing stays of a site that has become small.
    assert!(kept.metadata().is_ok_and(|kept| kept.len() > 0));
    world.files.retain(|path, _| !path.starts_with("content/notat/notat-1"));
    folder.write(&world);
    folder.publish().expect("published");
    folder.is(&world);
    assert!(kept.metadata().is_ok_and(|kept| kept.len() == 0));
}
