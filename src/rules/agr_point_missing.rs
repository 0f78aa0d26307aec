//! agr-point-missing: a point that the guide requires and the agreement does not have. One finding for each gap, at the point that
//! stands after it.
//!
//! A point that is there under another number is agr-point-title's, or num-points' where that number stands twice.

use std::collections::HashSet;

use super::agreements::{self, Pair};
use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::{Details, Point};

/// The record.
pub const RECORD: Record = Record {
    name: "agr-point-missing",
    title: ("et punkt som veilederen krever", "a point that the guide requires"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("agr_point_missing.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for pair in agreements::pairs(site) {
        let (there, _) = agreements::points(site, pair.agreement);
        let own = site.document(pair.agreement).text.points.iter();
        let titles: HashSet<String> = own.map(|point| agreements::plain(&point.title)).collect();
        let (known, _) = agreements::points(site, pair.guide);
        let elsewhere = |number: &str| known.get(number).is_some_and(|point| titles.contains(&agreements::plain(&point.title)));
        let mut gap: Vec<&str> = Vec::new();
        for number in required(site, &pair) {
            if let Some(point) = there.get(number) {
                report(site, notes, &pair, &std::mem::take(&mut gap), Some(point));
            } else if !elsewhere(number) {
                gap.push(number);
            }
        }
        report(site, notes, &pair, &gap, None);
    }
}

/// The numbers that the guide requires: those it lists, else its numbered headings with text of their own.
fn required<'s>(site: &'s Site, pair: &Pair<'s>) -> Vec<&'s str> {
    match &pair.asks.requires_points {
        Some(listed) => listed.iter().map(|number| number.value.trim().trim_end_matches('.')).collect(),
        None => {
            let points = site.document(pair.guide).text.points.iter();
            points.filter(|point| point.has_text).map(|point| point.number.as_str()).collect()
        }
    }
}

/// A gap: at the number that stands after it, else at the reference to the guide.
fn report(site: &Site, notes: &mut Notes, pair: &Pair<'_>, missing: &[&str], after: Option<&Point>) {
    let Details::Agreement(agreement) = &site.document(pair.agreement).details else { return };
    let follows = agreement.follows.as_ref().map(|follows| follows.span);
    let Some((first, at)) = missing.first().zip(after.map(|point| point.span).or(follows)) else { return };
    let (known, _) = agreements::points(site, pair.guide);
    let named = |number: &&str| {
        let title = known.get(number).map_or("", |point| point.title.as_str());
        format!("{number} {title}").trim_end().to_owned()
    };
    let listed: Vec<String> = missing.iter().map(named).collect();
    let guide = site.name(Subject::Document(pair.guide));
    let (nb, en) = if missing.len() == 1 { ("punktet", "a point") } else { ("punktene", "points") };
    let message = Bilingual::new(
        format!("Her mangler {nb} «{}», som «{guide}» krever", listed.join("», «")),
        format!("Here {en} that “{guide}” requires is missing: “{}”", listed.join("”, “")),
    );
    let help = Bilingual::new(
        "Ta med punktet under samme nummer og tittel som i veilederen.",
        "Add the point under the number and title it has in the guide.",
    );
    let finding = Finding::new(RECORD.name, site.place(pair.agreement, at), message).with_help(help);
    notes.add(match known.get(first) {
        Some(point) => {
            finding.with_label(site.place(pair.guide, point.span), Bilingual::new("Punktet i veilederen", "The point in the guide"))
        }
        None => finding,
    });
}
