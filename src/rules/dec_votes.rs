//! dec-votes: more votes than there were people present to give them.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Reading, Record, faults};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::{Membership, Minutes, Votes};

/// The record.
pub const RECORD: Record = Record {
    name: "dec-votes",
    title: ("flere stemmer enn det var folk til", "more votes than people present"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_votes.md"),
    check: Check::Registers(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Some(minutes) = entry.document.minutes() else { return };
    if faults::unread(&entry.document, "til_stede") {
        return;
    }
    for votes in minutes.decisions.iter().filter_map(|decision| decision.votes.as_ref()) {
        let Votes::Counted { yes, no, abstained } = votes.value else { continue };
        let given = u64::from(yes) + u64::from(no) + u64::from(abstained);
        let present = voters(site, n, minutes);
        if present == 0 || given <= present {
            continue;
        }
        let message = Bilingual::new(
            format!("Det er talt {given} stemmer, men bare {present} med stemmerett var til stede"),
            format!("{given} votes were counted, but only {present} with a vote were present"),
        );
        let help = Bilingual::new(
            "Rett stemmetallene, eller ta med alle som var til stede.",
            "Correct the counts, or list everybody who was present.",
        );
        notes.add(Finding::new(RECORD.name, site.place(n, votes.span), message).with_help(help));
    }
}

/// How many could vote: everybody present but those whose only seat that day has no vote, deputies of members who were there all the
/// time, and a secretary without a seat. A member and all deputies of that member have one vote between them.
fn voters(site: &Site, document: usize, minutes: &Minutes) -> u64 {
    let (bodies, day) = (site.bodies_of(document), site.date(document));
    let secretary = minutes.secretary.as_ref().and_then(|who| site.person_of(who));
    let stayed: HashSet<usize> =
        minutes.present.iter().filter(|attendee| attendee.items.is_empty()).filter_map(|attendee| site.person_of(&attendee.who)).collect();
    let member = |seat: &Membership| match site.find_party(&seat.deputy_for.as_ref()?.value) {
        Some(Subject::Person(member)) => Some(member),
        _ => None,
    };
    // Whose vote somebody has.
    let vote = |person: usize| {
        let Some(day) = day else { return Some(person) };
        let seats: Vec<&Membership> = bodies.iter().filter_map(|body| site.seat_on(*body, person, day)).collect();
        if seats.is_empty() {
            return (secretary != Some(person)).then_some(person);
        }
        let with_vote = seats.into_iter().filter(|seat| seat.has_vote());
        let open = with_vote.map(member).find(|member| member.is_none_or(|member| !stayed.contains(&member)));
        open.map(|member| member.unwrap_or(person))
    };
    let (mut votes, mut unknown) = (HashSet::new(), 0);
    for attendee in &minutes.present {
        match site.person_of(&attendee.who) {
            Some(person) => votes.extend(vote(person)),
            None => unknown += 1,
        }
    }
    unknown + u64::try_from(votes.len()).unwrap_or(u64::MAX)
}
