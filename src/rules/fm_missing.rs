//! fm-missing: a document without front matter, or with one that never ends, or whose lines of hyphens are not where or what they must be.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-missing",
    title: ("felter øverst som mangler eller ikke er avsluttet", "front matter that is missing or not closed"),
    levels: &[("", Level::Error)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("fm_missing.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let (message, help) = words(kind);
        let finding = Finding::new(RECORD.name, place, message).with_help(help);
        notes.add(match kind {
            FaultKind::FrontMatterGap => {
                finding.with_fix(Fix::replace(true, place, "", Bilingual::new("Uten den tomme linja", "Without the empty line")))
            }
            FaultKind::FrontMatterHyphens => {
                finding.with_fix(Fix::replace(true, place, "---", Bilingual::new("Med tre bindestreker", "With three hyphens")))
            }
            _ => finding,
        });
    }
}

fn words(kind: &FaultKind) -> (Bilingual, Bilingual) {
    match kind {
        FaultKind::FrontMatterGap => (
            Bilingual::new(
                "Det står en tom linje over feltene, så de blir ikke lest",
                "An empty line stands above the fields, so they are not read",
            ),
            Bilingual::new("Ta ut den tomme linja.", "Take the empty line out."),
        ),
        FaultKind::FrontMatterHyphens => (
            Bilingual::new(
                "Denne linja er ikke «---», så feltene blir ikke skilt fra teksten",
                "This line is not “---”, so the fields are not parted from the text",
            ),
            Bilingual::new("Skriv tre bindestreker: «---».", "Write three hyphens: “---”."),
        ),
        FaultKind::FrontMatterUnclosed => (
            Bilingual::new("Feltene øverst i dokumentet er ikke avsluttet", "The front matter is not closed"),
            Bilingual::new("Skriv en linje med bare «---» etter det siste feltet.", "Write a line with only “---” after the last field."),
        ),
        _ => (
            Bilingual::new("Dokumentet har ingen felter øverst", "The document has no front matter"),
            Bilingual::new(
                "Begynn fila med en linje «---», skriv feltene «type», «tittel» og «dato», og avslutt med en ny linje «---».",
                "Begin the file with a line “---”, write the fields “type”, “tittel” and “dato”, and end with another line “---”.",
            ),
        ),
    }
}
