//! dec-seal-broken: sealed content that was changed after its seal, or a seal that cannot be read.

use super::{Check, FixKind, Kind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::parse::seal;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-seal-broken",
    title: ("en forseglet tekst som er endret", "a sealed text that was changed"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_seal_broken.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let Some(written) = &entry.document.front.seal else { continue };
        let place = site.place(n, written.span);
        let Some(sealed) = seal::hash_of(&written.value) else {
            let message = Bilingual::new("Seglet kan ikke leses", "The seal cannot be read");
            let help = Bilingual::new(
                "Skriv seglet på nytt med «saksgang seal», eller fjern feltet «segl».",
                "Write the seal anew with “saksgang seal”, or remove the field “segl”.",
            );
            notes.add(Finding::new(RECORD.name, place, message).with_help(help));
            continue;
        };
        let Some(now) = seal_of(site, n) else {
            let reason = Bilingual::new("et vedlegg kunne ikke åpnes", "an attachment could not be opened");
            notes.leave(Kind::Seal, place, reason);
            continue;
        };
        if now != sealed {
            let message = Bilingual::new(
                "Teksten, feltene eller vedleggene er endret etter at dokumentet ble forseglet",
                "The text, the fields or the attachments were changed after the document was sealed",
            );
            let help = Bilingual::new(
                "Sett det godkjente innholdet tilbake. Er endringen en rettelse, skriv den under «rettelser» og forsegl på nytt med «saksgang seal».",
                "Put the approved content back. If the change is a correction, list it under “rettelser” and seal anew with “saksgang seal”.",
            );
            notes.add(Finding::new(RECORD.name, place, message).with_help(help));
        }
    }
}

/// The seal that a document would get today; none where a listed attachment could not be opened.
#[must_use]
pub fn seal_of(site: &Site, document: usize) -> Option<String> {
    let entry = site.entry(document);
    let mut hashes: Vec<Option<&str>> = Vec::new();
    for file in &entry.attachments {
        hashes.push(match file {
            Some(file) => Some(site.inspected.get(*file)?.as_ref()?.sha256.as_str()),
            None => None,
        });
    }
    Some(seal::seal(site.sources.get(entry.source)?, &hashes))
}
