//! id-duplicate-decision: one decision number given twice. Both places are shown, and the next free number.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Record, id_year};
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
    for (first, others) in twice(site) {
        let Some(first_place) = place(site, first) else { continue };
        for entry in others {
            let Some(place) = place(site, entry) else { continue };
            let id = &entry.id;
            let free = free(site, entry);
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

/// Numbers given twice: who has each by right, and the others.
fn twice(site: &Site) -> impl Iterator<Item = (&DecisionEntry, Vec<&DecisionEntry>)> {
    site.decisions.chunk_by(|a, b| a.id == b.id).filter(|same| same.len() > 1).filter_map(|same| {
        // The one that came first has the number by right; a draft has it by no right at all, nor one that skips a number that nobody has
        // or bears another year than its meeting.
        let right = |entry: &DecisionEntry| {
            let odd = skipped(site, entry).is_some() || id_year::is_of_another_year(site, entry.document, entry.id.year);
            (is_draft(site, entry.document), odd, entry.date.is_none(), entry.date, entry.document, entry.nth)
        };
        let first = same.iter().min_by_key(|entry| right(entry))?;
        Some((first, same.iter().filter(|entry| !std::ptr::eq(*entry, first)).collect()))
    })
}

/// The free numbers that those given twice were probably meant to be, each with the bytes of the number that is there.
pub(super) fn meant(site: &Site) -> impl Iterator<Item = (DecisionId, Place)> {
    twice(site).flat_map(|(_, others)| others).filter_map(|entry| Some((free(site, entry), place(site, entry)?)))
}

/// The number that the decision before it in the same minutes makes the next one, where nobody has it and this one is beyond it.
fn skipped(site: &Site, entry: &DecisionEntry) -> Option<DecisionId> {
    let decisions = &site.document(entry.document).minutes()?.decisions;
    let before = &decisions.get(entry.nth.checked_sub(1)?)?.id.as_ref()?.value;
    let next = DecisionId { number: before.number.saturating_add(1), ..before.clone() };
    let is_ahead = (&next.code, next.year) == (&entry.id.code, entry.id.year) && next.number < entry.id.number;
    (is_ahead && site.find_decision(&next).is_none()).then_some(next)
}

/// The free number that was probably meant: the one that was skipped, or the next.
fn free(site: &Site, entry: &DecisionEntry) -> DecisionId {
    skipped(site, entry).unwrap_or_else(|| {
        let after = DecisionId { number: entry.id.number.saturating_add(1), ..entry.id.clone() };
        if site.find_decision(&after).is_none() { after } else { next_free(site, &entry.id) }
    })
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
