//! id-address: an id, a former address, a type or a topic whose page no folder could hold, or not on every machine.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::index::lists::topic_slug;
use crate::index::url::{RESERVED, is_own};
use crate::output::name::{LONGEST_NAME, LONGEST_PATH, Misfit, misfit, misfit_of_path, not_everywhere};
use crate::source::{Place, SourceId, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "id-address",
    title: ("noe som ikke kan være en adresse", "something that cannot be an address"),
    levels: &[("", Level::Error), ("somewhere", Level::Warning)],
    fix: FixKind::None,
    since: "0.2.0",
    document: include_str!("id_address.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (source, id) in ids(site) {
        name(site, Place::new(source, id.span), &id.value, notes);
    }
    // A topic is judged once, and found at each place where it is wrong.
    let mut slugs: HashMap<&str, Option<String>> = HashMap::new();
    for (n, entry) in site.documents.iter().enumerate() {
        let id = entry.document.id.as_str();
        if let Some(wrong) = misfit_of_path(id).filter(|_| !id.is_empty()) {
            notes.add(impossible(site, Place::whole(entry.source), id, wrong));
        }
        for topic in &entry.document.front.topics {
            let place = site.place(n, topic.span);
            let wrong = || Some(topic_slug(&topic.value)).filter(|slug| misfit(slug).is_some() || not_everywhere(slug).is_some());
            match slugs.entry(&topic.value).or_insert_with(wrong).as_deref() {
                Some("") => notes.add(impossible(site, place, &topic.value, Misfit::NoName)),
                Some(slug) => name(site, place, slug, notes),
                None => {}
            }
        }
    }
    for file in &site.files {
        let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
        if let (Some(wrong @ Misfit::LongPath(_)), Some(source)) = (misfit_of_path(path), site.sources.find(&file.path)) {
            notes.add(impossible(site, Place::whole(source), path, wrong));
        }
    }
    types(site, notes);
    aliases(site, notes);
}

/// Every id that names a folder: those of the site's own registers.
fn ids(site: &Site) -> impl Iterator<Item = (SourceId, &Spanned<String>)> {
    let registers = &site.registers;
    let people = registers.people.entries.iter().map(|entry| (registers.people.source, &entry.id));
    let bodies = registers.bodies.entries.iter().map(|entry| (registers.bodies.source, &entry.id));
    let units = registers.units.entries.iter().map(|entry| (registers.units.source, &entry.id));
    let cases = registers.cases.entries.iter().map(|entry| (registers.cases.source, &entry.id));
    let own = registers.statutes.entries.iter().filter(|statute| !statute.built_in);
    let statutes = own.map(|entry| (registers.statutes.source, &entry.id));
    people.chain(bodies).chain(units).chain(cases).chain(statutes).filter_map(|(source, id)| Some((source?, id)))
}

/// One name of a folder.
fn name(site: &Site, place: Place, written: &str, notes: &mut Notes) {
    match (misfit(written), not_everywhere(written)) {
        (Some(wrong), _) => notes.add(impossible(site, place, written, wrong)),
        (None, Some(why)) => notes.add(somewhere(site, place, written, why)),
        (None, None) => {}
    }
}

/// Types of the site's own, each of which has a page of its documents.
fn types(site: &Site, notes: &mut Notes) {
    let Some(source) = site.config.source else { return };
    for written in site.config.types.iter().map(|rules| &rules.name) {
        let place = Place::new(source, written.span);
        if RESERVED.contains(&written.value.to_lowercase().as_str()) {
            notes.add(own(site, place, &written.value));
        } else {
            name(site, place, &written.value, notes);
        }
    }
}

/// Former addresses.
fn aliases(site: &Site, notes: &mut Notes) {
    for alias in site.aliases() {
        let Some(written) = site.document(alias.document).front.aliases.get(alias.nth) else { continue };
        let place = site.place(alias.document, written.span);
        let Some(url) = &alias.url else {
            notes.add(outside(site, place, &written.value));
            continue;
        };
        let path = url.trim_matches('/');
        match misfit_of_path(path) {
            Some(wrong) => notes.add(impossible(site, place, &written.value, wrong)),
            None if is_own(url) => notes.add(own(site, place, &written.value)),
            None => {
                if let Some((part, why)) = path.split('/').find_map(|part| Some((part, not_everywhere(part)?))) {
                    notes.add(somewhere(site, place, part, why));
                }
            }
        }
    }
}

fn impossible(site: &Site, place: Place, written: &str, wrong: Misfit) -> Finding {
    let shown = words::shown(site, place, written);
    let why = match wrong {
        Misfit::LongName(bytes) => Bilingual::new(
            format!("navnet er på {bytes} byte, og grensen er {LONGEST_NAME}"),
            format!("the name has {bytes} bytes, and the limit is {LONGEST_NAME}"),
        ),
        Misfit::LongPath(bytes) => Bilingual::new(
            format!("adressen er på {bytes} byte, og grensen er {LONGEST_PATH}"),
            format!("the address has {bytes} bytes, and the limit is {LONGEST_PATH}"),
        ),
        Misfit::NoName => Bilingual::new(
            "navnet er tomt, fører et annet sted eller har en skråstrek eller et styretegn i seg",
            "the name is empty, leads elsewhere, or has a stroke or a control sign in it",
        ),
    };
    let message =
        Bilingual::new(format!("«{shown}» kan ikke være en adresse: {}", why.nb), format!("“{shown}” cannot be an address: {}", why.en));
    let help = match wrong {
        Misfit::NoName => Bilingual::new("Bruk bokstaver, tall og bindestrek.", "Use letters, digits and hyphens."),
        _ => Bilingual::new("Velg et kortere navn.", "Choose a shorter name."),
    };
    Finding::new(RECORD.name, place, message).with_help(help)
}

fn somewhere(site: &Site, place: Place, written: &str, why: &str) -> Finding {
    let shown = words::shown(site, place, written);
    let why = words::not_portable(why);
    let message = Bilingual::new(
        format!("«{shown}» kan ikke være en mappe på alle maskiner: {}", why.nb),
        format!("“{shown}” cannot be a folder on every machine: {}", why.en),
    );
    let help = Bilingual::new("Velg et annet navn.", "Choose another name.");
    Finding::new(RECORD.name, place, message).with_case("somewhere").with_help(help)
}

fn own(site: &Site, place: Place, written: &str) -> Finding {
    let shown = words::shown(site, place, written);
    let message = Bilingual::new(
        format!("«{shown}» er en adresse for nettstedets egne filer"),
        format!("“{shown}” is an address for the site's own files"),
    );
    Finding::new(RECORD.name, place, message).with_help(Bilingual::new("Velg et annet navn.", "Choose another name."))
}

fn outside(site: &Site, place: Place, written: &str) -> Finding {
    let shown = words::shown(site, place, written);
    let message = Bilingual::new(
        format!("«{shown}» er ingen adresse på nettstedet, så ingen kan sendes videre derfra"),
        format!("“{shown}” is no address of the site, so nobody can be led on from there"),
    );
    let help = Bilingual::new(
        "Skriv det som kom etter nettstedets navn, for eksempel «/notat/plan/», uten «?» og «#».",
        "Write what came after the site's name, for example “/notat/plan/”, without “?” and “#”.",
    );
    Finding::new(RECORD.name, place, message).with_help(help)
}
