//! ref-unknown-person, -body and -unit: an id that is not in the register of its kind, wherever it stands. Where no kind is asked for, any
//! of the three could stand there, and the rule of the one that it was probably meant for speaks.
//!
//! What may not enter: which kind it is, beyond what the rule gives.

use super::{Notes, ill_read, misses, naming};
use crate::diagnostic::{Bilingual, Finding};
use crate::index::nearest::PartyKind;
use crate::index::{Miss, Resolution, Site};
use crate::model::RegisterKind;
use crate::source::Place;

/// What the three rules differ in.
pub(super) struct Party {
    /// The rule.
    pub rule: &'static str,
    /// The kind.
    pub kind: PartyKind,
    /// That there is none of that id.
    pub missing: fn(&str) -> Bilingual,
    /// What to do where none is spelled alike, in bokmål and English.
    pub otherwise: (&'static str, &'static str),
}

/// Checks one of the three.
pub(super) fn check(site: &Site, notes: &mut Notes, party: &Party) {
    let (register, miss) = match party.kind {
        PartyKind::Person => (RegisterKind::People, Miss::Person),
        PartyKind::Body => (RegisterKind::Bodies, Miss::Body),
        PartyKind::Unit => (RegisterKind::Units, Miss::Unit),
    };
    if ill_read::register(site, register) {
        return ill_read::leave_alone(site, register, notes);
    }
    // What may be any of the three may stand in a register that could not be read.
    let partly = [RegisterKind::People, RegisterKind::Bodies, RegisterKind::Units].iter().any(|kind| ill_read::register(site, *kind));
    for lost in misses::lost(site) {
        let written = lost.written();
        if *lost.miss == miss {
            notes.add(finding(site, lost.target(), written, party, true));
        } else if *lost.miss == Miss::Party && !partly && misses::probable_kind(site, written) == party.kind {
            notes.add(finding(site, lost.target(), written, party, false));
        }
    }
    let missed = Resolution::Miss(miss);
    for reference in site.register_references().iter().filter(|reference| reference.resolution == missed) {
        notes.add(finding(site, reference.place, &reference.written, party, true));
    }
}

fn finding(site: &Site, place: Place, written: &str, party: &Party, is_asked_for: bool) -> Finding {
    let message = if is_asked_for { (party.missing)(written) } else { misses::no_party(written) };
    let otherwise = Bilingual::new(party.otherwise.0, party.otherwise.1);
    let nearest = misses::nearest_parties(site, place, written, is_asked_for.then_some(party.kind));
    Finding::new(party.rule, place, message).with_help(naming::choose(&nearest, otherwise))
}
