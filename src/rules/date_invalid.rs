//! date-invalid: a day that does not exist, in a field or in the text; a week of the text that its year does not have.

use std::collections::HashSet;

use super::years::{Years, weeks_in};
use super::{Check, Counted, FixKind, Notes, Record, faults, naming, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::index::Site;
use crate::model::Date;
use crate::model::text::{DateMention, Part, PeriodMention, PeriodNumber};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "date-invalid",
    title: ("en dato som ikke finnes", "a date that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_invalid.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::DateInvalid { written, last_day } = kind else { continue };
        let written = words::shown(site, place, written);
        let help = match last_day {
            Some(last) => {
                Bilingual::new(format!("Rett dagen: måneden har {last} dager."), format!("Mend the day: the month has {last} days."))
            }
            None => of_year(&written),
        };
        let message = Bilingual::new(format!("Datoen «{written}» finnes ikke"), format!("The date “{written}” does not exist"));
        notes.add(Finding::new(RECORD.name, place, message).with_help(help));
    }
    for (n, entry) in site.documents.iter().enumerate() {
        // A fault noted for the same bytes is one already; one is enough.
        let faults = entry.document.faults.iter();
        let noted: HashSet<Span> =
            faults.filter(|fault| matches!(fault.kind, FaultKind::DateInvalid { .. })).map(|fault| fault.span).collect();
        let text = &entry.document.text;
        notes.count(Counted::Dates, text.dates.len() + text.periods.len());
        let dates = entry.document.text.dates.iter();
        for date in dates.filter(|date| !exists(date) && !noted.contains(&date.span)) {
            let place = site.place(n, date.span);
            let (message, help) = in_text(date, &words::shown(site, place, site.sources.slice(place)));
            let finding = Finding::new(RECORD.name, place, message);
            // The help says month and year again.
            notes.add(if naming::is_exempt(site, n) { finding } else { finding.with_help(help) });
        }
        let own = entry.document.front.date.as_ref().map(|date| date.value);
        let years = Years::of(text, &[], own);
        for period in &text.periods {
            if let Some((number, year)) = missing(period, &years, own) {
                notes.add(in_period(site, n, period, number, year));
            }
        }
    }
}

/// What a year has of that which a field names: halves, quarters or months.
fn of_year(written: &str) -> Bilingual {
    let part = written.rsplit('-').next().unwrap_or_default();
    if part.starts_with(['H', 'h']) {
        return Bilingual::new("Rett halvåret: året har to, H1 og H2.", "Mend the half: the year has two, H1 and H2.");
    }
    if part.starts_with(['Q', 'q']) {
        return Bilingual::new("Rett kvartalet: året har fire, Q1 til Q4.", "Mend the quarter: the year has four, Q1 to Q4.");
    }
    Bilingual::new("Rett måneden: året har tolv.", "Mend the month: the year has twelve.")
}

/// The first number of a period that no year it may be of has, with the likeliest of those years.
fn missing<'p>(period: &'p PeriodMention, years: &Years, own: Option<Date>) -> Option<(&'p PeriodNumber, Option<i16>)> {
    period.numbers.iter().find_map(|number| {
        if number.value > period.part.in_a_year() {
            return Some((number, period.year));
        }
        if period.part != Part::Week || number.value < 53 {
            return None;
        }
        let possible = years.of_week(period, number.value, own);
        let first = possible.first().copied()?;
        possible.iter().all(|year| weeks_in(*year) < number.value).then_some((number, Some(first)))
    })
}

fn in_period(site: &Site, document: usize, period: &PeriodMention, number: &PeriodNumber, year: Option<i16>) -> Finding {
    let place = site.place(document, if period.numbers.len() == 1 { period.span } else { number.span });
    if naming::is_exempt(site, document) {
        return Finding::new(RECORD.name, place, Bilingual::new("Perioden finnes ikke", "There is no such period"));
    }
    let (value, most) = (number.value, period.part.in_a_year());
    let (nb, en) = match period.part {
        Part::Week => (format!("Uke {value}"), format!("Week {value}")),
        Part::Quarter => (format!("{value}. kvartal"), format!("Quarter {value}")),
        Part::Third => (format!("{value}. tertial"), format!("Third {value}")),
        Part::Half => (format!("{value}. halvår"), format!("Half-year {value}")),
    };
    let (of_nb, of_en) = year.map_or_else(Default::default, |year| (format!(" i {year}"), format!(" in {year}")));
    let message = Bilingual::new(format!("{nb} finnes ikke{of_nb}"), format!("{en} does not exist{of_en}"));
    let help = match (period.part, year) {
        (Part::Week, Some(year)) => {
            let weeks = weeks_in(year);
            Bilingual::new(format!("Rett uka: {year} har {weeks} uker."), format!("Mend the week: {year} has {weeks} weeks."))
        }
        (Part::Week, None) => Bilingual::new("Rett uka: et år har 52 eller 53.", "Mend the week: a year has 52 or 53."),
        _ => Bilingual::new(format!("Rett tallet: et år har {most}."), format!("Mend the number: a year has {most}.")),
    };
    Finding::new(RECORD.name, place, message).with_help(help)
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
        let turned = DateMention { day: date.month, month: date.day, date: None, ..date.clone() };
        let (nb, en) = words::month(i8::try_from(date.day).unwrap_or_default());
        let help = match date.year.filter(|_| exists(&turned)) {
            Some(year) => Bilingual::new(
                format!("Mente du {}. {nb} {year}? Dagen skrives før måneden.", date.month),
                format!("Did you mean {} {en} {year}? The day is written before the month.", date.month),
            ),
            None => Bilingual::new("Rett måneden: året har tolv.", "Mend the month: the year has twelve."),
        };
        return (message, help);
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
