//! act-owner: an open action item with nobody responsible.

use super::{Check, FixKind, Notes, Reading, Record, ill_read};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::ActionStatus;

/// The record.
pub const RECORD: Record = Record {
    name: "act-owner",
    title: ("en oppgave uten ansvarlig", "an action item that nobody is responsible for"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("act_owner.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Some(minutes) = entry.document.minutes() else { return };
    for action in minutes.action_items.iter().filter(|action| action.state() == ActionStatus::Open && action.responsible.is_empty()) {
        // A field that could not be read is found already.
        if ill_read::within(&entry.document, action.span) {
            continue;
        }
        let span = action.text.as_ref().map_or(action.span, |text| text.span);
        let message =
            Bilingual::new("Oppgaven er åpen, og ingen er ansvarlig for den", "The item is open, and nobody is responsible for it");
        let help = Bilingual::new(
            "Skriv hvem som skal gjøre det, i «ansvarlig»: en person, et organ eller en enhet.",
            "Write who is to do it under “ansvarlig”: a person, a body or a unit.",
        );
        notes.add(Finding::new(RECORD.name, site.place(n, span), message).with_help(help));
    }
}
