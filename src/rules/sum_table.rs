//! sum-table: a sum row or a sum column of a table that is not the sum.
//!
//! Each sum cell is compared with every reading the contract allows; where the row's and the column's sum are both off by the same,
//! the fault is the cell where they cross, and one finding says so.

use super::figures::{self, Content, Figure, Figures, written};
use super::{Check, Counted, FixKind, Kind, Notes, Reading, Record};
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
    /// What stands there and what it should be, in units of the last of `decimals`.
    stands: i128,
    should: i128,
    decimals: u32,
    rounding: bool,
}

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    for table in &entry.document.text.tables {
        let sums = table.header.last().is_some_and(|cell| figures::says_sum(&cell.words));
        if !sums && !table.rows.iter().any(|row| figures::is_sum_row(row)) {
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
        if sum_rows > MOST_SUMS {
            leave(MANY, figures::column(site, document, table, column), notes);
            continue;
        }
        let last_number = (0..figures.rows.len()).rev().find(|row| !figures.is_sum(*row) && figures.number(*row, column).is_some());
        let (mut since, mut all, mut sums) = (Vec::new(), Vec::new(), Vec::new());
        let mut more = false;
        let title = table.header.get(column).map_or("", |cell| cell.words.as_str());
        for row in 0..figures.rows.len() {
            let content = figures.get(row, column);
            if !figures.is_sum(row) {
                match content {
                    Content::Number(figure) => {
                        since.push(figure);
                        all.push(figure);
                    }
                    Content::More => more = true,
                    // Words between numbers: something was not put into figures.
                    Content::Words => more |= !all.is_empty() || last_number > Some(row),
                    Content::Blank => {}
                }
                continue;
            }
            let Content::Number(stands) = content else {
                more |= content == Content::More;
                continue;
            };
            if more {
                continue;
            }
            let readings = [since.as_slice(), all.as_slice(), sums.as_slice()];
            if !is_hundred(stands, title) {
                notes.count(Counted::Sums, 1);
                match compare(stands, &readings, &sums) {
                    Some(_) if stands.per_cent && may_be_mean(stands, &all) => {
                        leave(MEAN, figures::column(site, document, table, column), notes);
                    }
                    Some(miss) => misses.push(Miss { row, column, ..miss }),
                    None => {}
                }
            }
            sums.push(stands);
            since.clear();
        }
        if more
            && (0..figures.rows.len())
                .any(|row| figures.is_sum(row) && matches!(figures.get(row, column), Content::Number(_) | Content::More))
        {
            leave(MORE, figures::column(site, document, table, column), notes);
        }
    }
    misses
}

/// A sum of 100 % is sum-percent's.
fn is_hundred(stands: Figure, title: &str) -> bool {
    stands.digits == 100 * 10_i128.pow(stands.decimals) && (stands.per_cent || figures::says_per_cent(title))
}

/// A rate below other rates may be their mean.
fn may_be_mean(stands: Figure, all: &[Figure]) -> bool {
    let decimals = all.iter().map(|figure| figure.decimals).max().unwrap_or_default().max(stands.decimals);
    let values = || all.iter().map(|figure| figure.at(decimals));
    let stands = stands.at(decimals);
    values().min().is_some_and(|least| least <= stands) && values().max().is_some_and(|most| stands <= most)
}

/// The miss of a sum against the nearest reading; none where one of them fits, or there is nothing to add.
fn compare(stands: Figure, readings: &[&[Figure]], sums: &[Figure]) -> Option<Miss> {
    let finest = |list: &[Figure]| list.iter().map(|figure| figure.decimals).max().unwrap_or_default();
    let mut nearest: Option<Miss> = None;
    for list in readings.iter().filter(|list| !list.is_empty()) {
        let decimals = finest(list).max(stands.decimals);
        let unit = 10_i128.pow(decimals - finest(list).min(stands.decimals));
        let should: i128 = list.iter().map(|figure| figure.at(decimals)).sum();
        let off = (stands.at(decimals) - should).abs();
        // Rounded to fewer decimals than its parts, a sum is right to half a unit.
        if off == 0 || (finest(list) > stands.decimals && off * 2 <= unit) {
            return None;
        }
        let miss = Miss { row: 0, column: 0, stands: stands.at(decimals), should, decimals, rounding: off <= unit };
        let nearer = nearest.is_none_or(|known| {
            let decimals = known.decimals.max(decimals);
            let size = |miss: &Miss| (miss.stands - miss.should).abs() * 10_i128.pow(decimals - miss.decimals);
            size(&miss) < size(&known)
        });
        if nearer {
            nearest = Some(miss);
        }
    }
    // A result: what came in less what went out.
    if let Some((first, rest)) = sums.split_first()
        && !rest.is_empty()
    {
        let decimals = finest(sums).max(stands.decimals);
        let result = first.at(decimals) - rest.iter().map(|figure| figure.at(decimals)).sum::<i128>();
        if result == stands.at(decimals) {
            return None;
        }
    }
    nearest
}

/// The sums of rows that are off.
fn across(site: &Site, document: usize, table: &Table, figures: &Figures, notes: &mut Notes) -> Vec<Miss> {
    let Some(last) = figures.columns.checked_sub(1).filter(|last| *last > 0) else { return Vec::new() };
    let parts: Vec<usize> = (0..last).filter(|column| adds(figures, *column, last)).collect();
    let (mut fits, mut misses, mut left) = (0, Vec::new(), 0);
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
        if all.is_empty() || (parts.len() < 2) || is_product(&all, stands) || is_product(&rest, stands) {
            left += usize::from(!all.is_empty());
            continue;
        }
        match compare(stands, &readings, &[]) {
            None => fits += 1,
            Some(miss) => {
                fits += usize::from(miss.rounding);
                misses.push(Miss { row, column: last, ..miss });
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
    let off = |miss: &Miss| (miss.stands - miss.should) * 10_i128.pow(6 - miss.decimals.min(6));
    let cell = |row: usize, column: usize| table.rows.get(row).and_then(|row| row.get(column)).map(|cell| site.place(document, cell.span));
    for miss in down {
        let partner = across.iter().position(|other| off(other).abs() == off(&miss).abs());
        let Some(partner) = partner.map(|at| across.remove(at)) else {
            notes.add_all(cell(miss.row, miss.column).map(|place| finding(place, &miss)));
            continue;
        };
        let crossing = cell(partner.row, miss.column);
        let itself = partner.row == miss.row || partner.column == miss.column;
        let found = match crossing {
            // The sum cell itself belongs to both sums.
            Some(place) if itself => {
                let own = if partner.row == miss.row { &miss } else { &partner };
                Some(finding(place, own))
            }
            Some(place) => Some(crossed(place, &miss, cell(miss.row, miss.column), cell(partner.row, partner.column))),
            None => None,
        };
        notes.add_all(found);
    }
    for miss in across {
        notes.add_all(cell(miss.row, miss.column).map(|place| finding(place, &miss)));
    }
}

fn finding(place: Place, miss: &Miss) -> Finding {
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
fn crossed(place: Place, miss: &Miss, down: Option<Place>, across: Option<Place>) -> Finding {
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

const MANY: (&str, &str) = ("tabellen har over 500 sumrader", "the table has over 500 sum rows");
const MORE: (&str, &str) = ("celler som er mer enn et tall", "cells that are more than a number");
const MEAN: (&str, &str) = ("en sum av prosenter som kan være et gjennomsnitt", "a sum of per cents that may be a mean");
const OTHER: (&str, &str) = ("ingen rad er summen av tallene i den", "no row is the sum of its numbers");

fn leave((nb, en): (&str, &str), column: Place, notes: &mut Notes) {
    notes.leave(Kind::Column, column, Bilingual::new(nb, en));
}
