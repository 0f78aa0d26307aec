//! num-number-style: numbered headings written in two ways in one document, `3.1.` beside `3.2`.

use std::collections::BTreeMap;

use super::{Check, FixKind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::Site;
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "num-number-style",
    title: ("nummer skrevet på to måter", "numbers written in two ways"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("num_number_style.md"),
    check: Check::Document(check),
};

/// A heading's number.
struct Number {
    /// Its bytes without a closing dot.
    span: Span,
    /// As written, without a closing dot.
    written: String,
    /// Whether a dot closes it.
    dot: bool,
}

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    for numbers in by_depth(site, n).into_values() {
        let dotted = numbers.iter().filter(|number| number.dot).count();
        let plain = numbers.len() - dotted;
        if dotted == 0 || plain == 0 {
            continue;
        }
        // The commoner way is the document's; the first, where both are as common.
        let dot = match dotted.cmp(&plain) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => numbers.first().is_some_and(|number| number.dot),
        };
        let Some(other) = numbers.iter().find(|number| number.dot == dot) else { continue };
        for number in numbers.iter().filter(|number| number.dot != dot) {
            notes.add(finding(site, n, number, other));
        }
    }
}

fn finding(site: &Site, document: usize, number: &Number, other: &Number) -> Finding {
    let shown = |number: &Number| format!("{}{}", number.written, if number.dot { "." } else { "" });
    let end = number.span.end as usize;
    let dot = Span::new(end, end + usize::from(number.dot));
    let place = site.place(document, number.span.join(dot));
    let right = if number.dot { number.written.clone() } else { format!("{}.", number.written) };
    let message = Bilingual::new(
        format!("«{}» står ved siden av «{}»", shown(number), shown(other)),
        format!("“{}” stands beside “{}”", shown(number), shown(other)),
    );
    let advice = Bilingual::new(format!("Skriv «{right}»"), format!("Write “{right}”"));
    let text = if number.dot { String::new() } else { ".".to_owned() };
    let fix = Fix { message: advice.clone(), safe: true, edits: vec![Edit { place: Place::new(place.source, dot), text }] };
    Finding::new(RECORD.name, place, message)
        .with_label(site.place(document, other.span), Bilingual::new("skrevet på den andre måten", "written the other way"))
        .with_help(Bilingual::new(advice.nb + ".", advice.en + "."))
        .with_fix(fix)
}

/// The numbers of a document's headings by how many parts they have. Numbers of one part count only where they run on (1, 2, 3), so that
/// `2019 i tall` and `10 råd` are none.
fn by_depth(site: &Site, document: usize) -> BTreeMap<usize, Vec<Number>> {
    let entry = site.entry(document);
    let text = &entry.document.text;
    let mut numbers: BTreeMap<usize, Vec<Number>> = BTreeMap::new();
    let Some(source) = site.sources.get(entry.source) else { return numbers };
    let mut last = 0;
    for heading in &text.headings {
        // Dates and periods are in the order of the file.
        let start = heading.title_span.start;
        let date = text.dates.get(text.dates.partition_point(|date| date.span.start < start)).map(|date| date.span);
        let period = text.periods.get(text.periods.partition_point(|period| period.span.start < start)).map(|period| period.span);
        let is_date = [date, period].into_iter().flatten().any(|span| span.start == start);
        let Some((written, dot)) = number(source.slice(heading.title_span)).filter(|_| !is_date) else { continue };
        let depth = written.split('.').count();
        if depth == 1 {
            let value: u32 = written.parse().unwrap_or_default();
            if value != last + 1 {
                continue;
            }
            last = value;
        }
        let start = heading.title_span.start as usize;
        let span = Span::new(start, start + written.len());
        numbers.entry(depth).or_default().push(Number { span, written: written.to_owned(), dot });
    }
    numbers
}

/// The number that a title begins with, and whether a dot closes it; none for a time, a sum or a code.
fn number(title: &str) -> Option<(&str, bool)> {
    let end = title.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(title.len());
    let (number, rest) = title.split_at_checked(end)?;
    let written = number.strip_suffix('.').unwrap_or(number);
    let parts_fit = written.split('.').all(|part| (1..=2).contains(&part.len()));
    (parts_fit && rest.trim_start().starts_with(char::is_alphabetic) && rest.starts_with(char::is_whitespace))
        .then_some((written, number.len() > written.len()))
}
