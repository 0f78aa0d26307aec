//! id-gap: decision numbers that skip or step back within a year, from one meeting to the next that approves its minutes.

use super::{FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::DecisionId;
use crate::source::{Place, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "id-gap",
    title: ("hull i vedtaksnumrene", "a gap in the decision numbers"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_gap.md"),
    check,
};

fn check(site: &Site, notes: &mut Notes) {
    for (body, entry) in site.registers.bodies.entries.iter().enumerate() {
        let Some(code) = entry.code.as_ref().map(|code| code.value.to_uppercase()) else { continue };
        let mut before: Option<usize> = None;
        for meeting in site.meetings(body).iter().copied() {
            let joined = before.filter(|before| follows(site, *before, meeting));
            sequence(site, meeting, joined, &code, notes);
            before = Some(meeting);
        }
    }
}

/// Whether a meeting is known to be the next after another: it approves its minutes, and was held later.
fn follows(site: &Site, before: usize, meeting: usize) -> bool {
    site.date(before) < site.date(meeting) && site.approves(meeting).contains(&before)
}

/// The numbers of one meeting, each against the one before it.
fn sequence(site: &Site, meeting: usize, joined: Option<usize>, code: &str, notes: &mut Notes) {
    let mut last: Option<(usize, &Spanned<DecisionId>)> = joined.and_then(|before| Some((before, ids(site, before, code).last()?)));
    for id in ids(site, meeting, code) {
        let expected = match last {
            Some((_, last)) if last.value.year == id.value.year => Some(last.value.number.saturating_add(1)),
            // The first of a new year: known only where the meeting before is.
            Some(_) => Some(1),
            None => None,
        };
        if let (Some(expected), Some((document, before))) = (expected, last)
            && expected != id.value.number
            && before.value != id.value
        {
            notes.add(finding(site.place(meeting, id.span), &id.value, site.place(document, before.span), &before.value, expected));
        }
        last = Some((meeting, id));
    }
}

fn ids<'s>(site: &'s Site, document: usize, code: &str) -> impl DoubleEndedIterator<Item = &'s Spanned<DecisionId>> {
    let decisions = site.document(document).minutes().map_or(&[][..], |minutes| &minutes.decisions);
    let ids: Vec<_> = decisions.iter().filter_map(|decision| decision.id.as_ref()).filter(|id| id.value.code == code).collect();
    ids.into_iter()
}

fn finding(place: Place, id: &DecisionId, before_place: Place, before: &DecisionId, expected: u32) -> Finding {
    let next = DecisionId { number: expected, ..id.clone() };
    let message = if id.number > expected {
        let last = DecisionId { number: id.number - 1, ..id.clone() };
        if last == next {
            Bilingual::new(
                format!("{id} kommer rett etter {before}: {next} mangler"),
                format!("{id} comes right after {before}: {next} is missing"),
            )
        } else {
            Bilingual::new(
                format!("{id} kommer rett etter {before}: {next} til {last} mangler"),
                format!("{id} comes right after {before}: {next} to {last} are missing"),
            )
        }
    } else {
        Bilingual::new(
            format!("{id} kommer etter {before}, og numrene går bakover"),
            format!("{id} comes after {before}, so the numbers step back"),
        )
    };
    Finding::new(RECORD.name, place, message).with_label(before_place, Bilingual::new("vedtaket før", "the decision before")).with_help(
        Bilingual::new(
            format!("Skriv {next} om vedtaket er det neste, eller ta med det som mangler."),
            format!("Write {next} if this is the next decision, or list what is missing."),
        ),
    )
}
