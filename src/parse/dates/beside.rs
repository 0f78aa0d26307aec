//! What stands beside a day: its weekday, or a Sámi month.

use std::ops::Range;

use super::around::{last_word, sign, space, word_at, word_before};
use super::names;
use crate::model::text::Weekday;

/// Words between a weekday and its day: `fredag den 9.`, `fredag kveld 9.`.
const BETWEEN: [&str; 7] = ["den", "the", "morgen", "kveld", "formiddag", "ettermiddag", "føremiddag"];

/// The weekday before a date: `fredag 9.`, `fredag den 9.`, `fredag d. 9.`, `Friday, 9`, `fre. 9.`, `fre. den 9.`.
pub fn before(text: &str, start: usize) -> Option<(Weekday, Range<usize>)> {
    let at = sami_month_before(text, start).map_or(start, |(_, month)| month);
    let at = match word_before(text, at) {
        Some((word, between)) if BETWEEN.contains(&word.to_lowercase().as_str()) => between,
        _ => at,
    };
    let (word, at) = match word_before(text, at) {
        Some(before) => before,
        None => {
            let close = text.get(..at)?.trim_end();
            let (word, begin) = last_word(close.strip_suffix('.').filter(|_| close.len() < at)?);
            if word != "d" {
                return names::short_weekday(word).map(|day| (day, begin..begin + word.len()));
            }
            word_before(text, begin)?
        }
    };
    names::weekday(word).map(|day| (day, at..at + word.len()))
}

/// The weekday after a date: `9. november 2017 (fredag)`.
pub fn after(text: &str, end: usize) -> Option<(Weekday, Range<usize>)> {
    let at = sign(text, space(text, end), &['('])?;
    let (word, length) = word_at(text.get(at..)?);
    sign(text, at + length, &[')'])?;
    names::weekday(word).map(|day| (day, at..at + length))
}

/// Whether another weekday stands before a place, with a word or a sign between that joins the two.
pub fn follows_a_weekday(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let sign = before.strip_suffix(['-', '–', '—', ',']);
    let joined = sign.or_else(|| {
        let (word, start) = last_word(before);
        let joins = matches!(word.to_lowercase().as_str(), "og" | "eller" | "til" | "and" | "or" | "to" | "ja");
        before.get(..start).filter(|_| joins)
    });
    joined.is_some_and(|before| names::weekday(last_word(before.trim_end()).0).is_some())
}

/// The Sámi month in the genitive before a day.
pub fn sami_month_before(text: &str, start: usize) -> Option<(u8, usize)> {
    let (word, at) = word_before(text, start)?;
    names::month_before_day(word).map(|month| (month, at))
}
