//! dec-cycle: decisions, or documents, that replace, repeal or amend each other in a circle.

use super::{FixKind, Notes, Record, circles, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};

/// The record.
pub const RECORD: Record = Record {
    name: "dec-cycle",
    title: ("vedtak som erstatter hverandre i ring", "decisions that replace each other in a circle"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_cycle.md"),
    check,
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
        let (nb, en) = match step.from {
            Subject::Decision(_) => ("Vedtakene", "The decisions"),
            _ => ("Dokumentene", "The documents"),
        };
        let message = if step.from == step.to {
            Bilingual::new(format!("{} viser til seg selv som noe eldre", from.nb), format!("{} names itself as something older", from.en))
        } else {
            Bilingual::new(
                format!("{nb} går i ring: {} viser til {} som noe eldre, og omvendt", from.nb, to.nb),
                format!("{en} go in a circle: {} names {} as older, and the other way round", from.en, to.en),
            )
        };
        let help = Bilingual::new("Ta ut den henvisningen som går framover i tid.", "Take out the reference that goes forward in time.");
        let finding = Finding::new(RECORD.name, step.place, message).with_help(help);
        notes.add(steps.into_iter().fold(finding, |finding, step| {
            let (from, to) = (naming::subject(site, step.from), naming::subject(site, step.to));
            let label = Bilingual::new(format!("{} viser til {}", from.nb, to.nb), format!("{} names {}", from.en, to.en));
            finding.with_label(step.place, label)
        }));
    }
}
