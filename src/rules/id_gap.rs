//! id-gap: decision numbers that skip or step back within a year, from one meeting to the next that approves its minutes.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::{Check, FixKind, Notes, Record, misses};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::{DecisionId, Form};
use crate::source::{Place, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "id-gap",
    title: ("hull i vedtaksnumrene", "a gap in the decision numbers"),
    levels: &[("", Level::Warning), (REFERRED, Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_gap.md"),
    check: Check::Site(check),
};

/// A missing number that something refers to.
const REFERRED: &str = "referred-to";

fn check(site: &Site, notes: &mut Notes) {
    let mut gaps = Vec::new();
    of(site, notes, &mut gaps);
    let lost = if gaps.is_empty() { HashMap::new() } else { lost(site) };
    for gap in gaps {
        let referred = gap.missing.iter().find_map(|id| Some((id, lost.get(id)?)));
        let finding = told(&gap);
        notes.add(match referred {
            Some((id, place)) => finding
                .with_case(REFERRED)
                .with_label(*place, Bilingual::new(format!("her vises det til {id}"), format!("this refers to {id}"))),
            None => finding,
        });
    }
}

/// The numbers that are missing, each run with the bytes of the number after it.
pub(super) fn missing(site: &Site) -> Vec<(Vec<DecisionId>, Place)> {
    let mut gaps = Vec::new();
    of(site, &mut Notes::default(), &mut gaps);
    gaps.into_iter().map(|gap| (gap.missing, gap.place)).collect()
}

/// The decisions that are referred to and do not exist, each with the first reference.
fn lost(site: &Site) -> HashMap<DecisionId, Place> {
    let mut first = HashMap::new();
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Decision) {
        if let Form::Decision(id) = &lost.mention.form {
            first.entry(id.clone()).or_insert_with(|| lost.target());
        }
    }
    first
}

/// Numbers missing between two that follow each other.
struct Gap<'s> {
    place: Place,
    id: &'s DecisionId,
    before_place: Place,
    before: &'s DecisionId,
    missing: Vec<DecisionId>,
}

fn of<'s>(site: &'s Site, notes: &mut Notes, gaps: &mut Vec<Gap<'s>>) {
    for (body, entry) in site.registers.bodies.entries.iter().enumerate() {
        let Some(code) = entry.code.as_ref().map(|code| code.value.to_uppercase()) else { continue };
        let mut before: Option<usize> = None;
        for meeting in site.meetings(body).iter().copied() {
            let joined = before.filter(|before| follows(site, *before, meeting));
            sequence(site, meeting, joined, &code, (notes, gaps));
            before = Some(meeting);
        }
    }
}

/// Whether a meeting is known to be the next after another: it approves its minutes, and was held later.
fn follows(site: &Site, before: usize, meeting: usize) -> bool {
    site.date(before) < site.date(meeting) && site.approves(meeting).contains(&before)
}

/// The numbers of one meeting, each against the highest before it.
fn sequence<'s>(site: &'s Site, meeting: usize, joined: Option<usize>, code: &str, (notes, gaps): (&mut Notes, &mut Vec<Gap<'s>>)) {
    let own: Vec<Option<&Spanned<DecisionId>>> = numbers(site, meeting, code).collect();
    let here: LazyCell<HashSet<&DecisionId>, _> = LazyCell::new(|| own.iter().flatten().map(|id| &id.value).collect());
    let mut last: Option<(usize, &Spanned<DecisionId>)> = joined.and_then(|before| Some((before, numbers(site, before, code).last()??)));
    for id in own.iter().copied() {
        // After a number that another rule speaks of, nobody knows which should follow.
        let Some(id) = id else {
            last = None;
            continue;
        };
        if let Some((document, before)) = last.filter(|(_, before)| before.value.year <= id.value.year) {
            // The first number of a year is known to be 1 where the meeting before is.
            let highest = if before.value.year == id.value.year { before.value.number } else { 0 };
            let place = site.place(meeting, id.span);
            let before_place = site.place(document, before.span);
            let of = |number: u32| DecisionId { number, ..id.value.clone() };
            if id.value.number < highest {
                notes.add(step_back(place, &id.value, before_place, &before.value));
                continue;
            }
            let missing = (highest.saturating_add(1)..id.value.number).take(LONGEST_GAP).map(of);
            let missing: Vec<DecisionId> = missing.filter(|id| !here.contains(id)).collect();
            if !missing.is_empty() {
                gaps.push(Gap { place, id: &id.value, before_place, before: &before.value, missing });
            }
        }
        last = Some((meeting, id));
    }
}

/// How many missing numbers are counted.
const LONGEST_GAP: usize = 500;

/// The numbers of a meeting's decisions that count for a body; none for one that cannot be read, that stands twice, or whose
/// code or year is not the meeting's. Decisions of the other body of a joint meeting are left out.
fn numbers<'s>(site: &'s Site, document: usize, code: &str) -> impl Iterator<Item = Option<&'s Spanned<DecisionId>>> {
    let minutes = site.document(document).minutes();
    let decisions = minutes.map_or(&[][..], |minutes| &minutes.decisions);
    let days = site.date(document).map(|first| (first, minutes.and_then(|m| m.date_to.as_ref()).map_or(first, |last| last.value)));
    let held_in =
        move |year: u8| days.is_none_or(|(first, last)| (first.year()..=last.year()).any(|held| held.rem_euclid(100) == i16::from(year)));
    let bodies = site.document(document).front.bodies.iter().filter_map(|body| site.find_body(&body.value));
    let codes: Vec<String> = bodies.filter_map(|body| Some(site.body(body).code.as_ref()?.value.to_uppercase())).collect();
    decisions.iter().filter_map(move |decision| match &decision.id {
        Some(id) if id.value.code != code => (!codes.contains(&id.value.code)).then_some(None),
        Some(id) if !held_in(id.value.year) => Some(None),
        Some(id) if stands_twice(site, &id.value) => Some(None),
        Some(id) => Some(Some(id)),
        None => Some(None),
    })
}

fn stands_twice(site: &Site, id: &DecisionId) -> bool {
    let first = site.decisions.partition_point(|decision| decision.id < *id);
    site.decisions.get(first + 1).is_some_and(|second| second.id == *id)
}

fn told(gap: &Gap<'_>) -> Finding {
    let Gap { place, id, before_place, before, missing } = gap;
    let (from, to) = (missing.first().unwrap_or(id), missing.last().unwrap_or(id));
    let message = if from == to {
        Bilingual::new(
            format!("{id} kommer rett etter {before}: {from} mangler"),
            format!("{id} comes right after {before}: {from} is missing"),
        )
    } else {
        Bilingual::new(
            format!("{id} kommer rett etter {before}: {from} til {to} mangler"),
            format!("{id} comes right after {before}: {from} to {to} are missing"),
        )
    };
    Finding::new(RECORD.name, *place, message).with_label(*before_place, Bilingual::new("vedtaket før", "the decision before")).with_help(
        Bilingual::new(
            format!("Skriv {from} om vedtaket er det neste, eller ta med det som mangler."),
            format!("Write {from} if this is the next decision, or list what is missing."),
        ),
    )
}

fn step_back(place: Place, id: &DecisionId, before_place: Place, before: &DecisionId) -> Finding {
    let message = Bilingual::new(format!("{id} kommer etter {before}"), format!("{id} comes after {before}"));
    Finding::new(RECORD.name, place, message).with_label(before_place, Bilingual::new("vedtaket før", "the decision before")).with_help(
        Bilingual::new("Nummerer vedtakene i den rekkefølgen de ble gjort.", "Number the decisions in the order they were made."),
    )
}
