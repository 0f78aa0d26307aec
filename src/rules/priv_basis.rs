//! priv-basis: something exempt from public access without a legal basis that names a section of a statute.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, Condition, FaultKind, Finding, Level};
use crate::index::Site;
use crate::model::{Access, Form, Role};
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "priv-basis",
    title: ("noe unntatt uten gyldig hjemmel", "something exempt without a valid legal basis"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("priv_basis.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, "fm-required") {
        if let FaultKind::Required { condition: Some(Condition::Exempt), .. } = kind {
            notes.add(missing(place));
        }
    }
    for (n, entry) in site.documents.iter().enumerate() {
        let front = &entry.document.front;
        if site.access(n) == Access::Exempt {
            if front.basis.is_none() && front.access.is_none() && front.span != Span::default() {
                // By the site's default: nothing noted it while the file was read.
                notes.add(missing(site.place(n, Span { start: front.span.start, end: front.span.start })));
            }
            invalid(site, n, Role::Basis, notes);
        }
        let decisions = entry.document.minutes().map_or(&[][..], |minutes| &minutes.decisions);
        for (nth, _) in (0..).zip(decisions).filter(|(_, decision)| decision.exempt) {
            invalid(site, n, Role::DecisionBasis(nth), notes);
        }
    }
}

/// What stands under `hjemmel` and names no section. A statute that nobody knows is another rule's.
fn invalid(site: &Site, document: usize, role: Role, notes: &mut Notes) {
    let written = || site.document(document).mentions.iter().filter(move |mention| mention.role == role);
    if written().any(|mention| matches!(&mention.form, Form::Statute(citation) if !citation.sections.is_empty())) {
        return;
    }
    let Some(first) = written().next() else { return };
    let message = match first.form {
        Form::Statute(_) => Bilingual::new("Hjemmelen sier ikke hvilken paragraf", "The legal basis does not say which section"),
        _ => Bilingual::new("Hjemmelen er ikke en paragraf i en lov", "The legal basis is no section of a statute"),
    };
    notes.add(Finding::new(RECORD.name, site.place(document, first.span), message).with_help(help()));
}

fn missing(place: Place) -> Finding {
    let message = Bilingual::new("Det som er unntatt offentlighet, har ingen hjemmel", "What is exempt has no legal basis");
    Finding::new(RECORD.name, place, message).with_help(help())
}

fn help() -> Bilingual {
    Bilingual::new(
        "Skriv loven og paragrafen, for eksempel «hjemmel: offentleglova § 13».",
        "Name the statute and its section, for example “hjemmel: offentleglova § 13”.",
    )
}
