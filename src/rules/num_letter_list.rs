//! num-letter-list: lines that begin with `a)`, `b)`, which Markdown does not read as a list: they run together into one paragraph.

use super::{Check, FixKind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::Site;
use crate::model::text::BlockKind;
use crate::model::words::Words;
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "num-letter-list",
    title: ("punkter med bokstaver som renner sammen", "points with letters that run together"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("num_letter_list.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    for block in
        reading.words().iter().filter(|block| matches!(block.block.kind, BlockKind::Paragraph | BlockKind::Entry | BlockKind::Quotation))
    {
        let points = points(&block.plain);
        let (Some(first), Some(last)) = (points.first(), points.last()) else { continue };
        let text = site.sources.get(site.place(n, block.block.span).source).map_or("", |source| &source.text);
        let begins: Vec<usize> = points.iter().map(|point| block.place(point.at)).collect();
        // A line that ends in two spaces or a backslash is broken there.
        let breaks = |at: usize| {
            let line = text.get(..at).unwrap_or_default().trim_end_matches(['\n', '\r']);
            line.ends_with("  ") || line.ends_with('\\')
        };
        if begins.iter().skip(1).any(|at| breaks(*at)) {
            continue;
        }
        notes.add(finding(site, n, block, (first, last), text, &begins));
    }
}

/// The beginning of a point.
struct Point {
    at: usize,
    letter: char,
}

/// The points of a paragraph: lines that begin with `a)` or `a.`, `b)` and so on; none where there are fewer than two.
fn points(text: &str) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    if !text.contains('\n') {
        return points;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut signs = line.chars();
        if let (Some(letter @ 'a'..='z'), Some(')' | '.'), Some(' ' | '\u{a0}')) = (signs.next(), signs.next(), signs.next())
            && letter == points.last().map_or('a', |last| char::from(last.letter as u8 + 1))
        {
            points.push(Point { at, letter });
        }
        at += line.len();
    }
    if points.len() < 2 { Vec::new() } else { points }
}

fn finding(site: &Site, document: usize, block: &Words<'_>, (first, last): (&Point, &Point), text: &str, begins: &[usize]) -> Finding {
    let place = site.place(document, block.span(first.at, first.at + 2));
    let message = Bilingual::new(
        format!("Punktene {} til {} blir til ett avsnitt, uten linjeskift", first.letter, last.letter),
        format!("The points {} to {} become one paragraph, with no line breaks", first.letter, last.letter),
    );
    let help = Bilingual::new(
        "Sett en tom linje foran hvert punkt, eller skriv dem som liste, med «- » foran.",
        "Put an empty line before each point, or write them as a list, with “- ” before each.",
    );
    let finding = Finding::new(RECORD.name, place, message).with_help(help);
    // Within a list or a quotation an empty line needs what the other lines begin with.
    let at_line_start = |at: usize| text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
    if block.block.kind != BlockKind::Paragraph || !begins.iter().all(|at| at_line_start(*at)) {
        return finding;
    }
    let own = block.block.span.start as usize;
    let edits = begins
        .iter()
        .filter(|at| **at > own)
        .map(|at| Edit { place: Place::new(place.source, Span::new(*at, *at)), text: "\n".to_owned() });
    finding.with_fix(Fix {
        message: Bilingual::new("Sett en tom linje foran hvert punkt", "Put an empty line before each point"),
        safe: true,
        edits: edits.collect(),
    })
}
