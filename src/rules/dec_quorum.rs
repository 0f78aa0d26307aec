//! dec-quorum: fewer voting members present than the body needs to decide. Once for some minutes where it holds for all of their
//! decisions; at the decision where it holds for its agenda item alone.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Reading, Record, faults};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::{Attendee, Date, Membership, Minutes, Who};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-quorum",
    title: ("vedtak uten at organet var vedtaksført", "a decision without a quorum"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_quorum.md"),
    check: Check::Registers(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let document = &entry.document;
    let (Some(minutes), Some(held)) = (document.minutes(), &document.front.date) else { return };
    if document.front.template || minutes.present.is_empty() || faults::unread(document, "til_stede") {
        return;
    }
    let mut told = HashSet::new();
    for decision in &minutes.decisions {
        let Some(body) = site.deciding_body(n, decision).filter(|body| !told.contains(body)) else { continue };
        let Some(needed) = site.body(body).quorum.as_ref().map(|needed| needed.value) else { continue };
        let count = |item: Option<&str>| u32::try_from(voters(site, body, minutes, held.value, item)).unwrap_or(u32::MAX);
        let all = count(None);
        let stayed = minutes.present.iter().all(|attendee| attendee.items.is_empty());
        let for_item = if stayed { all } else { count(decision.item.as_ref().map(|item| item.value.as_str())) };
        if all < needed {
            told.insert(body);
            let at = document.front.key("til_stede").unwrap_or(decision.span);
            notes.add(finding(site, n, at, body, (all, needed)));
        } else if for_item < needed {
            let at = decision.id.as_ref().map_or(decision.span, |id| id.span);
            notes.add(finding(site, n, at, body, (for_item, needed)));
        }
    }
}

/// How many voting members took part: in the whole meeting, or in one agenda item. A deputy counts for an absent member, each member
/// once. Whoever cannot be told from a member or a deputy counts too.
fn voters(site: &Site, body: usize, minutes: &Minutes, day: Date, item: Option<&str>) -> usize {
    let there = |attendee: &&Attendee| {
        item.is_none_or(|item| attendee.items.is_empty() || attendee.items.iter().any(|there| there.value.trim() == item.trim()))
    };
    let present: Vec<&Attendee> = minutes.present.iter().filter(there).collect();
    let people: HashSet<usize> = present.iter().filter_map(|attendee| site.person_of(&attendee.who)).collect();
    let of = |seat: &Membership| seat.person.as_ref().and_then(|who| site.person_of(who));
    let mut seats: HashSet<usize> =
        site.members_on(body, day).filter(|seat| seat.has_vote()).filter_map(of).filter(|person| people.contains(person)).collect();
    let voting: HashSet<usize> = site.members_on(body, day).filter(|seat| seat.has_vote()).filter_map(of).collect();
    for deputy in site.deputies_on(body, day).filter(|seat| seat.has_vote() && of(seat).is_some_and(|person| people.contains(&person))) {
        let member = deputy.deputy_for.as_ref().and_then(|id| match site.find_party(&id.value) {
            Some(Subject::Person(person)) => Some(person),
            _ => None,
        });
        // Somebody who is a member in their own right does not stand in for another.
        if let Some(member) = member.filter(|member| voting.contains(member) && of(deputy).is_none_or(|own| !voting.contains(&own))) {
            seats.insert(member);
        }
    }
    let unknown = present.iter().filter(|attendee| match &attendee.who {
        Who::Named { .. } => true,
        Who::Id(id) => site.find_party(&id.value).is_none(),
    });
    seats.len() + unknown.count()
}

fn finding(site: &Site, document: usize, at: Span, body: usize, (there, needed): (u32, u32)) -> Finding {
    let name = site.name(Subject::Body(body));
    let message = Bilingual::new(
        format!("{name} er vedtaksført med {needed} stemmeberettigede, men bare {there} deltok"),
        format!("{name} needs {needed} voting members to decide, but only {there} took part"),
    );
    let help = Bilingual::new(
        "Før alle som var til stede, eller rett «vedtaksført» eller medlemmene i register/organer.yaml.",
        "List everybody who was present, or correct `vedtaksført` or the members in register/organer.yaml.",
    );
    let finding = Finding::new(RECORD.name, site.place(document, at), message).with_help(help);
    match (site.registers.bodies.source, &site.body(body).quorum) {
        (Some(source), Some(quorum)) => {
            let label = Bilingual::new("Så mange trengs", "So many are needed");
            finding.with_label(crate::source::Place::new(source, quorum.span), label)
        }
        _ => finding,
    }
}
