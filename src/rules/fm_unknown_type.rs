//! fm-unknown-type: a type that is neither built in nor defined in site.toml.

use super::{Check, FixKind, Notes, Record, faults, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level, nearest};
use crate::index::Site;
use crate::model::Details;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-unknown-type",
    title: ("en dokumenttype som ikke finnes", "a document type that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("fm_unknown_type.md"),
    check: Check::Site(check),
};

/// The types that every site knows.
const BUILT_IN: [&str; 8] = ["referat", "mandat", "organisasjonsplan", "avtale", "veileder", "rapport", "notat", "side"];

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        if let FaultKind::UnknownType { found, .. } = kind {
            notes.add(finding(site, place, found));
        }
    }
    for (n, entry) in site.documents.iter().enumerate() {
        if let (Details::Custom(name), Some(written)) = (&entry.document.details, &entry.document.front.type_name)
            && site.config.type_rules(name).is_none()
        {
            notes.add(finding(site, site.place(n, written.span), name));
        }
    }
}

fn finding(site: &Site, place: Place, found: &str) -> Finding {
    let known = || BUILT_IN.iter().copied().chain(site.config.types.iter().map(|rules| rules.name.value.as_str()));
    let message = Bilingual::new(format!("Det finnes ingen dokumenttype «{found}»"), format!("There is no document type “{found}”"));
    let finding = Finding::new(RECORD.name, place, message);
    match nearest(found, known()) {
        Some(meant) => finding.with_help(Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?"))),
        None => {
            let known = words::one_of(known());
            finding.with_help(Bilingual::new(
                format!("Skriv {}, eller definer typen i site.toml.", known.nb),
                format!("Write {}, or define the type in site.toml.", known.en),
            ))
        }
    }
}
