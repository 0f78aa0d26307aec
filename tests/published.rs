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
