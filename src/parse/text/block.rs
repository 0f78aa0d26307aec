//! What the words of one block hold: cited statutes, dates, weeks and other parts of a year; and the date that a list's entry is in truth.
//!
//! What may not enter: where in the text the block stands.

use std::ops::Range;

use super::words::Words;
use crate::model::text::{DateMention, PeriodMention, PeriodNumber, ProseKind};
use crate::model::{Form, Mention, Role};
use crate::parse::{dates, statutes};
use crate::source::{Span, Spanned};

/// What stands in a block's words, each in their order.
pub struct Found {
    pub mentions: Vec<Mention>,
    pub dates: Vec<DateMention>,
    pub periods: Vec<PeriodMention>,
}

/// Reads a block's words; `span` gives the bytes of the file for bytes of the text.
pub fn read(words: &Words, role: Role, span: impl Fn(&Range<usize>) -> Span) -> Found {
    let place = |range: &Range<usize>| span(&words.place(range));
    let citations = statutes::citations(&words.plain);
    // The date in `lov 16. juni 2006 nr. 20` is the act's name.
    let in_citation: Vec<Range<usize>> = citations.iter().map(|(range, _)| range.clone()).collect();
    let dates = dates::dates(&words.plain);
    let periods = periods(words, &dates, place);
    let open = |range: &Range<usize>| words.all(range, |kind| !matches!(kind, ProseKind::Link | ProseKind::Alternative));
    let mention = |(range, citation)| {
        let span = place(&range);
        Mention { span, whole: span, form: Form::Statute(citation), role, words: None }
    };
    let mentions = citations.into_iter().filter(|(range, _)| open(range)).map(mention).collect();
    let is_named = |found: &dates::Found| {
        let next = in_citation.partition_point(|range| range.end <= found.range.start);
        in_citation.get(next).is_some_and(|range| range.contains(&found.range.start))
    };
    let date = |found: dates::Found| {
        let weekday = found.weekday.map(|(day, range)| Spanned::new(day, place(&range)));
        let (day, month, year, date) = (found.day, found.month, found.year, found.date);
        DateMention { span: place(&found.range), weekday, day, month, year, date }
    };
    let dates = dates.into_iter().filter(|found| !is_named(found) && words.all(&found.range, |_| true)).map(date).collect();
    Found { mentions, dates, periods }
}

/// The weeks, quarters and halves of a year.
fn periods(words: &Words, dates: &[dates::Found], place: impl Fn(&Range<usize>) -> Span) -> Vec<PeriodMention> {
    let number = |(value, range, dash): &(u8, Range<usize>, bool)| PeriodNumber { value: *value, span: place(range), dash: *dash };
    let period = |found: dates::FoundPeriod| PeriodMention {
        span: place(&found.range),
        part: found.part,
        numbers: found.numbers.iter().map(number).collect(),
        year: found.year,
        beside: found.beside.as_ref().map(&place),
    };
    dates::periods(&words.plain, dates).into_iter().filter(|found| words.all(&found.range, |_| true)).map(period).collect()
}

/// The date that a numbered entry is in truth: `14. september 2018`. A month with a capital is an entry of a list of months.
pub fn date_at_head(text: &str, entry: &Range<usize>, is_only: bool) -> Option<Range<usize>> {
    let written = text.get(entry.clone())?;
    let line = written.lines().next()?;
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line.get(digits..)?.strip_prefix('.')?;
    let month = after.trim_start();
    let word = month.find(|c: char| !c.is_alphabetic()).unwrap_or(month.len());
    let whole = !month.get(word..)?.starts_with(['-', '–']);
    let may_be = (1..=2).contains(&digits) && whole && !month.starts_with(char::is_uppercase);
    if is_only && let Some(period) = dates::periods(line, &[]).into_iter().find(|period| period.range.start == 0) {
        return Some(entry.start..entry.start + period.range.end);
    }
    let short = entry.start + line.len() - month.len() + word;
    let found = dates::dates(line);
    let mut found = found.iter().peekable();
    let Some(first) = found.next_if(|first| first.range.start == 0) else {
        return (may_be && month.starts_with(char::is_lowercase) && dates::starts_with_month(month)).then_some(entry.start..short);
    };
    // `24. og 25. mai` is shown to where its month stands.
    let mut end = first.range.end;
    while let Some(next) = found.next_if(|next| line.get(..end).is_some_and(|date| date.ends_with('.')) && next.month == first.month) {
        end = next.range.end;
    }
    may_be.then(|| entry.start..(entry.start + end).max(short))
}
