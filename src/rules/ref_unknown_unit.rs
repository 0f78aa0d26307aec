//! ref-unknown-unit: the id of a unit that is not in the register, in a field, in the text or in another register.

use super::{Check, FixKind, Notes, Record, ill_read, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::nearest::PartyKind;
use crate::index::{Miss, Resolution, Site};
use crate::model::RegisterKind;
use crate::source::Place;

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
    if ill_read::register(site, RegisterKind::Units) {
        return ill_read::leave_alone(site, RegisterKind::Units, notes);
    }
    // What may be any of the three may stand in a register that could not be read.
    let partly = [RegisterKind::People, RegisterKind::Bodies, RegisterKind::Units].iter().any(|kind| ill_read::register(site, *kind));
    for lost in misses::lost(site) {
        let written = lost.written();
        match lost.miss {
            Miss::Unit => notes.add(finding(site, lost.target(), written, Some(PartyKind::Unit))),
            Miss::Party if !partly && misses::probable_kind(site, written) == PartyKind::Unit => {
                notes.add(finding(site, lost.target(), written, None));
            }
            _ => {}
        }
    }
    for reference in site.register_references() {
        if reference.resolution == Resolution::Miss(Miss::Unit) {
            notes.add(finding(site, reference.place, &reference.written, Some(PartyKind::Unit)));
        }
    }
}

/// Where no kind is asked for, any of the three could stand there.
fn finding(site: &Site, place: Place, written: &str, kind: Option<PartyKind>) -> Finding {
    let message = match kind {
        Some(_) => Bilingual::new(
            format!("Det finnes ingen enhet «{written}» i enhetsregisteret"),
            format!("There is no unit “{written}” in the register of units"),
        ),
        None => misses::no_party(written),
    };
    let otherwise = Bilingual::new(
        "Før enheten i register/enheter.yaml, eller skriv {navn: …} for en som ikke skal stå der.",
        "Enter the unit in register/enheter.yaml, or write {navn: …} for one that does not belong there.",
    );
    let help = naming::choose(&misses::nearest_parties(site, place, written, kind), otherwise);
    Finding::new(RECORD.name, place, message).with_help(help)
}
