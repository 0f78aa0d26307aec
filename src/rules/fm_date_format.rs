//! fm-date-format: a date that a person can read, written another way than year-month-day.

use super::{Check, FixKind, Notes, Record, date_weekday, faults, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level};
use crate::fields;
use crate::index::Site;
use crate::model::Date;
use crate::model::text::Weekday;
use crate::source::Place;

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
        if let Some((day, said)) = contradiction(written, meant) {
            notes.add(contradicted(site, place, written, day, said));
            continue;
        }
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

/// The day, and the weekday it is said to be, where it is another one.
fn contradiction(written: &str, meant: &str) -> Option<(Date, Weekday)> {
    let (day, said) = (meant.parse().ok()?, fields::weekday(written)?);
    (words::weekday_of(day) != said).then_some((day, said))
}

/// Nobody knows whether the date or the weekday is the slip, so there is no fix.
fn contradicted(site: &Site, place: Place, written: &str, day: Date, said: Weekday) -> Finding {
    if words::is_hidden(site, place) {
        let message = Bilingual::new(
            "Datoen er ikke skrevet som år-måned-dag, og ukedagen er ikke datoens",
            "The date is not written as year-month-day, and the weekday is not the date's",
        );
        return Finding::new(RECORD.name, place, message);
    }
    let (long, is, near) = (words::day(day), words::weekday(words::weekday_of(day)), date_weekday::nearest_day(day, said));
    let verb = if day < site.as_of { ("var", "was") } else { ("er", "is") };
    let message = Bilingual::new(
        format!("Datoen «{written}» er ikke skrevet som år-måned-dag, og {} {} en {}", long.nb, verb.0, is.nb),
        format!("The date “{written}” is not written as year-month-day, and {} {} a {}", long.en, verb.1, is.en),
    );
    let weekday = words::weekday(said);
    let (or_nb, or_en) = near.map_or_else(Default::default, |near| {
        (format!(", eller «{near}» om {}en er riktig", weekday.nb), format!(", or “{near}” if the {} is right", weekday.en))
    });
    let help = Bilingual::new(format!("Skriv «{day}» om datoen er riktig{or_nb}."), format!("Write “{day}” if the date is right{or_en}."));
    Finding::new(RECORD.name, place, message).with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn a_weekday_of_another_day_is_told_and_never_mended_away() {
        for (written, help, fix) in [
            ("fredag 21. november 2024", "Skriv «2024-11-21» om datoen er riktig, eller «2024-11-22» om fredagen er riktig.", None),
            ("mandag 1.12.2024", "Skriv «2024-12-01» om datoen er riktig, eller «2024-12-02» om mandagen er riktig.", None),
            ("torsdag 21. november 2024", "Skriv «2024-11-21».", Some("2024-11-21")),
            ("sundag 1.12.2024", "Skriv «2024-12-01».", Some("2024-12-01")),
        ] {
            let note = format!("---\ntype: notat\ntittel: T\ndato: {written}\n---\n");
            let found = first(&super::RECORD, &[("content/a.md", &note)]);
            assert_eq!(found.help.unwrap().nb, help);
            assert_eq!(found.fix.map(|fix| fix.edits[0].text.clone()).as_deref(), fix, "{written}");
        }
        let exempt = "---\ntype: notat\ntittel: T\ndato: fredag 21. november 2024\ntilgang: unntatt\nhjemmel: offentleglova § 13\n---\n";
        assert!(!first(&super::RECORD, &[("content/a.md", exempt)]).message.nb.contains("torsdag"));
    }
}
