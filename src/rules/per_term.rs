//! per-term: a term in a register that ends before it begins, or two terms of one role that overlap: one person's, or two who lead one
//! body at once. Other roles may have several holders.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Record, attendance};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::{Date, DateSpan, Who};
use crate::source::{Place, SourceId, Span, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "per-term",
    title: ("perioder som ikke kan stemme", "terms that cannot be"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("per_term.md"),
    check: Check::Site(check),
};

/// One term.
#[derive(Clone, Copy)]
struct Term<'s> {
    span: Span,
    from: Option<&'s Spanned<DateSpan>>,
    to: Option<&'s Spanned<DateSpan>>,
}

fn check(site: &Site, notes: &mut Notes) {
    let registers = &site.registers;
    if let Some(source) = registers.people.source {
        for person in &registers.people.entries {
            let mut roles: HashMap<String, Vec<Term>> = HashMap::new();
            for office in &person.offices {
                let role = format!("{}\n{}", word(office.role.as_ref()), office.unit.as_ref().map_or_else(String::new, key));
                let term = Term { span: office.span, from: office.from.as_ref(), to: office.to.as_ref() };
                one(source, notes, term);
                roles.entry(role).or_default().push(term);
            }
            overlaps(source, notes, roles, "Personen har rollen to ganger i samme tid", "The person has the role twice at the same time");
        }
    }
    if let Some(source) = registers.bodies.source {
        for body in &registers.bodies.entries {
            let mut seats: HashMap<String, Vec<Term>> = HashMap::new();
            let mut leaders: HashMap<String, Vec<Term>> = HashMap::new();
            for seat in &body.members {
                let term = Term { span: seat.span, from: seat.from.as_ref(), to: seat.to.as_ref() };
                one(source, notes, term);
                let role = word(seat.role.as_ref());
                if attendance::CHAIR.contains(&role.as_str()) && seat.deputy_for.is_none() {
                    leaders.entry(String::new()).or_default().push(term);
                } else if let Some(who) = &seat.person {
                    let seat = format!("{}\n{role}\n{}", key(who), word(seat.deputy_for.as_ref()));
                    seats.entry(seat).or_default().push(term);
                }
            }
            overlaps(source, notes, leaders, "Organet har to ledere i samme tid", "The body has two chairs at the same time");
            overlaps(source, notes, seats, "Personen har plassen to ganger i samme tid", "The person has the seat twice at the same time");
        }
    }
}

fn word(role: Option<&Spanned<String>>) -> String {
    role.map_or_else(String::new, |role| role.value.trim().to_lowercase())
}

fn key(who: &Who) -> String {
    match who {
        Who::Id(id) => format!("@{}", id.value),
        Who::Named { name, .. } => word(name.as_ref()),
    }
}

/// A term that ends before it begins; only what is certain where one of the two is a whole month or year.
fn one(source: SourceId, notes: &mut Notes, term: Term<'_>) {
    let Some((from, to)) = term.from.zip(term.to).filter(|(from, to)| to.value.to < from.value.from) else { return };
    let message = Bilingual::new("Perioden slutter før den begynner", "The term ends before it begins");
    let help = Bilingual::new("Rett den datoen som er feil.", "Correct the date that is wrong.");
    let finding = Finding::new(RECORD.name, Place::new(source, to.span), message).with_help(help);
    notes.add(finding.with_label(Place::new(source, from.span), Bilingual::new("Begynner her", "Begins here")));
}

/// Terms of one role that overlap. One that ends before it begins overlaps nothing.
fn overlaps(source: SourceId, notes: &mut Notes, roles: HashMap<String, Vec<Term<'_>>>, nb: &str, en: &str) {
    let mut groups: Vec<Vec<Term>> = roles.into_values().collect();
    groups.sort_by_key(|terms| terms.first().map(|term| term.span.start));
    for mut terms in groups {
        terms.retain(|term| term.from.zip(term.to).is_none_or(|(from, to)| from.value.from <= to.value.to));
        terms.sort_by_key(|term| (first(term), term.span.start));
        let mut longest: Option<Term> = None;
        for term in terms {
            // A month or year may begin and end on any of its days: they overlap only where they do for certain.
            let begins = term.from.map_or(Date::MIN, |from| from.value.to);
            if let Some(other) = longest.filter(|other| other.to.is_none_or(|to| begins <= to.value.from)) {
                let at = term.from.map_or(term.span, |from| from.span);
                let help = Bilingual::new(
                    "Avslutt den første perioden dagen før den neste begynner.",
                    "End the first term on the day before the next begins.",
                );
                let finding = Finding::new(RECORD.name, Place::new(source, at), Bilingual::new(nb, en)).with_help(help);
                let label = Bilingual::new("Den andre perioden", "The other term");
                let at = other.to.or(other.from).map_or(other.span, |date| date.span);
                notes.add(finding.with_label(Place::new(source, at), label));
            }
            if longest.is_none_or(|longest| longest.to.is_some_and(|to| term.to.is_none_or(|own| own.value.to > to.value.to))) {
                longest = Some(term);
            }
        }
    }
}

fn first(term: &Term<'_>) -> Date {
    term.from.map_or(Date::MIN, |from| from.value.from)
}
