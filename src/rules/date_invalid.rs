//! date-invalid: a day that does not exist, in a field or in the text.

use std::collections::HashSet;

use super::{Counted, FixKind, Notes, Record, faults, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::index::Site;
use crate::model::Date;
use crate::model::text::DateMention;
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "date-invalid",
    title: ("en dato som ikke finnes", "a date that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_invalid.md"),
    check,
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::DateInvalid { written, last_day } = kind else { continue };
        let written = words::shown(site, place, written);
        let help = match last_day {
            Some(last) => {
                Bilingual::new(format!("Rett dagen: måneden har {last} dager."), format!("Mend the day: the month has {last} days."))
            }
            None => Bilingual::new("Rett måneden: året har tolv.", "Mend the month: the year has twelve."),
        };
        let message = Bilingual::new(format!("Datoen «{written}» finnes ikke"), format!("The date “{written}” does not exist"));
        notes.add(Finding::new(RECORD.name, place, message).with_help(help));
    }
    for (n, entry) in site.documents.iter().enumerate() {
        // A fault noted for the same bytes is one already; one is enough.
        let faults = entry.document.faults.iter();
        let noted: HashSet<Span> =
            faults.filter(|fault| matches!(fault.kind, FaultKind::DateInvalid { .. })).map(|fault| fault.span).collect();
        notes.count(Counted::Dates, entry.document.text.dates.len());
        let dates = entry.document.text.dates.iter();
        for date in dates.filter(|date| !exists(date) && !noted.contains(&date.span)) {
            let place = site.place(n, date.span);
            let (message, help) = in_text(date, &words::shown(site, place, site.sources.slice(place)));
            notes.add(Finding::new(RECORD.name, place, message).with_help(help));
        }
    }
}

/// Whether there is such a day: in its year, or, where none is written, in some year.
fn exists(date: &DateMention) -> bool {
    const LEAP_YEAR: i16 = 2000;
    date.date.is_some() || day_of(date, date.year.unwrap_or(LEAP_YEAR)).is_some()
}

fn day_of(date: &DateMention, year: i16) -> Option<Date> {
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

fn in_text(date: &DateMention, written: &str) -> (Bilingual, Bilingual) {
    let (nb, en) = words::month(i8::try_from(date.month).unwrap_or_default());
    let message = Bilingual::new(format!("Datoen «{written}» finnes ikke"), format!("The date “{written}” does not exist"));
    if nb.is_empty() {
        return (message, Bilingual::new("Rett måneden: året har tolv.", "Mend the month: the year has twelve."));
    }
    let last = (1..=31u8).rev().find(|day| exists(&DateMention { day: *day, date: None, ..date.clone() })).unwrap_or(31);
    let help = match date.year {
        Some(year) => {
            Bilingual::new(format!("Rett dagen: {nb} {year} har {last} dager."), format!("Mend the day: {en} {year} has {last} days."))
        }
        None => Bilingual::new(format!("Rett dagen: {nb} har {last} dager."), format!("Mend the day: {en} has {last} days.")),
    };
    (message, help)
}
