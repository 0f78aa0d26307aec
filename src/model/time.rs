//! Dates, periods and times of day as authors write them.

use serde::{Deserialize, Serialize};

/// A civil date; jiff's type, used throughout.
pub type Date = jiff::civil::Date;

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
