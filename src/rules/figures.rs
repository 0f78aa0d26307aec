//! Numbers in the cells of a table, exact to their last decimal: what a cell is, which rows are sums, what a column holds.
//!
//! What may not enter: whether a sum is right, and any rule's own sentence.

use super::titles;
use crate::index::Site;
use crate::model::text::{Cell, Table};
use crate::source::Place;

/// A number as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Its digits without the decimal sign, with its own sign.
    pub digits: i128,
    /// How many of them are decimals.
    pub decimals: u32,
    /// Whether it carries a per cent sign.
    pub per_cent: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing, or a dash for nothing.
    Blank,
    /// A number.
    Number(Figure),
    /// Words without a digit.
    Words,
    /// A number with something more to it.
    More,
}

/// So many decimals at most, so that sums stay exact.
const MOST_DECIMALS: u32 = 6;
/// So many digits at most.
const MOST_DIGITS: usize = 18;

impl Figure {
    /// The number in units of the last decimal of `decimals`, which must not be fewer than its own.
    #[must_use]
    pub fn at(self, decimals: u32) -> i128 {
        self.digits.saturating_mul(10_i128.pow(decimals.saturating_sub(self.decimals).min(MOST_DECIMALS)))
    }
}

/// A number of such units as people write it: `1 234,5`.
#[must_use]
pub fn written(units: i128, decimals: u32) -> String {
    let unit = 10_u128.pow(decimals.min(MOST_DECIMALS));
    let (whole, rest) = (units.unsigned_abs() / unit, units.unsigned_abs() % unit);
    let whole = whole.to_string();
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 && whole.len() > 3 {
            text.push(' ');
        }
        text.push(digit);
    }
    let minus = if units < 0 { "−" } else { "" };
    if decimals == 0 { format!("{minus}{text}") } else { format!("{minus}{text},{rest:0width$}", width = decimals as usize) }
}

/// A table read as numbers: one content for each cell, rows as long as they are.
pub struct Figures {
    /// The rows' contents.
    pub rows: Vec<Vec<Content>>,
    /// Which rows are sums.
    pub sums: Vec<bool>,
    /// Which rows are no parts of a sum: of which so much, a mean.
    pub asides: Vec<bool>,
    /// Which rows are taken away.
    pub less: Vec<bool>,
    /// How many columns the header has.
    pub columns: usize,
}

/// Reads a table. Points before groups of three digits are thousands marks where all points of the column are.
#[must_use]
pub fn of(site: &Site, document: usize, table: &Table) -> Figures {
    let columns = table.header.len();
    let marks: Vec<bool> = (0..columns).map(|column| thousands(table, column)).collect();
    let read = |(column, cell): (usize, &Cell)| {
        let raw = site.sources.slice(Place { span: cell.span, ..site.place(document, cell.span) });
        content(&cell.words, raw, marks.get(column).copied().unwrap_or_default())
    };
    let rows = table.rows.iter().map(|row| row.iter().enumerate().map(read).collect()).collect();
    let told = |says: fn(&str) -> bool| table.rows.iter().map(|row| says(titles::of_row(row))).collect();
    let aside = |title: &str| !titles::says_sum(title) && (titles::says_of_which(title) || titles::says_mean(title));
    Figures { rows, sums: told(titles::says_sum), asides: told(aside), less: told(titles::says_less), columns }
}

impl Figures {
    /// The content of a cell; blank where the row is too short.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> Content {
        self.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(Content::Blank)
    }

    /// The number of a cell.
    #[must_use]
    pub fn number(&self, row: usize, column: usize) -> Option<Figure> {
        match self.get(row, column) {
            Content::Number(figure) => Some(figure),
            _ => None,
        }
    }

    /// Whether a row is no part of a sum.
    #[must_use]
    pub fn is_aside(&self, row: usize) -> bool {
        self.asides.get(row).copied().unwrap_or_default()
    }

    /// Whether what a row holds is taken away.
    #[must_use]
    pub fn is_less(&self, row: usize) -> bool {
        self.less.get(row).copied().unwrap_or_default()
    }

    /// Whether a row is a sum.
    #[must_use]
    pub fn is_sum(&self, row: usize) -> bool {
        self.sums.get(row).copied().unwrap_or_default()
    }
}

fn thousands(table: &Table, column: usize) -> bool {
    let pointed = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| bare(&cell.words)).filter(|words| {
        words.contains('.') && words.chars().all(|c| c.is_ascii_digit() || is_space(c) || matches!(c, '.' | ',' | '-' | '−' | '+'))
    });
    let mut any = false;
    for words in pointed {
        let whole = words.split(',').next().unwrap_or_default().trim_start_matches(['-', '−', '+']);
        let mut groups = whole.split('.');
        let first = groups.next().unwrap_or_default();
        let in_threes = groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
        if !in_threes || !(1..=3).contains(&first.len()) || (first == "0" && !words.contains(',')) {
            return false;
        }
        any = true;
    }
    any
}

/// The words without currency, per cent sign and closing dash.
fn bare(words: &str) -> &str {
    let words = words.trim();
    let words = ["kr.", "kr", "Kr", "NOK"].iter().find_map(|unit| words.strip_prefix(unit)).unwrap_or(words).trim_start();
    let units = ["%", "prosent", "kroner", "kr.", "kr", "NOK", ",-", ".-", ",–", ",—"];
    units.iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or(words).trim_end()
}

fn content(words: &str, raw: &str, thousands: bool) -> Content {
    let words = words.trim();
    if words.chars().all(|c| matches!(c, '-' | '–' | '—' | '−' | '.' | '…' | ' ')) {
        return Content::Blank;
    }
    if !words.chars().any(|c| c.is_ascii_digit()) {
        return Content::Words;
    }
    // A footnote's mark or a line break inside leaves the words looking like one number.
    if raw.contains('<') || raw.contains("[^") {
        return Content::More;
    }
    figure(words, thousands).map_or(Content::More, Content::Number)
}

fn figure(words: &str, thousands: bool) -> Option<Figure> {
    let per_cent = words.ends_with('%') || words.ends_with("prosent");
    let text = bare(words);
    let (minus, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        // A change says which way it went.
        None => (false, text.strip_prefix('+').map_or(text, str::trim_start)),
    };
    let plain = if thousands { text.replace('.', "") } else { text.to_owned() };
    let (whole, decimals) = plain.split_once([',', '.']).unwrap_or((plain.as_str(), ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let closed = !plain.ends_with([',', '.']);
    let places = u32::try_from(decimals.len()).ok().filter(|places| *places <= MOST_DECIMALS)?;
    if !all_digits(decimals) || !closed || !in_groups(whole) {
        return None;
    }
    let digits: String = whole.chars().chain(decimals.chars()).filter(char::is_ascii_digit).collect();
    if digits.len() > MOST_DIGITS {
        return None;
    }
    let digits: i128 = digits.parse().ok()?;
    Some(Figure { digits: if minus { -digits } else { digits }, decimals: places, per_cent })
}

/// Digits, in groups of three where spaces stand between.
fn in_groups(whole: &str) -> bool {
    let groups: Vec<&str> = whole.split(is_space).collect();
    let one = groups.len() == 1;
    groups.iter().enumerate().all(|(at, group)| {
        let length = group.len();
        group.bytes().all(|byte| byte.is_ascii_digit()) && (one && length > 0 || length == 3 || (at == 0 && (1..3).contains(&length)))
    })
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

/// Where a column begins: its header's cell, or the table, where it has none.
pub(super) fn column(site: &Site, document: usize, table: &Table, column: usize) -> Place {
    site.place(document, table.header.get(column).map_or(table.span, |cell| cell.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Content {
        content(words, words, false)
    }

    #[test]
    fn numbers_are_read_to_their_last_decimal() {
        for (words, digits, decimals) in [
            ("46,1", 461, 1),
            ("9,0", 90, 1),
            ("3 927 995", 3_927_995, 0),
            ("3\u{a0}927", 3927, 0),
            ("−600 000", -600_000, 0),
            ("kr 5 000,-", 5000, 0),
            ("1.395", 1395, 3),
            ("55,9 %", 559, 1),
            ("12 prosent", 12, 0),
        ] {
            let Content::Number(figure) = read(words) else { panic!("{words}: {:?}", read(words)) };
            assert_eq!((figure.digits, figure.decimals), (digits, decimals), "{words}");
        }
        assert_eq!(content("202.500", "202.500", true), Content::Number(Figure { digits: 202_500, decimals: 0, per_cent: false }));
        assert_eq!(content("1.234,50", "1.234,50", true), Content::Number(Figure { digits: 123_450, decimals: 2, per_cent: false }));
    }

    #[test]
    fn cells_that_are_more_than_a_number_are_not_guessed_at() {
        for words in ["3 (0,6)", "7,1 (55,9 %)", "202.500*", "8–9", "1.234.567", "ca. 5", "12.", "1 23", "11.00–14.00"] {
            assert_eq!(read(words), Content::More, "{words}");
        }
        assert_eq!(content("1214", "12<br>14", false), Content::More);
        assert_eq!((read("–"), read(""), read("ja")), (Content::Blank, Content::Blank, Content::Words));
    }

    #[test]
    fn figures_are_written_as_people_do() {
        assert_eq!(written(1_234_567, 1), "123 456,7");
        assert_eq!(written(-5, 2), "−0,05");
        assert_eq!(written(100, 0), "100");
    }
}
