//! What must hold for sites nobody thought of: reading is total, every span fits its file, and a warm build is a cold one.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;
#[path = "common/drawn.rs"]
mod drawn;
#[path = "common/edits.rs"]
mod edits;

use edits::{apply, built, change, edit, file, request, spoil};
use proptest::prelude::*;
use saksgang::config;
use saksgang::diagnostic::{Fault, Tongue};
use saksgang::model::{Document, RegisterKind};
use saksgang::parse::{document, register};
use saksgang::pipeline::{Built, Caches, check};
use saksgang::report::json;
use saksgang::report::text::{TextOptions, render};
use saksgang::source::{Decoding, Source, SourceId, Span};
use unicode_normalization::UnicodeNormalization;

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
            // Keys are read composed.
            let written: String = source.slice(key.span).nfc().collect();
            let inside = ['"', '\''].iter().find_map(|quote| written.strip_prefix(*quote)?.strip_suffix(*quote));
            let same =
                written == key.value || inside.is_some_and(|inside| inside == key.value || inside.contains(['\\', '\'', '\n', '\r']));
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
