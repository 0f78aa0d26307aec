//! id-duplicate-document: two documents or pages with one address, letter case aside, or a document where the site's own pages live.

use std::collections::HashMap;

use super::{FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::Register;
use crate::source::{Place, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "id-duplicate-document",
    title: ("to dokumenter med samme adresse", "two documents with one address"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_duplicate_document.md"),
    check,
};

fn check(site: &Site, notes: &mut Notes) {
    documents(site, notes);
    let registers = &site.registers;
    entries("person", &registers.people, |entry| &entry.id, notes);
    entries("organ", &registers.bodies, |entry| &entry.id, notes);
    entries("enhet", &registers.units, |entry| &entry.id, notes);
    entries("sak", &registers.cases, |entry| &entry.id, notes);
}

fn documents(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let Some(reserved) = site.reserved_part(n) else { continue };
        let message = Bilingual::new(
            format!("Adresser som begynner med «/{reserved}/», er nettstedets egne"),
            format!("Addresses that begin with “/{reserved}/” are the site's own"),
        );
        let help = Bilingual::new(
            "Legg dokumentet i en annen mappe, eller gi det et annet navn.",
            "Put the document in another folder, or give it another name.",
        );
        notes.add(Finding::new(RECORD.name, Place::whole(entry.source), message).with_help(help));
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

/// Entries of one register whose pages would be one, as their ids differ in letter case only. Equal ids are fm-duplicate-key's.
fn entries<T>(part: &str, register: &Register<T>, id_of: impl Fn(&T) -> &Spanned<String>, notes: &mut Notes) {
    let Some(source) = register.source else { return };
    let mut taken: HashMap<String, &Spanned<String>> = HashMap::new();
    for entry in &register.entries {
        let id = id_of(entry);
        let first = *taken.entry(id.value.to_lowercase()).or_insert(id);
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
