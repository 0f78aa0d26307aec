//! id-duplicate-decision: one decision number given twice. Both places are shown, and the next free number.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DecisionEntry, Site};
use crate::model::{Body, DecisionId, Status};
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "id-duplicate-decision",
    title: ("et vedtaksnummer som er brukt to ganger", "a decision number used twice"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_duplicate_decision.md"),
    check: Check::Site(check),
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
    codes(site, notes);
}

/// Two bodies that give out numbers under one code at the same time. A body that takes over another's code, and its numbers, is none.
fn codes(site: &Site, notes: &mut Notes) {
    let Some(source) = site.registers.bodies.source else { return };
    let mut holders: HashMap<&str, Vec<&Body>> = HashMap::new();
    for body in &site.registers.bodies.entries {
        let Some(code) = &body.code else { continue };
        let before = holders.entry(code.value.as_str()).or_default();
        if let Some((other, first)) =
            before.iter().filter(|other| at_once(other, body)).find_map(|other| Some((*other, other.code.as_ref()?)))
        {
            let (code, name) = (&code.value, other.name.as_ref().unwrap_or(&other.id));
            let message = Bilingual::new(
                format!("{code} er også koden til {}, så ett nummer kan bety to vedtak", name.value),
                format!("{code} is also the code of {}, so that one number may mean two decisions", name.value),
            );
            let finding = Finding::new(RECORD.name, Place::new(source, body.code.as_ref().map_or(body.id.span, |code| code.span)), message)
                .with_label(Place::new(source, first.span), Bilingual::new("det andre organet", "the other body"))
                .with_help(Bilingual::new("Gi det ene organet en annen kode.", "Give one of the bodies another code."));
            notes.add(finding);
        }
        before.push(body);
    }
}

/// Whether two bodies exist on the same day.
fn at_once(one: &Body, other: &Body) -> bool {
    let ends_before =
        |a: &Body, b: &Body| a.dissolved.as_ref().zip(b.established.as_ref()).is_some_and(|(end, start)| end.value <= start.value);
    !ends_before(one, other) && !ends_before(other, one)
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
