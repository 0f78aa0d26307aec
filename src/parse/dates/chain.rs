//! Days that are written together, or one alone: what each says, and what it has from those after it.

use std::ops::Range;

use super::around::{closed, digits, last_word, short_year, sign, space, word_at, word_before};
use super::beside::{after, before, follows_a_weekday, sami_month_before};
use super::{Found, dated, names};
use crate::model::text::Weekday;

/// Words before a number that make it something else than a date.
const NO_DATE_AFTER: [&str; 24] = [
    "kl",
    "kr",
    "nok",
    "nr",
    "pkt",
    "punkt",
    "punktene",
    "kap",
    "kapittel",
    "avsnitt",
    "versjon",
    "utgave",
    "v",
    "tabell",
    "figur",
    "side",
    "s",
    "sak",
    "vedlegg",
    "vedtak",
    "ca",
    "rundskriv",
    "utg",
    "del",
];

/// How many days may share a month in one enumeration.
const MOST_DAYS: usize = 8;

/// Days that share what the last of them says: `10.–11.4.19`, `13. og 14. juni 2018`, `31.10–01.11.18`, or one alone.
pub(super) struct Chain<'t> {
    text: &'t str,
    days: Vec<Day>,
}

struct Day {
    range: Range<usize>,
    weekday: Option<(Weekday, Range<usize>)>,
    day: u16,
    month: Option<u16>,
    /// Whether a dash leads from it to the next.
    dash: bool,
    /// Whether it names its month, so that only its year may come from the next.
    named: bool,
}

/// The last day of a chain: its month, its year, and where it ends.
type Last = (u16, Option<i16>, usize);

impl<'t> Chain<'t> {
    pub(super) fn read(text: &'t str, start: usize, floor: usize) -> Option<(Vec<Found>, usize)> {
        let mut chain = Self { text, days: Vec::new() };
        let weekday = before(text, start).filter(|(_, range)| range.start >= floor);
        let (month, year, end) = chain.next(start, weekday)?;
        // Which day is whose in `torsdag og fredag 14. og 15. mars` is left to the reader.
        if let Some(first) = chain.days.first_mut() {
            first.weekday.take_if(|(_, place)| follows_a_weekday(text, place.start));
        }
        // Of several days it is not said whose it is.
        if let [only] = chain.days.as_mut_slice()
            && only.weekday.is_none()
        {
            only.weekday = after(text, end);
        }
        let dates = chain.found(month, year);
        let end = dates.last().map_or(end, |date| date.range.end);
        Some((dates, end))
    }

    /// Reads a day and what follows it.
    fn next(&mut self, start: usize, weekday: Option<(Weekday, Range<usize>)>) -> Option<Last> {
        if self.days.len() >= MOST_DAYS {
            return None;
        }
        let (day, p) = digits(self.text, start, 2)?;
        let known = weekday.is_some();
        self.days.push(Day { range: start..p, weekday, day, month: None, dash: false, named: false });
        let named = self.by_name(start, p);
        // `32. desember` is a date, if a wrong one.
        let small = |rest: &str| rest.strip_prefix('.').is_some_and(|rest| rest.trim_start().starts_with(char::is_lowercase));
        let known = known || (named.is_some() && self.text.get(p..).is_some_and(small));
        let numeric = |chain: &mut Self| chain.numeric(start, p, known).or_else(|| chain.slashed(start, p, known));
        let last = named.or_else(|| numeric(self)).or_else(|| self.parted(start, p));
        if let Some((month, None, end)) = last
            && let Some(shared) = self.year_of_next(month, end)
        {
            return Some(shared);
        }
        if let Some((month, year, end)) = last {
            let day = self.days.last_mut()?;
            day.range.end = end;
            let digits = self.text.get(..end)?.bytes().rev().take_while(u8::is_ascii_digit).count();
            let in_full = year.filter(|_| digits == 4);
            return (fits(day.day, month, year, known) || swapped(day.day, month, in_full)).then_some((month, year, end));
        }
        self.joined(p)
    }

    /// `31. oktober` that shares its year with `og torsdag 1. november 2018`.
    fn year_of_next(&mut self, month: u16, end: usize) -> Option<Last> {
        let number = self.days.len();
        let day = self.days.last_mut()?;
        let before = (day.range.end, day.dash);
        (day.month, day.named, day.range.end) = (Some(month), true, end);
        let exists = (1..=31).contains(&day.day);
        let last = if sign(self.text, end, &['.']).is_none() && exists { self.joined(end) } else { None };
        if let Some((_, Some(_), _)) = last {
            return last;
        }
        self.days.truncate(number);
        let day = self.days.last_mut()?;
        (day.month, day.named) = (None, false);
        (day.range.end, day.dash) = before;
        None
    }

    /// `1. mars 2019`, `1 March 2019`, `njukčamánu 1. b. 2019`.
    fn by_name(&mut self, start: usize, p: usize) -> Option<Last> {
        let dot = sign(self.text, p, &['.']);
        let after = space(self.text, dot.unwrap_or(p));
        if dot.is_none() && after == p {
            return None;
        }
        if let Some((month, month_start)) = sami_month_before(self.text, start)
            && dot.is_some()
        {
            let (word, length) = word_at(self.text.get(after..)?);
            let marked = matches!(word.to_lowercase().as_str(), "b" | "beaivi" | "beaivvi");
            let mut end = dot?;
            if marked {
                end = after + length;
                end = sign(self.text, end, &['.']).unwrap_or(end);
            }
            let (year, end) = self.year(end).map_or((None, end), |(year, end)| (Some(year), end));
            self.days.last_mut()?.range.start = month_start;
            return Some((u16::from(month), year, end));
        }
        let (word, length) = word_at(self.text.get(after..)?);
        let end = after + length;
        if let Some(month) = names::month(word) {
            let (year, end) = self.year(end).map_or((None, end), |(year, end)| (Some(year), end));
            return Some((u16::from(month), year, end));
        }
        let month = names::short_month(word).filter(|_| dot.is_some())?;
        let stop = sign(self.text, end, &['.']);
        let year = self.year(stop.unwrap_or(end));
        // "2. jul" may be Christmas; an abbreviation shows itself by its full stop or a year.
        if year.is_none() && stop.is_none() {
            return None;
        }
        let (year, end) = year.map_or((None, stop.unwrap_or(end)), |(year, end)| (Some(year), end));
        Some((u16::from(month), year, end))
    }

    /// `01.03.19`, `1.3.2019`; without a year only after a weekday.
    fn numeric(&mut self, start: usize, p: usize, known: bool) -> Option<Last> {
        if stopped(self.text, start) {
            return None;
        }
        let (month, p) = digits(self.text, sign(self.text, p, &['.'])?, 2)?;
        if let Some(q) = sign(self.text, p, &['.'])
            && let Some((year, end)) = short_year(self.text, q)
        {
            // `3.1.10 Mål` at the head of a block is a section's number.
            let heads = start == 0 && end - start < 8 && self.text.get(end..)?.trim_start().starts_with(char::is_alphabetic);
            return (closed(self.text, end) && !heads).then_some((month, Some(year), end));
        }
        if known && closed(self.text, p) && (1..=12).contains(&month) {
            return Some((month, None, p));
        }
        self.days.last_mut()?.month = Some(month);
        self.days.last_mut()?.range.end = p;
        None
    }

    /// `1/3-19`, `10/11/17`, `1/3 2019`; without a year only after a weekday.
    fn slashed(&mut self, start: usize, p: usize, known: bool) -> Option<Last> {
        let code = word_before(self.text, start).is_some_and(|(word, _)| word.chars().all(char::is_uppercase));
        if stopped(self.text, start) || code {
            return None;
        }
        let (month, p) = digits(self.text, sign(self.text, p, &['/'])?, 2)?;
        if let Some(q) = sign(self.text, p, &['-', '–', '/'])
            && let Some((year, end)) = short_year(self.text, q)
        {
            return (closed(self.text, end) && (1..=12).contains(&month)).then_some((month, Some(year), end));
        }
        if let Some((year, end)) = self.year(p).filter(|_| (1..=12).contains(&month)) {
            return Some((month, Some(year), end));
        }
        (known && closed(self.text, p) && (1..=12).contains(&month)).then_some((month, None, p))
    }

    /// `28. 11. 2024`, `28-11-2024`: only with all digits of a year.
    fn parted(&self, start: usize, p: usize) -> Option<Last> {
        let dots = |p: usize| sign(self.text, p, &['.']).map(|after| space(self.text, after));
        let dashes = |p: usize| sign(self.text, p, &['-']);
        let read = |part: &dyn Fn(usize) -> Option<usize>| {
            let (month, p) = digits(self.text, part(p)?, 2)?;
            let (year, end) = digits(self.text, part(p)?, 4)?;
            let exists = (1..=12).contains(&month) && (1950..2050).contains(&year) && closed(self.text, end);
            exists.then_some((month, i16::try_from(year).ok(), end))
        };
        if stopped(self.text, start) { None } else { read(&dots).or_else(|| read(&dashes)) }
    }

    /// `10.` or `31.10` that another day follows.
    fn joined(&mut self, p: usize) -> Option<Last> {
        let day = self.days.last_mut()?;
        let after_month = if day.month.is_some() { day.range.end } else { p };
        let stop = sign(self.text, after_month, &['.']);
        let end = stop.unwrap_or(after_month);
        let whole = day.month.is_some() || stop.is_some();
        day.range.end = end;
        let mut q = space(self.text, end);
        if let Some(dash) = sign(self.text, q, &['-', '–', '—']) {
            day.dash = true;
            q = dash;
        } else if let Some(comma) = sign(self.text, q, &[',']).filter(|_| whole) {
            q = comma;
        } else {
            let (word, length) = word_at(self.text.get(q..)?);
            if !whole || q == end || !matches!(word.to_lowercase().as_str(), "og" | "eller" | "til" | "and" | "to") {
                return None;
            }
            day.dash = matches!(word, "til" | "to");
            q += length;
        }
        q = space(self.text, q);
        let (word, length) = word_at(self.text.get(q..)?);
        let weekday = names::weekday(word).map(|day| (day, q..q + length));
        if weekday.is_some() {
            q = space(self.text, q + length);
        }
        self.next(q, weekday)
    }

    /// A year of four digits after white space.
    fn year(&self, p: usize) -> Option<(i16, usize)> {
        let q = space(self.text, p);
        let (year, end) = digits(self.text, q, 4)?;
        // `1. mars 2400 kroner` has no year; `1. mars 2204` has, with two digits in each other's place.
        let last = !self.text.get(end..)?.trim_start_matches([' ', '\u{a0}']).starts_with(char::is_alphanumeric);
        let fits = q > p && end - q == 4 && ((1800..2200).contains(&year) || (2200..3000).contains(&year) && last);
        let after = self.text.get(end..)?;
        // `1. mars 2000,-` and `1. mars 2000,50` are amounts.
        let is_amount =
            after.strip_prefix(',').is_some_and(|rest| rest.starts_with(|c: char| matches!(c, '-' | '–' | '—') || c.is_ascii_digit()));
        let closed = !after.starts_with(char::is_alphanumeric) && !is_amount;
        (fits && closed).then_some((i16::try_from(year).ok()?, end))
    }

    fn found(self, month: u16, year: Option<i16>) -> Vec<Found> {
        let mut dates: Vec<Found> = Vec::with_capacity(self.days.len());
        let mut later: Option<(u16, u16)> = None;
        for day in self.days.into_iter().rev() {
            let own = day.month.unwrap_or_else(|| later.map_or(month, |(month, _)| month));
            let backwards = day.dash && later.is_some_and(|(month, after)| own == month && day.day >= after);
            // `31.12–01.01.19` begins in the year before.
            let year =
                year.filter(|_| day.dash || !day.named || own <= month).map(|year| if day.dash && own > month { year - 1 } else { year });
            later = Some((own, day.day));
            if !backwards {
                dates.push(dated(day.range, day.weekday, day.day, own, year));
            }
        }
        dates.reverse();
        dates
    }
}

/// Whether day and month are near enough to a date to be a slip, not something else: a full year or a weekday says it was meant as one.
fn fits(day: u16, month: u16, year: Option<i16>, known: bool) -> bool {
    let full = year.is_some_and(|year| (1950..2050).contains(&year));
    let exists = (1..=31).contains(&day) && (1..=12).contains(&month);
    exists || ((known || full) && (1..=39).contains(&day) && (1..=12).contains(&month)) || (known && (1..=39).contains(&day) && month <= 39)
}

/// Whether a month beyond twelve is a slip, or a day in American order: with all digits of a year it was meant as a date.
fn swapped(day: u16, month: u16, year: Option<i16>) -> bool {
    (1..=31).contains(&day) && (13..=31).contains(&month) && year.is_some_and(|year| (1950..2050).contains(&year))
}

fn stopped(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    let before = before.strip_suffix(['.', ':']).unwrap_or(before);
    let (word, _) = last_word(before);
    NO_DATE_AFTER.contains(&word.to_lowercase().as_str())
}
