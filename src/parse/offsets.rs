//! Where the bytes of a scalar stand in the file, through the indents and escapes that YAML took away.

use crate::source::Span;

/// A scalar's text laid beside the bytes it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offsets {
    /// From where in the value on, which byte of the file; in rising order.
    runs: Vec<(usize, usize)>,
    whole: Span,
    exact: bool,
}

impl Offsets {
    /// Lays `value` beside the bytes of `span` in `file`. Where they do not fit, every place is the whole span.
    #[must_use]
    pub fn of(value: &str, span: Span, file: &str) -> Self {
        let written = file.get(span.range()).unwrap_or_default();
        let start = span.start as usize;
        match runs(value, written, start) {
            Some(runs) => Self { runs, whole: span, exact: true },
            None => Self { runs: Vec::new(), whole: span, exact: false },
        }
    }

    /// The span in the file of a span in the value.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        if !self.exact {
            return self.whole;
        }
        let start = self.at(span.start as usize);
        // The end is the byte after the last one, not the first one after an indent.
        let end = if span.end > span.start { self.at(span.end as usize - 1) + 1 } else { start };
        Span::new(start, end)
    }

    fn at(&self, offset: usize) -> usize {
        let before = self.runs.partition_point(|(value, _)| *value <= offset);
        match self.runs.get(before.saturating_sub(1)) {
            Some((value, file)) => (file + offset - value.min(&offset)).min(self.whole.end as usize),
            None => self.whole.start as usize,
        }
    }
}

/// Walks both texts at once: equal letters stand for each other, white space may be folded, some escapes are known.
fn runs(value: &str, written: &str, start: usize) -> Option<Vec<(usize, usize)>> {
    if value == written {
        return Some(vec![(0, start)]);
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut left = written.char_indices().peekable();
    let mut gap = usize::MAX;
    for (at, c) in value.char_indices() {
        let trailing = value.get(at..).is_some_and(|rest| rest.trim().is_empty());
        loop {
            let Some((from, w)) = left.peek().copied() else {
                return trailing.then_some(runs);
            };
            if w == c || (c.is_whitespace() && w.is_whitespace() && !matches!((c, w), ('\n', ' ' | '\t' | '\r'))) {
                left.next();
                let distance = (start + from).wrapping_sub(at);
                if distance != gap {
                    runs.push((at, start + from));
                    gap = distance;
                }
                break;
            }
            if w.is_whitespace() {
                left.next();
                continue;
            }
            // `''` for `'`, a backslash before a sign.
            let escapes = w == '\\' || (w == '\'' && written.get(..from).is_some_and(|before| before.ends_with('\'')));
            if !escapes {
                return None;
            }
            left.next();
        }
    }
    Some(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(value: &str, file: &str, words: &str) -> String {
        let offsets = Offsets::of(value, Span::new(0, file.len()), file);
        let at = value.find(words).unwrap();
        file[offsets.span(Span::new(at, at + words.len())).range()].to_owned()
    }

    #[test]
    fn words_of_a_block_are_found_behind_its_indent() {
        let file = "Æ [SG 1/17]\r\n      og\r\n\r\n        - [SG 2/17]";
        let value = "Æ [SG 1/17]\nog\n\n  - [SG 2/17]\n";
        assert_eq!(place(value, file, "SG 1/17"), "SG 1/17");
        assert_eq!(place(value, file, "og"), "og");
        assert_eq!(place(value, file, "[SG 2/17]"), "[SG 2/17]");
    }

    #[test]
    fn folded_and_escaped_texts_are_followed() {
        assert_eq!(place("en to tre", "en\n  to\n  tre", "tre"), "tre");
        assert_eq!(place("si 'ja' nå", "si ''ja'' nå", "nå"), "nå");
        assert_eq!(place("si \"ja\" nå", "si \\\"ja\\\" nå", "nå"), "nå");
    }

    #[test]
    fn what_cannot_be_followed_is_the_whole() {
        let file = "a\\u00e5b [SG 1/17]";
        assert_eq!(place("aåb [SG 1/17]", file, "SG 1/17"), file);
    }

    proptest::proptest! {
        #[test]
        fn places_lie_in_bounds_and_on_edges(value in "\\PC{0,12}", file in "\\PC{0,20}", from in 0_usize..12, length in 0_usize..6) {
            let offsets = Offsets::of(&value, Span::new(0, file.len()), &file);
            let edge = |mut at: usize| { at = at.min(value.len()); while !value.is_char_boundary(at) { at -= 1; } at };
            let span = offsets.span(Span::new(edge(from), edge(from + length)));
            proptest::prop_assert!(span.end as usize <= file.len());
        }
    }
}
