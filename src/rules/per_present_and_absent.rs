//! per-present-and-absent: one person both present and absent, or twice in one list.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Reading, Record, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::{Attendee, Who};

/// The record.
pub const RECORD: Record = Record {
    name: "per-present-and-absent",
    title: ("en person som er ført både til stede og forfall", "a person both present and absent"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("per_present_and_absent.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Some(minutes) = entry.document.minutes() else { return };
    let lists = [("til_stede", &minutes.present), ("forfall", &minutes.absent), ("gjester", &minutes.guests)];
    let mut seen: HashMap<(&str, String), Vec<(&str, &Attendee)>> = HashMap::new();
    for (list, attendees) in lists {
        for attendee in attendees {
            let Some(key) = identity(attendee) else { continue };
            let earlier = seen.entry(key).or_default();
            if let Some((first_list, first)) = earlier.iter().find(|(other, first)| clash(list, other, attendee, first)) {
                notes.add(finding(site, n, (first_list, first), (list, attendee)));
            }
            earlier.push((list, attendee));
        }
    }
}

/// What makes two entries the same person: the id, or the name and unit of somebody outside the register.
fn identity(attendee: &Attendee) -> Option<(&'static str, String)> {
    match &attendee.who {
        Who::Id(id) => Some(("id", id.value.clone())),
        Who::Named { name, unit, .. } => {
            let unit = match unit.as_deref() {
                Some(Who::Id(id)) => id.value.as_str(),
                Some(Who::Named { name: Some(name), .. }) => name.value.as_str(),
                _ => "",
            };
            Some(("name", format!("{}\n{}", name.as_ref()?.value.trim().to_lowercase(), unit.trim().to_lowercase())))
        }
    }
}

/// Whether two entries cannot both be right: the lists allow no one twice, unless each entry is for other agenda items.
fn clash(list: &str, other: &str, one: &Attendee, two: &Attendee) -> bool {
    let lists_clash = list == other || (list != "gjester" && other != "gjester");
    let apart = !one.items.is_empty()
        && !two.items.is_empty()
        && one.items.iter().all(|item| two.items.iter().all(|other| other.value.trim() != item.value.trim()));
    lists_clash && !apart
}

fn finding(site: &Site, document: usize, first: (&str, &Attendee), second: (&str, &Attendee)) -> Finding {
    let name = name(site, second.1);
    let name = naming::quoted(site, document, &name);
    let message = if first.0 == second.0 {
        Bilingual::new(format!("{name} er ført to ganger under «{}»", first.0), format!("{name} is listed twice under “{}”", first.0))
    } else {
        Bilingual::new(
            format!("{name} er ført både under «{}» og under «{}»", first.0, second.0),
            format!("{name} is listed both under “{}” and under “{}”", first.0, second.0),
        )
    };
    let help = Bilingual::new(
        "Stryk den ene føringen, eller skriv hvilke saker hver av dem gjelder: {person: …, saker: [1, 2]}.",
        "Strike one of the two, or write which items each is for: {person: …, saker: [1, 2]}.",
    );
    let label = Bilingual::new("Ført her først", "Listed here first");
    Finding::new(RECORD.name, site.place(document, second.1.who.span()), message)
        .with_help(help)
        .with_label(site.place(document, first.1.who.span()), label)
}

fn name(site: &Site, attendee: &Attendee) -> String {
    match (&attendee.who, site.person_of(&attendee.who)) {
        (_, Some(person)) => site.name(Subject::Person(person)),
        (Who::Id(id), None) => id.value.clone(),
        (Who::Named { name, .. }, None) => name.as_ref().map_or_else(String::new, |name| name.value.clone()),
    }
}
