//! per-unit: somebody of the register who is given with another unit than the register has for that day.

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::{Date, Details, Document, Who};
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "per-unit",
    title: ("en person med en annen enhet enn i registeret", "a person with another unit than in the register"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("per_unit.md"),
    check: Check::Registers(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Some(day) = entry.document.front.date.as_ref().map(|date| date.value) else { return };
    for (who, unit) in given(&entry.document) {
        if let Some((person, unit_meant)) = person(site, who).zip(unit_of(site, unit)) {
            notes.add_all(finding(site, site.place(n, unit.span()), person, unit_meant, day));
        }
    }
}

/// Everybody whom a document gives with a unit.
fn given(document: &Document) -> Vec<(&Who, &Who)> {
    match &document.details {
        Details::Mandate(mandate) => {
            let participants = mandate.participants.iter().filter_map(|one| one.who.as_ref().zip(one.unit.as_ref()));
            participants.chain(mandate.approved_by.iter().filter_map(named)).collect()
        }
        Details::Minutes(minutes) => {
            let lists = [&minutes.present, &minutes.absent, &minutes.guests];
            let listed = lists.into_iter().flatten().map(|attendee| &attendee.who);
            listed.chain(&minutes.chair).chain(&minutes.secretary).filter_map(named).collect()
        }
        Details::Agreement(agreement) => agreement.parties.iter().filter_map(|party| named(party.represented_by.as_ref()?)).collect(),
        _ => Vec::new(),
    }
}

/// `{navn, enhet}`.
fn named(who: &Who) -> Option<(&Who, &Who)> {
    match who {
        Who::Named { unit: Some(unit), .. } => Some((who, unit)),
        _ => None,
    }
}

/// The person an id names, or the only one who bears a name.
fn person(site: &Site, who: &Who) -> Option<usize> {
    let Who::Named { name: Some(name), .. } = who else { return site.person_of(who) };
    let written = name.value.trim();
    let people = site.registers.people.entries.iter().enumerate();
    let mut bearers = people.filter(|(_, person)| person.name.iter().chain(&person.also).any(|own| own.value == written));
    bearers.next().filter(|_| bearers.next().is_none()).map(|(n, _)| n)
}

/// The unit an id or a name means, if it is one of the register.
fn unit_of(site: &Site, unit: &Who) -> Option<usize> {
    match unit {
        Who::Id(id) => match site.find_party(&id.value) {
            Some(Subject::Unit(unit)) => Some(unit),
            _ => None,
        },
        Who::Named { name, .. } => {
            let written = name.as_ref()?.value.trim();
            site.registers.units.entries.iter().position(|unit| unit.name.as_ref().is_some_and(|name| name.value == written))
        }
    }
}

/// The unit is another than each of those the person has an office in that day, and belongs neither above nor below one of them.
fn finding(site: &Site, place: Place, person: usize, unit: usize, day: Date) -> Option<Finding> {
    let offices = site.offices_on(person, day).filter_map(|office| Some((office, unit_of(site, office.unit.as_ref()?)?)));
    let offices: Vec<_> = offices.collect();
    let fits = |own: &usize| *own == unit || above(site, *own).contains(&unit) || above(site, unit).contains(own);
    let (office, own) = offices.first().filter(|_| !offices.iter().any(|(_, own)| fits(own)))?;
    let (name, on) = (site.name(Subject::Person(person)), words::day(day));
    let (given, known) = (site.name(Subject::Unit(unit)), site.name(Subject::Unit(*own)));
    let message = Bilingual::new(
        format!("{name} er ført på {given}, men hører {} til {known} i registeret", on.nb),
        format!("{name} is given with {given}, but on {} belongs to {known} in the register", on.en),
    );
    let id = &site.unit(*own).id.value;
    let help = Bilingual::new(
        format!("Skriv {id}, eller rett rollen i register/personer.yaml."),
        format!("Write {id}, or correct the role in register/personer.yaml."),
    );
    let finding = Finding::new(RECORD.name, place, message).with_help(help);
    Some(match site.registers.people.source {
        Some(source) => {
            finding.with_label(Place::new(source, office.span), Bilingual::new("Rollen i registeret", "The role in the register"))
        }
        None => finding,
    })
}

/// The units above a unit, as far up as the register goes.
fn above(site: &Site, unit: usize) -> Vec<usize> {
    let mut met = Vec::new();
    let parent = |unit: usize| match site.find_party(&site.unit(unit).parent.as_ref()?.value) {
        Some(Subject::Unit(above)) => Some(above),
        _ => None,
    };
    let mut next = parent(unit);
    while let Some(this) = next.filter(|this| !met.contains(this)) {
        met.push(this);
        next = parent(this);
    }
    met
}
