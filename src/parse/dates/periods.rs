//! Weeks, quarters and halves of a year in running text: `uke 49`, `uke 49–50`, `1. halvår 2019`, `andre kvartal`.
//!
//! What may not enter: whether there is such a week, and which year is meant where none is written.

mod beside;

use std::cell::OnceCell;
use std::ops::Range;

use super::Found;
use super::around::{closed, digits, sign, space, word_at, word_before};
use crate::model::text::Part;
use crate::source::scan;
use beside::{beside, is_joint};

/// A part of a year in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPeriod {
    /// Its bytes, its year included.
    pub range: Range<usize>,
    /// What is counted.
    pub part: Part,
    /// The numbers with their bytes, and whether a dash leads on to the next.
    pub numbers: Vec<(u8, Range<usize>, bool)>,
    /// The year, four digits.
    pub year: Option<i16>,
    /// The dates that stand beside it as the same thing said again: `uke 49 (2.–6. desember)`, `4. desember (uke 49)`.
    pub beside: Option<Range<usize>>,
}

/// How many numbers may share a word.
const MOST_NUMBERS: usize = 8;

/// Words before "uke" that make it a length of time or a rate: `37 timer per uke`, `neste uke`.
const NO_WEEK_AFTER: [&str; 16] =
    ["per", "pr", "hver", "kvar", "en", "én", "ei", "denne", "forrige", "neste", "siste", "sist", "førre", "each", "a", "per."];

/// Words before a week's number that make it a week of the calendar.
const PREPOSITIONS: [&str; 14] =
    ["i", "fra", "frå", "til", "innen", "innan", "etter", "før", "om", "medio", "primo", "ultimo", "in", "from"];

/// What a number counts that is no week: `i uke 60 timer`.
const COUNTED: [&str; 14] =
    ["timer", "timar", "t", "kr", "kroner", "prosent", "pst", "dager", "dagar", "ganger", "personer", "stk", "minutter", "min"];

/// Beginnings of words that tell of weeks counted from something else than New Year.
const OTHER_COUNT: [&str; 8] = ["syk", "sjuk", "svanger", "gravid", "permisjon", "permittering", "dagpenger", "arbeidsavklaring"];

/// Every part of a year in a text, in order. `dates` are the dates that were read in it.
pub fn periods(text: &str, dates: &[Found]) -> Vec<FoundPeriod> {
    let mut found: Vec<FoundPeriod> = Vec::new();
    let mut next = 0;
    let otherwise = OnceCell::new();
    let counts_otherwise = || *otherwise.get_or_init(|| counts_otherwise(text));
    for at in scan::places(text, may_count) {
        let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { continue };
        if at < next || (at != next && before.ends_with(char::is_alphabetic)) {
            continue;
        }
        let (word, length) = word_at(rest);
        let floor = found.last().map_or(0, |last| last.range.end);
        let read = part(word).filter(|_| stands_alone(text, at)).and_then(|part| match part {
            Part::Week => week(text, at, at + length, dates, &counts_otherwise),
            _ if length == 1 => short(text, at, part),
            _ => ordinal(text, at, at + length, part, floor),
        });
        if let Some(mut period) = read {
            next = (at + length).max(period.range.end);
            // The end of `uke 52 2018 – uke 2 2019` alone is not what the dates say.
            let goes_on = floor > 0 && text.get(floor..period.range.start).is_some_and(is_joint);
            period.beside = if goes_on { None } else { beside(text, &period, dates) };
            found.push(period);
        }
    }
    found
}

/// The words that count, in small letters.
const COUNTERS: [(&str, Part); 14] = [
    ("uke", Part::Week),
    ("ukene", Part::Week),
    ("veke", Part::Week),
    ("vekene", Part::Week),
    ("week", Part::Week),
    ("weeks", Part::Week),
    ("kvartal", Part::Quarter),
    ("kvartalet", Part::Quarter),
    ("q", Part::Quarter),
    ("tertial", Part::Third),
    ("tertialet", Part::Third),
    ("halvår", Part::Half),
    ("halvåret", Part::Half),
    ("h", Part::Half),
];
/// Whether one of them may begin with two bytes; most words are seen to be none of them by these alone.
#[inline(always)]
fn may_count(byte: u8, after: u8) -> bool {
    let (byte, after) = (byte | 0x20, after | 0x20);
    let is_letter = after.is_ascii_lowercase();
    ((byte == b'u') & (after == b'k'))
        | (((byte == b'v') | (byte == b'w') | (byte == b't')) & (after == b'e'))
        | ((byte == b'k') & (after == b'v'))
        | ((byte == b'h') & ((after == b'a') | !is_letter))
        | ((byte == b'q') & !is_letter)
}

/// What a word counts: a week, a quarter, a third or a half of a year; `Q2` and `H1` say it in English.
fn part(word: &str) -> Option<Part> {
    let is = |one: &&(&str, Part)| one.0.len() == word.len() && word.chars().flat_map(char::to_lowercase).eq(one.0.chars());
    COUNTERS.iter().find(is).map(|(_, part)| *part)
}

/// `uke 49`, `uke nr. 49`, `uke 49–50`, `uke 49/2019`, `ukene 49, 50 og 51`.
fn week(text: &str, start: usize, end: usize, dates: &[Found], counts_otherwise: &dyn Fn() -> bool) -> Option<FoundPeriod> {
    let before = word_before(text, start).map(|(word, _)| word.to_lowercase());
    let after_rate =
        text.get(..start)?.trim_end().ends_with("pr.") || before.as_ref().is_some_and(|word| NO_WEEK_AFTER.contains(&word.as_str()));
    let mut p = space(text, end);
    if after_rate || p == end {
        return None;
    }
    let (word, length) = word_at(text.get(p..)?);
    if matches!(word.to_lowercase().as_str(), "nr" | "nummer") {
        p = space(text, sign(text, p + length, &['.']).unwrap_or(p + length));
    }
    let is_date = |at: usize| dates.binary_search_by_key(&at, |date| date.range.start).is_ok();
    let mut numbers: Vec<(u8, Range<usize>, bool)> = Vec::new();
    let mut year = None;
    let mut last = p;
    while numbers.len() < MOST_NUMBERS {
        let Some((number, end)) = digits(text, p, 2).filter(|_| !is_date(p)) else { break };
        let Ok(small) = u8::try_from(number) else { break };
        let stop = slash_year(text, end, number);
        if number == 0 || is_counted(text, end) || (stop.is_none() && !closed(text, end)) {
            break;
        }
        let enumerated = numbers.last().is_some_and(|(_, _, dash)| !dash);
        if enumerated && number > 53 {
            break;
        }
        numbers.push((small, p..end, false));
        last = end;
        if let Some((slashed, end)) = stop {
            match slashed {
                Slash::Year(written) => year = Some(written),
                Slash::Next(number, range) => numbers.push((number, range, false)),
            }
            last = end;
            break;
        }
        let Some((next, dash)) = joined(text, end) else { break };
        if let Some(number) = numbers.last_mut() {
            number.2 = dash;
        }
        p = next;
    }
    // What was to come after the last joint was no number.
    numbers.last_mut()?.2 = false;
    if year.is_none()
        && let Some((written, end)) = year_after(text, last)
    {
        (year, last) = (Some(written), end);
    }
    let highest = numbers.iter().map(|(number, _, _)| *number).max()?;
    let known = year.is_some() || highest < 53 || (!counts_otherwise() && is_calendars(text, before.as_deref(), last, highest));
    known.then_some(FoundPeriod { range: start..last, part: Part::Week, numbers, year, beside: None })
}

/// What stands after the slash of `uke 49/2019` or `uke 49/50`.
enum Slash {
    Year(i16),
    Next(u8, Range<usize>),
}

fn slash_year(text: &str, end: usize, number: u16) -> Option<(Slash, usize)> {
    let p = sign(text, end, &['/', '-', '–'])?;
    let (written, stop) = digits(text, p, 4)?;
    let slash = text.get(end..)?.starts_with('/');
    if !closed(text, stop) {
        return None;
    }
    match stop - p {
        4 if (1900..2100).contains(&written) => Some((Slash::Year(i16::try_from(written).ok()?), stop)),
        // `uke 17/18` may be two weeks, or a week of 2018: what holds for both is kept.
        1 | 2 if slash && (written == number + 1 || number >= 52 && written == 1) => {
            Some((Slash::Next(u8::try_from(written).ok()?, p..stop), stop))
        }
        2 if slash => Some((Slash::Year(2000 + i16::try_from(written).ok()?), stop)),
        _ => None,
    }
}

/// Whether a text speaks of what weeks are counted from.
fn counts_otherwise(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic()).any(|word| OTHER_COUNT.iter().any(|begins| word.starts_with(begins)))
}

/// Whether a high number without a year is a week of the calendar, not the fifty-third of a sick leave or sixty hours a week.
fn is_calendars(text: &str, before: Option<&str>, end: usize, highest: u8) -> bool {
    let follows = text.get(end..).unwrap_or_default().trim_start().chars().next();
    highest == 53 || before.is_none_or(|word| PREPOSITIONS.contains(&word)) && !follows.is_some_and(char::is_lowercase)
}

fn is_counted(text: &str, end: usize) -> bool {
    let (word, _) = word_at(text.get(space(text, end)..).unwrap_or_default());
    COUNTED.contains(&word.to_lowercase().as_str())
}

/// Where the next number stands after a dash, a comma or `og`, the word `uke` said again or not; and whether it was a dash.
fn joined(text: &str, end: usize) -> Option<(usize, bool)> {
    let q = space(text, end);
    let (after, dash) = if let Some(dash) = sign(text, q, &['-', '–', '—']) {
        (dash, true)
    } else if let Some(comma) = sign(text, q, &[',']) {
        (comma, false)
    } else {
        let (word, length) = word_at(text.get(q..)?);
        let lower = word.to_lowercase();
        if q == end || !matches!(lower.as_str(), "og" | "eller" | "til" | "and" | "to") {
            return None;
        }
        (q + length, matches!(lower.as_str(), "til" | "to"))
    };
    let p = space(text, after);
    let (word, length) = word_at(text.get(p..)?);
    let again = part(word) == Some(Part::Week);
    Some((if again { space(text, p + length) } else { p }, dash))
}

/// `Q2 2019`, `H1-2019`: only with its year, because a letter with a number may be anything.
fn short(text: &str, start: usize, part: Part) -> Option<FoundPeriod> {
    let capital = text.get(start..)?.starts_with(char::is_uppercase);
    let (number, end) = digits(text, start + 1, 1)?;
    let (year, stop) = year_after(text, end).or_else(|| {
        let p = sign(text, end, &['-', '/', '–'])?;
        digits(text, p, 4)
            .filter(|(year, stop)| stop - p == 4 && (1900..2100).contains(year))
            .and_then(|(year, stop)| Some((i16::try_from(year).ok()?, stop)))
    })?;
    let numbers = vec![(u8::try_from(number).ok()?, start + 1..end, false)];
    capital.then_some(FoundPeriod { range: start..stop, part, numbers, year: Some(year), beside: None })
}

/// `1. halvår 2019`, `første halvår`, `1. og 2. kvartal`, `1.–3. kvartal 2019`.
fn ordinal(text: &str, start: usize, end: usize, part: Part, floor: usize) -> Option<FoundPeriod> {
    let mut numbers: Vec<(u8, Range<usize>, bool)> = Vec::new();
    let mut from = start;
    let mut dash = false;
    while numbers.len() < MOST_NUMBERS {
        let Some((number, range)) = ordinal_before(text, from).filter(|(_, range)| range.start >= floor) else { break };
        from = range.start;
        numbers.push((number, range, dash));
        let before = text.get(..from)?;
        let close = before.trim_end();
        if let Some(rest) = close.strip_suffix(['-', '–', '—']) {
            (from, dash) = (rest.len(), true);
        } else if let Some(rest) = close.strip_suffix(" og").or_else(|| close.strip_suffix(" eller")) {
            (from, dash) = (rest.len(), false);
        } else if let Some(rest) = close.strip_suffix(" til") {
            (from, dash) = (rest.len(), true);
        } else {
            break;
        }
    }
    numbers.reverse();
    let first = numbers.first()?.1.start;
    let (year, stop) = year_after(text, end).map_or((None, end), |(year, stop)| (Some(year), stop));
    // "Femte kvartal på rad" counts from something else than New Year.
    let fits = year.is_some() || numbers.iter().all(|(number, _, _)| (1..=part.in_a_year()).contains(number));
    fits.then_some(FoundPeriod { range: first..stop, part, numbers, year, beside: None })
}

/// `1.` or `første` right before a place.
fn ordinal_before(text: &str, at: usize) -> Option<(u8, Range<usize>)> {
    let before = text.get(..at)?.trim_end();
    if let Some(number) = before.strip_suffix('.') {
        let start = number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (value, _) = digits(text, start, 1)?;
        let alone = !text.get(..start)?.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '§'));
        return (alone && value > 0).then_some((u8::try_from(value).ok()?, start..before.len()));
    }
    let start = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last().map(|(start, _)| start)?;
    let number = match before.get(start..)?.to_lowercase().as_str() {
        "første" | "fyrste" => 1,
        "andre" | "annet" | "anna" => 2,
        "tredje" => 3,
        "fjerde" => 4,
        _ => return None,
    };
    Some((number, start..before.len()))
}

/// ` 2019`, ` i 2019`, ` av 2019`, `, 2019`.
fn year_after(text: &str, end: usize) -> Option<(i16, usize)> {
    let comma = sign(text, end, &[',']).unwrap_or(end);
    let mut p = space(text, comma);
    let (word, length) = word_at(text.get(p..)?);
    if matches!(word, "i" | "av" | "in" | "of") {
        p = space(text, p + length);
    }
    let (year, stop) = digits(text, p, 4)?;
    let fits = p > comma && stop - p == 4 && (1900..2100).contains(&year);
    // `uke 49, 2019-12-02` goes on as a date, `2018/19` as a school year.
    let closed = !text.get(stop..)?.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/'));
    (fits && closed).then_some((i16::try_from(year).ok()?, stop))
}

/// Whether a word begins here, not the end of a compound.
fn stands_alone(text: &str, at: usize) -> bool {
    !text.get(..at).unwrap_or_default().ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '#' | '@' | '.'))
}

#[cfg(test)]
mod tests;
