//! sum-table: a sum row or a sum column of a table that is not the sum.
//!
//! Each sum cell is compared with every reading the contract allows; where the row's and the column's sum are both off by the same,
//! the fault is the cell where they cross, and one finding says so.

use super::figures::{self, Content, Figure, Figures, written};
use super::totals::{self, Above, Off};
use super::{Check, Counted, FixKind, Kind, Notes, Reading, Record, titles};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::text::Table;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "sum-table",
    title: ("en sum som ikke stemmer", "a sum that is not the sum"),
    levels: &[("", Level::Error), (ROUNDING, Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("sum_table.md"),
    check: Check::Document(check),
};

/// Off by one unit in the last place.
const ROUNDING: &str = "rounding";

/// A sum that is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Miss {
    row: usize,
    column: usize,
    off: Off,
}

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    for table in &entry.document.text.tables {
        let sums = table.header.last().is_some_and(|cell| titles::says_sum(&cell.words));
        if !sums && !table.rows.iter().any(|row| titles::is_sum_row(row)) {
            continue;
        }
        let figures = figures::of(site, n, table);
        let down = down(site, n, table, &figures, notes);
        let across = if sums { across(site, n, table, &figures, notes) } else { Vec::new() };
        join(site, n, table, down, across, notes);
    }
}

/// The sums of columns that are off.
fn down(site: &Site, document: usize, table: &Table, figures: &Figures, notes: &mut Notes) -> Vec<Miss> {
    let mut misses = Vec::new();
    let sum_rows = (0..figures.rows.len()).filter(|row| figures.is_sum(*row)).count();
    for column in 0..figures.columns {
        let left = if sum_rows > MOST_SUMS { Some(MANY) } else { down_one(table, figures, column, &mut misses, notes) };
        if let Some(reason) = left {
            leave(reason, figures::column(site, document, table, column), notes);
        }
    }
    misses
}

/// The sums of one column that are off, and why one was left alone.
fn down_one(table: &Table, figures: &Figures, column: usize, misses: &mut Vec<Miss>, notes: &mut Notes) -> Option<Reason> {
    let rows = || table.rows.iter().enumerate().map(|(row, cells)| (row, titles::of_row(cells)));
    let last_number = rows().rev().find(|(row, _)| !figures.is_sum(*row) && figures.number(*row, column).is_some());
    let title = table.header.get(column).map_or("", |cell| cell.words.as_str());
    let (mut above, mut unclear, mut left) = (Above::default(), titles::says_so_far(title).then_some(SO_FAR), None);
    for (row, said) in rows() {
        let content = figures.get(row, column);
        let stands = match content {
            Content::Number(figure) if figures.is_sum(row) => figure,
            Content::Number(figure) if figures.is_aside(row) => {
                above.add_aside(figure);
                continue;
            }
            Content::Number(figure) => {
                above.add(if figures.is_less(row) && figure.digits > 0 { totals::negated(figure) } else { figure });
                continue;
            }
            // The sum row's own title may hold a year.
            Content::More if !is_title(table, row, column) => {
                unclear = Some(MORE);
                left = left.or(unclear.filter(|_| figures.is_sum(row)));
                continue;
            }
            // Words between numbers: something was not put into figures.
            Content::Words if !figures.is_sum(row) && (above.any() || last_number.is_some_and(|(last, _)| last > row)) => {
                unclear = Some(MORE);
                continue;
            }
            // What follows is of which so much.
            Content::Blank if figures.is_aside(row) && above.any() && is_without_numbers(figures, row) => {
                unclear = Some(OF_WHICH);
                continue;
            }
            _ => continue,
        };
        let alone = titles::says_sum_alone(said) && !has_other_words(figures, row);
        let grand = || above.is_grand(alone) && !titles::says_otherwise(said);
        if titles::says_mean(title) || titles::says_mean(said) {
            left = Some(MEAN);
        } else if unclear.is_some() {
            left = unclear;
        } else if !is_hundred(stands, title) {
            let checked = above.has_own() || grand();
            let off = above.compare(stands, titles::says_result(said));
            let is_told = checked || (off.is_none() && !above.is_empty());
            if is_told {
                notes.count(Counted::Sums, 1);
            }
            match off {
                _ if !is_told => left = left.or(Some(NOTHING)),
                Some(_) if (stands.per_cent || titles::says_rate(title)) && above.may_be_mean(stands) => left = Some(RATE),
                Some(off) => misses.push(Miss { row, column, off }),
                None => {}
            }
        }
        above.close(stands);
    }
    left
}

/// Whether a cell is the title of its row.
fn is_title(table: &Table, row: usize, column: usize) -> bool {
    let cells = table.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    titles::is_sum_row(cells) && cells.iter().position(|cell| !cell.words.trim().is_empty()) == Some(column)
}

/// Whether a row has words beside its title, which may say what the sum is of.
fn has_other_words(figures: &Figures, row: usize) -> bool {
    (0..figures.columns).filter(|column| figures.get(row, *column) == Content::Words).count() > 1
}

/// Whether a row has no number at all.
fn is_without_numbers(figures: &Figures, row: usize) -> bool {
    (0..figures.columns).all(|column| matches!(figures.get(row, column), Content::Blank | Content::Words))
}

/// A sum of 100 % is sum-percent's.
fn is_hundred(stands: Figure, title: &str) -> bool {
    stands.digits == 100 * 10_i128.pow(stands.decimals) && (stands.per_cent || titles::says_per_cent(title))
}

/// The sums of rows that are off.
fn across(site: &Site, document: usize, table: &Table, figures: &Figures, notes: &mut Notes) -> Vec<Miss> {
    let Some(last) = figures.columns.checked_sub(1).filter(|last| *last > 0) else { return Vec::new() };
    let is_no_part = |title: &str| titles::says_of_which(title) || titles::says_mean(title) || titles::says_so_far(title);
    let aside = |column: &usize| table.header.get(*column).is_some_and(|cell| is_no_part(&cell.words));
    let parts: Vec<usize> = (0..last).filter(|column| !aside(column) && adds(figures, *column, last)).collect();
    let (mut fits, mut misses, mut left, mut products) = (0, Vec::new(), 0, 0);
    for row in 0..figures.rows.len() {
        let Some(stands) = figures.number(row, last) else {
            left += usize::from(figures.get(row, last) == Content::More);
            continue;
        };
        if parts.iter().any(|column| matches!(figures.get(row, *column), Content::More | Content::Words)) {
            left += 1;
            continue;
        }
        let all: Vec<Figure> = parts.iter().filter_map(|column| figures.number(row, *column)).collect();
        // A column of numbers that come first may be names: years, accounts.
        let rest: Vec<Figure> = parts.iter().filter(|column| **column > 0).filter_map(|column| figures.number(row, *column)).collect();
        let readings: Vec<&[Figure]> = if rest.len() < all.len() && rest.len() > 1 { vec![&all, &rest] } else { vec![&all] };
        let is_product = is_product(&all, stands) || is_product(&rest, stands);
        products += usize::from(is_product);
        // Where the rows are products, the sum of these has no parts of its own.
        if all.is_empty() || parts.len() < 2 || is_product || (figures.is_sum(row) && products > 0 && fits == 0) {
            left += usize::from(!all.is_empty());
            continue;
        }
        match totals::compare(stands, &readings) {
            None => fits += 1,
            Some(off) => {
                fits += usize::from(off.rounding);
                misses.push(Miss { row, column: last, off });
            }
        }
    }
    // Where no row adds up and there are several, the last column is headed so and is something else.
    if fits == 0 && misses.len() > 1 {
        leave(OTHER, figures::column(site, document, table, last), notes);
        return Vec::new();
    }
    if left > 0 {
        leave(MORE, figures::column(site, document, table, last), notes);
    }
    misses
}

/// Whether a column holds numbers that a sum at the row's end could be made of.
fn adds(figures: &Figures, column: usize, last: usize) -> bool {
    let numbers = || (0..figures.rows.len()).filter_map(move |row| figures.number(row, column));
    let rates = numbers().any(|figure| figure.per_cent)
        && !(0..figures.rows.len()).any(|row| figures.number(row, last).is_some_and(|sum| sum.per_cent));
    let years = || numbers().all(|figure| figure.decimals == 0 && (1990..=2060).contains(&figure.digits));
    numbers().next().is_some() && !rates && !years()
}

/// Quantity times price.
fn is_product(parts: &[Figure], stands: Figure) -> bool {
    let product = parts.iter().try_fold(1_i128, |product, figure| product.checked_mul(figure.digits));
    let decimals: u32 = parts.iter().map(|figure| figure.decimals).sum();
    let both = |units: i128, own: u32, other: u32| units.checked_mul(10_i128.checked_pow(other.saturating_sub(own))?);
    parts.len() > 1
        && product.is_some_and(|product| {
            both(product, decimals, stands.decimals).is_some()
                && both(product, decimals, stands.decimals) == both(stands.digits, stands.decimals, decimals)
        })
}

/// One finding for each fault: where a row and a column are off by the same, the cell where they cross.
fn join(site: &Site, document: usize, table: &Table, down: Vec<Miss>, mut across: Vec<Miss>, notes: &mut Notes) {
    let off = |miss: &Miss| (miss.off.stands - miss.off.should) * 10_i128.pow(6 - miss.off.decimals.min(6));
    let cell = |row: usize, column: usize| table.rows.get(row).and_then(|row| row.get(column)).map(|cell| site.place(document, cell.span));
    for miss in down {
        let partner = across.iter().position(|other| off(other).abs() == off(&miss).abs());
        let Some(partner) = partner.map(|at| across.remove(at)) else {
            notes.add_all(cell(miss.row, miss.column).map(|place| finding(place, &miss.off)));
            continue;
        };
        let crossing = cell(partner.row, miss.column);
        let itself = partner.row == miss.row || partner.column == miss.column;
        let found = match crossing {
            // The sum cell itself belongs to both sums.
            Some(place) if itself => {
                let own = if partner.row == miss.row { &miss } else { &partner };
                Some(finding(place, &own.off))
            }
            Some(place) => Some(crossed(place, &miss.off, cell(miss.row, miss.column), cell(partner.row, partner.column))),
            None => None,
        };
        notes.add_all(found);
    }
    for miss in across {
        notes.add_all(cell(miss.row, miss.column).map(|place| finding(place, &miss.off)));
    }
}

fn finding(place: Place, miss: &Off) -> Finding {
    let stands = written(miss.stands, miss.decimals);
    let should = written(miss.should, miss.decimals);
    let off = written((miss.stands - miss.should).abs(), miss.decimals);
    let more = miss.stands > miss.should;
    let message = Bilingual::new(
        format!("Summen er {stands}, men tallene gir {should}: {off} for {}", if more { "mye" } else { "lite" }),
        format!("The sum is {stands}, but the numbers give {should}: {off} too {}", if more { "much" } else { "little" }),
    );
    let found = Finding::new(RECORD.name, place, message);
    if miss.rounding {
        return found.with_case(ROUNDING).with_help(Bilingual::new(
            "Er det avrunding, si det i teksten og tillat det; ellers rett summen eller tallene.",
            "If it is rounding, say so in the text and allow it; otherwise correct the sum or the numbers.",
        ));
    }
    found.with_help(Bilingual::new("Rett summen, eller det tallet som er galt.", "Correct the sum, or the number that is wrong."))
}

/// The number where a row and a column cross that are off by the same.
fn crossed(place: Place, miss: &Off, down: Option<Place>, across: Option<Place>) -> Finding {
    let off = written((miss.stands - miss.should).abs(), miss.decimals);
    let less = miss.stands > miss.should;
    let message = Bilingual::new(
        format!("Tallet er {off} for {}: Både radens og kolonnens sum blir gal av det", if less { "lite" } else { "mye" }),
        format!("The number is {off} too {}: it makes the sums of both its row and its column wrong", if less { "little" } else { "much" }),
    );
    let mut found = Finding::new(RECORD.name, place, message)
        .with_help(Bilingual::new("Rett tallet, eller begge summene.", "Correct the number, or both sums."));
    if miss.rounding {
        found = found.with_case(ROUNDING);
    }
    if let Some(down) = down {
        found = found.with_label(down, Bilingual::new("kolonnens sum", "the column's sum"));
    }
    if let Some(across) = across {
        found = found.with_label(across, Bilingual::new("radens sum", "the row's sum"));
    }
    found
}

/// Sum rows in one table: each is held against all the numbers above it.
const MOST_SUMS: usize = 500;

/// Why a column was left alone.
type Reason = (&'static str, &'static str);

const MANY: Reason = ("tabellen har over 500 sumrader", "the table has over 500 sum rows");
const MORE: Reason = ("celler som er mer enn et tall", "cells that are more than a number");
const OF_WHICH: Reason = ("rader under en «herav» uten tall", "rows below an “of which” without a number");
const NOTHING: Reason = ("en sumrad uten tall å legge sammen", "a sum row without numbers to add");
const MEAN: Reason = ("et gjennomsnitt", "a mean");
const SO_FAR: Reason = ("tall som er summen så langt", "numbers that are the sum so far");
const RATE: Reason = ("en sum av prosenter som kan være et gjennomsnitt", "a sum of per cents that may be a mean");
const OTHER: Reason = ("ingen rad er summen av tallene i den", "no row is the sum of its numbers");

fn leave((nb, en): Reason, column: Place, notes: &mut Notes) {
    notes.leave(Kind::Column, column, Bilingual::new(nb, en));
}
