//! date-implausible: a date, week or quarter in the text many years from the document's own.

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::Date;
use crate::model::text::DateMention;
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "date-implausible",
    title: ("en dato langt fra dokumentets egen", "a date far from the document's own"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_implausible.md"),
    check: Check::Document(check),
};

/// How many years away is too far, unless site.toml says otherwise.
const YEARS: i64 = 30;

/// What site.toml calls it.
pub const OPTION: &str = "years";

/// How many bytes before a date are looked at for what the date belongs to.
const BEFORE: usize = 60;

/// Words before a date that is old for a reason: a regulation, a founding, a birth. A word counts by how it begins.
const OLD_FOR_A_REASON: &[&str] = &[
    "forskrift",
    "rundskriv",
    "konvensjon",
    "traktat",
    "resolusjon",
    "res.",
    "prp",
    "født",
    "fødd",
    "stifta",
    "stiftet",
    "grunnlagt",
    "opprettet",
    "etablert",
    "siden",
    "sidan",
    "histori",
    "arkiv",
    "bygd",
    "bygget",
];

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let years = site.config.option(RECORD.name, OPTION, YEARS);
    let Some(own) = &entry.document.front.date else { return };
    let text = &entry.document.text;
    let dates = text.dates.iter().map(|date| (date.span, date.year, Some(date)));
    let periods = text.periods.iter().map(|period| (period.span, period.year, None));
    for (span, year, date) in dates.chain(periods) {
        let Some(year) = year else { continue };
        let away = i64::from(year) - i64::from(own.value.year());
        if away.abs() <= years || away < 0 && is_old_for_a_reason(site, n, span) {
            continue;
        }
        let (away, place) = (away.abs(), site.place(n, span));
        let written = words::shown(site, place, site.sources.slice(place));
        let day = words::day(own.value);
        let message = Bilingual::new(
            format!("«{written}» er {away} år fra dokumentets egen dato, {}", day.nb),
            format!("“{written}” is {away} years from the document's own date, {}", day.en),
        );
        let help = match date.and_then(|date| meant(date, own.value)).map(words::day) {
            Some(meant) => Bilingual::new(format!("Mente du {}?", meant.nb), format!("Did you mean {}?", meant.en)),
            None => Bilingual::new("Se etter at året er riktig.", "See whether the year is right."),
        };
        let finding = Finding::new(RECORD.name, place, message).with_help(help);
        notes.add(finding.with_label(site.place(n, own.span), Bilingual::new("dokumentets dato", "the document's date")));
    }
}

fn is_old_for_a_reason(site: &Site, document: usize, span: Span) -> bool {
    let start = span.start as usize;
    let Some(source) = site.sources.get(site.entry(document).source) else { return false };
    let mut from = start.saturating_sub(BEFORE).max(site.document(document).text.span.start as usize);
    while !source.text.is_char_boundary(from) {
        from += 1;
    }
    let before = source.slice(Span::new(from, start)).to_lowercase();
    let sentence = before.rsplit(['\n', '?', '!', '|']).next().unwrap_or_default();
    let mut words = sentence.split(|c: char| !c.is_alphabetic() && c != '.');
    let act = |word: &str| ["lov", "loven", "lova", "lovens"].iter().any(|end| word.ends_with(end));
    words.any(|word| act(word) || OLD_FOR_A_REASON.iter().any(|reason| word.starts_with(reason)))
}

/// The year that was probably meant: nearest to the document's, and one slip of the hand from the one written – a digit, or two
/// that changed places.
fn meant(mention: &DateMention, own: Date) -> Option<Date> {
    let written = mention.year?.to_string();
    let one_slip = |year: &i16| strsim::osa_distance(&written, &year.to_string()) == 1;
    let mut near: Vec<i16> = (own.year() - 5..=own.year() + 5).filter(one_slip).collect();
    near.sort_by_key(|year| (year - own.year()).abs());
    Date::new(*near.first()?, i8::try_from(mention.month).ok()?, i8::try_from(mention.day).ok()?).ok()
}
