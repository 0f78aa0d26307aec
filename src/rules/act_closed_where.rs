//! act-closed-where: an action item closed in a meeting that was held before the one that gave it.
//! A meeting that does not exist is ref-unknown-document; what is no meeting is ref-wrong-kind.

use super::{Check, FixKind, Notes, Record, misses, naming, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::Role;

/// The record.
pub const RECORD: Record = Record {
    name: "act-closed-where",
    title: ("en oppgave lukket i et tidligere møte", "an action item closed in an earlier meeting"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("act_closed_where.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for reference in &site.references {
        let (Role::ClosedIn(_), Some(target)) = (reference.role, reference.target()) else { continue };
        let (given, closed) = (site.date(reference.document), naming::dated(site, target.subject));
        let Some((given, _)) = given.zip(closed).filter(|(given, closed)| closed < given) else { continue };
        let (name, given) = (naming::subject(site, target.subject), words::day(given));
        let message = Bilingual::new(
            format!("Oppgaven ble gitt {} og kan ikke være lukket i {}", given.nb, name.nb),
            format!("The item was given on {} and cannot have been closed in {}", given.en, name.en),
        );
        let help = Bilingual::new("Vis til møtet der oppgaven ble lukket.", "Refer to the meeting in which the item was closed.");
        let place = site.place(reference.document, misses::without_anchor(site.mention(reference)));
        notes.add(Finding::new(RECORD.name, place, message).with_help(help));
    }
}
