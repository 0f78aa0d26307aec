//! ref-unknown-body: the id of a body that is not in the register, in a field, in the text or in another register.

use super::{Check, FixKind, Notes, Record, parties};
use crate::diagnostic::{Bilingual, Level};
use crate::index::Site;
use crate::index::nearest::PartyKind;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-body",
    title: ("en henvisning til et organ som ikke finnes", "a reference to a body that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_body.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let party = parties::Party {
        rule: RECORD.name,
        kind: PartyKind::Body,
        missing: |written| {
            Bilingual::new(
                format!("Det finnes ikke noe organ «{written}» i organregisteret"),
                format!("There is no body “{written}” in the register of bodies"),
            )
        },
        otherwise: ("Før organet i register/organer.yaml.", "Enter the body in register/organer.yaml."),
    };
    parties::check(site, notes, &party);
}
