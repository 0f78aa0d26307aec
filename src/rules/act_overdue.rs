//! act-overdue: an action item that is open although its deadline has passed at the as-of date.
//!
//! A deadline before the meeting is act-due-order's.

use super::{Check, FixKind, Notes, Record, ill_read, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::Due;

/// The record.
pub const RECORD: Record = Record {
    name: "act-overdue",
    title: ("et åpent punkt der fristen er ute", "an open action item past its deadline"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("act_overdue.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.actions.iter().enumerate() {
        let Some((action, due)) = site.action(n).zip(entry.due).filter(|_| site.overdue(n)) else { continue };
        let document = site.document(entry.document);
        let Some(written) = action.due.as_ref().filter(|_| !document.front.template) else { continue };
        // A status that could not be read may say that it was done.
        if action.status.is_none() && ill_read::within(document, action.span) {
            continue;
        }
        let (due, today) = (words::day(due), words::day(site.as_of));
        let next = if written.value == Due::NextMeeting { (", neste møte,", ", the next meeting,") } else { ("", "") };
        let message = Bilingual::new(
            format!("Punktet er åpent, men fristen var {}{} og i dag er det {}", due.nb, next.0, today.nb),
            format!("The item is open, but its deadline was {}{} and today is {}", due.en, next.1, today.en),
        );
        let help = Bilingual::new(
            "Skriv status: lukket (og lukket_i) hvis det er gjort, avlyst hvis det er falt bort, ellers en ny frist.",
            "Write status: lukket (and lukket_i) if it is done, avlyst if it was dropped, else a new deadline.",
        );
        notes.add(Finding::new(RECORD.name, site.place(entry.document, written.span), message).with_help(help));
    }
}
