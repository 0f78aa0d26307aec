//! dec-time-order: a decision that replaces, repeals or amends a later one. Steps of a circle are dec-cycle's.

use std::collections::HashSet;

use super::circles::{Step, circles, steps};
use super::{Check, FixKind, Notes, Record, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::Role;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-time-order",
    title: ("et vedtak som erstatter et senere", "a decision that replaces a later one"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_time_order.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let circular: HashSet<Place> = circles(site).into_iter().flatten().map(|step| step.place).collect();
    for step in steps(site) {
        if let (Subject::Decision(from), Subject::Decision(to)) = (step.from, step.to)
            && !circular.contains(&step.place)
            && is_later(site, to, from)
        {
            notes.add(finding(site, &step, from, to));
        }
    }
}

/// Whether a decision was made after another: on a later day, or in the same minutes under a higher number of the same series.
fn is_later(site: &Site, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (site.decisions.get(one), site.decisions.get(other)) else { return false };
    let days = one.date.zip(other.date);
    days.is_some_and(|(one, other)| one > other)
        || (one.document == other.document && one.id.code == other.id.code && one.id.number > other.id.number)
}

fn finding(site: &Site, step: &Step, from: usize, to: usize) -> Finding {
    let (does_nb, does_en) = match step.role {
        Role::Repeals(_) => ("oppheve", "repeal"),
        Role::Amends(_) => ("endre", "amend"),
        _ => ("erstatte", "replace"),
    };
    let (old, new) = (naming::decision(site, from), naming::decision(site, to));
    let message = Bilingual::new(
        format!("{} kan ikke {does_nb} {}, som ble gjort senere", old.nb, new.nb),
        format!("{} cannot {does_en} {}, which was made later", old.en, new.en),
    );
    let help = Bilingual::new(
        "Rett nummeret, eller flytt henvisningen til det vedtaket som kom sist.",
        "Correct the number, or move the reference to the decision that came last.",
    );
    let finding = Finding::new(RECORD.name, step.place, message).with_help(help);
    let later = site.decisions.get(to).and_then(|entry| Some(site.place(entry.document, site.decision(to)?.id.as_ref()?.span)));
    match later {
        Some(place) => finding.with_label(place, Bilingual::new("Det senere vedtaket", "The later decision")),
        None => finding,
    }
}
