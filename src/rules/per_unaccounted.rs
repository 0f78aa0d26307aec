//! per-unaccounted: members of the body on that day who are in none of the lists. One finding for each meeting.
//!
//! The body's own chair or secretary, where the minutes name none, are per-chair's and per-secretary's.

use super::{Check, FixKind, Notes, Reading, Record, attendance, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::{Date, Document, Membership, Minutes, Who};

/// The record.
pub const RECORD: Record = Record {
    name: "per-unaccounted",
    title: ("et medlem som verken er ført til stede eller med forfall", "a member neither present nor absent"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("per_unaccounted.md"),
    check: Check::Registers(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let document = &entry.document;
    let (Some(minutes), Some(held)) = (document.minutes(), &document.front.date) else { return };
    if !attendance::is_whole(document) || document.front.key("til_stede").is_none() {
        return;
    }
    let missing = missing(site, n, minutes, held.value);
    if !missing.is_empty() {
        notes.add(finding(site, n, document, &missing));
    }
}

/// The names of those who are missing, each once, in the order of the register.
fn missing(site: &Site, document: usize, minutes: &Minutes, first: Date) -> Vec<String> {
    let last = minutes.date_to.as_ref().map_or(first, |date| date.value);
    let there = attendance::Attendance::of(site, minutes);
    let mut names = Vec::new();
    for &body in site.bodies_of(document) {
        for seat in site.members_on(body, first).filter(|seat| seat.holds_on(last)) {
            let Some(who) = seat.person.as_ref().filter(|_| !elsewhere(site, body, first, minutes, seat)) else { continue };
            let name = match (who, site.person_of(who)) {
                (_, Some(person)) => site.name(Subject::Person(person)),
                (Who::Named { name: Some(name), .. }, None) => name.value.clone(),
                // An id of nobody is found in the register.
                _ => continue,
            };
            if !there.names(site, who) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Whether another rule looks after a seat, or its absence says nothing: an observer's, or one whose term cannot be.
fn elsewhere(site: &Site, body: usize, day: Date, minutes: &Minutes, seat: &Membership) -> bool {
    let among = |roles| attendance::seats(site, body, day, roles).any(|other| other.span == seat.span);
    (minutes.chair.is_none() && among(attendance::CHAIR))
        || (minutes.secretary.is_none() && among(attendance::SECRETARY))
        || among(&["observatør"])
        || seat.is_backwards()
}

fn finding(site: &Site, n: usize, document: &Document, missing: &[String]) -> Finding {
    let one = missing.len() == 1;
    let [nb, en] = ["og", "and"].map(|and| words::joined(missing.iter().map(String::as_str), and));
    let message = Bilingual::new(
        format!("{nb} er medlem{} den dagen, men verken ført til stede eller med forfall", if one { "" } else { "mer" }),
        format!("{en} {} that day, but listed neither as present nor as absent", if one { "was a member" } else { "were members" }),
    );
    let help = Bilingual::new(
        "Før hvert medlem under «til_stede» eller «forfall», eller rett perioden i register/organer.yaml.",
        "List each member under `til_stede` or `forfall`, or correct the term in register/organer.yaml.",
    );
    Finding::new(RECORD.name, site.place(n, attendance::at(document)), message).with_help(help)
}
