//! date-deadline: a deadline for comments before the meeting, or after the next one.

use super::{Check, FixKind, Notes, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "date-deadline",
    title: ("en merknadsfrist på feil side av et møte", "a deadline for comments on the wrong side of a meeting"),
    levels: &[("", Level::Error), (AFTER_NEXT, Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_deadline.md"),
    check: Check::Site(check),
};

/// The next meeting may approve the minutes before the deadline is out.
const AFTER_NEXT: &str = "after-next-meeting";

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let Some(minutes) = entry.document.minutes() else { continue };
        let (Some(deadline), Some(held)) = (&minutes.comment_deadline, &entry.document.front.date) else { continue };
        let day = words::day(deadline.value);
        let place = site.place(n, deadline.span);
        if deadline.value < held.value {
            let message = Bilingual::new(
                format!("Merknadsfristen {} er før møtet", day.nb),
                format!("The deadline for comments, {}, is before the meeting", day.en),
            );
            let finding = Finding::new(RECORD.name, place, message)
                .with_label(site.place(n, held.span), Bilingual::new("møtets dato", "the meeting's date"))
                .with_help(Bilingual::new("Sett en frist etter møtet.", "Set a deadline after the meeting."));
            notes.add(finding);
        } else if let Some(next) = site.day_of_next_meeting(n, None).filter(|next| *next < deadline.value && *next > held.value) {
            let next = words::day(next);
            let message = Bilingual::new(
                format!("Merknadsfristen {} er etter neste møte, {}", day.nb, next.nb),
                format!("The deadline for comments, {}, is after the next meeting, {}", day.en, next.en),
            );
            let help = Bilingual::new(
                "Sett fristen før neste møte, så kan møtet godkjenne referatet.",
                "Set the deadline before the next meeting, so that it can approve the minutes.",
            );
            notes.add(Finding::new(RECORD.name, place, message).with_case(AFTER_NEXT).with_help(help));
        }
    }
}
