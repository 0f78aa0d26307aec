//! id-year: a decision's number that bears another year than the meeting was held in.

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::DecisionId;
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "id-year",
    title: ("et vedtaksnummer med et annet år enn møtet", "a decision number of another year than the meeting"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_year.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let (Some(minutes), Some(date)) = (entry.document.minutes(), &entry.document.front.date) else { return };
    let last = minutes.date_to.as_ref().map_or(date.value, |last| last.value);
    let held_in = |year: u8| (date.value.year()..=last.year()).any(|held| held.rem_euclid(100) == i16::from(year));
    for id in minutes.decisions.iter().filter_map(|decision| decision.id.as_ref()).filter(|id| !held_in(id.value.year)) {
        let place = site.place(n, id.span);
        let meant = DecisionId { year: u8::try_from(date.value.year().rem_euclid(100)).unwrap_or(id.value.year), ..id.value.clone() };
        let day = words::day(date.value);
        let finding = Finding::new(
            RECORD.name,
            year_of(site, place),
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

/// The digits after the stroke.
fn year_of(site: &Site, place: Place) -> Place {
    let written = site.sources.slice(place);
    let Some((front, year)) = written.rsplit_once('/') else { return place };
    let start = place.span.start as usize + front.len() + 1 + (year.len() - year.trim_start().len());
    Place::new(place.source, Span::new(start, place.span.end as usize))
}
