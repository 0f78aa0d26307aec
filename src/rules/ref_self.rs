//! ref-self: a document that refers to itself as if it were another.

use super::{Check, FixKind, Notes, Record, misses};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::{Form, Role};

/// The record.
pub const RECORD: Record = Record {
    name: "ref-self",
    title: ("et dokument som viser til seg selv", "a document that refers to itself"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_self.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for reference in &site.references {
        let itself = reference.target().is_some_and(|target| target.subject == Subject::Document(reference.document));
        if !itself {
            continue;
        }
        let mention = site.mention(reference);
        let as_another = matches!(mention.form, Form::Document { .. } | Form::Path { .. });
        // A document that replaces itself is a circle, and dec-cycle's. What is closed on the spot was closed in these minutes.
        if !as_another || matches!(mention.role, Role::ReplacesDocument | Role::ClosedIn(_)) {
            continue;
        }
        let message =
            Bilingual::new("Dokumentet viser til seg selv som et annet dokument", "The document refers to itself as another document");
        let help = match misses::anchor(mention) {
            Some(anchor) if mention.role.in_text() => Bilingual::new(
                format!("Skriv «#{}» hvis det er dette dokumentet du mener.", anchor.value),
                format!("Write “#{}” if this document is what you mean.", anchor.value),
            ),
            _ => Bilingual::new(
                "Skriv id-en til det dokumentet du mener, eller ta ut henvisningen.",
                "Write the id of the document that you mean, or take the reference out.",
            ),
        };
        notes.add(Finding::new(RECORD.name, site.place(reference.document, misses::without_anchor(mention)), message).with_help(help));
    }
}
