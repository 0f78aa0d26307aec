//! fm-file-name: a file name that contradicts the document's date or body, or that not every system can have.

use super::{Check, FixKind, Notes, Record, faults, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::index::{Entry, Site};
use crate::model::Date;
use crate::output::name;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-file-name",
    title: ("et filnavn som ikke stemmer", "a file name that does not fit"),
    levels: &[("", Level::Warning), (UNREAD, Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("fm_file_name.md"),
    check: Check::Site(check),
};

/// A document that cannot be read, as its name cannot be said.
const UNREAD: &str = "unread";

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        if let FaultKind::PathNotPortable { name, why } = kind {
            let unread = why == "not-utf-8" && site.sources.get(place.source).is_some_and(|source| source.path.ends_with(".md"));
            notes.add(if unread { unreadable(place, name) } else { not_portable(place, name, why) });
        }
    }
    for entry in &site.documents {
        let (folder, name) = name_of(&entry.document.path);
        date(entry, name, notes);
        body(site, entry, folder, notes);
    }
}

/// The folder a document lies in, and its own name; the folder's for an `index.md`.
fn name_of(path: &str) -> (&str, &str) {
    let path = path.strip_suffix(".md").unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    let (folders, name) = name::parted(path);
    (name::last(folders), name)
}

/// A name that begins with a date is named after the document's day.
fn date(entry: &Entry, name: &str, notes: &mut Notes) {
    let Some(named) = name.get(..10).and_then(|day| day.parse::<Date>().ok()) else { return };
    let front = &entry.document.front;
    let Some(written) = &front.date else { return };
    let last = entry.document.minutes().and_then(|minutes| minutes.date_to.as_ref()).map_or(written.value, |date| date.value);
    if (written.value..=last).contains(&named) {
        return;
    }
    let (said, meant) = (words::day(named), written.value);
    let message = Bilingual::new(
        format!("Filnavnet sier {}, men datoen er {}", said.nb, words::day(meant).nb),
        format!("The file name says {}, but the date is {}", said.en, words::day(meant).en),
    );
    let rest = name.get(10..).unwrap_or_default();
    let help = Bilingual::new(
        format!("Gi fila navnet «{meant}{rest}.md», eller rett datoen."),
        format!("Name the file “{meant}{rest}.md”, or mend the date."),
    );
    notes.add(Finding::new(RECORD.name, Place::new(entry.source, written.span), message).with_help(help));
}

/// Minutes that lie in a folder named like a body are that body's.
fn body(site: &Site, entry: &Entry, folder: &str, notes: &mut Notes) {
    let front = &entry.document.front;
    let (Some(_), Some(first), Some(_)) = (entry.document.minutes(), front.bodies.first(), site.find_body(folder)) else { return };
    // An id that is no body's is ref-unknown-body's to say.
    let unknown = || front.bodies.iter().any(|body| site.find_body(&body.value).is_none());
    if front.bodies.iter().any(|body| body.value == folder) || unknown() {
        return;
    }
    let message = Bilingual::new(
        format!("Referatet ligger i mappa «{folder}», men organet er «{}»", first.value),
        format!("The minutes lie in the folder “{folder}”, but the body is “{}”", first.value),
    );
    let help = Bilingual::new(
        format!("Flytt fila til mappa «{}», eller rett organet.", first.value),
        format!("Move the file to the folder “{}”, or mend the body.", first.value),
    );
    notes.add(Finding::new(RECORD.name, Place::new(entry.source, first.span), message).with_help(help));
}

fn unreadable(place: Place, name: &str) -> Finding {
    let message = Bilingual::new(
        format!("Dokumentet er ikke lest: «{name}» har tegn som ikke er UTF-8"),
        format!("The document was not read: “{name}” has signs that are not UTF-8"),
    );
    let help = Bilingual::new(
        "Gi fila eller mappa navnet på nytt, med de bokstavene det skal ha. Slike navn kommer ofte av en zip-fil fra en gammel maskin.",
        "Name the file or folder anew, with the letters it should have. Such names often come from a zip file of an old machine.",
    );
    Finding::new(RECORD.name, place, message).with_case(UNREAD).with_help(help)
}

fn not_portable(place: Place, name: &str, why: &str) -> Finding {
    let why = words::not_portable(why);
    let message = Bilingual::new(
        format!("«{name}» kan ikke ligge på alle maskiner: {}", why.nb),
        format!("“{name}” cannot lie on every machine: {}", why.en),
    );
    let help = Bilingual::new("Gi fila eller mappa et annet navn.", "Give the file or folder another name.");
    Finding::new(RECORD.name, place, message).with_help(help)
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_index_is_named_by_its_folder() {
        assert_eq!(super::name_of("content/referat/styret/2019-03-01.md"), ("styret", "2019-03-01"));
        assert_eq!(super::name_of("content/referat/styret/2019-03-01/index.md"), ("styret", "2019-03-01"));
        assert_eq!(super::name_of("content/om.md"), ("content", "om"));
    }
}
