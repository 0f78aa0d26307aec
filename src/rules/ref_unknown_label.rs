//! ref-unknown-label: `[text][label]` whose label is no reference at all, a reference in a field that has no known form, or the mark of a
//! note that is not there.

use super::{Check, FixKind, Notes, Record, faults, misses, naming, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::index::{Miss, Site};
use crate::source::Place;

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
    for (place, kind) in faults::of(site, RECORD.name) {
        if let FaultKind::NoteLabel { written } = kind {
            notes.add(without_note(place, &words::shown(site, place, written)));
        }
    }
}

fn without_note(place: Place, written: &str) -> Finding {
    let message = Bilingual::new(format!("Det finnes ingen fotnote «{written}»"), format!("There is no note “{written}”"));
    let help = Bilingual::new(
        format!("Skriv fotnoten på en egen linje: «[^{written}]: …», eller stryk merket."),
        format!("Write the note on a line of its own, “[^{written}]: …”, or strike the mark."),
    );
    Finding::new(RECORD.name, place, message).with_help(help)
}
