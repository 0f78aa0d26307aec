//! fm-duplicate-key: the same field twice in one place, or one id for two of the people, bodies and units, which share a name space.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::index::{Site, Subject};
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-duplicate-key",
    title: ("et felt eller en id som står to ganger", "a field or an id that stands twice"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("fm_duplicate_key.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::DuplicateKey { key, first } = kind else { continue };
        let message = Bilingual::new(format!("«{key}» står to ganger"), format!("“{key}” stands twice"));
        let finding = Finding::new(RECORD.name, place, message)
            .with_label(Place::new(place.source, *first), Bilingual::new("her står det først", "it stands here first"))
            .with_help(Bilingual::new("Behold bare det ene.", "Keep only one of them."));
        notes.add(finding);
    }
    shared_ids(site, notes);
}

/// People, bodies and units share one name space, as a field may name any of them.
fn shared_ids(site: &Site, notes: &mut Notes) {
    for (first, second) in site.party_clashes() {
        let (Some((id, one)), Some((_, other))) = (named(site, *first), named(site, *second)) else { continue };
        let (Some(first), Some(second)) = (site.defined_at(*first), site.defined_at(*second)) else { continue };
        if one == other {
            continue;
        }
        let message = Bilingual::new(
            format!("«{id}» er id for både {} og {}", one.nb, other.nb),
            format!("“{id}” is the id of both {} and {}", one.en, other.en),
        );
        let finding = Finding::new(RECORD.name, second, message)
            .with_label(first, Bilingual::new("brukt her først", "used here first"))
            .with_help(Bilingual::new(
                "Gi den ene en annen id. Personer, organer og enheter deler id-er, fordi et felt kan vise til hvilken som helst av dem.",
                "Give one of them another id. People, bodies and units share ids, as a field may refer to any of them.",
            ));
        notes.add(finding);
    }
}

/// The id of a person, body or unit, and which of the three it is.
fn named(site: &Site, subject: Subject) -> Option<(&str, Bilingual)> {
    match subject {
        Subject::Person(n) => Some((&site.person(n).id.value, Bilingual::new("en person", "a person"))),
        Subject::Body(n) => Some((&site.body(n).id.value, Bilingual::new("et organ", "a body"))),
        Subject::Unit(n) => Some((&site.unit(n).id.value, Bilingual::new("en enhet", "a unit"))),
        _ => None,
    }
}
