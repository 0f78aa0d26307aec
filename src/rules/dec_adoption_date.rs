//! dec-adoption-date: a document in force before the decision that adopted it was made.
//!
//! A decision that does not cover the mandate or plan that names it is dec-adoption-missing's; its day says nothing then.

use super::{Check, FixKind, Notes, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::{Adoption, Date, Details};
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-adoption-date",
    title: ("noe som gjelder før det ble vedtatt", "something in force before it was adopted"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_adoption_date.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let front = &entry.document.front;
        let Some(from) = front.valid_from.as_ref().filter(|_| !front.template) else { continue };
        let Some((made, place)) = made(site, n).filter(|(made, _)| from.value < *made) else { continue };
        let (begins, made) = (words::day(from.value), words::day(made));
        let message = Bilingual::new(
            format!("Dokumentet gjelder fra {}, men ble vedtatt først {}", begins.nb, made.nb),
            format!("The document is in force from {}, but was adopted only on {}", begins.en, made.en),
        );
        let help = Bilingual::new(
            "Rett datoen, eller skriv «fra» i vedtaket hvis det skal virke bakover.",
            "Correct the date, or write `fra` in the decision if it is to count from an earlier day.",
        );
        let label = Bilingual::new("vedtaket", "the decision");
        notes.add(Finding::new(RECORD.name, site.place(n, from.span), message).with_help(help).with_label(place, label));
    }
}

/// The day a document was adopted, or the earlier day from which the decision counts by its own words; and where that stands.
fn made(site: &Site, document: usize) -> Option<(Date, Place)> {
    let model = site.document(document);
    match &model.front.adopted.as_ref()?.value {
        Adoption::Elsewhere { date, .. } => {
            let date = date.as_ref()?;
            Some((date.value, site.place(document, date.span)))
        }
        Adoption::Decision(_) => {
            let decision = site.adopted_by(document)?;
            let covered = !matches!(model.details, Details::Mandate(_) | Details::Plan(_)) || site.covers(decision).contains(&document);
            let entry = site.decisions.get(decision).filter(|_| covered)?;
            let listed = site.decision(decision)?;
            let date = entry.date?;
            let date = listed.from.as_ref().map_or(date, |from| from.value.min(date));
            Some((date, site.place(entry.document, listed.id.as_ref()?.span)))
        }
    }
}
