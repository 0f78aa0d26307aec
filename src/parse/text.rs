//! The text of a document: headings, anchors, agenda items, points, tables, prose, dates, and what the text mentions.
//!
//! One pass over the Markdown events gathers what stands there (`walk`), then each of the rooms below says what it means.
//! What must not enter: other files, and whether a mention leads anywhere.

mod anchors;
mod block;
mod headings;
mod html;
mod items;
mod labels;
mod points;
mod raw;
mod targets;
mod walk;
mod words;

use super::markdown;
use crate::diagnostic::{Fault, FaultKind};
use crate::model::text::{DateMention, PeriodMention};
use crate::model::{Mention, Role, Text};
use crate::source::{BYTE_ORDER_MARK, Span};
pub use labels::is_address;

/// What a document's type makes of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `referat`: headings may be agenda items.
    Minutes,
    /// `mandat`: a numbered list gives the points.
    Mandate,
    /// `avtale`: numbered headings are points.
    Agreement,
    /// `veileder`: numbered headings are points, with checklists.
    Guide,
    /// Every other type.
    Other,
}

impl Kind {
    /// The kind of a document type by its name, as `type` has it.
    #[must_use]
    pub fn of(type_name: &str) -> Self {
        match type_name {
            "referat" => Self::Minutes,
            "mandat" => Self::Mandate,
            "avtale" => Self::Agreement,
            "veileder" => Self::Guide,
            _ => Self::Other,
        }
    }
}

/// Reads the text of a file from byte `body_start` to its end. All spans are bytes of the whole file; mentions are in its order.
#[must_use]
pub fn text(source_text: &str, body_start: usize, kind: Kind) -> (Text, Vec<Mention>, Vec<Fault>) {
    let mut base = body_start.min(source_text.len());
    while !source_text.is_char_boundary(base) {
        base += 1;
    }
    let mut body = source_text.get(base..).unwrap_or_default();
    if let Some(rest) = body.strip_prefix(BYTE_ORDER_MARK) {
        base += BYTE_ORDER_MARK.len_utf8();
        body = rest;
    }
    let mut walk = walk::walk(body, base, Role::Text);
    if let Some((span, limit)) = markdown::limits::exceeded(body) {
        let span = Span::new(base + span.start as usize, base + span.end as usize);
        walk.faults.push(Fault { span, kind: FaultKind::Limit { limit } });
    }
    walk.faults.extend(labels::faults(body, base, &walk.prose));
    walk.faults.extend(targets::faults(body, base, &walk.prose));
    let headings = headings::headings(&walk, body, base);
    let mut faults = Vec::new();
    let items = if kind == Kind::Minutes { items::items(&walk, &headings, body, base) } else { items::Items::default() };
    for (raw, is_item) in walk.headings.iter().zip(items.begun_by(&headings)) {
        let keys: &[&str] = if is_item { &["saksgang", "organ"] } else { &[] };
        faults.extend(headings::unknown_attributes(raw, body, base, keys));
    }
    let (points, checklists) = points::points(&walk, &headings, body, base, kind);
    let mut text = Text {
        span: Span::new(base, base + body.len()),
        headings,
        anchors: Vec::new(),
        items: items.list,
        points,
        tables: walk.tables,
        prose: walk.prose,
        blocks: walk.blocks,
        dates_as_entries: walk.dates_as_entries,
        dates: walk.dates,
        periods: walk.periods,
        has_code: walk.has_code,
        checklists,
    };
    anchors::anchors(&mut text, &walk.headings, body, base);
    walk.mentions.extend(items.mentions);
    walk.mentions.sort_by_key(|mention| (mention.whole.start, mention.whole.end));
    walk.faults.extend(items.faults);
    walk.faults.extend(faults);
    walk.faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
    (text, walk.mentions, walk.faults)
}

/// What a piece of Markdown in a field holds: a decision's or an action item's text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Piece {
    /// Links, images, references and cited statutes, in order.
    pub mentions: Vec<Mention>,
    /// Dates.
    pub dates: Vec<DateMention>,
    /// Weeks, quarters and halves of a year.
    pub periods: Vec<PeriodMention>,
    /// Raw HTML, and labels and targets that were meant to lead somewhere.
    pub faults: Vec<Fault>,
}

/// Reads a piece of Markdown. `place` says where in the file a span of `markdown` stands: moved by a base for text that is
/// there as it is, [`Offsets::span`](super::offsets::Offsets::span) for a scalar that YAML took indents and escapes from.
#[must_use]
pub fn piece(markdown: &str, place: impl Fn(Span) -> Span, role: Role) -> Piece {
    let mut walk = walk::walk(markdown, 0, role);
    walk.faults.extend(labels::faults(markdown, 0, &walk.prose));
    walk.faults.extend(targets::faults(markdown, 0, &walk.prose));
    let mut piece = Piece { mentions: walk.mentions, dates: walk.dates, periods: walk.periods, faults: walk.faults };
    let moved = |span: &mut Span| *span = place(*span);
    for mention in &mut piece.mentions {
        mention.each_span(moved);
    }
    for date in &mut piece.dates {
        moved(&mut date.span);
        if let Some(weekday) = &mut date.weekday {
            moved(&mut weekday.span);
        }
    }
    for period in &mut piece.periods {
        moved(&mut period.span);
        period.numbers.iter_mut().for_each(|number| moved(&mut number.span));
        period.beside.iter_mut().for_each(moved);
    }
    for fault in &mut piece.faults {
        moved(&mut fault.span);
    }
    piece
}

#[cfg(test)]
mod tests;
