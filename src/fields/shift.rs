//! Where the bytes of a mended text stand in the author's file.

use crate::source::Span;

/// Maps places of a text that is read to places of the file it came from.
#[derive(Debug, Clone)]
pub struct Shift {
    /// In rising order of `at`; the first begins at 0.
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    at: usize,
    file: usize,
    /// Bytes in the file, for text that was put in place of other; `None` for text as it was.
    replaced: Option<usize>,
}

impl Shift {
    /// A text that stands in the file as it is, from byte `base`.
    #[must_use]
    pub fn plain(base: usize) -> Self {
        Self { pieces: vec![Piece { at: 0, file: base, replaced: None }] }
    }

    /// A text at `base` in which some ranges were replaced. The edits are in order and do not overlap; others are left out.
    #[must_use]
    pub fn mend(text: &str, base: usize, edits: &[(std::ops::Range<usize>, String)]) -> (String, Self) {
        let mut mended = String::with_capacity(text.len() + edits.len() * 2);
        let mut pieces = Vec::with_capacity(edits.len() * 2 + 1);
        let mut from = 0;
        for (range, new) in edits {
            let Some(before) = text.get(from..range.start) else { continue };
            if text.get(range.clone()).is_none() {
                continue;
            }
            pieces.push(Piece { at: mended.len(), file: base + from, replaced: None });
            mended.push_str(before);
            pieces.push(Piece { at: mended.len(), file: base + range.start, replaced: Some(range.len()) });
            mended.push_str(new);
            from = range.end;
        }
        pieces.push(Piece { at: mended.len(), file: base + from, replaced: None });
        mended.push_str(text.get(from..).unwrap_or_default());
        (mended, Self { pieces })
    }

    /// The place in the file. A place in replaced text is the whole of what stood there.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.map(start, false), self.map(end.max(start), end > start))
    }

    fn map(&self, offset: usize, is_end: bool) -> usize {
        // An end that lies on the edge of a piece belongs to the piece before it.
        let before = self.pieces.partition_point(|piece| if is_end { piece.at < offset } else { piece.at <= offset });
        let Some(piece) = self.pieces.get(before.saturating_sub(1)) else { return offset };
        match piece.replaced {
            None => piece.file + offset.saturating_sub(piece.at),
            Some(length) if is_end => piece.file + length,
            Some(_) => piece.file,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shift;

    #[test]
    fn places_in_mended_text_lead_back_to_the_file() {
        let (mended, shift) = Shift::mend("a: @x\nb: 1", 10, &[(3..5, "\"@x\"".to_owned())]);
        assert_eq!(mended, "a: \"@x\"\nb: 1");
        assert_eq!(shift.span(0, 1), crate::source::Span::new(10, 11));
        assert_eq!(shift.span(4, 6), crate::source::Span::new(13, 15), "inside the replaced text");
        assert_eq!(shift.span(8, 9), crate::source::Span::new(16, 17));
        assert_eq!(shift.span(11, 12), crate::source::Span::new(19, 20));
    }
}
