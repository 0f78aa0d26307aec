//! date-next-meeting: a next meeting that is not after this one.

use super::{Check, FixKind, Notes, Reading, Record, date_period, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::Date;

/// The record.
pub const RECORD: Record = Record {
    name: "date-next-meeting",
    title: ("et neste møte som ikke er etter dette", "a next meeting that is not after this one"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_next_meeting.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Some(minutes) = entry.document.minutes() else { return };
    let Some(held) = minutes.date_to.as_ref().or(entry.document.front.date.as_ref()) else { return };
    let Some(next) = minutes.next_meeting.as_ref().and_then(|next| next.value.date.as_ref()) else { return };
    if next.value > held.value {
        return;
    }
    let (day, this) = (words::day(next.value), words::day(held.value));
    let message = if next.value == held.value {
        Bilingual::new("Neste møte har samme dato som dette møtet", "The next meeting has the same date as this one")
    } else {
        Bilingual::new(
            format!("Neste møte, {}, er før dette møtet, som var {}", day.nb, this.nb),
            format!("The next meeting, {}, is before this one, which was on {}", day.en, this.en),
        )
    };
    let finding = Finding::new(RECORD.name, site.place(n, next.span), message)
        .with_label(site.place(n, held.span), Bilingual::new("dette møtet", "this meeting"));
    // Where it is only the meeting's last day that is far off, that is the slip.
    let first = entry.document.front.date.as_ref();
    let long = date_period::is_long(first, minutes) && first.is_some_and(|first| next.value > first.value);
    let finding = finding.told_by(long.then(|| (date_period::RECORD.name, site.place(n, held.span))));
    notes.add(match a_year_later(next.value).filter(|later| *later > held.value).map(words::day) {
        Some(later) => finding.with_help(Bilingual::new(format!("Mente du {}?", later.nb), format!("Did you mean {}?", later.en))),
        None => finding.with_help(Bilingual::new("Rett datoen for neste møte.", "Mend the date of the next meeting.")),
    });
}

fn a_year_later(date: Date) -> Option<Date> {
    Date::new(date.year() + 1, date.month(), date.day()).ok()
}
