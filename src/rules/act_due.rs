//! act-due: an open action item without a deadline.

use super::{Check, FixKind, Notes, Reading, Record, ill_read};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::ActionStatus;

/// The record.
pub const RECORD: Record = Record {
    name: "act-due",
    title: ("en oppgave uten frist", "an action item without a deadline"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("act_due.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Some(minutes) = entry.document.minutes() else { return };
    for action in minutes.action_items.iter().filter(|action| action.state() == ActionStatus::Open && action.due.is_none()) {
        // A field that could not be read is found already.
        if ill_read::within(&entry.document, action.span) {
            continue;
        }
        let span = action.text.as_ref().map_or(action.span, |text| text.span);
        let message = Bilingual::new("Oppgaven er åpen og har ingen frist", "The item is open and has no deadline");
        let help = Bilingual::new(
            "Skriv en dato i «frist», eller «neste møte» eller «fortløpende».",
            "Write a date under “frist”, or “neste møte” or “fortløpende”.",
        );
        notes.add(Finding::new(RECORD.name, site.place(n, span), message).with_help(help));
    }
}
