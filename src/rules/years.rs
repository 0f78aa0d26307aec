//! Which year is meant where a date or a week is written without one: one near the document's own date, or one that is named before or
//! after it.
//!
//! What may not enter: any rule's own sentence.

use jiff::civil::{ISOWeekDate, Weekday};

use crate::model::text::{DateMention, PeriodMention};
use crate::model::words::Words;
use crate::model::{Date, Text};
use crate::source::scan;

/// How far from the document's date a date without a year may lie, in days: two thirds of a year, so that at its edges two years count.
const NEAR: i32 = 245;

/// The years that a text names: in its dates and periods, by themselves, and as the next or the last.
pub(super) struct Years {
    /// Where each stands, in order.
    written: Vec<(u32, i16)>,
}

/// What the year before and after is called.
const BESIDE: [(&str, i16); 4] = [("neste år", 1), ("Neste år", 1), ("i fjor", -1), ("I fjor", -1)];

impl Years {
    /// Gathers those of a text of some day, and of its words where they are asked.
    pub fn of(text: &Text, words: &[Words<'_>], own: Option<Date>) -> Self {
        let dates = text.dates.iter().filter_map(|date| Some((date.span.start, date.year?)));
        let periods = text.periods.iter().filter_map(|period| Some((period.span.start, period.year?)));
        let mut written: Vec<(u32, i16)> = dates.chain(periods).collect();
        let named = |away: i16| own.map(|own| own.year() + away);
        for block in words {
            let beside = BESIDE.iter().flat_map(|(words, away)| block.plain.match_indices(words).map(move |(at, _)| (at, named(*away))));
            let all = bare(&block.plain).map(|(at, year)| (at, Some(year))).chain(beside);
            written.extend(all.filter_map(|(at, year)| Some((u32::try_from(block.place(at)).ok()?, year?))));
        }
        written.sort_unstable();
        Self { written }
    }

    /// The years written next before and after a place.
    fn around(&self, at: u32) -> impl Iterator<Item = i16> {
        let next = self.written.partition_point(|(place, _)| *place < at);
        let before = next.checked_sub(1).and_then(|last| self.written.get(last));
        before.into_iter().chain(self.written.get(next)).map(|(_, year)| *year)
    }

    /// The days that a date may mean, the likeliest first: the one day, where its year is written; none where no such day exists.
    pub fn days(&self, mention: &DateMention, own: Option<Date>) -> Vec<Date> {
        let in_year = |year: i16| Date::new(year, i8::try_from(mention.month).ok()?, i8::try_from(mention.day).ok()?).ok();
        if mention.year.is_some() {
            return mention.date.into_iter().collect();
        }
        let Some(own) = own else { return Vec::new() };
        let mut days: Vec<Date> = (own.year() - 1..=own.year() + 1).filter_map(in_year).collect();
        days.sort_by_key(|date| distance(*date, own));
        days.retain(|date| distance(*date, own) <= NEAR);
        days.extend(self.around(mention.span.start).filter_map(in_year));
        days
    }

    /// The years that a week may be of, the likeliest first: the one, where it is written.
    pub fn of_week(&self, mention: &PeriodMention, number: u8, own: Option<Date>) -> Vec<i16> {
        if let Some(year) = mention.year {
            return vec![year];
        }
        let Some(own) = own else { return Vec::new() };
        // Week 53 of a year without one lies where its last days are.
        let near = |year: i16| week(year, number.min(52)).map_or(i32::MAX, |day| distance(day, own));
        let mut years: Vec<i16> = (own.year() - 1..=own.year() + 1).filter(|year| near(*year) <= NEAR).collect();
        years.sort_by_key(|year| near(*year));
        years.extend(self.around(mention.span.start));
        years
    }
}

/// Numbers that stand by themselves and may be years, with their places.
fn bare(text: &str) -> impl Iterator<Item = (usize, i16)> {
    let begins = scan::places(text, |byte, after| ((byte == b'1') & (after == b'9')) | ((byte == b'2') & (after == b'0')));
    begins.filter_map(|at| {
        let (before, number, after) = (text.get(..at)?, text.get(at..at + 4)?, text.get(at + 4..)?);
        let alone = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        let year = number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok())??;
        alone.then_some((at, year))
    })
}

fn distance(one: Date, other: Date) -> i32 {
    (one - other).get_days().abs()
}

/// The Monday of a week, by ISO 8601; none where the year has no such week.
pub(super) fn week(year: i16, number: u8) -> Option<Date> {
    ISOWeekDate::new(year, i8::try_from(number).ok()?, Weekday::Monday).ok().map(ISOWeekDate::date)
}

/// How many weeks a year has, 52 or 53.
pub(super) fn weeks_in(year: i16) -> u8 {
    if week(year, 53).is_some() { 53 } else { 52 }
}

/// The week a day is in, by ISO 8601.
pub(super) fn week_of(day: Date) -> u8 {
    u8::try_from(day.iso_week_date().week()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_those_of_the_calendar() {
        assert_eq!((weeks_in(2015), weeks_in(2019), weeks_in(2020), weeks_in(2026)), (53, 52, 53, 53));
        assert_eq!(week(2019, 49).map(|day| day.to_string()).as_deref(), Some("2019-12-02"));
        assert_eq!(week(2019, 1).map(|day| day.to_string()).as_deref(), Some("2018-12-31"), "the year before holds its Monday");
        assert_eq!(week(2019, 53), None);
        assert_eq!(week_of(jiff::civil::date(2021, 1, 3)), 53);
    }
}
