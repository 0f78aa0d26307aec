//! A piece of a file as it may be shown: dots for what is withheld, and where each byte of the file then stands.

use std::borrow::Cow;

use super::Span;

/// A piece of a file as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'s> {
    /// The text, with a dot for each sign that is withheld; white space stays.
    pub text: Cow<'s, str>,
    start: usize,
    /// From which byte of the piece on the shown text is apart from it, and where that byte is shown; in rising order.
    steps: Vec<(usize, usize)>,
}

impl<'s> Shown<'s> {
    /// A piece that begins at byte `start` of its file, with the file's withheld spans: sorted, none overlapping.
    pub(super) fn of(piece: &'s str, start: usize, withheld: &[Span]) -> Self {
        let end = start + piece.len();
        let first = withheld.partition_point(|span| span.end as usize <= start);
        let mut shown = String::new();
        let mut steps = Vec::new();
        let mut done = 0;
        for span in withheld.iter().skip(first).take_while(|span| (span.start as usize) < end) {
            let from = (span.start as usize).saturating_sub(start).max(done);
            let to = (span.end as usize).min(end) - start;
            let (Some(before), Some(hidden)) = (piece.get(done..from), piece.get(from..to)) else { continue };
            shown.push_str(before);
            for (at, c) in hidden.char_indices() {
                steps.push((from + at, shown.len()));
                shown.push(if c.is_whitespace() { c } else { '•' });
            }
            steps.push((to, shown.len()));
            done = to;
        }
        if steps.is_empty() {
            return Self { text: Cow::Borrowed(piece), start, steps };
        }
        shown.push_str(piece.get(done..).unwrap_or_default());
        Self { text: Cow::Owned(shown), start, steps }
    }

    /// Where a byte of the file stands in the shown text; clipped to its ends.
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.saturating_sub(self.start);
        let next = self.steps.partition_point(|(byte, _)| *byte <= offset);
        let shown = match next.checked_sub(1).and_then(|step| self.steps.get(step)) {
            Some((byte, shown)) => shown + (offset - byte),
            None => offset,
        };
        let most = self.steps.get(next).map_or(self.text.len(), |(_, shown)| *shown);
        shown.min(most)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Place, Source, Sources, Span};

    fn shown(text: &str, withheld: &[(usize, usize)], range: std::ops::Range<usize>) -> (String, Vec<usize>) {
        let mut sources = Sources::default();
        let id = sources.add(Source::decode("a.md", text.as_bytes()));
        for (start, end) in withheld {
            sources.withhold(Place::new(id, Span::new(*start, *end)));
        }
        let shown = sources.shown(id, range.clone());
        (shown.text.to_string(), range.map(|at| shown.at(at)).collect())
    }

    #[test]
    fn what_is_withheld_becomes_dots_and_places_follow() {
        let (text, places) = shown("fnr 12 34 her", &[(4, 9)], 0..13);
        assert_eq!(text, "fnr •• •• her");
        assert_eq!(&text[places[4]..places[9]], "•• ••");
        assert_eq!(&text[places[10]..], "her");
        assert!(places.iter().all(|at| text.is_char_boundary(*at)));
    }

    #[test]
    fn a_piece_may_begin_or_end_inside() {
        assert_eq!(shown("ab1234cd", &[(2, 6)], 4..8).0, "••cd");
        assert_eq!(shown("ab1234cd", &[(2, 6)], 0..4).0, "ab••");
        assert_eq!(shown("ab1234cd", &[(5, 6), (2, 4), (3, 5)], 0..8).0, "ab••••cd", "spans may come in any order and overlap");
        assert_eq!(shown("abcd", &[], 1..3), ("bc".to_owned(), vec![0, 1]));
    }
}
