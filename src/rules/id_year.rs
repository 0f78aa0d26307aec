//! id-year: a decision's number that bears another year than the meeting was held in.

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level};
use crate::index::Site;
use crate::model::{Date, DecisionId};
use crate::source::{Place, Span, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "id-year",
    title: ("et vedtaksnummer med et annet år enn møtet", "a decision number of another year than the meeting"),
    levels: &[("", Level::Error)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("id_year.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let document = &reading.entry().document;
    for fault in &document.faults {
        if let FaultKind::DateYear { written, meant } = &fault.kind {
            notes.add(of_date(site.place(n, fault.span), *written, meant));
        }
    }
    let Some(date) = &document.front.date else { return };
    for (id, meant, place) in of_another_year(site, n) {
        let day = words::day(date.value);
        let finding = Finding::new(
            RECORD.name,
            place,
            Bilingual::new(
                format!("Året i {} er ikke møtets: møtet var {}", id.value, day.nb),
                format!("The year in {} is not the meeting's: it was held on {}", id.value, day.en),
            ),
        )
        .with_label(site.place(n, date.span), Bilingual::new("møtets dato", "the meeting's date"))
        .with_help(Bilingual::new(format!("Skriv {meant}, eller rett datoen."), format!("Write {meant}, or mend the date.")));
        notes.add(finding);
    }
}

/// The date bears another year than all the numbers.
fn of_date(place: Place, written: i16, meant: &str) -> Finding {
    let year = meant.get(..4).unwrap_or_default();
    let message = Bilingual::new(
        format!("Datoen er i {written}, men filnavnet og numrene på saker og vedtak er fra {year}"),
        format!("The date is in {written}, but the file name and the numbers of items and decisions are of {year}"),
    );
    let write = Bilingual::new(format!("Skriv «{meant}»"), format!("Write “{meant}”"));
    let help = Bilingual::new(format!("{}.", write.nb), format!("{}.", write.en));
    Finding::new(RECORD.name, place, message).with_help(help).with_fix(Fix::replace(false, place, meant, write))
}

/// The numbers of minutes that bear another year than theirs: each with the one that was meant, and the year's bytes.
pub(super) fn of_another_year(site: &Site, document: usize) -> impl Iterator<Item = (&Spanned<DecisionId>, DecisionId, Place)> {
    let decisions = site.document(document).minutes().into_iter().flat_map(|minutes| &minutes.decisions);
    let ids = decisions.filter_map(|decision| decision.id.as_ref()).filter(move |id| is_of_another_year(site, document, id.value.year));
    ids.filter_map(move |id| {
        let year = u8::try_from(site.document(document).front.date.as_ref()?.value.year().rem_euclid(100)).ok()?;
        Some((id, DecisionId { year, ..id.value.clone() }, year_of(site, site.place(document, id.span))))
    })
}

/// Whether a year, in two figures, is none in which a meeting was held.
pub(super) fn is_of_another_year(site: &Site, document: usize, year: u8) -> bool {
    let first = site.document(document).front.date.as_ref().map(|date| date.value);
    let last = site.document(document).minutes().and_then(|minutes| minutes.date_to.as_ref()).map(|last| last.value).or(first);
    let held = |(first, last): (Date, Date)| (first.year()..=last.year()).any(|held| held.rem_euclid(100) == i16::from(year));
    first.zip(last).is_some_and(|days| !held(days))
}

/// The digits after the stroke.
fn year_of(site: &Site, place: Place) -> Place {
    let written = site.sources.slice(place);
    let Some((front, year)) = written.rsplit_once('/') else { return place };
    let start = place.span.start as usize + front.len() + 1 + (year.len() - year.trim_start().len());
    Place::new(place.source, Span::new(start, place.span.end as usize))
}
