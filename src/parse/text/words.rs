//! The words of one block – a paragraph, heading, list entry or cell – without markup, and where in the file each of them stands.

use std::ops::Range;

use crate::model::text::ProseKind;

/// The words of a block.
#[derive(Debug, Default)]
pub struct Words {
    /// The words; line ends are `\n`, and what words do not run across (a footnote's mark, raw HTML) is `\0`.
    pub plain: String,
    segments: Vec<Segment>,
}

#[derive(Debug)]
struct Segment {
    /// Where it begins in `plain`.
    at: usize,
    /// Its bytes in the text.
    source: Range<usize>,
    /// Whether the words are the text's own bytes; else they stand for all of `source` (an entity).
    exact: bool,
    /// What it is; none for code and breaks.
    kind: Option<ProseKind>,
}

impl Words {
    /// Adds words that stand at a range of the text.
    pub fn push(&mut self, words: &str, source: Range<usize>, exact: bool, kind: Option<ProseKind>) {
        self.segments.push(Segment { at: self.plain.len(), source, exact, kind });
        self.plain.push_str(words);
    }

    /// The words on one line, as a title is shown.
    pub fn shown(&self) -> String {
        self.plain.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The bytes in the text from the first to the last of its words.
    pub fn source(&self) -> Option<Range<usize>> {
        Some(self.segments.first()?.source.start..self.segments.last()?.source.end)
    }

    /// The bytes in the text of a range of `plain`: whole entities, markup between included.
    pub fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.segment(range.start).map_or(0, |segment| {
            if segment.exact { segment.source.start + (range.start - segment.at).min(segment.source.len()) } else { segment.source.start }
        });
        let end = self.segment(range.end.saturating_sub(1)).map_or(start, |segment| {
            if segment.exact { segment.source.start + (range.end - segment.at).min(segment.source.len()) } else { segment.source.end }
        });
        start..end.max(start)
    }

    /// Whether all of a range of `plain` is of the kinds that a test accepts.
    pub fn all(&self, range: &Range<usize>, accepts: impl Fn(ProseKind) -> bool) -> bool {
        let first = self.segments.partition_point(|segment| segment.at <= range.start).saturating_sub(1);
        self.segments.iter().skip(first).take_while(|segment| segment.at < range.end).all(|segment| segment.kind.is_some_and(&accepts))
    }

    fn segment(&self, at: usize) -> Option<&Segment> {
        let next = self.segments.partition_point(|segment| segment.at <= at);
        self.segments.get(next.checked_sub(1)?)
    }
}
