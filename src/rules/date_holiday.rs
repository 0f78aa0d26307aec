//! date-holiday: a meeting or a deadline on a Norwegian public holiday or in a weekend.

use super::{Check, FixKind, Notes, Reading, Record, date_period, holidays, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::{Date, Due, Minutes};
use crate::source::{Span, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "date-holiday",
    title: ("et møte eller en frist på en fridag", "a meeting or a deadline on a day off"),
    levels: &[("", Level::Info)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_holiday.md"),
    check: Check::Document(check),
};

/// What falls on the day, as the sentence begins.
#[derive(Clone, Copy)]
enum What {
    Meeting,
    NextMeeting,
    Comments,
    Action,
}

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Some(minutes) = entry.document.minutes() else { return };
    for (what, span, day) in days(minutes, entry.document.front.date.as_ref()) {
        let Some(name) = holidays::closed(day) else { continue };
        let (nb, en) = match what {
            What::Meeting => ("Møtet", "The meeting"),
            What::NextMeeting => ("Neste møte", "The next meeting"),
            What::Comments => ("Merknadsfristen", "The deadline for comments"),
            What::Action => ("Fristen", "The deadline"),
        };
        let day = words::day(day);
        let message = Bilingual::new(format!("{nb} {} er på {}", day.nb, name.nb), format!("{en}, {}, is on {}", day.en, name.en));
        let help = Bilingual::new("Se etter at datoen er riktig.", "See whether the date is right.");
        let place = site.place(n, span);
        // The last day of a meeting that is far too long is told as that.
        let last = minutes.date_to.as_ref().is_some_and(|last| last.span == span)
            && date_period::is_long(entry.document.front.date.as_ref(), minutes);
        let told = last.then_some((date_period::RECORD.name, place));
        notes.add(Finding::new(RECORD.name, place, message).with_help(help).told_by(told));
    }
}

/// The days of some minutes on which people are to meet or to answer.
fn days(minutes: &Minutes, held: Option<&Spanned<Date>>) -> Vec<(What, Span, Date)> {
    let day = |what: What, date: &Spanned<Date>| (what, date.span, date.value);
    let mut days: Vec<(What, Span, Date)> = held.into_iter().chain(&minutes.date_to).map(|date| day(What::Meeting, date)).collect();
    let next = minutes.next_meeting.as_ref().and_then(|next| next.value.date.as_ref());
    days.extend(next.map(|date| day(What::NextMeeting, date)));
    days.extend(minutes.comment_deadline.as_ref().map(|date| day(What::Comments, date)));
    days.extend(minutes.action_items.iter().filter_map(|item| match item.due.as_ref()? {
        Spanned { value: Due::On(date), span } => Some((What::Action, *span, *date)),
        _ => None,
    }));
    days
}
