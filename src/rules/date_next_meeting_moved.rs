//! date-next-meeting-moved: the body's next minutes bear another date, time or place than was announced.

use unicode_normalization::UnicodeNormalization;

use super::{Check, FixKind, Notes, Record, ill_read, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::time::time_of_day;
use crate::model::{Date, NextMeeting};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "date-next-meeting-moved",
    title: ("et neste møte som ble holdt en annen gang", "a next meeting that was held at another time"),
    levels: &[("", Level::Info)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_next_meeting_moved.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    // The next minutes may be the ones that could not be read.
    if ill_read::any(site) {
        return;
    }
    for (n, entry) in site.documents.iter().enumerate() {
        let announced = entry.document.minutes().and_then(|minutes| minutes.next_meeting.as_ref());
        let Some(announced) = announced.map(|next| &next.value) else { continue };
        let Some(held) = held(site, n, announced) else { continue };
        if let Some((span, message)) = difference(site, n, announced, held) {
            let help = Bilingual::new(
                "Ble møtet flyttet, er det ikke noe å rette; er det en skrivefeil, så rett den.",
                "If the meeting was moved, nothing is to be mended; if it is a slip, mend it.",
            );
            let finding = Finding::new(RECORD.name, site.place(n, span), message).with_help(help);
            let date = site.document(held).front.date.as_ref();
            notes.add(match date {
                Some(date) => finding.with_label(site.place(held, date.span), Bilingual::new("det neste referatet", "the next minutes")),
                None => finding,
            });
        }
    }
}

/// The minutes of the meeting that was announced: those of the announced day, else those that came next. None where no body has met again,
/// or where an extra meeting came in between and the announced one is still to come.
fn held(site: &Site, document: usize, announced: &NextMeeting) -> Option<usize> {
    let bodies = site.bodies_of(document);
    let day = announced.date.as_ref().map(|date| date.value);
    // The meetings of a body stand by date: the last that began by the announced day is the one, if it was held that day.
    let last_by = |body: usize, day: Date| {
        let meetings = site.meetings(body);
        let after = meetings.partition_point(|other| site.date(*other) <= Some(day));
        let last = meetings.get(after.checked_sub(1)?).copied()?;
        (site.date(last) > site.date(document) && meets_on(site, last, day)).then_some(last)
    };
    let on_the_day = day.and_then(|day| bodies.iter().find_map(|body| last_by(*body, day)));
    on_the_day.or_else(|| {
        let next = bodies.iter().filter_map(|body| site.next_meeting(document, *body)).min_by_key(|other| site.date(*other))?;
        let passed = day.is_none_or(|day| site.date(next) > Some(day) || day <= site.as_of);
        passed.then_some(next)
    })
}

fn meets_on(site: &Site, document: usize, day: Date) -> bool {
    let to = site.document(document).minutes().and_then(|minutes| minutes.date_to.as_ref()).map(|to| to.value);
    site.date(document).is_some_and(|from| from <= day && day <= to.unwrap_or(from))
}

/// The first thing in which the meeting held differs from the one announced, with the bytes that announced it.
fn difference(site: &Site, document: usize, announced: &NextMeeting, held: usize) -> Option<(Span, Bilingual)> {
    let minutes = site.document(held).minutes()?;
    if let Some(date) = announced.date.as_ref().filter(|date| !meets_on(site, held, date.value)) {
        let (said, was) = (words::day(date.value), words::day(site.date(held)?));
        let message = Bilingual::new(
            format!("Neste møte var varslet til {}, men neste referat er fra {}", said.nb, was.nb),
            format!("The next meeting was announced for {}, but the next minutes are of {}", said.en, was.en),
        );
        return Some((date.span, message));
    }
    if let (Some(said), Some(was)) = (&announced.time, &minutes.time)
        && said.value.from != was.value.from
    {
        let (said_at, was_at) = (time_of_day(said.value.from), time_of_day(was.value.from));
        let message = Bilingual::new(
            format!("Neste møte var varslet til klokka {said_at}, men begynte klokka {was_at}"),
            format!("The next meeting was announced for {said_at}, but began at {was_at}"),
        );
        return Some((said.span, message));
    }
    let (said, was) = (announced.venue.as_ref()?, minutes.venue.as_ref()?);
    if same_place(&said.value, &was.value) {
        return None;
    }
    let here = words::shown(site, site.place(document, said.span), &said.value);
    let there = words::shown(site, site.place(held, was.span), &was.value);
    let message = Bilingual::new(
        format!("Neste møte var varslet til «{here}», men ble holdt på «{there}»"),
        format!("The next meeting was announced for “{here}”, but was held at “{there}”"),
    );
    Some((said.span, message))
}

/// One name of a place may say more than the other: "Bodø" and "NAV Nordland, Bodø".
fn same_place(said: &str, was: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        name.nfc()
            .collect::<String>()
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 2)
            .map(str::to_owned)
            .collect()
    };
    let (said, was) = (parts(said), parts(was));
    let within = |a: &[String], b: &[String]| a.iter().all(|word| b.contains(word));
    within(&said, &was) || within(&was, &said)
}
