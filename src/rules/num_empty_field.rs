//! num-empty-field: a label with nothing after it: "Ref.:", "Vår ref:", "Dato:".

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::text::{BlockKind, Next};
use crate::source::lines;

/// The record.
pub const RECORD: Record = Record {
    name: "num-empty-field",
    title: ("et felt uten innhold", "a label with nothing after it"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("num_empty_field.md"),
    check: Check::Document(check),
};

/// A label is at most so many words.
const MOST_WORDS: usize = 3;

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    if entry.document.front.template {
        return;
    }
    let all = reading.words();
    for (nth, block) in all.iter().enumerate() {
        if !matches!(block.block.kind, BlockKind::Paragraph | BlockKind::Entry | BlockKind::Quotation) {
            continue;
        }
        let next = all.get(nth + 1).filter(|next| next.number == block.number + 1);
        // What else may follow a block – a list, a table, an image, code – is what the label announces.
        let nothing_below = match block.block.next {
            Next::End | Next::Heading => true,
            Next::Paragraph | Next::Entry => next.is_some_and(|next| next.plain.lines().next().is_some_and(is_labelled)),
            _ => false,
        };
        let mut lines = lines(&block.plain).peekable();
        while let Some((at, line)) = lines.next() {
            let empty = lines.peek().map_or(nothing_below, |(_, line)| is_labelled(line));
            if !empty || !is_label(line) {
                continue;
            }
            let (start, label) = (at + line.len() - line.trim_start().len(), line.trim());
            let place = site.place(n, block.span(start, start + label.len()));
            let shown = words::shown(site, place, label);
            let message = Bilingual::new(format!("Det står ingenting etter «{shown}»"), format!("Nothing stands after “{shown}”"));
            let help = Bilingual::new("Fyll ut feltet, eller ta det ut.", "Fill the field in, or take it out.");
            notes.add(Finding::new(RECORD.name, place, message).with_help(help));
        }
    }
}

/// Whether a line is a label alone: one to three words with a capital at first, and a colon at the end.
fn is_label(line: &str) -> bool {
    let Some(label) = line.trim().strip_suffix(':') else { return false };
    let words: Vec<&str> = label.split_whitespace().collect();
    let fits = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '/' | '-'));
    (1..=MOST_WORDS).contains(&words.len()) && words.iter().all(fits) && label.trim().starts_with(char::is_uppercase)
}

/// Whether a line is a label, with something after it or nothing: the line before is then not answered by it.
fn is_labelled(line: &str) -> bool {
    line.split_once(':').is_some_and(|(label, _)| is_label(&format!("{label}:")))
}
