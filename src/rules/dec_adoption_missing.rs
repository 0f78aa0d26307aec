//! dec-adoption-missing: a mandate or organisation plan and the decision that adopted it do not name each other.
//!
//! A status `gjeldende` without `vedtatt` is fm-required's.

use super::{Check, FixKind, Notes, Record, faults, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DecisionState, Site};
use crate::model::{Details, Document, Role, Status};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-adoption-missing",
    title: ("et vedtak og et dokument som ikke viser til hverandre", "an adoption that only one side knows of"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_adoption_missing.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let document = &entry.document;
        if !matches!(document.details, Details::Mandate(_) | Details::Plan(_)) || !is_adopted(document) {
            continue;
        }
        match &document.front.adopted {
            Some(written) => {
                if let Some(decision) = site.adopted_by(n).filter(|decision| !lists(site, *decision, n)) {
                    notes.add(not_listed(site, n, written.span, decision));
                }
            }
            None => notes.add_all(unnamed(site, n)),
        }
    }
}

/// Whether a document is meant to count: no draft, nothing out for comments, no template.
fn is_adopted(document: &Document) -> bool {
    let status = document.front.status.as_ref().map(|status| status.value);
    !document.front.template && !matches!(status, Some(Status::Draft | Status::Hearing))
}

/// Whether a decision lists a document under `gjelder`, or something there that leads nowhere and may have meant it.
fn lists(site: &Site, decision: usize, document: usize) -> bool {
    let Some(entry) = site.decisions.get(decision) else { return true };
    let nth = u16::try_from(entry.nth).unwrap_or(u16::MAX);
    let lost = site.references_as(entry.document, Role::Covers(nth)).any(|reference| reference.target().is_none());
    lost || site.covers(decision).contains(&document) || faults::unread(site.document(entry.document), "vedtak")
}

fn not_listed(site: &Site, document: usize, at: Span, decision: usize) -> Finding {
    let name = naming::decision(site, decision);
    let message = Bilingual::new(
        format!("{} fører ikke dette dokumentet under «gjelder»", name.nb),
        format!("{} does not list this document under `gjelder`", name.en),
    );
    let others: Vec<String> =
        site.covered_by(document).into_iter().filter_map(|other| site.decisions.get(other).map(|entry| entry.id.to_string())).collect();
    let id = &site.document(document).id;
    let help = match others.as_slice() {
        [] => Bilingual::new(
            format!("Skriv gjelder: [{id}] i vedtaket, eller rett nummeret her."),
            format!("Write gjelder: [{id}] in the decision, or correct the number here."),
        ),
        [first, ..] => Bilingual::new(
            format!("Skriv {first} hvis det er det vedtaket som er ment: det gjelder dette dokumentet."),
            format!("Write {first} if that is the decision that is meant: it lists this document."),
        ),
    };
    let finding = Finding::new(RECORD.name, site.place(document, at), message).with_help(help);
    labelled(site, finding, decision)
}

/// A decision in force lists the document, and the document names none.
fn unnamed(site: &Site, document: usize) -> Option<Finding> {
    let front = &site.document(document).front;
    let required = front.status.as_ref().is_some_and(|status| status.value == Status::InForce);
    if required || asked_for(site, document) || faults::unread(site.document(document), "vedtatt") {
        return None;
    }
    let counts = |decision: &usize| site.decisions.get(*decision).is_some_and(|entry| entry.state != DecisionState::Draft);
    let decision = site.covered_by(document).into_iter().find(counts)?;
    let (name, id) = (naming::decision(site, decision), &site.decisions.get(decision)?.id);
    let message = Bilingual::new(
        format!("{} gjelder dette dokumentet, men dokumentet mangler «vedtatt»", name.nb),
        format!("{} lists this document, but the document has no `vedtatt`", name.en),
    );
    let help = Bilingual::new(format!("Legg til vedtatt: {id}."), format!("Add vedtatt: {id}."));
    let top = Span { start: front.span.start, end: front.span.start };
    let finding = Finding::new(RECORD.name, site.place(document, top), message).with_help(help);
    Some(labelled(site, finding, decision))
}

/// Whether site.toml requires `vedtatt` of the type: then its absence is found already.
fn asked_for(site: &Site, document: usize) -> bool {
    let rules = site.config.type_rules(site.document(document).details.type_name());
    rules.is_some_and(|rules| rules.required.iter().any(|key| key.value == "vedtatt"))
}

fn labelled(site: &Site, finding: Finding, decision: usize) -> Finding {
    let id = site.decision(decision).and_then(|listed| listed.id.as_ref());
    match site.decisions.get(decision).zip(id) {
        Some((entry, id)) => finding.with_label(site.place(entry.document, id.span), Bilingual::new("vedtaket", "the decision")),
        None => finding,
    }
}
