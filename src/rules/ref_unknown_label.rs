//! ref-unknown-label: `[text][label]` whose label is no reference at all, or a reference in a field that has no known form.

use super::{Check, FixKind, Notes, Record, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-label",
    title: ("en henvisning som ikke viser til noe", "a reference that refers to nothing"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_label.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Label) {
        let written = lost.written();
        let message = Bilingual::new(format!("«{written}» viser ikke til noe"), format!("“{written}” does not refer to anything"));
        let otherwise = Bilingual::new(
            "Skriv en dokument-id, et vedtak («SG 3/17»), «Sak 4», «Vedlegg 2», en lov med paragraf eller «@» foran en id.",
            "Write a document's id, a decision (“SG 3/17”), “Sak 4”, “Vedlegg 2”, a statute with its section, or “@” before an id.",
        );
        let mut nearest = site.nearest_decisions(written);
        nearest.extend(site.nearest_documents(written));
        nearest.truncate(3);
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(naming::choose(&nearest, otherwise)));
    }
}
