//! Who sits where and when: members and deputies of a body, seats and offices of a person.

use super::tables::Lookup;
use super::{Site, Subject};
use crate::model::{Date, Membership, Office, Who};
use crate::output::name;

impl Site {
    /// What a field's name of a person, body or unit leads to, if it is an id of the register.
    #[must_use]
    pub fn party(&self, who: &Who) -> Option<Subject> {
        self.find_party(who.id()?)
    }

    /// The person a field names by id.
    #[must_use]
    pub fn person_of(&self, who: &Who) -> Option<usize> {
        match self.party(who)? {
            Subject::Person(person) => Some(person),
            _ => None,
        }
    }

    /// The members of a body on a day, deputies left out, in the order of the register.
    pub fn members_on(&self, body: usize, day: Date) -> impl Iterator<Item = &Membership> {
        self.body(body).members.iter().filter(move |seat| seat.deputy_for.is_none() && seat.holds_on(day))
    }

    /// The deputies of a body on a day.
    pub fn deputies_on(&self, body: usize, day: Date) -> impl Iterator<Item = &Membership> {
        self.body(body).members.iter().filter(move |seat| seat.deputy_for.is_some() && seat.holds_on(day))
    }

    /// The seat, as member or deputy, that a person holds in a body on a day; a member's before a deputy's.
    #[must_use]
    pub fn seat_on(&self, body: usize, person: usize, day: Date) -> Option<&Membership> {
        let held = |seat: &&Membership| seat.holds_on(day) && seat.person.as_ref().and_then(|who| self.person_of(who)) == Some(person);
        let seats = self.body(body).members.iter().filter(held);
        seats.min_by_key(|seat| seat.deputy_for.is_some())
    }

    /// A person's seats as (body, its membership), in the order of the bodies.
    pub fn seats(&self, person: usize) -> impl Iterator<Item = (usize, &Membership)> {
        let seats = self.tables.seats.get(&person).into_iter().flatten();
        seats.filter_map(|(body, nth)| Some((*body, self.body(*body).members.get(*nth)?)))
    }

    /// The offices that a person holds on a day.
    pub fn offices_on(&self, person: usize, day: Date) -> impl Iterator<Item = &Office> {
        self.person(person).offices.iter().filter(move |office| office.holds_on(day))
    }

    /// Who holds or held an office in a unit, as (person, office), in the order of the people.
    pub fn officers(&self, unit: usize) -> impl Iterator<Item = (usize, &Office)> {
        let offices = self.tables.officers.get(&unit).into_iter().flatten();
        offices.filter_map(|(person, nth)| Some((*person, self.person(*person).offices.get(*nth)?)))
    }

    /// The bodies that answer to a body.
    pub fn bodies_under(&self, body: usize) -> impl Iterator<Item = usize> {
        let above = self.body(body).id.value.as_str();
        let bodies = self.registers.bodies.entries.iter().enumerate();
        bodies.filter(move |(_, other)| other.parent.as_ref().is_some_and(|parent| parent.value == above)).map(|(n, _)| n)
    }

    /// The units that belong to a unit.
    pub fn units_under(&self, unit: usize) -> impl Iterator<Item = usize> {
        let above = self.unit(unit).id.value.as_str();
        let units = self.registers.units.entries.iter().enumerate();
        units.filter(move |(_, other)| other.parent.as_ref().is_some_and(|parent| parent.value == above)).map(|(n, _)| n)
    }

    /// What people call a person, body, unit, statute, case, document, decision or file.
    #[must_use]
    pub fn name(&self, subject: Subject) -> String {
        let or_id = |name: Option<&crate::source::Spanned<String>>, id: &str| name.map_or_else(|| id.to_owned(), |name| name.value.clone());
        match subject {
            Subject::Document(n) => self.entry(n).title.clone(),
            Subject::Decision(n) => self.decisions.get(n).map_or_else(String::new, |entry| entry.id.to_string()),
            Subject::Person(n) => or_id(self.person(n).name.as_ref(), &self.person(n).id.value),
            Subject::Body(n) => or_id(self.body(n).name.as_ref(), &self.body(n).id.value),
            Subject::Unit(n) => or_id(self.unit(n).name.as_ref(), &self.unit(n).id.value),
            Subject::Statute(n) => or_id(self.statute(n).name.as_ref(), &self.statute(n).id.value),
            Subject::Case(n) => or_id(self.case(n).title.as_ref(), &self.case(n).id.value),
            Subject::File(n) => self.files.get(n).map_or_else(String::new, |file| name::last(&file.path).to_owned()),
        }
    }
}

impl Office {
    /// Whether the office is held on a day; a term without beginning or end is open there.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.as_ref().is_none_or(|from| from.value.from <= day) && self.to.as_ref().is_none_or(|to| day <= to.value.to)
    }
}

impl Membership {
    /// Whether the seat has a vote: as the register says, else every seat but a secretary's and an observer's.
    #[must_use]
    pub fn has_vote(&self) -> bool {
        let silent =
            || self.role.as_ref().is_some_and(|role| matches!(role.value.trim().to_lowercase().as_str(), "sekretær" | "observatør"));
        self.votes.unwrap_or_else(|| !silent())
    }
}

/// Turns the registers' lists around: from bodies' members to people's seats, from people's offices to units' officers.
pub(super) fn gather(site: &mut Site) {
    let mut seats: Lookup<usize, Vec<(usize, usize)>> = Lookup::default();
    for (body, entry) in site.registers.bodies.entries.iter().enumerate() {
        for (nth, seat) in entry.members.iter().enumerate() {
            if let Some(person) = seat.person.as_ref().and_then(|who| site.person_of(who)) {
                seats.entry(person).or_default().push((body, nth));
            }
        }
    }
    let mut officers: Lookup<usize, Vec<(usize, usize)>> = Lookup::default();
    for (person, entry) in site.registers.people.entries.iter().enumerate() {
        for (nth, office) in entry.offices.iter().enumerate() {
            if let Some(Subject::Unit(unit)) = office.unit.as_ref().and_then(|who| site.party(who)) {
                officers.entry(unit).or_default().push((person, nth));
            }
        }
    }
    site.tables.seats = seats;
    site.tables.officers = officers;
}
