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

/// What the mark at the beginning of UTF-16 looks like in Windows-1252, either way round.
const MARKS: [&str; 2] = ["ÿþ", "þÿ"];

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::Encoding { offset, byte, likely } = kind else { continue };
        let source = site.sources.get(place.source);
        if source.is_some_and(|source| is_of_two_bytes(&source.text)) {
            notes.add(of_two_bytes(place));
            continue;
        }
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

/// Whether a text that was read as Windows-1252 has the mark or the zero bytes of UTF-16.
fn is_of_two_bytes(text: &str) -> bool {
    MARKS.iter().any(|mark| text.starts_with(mark)) || text.contains('\0')
}

/// UTF-16, which Notepad calls Unicode: to be saved anew by what wrote it.
fn of_two_bytes(place: Place) -> Finding {
    let message = Bilingual::new(
        "Fila er ikke lagret som UTF-8, men trolig som UTF-16, som noen programmer kaller «Unicode»",
        "The file is not saved as UTF-8, but probably as UTF-16, which some programs call “Unicode”",
    );
    let help = Bilingual::new("Lagre fila på nytt med tegnsettet UTF-8.", "Save the file again as UTF-8.");
    Finding::new(RECORD.name, place, message).with_help(help)
}

/// Every letter beyond ASCII, written as UTF-8 has it. To be asked for: the encoding is a guess.
fn rewritten(place: Place, source: &Source) -> Fix {
    let letters = source.text.char_indices().filter(|(_, letter)| !letter.is_ascii());
    let edits = letters
        .map(|(at, letter)| Edit { place: Place::new(place.source, Span::new(at, at + letter.len_utf8())), text: letter.to_string() })
        .collect();
    Fix { message: Bilingual::new("Skriv bokstavene som UTF-8", "Write the letters as UTF-8"), safe: false, edits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::found::of;
    use crate::world::Memory;

    #[test]
    fn of_utf_16_no_letter_is_guessed() {
        let text = "---\ntype: notat\ntittel: Årsmøte\n---\n";
        let marked = |bytes: fn(u16) -> [u8; 2]| "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>();
        let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [marked(u16::to_le_bytes), marked(u16::to_be_bytes), bare] {
            let found = of(&RECORD, &Memory::default().with("content/notat/a.md", bytes));
            assert!(matches!(&found[..], [one] if one.message.nb.contains("UTF-16") && one.fix.is_none()), "{found:?}");
        }
    }
}
