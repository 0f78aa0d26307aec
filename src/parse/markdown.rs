//! The one way Markdown is read: the options of the contract, and the events that `Text` and the pages' HTML are both made from.

use std::ops::Range;

use pulldown_cmark::{Event, Options};

/// CommonMark with tables, footnotes, task lists, strikethrough, definition lists, heading attributes and callouts.
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// The events of a text with their byte ranges in it. Lone `[labels]` come as links of an unknown-reference type,
/// so that whoever reads the events decides what they refer to.
pub fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    pulldown_cmark::Parser::new_ext(text, options()).into_offset_iter()
}
