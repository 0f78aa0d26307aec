//! per-not-member: listed as present without being a member or deputy on that day.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Reading, Record, naming, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::{Attendee, Body, Date, Membership, Minutes, Who};

/// The record.
pub const RECORD: Record = Record {
    name: "per-not-member",
    title: ("en som er til stede uten å være medlem", "somebody present who is not a member"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("per_not_member.md"),
    check: Check::Registers(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let document = &entry.document;
    let (Some(minutes), Some(first_day)) = (document.minutes(), &document.front.date) else { return };
    let bodies: Option<Vec<&Body>> = document.front.bodies.iter().map(|id| site.find_body(&id.value).map(|n| site.body(n))).collect();
    // A body unknown or without members in the register says nothing of who belongs there.
    let Some(bodies) = bodies.filter(|bodies| !bodies.is_empty() && bodies.iter().all(|body| !body.members.is_empty())) else {
        return;
    };
    let last_day = minutes.date_to.as_ref().map_or(first_day.value, |date| date.value);
    let seats = seats_on(&bodies, first_day.value, last_day);
    let misspelt = misspelt_seats(site, &bodies, first_day.value, last_day);
    for attendee in &minutes.present {
        if is_person(site, attendee)
            && !is_secretary(site, minutes, attendee)
            && !seats.contains(&key(&attendee.who))
            && !is_deputy(attendee)
            && !misspelt.iter().any(|id| may_mean(site, id, attendee))
        {
            notes.add(match registered(site, attendee).filter(|id| seats.contains(&format!("@{id}"))) {
                Some(id) => by_name(site, n, attendee, id),
                None => finding(site, n, attendee, &bodies, first_day.value),
            });
        }
    }
}

/// Everybody with a seat in one of the bodies on a day of the meeting, deputies included.
fn seats_on(bodies: &[&Body], first: Date, last: Date) -> HashSet<String> {
    let held = |seat: &&Membership| seat.holds_on(first) || seat.holds_on(last);
    bodies.iter().flat_map(|body| &body.members).filter(held).filter_map(|seat| seat.person.as_ref()).map(key).collect()
}

/// The ids of seats held on a day of the meeting that nobody in the register has: each is one fault, in the register, and found there.
fn misspelt_seats<'b>(site: &Site, bodies: &[&'b Body], first: Date, last: Date) -> Vec<&'b str> {
    let held = |seat: &&Membership| seat.holds_on(first) || seat.holds_on(last);
    let ids = bodies.iter().flat_map(|body| &body.members).filter(held).filter_map(|seat| seat.person.as_ref()?.id());
    ids.filter(|id| site.find_party(id).is_none()).collect()
}

/// Whether a misspelt id may be somebody's own; that of nobody near may be anybody's.
fn may_mean(site: &Site, written: &str, attendee: &Attendee) -> bool {
    let nearest = site.people_meant(written);
    nearest.is_empty() || nearest.iter().any(|person| attendee.who.id() == Some(person.written.as_str()))
}

fn key(who: &Who) -> String {
    match who {
        Who::Id(id) => format!("@{}", id.value),
        Who::Named { name, .. } => name.as_ref().map_or_else(String::new, |name| name.value.trim().to_lowercase()),
    }
}

/// Ids of another kind, or of nobody, are for the rules of references.
fn is_person(site: &Site, attendee: &Attendee) -> bool {
    match &attendee.who {
        Who::Id(_) => site.person_of(&attendee.who).is_some(),
        Who::Named { name, .. } => name.is_some(),
    }
}

/// Whether somebody is the `referent`, also where that id is misspelt: the misspelling is found already.
fn is_secretary(site: &Site, minutes: &Minutes, attendee: &Attendee) -> bool {
    let Some(secretary) = &minutes.secretary else { return false };
    let meant = || {
        let written = secretary.id().filter(|id| site.find_party(id).is_none())?;
        Some(site.people_meant(written).first()?.written.clone())
    };
    key(secretary) == key(&attendee.who) || attendee.who.id().is_some_and(|id| meant().as_deref() == Some(id))
}

/// Whether the minutes themselves say that somebody stood in for a member.
fn is_deputy(attendee: &Attendee) -> bool {
    let own = match &attendee.who {
        Who::Named { role, .. } => role.as_ref(),
        Who::Id(_) => None,
    };
    attendee.role.iter().chain(own).chain(&attendee.note).any(|words| {
        let words = words.value.to_lowercase();
        words
            .split(|c: char| !c.is_alphabetic())
            .any(|word| matches!(word, "vara" | "varamedlem" | "varamedlemmet" | "vararepresentant" | "stedfortreder"))
    })
}

/// The id that somebody who is written by name has in the register.
fn registered<'s>(site: &'s Site, attendee: &Attendee) -> Option<&'s str> {
    match &attendee.who {
        Who::Named { name, .. } => naming::person_called(site, name.as_ref()?.value.trim()),
        Who::Id(_) => None,
    }
}

/// A member who is written as somebody outside the register.
fn by_name(site: &Site, document: usize, attendee: &Attendee, id: &str) -> Finding {
    let place = site.place(document, attendee.who.span());
    if naming::is_exempt(site, document) {
        let message = Bilingual::new("Et medlem er ført med navn", "A member is entered by name");
        let help = Bilingual::new("Skriv id-en fra registeret.", "Write the id of the register.");
        return Finding::new(RECORD.name, place, message).with_help(help);
    }
    let message = Bilingual::new(
        format!("Medlemmet «{id}» er ført med navn, som en utenfor registeret"),
        format!("The member “{id}” is entered by name, as somebody outside the register"),
    );
    let help = Bilingual::new(format!("Skriv id-en «{id}»."), format!("Write the id “{id}”."));
    Finding::new(RECORD.name, place, message).with_help(help)
}

fn finding(site: &Site, document: usize, attendee: &Attendee, bodies: &[&Body], day: Date) -> Finding {
    let name = match (&attendee.who, site.person_of(&attendee.who)) {
        (_, Some(person)) => site.name(Subject::Person(person)),
        (Who::Id(id), None) => id.value.clone(),
        (Who::Named { name, .. }, None) => name.as_ref().map_or_else(String::new, |name| name.value.clone()),
    };
    let name = naming::quoted(site, document, &name);
    let names: Vec<&str> = bodies.iter().map(|body| body.name.as_ref().unwrap_or(&body.id).value.as_str()).collect();
    let (nb, en) = (names.join(" eller "), names.join(" or "));
    let day = words::day(day);
    let message = Bilingual::new(
        format!("{name} er ført som til stede, men er ikke medlem eller vara i {nb} {}", day.nb),
        format!("{name} is listed as present, but was no member or deputy of {en} on {}", day.en),
    );
    let help = Bilingual::new(
        "Flytt føringen til «gjester», eller skriv inn medlemskapet med fra- og til-dato i register/organer.yaml.",
        "Move the entry to “gjester”, or enter the membership with its dates in register/organer.yaml.",
    );
    let finding = Finding::new(RECORD.name, site.place(document, attendee.who.span()), message).with_help(help);
    match former_seat(site, attendee, bodies) {
        Some(place) => finding.with_label(place, Bilingual::new("Medlem bare i denne tida", "A member only during this time")),
        None => finding,
    }
}

/// The seat that somebody holds at another time.
fn former_seat(site: &Site, attendee: &Attendee, bodies: &[&Body]) -> Option<crate::source::Place> {
    let wanted = key(&attendee.who);
    let seat = bodies.iter().flat_map(|body| &body.members).find(|seat| seat.person.as_ref().map(key).as_ref() == Some(&wanted))?;
    Some(crate::source::Place::new(site.registers.bodies.source?, seat.span))
}
