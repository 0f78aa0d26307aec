//! What was meant for the heading of an item and is none: a line of its own, bold or not, or a heading that names the number otherwise.
//! Only between the items that the number lies between, where no item has it, or as the next one below the last: elsewhere such a line may
//! be anything.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Items, digits, read, year};
use crate::diagnostic::{AgendaFault, Fault, FaultKind};
use crate::model::text::{AgendaItem, BlockKind};
use crate::parse::text::raw::Walk;
use crate::source::Span;

/// A number that looks like an item's.
struct Found {
    number: u32,
    year: Option<u8>,
    written: Range<usize>,
}

/// Every such line and heading of a text.
pub fn find(walk: &Walk, items: &Items, body: &str, base: usize) -> Vec<Fault> {
    if items.list.is_empty() {
        return Vec::new();
    }
    let there: BTreeSet<(Option<u8>, u32)> = items.list.iter().map(|item| (item.year, item.number)).collect();
    let is_lost = |found: &Found, at: usize| !there.contains(&(found.year, found.number)) && lies_between(&items.list, found, at);
    let mut faults = Vec::new();
    for raw in walk.headings.iter().filter(|raw| raw.container == 0) {
        let Some(found) = in_heading(&raw.words.plain, raw.level) else { continue };
        let place = raw.words.place(&found.written);
        if is_lost(&found, base + place.start) {
            let written = raw.words.plain.get(found.written).unwrap_or_default().to_owned();
            let span = Span::new(base + place.start, base + place.end);
            faults.push(Fault { span, kind: FaultKind::AgendaHeading { written, wrong: AgendaFault::Name } });
        }
    }
    for block in walk.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let Some((at, text)) = line_of(body, base, block.span) else { continue };
        let Some(found) = in_line(text) else { continue };
        let span = Span::new(at + found.written.start, at + found.written.end);
        if is_lost(&found, at) {
            let written = text.get(found.written).unwrap_or_default().to_owned();
            faults.push(Fault { span, kind: FaultKind::AgendaHeading { written, wrong: AgendaFault::Line } });
        }
    }
    faults
}

/// Whether the items of the same year before and after a place have a lower and a higher number; below the last one, whether it is
/// the next.
fn lies_between(items: &[AgendaItem], found: &Found, at: usize) -> bool {
    let row = || items.iter().filter(|item| item.year == found.year);
    let before = row().take_while(|item| (item.number_span.start as usize) < at).last();
    let after = row().find(|item| item.number_span.start as usize > at);
    let starts = found.year.is_none() && found.number > 0;
    match (before, after) {
        (_, Some(after)) => before.map_or(starts, |item| item.number < found.number) && after.number > found.number,
        (Some(last), None) => last.number.checked_add(1) == Some(found.number),
        (None, None) => false,
    }
}

/// The paragraph from its first line's beginning, which is a line's; and that place in the file.
fn line_of(body: &str, base: usize, span: Span) -> Option<(usize, &str)> {
    let (start, end) = ((span.start as usize).checked_sub(base)?, (span.end as usize).checked_sub(base)?);
    let line = body.get(..start)?.rfind('\n').map_or(0, |end| end + 1);
    let marks = body.get(line..start)?;
    (marks.is_empty() || matches!(marks, "**" | "__")).then(|| Some((base + line, body.get(line..end)?)))?
}

/// `**Sak 3 Budsjett**`, `Sak 3: Budsjett`: a title as one is written, and no sentence.
fn in_line(text: &str) -> Option<Found> {
    let mut lines = text.lines();
    let (line, next) = (lines.next()?.trim_end(), lines.next());
    let bold = ["**", "__"].into_iter().find(|mark| line.starts_with(mark)).unwrap_or_default();
    let words = line.get(bold.len()..)?;
    let read = read(words).filter(|read| read.wrong.is_none())?;
    let after = words.get(read.written.end..)?;
    let title = after.replace(['*', '_'], "");
    let title = title.trim().trim_start_matches([':', '.', '–', '—', '-']).trim_start();
    let is_title = title.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !title.ends_with(['.', '!', '?', ',', ';', ':']);
    let goes_on = next.is_some_and(|next| !next.starts_with(char::is_uppercase));
    let is_bold = !bold.is_empty() && (title.is_empty() || is_title);
    let found = Found { number: read.number, year: read.year, written: bold.len() + read.written.start..bold.len() + read.written.end };
    ((is_bold || is_title) && !goes_on && title.len() <= LONGEST_TITLE).then_some(found)
}

/// What is longer than so many bytes is no title.
const LONGEST_TITLE: usize = 120;

/// `Saksnr. 3 Budsjett`, `Saksnummer 3`, `Sak #3`; `3. Budsjett` on the level of items.
fn in_heading(words: &str, level: u8) -> Option<Found> {
    let lower = words.to_lowercase();
    let name = ["saksnummer", "saksnr", "sak nr. #", "sak nr #", "sak #"].into_iter().find(|name| lower.starts_with(name));
    let rest = match name {
        Some(name) => words.get(name.len()..)?.trim_start_matches(['.', ':', '#']).trim_start(),
        None if level == 2 => words,
        None => return None,
    };
    let (number, after) = digits(rest)?;
    let (year, after) = year(after).map_or((None, after), |(year, after)| (Some(year), after));
    let parted = after.is_empty() || after.starts_with([' ', ':', '.', '–', ')']);
    let title = after.trim_start_matches(['.', ':', ')', ' ', '–', '-']);
    // `3. november` and `3.1 Tall` are no items.
    let is_item = parted && (name.is_some() || title.starts_with(char::is_uppercase));
    is_item.then_some(Found { number, year, written: 0..words.len() - after.len() })
}
