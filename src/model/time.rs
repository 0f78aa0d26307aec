//! Dates, periods and times of day as authors write them, and as they are written in Norwegian.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A civil date; jiff's type, used throughout.
pub type Date = jiff::civil::Date;

/// The months in bokmål and nynorsk, January first, in small letters.
pub const MONTHS: [&str; 12] =
    ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"];

/// The name of a month, 1–12, in bokmål and nynorsk; empty for any other number.
#[must_use]
pub fn month(number: i8) -> &'static str {
    usize::try_from(number).ok().and_then(|number| MONTHS.get(number.checked_sub(1)?)).copied().unwrap_or_default()
}

/// A day as people write it in Norwegian: `1. mars 2019`.
#[must_use]
pub fn day_in_words(date: Date) -> String {
    format!("{}. {} {}", date.day(), month(date.month()), date.year())
}

/// A time of day as Norwegians write it, of the minutes after midnight: `09.05`.
#[must_use]
pub fn time_of_day(minutes: u16) -> String {
    format!("{:02}.{:02}", minutes / 60, minutes % 60)
}

/// A date or a period: `2019-03-01`, `2019-03`, `2019-Q1`, `2019-H1`, `2019`. A single day has `from == to`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateSpan {
    /// Its first day.
    pub from: Date,
    /// Its last day, which belongs to it.
    pub to: Date,
    /// As the author wrote it.
    pub written: String,
}

/// From a time of day to another, in minutes after midnight; the end may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeRange {
    /// The beginning.
    pub from: u16,
    /// The end, after `from`.
    pub to: Option<u16>,
}

/// As Norwegians write it: `11.00–14.30`, or `11.00` where the end is unknown.
impl fmt::Display for TimeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&time_of_day(self.from))?;
        self.to.map_or(Ok(()), |to| write!(f, "–{}", time_of_day(to)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_month_in_words() {
        assert_eq!(day_in_words(Date::constant(2019, 3, 1)), "1. mars 2019");
        assert_eq!((month(1), month(12)), ("januar", "desember"));
        assert_eq!((month(0), month(13), month(-1)), ("", "", ""));
    }

    #[test]
    fn a_time_has_a_point_and_a_range_a_dash() {
        assert_eq!(TimeRange { from: 660, to: Some(870) }.to_string(), "11.00–14.30");
        assert_eq!(TimeRange { from: 545, to: None }.to_string(), "09.05");
    }
}
