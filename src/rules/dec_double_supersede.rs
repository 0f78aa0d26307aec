//! dec-double-supersede: two decisions that replace the same one.

use std::collections::HashMap;

use super::circles::{Step, steps};
use super::{Check, FixKind, Notes, Record, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DecisionState, Site, Subject};
use crate::model::Role;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-double-supersede",
    title: ("to vedtak som erstatter det samme", "two decisions that replace the same one"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_double_supersede.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let mut replaced: HashMap<Subject, Vec<Step>> = HashMap::new();
    let mut order = Vec::new();
    for step in steps(site).into_iter().filter(|step| matches!(step.role, Role::Replaces(_))) {
        let by = replaced.entry(step.to).or_default();
        if by.is_empty() {
            order.push(step.to);
        }
        if by.iter().all(|earlier| earlier.from != step.from) {
            by.push(step);
        }
    }
    for subject in order {
        let Some(by) = replaced.get_mut(&subject) else { continue };
        by.sort_by_key(|step| (is_draft(site, step.from), naming::dated(site, step.from)));
        if let Some((first, others)) = by.split_first() {
            for step in others {
                notes.add(finding(site, step, first));
            }
        }
    }
}

/// A draft comes last: it is the one that has to give way.
fn is_draft(site: &Site, subject: Subject) -> bool {
    matches!(subject, Subject::Decision(n) if site.decisions.get(n).is_some_and(|entry| entry.state == DecisionState::Draft))
}

fn finding(site: &Site, step: &Step, first: &Step) -> Finding {
    let (old, by) = (naming::subject(site, step.to), naming::subject(site, first.from));
    let message =
        Bilingual::new(format!("{} er allerede erstattet av {}", old.nb, by.nb), format!("{} was replaced already, by {}", old.en, by.en));
    let help = Bilingual::new(
        format!("Erstatt {} i stedet, som er det som gjaldt.", by.nb),
        format!("Replace {} instead, which was the one in force.", by.en),
    );
    let label = Bilingual::new("Erstattet her først", "Replaced here first");
    Finding::new(RECORD.name, step.place, message).with_help(help).with_label(first.place, label)
}
