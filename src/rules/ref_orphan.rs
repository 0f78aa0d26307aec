//! ref-orphan: a document that nothing links to.

use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DocumentState, MinutesState, Site, Subject};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-orphan",
    title: ("et dokument som ingenting viser til", "a document that nothing links to"),
    levels: &[("", Level::Info)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_orphan.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let draft = matches!(entry.state, DocumentState::Draft | DocumentState::Minutes(MinutesState::Draft));
        let named = |subject: Subject| site.backlinks(subject).any(|reference| reference.document != n);
        let decided = || site.decisions_in(n).iter().any(|decision| named(Subject::Decision(*decision)));
        // The front page is where everybody begins.
        if draft || entry.document.id.as_str().is_empty() || named(Subject::Document(n)) || decided() {
            continue;
        }
        let front = &entry.document.front;
        let span = front.title.as_ref().map(|title| title.span).or_else(|| front.date.as_ref().map(|date| date.span));
        let message = Bilingual::new("Ingen andre dokumenter viser til dette", "No other document refers to this one");
        let help = Bilingual::new(
            "Vis til det der leserne kommer fra: i «relatert», eller i teksten.",
            "Refer to it from where readers come: in “relatert”, or in the text.",
        );
        notes.add(Finding::new(RECORD.name, site.place(n, span.unwrap_or(Span::new(0, 0))), message).with_help(help));
    }
}
