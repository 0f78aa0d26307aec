//! The running text of a document as the search reads it: words alone, with single spaces.
//!
//! What may not enter: what else an entry says.

use std::borrow::Cow;

use crate::index::Site;
use crate::model::Access;
use crate::source::{Cover, Span, scan};

/// The running text of a span, less what other entries hold, as words with single spaces.
pub(super) fn prose(site: &Site, n: usize, within: Span, without: &[&Cover]) -> String {
    let listed = site.entry(n);
    let Some(source) = site.sources.get(listed.source) else { return String::new() };
    if listed.document.front.access.as_ref().is_some_and(|access| access.value == Access::Exempt) {
        return String::new();
    }
    let mut text = String::new();
    let mut block = None;
    let runs = &listed.document.text.prose;
    let first = runs.partition_point(|run| run.span.start < within.start);
    for run in runs.iter().skip(first).take_while(|run| run.span.start < within.end) {
        if !within.contains(run.span) || without.iter().any(|cover| cover.holds(run.span)) {
            continue;
        }
        if block.is_some_and(|before| before != run.block) {
            text.push(' ');
        }
        block = Some(run.block);
        text.push_str(&named(site, source.slice(run.span)));
    }
    plain(&text)
}

/// A text with the names of those it refers to by id, as its page shows them.
fn named<'t>(site: &Site, text: &'t str) -> Cow<'t, str> {
    let mut parts = text.split('@');
    let before = parts.next().unwrap_or_default();
    if before.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let mut shown = before.to_owned();
    for part in parts {
        let length = part.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(part.len());
        let (id, rest) = part.split_at(length);
        shown.push_str(&site.find_party(id).map_or_else(|| format!("@{id}"), |subject| site.name(subject)));
        shown.push_str(rest);
    }
    Cow::Owned(shown)
}

/// Words with single spaces, without the signs of Markdown that carry no meaning in a list of results.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // White space that is not ASCII begins with one of four bytes.
    let odd = |byte| matches!(byte, b'*' | b'_' | b'`' | b'[' | b']' | b'\\' | b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3);
    let may_go = |byte, after| odd(byte) | ((byte == b' ') & (odd(after) | (after == b' ')));
    let (text, mut done) = (text.trim_start(), 0);
    for at in scan::places(text, may_go) {
        let (Some(kept), Some(tail)) = (text.get(done..at), text.get(at..)) else { continue };
        let gone = tail.len() - tail.trim_start_matches(goes).len();
        let Some(gone) = tail.get(..gone).filter(|gone| !gone.is_empty()) else { continue };
        plain.push_str(kept);
        if !plain.is_empty() && !plain.ends_with(' ') && gone.contains(char::is_whitespace) {
            plain.push(' ');
        }
        done = at + gone.len();
    }
    plain.push_str(text.get(done..).unwrap_or_default());
    plain.truncate(plain.trim_end().len());
    plain
}

fn goes(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '`' | '[' | ']' | '\\' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_have_single_spaces_and_no_signs_of_markdown() {
        assert_eq!(plain(" \t* a\n\u{a0}b  § 14 – [c](d)_e_\u{2003}* f\u{ad}g `"), "a b § 14 – c(d)e fg");
        assert_eq!(plain("* _ \u{3000}"), "");
        assert_eq!(plain(&"ord\r\n".repeat(50)), ["ord"; 50].join(" "));
    }
}
