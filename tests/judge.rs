//! Judging through the whole pipeline: levels and where they come from, and that nothing withheld is shown.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

use saksgang::diagnostic::{Diagnostic, Level, Reason};
use saksgang::judge::Flag;
use saksgang::pipeline::{Caches, Request, check};
use saksgang::world::Memory;

/// The diagnostic for a reference to nowhere, in a note with these lines in its front matter and this site.toml.
fn lost(front: &str, config: &str, flags: &[(&str, Level)]) -> Option<Diagnostic> {
    let text = format!("---\ntype: notat\ntittel: Notat\ndato: 2019-01-01\n{front}---\nSe [y][notat/z].\n");
    let world = Memory::default().with("site.toml", format!("format = 1\n{config}")).with("content/notat/a.md", text);
    let flags = flags.iter().map(|(name, level)| Flag { name: (*name).to_owned(), level: *level, written: format!("-D {name}") }).collect();
    let checked = check(&world, &Request { flags, ..Request::default() }, &mut Caches::default()).expect("memory never fails");
    checked.diagnostics.into_iter().find(|d| d.finding.rule == "ref-unknown-document")
}

fn level(front: &str, config: &str, flags: &[(&str, Level)]) -> Option<(Level, Reason)> {
    lost(front, config, flags).map(|d| (d.level, d.reason))
}

#[test]
fn the_command_line_goes_before_the_rule_before_the_family() {
    let family = "[rules]\nref = \"info\"\n";
    let both = "[rules]\nref = \"info\"\nref-unknown-document = \"warning\"\n";
    assert_eq!(level("", "", &[]), Some((Level::Error, Reason::Rule)));
    assert_eq!(level("", family, &[]), Some((Level::Info, Reason::Config("ref".to_owned()))));
    assert_eq!(level("", both, &[]), Some((Level::Warning, Reason::Config("ref-unknown-document".to_owned()))));
    assert_eq!(level("", both, &[("ref", Level::Error)]), Some((Level::Error, Reason::CommandLine("-D ref".to_owned()))));
    assert_eq!(level("", both, &[("ref", Level::Error), ("ref-unknown-document", Level::Off)]), None);
}

#[test]
fn a_draft_is_judged_one_step_milder_unless_the_command_line_says_otherwise() {
    assert_eq!(level("status: utkast\n", "", &[]), Some((Level::Warning, Reason::Draft)));
    assert_eq!(level("status: utkast\n", "[rules]\nref = \"info\"\n", &[]).map(|(level, _)| level), Some(Level::Info));
    assert_eq!(level("status: utkast\n", "", &[("ref", Level::Error)]).map(|(level, _)| level), Some(Level::Error));
}

#[test]
fn the_source_of_an_exempt_document_is_never_shown() {
    assert!(lost("", "", &[]).expect("the finding").show_source);
    assert!(!lost("tilgang: unntatt\nhjemmel: offl. § 13\n", "", &[]).expect("the finding").show_source);
    assert!(!lost("", "default_access = \"unntatt\"\n", &[]).is_some_and(|found| found.show_source));
    // The access is misspelt, and so unknown: the word alone is enough to keep the line back.
    assert!(!lost("tilgang: unntatt.\n", "", &[]).expect("the finding").show_source);
}

/// The rules that speak of minutes whose second decision skips a number that the text refers to.
fn of_a_gap(front: &str, config: &str) -> Vec<(&'static str, Level)> {
    let minutes = "---\ntype: referat\ndato: 2019-02-14\norgan: styret\nFRONTvedtak:\n  - {id: ST 1/19, tekst: Ja.}\n  - {id: ST 3/19, tekst: Nei.}\n---\nSe [ST 2/19].\n";
    let world = Memory::default()
        .with("site.toml", format!("format = 1\n{config}"))
        .with("content/register/organer.yaml", "styret: {navn: Styret, kode: ST}\n")
        .with("content/referat/2019-02-14.md", minutes.replace("FRONT", front));
    let checked = check(&world, &Request::default(), &mut Caches::default()).expect("memory never fails");
    let heard = checked.diagnostics.iter().map(|one| (one.finding.rule, one.level));
    heard.filter(|(rule, _)| ["id-gap", "ref-unknown-decision"].contains(rule)).collect()
}

#[test]
fn what_another_finding_tells_is_dropped_only_where_that_is_heard_and_weighs_as_much() {
    let lost = ("ref-unknown-decision", Level::Error);
    assert_eq!(of_a_gap("", ""), [("id-gap", Level::Error)]);
    assert_eq!(of_a_gap("", "[rules]\nid-gap = \"off\"\n"), [lost]);
    assert_eq!(of_a_gap("", "[rules]\nid-gap = \"warning\"\n"), [("id-gap", Level::Warning), lost]);
    assert_eq!(of_a_gap("tillat: [{regel: id-gap, grunn: Nummeret ble aldri brukt.}]\n", ""), [lost]);
}
