//! ref-unknown-document: a reference to a document that does not exist, by id or by path.

use super::{Check, FixKind, Notes, Record, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::Form;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-document",
    title: ("en henvisning til et dokument som ikke finnes", "a reference to a document that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_document.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Document) {
        let written = lost.written();
        let by_path = matches!(lost.mention.form, Form::Path { .. });
        let message = if by_path {
            Bilingual::new(format!("Det ligger ikke noe dokument i «{written}»"), format!("There is no document at “{written}”"))
        } else {
            Bilingual::new(format!("Det finnes ikke noe dokument «{written}»"), format!("There is no document “{written}”"))
        };
        let otherwise = if by_path {
            Bilingual::new(
                "Rett stien: den regnes fra mappa som dette dokumentet ligger i.",
                "Correct the path: it counts from the folder that this document lies in.",
            )
        } else {
            Bilingual::new(
                "Skriv dokumentets id: stien under content/ uten «.md».",
                "Write the document's id: its path below content/ without “.md”.",
            )
        };
        let nearest = if by_path { site.nearest_paths(lost.document, written) } else { site.nearest_documents(written) };
        let help = naming::choose(&nearest, otherwise);
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help));
    }
}
