//! What a single line of YAML shows by its signs alone: where its key ends, where a comment begins, where a quotation closes.

use super::is_gap;

/// Whether what stands before the first colon is more than one word.
pub fn has_spaced_key(text: &str) -> bool {
    colon_in(text).and_then(|colon| text.get(..colon)).is_some_and(|key| key.trim().contains(' '))
}

/// The end of a quoted text that begins here, after its closing sign.
pub fn quote_end(text: &str) -> Option<usize> {
    let mut signs = text.char_indices().peekable();
    let (_, quote) = signs.next()?;
    while let Some((at, c)) = signs.next() {
        if c == '\\' && quote == '"' {
            signs.next();
        } else if c == quote {
            if quote == '\'' && signs.peek().is_some_and(|(_, c)| *c == '\'') {
                signs.next();
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

/// The colon after the quoted text that a line begins with, where it closes on that line.
pub fn colon_after_quote(line: &str) -> Option<usize> {
    let end = line.starts_with(['"', '\'']).then(|| quote_end(line)).flatten()?;
    let after = line.get(end..)?.trim_start();
    after.starts_with(':').then_some(line.len() - after.len())
}

/// The first colon of a line that YAML would take for the end of a key.
pub fn colon_in(line: &str) -> Option<usize> {
    line.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = line.get(at + 1..).unwrap_or_default();
        after.is_empty() || after.starts_with(is_gap)
    })
}

/// The key that a line begins with where its value follows the colon without a space: `type:notat`. Not an address, nor a time.
pub fn glued_key(line: &str) -> Option<&str> {
    let colon = line.find(':')?;
    let (key, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    let is_word = key.len() > 1 && key.chars().all(|c| c.is_lowercase() || c == '_');
    (is_word && !value.starts_with(|c: char| c == ':' || c == '/' || c.is_whitespace())).then_some(key)
}

/// A `#` straight before a word, after a space.
pub fn hash_in(line: &str) -> Option<usize> {
    line.match_indices(" #").map(|(at, _)| at).find(|at| line.get(at + 2..).is_some_and(|after| after.starts_with(char::is_alphanumeric)))
}

/// A line without the real comment at its end: a `#` with a space before and no word straight after.
pub fn before_comment(line: &str) -> &str {
    let comment = line
        .match_indices(" #")
        .map(|(at, _)| at)
        .find(|at| line.get(at + 2..).is_none_or(|after| !after.starts_with(char::is_alphanumeric)));
    line.get(..comment.unwrap_or(line.len())).unwrap_or(line).trim_end()
}

/// `|`, `>-`, `|2+`, with nothing but a comment behind.
pub fn is_block_header(value: &str) -> bool {
    let signs = value.trim_start_matches(['|', '>']);
    let marks = signs.len() - signs.trim_start_matches(|c: char| matches!(c, '+' | '-' | '1'..='9')).len();
    let rest = signs.get(marks..).unwrap_or_default();
    value.len() == signs.len() + 1 && marks <= 2 && (rest.trim().is_empty() || rest.trim_start().starts_with("# "))
}
