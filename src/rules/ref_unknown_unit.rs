//! ref-unknown-unit: the id of a unit that is not in the register, in a field, in the text or in another register.

use super::{Check, FixKind, Notes, Record, parties};
use crate::diagnostic::{Bilingual, Level};
use crate::index::Site;
use crate::index::nearest::PartyKind;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-unit",
    title: ("en henvisning til en enhet som ikke finnes", "a reference to a unit that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_unit.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let party = parties::Party {
        rule: RECORD.name,
        kind: PartyKind::Unit,
        missing: |written| {
            Bilingual::new(
                format!("Det finnes ingen enhet «{written}» i enhetsregisteret"),
                format!("There is no unit “{written}” in the register of units"),
            )
        },
        otherwise: (
            "Før enheten i register/enheter.yaml, eller skriv {navn: …} for en som ikke skal stå der.",
            "Enter the unit in register/enheter.yaml, or write {navn: …} for one that does not belong there.",
        ),
    };
    parties::check(site, notes, &party);
}
