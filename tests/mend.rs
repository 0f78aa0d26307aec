//! What `check --fix` promises: every other byte stays, a second run changes nothing, nothing is left of what was mended, approved
//! minutes are left alone. Tried on every example of the rules' documentation that carries a fix, alone and thrown together.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;
#[path = "common/drawn.rs"]
mod drawn;
#[path = "common/examples.rs"]
mod examples;

use std::collections::BTreeMap;

use examples::{Example, examples};
use proptest::prelude::*;
use proptest::sample::Index;
use saksgang::diagnostic::{Bilingual, Diagnostic, Edit, Finding, Fix, Level, Reason};
use saksgang::mend::{Mended, mend};
use saksgang::pipeline::{Caches, Checked, Request, check};
use saksgang::rules::ALL;
use saksgang::source::{Place, Source, Span};
use saksgang::world::{Failure, Memory, World};

fn mended(world: &Memory, request: &Request, unsafe_too: bool) -> Mended {
    let mut caches = Caches::default();
    mend(world, unsafe_too, |world| check(world, request, &mut caches)).expect("memory never fails")
}

/// The world with the changes written.
fn written(world: &Memory, mended: &Mended) -> Memory {
    let mut world = world.clone();
    for file in &mended.files {
        assert!(world.replace(&file.path, &file.before, &file.after).expect("memory never fails"), "{} is as it was", file.path);
    }
    world
}

fn checked(world: &Memory, request: &Request) -> Checked {
    check(world, request, &mut Caches::default()).expect("memory never fails")
}

fn is_approved(checked: &Checked, place: Place) -> bool {
    use saksgang::index::DocumentState;
    let document = checked.site.document_in(place.source).map(|document| checked.site.entry(document).state);
    matches!(document, Some(DocumentState::Minutes(state)) if state.approved())
}

/// The fixes that should be applied.
fn wanted(checked: &Checked, unsafe_too: bool) -> Vec<(&Diagnostic, &Fix)> {
    let fixes = checked.diagnostics.iter().filter_map(|found| Some((found, found.finding.fix.as_ref()?)));
    fixes.filter(|(_, fix)| unsafe_too || fix.safe && !fix.edits.iter().any(|edit| is_approved(checked, edit.place))).collect()
}

/// Where on disk a place in the text is: behind the bytes that are read as the text before it.
fn on_disk(source: &Source, bytes: &[u8], at: u32) -> usize {
    let before = &source.text[..at as usize];
    let is_behind = |n: &usize| *Source::decode("", &bytes[..*n]).text == *before;
    (0..=bytes.len()).find(is_behind).expect("the text was read from these bytes")
}

/// Files with the fixes spliced in from the back, one at a time: what mending in one round comes to.
fn spliced(world: &Memory, checked: &Checked, fixes: &[(&Diagnostic, &Fix)]) -> BTreeMap<String, Vec<u8>> {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|(_, fix)| &fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.place.source, edit.place.span)));
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for edit in edits {
        let source = checked.site.sources.get(edit.place.source).expect("a file");
        let windows = source.text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
        let new = if windows { edit.text.replace('\n', "\r\n") } else { edit.text.clone() };
        let before = &world.files[&source.path];
        let place = on_disk(source, before, edit.place.span.start)..on_disk(source, before, edit.place.span.end);
        files.entry(source.path.clone()).or_insert_with(|| before.clone()).splice(place, new.into_bytes());
    }
    files
}

/// Mends a world and holds the result against the promises; gives back how many fixes were applied.
fn keeps_its_promises(world: &Memory, request: &Request, unsafe_too: bool, what: &str) -> usize {
    let was = checked(world, request);
    let before = wanted(&was, unsafe_too);
    let done = mended(world, request, unsafe_too);
    let after = written(world, &done);
    if done.applied == before.len() {
        let spliced = spliced(world, &was, &before);
        let changed: BTreeMap<String, Vec<u8>> = done.files.iter().map(|file| (file.path.clone(), file.after.clone())).collect();
        assert_eq!(changed, spliced, "{what}: every other byte stays");
    }
    let now = checked(&after, request);
    let left = wanted(&now, unsafe_too);
    assert!(left.is_empty(), "{what}: still there: {:?}", left.iter().map(|(found, _)| &found.finding).collect::<Vec<_>>());
    let again = mended(&after, request, unsafe_too);
    assert!(again.files.is_empty() && again.applied == 0, "{what}: a second run changes nothing");
    done.applied
}

/// Every example whose findings carry a fix.
fn with_fixes() -> Vec<Example> {
    let all = ALL.iter().flat_map(|rule| examples(rule)).filter(|example| example.fires);
    all.filter(|example| examples::run(example).diagnostics.iter().any(|found| found.finding.fix.is_some())).collect()
}

#[test]
fn every_fix_of_every_rule_keeps_its_promises() {
    let examples = with_fixes();
    let (mut safe, mut all) = (0, 0);
    for example in &examples {
        let what = format!("{} line {}", example.rule, example.line);
        let world = examples::world(example);
        safe += keeps_its_promises(&world, &example.request, false, &what);
        all += keeps_its_promises(&world, &example.request, true, &what);
    }
    assert!(safe > 10 && all > safe, "{safe} safe fixes, {all} in all");
}

#[test]
fn every_rule_that_offers_a_fix_has_an_example_of_it() {
    use saksgang::rules::FixKind;
    let shown: Vec<&str> = with_fixes().iter().map(|example| example.rule).collect();
    let without: Vec<&str> =
        ALL.iter().filter(|rule| rule.fix != FixKind::None).map(|rule| rule.name).filter(|name| !shown.contains(name)).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// A text with Windows' line ends and a byte-order mark, as Norwegian offices save it.
fn as_windows_has_it(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    format!("\u{feff}{}", text.replace("\r\n", "\n").replace('\n', "\r\n")).into_bytes()
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let mut tried = 0;
    for example in with_fixes() {
        let world = examples::world(&example);
        if world.files.values().any(|bytes| std::str::from_utf8(bytes).is_err()) {
            continue;
        }
        let mut windows = world.clone();
        for (path, bytes) in &mut windows.files {
            if path.ends_with(".md") {
                *bytes = as_windows_has_it(bytes);
            }
        }
        let (plain, windows) = (mended(&world, &example.request, true), mended(&windows, &example.request, true));
        let what = format!("{} line {}", example.rule, example.line);
        for file in &plain.files {
            let other =
                windows.files.iter().find(|other| other.path == file.path).unwrap_or_else(|| panic!("{what}: {} is mended too", file.path));
            if file.path.ends_with(".md") {
                assert_eq!(String::from_utf8_lossy(&other.after), String::from_utf8_lossy(&as_windows_has_it(&file.after)), "{what}");
                tried += 1;
            }
        }
    }
    assert!(tried > 10, "{tried} files were mended");
}

const APPROVED: &str = "---\ntype: referat\norgan: styret\ndato: 2019-02-10\nreferent: sekretaeren\ntil_stede: [lederen, medlem-a, medlem-b]\nrelatert: [mandat/Prosjektet]\n---\n\n## Sak 1 Orientering\n\nTekst.\n";
const APPROVING: &str = "---\ntype: referat\norgan: styret\ndato: 2019-03-10\nreferent: sekretaeren\ntil_stede: [lederen, medlem-a, medlem-b]\ngodkjenner: [referat/styret/2019-02-10]\n---\n\n## Sak 1 Orientering\n\nTekst.\n";

#[test]
fn approved_minutes_are_left_alone_unless_asked_for() {
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    let path = "content/referat/styret/2019-02-10.md";
    let open = common::base().with(path, APPROVED);
    let mend_open = mended(&open, &request, false);
    assert_eq!((mend_open.applied, mend_open.spared), (1, 0), "not approved: mended");
    let approved = open.with("content/referat/styret/2019-03-10.md", APPROVING);
    let left = mended(&approved, &request, false);
    assert_eq!((left.files.len(), left.applied, left.spared), (0, 0, 1));
    let asked = mended(&approved, &request, true);
    assert_eq!((asked.applied, asked.spared), (1, 0));
    assert_eq!(String::from_utf8_lossy(&asked.files[0].after), APPROVED.replace("mandat/Prosjektet", "mandat/prosjektet"));
}

#[test]
fn nothing_exempt_is_shown_of_what_was_mended() {
    let exempt = "---\ntype: notat\ntittel: Hemmelig\ndato: 01.02.2019\ntilgang: unntatt\nhjemmel: offl. § 13\n---\nHemmelig.\n";
    let open = exempt.replace("tilgang: unntatt\nhjemmel: offl. § 13\n", "");
    let done = mended(&common::base().with("content/a.md", exempt).with("content/b.md", open), &Request::default(), false);
    let shown: Vec<_> = done.files.iter().map(|file| (file.path.as_str(), file.shown.is_some())).collect();
    assert_eq!(shown, [("content/a.md", false), ("content/b.md", true)]);
}

#[test]
fn an_id_number_beside_a_mended_line_is_shown_as_dots_and_kept_on_disk() {
    // A number of the rule's own examples: synthetic, with valid check digits.
    let number = "01818512089";
    let text = format!("---\ntype: notat\ntittel: Notat {number}\ndato: 01.02.2019\n---\nTekst.\n");
    let done = mended(&common::base().with("content/a.md", text.clone()), &Request::default(), false);
    let [file] = done.files.as_slice() else { panic!("one file is mended") };
    assert_eq!(String::from_utf8_lossy(&file.after), text.replace("01.02.2019", "2019-02-01"));
    let (before, after) = file.shown.as_ref().expect("it may be shown");
    assert!(!before.contains(number) && !after.contains(number) && before.contains('•') && after.contains("2019-02-01"), "{after}");
}

/// A check with findings of its own: each occurrence of a word in `content/om.md`, overlapping ones too, with what to write instead.
fn check_with(world: &dyn World, changes: &[(&str, &str)]) -> Result<Checked, Failure> {
    let mut checked = check(world, &Request::default(), &mut Caches::default())?;
    let id = checked.site.sources.find("content/om.md").expect("the file");
    let text = checked.site.sources.get(id).expect("the file").text.clone();
    checked.diagnostics.clear();
    for (at, _) in text.char_indices() {
        for (word, text) in changes.iter().filter(|(word, _)| text[at..].starts_with(word)) {
            let place = Place::new(id, Span::new(at, at + word.len()));
            let finding = Finding::new("prove", place, Bilingual::new("", ""));
            let finding = finding.with_fix(Fix::replace(true, place, *text, Bilingual::new("", "")));
            checked.diagnostics.push(Diagnostic { finding, level: Level::Error, reason: Reason::Rule, show_source: true });
        }
    }
    Ok(checked)
}

#[test]
fn fixes_that_overlap_go_in_rounds_and_fixes_that_undo_each_other_end() {
    let world = Memory::default().with("content/om.md", "qqqqq z qq");
    let done = mend(&world, false, |world| check_with(world, &[("qq", "w")])).expect("memory never fails");
    assert_eq!(done.files[0].after, b"wqw z w");
    assert_eq!(done.applied, 3);
    let circle = mend(&world, false, |world| check_with(world, &[("z", "x"), ("x", "z")])).expect("memory never fails");
    assert!(circle.applied <= 2, "{}", circle.applied);
    let endless = mend(&world, false, |world| check_with(world, &[("z", "zz")])).expect("memory never fails");
    assert!(endless.files[0].after.len() < 1 << 20, "it ends");
}

proptest! {
    #![proptest_config(drawn::cases(48))]

    /// Sites of several examples over each other, their texts cut and run together, some saved as Windows does.
    #[test]
    fn whatever_a_site_holds_mending_keeps_its_promises(
        picks in prop::collection::vec((any::<Index>(), any::<bool>(), any::<Index>(), prop::bool::weighted(0.3)), 1..6),
    ) {
        let examples = with_fixes_once();
        let mut world = common::base();
        for (pick, windows, cut, is_cut) in &picks {
            for (path, bytes) in &examples[pick.index(examples.len())].files {
                let mut bytes = if *windows && path.ends_with(".md") { as_windows_has_it(bytes) } else { bytes.clone() };
                if *is_cut {
                    let at = cut.index(bytes.len() + 1);
                    bytes.splice(at..at, *b"dato: 01.02.2019\n[ST 1\xe2\x80\x9319] [x][mandat/Prosjektet]\n");
                }
                world.files.insert(path.clone(), bytes);
            }
        }
        let request = Request { as_of: "2020-01-01".parse().ok(), drafts: true, ..Request::default() };
        keeps_its_promises(&world, &request, false, "together");
    }
}

fn with_fixes_once() -> &'static [Example] {
    static EXAMPLES: std::sync::OnceLock<Vec<Example>> = std::sync::OnceLock::new();
    EXAMPLES.get_or_init(with_fixes)
}
