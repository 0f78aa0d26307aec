//! Where something stands, as programs read it. Lines and columns count from 1, columns in Unicode scalar values, the end column
//! exclusive, a byte-order mark not counted; paths relative to the site's folder with `/`, as they may be shown.

use serde::Serialize;

use crate::source::{Place, Position, Sources};

/// A range of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Range<'s> {
    /// The file.
    pub path: &'s str,
    /// The first line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The column after the last.
    pub end_column: usize,
}

/// The range of a place; a finding about a whole file, or about one that holds no text, stands at 1:1.
#[must_use]
pub fn range(place: Place, sources: &Sources) -> Range<'_> {
    let source = sources.get(place.source);
    let at = |offset: u32| source.map_or(Position { line: 1, column: 1 }, |source| source.position(offset as usize));
    let (start, end) = (at(place.span.start), at(place.span.end));
    Range { path: sources.shown_path(place.source), line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
