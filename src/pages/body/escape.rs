//! From an author's words to HTML text and attributes.

use std::borrow::Cow;

use crate::model::time::MONTHS;
use crate::source::scan;

/// Escapes for text and for attributes in double quotes.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    let mut html = String::new();
    let mut done = 0;
    for at in scan::places(text, |byte, _| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        html.push_str(text.get(done..at).unwrap_or_default());
        html.push_str(match text.as_bytes().get(at) {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&quot;",
        });
        done = at + 1;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    html.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(html)
}

/// Raw HTML without its comments; an unclosed comment takes the rest with it.
#[must_use]
pub fn without_comments(raw: &str) -> String {
    let mut kept = String::new();
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = if let Some(after) = after.strip_prefix('>').or_else(|| after.strip_prefix("->")) {
            after
        } else {
            after.split_once("-->").map_or("", |(_, after)| after)
        };
    }
    kept.push_str(rest);
    kept
}

/// Ties together what must not part at a line's end: `§ 14`, `14. september`, `350 166`, `kl. 11`.
#[must_use]
pub fn tie(text: &str) -> Cow<'_, str> {
    let mut tied = String::new();
    let mut done = 0;
    // Few words end so that the next one may belong to them: on a digit, a point or the last byte of `§`.
    let may = |last: u8, after: u8| (after == b' ') & (last.is_ascii_digit() | (last == b'.') | (last == 0xa7));
    for last in scan::places(text, may) {
        let (before, after) = (text.get(..=last).unwrap_or_default(), text.get(last + 2..).unwrap_or_default());
        if belongs_together(before, after) {
            tied.push_str(text.get(done..=last).unwrap_or_default());
            tied.push('\u{a0}');
            done = last + 2;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    tied.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(tied)
}

fn belongs_together(before: &str, after: &str) -> bool {
    let next_is_digit = after.starts_with(|c: char| c.is_ascii_digit());
    if before.ends_with('§') || (before.ends_with("kl.") && next_is_digit) {
        return true;
    }
    let digits = |text: &str| text.chars().rev().take_while(char::is_ascii_digit).count();
    if let Some(number) = before.strip_suffix('.') {
        return (1..=2).contains(&digits(number)) && MONTHS.iter().any(|month| after.starts_with(month));
    }
    let group = after.chars().take_while(char::is_ascii_digit).count();
    (1..=3).contains(&digits(before)) && group == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_vanish_and_the_rest_stays() {
        assert_eq!(without_comments("<b><!-- hemmelig -->x</b>"), "<b>x</b>");
        assert_eq!(without_comments("a<!-- hemmelig"), "a");
        assert_eq!(without_comments("<!-->a<!--->b"), "ab");
    }

    #[test]
    fn what_belongs_together_is_tied() {
        assert_eq!(tie("§ 14 og 14. september, 350 166 kroner kl. 11"), "§\u{a0}14 og 14.\u{a0}september, 350\u{a0}166 kroner kl.\u{a0}11");
        assert_eq!(tie("i 2018 200 personer, 5. Ny"), "i 2018 200 personer, 5. Ny");
    }
}
