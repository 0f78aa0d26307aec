//! sum-percent: per cents that do not reach the 100 % below them, `n (p %)` where p is not n's share of its column, and a
//! `kostnadsdeling` that does not reach 100 % or has one unit twice.

use std::collections::HashMap;

use super::figures::{self, Content, Figure, Figures, written};
use super::{Check, FixKind, Kind, Notes, Reading, Record, faults, naming, titles};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::plan::CostShare;
use crate::model::text::Table;
use crate::model::{Details, Who};
use crate::source::{Span, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "sum-percent",
    title: ("prosenter som ikke går opp", "per cents that do not add up"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("sum_percent.md"),
    check: Check::Document(check),
};

/// Shares have few decimals; what is nearer than this is equal.
const EQUAL: f64 = 1e-6;

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    if let Details::Plan(plan) = &entry.document.details
        && !faults::unread(&entry.document, "kostnadsdeling")
    {
        costs(site, n, &plan.costs, notes);
    }
    for table in &entry.document.text.tables {
        let shares = table.rows.iter().flatten().any(|cell| cell.words.trim_end().ends_with("%)"));
        if !shares && !table.rows.iter().any(|row| titles::is_sum_row(row)) {
            continue;
        }
        let figures = figures::of(site, n, table);
        for column in 0..figures.columns {
            hundred(site, n, table, &figures, column, notes);
            if shares {
                self::shares(site, n, table, &figures, column, notes);
            }
        }
    }
}

/// Who bears the costs: all of them, each once. A unit that stands twice explains the sum, too.
fn costs(site: &Site, document: usize, costs: &[CostShare], notes: &mut Notes) {
    let Some(shares) = costs.iter().map(|cost| Some((cost.unit.as_ref()?, cost.share.as_ref()?))).collect::<Option<Vec<_>>>() else {
        return;
    };
    let mut first: HashMap<(bool, String), &Who> = HashMap::new();
    let mut twice = false;
    for (unit, _) in &shares {
        let Some((called, name)) = called(unit) else { continue };
        let before = *first.entry((unit.id().is_some(), called)).or_insert(unit);
        if before.span() == unit.span() {
            continue;
        }
        twice = true;
        let shown = naming::quoted(site, document, name);
        let message = Bilingual::new(
            format!("Kostnadsdelingen har «{shown}» to ganger"),
            format!("“{shown}” stands twice among those who share the costs"),
        );
        let help = Bilingual::new("Skriv den andre enheten, eller slå andelene sammen.", "Write the other unit, or join the shares.");
        let finding = Finding::new(RECORD.name, site.place(document, unit.span()), message);
        let label = Bilingual::new("første gang", "the first time");
        notes.add(finding.with_label(site.place(document, before.span()), label).with_help(help));
    }
    let Some(span) = costs.iter().map(|cost| cost.span).reduce(Span::join).filter(|_| !twice) else { return };
    let total: f64 = shares.iter().map(|(_, share)| share.value).sum();
    if (total - 100.0).abs() > 1.0 + EQUAL {
        let sum = format!("{total:.2}").trim_end_matches('0').trim_end_matches('.').replace('.', ",");
        let message = Bilingual::new(
            format!("Andelene av kostnadene skal være 100 % til sammen, men er {sum} %"),
            format!("The shares of the costs are to be 100 % together, but are {sum} %"),
        );
        let help = if total < 100.0 {
            Bilingual::new(
                "Rett andelen som er gal, eller før opp den som bærer resten.",
                "Correct the share that is wrong, or list who bears the rest.",
            )
        } else {
            Bilingual::new("Rett andelen som er gal.", "Correct the share that is wrong.")
        };
        notes.add(Finding::new(RECORD.name, site.place(document, span), message).with_help(help));
    }
}

/// What a unit is called, as names are compared, and as it is written.
fn called(unit: &Who) -> Option<(String, &str)> {
    let name: &Spanned<String> = match unit {
        Who::Id(id) => id,
        Who::Named { name, .. } => name.as_ref()?,
    };
    Some((name.value.trim().to_lowercase(), &name.value))
}

/// A sum row of 100 % that the column above does not reach within one per cent.
fn hundred(site: &Site, document: usize, table: &Table, figures: &Figures, column: usize, notes: &mut Notes) {
    let title = table.header.get(column).map_or("", |cell| cell.words.as_str());
    let mut parts: Vec<Figure> = Vec::new();
    let mut more = false;
    for row in 0..figures.rows.len() {
        match figures.get(row, column) {
            Content::Number(stands) if figures.is_sum(row) => {
                let whole = stands.digits == 100 * 10_i128.pow(stands.decimals);
                let per_cents = parts.iter().filter(|part| part.per_cent).count() * 2 > parts.len() || titles::says_per_cent(title);
                if !whole || !per_cents || parts.is_empty() {
                    continue;
                }
                if more {
                    let reason = Bilingual::new("celler som er mer enn et tall", "cells that are more than a number");
                    notes.leave(Kind::Column, figures::column(site, document, table, column), reason);
                    continue;
                }
                let decimals = parts.iter().map(|part| part.decimals).max().unwrap_or_default();
                let sum: i128 = parts.iter().map(|part| part.at(decimals)).sum();
                let unit = 10_i128.pow(decimals);
                if (sum - 100 * unit).abs() > unit {
                    let place = table.rows.get(row).and_then(|row| row.get(column)).map(|cell| site.place(document, cell.span));
                    let sum = written(sum, decimals);
                    let message = Bilingual::new(
                        format!("Summen skal være 100 %, men tallene gir {sum} %"),
                        format!("The sum is to be 100 %, but the numbers give {sum} %"),
                    );
                    let help = Bilingual::new("Rett andelen som er gal.", "Correct the share that is wrong.");
                    notes.add_all(place.map(|place| Finding::new(RECORD.name, place, message).with_help(help)));
                }
            }
            Content::Number(_) if figures.is_aside(row) => {}
            Content::Number(part) => parts.push(part),
            Content::More => more = true,
            Content::Words | Content::Blank => {}
        }
    }
}

/// A cell of the form `7,1 (55,9 %)`.
fn share(words: &str) -> Option<(f64, f64)> {
    let (count, rest) = words.trim().split_once('(')?;
    let per_cent = rest.trim().strip_suffix(')')?.trim().strip_suffix('%')?;
    let number = |text: &str| {
        let text: String = text.trim().chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
        text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
    };
    Some((number(count)?, number(per_cent)?))
}

/// Cells `n (p %)` whose p is more than a point off. Where most of them are, the per cents are of something else.
fn shares(site: &Site, document: usize, table: &Table, figures: &Figures, column: usize, notes: &mut Notes) {
    let cells = |sum: bool| {
        table.rows.iter().enumerate().filter(move |(row, _)| figures.is_sum(*row) == sum).filter_map(move |(_, row)| row.get(column))
    };
    let read: Vec<_> = cells(false).filter_map(|cell| Some((cell, share(&cell.words)?))).collect();
    let total: f64 = read.iter().map(|(_, (count, _))| count).sum();
    if read.len() < 2 || total <= 0.0 {
        return;
    }
    // Some cell without a share: the whole is not known.
    if cells(false).any(|cell| share(&cell.words).is_none() && cell.words.chars().any(|c| c.is_ascii_digit())) {
        return;
    }
    let wrong: Vec<_> = read.iter().filter(|(_, (count, per_cent))| (count / total * 100.0 - per_cent).abs() > 1.0).collect();
    if wrong.len() * 2 > read.len() {
        let reason = Bilingual::new("prosenter i parentes som ikke er andeler av den", "per cents in brackets that are no shares of it");
        notes.leave(Kind::Column, figures::column(site, document, table, column), reason);
        return;
    }
    for (cell, (count, _)) in wrong {
        let right = format!("{:.1}", count / total * 100.0).replace('.', ",");
        let message = Bilingual::new(
            format!("Prosenten er ikke tallets andel av kolonnen, som er {right} %"),
            format!("The per cent is not the number's share of its column, which is {right} %"),
        );
        let help = Bilingual::new("Rett prosenten eller tallet.", "Correct the per cent or the number.");
        notes.add(Finding::new(RECORD.name, site.place(document, cell.span), message).with_help(help));
    }
}
