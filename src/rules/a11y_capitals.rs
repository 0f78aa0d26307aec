//! a11y-capitals: a heading in capitals only.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::text::{AgendaItem, Heading};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "a11y-capitals",
    title: ("en overskrift bare med store bokstaver", "a heading in capitals only"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("a11y_capitals.md"),
    check: Check::Document(check),
};

/// A word of so many capitals is no abbreviation.
const NO_ABBREVIATION: usize = 7;

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let text = &entry.document.text;
    let mut written = None;
    for (place, heading) in text.headings.iter().enumerate() {
        if heading.title.chars().any(char::is_lowercase) && !starts_like_item(&heading.title) {
            continue;
        }
        let item = text.item_of(place);
        let (title, span) = item.map_or((heading.title.as_str(), heading.title_span), |item| (item.title.as_str(), own(heading, item)));
        let capitals: Vec<&str> = words_of(title).collect();
        if title.chars().any(char::is_lowercase) || capitals.is_empty() {
            continue;
        }
        let sure = capitals.iter().any(|word| word.chars().count() >= NO_ABBREVIATION);
        // A short one is a word where the text writes it in small letters too.
        let sure = sure || {
            let written = written.get_or_insert_with(|| small(reading));
            capitals.iter().all(|word| written.contains(&word.to_lowercase()))
        };
        if !sure {
            continue;
        }
        let message = Bilingual::new("Overskriften har bare store bokstaver", "The heading is in capitals only");
        let help = Bilingual::new(
            "Skriv den som en setning: stor bokstav først, og i navn og forkortelser.",
            "Write it like a sentence: a capital at first, and in names and abbreviations.",
        );
        notes.add(Finding::new(RECORD.name, site.place(n, span), message).with_help(help));
    }
}

/// "Sak" before an agenda item's title is not the title's.
fn starts_like_item(title: &str) -> bool {
    title.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("sak"))
}

/// The bytes of an agenda item's own title, after its number.
fn own(heading: &Heading, item: &AgendaItem) -> Span {
    let end = heading.title_span.end;
    let length = u32::try_from(item.title.len()).unwrap_or_default();
    let start = end.saturating_sub(length).max(item.number_span.end);
    Span { start, end }
}

/// The words of at least two letters.
fn words_of(title: &str) -> impl Iterator<Item = &str> {
    title.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1)
}

/// Every word that the document writes with small letters, but for a capital at first.
fn small(reading: &Reading<'_>) -> HashSet<String> {
    let words = reading.words().iter().flat_map(|block| words_of(&block.plain));
    words.filter(|word| word.chars().skip(1).all(char::is_lowercase)).map(str::to_lowercase).collect()
}
