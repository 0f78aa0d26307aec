//! act-due-order: an action item that was due before the meeting that gave it.

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::Due;

/// The record.
pub const RECORD: Record = Record {
    name: "act-due-order",
    title: ("en frist før møtet", "a deadline before the meeting"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("act_due_order.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let (Some(minutes), Some(held)) = (entry.document.minutes(), &entry.document.front.date) else { return };
    for due in minutes.action_items.iter().filter_map(|action| action.due.as_ref()) {
        let Due::On(day) = due.value else { continue };
        if day >= held.value {
            continue;
        }
        let (day, meeting) = (words::day(day), words::day(held.value));
        let message = Bilingual::new(
            format!("Fristen {} er før møtet, som ble holdt {}", day.nb, meeting.nb),
            format!("The deadline, {}, is before the meeting, which was held on {}", day.en, meeting.en),
        );
        let help = Bilingual::new("Rett fristen; se på årstallet først.", "Correct the deadline; look at the year first.");
        let label = Bilingual::new("møtets dato", "the meeting's date");
        notes.add(Finding::new(RECORD.name, site.place(n, due.span), message).with_help(help).with_label(site.place(n, held.span), label));
    }
}
