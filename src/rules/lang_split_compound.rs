//! lang-split-compound: two words written apart in one place and together in another of the site.

use std::collections::HashMap;
use std::ops::Range;

use super::{Check, FixKind, Lookups, Notes, Reading, Record, naming, tokens};
use crate::diagnostic::{Bilingual, Finding, Fix, Level};
use crate::index::Site;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "lang-split-compound",
    title: ("et ord som er delt i to", "a word written as two"),
    levels: &[("", Level::Off)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("lang_split_compound.md"),
    check: Check::Site(check),
};

/// Each half has so many letters at least; a first half in capitals may be shorter.
const SHORTEST: usize = 4;
/// Words that stand before many others without being part of them.
const APART: &[&str] = &[
    "alle", "andre", "både", "dette", "disse", "eller", "etter", "felles", "flere", "foran", "forbi", "fram", "første", "gjennom", "god",
    "hele", "hver", "imot", "inne", "innen", "kort", "leder", "lang", "langs", "mellom", "mens", "mest", "mindre", "mot", "mange", "neste",
    "ned", "noen", "over", "opp", "rundt", "samme", "siden", "stor", "store", "under", "uten", "ute", "utenfor", "videre",
];

fn check(site: &Site, notes: &mut Notes) {
    let together = together(site);
    for n in 0..site.documents.len() {
        let mut found = Vec::new();
        tokens::passages(&Reading::of(site, n, &Lookups::default()), |text, place| {
            let words = tokens::tokens(text);
            for pair in words.windows(2) {
                let [first, second] = pair else { continue };
                if let Some((joined, other)) = joined(text, first, second, &together) {
                    found.push((site.place(n, place(first.start..second.end)), joined, other));
                }
            }
        });
        for (place, joined, other) in found {
            let quoted = naming::quoted(site, n, &joined);
            let message = Bilingual::new(
                format!("«{quoted}» er skrevet som to ord her, og som ett et annet sted"),
                format!("“{quoted}” is written as two words here, and as one elsewhere"),
            );
            let fix = Fix::replace(false, place, joined.clone(), Bilingual::new("skriv det som ett ord", "write it as one word"));
            notes.add(
                Finding::new(RECORD.name, place, message)
                    .with_label(other, Bilingual::new("ett ord", "one word"))
                    .with_help(Bilingual::new("Skriv det på samme måte overalt.", "Write it the same way everywhere."))
                    .with_fix(fix),
            );
        }
    }
}

/// The words of the site's open documents, lower case, each with its first place.
fn together(site: &Site) -> HashMap<String, Place> {
    let mut together = HashMap::new();
    for n in (0..site.documents.len()).filter(|n| !naming::is_exempt(site, *n)) {
        tokens::passages(&Reading::of(site, n, &Lookups::default()), |text, place| {
            for range in tokens::tokens(text) {
                let word = text.get(range.clone()).unwrap_or_default().to_lowercase();
                if word.len() > 2 {
                    together.entry(word).or_insert_with(|| site.place(n, place(range)));
                }
            }
        });
    }
    together
}

/// Two words as one, where that one is known and hardly anything but the two stands apart.
fn joined(text: &str, first: &Range<usize>, second: &Range<usize>, together: &HashMap<String, Place>) -> Option<(String, Place)> {
    let (one, two) = (text.get(first.clone())?, text.get(second.clone())?);
    if !matches!(text.get(first.end..second.start)?, " " | "\n" | "\u{a0}") || APART.contains(&one.to_lowercase().as_str()) {
        return None;
    }
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    let capitals = letters(one) && one.chars().count() > 1 && one.chars().all(char::is_uppercase);
    // A name after a word is a name; a hyphen keeps capitals apart from what follows.
    let begins_low = two.chars().next().is_some_and(char::is_lowercase);
    let long = |word: &str| letters(word) && word.chars().count() >= SHORTEST;
    if !begins_low || !long(two) || !(long(one) || capitals) {
        return None;
    }
    let joined = if capitals { format!("{one}-{two}") } else { format!("{one}{two}") };
    let other = together.get(&joined.to_lowercase())?;
    Some((joined, *other))
}
