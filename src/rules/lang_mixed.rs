//! lang-mixed: nynorsk in a document marked bokmål, and the reverse.

use std::collections::BTreeSet;

use super::{Check, FixKind, Notes, Reading, Record, tokens};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "lang-mixed",
    title: ("bokmål og nynorsk om hverandre", "the other written standard of Norwegian"),
    levels: &[("", Level::Off)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("lang_mixed.md"),
    check: Check::Document(check),
};

/// Words that only nynorsk has.
const NYNORSK: &[&str] = &[
    "ikkje",
    "eg",
    "ein",
    "eit",
    "dei",
    "frå",
    "vere",
    "vore",
    "vart",
    "verte",
    "noko",
    "nokon",
    "korleis",
    "kva",
    "kvar",
    "kven",
    "kvifor",
    "meir",
    "berre",
    "saman",
    "mykje",
    "sjølv",
    "medan",
    "kjem",
    "gjere",
    "tenester",
    "tenesta",
    "kommunane",
    "møta",
    "vedteke",
    "vedtekne",
    "fleire",
    "òg",
    "desse",
    "deira",
    "gjeld",
    "seier",
    "innbyggjarane",
    "brukarane",
    "rettleiing",
    "innføre",
    "gjer",
];
/// Words that only bokmål has.
const BOKMAL: &[&str] = &[
    "ikke",
    "jeg",
    "et",
    "fra",
    "være",
    "vært",
    "noe",
    "noen",
    "hvordan",
    "hva",
    "hvor",
    "hvem",
    "hvorfor",
    "mer",
    "bare",
    "sammen",
    "mye",
    "selv",
    "mens",
    "kommer",
    "gjøre",
    "gjør",
    "tjenester",
    "tjenesten",
    "kommunene",
    "møtene",
    "flere",
    "disse",
    "deres",
    "gjelder",
    "sier",
    "innbyggerne",
    "brukerne",
    "veiledning",
    "ble",
    "bli",
    "blir",
];
/// So many different words of the other standard in one paragraph are no accident.
const DIFFERENT: usize = 3;

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let language = site.document(n).front.language.as_ref().map_or(site.config.language.as_str(), |language| language.value.as_str());
    let (own, other, message) = match language {
        "nb" => (
            BOKMAL,
            NYNORSK,
            Bilingual::new("Teksten er nynorsk, men dokumentet er merket bokmål", "The text is nynorsk, but the document is marked bokmål"),
        ),
        "nn" => (
            NYNORSK,
            BOKMAL,
            Bilingual::new("Teksten er bokmål, men dokumentet er merket nynorsk", "The text is bokmål, but the document is marked nynorsk"),
        ),
        _ => return,
    };
    tokens::passages(reading, |text, place| {
        if let Some(span) = foreign(text, own, other, place) {
            notes.add(Finding::new(RECORD.name, site.place(n, span), message.clone()).with_help(Bilingual::new(
                "Skriv om, eller merk dokumentet med «språk».",
                "Rewrite it, or mark the document with “språk”.",
            )));
        }
    });
}

/// From the first to the last word of the other standard, where there are more of them than of the own.
fn foreign(text: &str, own: &[&str], other: &[&str], place: &dyn Fn(std::ops::Range<usize>) -> Span) -> Option<Span> {
    let (mut different, mut count, mut against) = (BTreeSet::new(), 0, 0);
    let mut whole: Option<Span> = None;
    for range in tokens::tokens(text) {
        let word = text.get(range.clone())?.to_lowercase();
        against += usize::from(own.contains(&word.as_str()));
        if other.contains(&word.as_str()) {
            count += 1;
            different.insert(word);
            let span = place(range);
            whole = Some(whole.map_or(span, |known| known.join(span)));
        }
    }
    whole.filter(|_| different.len() >= DIFFERENT && count > against)
}
