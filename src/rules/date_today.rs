//! date-today: minutes that call another date than the meeting's "i dag".

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::Date;
use crate::model::text::DateMention;
use crate::source::{Source, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "date-today",
    title: ("«i dag» om en annen dag enn møtets", "“today” said of another day than the meeting's"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_today.md"),
    check: Check::Document(check),
};

/// Words that mean the day of the meeting, where a date stands right beside them.
const TODAY: &[&str] = &["i dag", "idag", "dagens dato", "dagens møte", "today"];

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let document = &entry.document;
    let (Some(minutes), Some(held), Some(source)) = (document.minutes(), &document.front.date, site.sources.get(entry.source)) else {
        return;
    };
    let last = minutes.date_to.as_ref().map_or(held.value, |to| to.value);
    let dates = &document.text.dates;
    for (nth, mention) in dates.iter().enumerate() {
        let next = dates.get(nth + 1).map(|next| next.span.start as usize);
        if is_day_of(mention, held.value, last) || !is_called_today(source, mention, next) {
            continue;
        }
        let day = words::day(held.value);
        let message = Bilingual::new(
            format!("Datoen er kalt «i dag», men møtet var {}", day.nb),
            format!("The date is called “today”, but the meeting was on {}", day.en),
        );
        let finding = Finding::new(RECORD.name, site.place(n, mention.span), message)
            .with_label(site.place(n, held.span), Bilingual::new("møtets dato", "the meeting's date"))
            .with_help(Bilingual::new(
                format!("Skriv {} hvis det er møtet du mener, eller ta ut «i dag».", day.nb),
                format!("Write {} if you mean the meeting, or take “today” out.", day.en),
            ));
        notes.add(finding);
    }
}

/// Whether a date is one of the meeting's days; without a year, by day and month. A date that does not exist is date-invalid's.
fn is_day_of(mention: &DateMention, from: Date, to: Date) -> bool {
    let date = mention.date.or_else(|| {
        let year = mention.year.unwrap_or(from.year());
        Date::new(year, i8::try_from(mention.month).ok()?, i8::try_from(mention.day).ok()?).ok()
    });
    date.is_none_or(|date| from <= date && date <= to)
}

/// Whether "i dag" stands right before the date ("i dag, 14. september") or in brackets after it ("14. september (i dag)"), and the date is
/// not the next of an enumeration ("i dag, 14. september og 1. oktober").
fn is_called_today(source: &Source, mention: &DateMention, next: Option<usize>) -> bool {
    let (start, end) = (mention.span.start as usize, mention.span.end as usize);
    let before = source.slice(Span { start: 0, end: mention.span.start }).trim_end();
    let before = before.strip_suffix("den").map_or(before, str::trim_end);
    let before = before.trim_end_matches([',', '(', ':', ' ', '*']);
    let enumerated =
        next.and_then(|next| source.text.get(end..next)).is_some_and(|gap| matches!(gap.trim(), "," | "og" | "eller" | ", og"));
    let ends_so = TODAY.iter().any(|today| ends_with_word(before, today));
    if ends_so && !enumerated && start > before.len() {
        return true;
    }
    let after = source.text.get(end..).unwrap_or_default().trim_start();
    let inside = after.strip_prefix('(').and_then(|after| after.split_once(')')).map(|(inside, _)| inside.trim().to_lowercase());
    inside.is_some_and(|inside| TODAY.contains(&inside.as_str()))
}

/// Whether a text ends with a word or two, whatever the case of their letters.
fn ends_with_word(text: &str, words: &str) -> bool {
    let Some((before, end)) = text.len().checked_sub(words.len()).and_then(|at| text.split_at_checked(at)) else { return false };
    end.to_lowercase() == *words && !before.ends_with(char::is_alphanumeric)
}
