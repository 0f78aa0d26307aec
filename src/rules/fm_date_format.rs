//! fm-date-format: a date that a person can read, written another way than year-month-day.

use super::{Check, FixKind, Notes, Record, faults, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-date-format",
    title: ("en dato skrevet på en annen måte", "a date written another way"),
    levels: &[("", Level::Error)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("fm_date_format.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::DateFormat { written, meant } = kind else { continue };
        let written = words::shown(site, place, written);
        let message = Bilingual::new(
            format!("Datoen «{written}» er ikke skrevet som år-måned-dag"),
            format!("The date “{written}” is not written as year-month-day"),
        );
        let write = Bilingual::new(format!("Skriv «{meant}».",), format!("Write “{meant}”."));
        let fix = Fix::replace(true, place, meant, Bilingual::new("Skriv datoen som år-måned-dag", "Write the date as year-month-day"));
        notes.add(Finding::new(RECORD.name, place, message).with_help(write).with_fix(fix));
    }
}
