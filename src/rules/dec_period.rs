//! dec-period: a decision that ends before it begins.

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};

/// The record.
pub const RECORD: Record = Record {
    name: "dec-period",
    title: ("et vedtak som slutter før det begynner", "a decision that ends before it begins"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_period.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Some(minutes) = entry.document.minutes() else { return };
    for decision in &minutes.decisions {
        // Without `fra` a decision counts from the meeting's own day.
        let from = decision.from.as_ref().or(entry.document.front.date.as_ref());
        let (Some(from), Some(to)) = (from, decision.to.as_ref()) else { continue };
        if to.value >= from.value {
            continue;
        }
        let (first, last) = (words::day(from.value), words::day(to.value));
        let message = Bilingual::new(
            format!("Vedtaket slutter {}, før det begynner {}", last.nb, first.nb),
            format!("The decision ends on {}, before it begins on {}", last.en, first.en),
        );
        let help = Bilingual::new("Rett «fra» eller «til».", "Correct “fra” or “til”.");
        let label = if decision.from.is_some() {
            Bilingual::new("Begynner her", "Begins here")
        } else {
            Bilingual::new("Uten «fra» gjelder det fra møtets dato", "Without “fra” it counts from the meeting's date")
        };
        let finding = Finding::new(RECORD.name, site.place(n, to.span), message).with_help(help);
        notes.add(finding.with_label(site.place(n, from.span), label));
    }
}
