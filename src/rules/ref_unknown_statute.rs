//! ref-unknown-statute: a statute cited that neither the site's register nor the built-in list has.

use super::{Check, FixKind, Notes, Record, ill_read, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::RegisterKind;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-statute",
    title: ("en henvisning til en lov som ikke står i registeret", "a reference to a statute that is not in the register"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_statute.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    if ill_read::register(site, RegisterKind::Statutes) {
        return ill_read::leave_alone(site, RegisterKind::Statutes, notes);
    }
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Statute) {
        let written = lost.written();
        let shown = as_written(site.sources.slice(lost.target()), written);
        let message = Bilingual::new(
            format!("Loven «{shown}» står ikke i lovregisteret"),
            format!("The statute “{shown}” is not in the register of statutes"),
        );
        let otherwise = Bilingual::new(
            "Før loven i register/lover.yaml med navn, kortnavn og adressen hos Lovdata.",
            "Enter the statute in register/lover.yaml with its name, short names and address at Lovdata.",
        );
        let help = naming::choose(&site.nearest_statutes(written), otherwise);
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help));
    }
}

/// A name as its author wrote it; an act's day and number in the author's words.
fn as_written<'w>(said: &'w str, written: &'w str) -> &'w str {
    if written.starts_with("lov/") && said.contains("nr") {
        return said.split('§').next().unwrap_or(said).trim();
    }
    let start = said.char_indices().map(|(at, _)| at).find(|at| {
        let word = said.get(*at..*at + written.len());
        word.is_some_and(|word| word.to_lowercase() == written)
    });
    start.and_then(|start| said.get(start..start + written.len())).unwrap_or(written)
}
