//! The words of one block of a text – a paragraph, heading, list entry or cell – without markup, and where in the file each of them stands.
//!
//! What may not enter: what the words mean.

use super::text::{Block, ProseKind, Text};
use crate::source::{Source, Span};

/// What stands in place of code, entities and the like: no letter, no sign, and no white space.
pub const OBJECT: char = '\u{fffc}';

/// The words of a block.
pub struct Words<'s> {
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

impl<'s> Words<'s> {
    /// The words of every block of a text that has words of its own.
    #[must_use]
    pub fn of(text: &'s Text, source: &Source) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let mut end = 0;
        for prose in &text.prose {
            let number = prose.block as usize;
            let Some(block) = text.blocks.get(number) else { continue };
            if prose.kind == ProseKind::Alternative {
                continue;
            }
            if found.last().is_none_or(|last| last.number != number) {
                let length = (block.span.end - block.span.start.min(block.span.end)) as usize;
                found.push(Self { number, block, plain: String::with_capacity(length), pieces: Vec::new(), links: Vec::new() });
                end = block.span.start;
            }
            let Some(words) = found.last_mut() else { continue };
            let gap = Span { start: end, end: prose.span.start.max(end) };
            words.push(source.slice(gap), gap.start as usize, true);
            let start = words.plain.len();
            words.push(source.slice(prose.span), prose.span.start as usize, false);
            if prose.kind == ProseKind::Link {
                words.links.push(start..words.plain.len());
            }
            end = prose.span.end;
        }
        found
    }

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

    /// The byte of the words that is a byte in the file; none where no words stand there.
    #[must_use]
    pub fn find(&self, place: usize) -> Option<usize> {
        let next = self.pieces.partition_point(|(_, file)| *file <= place);
        let (plain, file) = self.pieces.get(next.checked_sub(1)?)?;
        Some(plain + (place - file)).filter(|at| *at <= self.plain.len())
    }

    /// Whether a byte of the words belongs to a link.
    pub fn linked(&self, at: usize) -> bool {
        let next = self.links.partition_point(|range| range.end <= at);
        self.links.get(next).is_some_and(|range| range.contains(&at))
    }

    /// Adds a piece of the file: as it is, or, between the words, what it amounts to.
    fn push(&mut self, piece: &str, at: usize, markup: bool) {
        if piece.is_empty() {
            return;
        }
        self.pieces.push((self.plain.len(), at));
        if !markup {
            self.plain.push_str(piece);
        } else if piece.contains(['`', '<', '&']) || piece.contains("![") || piece.contains("[^") {
            self.plain.push(OBJECT);
        } else if piece.contains(char::is_whitespace)
            && piece.chars().all(|c| c.is_whitespace() || matches!(c, '>' | '*' | '_' | '~' | '\\'))
        {
            self.plain.push(if piece.contains('\n') { '\n' } else { ' ' });
        }
    }
}
