//! Parts of a file, of which is asked again and again whether one of them holds a span: a look-up, however many they are.

use super::Span;

/// Parts of a file, in any order; they may lie in each other and overlap.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The first byte of each, in order, with the furthest end of it and those before it.
    reaches: Vec<(u32, u32)>,
}

impl Cover {
    /// Of these parts.
    #[must_use]
    pub fn of(parts: impl IntoIterator<Item = Span>) -> Self {
        let mut reaches: Vec<(u32, u32)> = parts.into_iter().map(|part| (part.start, part.end)).collect();
        reaches.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reaches {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { reaches }
    }

    /// Whether one of the parts holds the whole span.
    #[must_use]
    pub fn holds(&self, span: Span) -> bool {
        let begun = self.reaches.partition_point(|(start, _)| *start <= span.start);
        begun.checked_sub(1).and_then(|last| self.reaches.get(last)).is_some_and(|(_, end)| span.end <= *end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_one_of_its_parts_holds() {
        let parts = [(40, 60), (0, 30), (5, 10), (50, 70), (35, 35)].map(|(start, end)| Span { start, end });
        let cover = Cover::of(parts);
        for start in 0..75 {
            for end in start..75 {
                let span = Span { start, end };
                assert_eq!(cover.holds(span), parts.iter().any(|part| part.contains(span)), "{span:?}");
            }
        }
        assert!(!Cover::default().holds(Span::default()));
    }
}
