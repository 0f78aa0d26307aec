//! Dates in running text: read where they can be nothing else, kept where no such day exists, left alone where in doubt.
//!
//! Knows words, not documents: version numbers, sections, times of day, money and case numbers are no dates.

mod around;
mod beside;
mod chain;
mod names;
mod periods;

use std::ops::Range;

use crate::model::text::Weekday;
use crate::model::time::Date;
use crate::source::scan;
pub use periods::{FoundPeriod, periods};

use around::{closed, digits, sign, word_at};
use beside::{after, before};
use chain::Chain;

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its bytes, with its weekday.
    pub range: Range<usize>,
    /// The weekday as written, with its bytes.
    pub weekday: Option<(Weekday, Range<usize>)>,
    /// The day as written.
    pub day: u8,
    /// The month as written; 1–12 where there is such a month.
    pub month: u8,
    /// The year, four digits.
    pub year: Option<i16>,
    /// The date, where the year is known and the day exists.
    pub date: Option<Date>,
}

/// Every date in a text, in order, none overlapping another.
#[must_use]
pub fn dates(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut last_end = 0;
    for start in scan::places(text, |byte, _| byte.is_ascii_digit()) {
        if start < at {
            continue;
        }
        let digits = bytes.get(start..).map_or(1, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count());
        at = start + digits;
        if !may_begin(text, start, last_end) {
            continue;
        }
        let read = if digits == 4 { iso(text, start) } else { Chain::read(text, start, last_end) };
        if let Some((dates, end)) = read {
            found.extend(dates);
            at = end;
            last_end = end;
        }
    }
    found
}

/// Whether a text begins with the name of a month.
#[must_use]
pub fn starts_with_month(text: &str) -> bool {
    let (word, _) = word_at(text);
    names::month(word).is_some()
}

/// A number begins a date unless it goes on from what stands before it: `§ 14`, `2.1.3`, `kl. 11.00`, `SG 3/17`.
fn may_begin(text: &str, start: usize, last_end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let mut letters = before.chars().rev();
    match letters.next() {
        None => true,
        // A dash joins two dates (`24.11.2018–25.11.2018`).
        Some('-' | '–' | '—') if last_end > 0 && before.trim_end_matches(['-', '–', '—']).len() == last_end => true,
        Some('.' | ',' | '-' | '–' | '—' | '/' | ':' | '+' | '\'' | '’') => !letters.next().is_some_and(char::is_alphanumeric),
        Some('_' | '#' | '@' | '\\' | '=' | '$' | '€') => false,
        Some(c) if c.is_alphanumeric() => false,
        Some(_) => !before.trim_end().ends_with(['§', '$', '€', '£']),
    }
}

/// `2019-03-01`.
fn iso(text: &str, start: usize) -> Option<(Vec<Found>, usize)> {
    let (year, p) = digits(text, start, 4)?;
    let (month, p) = digits(text, sign(text, p, &['-'])?, 2)?;
    let (day, end) = digits(text, sign(text, p, &['-'])?, 2)?;
    let two = end - start == 10;
    let outside_path = !text.get(..start)?.ends_with(['/', '-']);
    if !two || !outside_path || !closed(text, end) || !(1900..2100).contains(&year) || day > 39 || month > 19 {
        return None;
    }
    let weekday = before(text, start).or_else(|| after(text, end));
    let date = dated(start..end, weekday, day, month, i16::try_from(year).ok());
    let end = date.range.end;
    Some((vec![date], end))
}

fn dated(range: Range<usize>, weekday: Option<(Weekday, Range<usize>)>, day: u16, month: u16, year: Option<i16>) -> Found {
    let small = |n: u16| u8::try_from(n).unwrap_or(u8::MAX);
    let date = year.and_then(|year| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok());
    let weekdays = weekday.as_ref().map_or(&range, |(_, place)| place);
    // One that follows stands in brackets.
    let end = if weekdays.end > range.end { weekdays.end + 1 } else { range.end };
    let range = weekdays.start.min(range.start)..end;
    Found { range, weekday, day: small(day), month: small(month), year, date }
}

#[cfg(test)]
mod tests;
