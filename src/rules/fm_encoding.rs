//! fm-encoding: a file that is not UTF-8. The byte on disk is named, with the letter it most likely is.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, Edit, FaultKind, Finding, Fix, Level};
use crate::index::Site;
use crate::source::{Place, Source, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "fm-encoding",
    title: ("en fil som ikke er UTF-8", "a file that is not UTF-8"),
    levels: &[("", Level::Error)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("fm_encoding.md"),
    check: Check::Site(check),
};

/// What the Norwegian letters look like when UTF-8 is read as Windows-1252: a sign that a file holds both.
const MIXED: [&str; 6] = ["Ã¦", "Ã¸", "Ã¥", "Ã†", "Ã˜", "Ã…"];

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::Encoding { offset, byte, likely } = kind else { continue };
        let source = site.sources.get(place.source);
        let mixed = source.is_some_and(|source| MIXED.iter().any(|sign| source.text.contains(sign)));
        let finding = Finding::new(
            RECORD.name,
            place,
            Bilingual::new(
                format!("Fila er ikke lagret som UTF-8: byte {offset} (0x{byte:02X}) er trolig «{likely}» i tegnsettet Windows-1252"),
                format!("The file is not saved as UTF-8: byte {offset} (0x{byte:02X}) is probably “{likely}” in Windows-1252"),
            ),
        );
        notes.add(match source.filter(|_| !mixed) {
            Some(source) => finding
                .with_help(Bilingual::new("Lagre fila på nytt med tegnsettet UTF-8.", "Save the file again as UTF-8."))
                .with_fix(rewritten(place, source)),
            None => finding.with_help(Bilingual::new(
                "Fila blander to tegnsett. Skriv bokstaven på nytt her, og lagre fila som UTF-8.",
                "The file mixes two encodings. Write this letter again, and save the file as UTF-8.",
            )),
        });
    }
}

/// Every letter beyond ASCII, written as UTF-8 has it. To be asked for: the encoding is a guess.
fn rewritten(place: Place, source: &Source) -> Fix {
    let letters = source.text.char_indices().filter(|(_, letter)| !letter.is_ascii());
    let edits = letters
        .map(|(at, letter)| Edit { place: Place::new(place.source, Span::new(at, at + letter.len_utf8())), text: letter.to_string() })
        .collect();
    Fix { message: Bilingual::new("Skriv bokstavene som UTF-8", "Write the letters as UTF-8"), safe: false, edits }
}
