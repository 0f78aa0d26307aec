//! How much Markdown one document may have, so that the time it takes is known beforehand: bytes, and quotations and lists in each
//! other, which every later line has to be held against.

use crate::diagnostic::Limit;
use crate::source::{Span, lines};

/// Bytes of Markdown in one document. The longest minutes have a hundredth of that.
pub const BYTES: usize = 4 << 20;

/// Quotations and lists in each other, as one line opens them.
pub const DEPTH: usize = 64;

/// The limit that a text exceeds, and where; none for a text that is read.
#[must_use]
pub fn exceeded(text: &str) -> Option<(Span, Limit)> {
    if text.len() > BYTES {
        return Some((Span::new(0, 0), Limit::Bytes(BYTES as u64)));
    }
    let (at, line) = lines(text).find(|(_, line)| opened(line) > DEPTH)?;
    Some((Span::new(at, at + line.trim_end().len()), Limit::Levels(DEPTH)))
}

/// How many quotations and lists a line opens or goes on with, by its first signs alone.
fn opened(line: &str) -> usize {
    // Every two columns of indent may stand for one that an earlier line opened.
    let mut opened = 0;
    let mut indent = 0;
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            ' ' => indent += 1,
            '\t' => indent += 4,
            '>' => opened += 1,
            '-' | '*' | '+' if signs.peek().is_some_and(|next| *next == ' ' || *next == '\t') => opened += 1,
            '0'..='9' => {}
            '.' | ')' if signs.peek().is_some_and(|next| *next == ' ' || *next == '\t') => opened += 1,
            _ => break,
        }
    }
    opened.max(if opened > 0 { indent / 4 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::events;

    #[test]
    fn what_takes_too_long_is_not_read_and_what_people_write_is() {
        let deep = format!("Tekst.\n\n{} dypt\n", ">".repeat(65));
        let (span, limit) = exceeded(&deep).unwrap();
        assert_eq!((&deep[span.range()], limit), (deep[8..].trim_end(), Limit::Levels(64)));
        assert!(events(&deep).next().is_none());
        let lists = "- ".repeat(65) + "x\n";
        assert!(exceeded(&lists).is_some());
        assert!(exceeded(&"x".repeat(BYTES + 1)).is_some_and(|(_, limit)| limit == Limit::Bytes(4 << 20)));
        for fine in ["> > x\n", &"-".repeat(500), &"*".repeat(500), &format!("{}x", " ".repeat(900)), "1. 2. 3. x", &"> x\n".repeat(500)] {
            assert_eq!(exceeded(fine), None, "{}", &fine[..4]);
        }
    }
}
