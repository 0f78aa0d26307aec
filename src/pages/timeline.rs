//! Periods as bars over years: numbers for a static SVG, whose words and links the template writes.
//!
//! The same periods stand in a table beside it; the drawing adds nothing that only eyes can read.

use serde::Serialize;

use super::link::Link;
use crate::model::Date;

/// One period, with what stands before it.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Who or what.
    pub label: Link,
    /// A word more: the role, the deliverable.
    pub note: Option<String>,
    /// Its first day; the drawing's beginning where it is not known.
    pub from: Option<Date>,
    /// Its last day; open where there is none.
    pub to: Option<Date>,
}

/// A drawing, in units of the SVG's view box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// The whole drawing's width.
    pub width: i32,
    /// The whole drawing's height.
    pub height: i32,
    /// Where the years begin.
    pub years: Vec<Year>,
    /// The bars, from the top.
    pub rows: Vec<Row>,
}

/// A year's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Where its line stands.
    pub x: i32,
}

/// A row with its bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Who or what.
    pub label: Link,
    /// A word more.
    pub note: Option<String>,
    /// Where the words stand.
    pub text_y: i32,
    /// The bar's upper edge.
    pub y: i32,
    /// Its left edge.
    pub x: i32,
    /// Its length.
    pub length: i32,
    /// It goes on.
    pub open: bool,
    /// Its first day, as said.
    pub from: Option<Date>,
    /// Its last day, as said.
    pub to: Option<Date>,
}

const WIDTH: i32 = 720;
const ROW: i32 = 44;
const TOP: i32 = 28;

impl Timeline {
    /// Draws bars between the earliest and the latest day they name; none where no bar has a beginning or an end.
    #[must_use]
    pub fn of(bars: Vec<Bar>, begin: Option<Date>, end: Option<Date>, today: Date) -> Option<Self> {
        let known = bars.iter().flat_map(|bar| [bar.from, bar.to]).flatten();
        let first = known.clone().chain(begin).min()?;
        let open = bars.iter().any(|bar| bar.to.is_none());
        // An open period reaches to the end of its year, so that the drawing does not change with every day.
        let last = known.chain(end).chain((open && end.is_none()).then_some(today)).max()?;
        let from = Date::new(first.year(), 1, 1).ok()?;
        let to = Date::new(last.year(), 12, 31).ok()?;
        let days = from.until(to).ok()?.get_days().max(1);
        let place = |day: Date| {
            from.until(day)
                .map_or(0, |span| i32::try_from(i64::from(span.get_days()) * i64::from(WIDTH) / i64::from(days)).unwrap_or(0))
                .clamp(0, WIDTH)
        };
        let years = (from.year()..=to.year()).filter_map(|year| Some(Year { year, x: place(Date::new(year, 1, 1).ok()?) }));
        let rows = bars.into_iter().zip(0..).map(|(bar, n)| {
            let x = bar.from.map_or(0, place);
            let until = bar.to.or(end).map_or(WIDTH, place);
            let y = TOP + n * ROW;
            Row {
                text_y: y + 16,
                y: y + 24,
                x,
                length: (until - x).max(3),
                open: bar.to.is_none() && end.is_none(),
                label: bar.label,
                note: bar.note,
                from: bar.from,
                to: bar.to,
            }
        });
        let rows: Vec<Row> = rows.collect();
        let height = TOP + i32::try_from(rows.len()).unwrap_or(0) * ROW + 8;
        Some(Self { width: WIDTH, height, years: years.collect(), rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Date {
        Date::new(year, month, day).expect("a day")
    }

    #[test]
    fn bars_lie_between_whole_years() {
        let bar = |from, to| Bar { label: Link::plain("x"), note: None, from, to };
        let bars = vec![bar(Some(day(2018, 1, 1)), Some(day(2018, 12, 31))), bar(None, None)];
        let drawn = Timeline::of(bars, Some(day(2017, 9, 8)), None, day(2018, 11, 21)).expect("drawn");
        assert_eq!(drawn.years.iter().map(|year| year.year).collect::<Vec<_>>(), [2017, 2018]);
        let spans: Vec<_> = drawn.rows.iter().map(|row| (row.x, row.x + row.length, row.open)).collect();
        assert_eq!(spans, [(drawn.years[1].x, WIDTH, false), (0, WIDTH, true)]);
        assert_eq!(Timeline::of(vec![bar(None, None)], None, None, day(2018, 1, 1)), None);
    }
}
