//! agr-signed: an agreement that is in force and not signed, or that was signed before it was adopted.

use super::{Check, FixKind, Notes, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DocumentState, Site};
use crate::model::{Adoption, Agreement, Date, Details};
use crate::source::{Place, Span, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "agr-signed",
    title: ("en avtale som ikke er signert som den skal", "an agreement not signed as it should be"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("agr_signed.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let Details::Agreement(agreement) = &entry.document.details else { continue };
        if entry.document.front.template {
            continue;
        }
        match &agreement.signed {
            Some(signed) => notes.add_all(too_early(site, n, signed)),
            None if entry.state == DocumentState::InForce && !unread(site, n) => notes.add(unsigned(site, n, agreement)),
            None => {}
        }
    }
}

/// Whether the day is there and could not be read.
fn unread(site: &Site, document: usize) -> bool {
    super::faults::unread(site.document(document), "signert")
}

fn unsigned(site: &Site, document: usize, agreement: &Agreement) -> Finding {
    let front = &site.document(document).front;
    // What makes it count: the word, its first day, its period, the decision.
    let at = [
        front.key("signert"),
        front.status.as_ref().map(|status| status.span),
        front.valid_from.as_ref().map(|from| from.span),
        agreement.period.as_ref().map(|period| period.span),
        front.adopted.as_ref().map(|adopted| adopted.span),
    ];
    let top = Span { start: front.span.start, end: front.span.start };
    let at = at.into_iter().flatten().next().unwrap_or(top);
    let message = Bilingual::new("Avtalen gjelder, men er ikke signert", "The agreement is in force, but not signed");
    let help = Bilingual::new(
        "Skriv signert: med datoen, eller status: utkast til den er undertegnet.",
        "Write signert: with the date, or status: utkast until it is signed.",
    );
    Finding::new(RECORD.name, site.place(document, at), message).with_help(help)
}

fn too_early(site: &Site, document: usize, signed: &Spanned<Date>) -> Option<Finding> {
    let (made, place) = adopted(site, document).filter(|(made, _)| signed.value < *made)?;
    let (signed_on, made) = (words::day(signed.value), words::day(made));
    let message = Bilingual::new(
        format!("Avtalen er signert {}, men ble vedtatt først {}", signed_on.nb, made.nb),
        format!("The agreement was signed on {}, but adopted only on {}", signed_on.en, made.en),
    );
    let help = Bilingual::new("Rett den datoen som er feil.", "Correct the date that is wrong.");
    let label = Bilingual::new("vedtaket", "the decision");
    Some(Finding::new(RECORD.name, site.place(document, signed.span), message).with_help(help).with_label(place, label))
}

fn adopted(site: &Site, document: usize) -> Option<(Date, Place)> {
    match &site.document(document).front.adopted.as_ref()?.value {
        Adoption::Elsewhere { date, .. } => date.as_ref().map(|date| (date.value, site.place(document, date.span))),
        Adoption::Decision(_) => {
            let decision = site.adopted_by(document)?;
            let entry = site.decisions.get(decision)?;
            Some((entry.date?, site.place(entry.document, site.decision(decision)?.id.as_ref()?.span)))
        }
    }
}
