//! An id number, an account or a secret is never repeated: not by the rule that finds it, not by a rule that quotes or shows what
//! stands there, not as a path, in no format. The numbers are synthetic: 80 is added to the month.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;

use saksgang::diagnostic::Tongue;
use saksgang::pipeline::{Caches, Checked, Request, check};
use saksgang::report::json;
use saksgang::report::text::{TextOptions, render};

/// 1 January 1985, synthetic.
const ID: &str = "01818512089";
const SECRET: &str = "Sommer2019!";

/// Each file has faults on the lines with the number, or a fault whose message would quote it.
fn checked() -> Checked {
    let grouped = format!("{} {}", &ID[..6], &ID[6..]);
    let note = format!(
        "---\ntype: notat\ntittel: Om {ID}\ndato: {ID}\nansvarlig: {ID}\nstatus: {ID}\n{ID}: ja\nrelatert: [{ID}, notat/{ID}]\n\
         vedlegg: [{{fil: {ID}.pdf, tittel: Søknad}}]\n---\n\n\
         Nummeret {grouped} og [et dokument][notat/{ID}], [@{ID}], passord: {SECRET} og [en feil][finnes-ikke].\n\n<b>{ID}</b>\n\n\
         ![{ID}]({ID}.png) fredag 1. januar 2019 {ID}\n"
    );
    let unreadable = format!("---\ntype: notat\ntittel: {ID}: {ID}\n  {ID}\ndato: [\n---\n");
    let world = common::base()
        .with("content/notat/a.md", note)
        .with("content/notat/b.md", unreadable)
        .with(&format!("content/notat/{ID}.md"), format!("---\ntype: {ID}\n---\n"))
        .with(
            "content/notat/c.md",
            format!("---\ntype: notat\ntittel: m\u{f8}te {ID}\n---\n").chars().map(|c| c as u8).collect::<Vec<u8>>(),
        )
        .with("content/register/lover.yaml", format!("{ID}: {{navn: {ID}, ukjent: {ID}}}\n"))
        .with("site.toml", format!("format = 1\ntitle = \"{ID}\"\nlanguage = \"{ID}\"\n[rules]\n\"{ID}\" = \"varsel\"\n"));
    check(&world, &Request::default(), &mut Caches::default()).expect("memory never fails")
}

#[test]
fn no_output_repeats_the_number() {
    let checked = checked();
    let sources = &checked.site.sources;
    let rules: std::collections::BTreeSet<&str> = checked.diagnostics.iter().map(|found| found.finding.rule).collect();
    assert!(rules.contains("priv-national-id") && rules.contains("priv-secret") && rules.len() > 8, "many rules speak: {rules:?}");
    for tongue in [Tongue::Bokmal, Tongue::English] {
        for text in [
            render(&checked.diagnostics, sources, TextOptions { tongue, colour: false }),
            render(&checked.diagnostics, sources, TextOptions { tongue, colour: true }),
            json::render(&checked.diagnostics, sources, tongue),
        ] {
            for words in [ID, &ID[6..], SECRET] {
                let line = text.lines().find(|line| line.contains(words));
                assert!(line.is_none(), "{words} is repeated: {line:?}");
            }
            assert!(text.contains("•••"), "dots stand for it");
        }
    }
}

#[test]
fn every_place_of_the_number_is_found() {
    let checked = checked();
    let found = checked.diagnostics.iter().filter(|found| found.finding.rule == "priv-national-id");
    let found: std::collections::BTreeSet<&str> =
        found.filter_map(|found| Some(checked.site.sources.get(found.finding.place.source)?.path.as_str())).collect();
    let own = format!("content/notat/{ID}.md");
    let files =
        ["content/notat/a.md", "content/notat/b.md", "content/notat/c.md", "content/register/lover.yaml", "site.toml", own.as_str()];
    assert_eq!(found, files.into_iter().collect());
}
