//! Dates and periods in fields: the one right form by an own strict gate, the other usual ones so that the right one can be named.

use crate::model::text::Weekday;
use crate::model::time::{Date, MONTHS};

/// What a text says as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// `YYYY-MM-DD`.
    Day(Date),
    /// A day in another form.
    OtherForm(Date),
    /// In the form of a date, and no such day exists; the month's last day where the month exists.
    NoSuchDay {
        /// 28–31.
        last_day: Option<u8>,
    },
}

/// Written as a period, and no such month, quarter or half exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchPeriod;

/// The weekdays in bokmål and nynorsk.
const WEEKDAYS: [(&str, Weekday); 11] = [
    ("mandag", Weekday::Monday),
    ("måndag", Weekday::Monday),
    ("tirsdag", Weekday::Tuesday),
    ("tysdag", Weekday::Tuesday),
    ("onsdag", Weekday::Wednesday),
    ("torsdag", Weekday::Thursday),
    ("fredag", Weekday::Friday),
    ("lørdag", Weekday::Saturday),
    ("laurdag", Weekday::Saturday),
    ("søndag", Weekday::Sunday),
    ("sundag", Weekday::Sunday),
];

/// The weekday that a date in another form begins with.
pub fn weekday(written: &str) -> Option<Weekday> {
    let written = written.trim().to_lowercase();
    WEEKDAYS.iter().find(|(name, _)| written.starts_with(name)).map(|(_, weekday)| *weekday)
}

/// Reads a date in any of the usual forms; `None` for what is not in the form of a date.
pub fn read(written: &str) -> Option<Reading> {
    let written = written.trim();
    if let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = written.as_bytes()
        && let Some(digits) = digits(&[*y1, *y2, *y3, *y4, *m1, *m2, *d1, *d2])
    {
        return Some(day(digits / 10_000, digits / 100 % 100, digits % 100, Reading::Day));
    }
    let (year, month, day_of_month) = other_form(written)?;
    Some(day(year, month, day_of_month, Reading::OtherForm))
}

/// Reads `YYYY`, `YYYY-MM`, `YYYY-Qn` or `YYYY-Hn`, and `mars 2019`: the first day, the last, and the right form.
pub fn period(written: &str) -> Option<Result<(Date, Date, String), NoSuchPeriod>> {
    let Some((year, part)) = written.split_once('-') else {
        return named_month(written).or_else(|| Some(months(number(written, 4)?, 1, 12, written.to_owned())));
    };
    let year = number(year, 4)?;
    let right = |part: &str| format!("{year:04}-{part}");
    let upper = part.to_ascii_uppercase();
    if let Some(n) = upper.strip_prefix('Q').and_then(|n| number(n, 1)) {
        return Some(if (1..=4).contains(&n) { months(year, n * 3 - 2, 3, right(&upper)) } else { Err(NoSuchPeriod) });
    }
    if let Some(n) = upper.strip_prefix('H').and_then(|n| number(n, 1)) {
        return Some(if (1..=2).contains(&n) { months(year, n * 6 - 5, 6, right(&upper)) } else { Err(NoSuchPeriod) });
    }
    Some(months(year, number(part, 2)?, 1, right(part)))
}

/// `mars 2019`.
fn named_month(written: &str) -> Option<Result<(Date, Date, String), NoSuchPeriod>> {
    let (name, year) = written.split_once(' ')?;
    let (month, year) = (month_named(name)?, number(year, 4)?);
    Some(months(year, month, 1, format!("{year:04}-{month:02}")))
}

fn months(year: u32, month: u32, count: u32, right: String) -> Result<(Date, Date, String), NoSuchPeriod> {
    let first = civil(year, month, 1).ok_or(NoSuchPeriod)?;
    let last = civil(year, month + count - 1, 1).ok_or(NoSuchPeriod)?.last_of_month();
    Ok((first, last, right))
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn day(year: u32, month: u32, day: u32, reading: fn(Date) -> Reading) -> Reading {
    match civil(year, month, day) {
        Some(date) => reading(date),
        None => Reading::NoSuchDay { last_day: civil(year, month, 1).and_then(|first| u8::try_from(first.days_in_month()).ok()) },
    }
}

/// `01.03.2019`, `1.3.19`, `1/3-2019`, `2019-3-1`, `2019/03/01`, `20190301`, `fredag 1. mars 2019`: year, month, day.
fn other_form(written: &str) -> Option<(u32, u32, u32)> {
    let plain: String = written
        .to_lowercase()
        .chars()
        .map(|c| match c {
            '–' | '−' | '‑' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let mut text = plain.as_str();
    for (weekday, _) in WEEKDAYS {
        if let Some(rest) = text.strip_prefix(weekday) {
            text = rest.trim_start_matches(['.', ',', ' ']);
        }
    }
    if let Some(digits) = number(text, 8) {
        return (digits > 19_000_000).then_some((digits / 10_000, digits / 100 % 100, digits % 100));
    }
    let mut parts = text.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if first.len() == 4 {
        return Some((number(first, 4)?, short(second)?, short(third)?));
    }
    let month = month_named(second).or_else(|| short(second))?;
    let year = match third.len() {
        4 => number(third, 4)?,
        2 => number(third, 2).map(|year| if year < 50 { 2000 + year } else { 1900 + year })?,
        _ => return None,
    };
    Some((year, month, short(first)?))
}

fn month_named(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let name = name.trim_end_matches('.');
    let at = MONTHS.iter().position(|month| *month == name || (name.len() >= 3 && name.len() <= 4 && month.starts_with(name)))?;
    u32::try_from(at + 1).ok()
}

/// One or two digits.
fn short(text: &str) -> Option<u32> {
    number(text, text.len()).filter(|_| text.len() <= 2)
}

/// Exactly so many digits.
fn number(text: &str, length: usize) -> Option<u32> {
    if text.len() == length { digits(text.as_bytes()) } else { None }
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes
        .iter()
        .try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum.checked_mul(10)?.checked_add(u32::from(byte - b'0'))).flatten())
}
