//! att-metadata: the names of people in a file's properties.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Record, attached, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "att-metadata",
    title: ("forfatternavn i filegenskapene", "author names in a file's properties"),
    levels: &[("", Level::Info)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_metadata.md"),
    check: Check::Site(check),
};

/// What programs and administrators write where a name should stand: any of these words in it.
const NOBODY: &[&str] = &[
    "bruker",
    "user",
    "admin",
    "administrator",
    "microsoft",
    "office",
    "windows",
    "python",
    "openpyxl",
    "apache",
    "poi",
    "libreoffice",
    "openoffice",
    "ukjent",
    "unknown",
    "scanner",
    "skanner",
    "printer",
    "default",
    "eier",
    "owner",
    "author",
    "forfatter",
    "adobe",
    "acrobat",
    "pdf",
    "word",
    "excel",
    "google",
    "canon",
    "xerox",
    "ricoh",
    "hewlett-packard",
    "kopimaskin",
    "service",
    "system",
];

fn check(site: &Site, notes: &mut Notes) {
    let known = bodies_and_units(site);
    for attached in attached::each(site) {
        let authors = attached.inspection.map_or(&[][..], |inspection| &inspection.inside.authors);
        let names: Vec<&str> = authors.iter().map(String::as_str).filter(|name| is_person(name, &known)).collect();
        if names.is_empty() {
            continue;
        }
        let name = attached.name;
        let exempt = naming::is_exempt(site, attached.document);
        let people = if exempt { "•••".to_owned() } else { names.join(", ") };
        let message =
            Bilingual::new(format!("Filegenskapene til «{name}» navngir {people}"), format!("The properties of “{name}” name {people}"));
        let help = Bilingual::new(
            "Fjern personopplysninger fra egenskapene før fila legges ved (Fil, Info, Kontroller dokument).",
            "Remove personal information from the properties before attaching the file (File, Info, Inspect Document).",
        );
        notes.add(Finding::new(RECORD.name, attached.place, message).with_help(help));
    }
}

/// The names of bodies, units and the site's owner: no people.
fn bodies_and_units(site: &Site) -> HashSet<String> {
    let bodies = site.registers.bodies.entries.iter().filter_map(|body| body.name.as_ref());
    let units = site.registers.units.entries.iter().filter_map(|unit| unit.name.as_ref());
    bodies.chain(units).map(|name| name.value.to_lowercase()).chain([site.config.owner.to_lowercase()]).collect()
}

/// Whether a text looks like a person's name: two words at least, each of letters, none of them a program's or an office's.
fn is_person(name: &str, known: &HashSet<String>) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let letters = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let office = |word: &&str| {
        let ending = [
            "kommune",
            "fylke",
            "direktoratet",
            "kontoret",
            "tjenesten",
            "etaten",
            "avdelingen",
            "departementet",
            "gruppa",
            "nemnda",
            "rådet",
        ];
        NOBODY.contains(word)
            || matches!(*word, "nav" | "ks" | "as" | "asa" | "og" | "for")
            || ending.iter().any(|ending| word.ends_with(ending))
    };
    words.len() >= 2 && words.iter().all(letters) && !words.iter().any(office) && !known.contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_programs_and_offices() {
        let known = HashSet::from(["brukerutvalget nordland".to_owned()]);
        for name in ["Kari Eksempel", "Eksempel, Kari", "Anne-Lise D. Prøve", "KARI EKSEMPEL"] {
            assert!(is_person(name, &known), "{name}");
        }
        for name in
            ["", "kari", "Microsoft Office User", "NAV Nordland", "Bodø kommune", "python-docx", "Brukerutvalget Nordland", "k123456 x"]
        {
            assert!(!is_person(name, &known), "{name}");
        }
    }
}
