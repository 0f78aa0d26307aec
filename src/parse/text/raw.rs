//! What one pass over a text gathers, as it stands there: before anybody says which heading is an agenda item and which list has points.
//!
//! What may not enter: how it is gathered, and what it means.

use std::ops::Range;

use super::words::Words;
use crate::diagnostic::Fault;
use crate::model::Mention;
use crate::model::text::{Block, DateMention, PeriodMention, Prose, Table};
use crate::source::Span;

/// What stands in a text. Ranges are bytes of the text, spans bytes of the file.
#[derive(Debug, Default)]
pub struct Walk {
    pub headings: Vec<RawHeading>,
    /// Quotations, list entries, footnotes: ranges a heading's section cannot leave. The first is the whole text.
    pub containers: Vec<Range<usize>>,
    /// Lists that stand in no other list, quotation or note.
    pub lists: Vec<List>,
    pub tables: Vec<Table>,
    pub prose: Vec<Prose>,
    pub blocks: Vec<Block>,
    pub dates_as_entries: Vec<Span>,
    pub dates: Vec<DateMention>,
    pub periods: Vec<PeriodMention>,
    pub mentions: Vec<Mention>,
    pub faults: Vec<Fault>,
    pub has_code: bool,
}

/// A heading as it stands there.
#[derive(Debug)]
pub struct RawHeading {
    pub range: Range<usize>,
    /// From the first to the last byte of its words, markup included.
    pub inner: Option<Range<usize>>,
    pub words: Words,
    pub level: u8,
    pub id: Option<String>,
    pub classes: Vec<String>,
    /// Whether `{…}` follows the title.
    pub has_attributes: bool,
    /// The container it stands in, by its place.
    pub container: usize,
    /// Whether anything but headings stands between it and the next heading.
    pub has_text: bool,
}

/// A list as it stands there.
#[derive(Debug)]
pub struct List {
    pub ordered: bool,
    /// The heading before it, by its place.
    pub heading: Option<usize>,
    pub entries: Vec<Entry>,
}

/// A list's entry.
#[derive(Debug)]
pub struct Entry {
    pub range: Range<usize>,
    /// The words of its first block.
    pub words: Option<Words>,
}
