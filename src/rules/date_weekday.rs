//! date-weekday: a weekday that is not the date's: "fredag 9. november 2017".

use super::years::Years;
use super::{Check, FixKind, Notes, Reading, Record, naming, words};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::Site;
use crate::model::Date;
use crate::model::text::{DateMention, Weekday};

/// The record.
pub const RECORD: Record = Record {
    name: "date-weekday",
    title: ("en ukedag som ikke er datoens", "a weekday that is not the date's"),
    levels: &[("", Level::Error)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("date_weekday.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let dates = &entry.document.text.dates;
    if dates.iter().all(|date| date.weekday.is_none()) {
        return;
    }
    let own = entry.document.front.date.as_ref().map(|date| date.value);
    // The words are looked through only where a year may stand in them that a day lacks.
    let lacks_year = dates.iter().any(|date| date.weekday.is_some() && date.year.is_none());
    let years = Years::of(&entry.document.text, if lacks_year { reading.words() } else { &[] }, own);
    for mention in dates {
        let Some(weekday) = &mention.weekday else { continue };
        let meant = years.days(mention, own);
        let Some(date) = meant.first().copied() else { continue };
        if meant.iter().all(|date| words::weekday_of(*date) != weekday.value) {
            notes.add(finding(site, n, mention, weekday.value, date));
        }
    }
}

fn finding(site: &Site, document: usize, mention: &DateMention, written: Weekday, date: Date) -> Finding {
    let (day, was, said) = (words::day(date), words::weekday(words::weekday_of(date)), words::weekday(written));
    let verb = if date < site.as_of { ("var", "was") } else { ("er", "is") };
    let message = Bilingual::new(
        format!("{} {} en {}, ikke en {}", day.nb, verb.0, was.nb, said.nb),
        format!("{} {} a {}, not a {}", day.en, verb.1, was.en, said.en),
    );
    let near = nearest_day(date, written).map(words::day);
    let other_year = same_day_in_another_year(date, written).map(words::day);
    // What the fix writes is in the language of the text.
    let fix = fix(site, document, mention, date);
    let meant = fix.as_ref().and_then(|fix| fix.edits.first()).map(|edit| edit.text.as_str());
    let mut help = Bilingual::new(format!("Skriv {}", meant.unwrap_or(&was.nb)), format!("Write {}", meant.unwrap_or(&was.en)));
    for other in [near, other_year].into_iter().flatten() {
        help.nb.push_str(&format!(", eller {} {}", said.nb, other.nb));
        help.en.push_str(&format!(", or {} {}", said.en, other.en));
    }
    let help = Bilingual::new(help.nb + ".", help.en + ".");
    let place = site.place(document, mention.span);
    if naming::is_exempt(site, document) {
        let message = Bilingual::new("Ukedagen er ikke datoens", "The weekday is not the date's");
        return Finding::new(RECORD.name, place, message);
    }
    let finding = Finding::new(RECORD.name, place, message).with_help(help);
    match fix {
        Some(fix) => finding.with_fix(fix),
        None => finding,
    }
}

/// The nearest day of that weekday, three days away at most.
pub(super) fn nearest_day(date: Date, weekday: Weekday) -> Option<Date> {
    let fits = |date: &Date| words::weekday_of(*date) == weekday;
    let mut days =
        (1i64..=3).flat_map(|away| [date.checked_add(jiff::Span::new().days(away)), date.checked_sub(jiff::Span::new().days(away))]);
    days.find_map(|day| day.ok().filter(fits))
}

/// The same day of the year before or after, where that was the weekday: the year is easily wrong.
fn same_day_in_another_year(date: Date, weekday: Weekday) -> Option<Date> {
    let years = [date.year() - 1, date.year() + 1];
    years.into_iter().find_map(|year| Date::new(year, date.month(), date.day()).ok().filter(|day| words::weekday_of(*day) == weekday))
}

/// Writes the right weekday, in the language and with the capital of the one that stands there.
fn fix(site: &Site, document: usize, mention: &DateMention, date: Date) -> Option<Fix> {
    let weekday = mention.weekday.as_ref()?;
    let place = site.place(document, weekday.span);
    let written = site.sources.slice(place);
    let lower = written.to_lowercase();
    let named = |written: &str| LANGUAGES.iter().find(|names| names.contains(&written));
    let (names, ending) = match named(&lower) {
        Some(names) => (names, ""),
        None => (named(lower.strip_suffix("en")?)?, "en"),
    };
    let name = format!("{}{ending}", names.get(words::weekday_of(date) as usize)?);
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    let mut letters = name.chars();
    let text: String = match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => name,
    };
    let message = Bilingual::new(format!("Skriv «{text}»"), format!("Write “{text}”"));
    Some(Fix { message, safe: false, edits: vec![Edit { place, text }] })
}

/// The weekdays, Monday first: bokmål, nynorsk, English, Northern Sámi.
const LANGUAGES: [[&str; 7]; 4] = [
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"],
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["vuossárga", "maŋŋebárga", "gaskavahkku", "duorastat", "bearjadat", "lávvardat", "sotnabeaivi"],
];

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn the_weekday_is_written_as_the_one_that_stood_there() {
        for (written, mended) in [("mandag", "torsdag"), ("Mandagen", "Torsdagen"), ("Friday", "Thursday")] {
            let note = format!("---\ntype: notat\ntittel: T\ndato: 2017-10-01\n---\n{written} 9. november 2017.\n");
            let fix = first(&super::RECORD, &[("content/a.md", &note)]).fix.unwrap();
            assert_eq!(fix.edits[0].text, mended);
        }
    }
}
