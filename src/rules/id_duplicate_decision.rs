//! id-duplicate-decision: one decision number given twice. Both places are shown, and the next free number.

use super::{FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DecisionEntry, Site};
use crate::model::{DecisionId, Status};
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "id-duplicate-decision",
    title: ("et vedtaksnummer som er brukt to ganger", "a decision number used twice"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_duplicate_decision.md"),
    check,
};

fn check(site: &Site, notes: &mut Notes) {
    for same in site.decisions.chunk_by(|a, b| a.id == b.id).filter(|same| same.len() > 1) {
        // The one that came first has the number by right; a draft has it by no right at all.
        let right = |entry: &DecisionEntry| (is_draft(site, entry.document), entry.date.is_none(), entry.date, entry.document, entry.nth);
        let Some(first) = same.iter().min_by_key(|entry| right(entry)) else { continue };
        let Some(first_place) = place(site, first) else { continue };
        for entry in same.iter().filter(|entry| right(entry) != right(first)) {
            let Some(place) = place(site, entry) else { continue };
            let id = &entry.id;
            let free = next_free(site, id);
            let finding = Finding::new(
                RECORD.name,
                place,
                Bilingual::new(format!("Nummeret {id} er brukt til to vedtak"), format!("The number {id} is given to two decisions")),
            )
            .with_label(first_place, Bilingual::new(format!("{id} er brukt her"), format!("{id} is used here")))
            .with_help(Bilingual::new(format!("Neste ledige nummer er {free}."), format!("The next free number is {free}.")));
            notes.add(finding);
        }
    }
}

fn is_draft(site: &Site, document: usize) -> bool {
    let front = &site.document(document).front;
    front.template || front.status.as_ref().is_some_and(|status| status.value == Status::Draft)
}

fn place(site: &Site, entry: &DecisionEntry) -> Option<Place> {
    let listed = site.document(entry.document).minutes()?.decisions.get(entry.nth)?;
    Some(site.place(entry.document, listed.id.as_ref()?.span))
}

/// The number after the highest of the body's year. Decisions are sorted by id: code, year, number.
fn next_free(site: &Site, id: &DecisionId) -> DecisionId {
    let after = site.decisions.partition_point(|entry| (&entry.id.code, entry.id.year) <= (&id.code, id.year));
    let highest = after.checked_sub(1).and_then(|last| site.decisions.get(last)).map_or(id.number, |entry| entry.id.number);
    DecisionId { code: id.code.clone(), year: id.year, number: highest.saturating_add(1) }
}
