//! agr-point-title: a point of an agreement under another title than its number has in the guide.
//!
//! A number that stands twice is num-points'.

use std::collections::HashMap;

use super::agreements;
use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::Point;

/// The record.
pub const RECORD: Record = Record {
    name: "agr-point-title",
    title: ("et punkt med en annen tittel enn i veilederen", "a point with another title than in the guide"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("agr_point_title.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for pair in agreements::pairs(site) {
        let (known, _) = agreements::points(site, pair.guide);
        let (own, twice) = agreements::points(site, pair.agreement);
        // Where several points of the guide have one title, the first is named.
        let mut titled: HashMap<String, &Point> = HashMap::new();
        for point in &site.document(pair.guide).text.points {
            if known.get(point.number.as_str()).is_some_and(|first| first.span == point.span) {
                titled.entry(agreements::plain(&point.title)).or_insert(point);
            }
        }
        for point in &site.document(pair.agreement).text.points {
            let first = own.get(point.number.as_str()).is_some_and(|first| first.span == point.span);
            if !first || twice.contains(point.number.as_str()) {
                continue;
            }
            let Some(meant) = known.get(point.number.as_str()) else { continue };
            if agreements::plain(&meant.title) == agreements::plain(&point.title) {
                continue;
            }
            let number = &point.number;
            let message = Bilingual::new(
                format!("Punkt {number} heter «{}» i veilederen", meant.title),
                format!("Point {number} is called “{}” in the guide", meant.title),
            );
            let as_here = titled.get(&agreements::plain(&point.title));
            let help = match as_here {
                Some(other) => Bilingual::new(
                    format!("Skriv {} hvis det er det punktet som er ment: det har denne tittelen i veilederen.", other.number),
                    format!("Write {} if that is the point that is meant: it has this title in the guide.", other.number),
                ),
                None => Bilingual::new("Bruk tittelen i veilederen.", "Use the title in the guide."),
            };
            let at = agreements::heading(site, pair.agreement, point).map_or(point.span, |heading| heading.title_span);
            let finding = Finding::new(RECORD.name, site.place(pair.agreement, at), message).with_help(help);
            let there = agreements::heading(site, pair.guide, meant).map_or(meant.span, |heading| heading.title_span);
            notes.add(finding.with_label(site.place(pair.guide, there), Bilingual::new("Tittelen i veilederen", "The title in the guide")));
        }
    }
}
