//! A long list as several pages: whole where it is short, by year where it is long, so that one edit never rewrites a huge page.

use std::collections::BTreeMap;

use serde::Serialize;

/// More entries than this are split by year.
pub const MANY: usize = 200;

/// A page of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Shelf {
    /// Its address.
    pub url: String,
    /// The year it is limited to; the list's own page has none, whatever it holds.
    pub year: Option<i16>,
    /// What it holds, in the list's order.
    pub list: Vec<usize>,
    /// The list's years, the latest first; empty where it is not split.
    pub years: Vec<Choice>,
}

/// Another ready-made page, with what it is limited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The year, the name of the body or person, or a state's key.
    pub of: String,
    /// Where it is.
    pub url: String,
    /// How many entries it has.
    pub count: usize,
    /// Whether it is this page.
    pub current: bool,
}

impl Choice {
    /// A page by what it is limited to.
    #[must_use]
    pub fn new(of: impl Into<String>, url: impl Into<String>, count: usize) -> Self {
        Self { of: of.into(), url: url.into(), count, current: false }
    }
}

/// The same choices, with the page at `url` marked as this one.
#[must_use]
pub fn mark(choices: &[Choice], url: &str) -> Vec<Choice> {
    choices.iter().cloned().map(|choice| Choice { current: choice.url == url, ..choice }).collect()
}

/// The pages of a list at `url`. A long one shows its latest year there, with what has no year, and each year at `part`. What is `urgent`
/// stands on the first page too, whatever its year, up to as many as a page holds.
#[must_use]
pub fn shelves(
    url: &str,
    list: &[usize],
    year: impl Fn(usize) -> Option<i16>,
    part: impl Fn(i16) -> String,
    urgent: impl Fn(usize) -> bool,
) -> Vec<Shelf> {
    if list.len() <= MANY {
        return vec![Shelf { url: url.to_owned(), year: None, list: list.to_vec(), years: Vec::new() }];
    }
    let mut by_year: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for &one in list {
        if let Some(year) = year(one) {
            by_year.entry(year).or_default().push(one);
        }
    }
    let years: Vec<Choice> = by_year.iter().rev().map(|(year, list)| Choice::new(year.to_string(), part(*year), list.len())).collect();
    let latest = by_year.last_key_value().map(|(year, _)| *year);
    let mut room = MANY;
    let first = list.iter().copied().filter(|one| {
        let kept = room > 0 && urgent(*one);
        room -= usize::from(kept);
        kept || year(*one).is_none_or(|year| Some(year) == latest)
    });
    let mut shelves = vec![Shelf { url: url.to_owned(), year: None, list: first.collect(), years: mark(&years, url) }];
    for ((year, list), choice) in by_year.into_iter().rev().zip(&years) {
        shelves.push(Shelf { url: choice.url.clone(), year: Some(year), list, years: mark(&years, &choice.url) });
    }
    shelves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_is_one_page() {
        let made = shelves("/x/", &[1, 2], |_| Some(2018), |year| format!("/x/{year}/"), |_| false);
        assert_eq!(made, [Shelf { url: "/x/".to_owned(), year: None, list: vec![1, 2], years: Vec::new() }]);
    }

    #[test]
    fn a_long_list_is_split_by_year_and_loses_nothing() {
        let list: Vec<usize> = (0..=MANY).rev().collect();
        let year = |n: usize| match n {
            0 => None,
            n if n > 150 => Some(2019),
            _ => Some(2018),
        };
        let made = shelves("/x/", &list, year, |year| format!("/x/{year}/"), |_| false);
        let sizes: Vec<_> = made.iter().map(|shelf| (shelf.url.as_str(), shelf.list.len())).collect();
        assert_eq!(sizes, [("/x/", 51), ("/x/2019/", 50), ("/x/2018/", 150)], "what has no year stands on the first page");
        assert_eq!(made[2].years.iter().map(|choice| choice.current).collect::<Vec<_>>(), [false, true]);
        assert_eq!(made[1].list.first(), Some(&MANY), "in the list's order");
    }

    #[test]
    fn what_is_urgent_stands_first_whatever_its_year() {
        let list: Vec<usize> = (0..3 * MANY).collect();
        let year = |n: usize| Some(if n < 2 * MANY { 2017 } else { 2018 });
        let first = |urgent: fn(usize) -> bool| {
            let made = shelves("/x/", &list, year, |year| format!("/x/{year}/"), urgent);
            made.into_iter().next().map(|shelf| shelf.list).unwrap_or_default()
        };
        assert_eq!(first(|n| n == 3).get(..2), Some([3, 2 * MANY].as_slice()));
        assert_eq!(first(|n| n < 2 * MANY).len(), 2 * MANY, "but no more than a page holds, beside the latest year");
    }
}
