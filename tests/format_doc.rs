//! Holds docs/ against the program: the examples of docs/format.md are one site that is built without an error or a warning,
//! every type and register has one, and docs/rules.md is the list of rules that the program has.
//!
//! `UPDATE=1 cargo test --test format_doc` writes docs/rules.md anew.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/contract.rs"]
mod contract;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use saksgang::diagnostic::{Level, Tongue};
use saksgang::judge::WINS;
use saksgang::pipeline::{Caches, Request, build};
use saksgang::report::text::{TextOptions, render};
use saksgang::rules::{ALL, FixKind, Record, find};
use saksgang::world::Memory;

fn docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

#[test]
fn the_examples_of_the_contract_are_one_site_without_a_finding() {
    let page = fs::read_to_string(docs("format.md")).expect("docs/format.md");
    let examples = contract::files(&page);
    let mut world = Memory::default();
    for (path, text) in &examples {
        assert!(world.files.insert(path.clone(), text.clone().into_bytes()).is_none(), "{path} is shown twice");
    }
    let request = Request { as_of: "2024-06-01".parse().ok(), ..Request::default() };
    let built = build(&world, &request, &mut Caches::default()).expect("memory never fails");
    let checked = &built.checked;
    let text = render(&checked.diagnostics, &checked.site.sources, TextOptions { tongue: Tongue::English, colour: false });
    assert!(checked.diagnostics.iter().all(|found| found.level < Level::Warning), "{text}");

    let types: BTreeSet<&str> = checked.site.documents.iter().map(|entry| entry.document.details.type_name()).collect();
    let every =
        ["avtale", "høringssvar", "mandat", "notat", "organisasjonsplan", "rapport", "referat", "side", "veileder"].into_iter().collect();
    assert_eq!(types, every, "one example of each type, and one of a type of the site's own");
    let registers = &checked.site.registers;
    assert!(
        [registers.people.source, registers.bodies.source, registers.units.source, registers.statutes.source, registers.cases.source]
            .iter()
            .all(Option::is_some),
        "one example of each register"
    );
    for entry in &checked.site.documents {
        let path = format!("{}/index.html", entry.document.id);
        assert!(entry.document.id.as_str() == "notat/lokaler" || built.output.bytes(&path).is_some(), "{path} was made");
    }
}

fn row(rule: &Record) -> String {
    let levels: Vec<String> = rule
        .levels
        .iter()
        .map(|(case, level)| {
            let level = match level {
                Level::Off => "off",
                Level::Info => "info",
                Level::Warning => "warning",
                Level::Error => "error",
            };
            if case.is_empty() { level.to_owned() } else { format!("{level} ({case})") }
        })
        .collect();
    let fix = match rule.fix {
        FixKind::None => "",
        FixKind::Safe => "safe",
        FixKind::Unsafe => "on request",
    };
    let file = rule.name.replace('-', "_");
    format!("| [{}](../src/rules/{file}.md) | {} | {} | {fix} | {} |\n", rule.name, rule.title.1, levels.join(", "), rule.since)
}

fn rules_page() -> String {
    let mut page = String::from(
        "# The rules\n\n\
         Every check that this version has, by name. Made from the program's own list by `UPDATE=1 cargo test --test format_doc`.\n\
         `saksgang explain RULE` tells why a rule exists and how to mend what it finds, with examples; so does the page each name\n\
         leads to. A level can be set in site.toml (`[rules]`) or with `-D`, `-W`, `-A`; in a draft every level is one step milder.\n\n\
         | rule | catches | level | fix | since |\n| --- | --- | --- | --- | --- |\n",
    );
    page.extend(ALL.iter().map(|rule| row(rule)));
    page.push_str("\n## Which of two rules speaks\n\nOne fault gives one finding. Where two rules could speak of the same place, one does:\n\n| speaks | stays silent |\n| --- | --- |\n");
    let both = WINS.iter().filter(|(winner, loser)| find(winner).is_some() && find(loser).is_some());
    page.extend(both.map(|(winner, loser)| format!("| {winner} | {loser} |\n")));
    page
}

#[test]
fn the_list_of_rules_is_the_programs_own() {
    let page = rules_page();
    let path = docs("rules.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("docs/rules.md can be written");
    }
    let there = fs::read_to_string(&path).expect("docs/rules.md");
    assert!(there == page, "docs/rules.md is not the list of rules: run `UPDATE=1 cargo test --test format_doc`");
}
