//! A quotation mark or a bracket that opens and does not close: the parser stops further down, where it misses the end or finds what
//! cannot stand there. Where it was opened is where it must be mended.

use std::ops::Range;

use super::line::{colon_after_quote, colon_in, is_block_header, quote_end};
use crate::source::lines;

/// What is not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// A quotation mark.
    Quote,
    /// A bracket of either kind.
    Bracket,
}

impl Opened {
    /// As parsers say it.
    pub fn message(self) -> &'static str {
        match self {
            Self::Quote => "unclosed string",
            Self::Bracket => "unclosed array",
        }
    }
}

/// So many lines are looked at: of what was opened further up, it is told where the parser stopped.
const LINES: usize = 20;
/// From each of them on, the text has at most so many bytes.
const BYTES: usize = 64 << 10;

/// What the value of a line before a place begins with that is never closed, the last of them, to the end of its line. A quotation mark
/// that is closed by the next one further down, which something follows, is not closed either.
pub fn last(yaml: &str, stopped: usize) -> Option<(Range<usize>, Opened)> {
    let mut block = None;
    let above: Vec<_> = lines(yaml)
        .take_while(|(at, _)| *at < stopped)
        .filter_map(|(at, line)| {
            let indent = line.len() - line.trim_start().len();
            // Words of a block are no values, whatever they begin with.
            if block.is_some_and(|key| indent > key) || line.trim().is_empty() {
                return None;
            }
            let (key, start) = key_and_value(line)?;
            block = line.get(start..).is_some_and(|value| is_block_header(value.trim_end())).then_some(key);
            Some((at, line, at + start))
        })
        .collect();
    let signs = above.into_iter().rev().filter_map(|(at, line, start)| {
        let opened = match yaml.as_bytes().get(start)? {
            b'"' | b'\'' => Opened::Quote,
            b'[' | b'{' => Opened::Bracket,
            _ => return None,
        };
        Some((start..at + line.trim_end().len(), opened))
    });
    signs.take(LINES).find(|(range, opened)| {
        let Some(text) = yaml.get(range.start..).filter(|text| text.len() <= BYTES) else { return false };
        match opened {
            Opened::Quote => yaml.get(range.clone()).is_some_and(|own| quote_end(own).is_none()) && !is_closed_below(text),
            Opened::Bracket => bracket_end(text).is_none(),
        }
    })
}

/// Where the key of a line stands, or its last dash where it has none, and where its value does.
fn key_and_value(line: &str) -> Option<(usize, usize)> {
    let mut rest = line.trim_start();
    let mut column = line.len() - rest.len();
    while let Some(entry) = rest.strip_prefix("- ") {
        column = line.len() - rest.len();
        rest = entry.trim_start();
    }
    let colon = colon_after_quote(rest).or_else(|| colon_in(rest).filter(|_| !rest.starts_with(['"', '\'', '[', '{'])));
    let Some(colon) = colon else { return Some((column, line.len() - rest.len())) };
    let value = rest.get(colon + 1..)?.trim_start();
    Some((line.len() - rest.len(), line.len() - value.len()))
}

/// Whether a quotation that begins here is closed, and nothing but a comment follows on that line.
fn is_closed_below(text: &str) -> bool {
    let after = quote_end(text).and_then(|end| text.get(end..)).map(|after| after.lines().next().unwrap_or_default().trim_start());
    after.is_some_and(|after| after.is_empty() || after.starts_with('#'))
}

/// The end of what stands in the bracket that a text begins with; of brackets in quotations nothing is known.
fn bracket_end(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    let mut before = ' ';
    while let Some(sign) = text.get(at..)?.chars().next() {
        let quotes = matches!(sign, '"' | '\'') && matches!(before, ' ' | '\n' | '[' | '{' | ',' | ':');
        at += if quotes { quote_end(text.get(at..)?).unwrap_or(1) } else { sign.len_utf8() };
        match sign {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        before = sign;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Opened, last};

    #[test]
    fn what_is_not_closed_is_found_and_nothing_else() {
        let found = |yaml: &str| last(yaml, yaml.len()).map(|(range, opened)| (yaml[range].to_owned(), opened));
        for (yaml, written) in [
            ("- id: A\n  tekst: \"Ja.\n  fra: 2019-01-01\n", "\"Ja."),
            ("- id: A\n  tekst: \"Ja.\n  merknad: \"Nei.\"\n", "\"Ja."),
            ("tekst: 'Ja.\nfra: 2019-01-01\n", "'Ja."),
            ("- - 'Ja\n", "'Ja"),
            ("\"et felt\": \"Ja\n", "\"Ja"),
            ("- tekst: |\n    [ja\n  merknad: \"Ja\n", "\"Ja"),
        ] {
            assert_eq!(found(yaml), Some((written.to_owned(), Opened::Quote)), "{yaml}");
        }
        for (yaml, written) in [
            ("- id: A\n  erstatter: [SG 1/19\n  fra: 2019-01-01\n", "[SG 1/19"),
            ("stemmer: {for: 5\nliste: [a, 'b]', c]\n", "{for: 5"),
            ("til_stede: [a,\n  b\nsted: \"]\"\n", "[a,"),
        ] {
            assert_eq!(found(yaml), Some((written.to_owned(), Opened::Bracket)), "{yaml}");
        }
        for closed in [
            "tekst: \"Ja\n  og nei.\"\nfra: x",
            "tekst: \"Ja\n  og nei.\" # merknad\n",
            "tekst: Han sa \"ja.\n",
            "tekst: \"Ja\"\n",
            "liste: [a,\n  \"b ]\", {c: [d]}\n  ]\n",
            "- a [b\n",
            "tekst: |\n  [Utkast\n\n  \"ja\nfra 2019\n",
            "- tekst: >-\n    'ja\n  fra 2019\n",
            "- |\n  [ja\nfra 2019\n",
            "tekst: det's [\n",
            "",
        ] {
            assert_eq!(found(closed), None, "{closed}");
        }
        let deep = format!("{}{}", "- [\n".repeat(200_000), "]".repeat(200_000));
        assert_eq!(last(&deep, deep.len()), None, "and in no time");
        assert_eq!(last("fra: x\ntekst: \"Ja\n", 6), None, "what stands below was not read yet");
    }
}
