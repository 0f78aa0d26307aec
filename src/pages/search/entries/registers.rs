//! Entries of the registers: people, bodies, units, cases, and the statutes that are cited, section by section.

use super::{Entry, Group, below_root, id, joined};
use crate::index::{Site, Subject};
use crate::pages::link::{section_anchor, title};

/// What the registers have, in a fixed order; built-in statutes only where they are cited.
pub fn subjects(site: &Site) -> impl Iterator<Item = Subject> {
    let registers = &site.registers;
    let statutes = (0..registers.statutes.entries.len()).filter(|n| !site.statute(*n).built_in || !sections(site, *n).is_empty());
    (0..registers.people.entries.len())
        .map(Subject::Person)
        .chain((0..registers.bodies.entries.len()).map(Subject::Body))
        .chain((0..registers.units.entries.len()).map(Subject::Unit))
        .chain((0..registers.cases.entries.len()).map(Subject::Case))
        .chain(statutes.map(Subject::Statute))
}

/// The group of something in the registers.
pub fn group(site: &Site, subject: Subject) -> Group {
    let name = title(site, subject).replace('\u{a0}', " ");
    let mut own = Entry { ids: vec![id(&name)], ..Entry::default() };
    let mut group = Group { title: name, url: below_root(site, subject), ..Group::default() };
    let mut below = Vec::new();
    match subject {
        Subject::Person(n) => person(site, n, &mut own, &mut group),
        Subject::Body(n) => body(site, n, &mut own, &mut group),
        Subject::Unit(n) => {
            let unit = site.unit(n);
            own.kind = "unit".to_owned();
            let kind = unit.kind.as_ref().map_or("", |kind| kind.value.as_str());
            let parent = unit.parent.as_ref().and_then(|parent| site.find_party(&parent.value)).map(|parent| site.name(parent));
            own.text = joined(kind, &parent.unwrap_or_default());
        }
        Subject::Case(n) => {
            own.kind = "case".to_owned();
            own.text = site.case(n).summary.as_ref().map_or_else(String::new, |summary| summary.value.clone());
        }
        Subject::Statute(n) => below = statute(site, n, &mut own, &mut group),
        _ => {}
    }
    group.entries = vec![own];
    group.entries.extend(below);
    group
}

fn person(site: &Site, n: usize, own: &mut Entry, group: &mut Group) {
    let person = site.person(n);
    own.kind = "person".to_owned();
    own.ids.extend(person.also.iter().map(|also| id(&also.value)));
    let offices = person.offices.iter().map(|office| {
        let role = office.role.as_ref().map_or("", |role| role.value.as_str());
        joined(role, &office.unit.as_ref().map_or_else(String::new, |unit| super::name_of(site, unit)))
    });
    let also = person.also.iter().map(|also| also.value.clone());
    own.text = offices.chain(also).collect::<Vec<_>>().join(" · ");
    let mut bodies: Vec<String> = site.seats(n).map(|(body, _)| site.name(Subject::Body(body))).collect();
    bodies.dedup();
    group.body = bodies.join(" · ");
    group.bodies = bodies;
}

fn body(site: &Site, n: usize, own: &mut Entry, group: &mut Group) {
    let body = site.body(n);
    own.kind = "body".to_owned();
    own.ids.push(id(&body.id.value));
    own.ids.extend(body.code.as_ref().map(|code| id(&code.value)));
    own.text = body.code.as_ref().map_or_else(String::new, |code| code.value.clone());
    let members = body.members.iter().filter_map(|member| member.person.as_ref());
    own.people = members.map(|who| super::name_of(site, who)).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · ");
    group.body.clone_from(&group.title);
    group.bodies = vec![group.title.clone()];
}

/// A statute, and the sections that are cited: each leads to its place on the statute's page.
fn statute(site: &Site, n: usize, own: &mut Entry, group: &mut Group) -> Vec<Entry> {
    let statute = site.statute(n);
    let names: Vec<&str> = statute.short_names.iter().chain(&statute.name).map(|name| name.value.as_str()).collect();
    own.kind = "statute".to_owned();
    own.ids.extend(names.iter().map(|name| id(name)));
    own.text = names.join(" · ");
    own.past = statute.repealed.as_ref().is_some_and(|repealed| repealed.value <= site.as_of);
    own.state = if own.past { "repealed" } else { "" };
    let own = &*own;
    let entry = |section: &String| Entry {
        kind: "statute".to_owned(),
        title: format!("{} § {section}", group.title),
        place: format!("#{}", section_anchor(section)),
        ids: names.iter().map(|name| id(&format!("{name} § {section}"))).collect(),
        state: own.state,
        past: own.past,
        ..Entry::default()
    };
    sections(site, n).iter().filter(|section| !section.is_empty()).map(entry).collect()
}

/// The sections of a statute that shown documents cite, as people count them; the empty one is the statute as a whole.
fn sections(site: &Site, statute: usize) -> Vec<String> {
    let shown = site.citations(statute).into_iter().filter(|cited| site.shown(Subject::Document(cited.reference.document)));
    let mut sections: Vec<String> = shown.map(|cited| cited.section.unwrap_or_default().to_owned()).collect();
    sections.dedup();
    sections
}
