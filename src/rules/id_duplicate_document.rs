//! id-duplicate-document: two documents, pages or files with one address, letter case aside, or one of them where the site's own pages
//! live.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::index::url::RESERVED;
use crate::source::{Place, SourceId, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "id-duplicate-document",
    title: ("to dokumenter med samme adresse", "two documents with one address"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_duplicate_document.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    documents(site, notes);
    let registers = &site.registers;
    entries("person", registers.people.source, registers.people.entries.iter().map(|entry| &entry.id), notes);
    entries("organ", registers.bodies.source, registers.bodies.entries.iter().map(|entry| &entry.id), notes);
    entries("enhet", registers.units.source, registers.units.entries.iter().map(|entry| &entry.id), notes);
    entries("sak", registers.cases.source, registers.cases.entries.iter().map(|entry| &entry.id), notes);
    let own = registers.statutes.entries.iter().filter(|statute| !statute.built_in);
    entries("lov", registers.statutes.source, own.map(|entry| &entry.id), notes);
    files(site, notes);
}

fn documents(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        if let Some(reserved) = site.reserved_part(n) {
            notes.add(own(Place::whole(entry.source), reserved));
        }
    }
    for group in site.duplicate_documents() {
        let Some((first, others)) = group.split_first() else { continue };
        let first = site.entry(*first);
        for entry in others.iter().map(|other| site.entry(*other)) {
            let (url, path) = (first.document.id.url(), &first.document.path);
            let message = Bilingual::new(format!("«{path}» har også adressen «{url}»"), format!("“{path}” has the address “{url}” too"));
            let finding = Finding::new(RECORD.name, Place::whole(entry.source), message)
                .with_label(Place::whole(first.source), Bilingual::new("det andre dokumentet", "the other document"))
                .with_help(Bilingual::new(
                    "Gi ett av dem et annet navn. Store og små bokstaver regnes som like.",
                    "Give one of them another name. Capital and small letters count as equal.",
                ));
            notes.add(finding);
        }
    }
}

fn own(place: Place, reserved: &str) -> Finding {
    let message = Bilingual::new(
        format!("Adresser som begynner med «/{reserved}/», er nettstedets egne"),
        format!("Addresses that begin with “/{reserved}/” are the site's own"),
    );
    let help = Bilingual::new(
        "Legg fila i en annen mappe, eller gi den et annet navn.",
        "Put the file in another folder, or give it another name.",
    );
    Finding::new(RECORD.name, place, message).with_help(help)
}

/// Files that go with the pages: names that differ in letter case or composition only are one name on other disks, where one file is lost.
fn files(site: &Site, notes: &mut Notes) {
    let mut taken: HashMap<String, SourceId> = HashMap::new();
    for file in site.published_files().filter_map(|n| site.files.get(n)) {
        let Some(source) = site.sources.find(&file.path) else { continue };
        let folded = folded(file.path.strip_prefix("content/").unwrap_or(&file.path));
        if let Some(reserved) = RESERVED.iter().find(|reserved| folded.split('/').next() == Some(*reserved)) {
            notes.add(own(Place::whole(source), reserved));
        }
        let first = *taken.entry(folded).or_insert(source);
        if first == source {
            continue;
        }
        let other = site.sources.get(first).map_or("", |other| other.path.as_str());
        let message = Bilingual::new(format!("«{other}» får samme adresse"), format!("“{other}” gets the same address"));
        let finding = Finding::new(RECORD.name, Place::whole(source), message)
            .with_label(Place::whole(first), Bilingual::new("den andre fila", "the other file"))
            .with_help(Bilingual::new(
                "Gi en av dem et navn som skiller seg ut med mer enn store bokstaver.",
                "Give one of them a name that differs in more than capitals.",
            ));
        notes.add(finding);
    }
}

/// The form that names are compared in: what disks that do not tell letter case, or compose letters, take for one.
fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfc().collect::<String>().to_lowercase()
}

/// Entries of one register whose pages would be one, as their ids differ in letter case or composition only. Equal ids are
/// fm-duplicate-key's.
fn entries<'s>(part: &str, source: Option<SourceId>, ids: impl Iterator<Item = &'s Spanned<String>>, notes: &mut Notes) {
    let Some(source) = source else { return };
    let mut taken: HashMap<String, &Spanned<String>> = HashMap::new();
    for id in ids {
        let first = *taken.entry(folded(&id.value)).or_insert(id);
        if first.value == id.value {
            continue;
        }
        let message = Bilingual::new(
            format!("«{}» og «{}» får samme adresse, «/{part}/{}/»", id.value, first.value, first.value),
            format!("“{}” and “{}” get one address, “/{part}/{}/”", id.value, first.value, first.value),
        );
        let finding = Finding::new(RECORD.name, Place::new(source, id.span), message)
            .with_label(Place::new(source, first.span), Bilingual::new("den andre", "the other"))
            .with_help(Bilingual::new(
                "Gi den ene en id som skiller seg ut med mer enn store bokstaver.",
                "Give one of them an id that differs in more than capitals.",
            ));
        notes.add(finding);
    }
}
