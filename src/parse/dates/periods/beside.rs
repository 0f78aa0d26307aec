//! The dates that say a week again: `uke 49 (2.–6. desember)`, `uke 49: 2.–6. desember`, `4. desember (uke 49)`.
//!
//! What may not enter: whether they agree.

use std::ops::Range;

use super::FoundPeriod;
use crate::parse::dates::Found;

/// The dates in brackets after a period, or before a period that stands in brackets; nothing but dates. After a colon, from one to another.
pub fn beside(text: &str, period: &FoundPeriod, dates: &[Found]) -> Option<Range<usize>> {
    let (before, after) = (text.get(..period.range.start)?.trim_end(), text.get(period.range.end..)?.trim_start());
    if let Some(inside) = after.strip_prefix('(') {
        let start = text.len() - inside.len();
        // Up to the next bracket of either kind, so that brackets without end are not looked for again and again.
        let end = start + inside.find(['(', ')'])?;
        if text.get(end..)?.starts_with('(') {
            return None;
        }
        let first = dates.partition_point(|date| date.range.start < start);
        let within: Vec<&Found> = dates.iter().skip(first).take_while(|date| date.range.end <= end).collect();
        let mut at = start;
        for date in &within {
            if !is_joint(text.get(at..date.range.start)?) {
                return None;
            }
            at = date.range.end;
        }
        // A single day after a week may be another thing's: when the news went out, when it is to be answered.
        let certain = within.len() > 1 || within.first().is_some_and(|date| date.weekday.is_some());
        return (certain && is_joint(text.get(at..end)?)).then_some(start..end);
    }
    if let Some(said) = after.strip_prefix(':') {
        let start = text.len() - said.trim_start().len();
        let first = dates.binary_search_by_key(&start, |date| date.range.start).ok()?;
        let (from, to) = (dates.get(first)?, dates.get(first + 1)?);
        let between = text.get(from.range.end..to.range.start)?;
        return matches!(between.trim().trim_start_matches('.'), "-" | "–" | "—" | "til").then_some(start..to.range.end);
    }
    let outside = before.strip_suffix('(').filter(|_| after.starts_with(')'))?.trim_end();
    let last = dates.binary_search_by_key(&outside.len(), |date| date.range.end).ok()?;
    let mut first = last;
    while let Some(earlier) = first.checked_sub(1)
        && let (Some(one), Some(next)) = (dates.get(earlier), dates.get(first))
        && text.get(one.range.end..next.range.start).is_some_and(|gap| is_joint(gap) && gap.trim() != ",")
    {
        first = earlier;
    }
    Some(dates.get(first)?.range.start..outside.len())
}

/// Whether nothing but a joint stands between two dates.
pub fn is_joint(gap: &str) -> bool {
    matches!(gap.trim().trim_end_matches('.'), "" | "-" | "–" | "—" | "," | "og" | "til" | "fra" | "eller" | "den")
}
