//! dec-not-competent: decisions of a body before it was set up or after it was dissolved. Once for each body in some minutes.

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::{Adoption, Date, Decision};
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-not-competent",
    title: ("et vedtak av et organ som ikke fantes", "a decision of a body that did not exist"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_not_competent.md"),
    check: Check::Registers(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let front = &entry.document.front;
    if front.template {
        return;
    }
    if let (Some(minutes), Some(held)) = (entry.document.minutes(), &front.date) {
        let mut told = Vec::new();
        for decision in &minutes.decisions {
            let Some(body) = site.deciding_body(n, decision).filter(|body| !told.contains(body)) else { continue };
            if let Some(finding) = finding(site, body, held.value, site.place(n, at(decision))) {
                told.push(body);
                let label = Bilingual::new("møtets dato", "the meeting's date");
                notes.add(finding.with_label(site.place(n, held.span), label));
            }
        }
    }
    if let Some(Adoption::Elsewhere { body: Some(body), date: Some(date), .. }) = front.adopted.as_ref().map(|adopted| &adopted.value)
        && let Some(body) = site.find_body(&body.value)
        && let Some(finding) = finding(site, body, date.value, site.place(n, date.span))
    {
        notes.add(finding);
    }
}

/// The id, or the whole entry where it could not be read.
fn at(decision: &Decision) -> crate::source::Span {
    decision.id.as_ref().map_or(decision.span, |id| id.span)
}

fn finding(site: &Site, body: usize, day: Date, place: Place) -> Option<Finding> {
    let entry = site.body(body);
    let early = entry.established.as_ref().filter(|from| day < from.value);
    let late = entry.dissolved.as_ref().filter(|to| day > to.value);
    let (name, decided) = (site.name(Subject::Body(body)), words::day(day));
    let (bound, message) = match (early, late) {
        (Some(from), _) => {
            let since = words::day(from.value);
            let message = Bilingual::new(
                format!("Vedtaket er fra {}, men {name} ble opprettet først {}", decided.nb, since.nb),
                format!("The decision is from {}, but {name} was set up only on {}", decided.en, since.en),
            );
            (from, message)
        }
        (None, Some(to)) => {
            let until = words::day(to.value);
            let message = Bilingual::new(
                format!("Vedtaket er fra {}, men {name} opphørte {}", decided.nb, until.nb),
                format!("The decision is from {}, but {name} was dissolved on {}", decided.en, until.en),
            );
            (to, message)
        }
        (None, None) => return None,
    };
    let help = Bilingual::new(
        "Rett datoen her eller i register/organer.yaml, eller legg vedtaket til det organet som traff det.",
        "Correct the date here or in register/organer.yaml, or enter the decision under the body that made it.",
    );
    let finding = Finding::new(RECORD.name, place, message).with_help(help);
    Some(match site.registers.bodies.source {
        Some(source) => {
            let label = Bilingual::new("Organet i registeret", "The body in the register");
            finding.with_label(Place::new(source, bound.span), label)
        }
        None => finding,
    })
}
