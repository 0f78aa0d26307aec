//! Who ends whom: the one rule by which decisions and documents take each other's place.
//!
//! A successor in force on day D ends its predecessor on D−1. Drafts change nobody else's state, nor does what was withdrawn: ended
//! before its own first day. Ending a successor does not revive what it replaced.

use crate::model::Date;

/// Something that counts from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Term {
    /// Its first day.
    pub from: Option<Date>,
    /// Its last day by its own words.
    pub to: Option<Date>,
    /// The day it was made; before it, it ends nothing, even when it counts from an earlier day.
    pub made: Option<Date>,
    /// A draft or a template: it ends nothing.
    pub inert: bool,
}

/// A later thing that ends an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// The later, by its place.
    pub later: usize,
    /// The earlier.
    pub earlier: usize,
    /// Whether nothing takes its place.
    pub repeals: bool,
}

/// What ended something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    /// The later thing.
    pub by: usize,
    /// Whether it was repealed rather than replaced.
    pub repealed: bool,
    /// From which day; the day before was the last.
    pub on: Option<Date>,
}

/// What ends each term, whether or not that day has come, as known on the as-of date.
///
/// Terms are taken by their first day. Whatever withdraws a term has an earlier first day than it, so it was taken before;
/// circles need no care.
pub(super) fn ends(terms: &[Term], steps: &[Step], as_of: Date) -> Vec<Option<End>> {
    let mut by_later: Vec<Vec<Step>> = vec![Vec::new(); terms.len()];
    for step in steps {
        if let Some(list) = by_later.get_mut(step.later) {
            list.push(*step);
        }
    }
    let mut order: Vec<usize> = (0..terms.len()).collect();
    order.sort_by_key(|n| (terms.get(*n).and_then(|term| term.from), *n));
    let mut ends: Vec<Option<End>> = vec![None; terms.len()];
    for n in order {
        let (Some(term), Some(steps)) = (terms.get(n), by_later.get(n)) else { continue };
        let ended_on = ends.get(n).copied().flatten().and_then(|end| end.on);
        let withdrawn = ended_on.is_some_and(|on| Some(on) < term.from);
        let never = term.to.is_some_and(|to| Some(to) < term.from);
        if term.inert || withdrawn || never || term.made.is_some_and(|made| made > as_of) {
            continue;
        }
        for step in steps.iter().filter(|step| step.earlier != n) {
            if let Some(slot @ None) = ends.get_mut(step.earlier) {
                *slot = Some(End { by: n, repealed: step.repeals, on: term.from });
            }
        }
    }
    ends
}

impl End {
    /// Whether it has come to pass on a day, and not only after the term was over by its own words.
    pub(super) fn counts(self, as_of: Date, to: Option<Date>) -> bool {
        let come = self.on.is_none_or(|on| on <= as_of);
        let over = to.and_then(|to| to.tomorrow().ok()).is_some_and(|day| self.on.is_some_and(|on| day < on));
        come && !over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i8) -> Date {
        Date::constant(2020, 1, n)
    }

    fn from(n: i8) -> Term {
        Term { from: Some(day(n)), ..Term::default() }
    }

    fn replaces(later: usize, earlier: usize) -> Step {
        Step { later, earlier, repeals: false }
    }

    #[test]
    fn ending_a_successor_does_not_revive_what_it_replaced() {
        let repeal = Step { later: 2, earlier: 1, repeals: true };
        let ends = ends(&[from(1), from(5), from(9)], &[replaces(1, 0), repeal], day(30));
        assert_eq!(ends[0], Some(End { by: 1, repealed: false, on: Some(day(5)) }));
        assert_eq!(ends[1], Some(End { by: 2, repealed: true, on: Some(day(9)) }));
        assert_eq!(ends[2], None);
    }

    #[test]
    fn what_was_withdrawn_before_its_first_day_ends_nothing() {
        let repeal = Step { later: 2, earlier: 1, repeals: true };
        let ends = ends(&[from(1), from(20), from(9)], &[replaces(1, 0), repeal], day(30));
        assert_eq!(ends[0], None);
        assert_eq!(ends[1].map(|end| end.by), Some(2));
    }

    #[test]
    fn drafts_and_what_is_not_made_yet_end_nothing() {
        let draft = Term { inert: true, ..from(5) };
        assert_eq!(ends(&[from(1), draft], &[replaces(1, 0)], day(30))[0], None);
        let retroactive = Term { made: Some(day(10)), ..from(5) };
        assert_eq!(ends(&[from(1), retroactive], &[replaces(1, 0)], day(9))[0], None);
        assert!(ends(&[from(1), retroactive], &[replaces(1, 0)], day(10))[0].is_some());
    }

    #[test]
    fn circles_end() {
        let circle = [replaces(0, 1), replaces(1, 2), replaces(2, 0), replaces(0, 0)];
        assert_eq!(ends(&[from(1), from(1), from(1)], &circle, day(30)).len(), 3);
        assert!(ends(&[from(1), from(2), from(3)], &circle, day(30))[0].is_some());
    }
}
