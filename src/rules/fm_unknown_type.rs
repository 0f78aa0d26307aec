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

fn check(site: &Site, notes: &mut Notes) {
    misnamed(site, notes);
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

/// A built-in type that site.toml adds to under a name it does not have: no label makes it a type of one's own, and no document is of it.
fn misnamed(site: &Site, notes: &mut Notes) {
    let Some(source) = site.config.source else { return };
    let is_used = |name: &str| site.documents.iter().any(|entry| entry.document.details.type_name() == name);
    for rules in site.config.types.iter().filter(|rules| rules.label.is_none()) {
        let name = &rules.name.value;
        let Some(meant) = nearest(name, Details::BUILT_IN).filter(|meant| meant != name && !is_used(name)) else { continue };
        let message = Bilingual::new(
            format!("Ingen dokumenter er av typen «{name}», og den har ikke noe navn («label»)"),
            format!("No document is of the type “{name}”, and it has no name (“label”)"),
        );
        let help = Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?"));
        notes.add(Finding::new(RECORD.name, Place::new(source, rules.name.span), message).with_help(help));
    }
}

fn finding(site: &Site, place: Place, found: &str) -> Finding {
    let known = || Details::BUILT_IN.into_iter().chain(site.config.types.iter().map(|rules| rules.name.value.as_str()));
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
