//! Pages that are known by interfaces, without their views: does a page show no words of a text but those that its draft names, and does
//! an edit of words make few views; on the repository's own content, whose texts are of every kind.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

use std::collections::BTreeSet;
use std::path::Path;

use saksgang::output::Artifact;
use saksgang::pipeline::{Built, Caches, Request, build};
use saksgang::world::Memory;

/// The content without its attachments: a file in memory has no time, and so never counts as having been at rest.
fn content() -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let below = walkdir::WalkDir::new(root.join("content")).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = below.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let mut world = Memory::default();
    for file in files.chain([root.join("site.toml")]) {
        let path = file.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        if [".md", ".yaml", ".toml"].iter().any(|ending| path.ends_with(ending)) {
            world.files.insert(path, std::fs::read(&file).expect("a file"));
        }
    }
    // The feeds show the beginning of a text that has no summary; here all have one.
    world.with("content/notat/uten.md", "---\ntype: notat\ntittel: Uten sammendrag\ndato: 2020-01-01\n---\n\nEn tekst.\n")
}

fn built(world: &Memory, caches: &mut Caches) -> Built {
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    let built = build(world, &request, caches).expect("memory never fails");
    caches.end_run();
    built
}

/// The interfaces of a site's documents by their paths.
fn interfaces(built: &Built) -> Vec<(String, [u8; 32])> {
    built.checked.site.documents.iter().map(|entry| (entry.document.path.clone(), entry.document.interface.0)).collect()
}

/// A text with a word of its own at the beginning of each plain paragraph.
fn marked(text: &str, word: &str) -> String {
    let Some((front, body)) = text.split_once("\n---\n") else { return text.to_owned() };
    let mut after_space = true;
    let lines = body.split_inclusive('\n').map(|line| {
        let begins = after_space && line.starts_with(char::is_alphabetic);
        after_space = line.trim().is_empty();
        if begins { format!("{word} {line}") } else { line.to_owned() }
    });
    format!("{front}\n---\n{}", lines.collect::<String>())
}

/// Holds all that was made against what a build without any memory makes.
fn is_as_cold(warm: &Built, world: &Memory) {
    let cold = built(world, &mut Caches::default());
    assert_eq!(warm.output.files.keys().collect::<Vec<_>>(), cold.output.files.keys().collect::<Vec<_>>());
    let bytes = |artifact: &Artifact| match artifact {
        Artifact::Bytes(bytes) => bytes.to_vec(),
        other => panic!("{other:?} lies in memory"),
    };
    let other: Vec<&String> =
        cold.output.files.iter().filter(|(path, cold)| bytes(&warm.output.files[*path]) != bytes(cold)).map(|(path, _)| path).collect();
    assert_eq!(other, Vec::<&String>::new(), "these show what no draft of theirs names");
}

#[test]
fn a_page_shows_words_of_no_other_texts_than_its_draft_names() {
    let (mut world, mut caches) = (content(), Caches::default());
    let first = built(&world, &mut caches);
    let before = interfaces(&first);
    let types: BTreeSet<&str> = first.checked.site.documents.iter().map(|entry| entry.document.details.type_name()).collect();
    let (mut words, mut rendered) = (0, 0);
    // One type after another, as many a page shows words of two.
    for kind in types {
        for entry in first.checked.site.documents.iter().filter(|entry| entry.document.details.type_name() == kind) {
            let text = world.files.get_mut(&entry.document.path).expect("it is there");
            let other = marked(std::str::from_utf8(text).expect("UTF-8"), "Prøveord");
            words += other.matches("Prøveord").count();
            *text = other.into_bytes();
        }
        let next = built(&world, &mut caches);
        assert_eq!(before, interfaces(&next), "words alone were changed");
        is_as_cold(&next, &world);
        assert!(next.done.viewed < first.done.viewed / 2, "{kind}: {:?} {:?}", first.done, next.done);
        rendered += next.done.rendered;
    }
    assert!(words > 300 && rendered > 40, "{words} words, {rendered} pages");
}

#[test]
fn an_edit_of_words_makes_few_views_and_an_edit_of_a_title_makes_them_all() {
    let (mut world, mut caches) = (content(), Caches::default());
    let first = built(&world, &mut caches);
    assert_eq!(first.done.viewed, first.done.pages, "{:?}", first.done);
    let minutes =
        first.checked.site.documents.iter().find(|entry| entry.document.minutes().is_some()).expect("minutes").document.path.clone();
    let text = world.files.get_mut(&minutes).expect("it is there");
    text.extend(b"\nEn setning til.\n");
    let second = built(&world, &mut caches);
    assert_eq!((second.done.parsed, second.done.rendered), (1, 1), "{:?}", second.done);
    assert!(second.done.viewed <= 12, "{:?}", second.done);
    is_as_cold(&second, &world);
    let text = world.files.get_mut(&minutes).expect("it is there");
    let title = String::from_utf8_lossy(text).replacen("type: referat\n", "type: referat\ntittel: Et møte som heter noe annet\n", 1);
    *text = title.into_bytes();
    let third = built(&world, &mut caches);
    assert_eq!(third.done.viewed, third.done.pages, "{:?}", third.done);
    assert!(third.done.rendered > 1, "{:?}", third.done);
    is_as_cold(&third, &world);
    let fourth = built(&world, &mut caches);
    assert_eq!((fourth.done.parsed, fourth.done.rendered), (0, 0), "{:?}", fourth.done);
    assert!(fourth.done.viewed <= 12, "{:?}", fourth.done);
}
