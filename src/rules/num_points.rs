//! num-points: numbered headings or points that repeat or skip.

use std::collections::{HashMap, HashSet};

use super::{Check, FixKind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::Point;

/// The record.
pub const RECORD: Record = Record {
    name: "num-points",
    title: ("punkter som gjentas eller mangler", "points that repeat or skip"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("num_points.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    sequence(site, n, &entry.document.text.points, notes);
}

/// The parts of `3.5.1`; none for a number that is not made of numbers.
fn parts(number: &str) -> Option<Vec<u32>> {
    number.split('.').map(|part| part.parse().ok()).collect()
}

fn sequence(site: &Site, document: usize, points: &[Point], notes: &mut Notes) {
    let numbered: Vec<(&Point, Vec<u32>)> = points.iter().filter_map(|point| Some((point, parts(&point.number)?))).collect();
    let there: HashSet<&[u32]> = numbered.iter().map(|(_, number)| number.as_slice()).collect();
    let mut first: HashMap<&[u32], &Point> = HashMap::new();
    // The highest number so far below each parent, 3.5's parent being 3.
    let mut highest: HashMap<&[u32], u32> = HashMap::new();
    for (point, number) in &numbered {
        let place = site.place(document, point.span);
        let written = &point.number;
        if let Some(other) = first.get(number.as_slice()) {
            let message = Bilingual::new(format!("Punkt {written} står to ganger"), format!("Point {written} stands twice"));
            let finding = Finding::new(RECORD.name, place, message)
                .with_label(site.place(document, other.span), Bilingual::new("det første", "the first"))
                .with_help(Bilingual::new("Gi ett av dem et annet nummer.", "Give one of them another number."));
            notes.add(finding);
            continue;
        }
        first.insert(number, point);
        if let Some((missing, next)) = skipped(number, &highest) {
            let comes_later = there.contains(missing.as_slice());
            let missing = missing.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
            let message = if comes_later {
                Bilingual::new(
                    format!("Punkt {written} står før punkt {missing}"),
                    format!("Point {written} stands before point {missing}"),
                )
            } else {
                Bilingual::new(
                    format!("Punkt {missing} mangler foran punkt {written}"),
                    format!("Point {missing} is missing before point {written}"),
                )
            };
            let help = Bilingual::new(
                format!("Skriv {next} om punktet er det neste, eller ta med det som mangler."),
                format!("Write {next} if this is the next point, or add what is missing."),
            );
            notes.add(Finding::new(RECORD.name, place, message).with_help(help));
        }
        for level in 0..number.len() {
            if let (Some(parent), Some(own)) = (number.get(..level), number.get(level)) {
                let last = highest.entry(parent).or_insert(0);
                *last = (*last).max(*own);
            }
        }
    }
}

/// The number that should have come first, and the number this point would have if it is the next one. A parent without a heading
/// of its own (`4.1` after `3`) counts as being there.
fn skipped(number: &[u32], highest: &HashMap<&[u32], u32>) -> Option<(Vec<u32>, String)> {
    for level in 0..number.len() {
        let (parent, own) = (number.get(..level)?, *number.get(level)?);
        let last = highest.get(parent).copied();
        // Numbers may begin at 0 or 1.
        let expected = last.map_or(1, |last| last.saturating_add(1));
        if own > expected {
            let missing: Vec<u32> = parent.iter().copied().chain([expected]).collect();
            let rest = vec![1; number.len() - level - 1];
            let next = missing.iter().chain(&rest).map(u32::to_string).collect::<Vec<_>>().join(".");
            return Some((missing, next));
        }
    }
    None
}
