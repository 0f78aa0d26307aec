//! The words of one block of the text – a paragraph, heading, list entry or cell – without markup, and where in the file each of them
//! stands; and the fields of the front matter that hold text for people.
//!
//! What may not enter: a rule's own sentence.

use crate::index::Site;
use crate::model::Document;
use crate::model::text::{Block, ProseKind};
use crate::source::Span;

/// What stands in place of code, entities and the like: no letter, no sign, and no white space.
pub(super) const OBJECT: char = '\u{fffc}';

/// The words of a block.
pub(super) struct Words<'s> {
    /// Its number among the document's blocks.
    pub number: usize,
    /// The block.
    pub block: &'s Block,
    /// The words; line ends are `\n`, code, images, notes' marks and entities are [`OBJECT`].
    pub plain: String,
    /// By place in `plain`: the place in the file from there on.
    pieces: Vec<(usize, usize)>,
    /// Ranges of `plain` that are the text of a link.
    links: Vec<std::ops::Range<usize>>,
}

impl Words<'_> {
    /// The bytes in the file of a range of the words.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.place(start), self.place(end.saturating_sub(1)) + usize::from(end > start))
    }

    /// The byte in the file of a byte of the words.
    pub fn place(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|(plain, _)| *plain <= at);
        let piece = next.checked_sub(1).and_then(|n| self.pieces.get(n));
        piece.map_or(self.block.span.start as usize, |(plain, file)| file + (at - plain))
    }

    /// Whether a byte of the words belongs to a link.
    pub fn linked(&self, at: usize) -> bool {
        let next = self.links.partition_point(|range| range.end <= at);
        self.links.get(next).is_some_and(|range| range.contains(&at))
    }
}

/// The words of every block of a document that has words of its own.
pub(super) fn words(site: &Site, document: usize) -> Vec<Words<'_>> {
    let entry = site.entry(document);
    let text = &entry.document.text;
    let Some(source) = site.sources.get(entry.source) else { return Vec::new() };
    let mut found: Vec<Words<'_>> = Vec::new();
    let mut end = 0;
    for prose in &text.prose {
        let number = prose.block as usize;
        let Some(block) = text.blocks.get(number) else { continue };
        if prose.kind == ProseKind::Alternative {
            continue;
        }
        if found.last().is_none_or(|last| last.number != number) {
            found.push(Words { number, block, plain: String::new(), pieces: Vec::new(), links: Vec::new() });
            end = block.span.start;
        }
        let Some(words) = found.last_mut() else { continue };
        let gap = Span { start: end, end: prose.span.start.max(end) };
        push(words, source.slice(gap), gap.start as usize, true);
        let start = words.plain.len();
        push(words, source.slice(prose.span), prose.span.start as usize, false);
        if prose.kind == ProseKind::Link {
            words.links.push(start..words.plain.len());
        }
        end = prose.span.end;
    }
    found
}

/// Adds a piece of the file: as it is, or, between the words, what it amounts to.
fn push(words: &mut Words<'_>, piece: &str, at: usize, markup: bool) {
    if piece.is_empty() {
        return;
    }
    words.pieces.push((words.plain.len(), at));
    if !markup {
        words.plain.push_str(piece);
    } else if piece.contains(['`', '<', '&']) || piece.contains("![") || piece.contains("[^") {
        words.plain.push(OBJECT);
    } else if piece.contains(char::is_whitespace) && piece.chars().all(|c| c.is_whitespace() || matches!(c, '>' | '*' | '_' | '~' | '\\')) {
        words.plain.push(if piece.contains('\n') { '\n' } else { ' ' });
    }
}

/// The fields that hold text for people.
pub(super) fn fields(document: &Document) -> Vec<Span> {
    let front = &document.front;
    let mut spans: Vec<Span> = front.title.iter().chain(&front.summary).map(|text| text.span).collect();
    spans.extend(front.attachments.iter().filter_map(|attachment| attachment.title.as_ref()).map(|title| title.span));
    if let Some(minutes) = document.minutes() {
        spans.extend(minutes.venue.iter().map(|venue| venue.span));
        spans.extend(minutes.decisions.iter().flat_map(|decision| decision.title.iter().chain(&decision.text)).map(|text| text.span));
        spans.extend(minutes.action_items.iter().filter_map(|item| item.text.as_ref()).map(|text| text.span));
    }
    spans
}
