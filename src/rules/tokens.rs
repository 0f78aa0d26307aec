//! The single words of what people read in a document, with their places: for rules about language.
//!
//! What may not enter: any rule's own sentence.

use std::ops::Range;

use super::Reading;
use crate::source::Span;

/// A word of letters; a hyphen between letters belongs to it.
pub(super) fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut start = None;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let within = c.is_alphanumeric() || (c == '-' && start.is_some() && next.is_some_and(char::is_alphanumeric));
        match (within, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(from..text.len());
    }
    found
}

/// Calls `read` with every passage of a document that people read: its words, and what place in the file a range of them has.
pub(super) fn passages(reading: &Reading<'_>, mut read: impl FnMut(&str, &dyn Fn(Range<usize>) -> Span)) {
    let Some(source) = reading.source() else { return };
    for span in reading.entry().document.fields() {
        let start = span.start as usize;
        read(source.slice(span), &|range| Span::new(start + range.start, start + range.end));
    }
    for words in reading.words() {
        read(&words.plain, &|range| words.span(range.start, range.end));
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn words_end_where_letters_do() {
        let text = "Nav-kontoret, (åtte) team – 3-åringer-";
        let words: Vec<&str> = tokens(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["Nav-kontoret", "åtte", "team", "3-åringer"]);
    }
}
