//! date-future: approved minutes of a meeting that has not been held.

use super::{Check, FixKind, Notes, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DocumentState, Site};
use crate::model::Status;

/// The record.
pub const RECORD: Record = Record {
    name: "date-future",
    title: ("et godkjent referat fra et møte som ikke er holdt", "approved minutes of a meeting not yet held"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_future.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let front = &entry.document.front;
        let DocumentState::Minutes(state) = entry.state else { continue };
        let Some(date) = front.date.as_ref().filter(|date| date.value > site.as_of) else { continue };
        let written = front.status.as_ref().filter(|status| status.value == Status::Approved);
        if !state.approved() && written.is_none() {
            continue;
        }
        let (day, today) = (words::day(date.value), words::day(site.as_of));
        let message = Bilingual::new(
            format!("Referatet er godkjent, men møtet {} er ikke holdt per {}", day.nb, today.nb),
            format!("The minutes are approved, but the meeting on {} has not been held by {}", day.en, today.en),
        );
        let help = Bilingual::new(
            "Rett datoen, eller vent med å godkjenne referatet.",
            "Mend the date, or wait with the approval of the minutes.",
        );
        let finding = Finding::new(RECORD.name, site.place(n, date.span), message).with_help(help);
        notes.add(match written {
            Some(status) => finding.with_label(site.place(n, status.span), Bilingual::new("godkjent her", "approved here")),
            None => finding,
        });
    }
}
