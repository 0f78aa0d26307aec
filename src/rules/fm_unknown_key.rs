//! fm-unknown-key: a field that the type does not have. The nearest one is offered.

use super::{FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-unknown-key",
    title: ("et felt som ikke finnes", "a field that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("fm_unknown_key.md"),
    check,
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::UnknownKey { key, owner, nearest } = kind else { continue };
        let message = Bilingual::new(format!("Feltet «{key}» finnes ikke i «{owner}»"), format!("There is no field “{key}” in “{owner}”"));
        let finding = Finding::new(RECORD.name, place, message);
        notes.add(match nearest {
            Some(meant) => finding
                .with_help(Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?")))
                .with_fix(Fix::replace(false, place, meant, Bilingual::new(format!("Skriv «{meant}»"), format!("Write “{meant}”")))),
            None => finding.with_help(Bilingual::new(
                "Fjern feltet, eller flytt opplysningen til teksten.",
                "Remove the field, or move what it says to the text.",
            )),
        });
    }
}
