//! date-week: a week with the dates it is said to have beside it, which are in another week.

use super::years::{Years, week, week_of};
use super::{Check, FixKind, Notes, Reading, Record, naming, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::Date;
use crate::model::text::{DateMention, Part, PeriodMention};

/// The record.
pub const RECORD: Record = Record {
    name: "date-week",
    title: ("en uke som ikke er datoens", "a week that is not the date's"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.2.0",
    document: include_str!("date_week.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let text = &entry.document.text;
    let own = entry.document.front.date.as_ref().map(|date| date.value);
    let mut years: Option<Years> = None;
    for period in text.periods.iter().filter(|period| period.part == Part::Week) {
        let Some(beside) = period.beside else { continue };
        let years = years.get_or_insert_with(|| Years::of(text, reading.words(), own));
        let first = text.dates.partition_point(|date| date.span.start < beside.start);
        let dates = text.dates.iter().skip(first).take_while(|date| beside.contains(date.span));
        // A day that does not exist is date-invalid's.
        let days = dates.map(|date| (date, years.days(date, own))).filter(|(_, days)| !days.is_empty());
        if let Some((mention, day)) = astray(period, &days.collect::<Vec<_>>()) {
            notes.add(finding(site, n, period, mention, day));
        }
    }
}

/// The first of the dates that is in none of the weeks, whichever of the years it may be of. The dates go together: one year for all of
/// them.
fn astray<'d>(period: &PeriodMention, dates: &[(&'d DateMention, Vec<Date>)]) -> Option<(&'d DateMention, Date)> {
    let (_, first) = dates.first()?;
    let beside = |days: &[Date], anchor: Date| days.iter().copied().min_by_key(|day| (*day - anchor).get_days().abs());
    let misses =
        |anchor: Date| dates.iter().find_map(|(date, days)| Some((*date, beside(days, anchor).filter(|day| !within(period, *day))?)));
    if first.iter().any(|anchor| misses(*anchor).is_none()) {
        return None;
    }
    first.first().and_then(|likeliest| misses(*likeliest))
}

/// Whether a day is in the weeks. The last days of December may be of the next year's first week, which people give either year.
fn within(period: &PeriodMention, day: Date) -> bool {
    let of_year = period.year.is_none_or(|year| year == day.iso_week_date().year() || year == day.year());
    of_year && includes(period, week_of(day))
}

/// Whether a week is one of those written, those between two joined by a dash included; `uke 52–2` runs over New Year.
fn includes(period: &PeriodMention, number: u8) -> bool {
    let pairs = period.numbers.windows(2).filter_map(|pair| match pair {
        [from, to] if from.dash => Some((from.value, to.value)),
        _ => None,
    });
    let between = |(from, to): (u8, u8)| if from <= to { (from..=to).contains(&number) } else { number >= from || number <= to };
    period.numbers.iter().any(|one| one.value == number) || pairs.into_iter().any(between)
}

fn finding(site: &Site, document: usize, period: &PeriodMention, date: &DateMention, day: Date) -> Finding {
    let place = site.place(document, date.span);
    let label = site.place(document, period.span);
    if naming::is_exempt(site, document) {
        let message = Bilingual::new("Uka er ikke datoens", "The week is not the date's");
        return Finding::new(RECORD.name, place, message);
    }
    let (said, own, year) = (words::day(day), week_of(day), day.iso_week_date().year());
    let written = words::shown(site, label, site.sources.slice(label));
    let verb = if day < site.as_of { ("var", "was") } else { ("er", "is") };
    let message = Bilingual::new(
        format!("{} {} i uke {own}, ikke i «{written}»", said.nb, verb.0),
        format!("{} {} in week {own}, not in “{written}”", said.en, verb.1),
    );
    let mut help = Bilingual::new("Rett uka eller datoen", "Mend the week or the date");
    if let [only] = period.numbers.as_slice()
        && let Some((monday, sunday)) = week(period.year.unwrap_or(year), only.value).and_then(|day| Some((day, sunday(day)?)))
    {
        let (from, to) = (words::day(monday), words::day(sunday));
        help.nb.push_str(&format!(": uke {} er fra mandag {} til søndag {}", only.value, from.nb, to.nb));
        help.en.push_str(&format!(": week {} is from Monday {} to Sunday {}", only.value, from.en, to.en));
    }
    let help = Bilingual::new(help.nb + ".", help.en + ".");
    Finding::new(RECORD.name, place, message).with_label(label, Bilingual::new("uka", "the week")).with_help(help)
}

fn sunday(monday: Date) -> Option<Date> {
    monday.checked_add(jiff::Span::new().days(6)).ok()
}
