//! ref-unknown-body: the id of a body that is not in the register, in a field, in the text or in another register.

use super::{Check, FixKind, Notes, Record, ill_read, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::nearest::PartyKind;
use crate::index::{Miss, Resolution, Site};
use crate::model::RegisterKind;
use crate::source::Place;

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
    if ill_read::register(site, RegisterKind::Bodies) {
        return ill_read::leave_alone(site, RegisterKind::Bodies, notes);
    }
    // What may be any of the three may stand in a register that could not be read.
    let partly = [RegisterKind::People, RegisterKind::Bodies, RegisterKind::Units].iter().any(|kind| ill_read::register(site, *kind));
    for lost in misses::lost(site) {
        let written = lost.written();
        match lost.miss {
            Miss::Body => notes.add(finding(site, lost.target(), written, Some(PartyKind::Body))),
            Miss::Party if !partly && misses::probable_kind(site, written) == PartyKind::Body => {
                notes.add(finding(site, lost.target(), written, None));
            }
            _ => {}
        }
    }
    for reference in site.register_references() {
        if reference.resolution == Resolution::Miss(Miss::Body) {
            notes.add(finding(site, reference.place, &reference.written, Some(PartyKind::Body)));
        }
    }
}

/// Where no kind is asked for, any of the three could stand there.
fn finding(site: &Site, place: Place, written: &str, kind: Option<PartyKind>) -> Finding {
    let message = match kind {
        Some(_) => Bilingual::new(
            format!("Det finnes ikke noe organ «{written}» i organregisteret"),
            format!("There is no body “{written}” in the register of bodies"),
        ),
        None => misses::no_party(written),
    };
    let otherwise = Bilingual::new("Før organet i register/organer.yaml.", "Enter the body in register/organer.yaml.");
    let help = naming::choose(&misses::nearest_parties(site, place, written, kind), otherwise);
    Finding::new(RECORD.name, place, message).with_help(help)
}
