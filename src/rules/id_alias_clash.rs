//! id-alias-clash: a former address that is a page's address today, or another document's former address.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "id-alias-clash",
    title: ("en gammel adresse som er i bruk", "a former address that is in use"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_alias_clash.md"),
    check: Check::Site(check),
};

/// Whose an address is.
#[derive(Clone, Copy)]
enum Owner {
    Page(Subject),
    /// A list, a search page, the front page: nobody's in particular.
    List,
    Former {
        document: usize,
        place: Place,
    },
}

fn check(site: &Site, notes: &mut Notes) {
    let aliases = site.aliases();
    if aliases.is_empty() {
        return;
    }
    let mut owners: HashMap<String, Owner> = HashMap::new();
    for address in site.addresses() {
        owners.entry(address.folded).or_insert(Owner::Page(address.subject));
    }
    for alias in aliases {
        let (Some(written), Some(url)) = (site.document(alias.document).front.aliases.get(alias.nth), alias.url) else { continue };
        let place = site.place(alias.document, written.span);
        let own = Owner::Former { document: alias.document, place };
        let folded = folded(&url);
        if !owners.contains_key(&folded) && site.has_list(&folded) {
            owners.insert(folded.clone(), Owner::List);
        }
        match *owners.entry(folded).or_insert(own) {
            Owner::Former { document, place: other } if other != place => notes.add(twice(site, &url, place, document, other)),
            Owner::Former { .. } => {}
            Owner::Page(subject) => notes.add(taken(site, &url, place, alias.document, Some(subject))),
            Owner::List => notes.add(taken(site, &url, place, alias.document, None)),
        }
    }
}

/// The form that addresses are compared in.
fn folded(url: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    url.nfc().collect::<String>().to_lowercase()
}

fn taken(site: &Site, url: &str, place: Place, document: usize, subject: Option<Subject>) -> Finding {
    let message = if subject == Some(Subject::Document(document)) {
        Bilingual::new(format!("«{url}» er dokumentets egen adresse"), format!("“{url}” is the document's own address"))
    } else {
        Bilingual::new(format!("«{url}» er adressen til en annen side"), format!("“{url}” is the address of another page"))
    };
    let finding = Finding::new(RECORD.name, place, message)
        .with_help(Bilingual::new("Fjern adressen fra «alias».", "Remove the address from “alias”."));
    let there = match subject {
        Some(Subject::Document(other)) => (other != document).then(|| Place::whole(site.entry(other).source)),
        Some(subject) => site.defined_at(subject),
        None => None,
    };
    match there {
        Some(there) => finding.with_label(there, Bilingual::new("siden som har adressen", "the page that has the address")),
        None => finding,
    }
}

fn twice(site: &Site, url: &str, place: Place, document: usize, other: Place) -> Finding {
    let id = &site.document(document).id;
    let message =
        Bilingual::new(format!("«{url}» er alt en gammel adresse for «{id}»"), format!("“{url}” is a former address of “{id}” already"));
    Finding::new(RECORD.name, place, message)
        .with_label(other, Bilingual::new("her står den først", "it stands here first"))
        .with_help(Bilingual::new("La adressen stå i ett av dokumentene.", "Leave the address in one of the documents."))
}
