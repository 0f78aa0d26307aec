//! What must hold for sites nobody thought of: reading is total, every span fits its file, and a warm build is a cold one.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;
#[path = "common/drawn.rs"]
mod drawn;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use saksgang::config;
use saksgang::diagnostic::{Fault, Tongue};
use saksgang::model::{Document, RegisterKind};
use saksgang::output::Artifact;
use saksgang::parse::{document, register};
use saksgang::pipeline::{Built, Caches, Request, build, check, key, make};
use saksgang::publish::{Foreign, MANIFEST, Publication, Published};
use saksgang::report::json;
use saksgang::report::text::{TextOptions, render};
use saksgang::source::{Decoding, Source, SourceId, Span};
use saksgang::world::{Disk, Memory};

/// Pieces that readers have stumbled on somewhere.
const PIECES: [&str; 58] = [
    "---\n",
    "\n---\n",
    "\r\n",
    "\u{feff}",
    "\u{a0}",
    "\t",
    "\0",
    "æøå",
    "🙂",
    "e\u{301}",
    "[",
    "]",
    "](",
    "][",
    "[SG 3/17]",
    "[x][ST 1/19]",
    "[@lederen]",
    "[Vedlegg 2]",
    "[Sak 4]",
    "![",
    "<!--",
    "-->",
    "<script>",
    "</p>",
    "`",
    "```\n",
    "````toml\n",
    "| a | b |\n| --- | --- |\n",
    "| Sum | 3 |\n",
    "> [!NOTE]\n",
    "[^1]",
    "[^1]: ",
    "# ",
    "## Sak 2/19 Noe {saksgang=budsjettet}\n",
    "## Sak 4a\n",
    "{#x .punkter}",
    "1. ",
    "31.02.2018",
    "fredag 9. november 2017",
    "§§ 28 a–k i kommuneloven",
    "NAV-loven § 14",
    "lov 16. juni 2006 nr. 20",
    "type: referat\n",
    "dato: 2019-02-30\n",
    "vedtak:\n  - id: ST 1/19\n",
    "{a: 8,1}",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "- - - ",
    "? ",
    ": ",
    "|\n  x\n",
    "\"",
    "'",
    "[types.x]\n",
    "\\",
];

/// The files of the small site in `tests/base/`, to be spoiled.
fn seeds() -> Vec<Vec<u8>> {
    common::base().files.into_values().collect()
}

#[derive(Debug, Clone)]
enum Spoil {
    Insert(Index, &'static str),
    Bytes(Index, Vec<u8>),
    Remove(Index, Index),
    Repeat(Index, Index),
}

fn spoil(mut bytes: Vec<u8>, changes: &[Spoil]) -> Vec<u8> {
    for change in changes {
        let size = bytes.len() + 1;
        match change {
            Spoil::Insert(at, piece) => drop(bytes.splice(at.index(size)..at.index(size), piece.bytes())),
            Spoil::Bytes(at, new) => drop(bytes.splice(at.index(size)..at.index(size), new.iter().copied())),
            Spoil::Remove(from, length) => {
                let from = from.index(size);
                let to = (from + length.index(40)).min(bytes.len());
                bytes.drain(from..to);
            }
            Spoil::Repeat(from, length) => {
                let from = from.index(size);
                let to = (from + length.index(200)).min(bytes.len());
                let piece = bytes[from..to].to_vec();
                drop(bytes.splice(to..to, piece));
            }
        }
    }
    bytes
}

fn change() -> impl Strategy<Value = Spoil> {
    prop_oneof![
        6 => (any::<Index>(), select(&PIECES[..])).prop_map(|(at, piece)| Spoil::Insert(at, piece)),
        1 => (any::<Index>(), prop::collection::vec(any::<u8>(), 1..4)).prop_map(|(at, bytes)| Spoil::Bytes(at, bytes)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(from, length)| Spoil::Remove(from, length)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, length)| Spoil::Repeat(from, length)),
    ]
}

/// Any bytes: noise, pieces strung together, and real files spoiled a little.
fn file() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..300),
        2 => prop::collection::vec(select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat().into_bytes()),
        2 => prop::collection::vec(select(&PIECES[..]), 0..40).prop_map(|pieces| format!("---\ntype: referat\n---\n{}", pieces.concat()).into_bytes()),
        5 => (select(seeds()), prop::collection::vec(change(), 0..6)).prop_map(|(bytes, changes)| spoil(bytes, &changes)),
    ]
}

fn fits(source: &Source, span: Span, what: &str) {
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(start <= end && end <= source.text.len(), "{what}: {span:?} in a text of {} bytes", source.text.len());
    assert!(source.text.is_char_boundary(start) && source.text.is_char_boundary(end), "{what}: {span:?} cuts a letter");
}

fn faults_fit(source: &Source, faults: &[Fault]) {
    for fault in faults {
        fits(source, fault.span, &format!("{:?}", fault.kind));
    }
}

fn document_fits(source: &Source, read: &Document) {
    faults_fit(source, &read.faults);
    fits(source, read.front.span, "front matter");
    for key in &read.front.keys {
        fits(source, key.span, "a key");
        if source.decoding == Decoding::Utf8 {
            let written = source.slice(key.span);
            let inside = ['"', '\''].iter().find_map(|quote| written.strip_prefix(*quote)?.strip_suffix(*quote));
            let same = written == key.value || inside.is_some_and(|inside| inside == key.value || inside.contains(['\\', '\'']));
            assert!(same, "the key {key:?} stands there: {written:?}");
        }
    }
    for mention in &read.mentions {
        fits(source, mention.span, "a mention");
        fits(source, mention.whole, "a mention's whole");
        assert!(mention.whole.contains(mention.span), "{mention:?} lies in its whole");
        if let Some(words) = &mention.words {
            fits(source, words.span, "a link's words");
        }
    }
    let text = &read.text;
    fits(source, text.span, "the text");
    for heading in &text.headings {
        fits(source, heading.span, "a heading");
        fits(source, heading.title_span, "a heading's title");
        fits(source, heading.section, "a section");
        assert!(heading.section.contains(heading.span), "a section holds its heading");
        assert!((1..=6).contains(&heading.level), "{heading:?}");
    }
    for anchor in &text.anchors {
        fits(source, anchor.span, "an anchor");
    }
    for item in &text.items {
        fits(source, item.number_span, "an item's number");
        fits(source, item.content, "an item's content");
        assert!(text.headings.len() > item.heading as usize, "an item's heading is there");
    }
    for point in &text.points {
        fits(source, point.span, "a point");
        fits(source, point.content, "a point's content");
        assert!(point.heading.is_none_or(|heading| text.headings.len() > heading as usize), "a point's heading is there");
    }
    for cell in text.tables.iter().flat_map(|table| table.header.iter().chain(table.rows.iter().flatten())) {
        fits(source, cell.span, "a cell");
    }
    for prose in &text.prose {
        fits(source, prose.span, "prose");
    }
    for date in &text.dates {
        fits(source, date.span, "a date");
    }
    for entry in text.checklists.iter().flat_map(|list| &list.entries) {
        fits(source, entry.span, "a checklist's entry");
    }
}

proptest! {
    #![proptest_config(drawn::cases(400))]

    #[test]
    fn a_document_is_read_whatever_its_bytes(bytes in file()) {
        let source = Source::decode("content/referat/styret/2019-02-01.md", &bytes);
        let read = document(&source);
        document_fits(&source, &read);
        prop_assert_eq!(&read, &document(&source), "a parse depends on the file alone");
    }

    #[test]
    fn a_register_is_read_whatever_its_bytes(bytes in file()) {
        use RegisterKind::{Bodies, Cases, People, Statutes, Units};
        let source = Source::decode("content/register/personer.yaml", &bytes);
        for kind in [People, Bodies, Units, Statutes, Cases] {
            faults_fit(&source, &register(&source, kind).faults);
        }
    }

    #[test]
    fn a_configuration_is_read_whatever_its_bytes(bytes in file(), changes in prop::collection::vec(change(), 0..6)) {
        let contract = b"format = 1\ntitle = \"X\"\n[rules]\nref = \"warning\"\n[types.x]\nrequired = [\"dato\"]\n[audiences.a]\naccess = [\"intern\"]\n";
        for bytes in [bytes, spoil(contract.to_vec(), &changes)] {
            let source = Source::decode("site.toml", &bytes);
            faults_fit(&source, &config::read(SourceId(0), &source).faults);
        }
    }
}

/// The files that the properties of whole sites change.
const PATHS: [&str; 12] = [
    "site.toml",
    "content/om.md",
    "content/ny.md",
    "content/mandat/prosjektet.md",
    "content/mandat/prosjektet/plan.pdf",
    "content/referat/styret/2019-01-10.md",
    "content/referat/styret/2019-02-10.md",
    "content/register/personer.yaml",
    "content/register/organer.yaml",
    "content/register/enheter.yaml",
    "content/register/saksganger.yaml",
    "content/register/lover.yaml",
];

/// What is done to a site between two builds.
#[derive(Debug, Clone)]
enum Edit {
    /// A file gets other bytes, or comes into being.
    Write(&'static str, Vec<u8>),
    /// A file as it is in the base site, spoiled a little; a plausible slip of the hand.
    Slip(&'static str, Vec<Spoil>),
    /// A file takes another's bytes.
    Copy(&'static str, &'static str),
    /// A file goes.
    Remove(&'static str),
    /// Everything is as it was at first.
    Restore,
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = || select(&PATHS[..]);
    prop_oneof![
        1 => (path(), file()).prop_map(|(path, bytes)| Edit::Write(path, bytes)),
        5 => (path(), prop::collection::vec(change(), 1..3)).prop_map(|(path, changes)| Edit::Slip(path, changes)),
        1 => (path(), path()).prop_map(|(from, to)| Edit::Copy(from, to)),
        1 => path().prop_map(Edit::Remove),
        1 => Just(Edit::Restore),
    ]
}

fn apply(world: &mut Memory, edit: &Edit) {
    match edit {
        Edit::Write(path, bytes) => drop(world.files.insert((*path).to_owned(), bytes.clone())),
        Edit::Slip(path, changes) => {
            if let Some(bytes) = common::base().files.get(*path) {
                world.files.insert((*path).to_owned(), spoil(bytes.clone(), changes));
            }
        }
        Edit::Copy(from, to) => {
            if let Some(bytes) = world.files.get(*from).cloned() {
                world.files.insert((*to).to_owned(), bytes);
            }
        }
        Edit::Remove(path) => drop(world.files.remove(*path)),
        Edit::Restore => world.files = common::base().files,
    }
}

fn request() -> Request {
    Request { as_of: "2020-01-01".parse().ok(), drafts: true, ..Request::default() }
}

fn built(world: &Memory, caches: &mut Caches) -> Built {
    build(world, &request(), caches).expect("memory never fails")
}

fn same(one: &Built, other: &Built, what: &str) {
    for path in one.output.files.keys().chain(other.output.files.keys()) {
        let bytes = |built: &Built| built.output.bytes(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert!(one.output.files.get(path) == other.output.files.get(path), "{what}: {path}\n{:?}\n{:?}", bytes(one), bytes(other));
    }
    let said = |built: &Built| json::render(&built.checked.diagnostics, &built.checked.site.sources, Tongue::Bokmal);
    assert_eq!(said(one), said(other), "{what}");
}

proptest! {
    #![proptest_config(drawn::cases(64))]

    #[test]
    fn whatever_a_site_holds_it_is_judged_and_every_finding_has_a_place(edits in prop::collection::vec(edit(), 1..5)) {
        let mut world = common::base();
        edits.iter().for_each(|edit| apply(&mut world, edit));
        let checked = check(&world, &request(), &mut Caches::default()).expect("memory never fails");
        let sources = &checked.site.sources;
        for diagnostic in &checked.diagnostics {
            let finding = &diagnostic.finding;
            let edits = finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.place));
            for place in finding.labels.iter().map(|label| label.place).chain(edits).chain([finding.place]) {
                let source = sources.get(place.source).expect("a finding's file is there");
                fits(source, place.span, finding.rule);
            }
        }
        for tongue in [Tongue::Bokmal, Tongue::English] {
            for colour in [false, true] {
                let shown: String = render(&checked.diagnostics, sources, TextOptions { tongue, colour });
                prop_assert_eq!(shown.is_empty(), checked.diagnostics.is_empty());
            }
            let array: serde_json::Value = serde_json::from_str(&json::render(&checked.diagnostics, sources, tongue)).expect("JSON");
            prop_assert_eq!(array.as_array().map(Vec::len), Some(checked.diagnostics.len()));
        }
    }

    #[test]
    fn a_warm_build_is_a_cold_one(edits in prop::collection::vec(edit(), 1..6)) {
        let mut world = common::base();
        let mut caches = Caches::default();
        built(&world, &mut caches);
        for edit in &edits {
            apply(&mut world, edit);
            let warm = built(&world, &mut caches);
            let cold = built(&world, &mut Caches::default());
            same(&warm, &cold, "warm against cold");
        }
        same(&built(&world, &mut Caches::default()), &built(&world, &mut Caches::default()), "cold against cold");
    }
}

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
        let mut checked = check(&world, &request(), &mut caches).expect("the disk is there");
        caches.remember(&world);
        let mut publication = Publication::begin(&world, &target, Foreign::Refuse).expect("the folder is ours");
        if let Some(published) = key(&world, &mut checked).and_then(|key| publication.standing(key)) {
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
fn a_second_build_of_the_same_site_does_nothing_anew() {
    let world = common::base();
    let mut caches = Caches::default();
    let first = built(&world, &mut caches);
    let second = built(&world, &mut caches);
    assert!(first.done.pages > 10 && first.done.rendered == first.done.pages, "{:?}", first.done);
    assert_eq!((second.done.parsed, second.done.rendered), (0, 0), "{:?}", second.done);
    same(&first, &second, "again");
}
