//! The rules' own documentation as tests: every `.md` beside a rule holds little sites, fenced as `site`.
//!
//! In the first line: `fires` or `silent`; `base` lays them over the small site in `tests/base/`; `as-of=DATE`, `audience=NAME`,
//! `drafts` as on the command line; `also=rule,rule` names rules that speak there too. Files begin with `=== path`.
//! `⟦…⟧` marks the exact range of a finding of this rule (empty for a place); in `silent` sites nothing is marked.
//! `⟨E5⟩` stands for that byte, for files that are not UTF-8. `=== path as zip` is an archive, its files begin with `--- name`.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;
#[path = "common/examples.rs"]
mod examples;

use examples::{Example, examples, run, world};
use saksgang::diagnostic::{Level, Tongue};
use saksgang::index::Site;
use saksgang::pipeline::{Caches, Request, check};
use saksgang::report::text::{TextOptions, render};
use saksgang::rules::{ALL, Check, Counted, Lookups, Notes, Reading, Record};
use saksgang::source::Span;

fn verify(example: &Example, problems: &mut Vec<String>) {
    let checked = run(example);
    let at = |place: saksgang::source::Place| {
        (checked.site.sources.get(place.source).map_or_else(String::new, |source| source.path.clone()), place.span)
    };
    let mut found: Vec<(String, Span)> =
        checked.diagnostics.iter().filter(|d| d.finding.rule == example.rule).map(|d| at(d.finding.place)).collect();
    let mut wanted = example.marks.clone();
    found.sort();
    wanted.sort();
    let shown = || render(&checked.diagnostics, &checked.site.sources, TextOptions { tongue: Tongue::English, colour: false });
    let name = format!("{} line {}", example.rule, example.line);
    if found != wanted {
        problems.push(format!("{name}: wanted {wanted:?}, found {found:?}\n{}", shown()));
    }
    if example.fires == wanted.is_empty() {
        problems.push(format!("{name}: a firing example needs marks, a silent one has none"));
    }
    let others: Vec<&str> = checked
        .diagnostics
        .iter()
        .filter(|d| d.level > Level::Info && d.finding.rule != example.rule)
        .map(|d| d.finding.rule)
        .filter(|rule| !example.also.iter().any(|also| also == rule))
        .collect();
    if !others.is_empty() {
        problems.push(format!("{name}: other rules speak too: {others:?}\n{}", shown()));
    }
}

#[test]
fn the_base_site_is_silent() {
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    let checked = check(&common::base(), &request, &mut Caches::default()).expect("memory never fails");
    let text = render(&checked.diagnostics, &checked.site.sources, TextOptions { tongue: Tongue::English, colour: false });
    assert!(checked.diagnostics.iter().all(|d| d.level <= Level::Info), "{text}");
    assert_eq!(checked.site.documents.len(), 3, "the base site was read");
}

#[test]
fn every_example_does_what_it_says() {
    let mut problems = Vec::new();
    for rule in ALL {
        for example in examples(rule) {
            verify(&example, &mut problems);
        }
    }
    assert!(problems.is_empty(), "{} problems:\n\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_rule_is_documented_and_has_both_kinds_of_example() {
    for rule in ALL {
        let document = rule.document;
        assert!(document.starts_with(&format!("# {}\n", rule.name)), "{}: the title", rule.name);
        for part in ["\n## Why\n", "\n## How to mend it\n", "\n## På norsk\n", "\n## Examples\n"] {
            assert!(document.contains(part), "{}: {part:?} is missing", rule.name);
        }
        let examples = examples(rule);
        assert!(examples.iter().any(|example| example.fires), "{}: an example that fires", rule.name);
        assert!(examples.iter().any(|example| !example.fires), "{}: a near miss", rule.name);
    }
}

#[test]
fn the_list_is_sorted_and_whole() {
    let names: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
    assert!(names.is_sorted(), "sorted: {names:?}");
    let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules"))
        .expect("the rules' folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".md").map(|name| name.replace('_', "-")))
        .collect();
    files.sort();
    assert_eq!(names, files, "one .md for each rule, and the other way round");
}

/// A rule that says on what its silence depends is silent of a document wherever that stands: other documents, files, days and audiences
/// change nothing, nor do registers where it says so. What is remembered of a document rests on this.
#[test]
fn what_a_rule_makes_of_a_document_depends_on_what_it_says() {
    let mut problems = Vec::new();
    for example in ALL.iter().flat_map(|rule| examples(rule)) {
        let whole = run(&example).site;
        let text = |path: &str| path.ends_with(".md");
        for document in whole.documents.iter().map(|entry| entry.document.path.clone()) {
            let alone = |with_registers: bool| {
                let mut world = world(&example);
                let register = |path: &str| with_registers && path.starts_with("content/register/");
                world.files.retain(|path, _| !path.starts_with("content/") || *path == document || (register(path) && !text(path)));
                let request = Request { as_of: "1999-12-31".parse().ok(), audience: Some("ingen".to_owned()), ..Request::default() };
                check(&world, &request, &mut Caches::default()).expect("memory never fails").site
            };
            let (lone, registered) = (alone(false), alone(true));
            for rule in ALL.iter().filter(|rule| !matches!(rule.check, Check::Site(_))) {
                let other = if matches!(rule.check, Check::Registers(_)) { &registered } else { &lone };
                if heard(rule, &whole, &document) != heard(rule, other, &document) {
                    problems.push(format!("{} of {document} in {} line {}", rule.name, example.rule, example.line));
                }
            }
        }
    }
    assert!(problems.is_empty(), "it depends on more:\n{}", problems.join("\n"));
}

/// Whether a rule has anything to say or to look into of a document, and what it counts where it has not.
fn heard(rule: &Record, site: &Site, path: &str) -> Option<Vec<(Counted, usize)>> {
    let place = site.documents.iter().position(|entry| entry.document.path == path)?;
    let lookups = Lookups::default();
    let reading = Reading::of(site, place, &lookups);
    let mut notes = Notes::default();
    match rule.check {
        Check::Site(_) => return None,
        Check::Document(look) | Check::Registers(look) => look(&reading, &mut notes),
        Check::Suspected { suspects, .. } => return suspects(&reading).is_empty().then(Vec::new),
    }
    (notes.findings.is_empty() && notes.unchecked.is_empty()).then(|| notes.counted.into_iter().collect())
}
