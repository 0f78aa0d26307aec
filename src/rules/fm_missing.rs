//! fm-missing: a document without front matter, or with one that never ends.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-missing",
    title: ("felter øverst som mangler eller ikke er avsluttet", "front matter that is missing or not closed"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("fm_missing.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let (message, help) = match kind {
            FaultKind::FrontMatterUnclosed => (
                Bilingual::new("Feltene øverst i dokumentet er ikke avsluttet", "The front matter is not closed"),
                Bilingual::new(
                    "Skriv en linje med bare «---» etter det siste feltet.",
                    "Write a line with only “---” after the last field.",
                ),
            ),
            _ => (
                Bilingual::new("Dokumentet har ingen felter øverst", "The document has no front matter"),
                Bilingual::new(
                    "Begynn fila med en linje «---», skriv feltene «type», «tittel» og «dato», og avslutt med en ny linje «---».",
                    "Begin the file with a line “---”, write the fields “type”, “tittel” and “dato”, and end with another line “---”.",
                ),
            ),
        };
        notes.add(Finding::new(RECORD.name, place, message).with_help(help));
    }
}
