//! Bytes in: the files that were read, where in them something stands, and how to say that to a person.
//!
//! Offsets are bytes in the author's file as it lies on disk, a byte-order mark included.
//! What must not enter: knowledge of what a file means, or of where it was read from.

mod cover;
mod lines;
pub mod scan;
mod shown;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use cover::Cover;
pub use lines::lines;
pub use shown::Shown;

/// The byte-order mark that some editors put first; it counts as bytes and never as a column.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// Names one source of a run; meaningful only together with the [`Sources`] it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A range of bytes in one file: `start` inclusive, `end` exclusive, both on character edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of a byte range; offsets beyond 4 GiB are clipped, files that large are refused earlier.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clip(start), end: clip(end.max(start)) }
    }

    /// The same bytes as a range to slice with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A value with the bytes it was written as.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// What was meant.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// A span in one of the sources of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which file.
    pub source: SourceId,
    /// Which bytes of it; `0..0` speaks of the whole file.
    pub span: Span,
}

impl Place {
    /// Joins a file and a span.
    #[must_use]
    pub fn new(source: SourceId, span: Span) -> Self {
        Self { source, span }
    }

    /// The whole file: shown at 1:1.
    #[must_use]
    pub fn whole(source: SourceId) -> Self {
        Self { source, span: Span::default() }
    }
}

/// How a file's bytes became text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoding {
    /// UTF-8, as it should be.
    Utf8,
    /// Not UTF-8; what is not was read as Windows-1252, so that it can be shown. `offset` and `byte` name the first fault on disk.
    Windows1252 {
        /// Byte offset on disk of the first byte that is not UTF-8.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// Not text, or never opened (an attachment); its text is empty.
    Binary,
}

/// One file as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the site's folder, with `/`, as it is shown to people.
    pub path: String,
    /// The whole text, byte-order mark included.
    pub text: Arc<str>,
    /// How the text came about.
    pub decoding: Decoding,
}

/// A place as people count it: both from 1, columns in Unicode scalar values, a byte-order mark not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Source {
    /// Reads bytes as text; those that are not UTF-8 are read as Windows-1252, each by itself, and the first is remembered.
    #[must_use]
    pub fn decode(path: impl Into<String>, bytes: &[u8]) -> Self {
        let path = path.into();
        match std::str::from_utf8(bytes) {
            Ok(text) => Self { path, text: text.into(), decoding: Decoding::Utf8 },
            Err(error) => {
                let offset = error.valid_up_to();
                let byte = bytes.get(offset).copied().unwrap_or_default();
                let mut text = String::with_capacity(bytes.len());
                for chunk in bytes.utf8_chunks() {
                    text.push_str(chunk.valid());
                    text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)));
                }
                Self { path, text: text.into(), decoding: Decoding::Windows1252 { offset, byte } }
            }
        }
    }

    /// A file whose content is not text, or was not looked at.
    #[must_use]
    pub fn binary(path: impl Into<String>) -> Self {
        Self { path: path.into(), text: "".into(), decoding: Decoding::Binary }
    }

    /// Line and column of a byte offset; an offset past the end counts as the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let text = &self.text;
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        // Counted in two goes, each of many bytes at once: of one long line this is asked for each finding in it.
        let own = before.get(line_start..).unwrap_or_default();
        let column = own.chars().count() - own.matches(BYTE_ORDER_MARK).count() + 1;
        Position { line, column }
    }

    /// The text of a span; empty where the span does not fit.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// The letter that a Windows-1252 byte stands for; the five unassigned bytes give U+FFFD.
#[must_use]
pub fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

/// All files of a run, in the order they were added.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Shared, as `serve` makes a small site of a few files out of all of them for every edit.
    list: Vec<Arc<Source>>,
    by_path: Arc<HashMap<String, SourceId>>,
    withheld: HashMap<SourceId, Vec<Span>>,
    shown_paths: HashMap<SourceId, String>,
}

impl Sources {
    /// Adds a file and names it; a path that is there already is replaced.
    pub fn add(&mut self, source: impl Into<Arc<Source>>) -> SourceId {
        let source = source.into();
        if let Some(id) = self.by_path.get(&source.path).copied() {
            if let Some(slot) = self.list.get_mut(id.0 as usize) {
                *slot = source;
            }
            return id;
        }
        let id = SourceId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        Arc::make_mut(&mut self.by_path).insert(source.path.clone(), id);
        self.list.push(source);
        id
    }

    /// Makes room for so many files more.
    pub fn reserve(&mut self, more: usize) {
        self.list.reserve(more);
        Arc::make_mut(&mut self.by_path).reserve(more);
    }

    /// The file of that name, if the id is of this run.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.list.get(id.0 as usize).map(|source| &**source)
    }

    /// The id of a path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.by_path.get(path).copied()
    }

    /// Keeps some bytes from ever being shown: dots stand for them.
    pub fn withhold(&mut self, place: Place) {
        let spans = self.withheld.entry(place.source).or_default();
        // Kept sorted, and apart from each other.
        let first = spans.partition_point(|span| span.end < place.span.start);
        let next = spans.partition_point(|span| span.start <= place.span.end);
        let joined = spans.get(first..next).unwrap_or_default().iter().fold(place.span, |span, other| span.join(*other));
        spans.splice(first..next, [joined]);
    }

    /// Shows a file under another path than its own.
    pub fn show_as(&mut self, id: SourceId, path: String) {
        self.shown_paths.insert(id, path);
    }

    /// The path of a file as it may be shown; empty for an id of another run.
    #[must_use]
    pub fn shown_path(&self, id: SourceId) -> &str {
        self.shown_paths.get(&id).map(String::as_str).or_else(|| self.get(id).map(|source| source.path.as_str())).unwrap_or_default()
    }

    /// Some bytes of a file as they may be shown; empty where they do not fit.
    #[must_use]
    pub fn shown(&self, id: SourceId, range: Range<usize>) -> Shown<'_> {
        let text = self.get(id).and_then(|source| source.text.get(range.clone())).unwrap_or_default();
        Shown::of(text, range.start, self.withheld.get(&id).map_or(&[], Vec::as_slice))
    }

    /// The text of a place; empty where it does not fit.
    #[must_use]
    pub fn slice(&self, place: Place) -> &str {
        self.get(place.source).map_or("", |source| source.slice(place.span))
    }

    /// Every file with its id.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.list.iter().enumerate().map(|(n, source)| (SourceId(u32::try_from(n).unwrap_or(u32::MAX)), &**source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_letters_and_skip_the_byte_order_mark() {
        let source = Source::decode("a.md", "\u{feff}æøå\r\nå b".as_bytes());
        assert_eq!(source.position(3), Position { line: 1, column: 1 });
        assert_eq!(source.position(5), Position { line: 1, column: 2 });
        assert_eq!(source.position(source.text.len()), Position { line: 2, column: 4 });
    }

    #[test]
    fn windows_1252_is_recognised_and_shown() {
        let source = Source::decode("a.md", b"m\xf8te");
        assert_eq!(&*source.text, "møte");
        assert_eq!(source.decoding, Decoding::Windows1252 { offset: 1, byte: 0xf8 });
    }
}
