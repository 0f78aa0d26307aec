//! ref-unknown-person: the id of a person who is not in the register, in a field, in the text or in another register.

use super::{Check, FixKind, Notes, Record, parties};
use crate::diagnostic::{Bilingual, Level};
use crate::index::Site;
use crate::index::nearest::PartyKind;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-person",
    title: ("en henvisning til en person som ikke finnes", "a reference to a person who does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_person.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let party = parties::Party {
        rule: RECORD.name,
        kind: PartyKind::Person,
        missing: |written| {
            Bilingual::new(
                format!("Det finnes ingen person «{written}» i personregisteret"),
                format!("There is no person “{written}” in the register of people"),
            )
        },
        otherwise: (
            "Før personen i register/personer.yaml, eller skriv {navn: …} for noen som ikke skal stå der.",
            "Enter the person in register/personer.yaml, or write {navn: …} for somebody who does not belong there.",
        ),
    };
    parties::check(site, notes, &party);
}
