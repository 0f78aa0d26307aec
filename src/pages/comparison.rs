//! An agreement's points beside those of the guide it follows. Compares numbers and titles; what may not enter: the site, pages.

use std::collections::{HashMap, HashSet};

use crate::model::Point;

/// A number that the agreement or its guide has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number, as written.
    pub number: String,
    /// The agreement's point, by its place in its points.
    pub own: Option<usize>,
    /// The guide's point, by its place in its points.
    pub guide: Option<usize>,
    /// Whether an agreement must have it.
    pub required: bool,
}

impl Row {
    /// Whether the agreement lacks what the guide requires.
    #[must_use]
    pub fn missing(&self) -> bool {
        self.required && self.own.is_none()
    }

    /// Whether the agreement has it and the guide does not.
    #[must_use]
    pub fn extra(&self) -> bool {
        self.own.is_some() && self.guide.is_none() && !self.required
    }
}

/// Every number of either, counted as people do (3.9 before 3.10). `required` are the numbers an agreement must have; where the guide does
/// not say, every point with text of its own. A guide's point that is neither required nor in the agreement is left out.
#[must_use]
pub fn compare(own: &[Point], guide: &[Point], required: Option<&[&str]>) -> Vec<Row> {
    let named: Option<HashSet<Number>> = required.map(|numbers| numbers.iter().map(|number| key(number)).collect());
    let must = |point: &Point, number: &Number| named.as_ref().map_or(point.has_text, |named| named.contains(number));
    let mut counterparts: HashMap<Number, usize> = HashMap::new();
    for (n, point) in guide.iter().enumerate() {
        counterparts.entry(key(&point.number)).or_insert(n);
    }
    let mut there: HashSet<Number> = HashSet::new();
    let mut rows: Vec<Row> = Vec::new();
    for (n, point) in own.iter().enumerate() {
        let number = key(&point.number);
        // A number that stands twice has one counterpart, beside the first.
        let counterpart = counterparts.get(&number).copied().filter(|_| !there.contains(&number));
        let is_named = named.as_ref().is_some_and(|named| named.contains(&number));
        let required = is_named || counterpart.and_then(|n| guide.get(n)).is_some_and(|point| must(point, &number));
        there.insert(number);
        rows.push(Row { number: point.number.clone(), own: Some(n), guide: counterpart, required });
    }
    for (n, point) in guide.iter().enumerate() {
        let number = key(&point.number);
        if must(point, &number) && there.insert(number) {
            rows.push(Row { number: point.number.clone(), own: None, guide: Some(n), required: true });
        }
    }
    for number in required.unwrap_or_default() {
        if there.insert(key(number)) {
            rows.push(Row { number: number.trim().to_owned(), own: None, guide: None, required: true });
        }
    }
    rows.sort_by_cached_key(|row| key(&row.number));
    rows
}

/// Whether two titles say the same, numbers, letter case and spacing aside.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    let plain = |title: &str| {
        let words = title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '\u{a0}'));
        words
            .split(|c: char| c.is_whitespace() || c == '\u{a0}')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    plain(one) == plain(other)
}

/// A number as people count it; what is no number comes last.
type Number = Vec<(u32, String)>;

fn key(number: &str) -> Number {
    let parts = number.trim().split('.').filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_or_else(|_| (u32::MAX, part.to_lowercase()), |n| (n, String::new()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn points(numbers: &[&str]) -> Vec<Point> {
        let point = |number: &&str| Point {
            number: number.trim_end_matches('-').to_owned(),
            span: Span::default(),
            title: String::new(),
            anchor: (*number).to_owned(),
            heading: None,
            content: Span::default(),
            has_text: !number.ends_with('-'),
        };
        numbers.iter().map(point).collect()
    }

    fn shown(rows: &[Row]) -> Vec<String> {
        let sign = |row: &Row| match () {
            () if row.missing() => "-",
            () if row.extra() => "+",
            () if row.required => "!",
            () => "",
        };
        rows.iter().map(|row| format!("{}{}", sign(row), row.number)).collect()
    }

    #[test]
    fn what_is_missing_and_what_is_extra_stands_in_its_place() {
        let rows = compare(&points(&["1", "3.10", "3.2", "4"]), &points(&["1", "2-", "3.2", "3.9", "3.10"]), None);
        assert_eq!(shown(&rows), ["!1", "!3.2", "-3.9", "!3.10", "+4"]);
        assert_eq!(rows.iter().map(|row| (row.own, row.guide)).nth(3), Some((Some(1), Some(4))));
    }

    #[test]
    fn what_the_guide_requires_goes_before_what_it_has() {
        let rows = compare(&points(&["2", "3"]), &points(&["1", "2", "3"]), Some(&["2", "5", " 2. "]));
        assert_eq!(shown(&rows), ["!2", "3", "-5"], "1 is not required, 3 is allowed, 5 stands nowhere");
    }

    #[test]
    fn a_number_that_stands_twice_has_one_counterpart() {
        let rows = compare(&points(&["1", "1"]), &points(&["1"]), None);
        assert_eq!(rows.iter().map(|row| (row.own, row.guide)).collect::<Vec<_>>(), [(Some(0), Some(0)), (Some(1), None)]);
        assert_eq!(compare(&[], &[], None), []);
    }

    #[test]
    fn titles_are_alike_whatever_their_numbers() {
        assert!(alike("3.5 Mål og  resultatkrav", "3.5. Mål og Resultatkrav"));
        assert!(!alike("3.5 Mål", "3.5 Resultatkrav"));
    }
}
