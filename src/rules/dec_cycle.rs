//! dec-cycle: decisions, or documents, that replace, repeal or amend each other in a circle.

use super::{Check, FixKind, Notes, Record, circles, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::Role;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-cycle",
    title: ("vedtak som erstatter hverandre i ring", "decisions that replace each other in a circle"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_cycle.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for circle in circles::circles(site) {
        let mut steps = circle;
        // The step into the future is the one that cannot be right; else the last of the circle.
        let wrong = steps.iter().position(|step| {
            let (from, to) = (naming::dated(site, step.from), naming::dated(site, step.to));
            from.zip(to).is_some_and(|(from, to)| to > from)
        });
        let step = steps.remove(wrong.unwrap_or(steps.len().saturating_sub(1)));
        let (from, to) = (naming::subject(site, step.from), naming::subject(site, step.to));
        let does = words_of(step.role);
        let (message, help) = if step.from == step.to {
            let message = Bilingual::new(format!("{} {} seg selv", from.nb, does.nb), format!("{} {} itself", from.en, does.en));
            (message, Bilingual::new("Rett henvisningen, eller ta den ut.", "Correct the reference, or take it out."))
        } else {
            let (nb, en) = match step.from {
                Subject::Decision(_) => ("Vedtakene", "The decisions"),
                _ => ("Dokumentene", "The documents"),
            };
            let message = Bilingual::new(
                format!("{nb} går i ring: {} {} {}, som fører tilbake til det første", from.nb, does.nb, to.nb),
                format!("{en} go in a circle: {} {} {}, which leads back to the first", from.en, does.en, to.en),
            );
            let help = Bilingual::new("Ta ut henvisningen som går framover i tid.", "Take out the reference that goes forward in time.");
            (message, help)
        };
        let finding = Finding::new(RECORD.name, step.place, message).with_help(help);
        notes.add(steps.into_iter().fold(finding, |finding, step| {
            let (from, to) = (naming::subject(site, step.from), naming::subject(site, step.to));
            let does = words_of(step.role);
            let label = Bilingual::new(format!("{} {} {}", from.nb, does.nb, to.nb), format!("{} {} {}", from.en, does.en, to.en));
            finding.with_label(step.place, label)
        }));
    }
}

/// What a step does, as a verb.
fn words_of(role: Role) -> Bilingual {
    match role {
        Role::Repeals(_) => Bilingual::new("opphever", "repeals"),
        Role::Amends(_) => Bilingual::new("endrer", "amends"),
        _ => Bilingual::new("erstatter", "replaces"),
    }
}
