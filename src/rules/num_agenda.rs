//! num-agenda: agenda items that repeat, skip, run backwards or start above 1, and headings that look like agenda items and are none.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Deref;

use super::untreated::{self, LONGEST_RANGE};
use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{AgendaFault, Bilingual, Fault, FaultKind, Finding, Level};
use crate::index::Site;
use crate::model::{AgendaItem, Document};
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "num-agenda",
    title: ("saker som gjentas, mangler eller går bakover", "agenda items that repeat, skip or run backwards"),
    levels: &[("", Level::Error), (AHEAD, Level::Warning), (BACKWARDS, Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("num_agenda.md"),
    check: Check::Site(check),
};

/// An item of a year that had not begun.
const AHEAD: &str = "year-ahead";

/// Items in another order than their numbers.
const BACKWARDS: &str = "backwards";

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        if let FaultKind::AgendaHeading { wrong, .. } = kind
            && !matches!(wrong, AgendaFault::Line | AgendaFault::Name)
        {
            notes.add(heading(place, *wrong));
        }
    }
    for (n, entry) in site.documents.iter().enumerate() {
        let (Some(minutes), Some(source)) = (entry.document.minutes(), site.sources.get(entry.source)) else { continue };
        let items = &entry.document.text.items;
        // Two bodies that meet jointly may both begin at 1; numbers within a year are a row of their own.
        let mut rows: BTreeMap<(Option<&str>, Option<u8>), Vec<usize>> = BTreeMap::new();
        let is_straight = runs_straight(items);
        let own = entry.document.front.date.as_ref().and_then(|date| u8::try_from(date.value.year().rem_euclid(100)).ok());
        for (nth, item) in items.iter().enumerate() {
            let ahead = own.filter(|own| item.year.is_some_and(|year| is_ahead(year, *own)));
            if let Some(own) = ahead {
                notes.add(of_a_year_ahead(site.place(n, item.number_span), item, own));
            }
            // Its number stands in the row that it was probably meant for.
            let year = ahead.or(item.year);
            let body = item.body.as_ref().map(|body| body.value.as_str()).filter(|_| !is_straight);
            rows.entry((body, year)).or_default().push(nth);
        }
        let said = LazyCell::new(|| untreated::said(&entry.document, minutes, source));
        for fault in &entry.document.faults {
            notes.add_all(of_fault(site, n, fault, &said));
        }
        let untreated = LazyCell::new(|| said.iter().copied().chain(in_faults(&entry.document)).collect::<BTreeSet<_>>());
        for ((body, year), row) in rows {
            let before = if year.is_some() { last_of_year(site, n, body, year) } else { Some(0) };
            let row: Vec<&AgendaItem> = row.into_iter().filter_map(|nth| items.get(nth)).collect();
            sequence(site, n, &row, before, &untreated, notes);
        }
    }
}

/// Whether the items of several bodies that meet jointly are numbered as one row.
fn runs_straight(items: &[AgendaItem]) -> bool {
    let follows = |pair: &[AgendaItem]| matches!(pair, [one, next] if next.year == one.year && next.number > one.number);
    items.iter().any(|item| item.body.is_some()) && items.windows(2).all(follows)
}

/// Whether a year lies ahead of another, both in their last two figures: '99 is behind '00, as it is nearer on that side.
fn is_ahead(year: u8, own: u8) -> bool {
    (1..50).contains(&((u16::from(year) + 100 - u16::from(own)) % 100))
}

/// The last number that the meeting before used in a year; none where it is not known which meeting that was.
fn last_of_year(site: &Site, document: usize, body: Option<&str>, year: Option<u8>) -> Option<u32> {
    let body = match body {
        Some(body) => site.find_body(body)?,
        None => *site.bodies_of(document).first()?,
    };
    let before = site.previous_meeting(document, body).filter(|before| site.approves(document).contains(before))?;
    let items = site.document(before).text.items.iter();
    match items.clone().filter(|item| item.year == year).map(|item| item.number).max() {
        Some(last) => Some(last),
        // The first meeting of a year: the one before numbered the year before.
        None => items.clone().any(|item| item.year.zip(year).is_some_and(|(before, year)| is_ahead(year, before))).then_some(0),
    }
}

/// An item that is no heading, where nothing says that it was not treated; and one with the number of another.
fn of_fault(site: &Site, document: usize, fault: &Fault, said: &impl Deref<Target = BTreeSet<Option<u32>>>) -> Option<Finding> {
    let place = site.place(document, fault.span);
    match &fault.kind {
        FaultKind::AgendaHeading { written, wrong: wrong @ (AgendaFault::Line | AgendaFault::Name) } => {
            let number = numbers_in(written).next();
            let is_said = said.contains(&None) || number.is_some_and(|number| said.contains(&Some(number)));
            (!is_said).then(|| lost(place, *wrong, written))
        }
        FaultKind::AgendaRepeated { written, meant } => {
            let items = &site.document(document).text.items;
            let first = items.iter().find(|item| item.label() == *written).map(|item| site.place(document, item.number_span));
            Some(repeated_for(place, written, *meant, first))
        }
        _ => None,
    }
}

fn numbers_in(written: &str) -> impl Iterator<Item = u32> {
    written.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok())
}

/// The numbers in headings and lines that are a finding already.
fn in_faults(document: &Document) -> impl Iterator<Item = Option<u32>> {
    let written = document.faults.iter().filter_map(|fault| match &fault.kind {
        FaultKind::AgendaHeading { written, .. } => Some(written),
        _ => None,
    });
    written.flat_map(|written| numbers_in(written)).map(Some)
}

/// The finding that says that a heading or line was meant for an item, by its number as a reference names it.
pub(super) fn misread(site: &Site, document: usize, written: &str) -> Option<(&'static str, Place)> {
    let number = AgendaItem::number_in(written)?;
    let names =
        |fault: &&Fault| matches!(&fault.kind, FaultKind::AgendaHeading { written, .. } if numbers_in(written).any(|n| n == number));
    site.document(document).faults.iter().find(names).map(|fault| (RECORD.name, site.place(document, fault.span)))
}

fn sequence(
    site: &Site,
    document: usize,
    row: &[&AgendaItem],
    before: Option<u32>,
    untreated: &impl Deref<Target = BTreeSet<Option<u32>>>,
    notes: &mut Notes,
) {
    let there: BTreeSet<u32> = row.iter().map(|item| item.number).collect();
    let mut first: HashMap<u32, &AgendaItem> = HashMap::new();
    let mut highest: Option<&AgendaItem> = None;
    for item in row {
        let place = site.place(document, item.number_span);
        if let Some(other) = first.get(&item.number) {
            let other = site.place(document, other.number_span);
            notes.add(repeated(place, item, other, there.iter().max().copied().unwrap_or_default()));
            continue;
        }
        first.insert(item.number, item);
        let last = highest.map(|item| item.number).or(before);
        if let Some(last) = last {
            let missing: Vec<u32> = (last.saturating_add(1)..item.number).take(LONGEST_RANGE).filter(|n| !there.contains(n)).collect();
            if !missing.is_empty() {
                let lost: Vec<u32> = missing.into_iter().filter(|n| !untreated.contains(&Some(*n)) && !untreated.contains(&None)).collect();
                if let (Some(from), Some(to)) = (lost.first(), lost.last()) {
                    notes.add(skipped(place, item, *from, *to));
                }
            }
        }
        match highest {
            Some(ahead) if item.number < ahead.number => {
                notes.add(backwards(place, item, site.place(document, ahead.number_span), ahead));
            }
            _ => highest = Some(item),
        }
    }
}

fn repeated(place: Place, item: &AgendaItem, other: Place, highest: u32) -> Finding {
    let label = item.label();
    let free = AgendaItem { number: highest.saturating_add(1), ..item.clone() }.label();
    Finding::new(RECORD.name, place, Bilingual::new(format!("Sak {label} står to ganger"), format!("Item {label} stands twice")))
        .with_label(other, Bilingual::new("den første", "the first"))
        .with_help(Bilingual::new(
            format!("Gi en av dem et annet nummer; neste ledige er {free}."),
            format!("Give one of them another number; the next free one is {free}."),
        ))
}

fn repeated_for(place: Place, written: &str, meant: u32, first: Option<Place>) -> Finding {
    let year = written.split_once('/').map(|(_, year)| format!("/{year}")).unwrap_or_default();
    let message = Bilingual::new(format!("Sak {written} står to ganger"), format!("Item {written} stands twice"));
    let help = Bilingual::new(format!("Mente du «Sak {meant}{year}»?"), format!("Did you mean “Sak {meant}{year}”?"));
    let finding = Finding::new(RECORD.name, place, message).with_help(help);
    match first {
        Some(first) => finding.with_label(first, Bilingual::new("den andre", "the other")),
        None => finding,
    }
}

/// A line or heading that was meant for an item.
fn lost(place: Place, wrong: AgendaFault, written: &str) -> Finding {
    let number = written.trim_start_matches(|c: char| !c.is_ascii_digit());
    let message = match wrong {
        AgendaFault::Line => {
            Bilingual::new("Linjen ser ut som en sak, men er ingen overskrift", "The line looks like an agenda item, but is no heading")
        }
        _ => Bilingual::new(
            format!("Overskriften ser ut som en sak, men begynner ikke med «Sak {number}»"),
            format!("The heading looks like an agenda item, but does not begin with “Sak {number}”"),
        ),
    };
    Finding::new(RECORD.name, place, message).with_help(Bilingual::new(
        format!("Skriv «## Sak {number}» og tittelen, på en linje for seg."),
        format!("Write “## Sak {number}” and the title, on a line of its own."),
    ))
}

fn skipped(place: Place, item: &AgendaItem, from: u32, to: u32) -> Finding {
    let label = item.label();
    let of = |number: u32| AgendaItem { number, ..item.clone() }.label();
    let (from, to) = (of(from), of(to));
    let message = if from == to {
        Bilingual::new(format!("Sak {from} mangler foran sak {label}"), format!("Item {from} is missing before item {label}"))
    } else {
        Bilingual::new(
            format!("Sak {from} til {to} mangler foran sak {label}"),
            format!("Items {from} to {to} are missing before item {label}"),
        )
    };
    Finding::new(RECORD.name, place, message).with_help(Bilingual::new(
        format!("Skriv «Sak {from}» om saken er den neste, eller skriv i teksten at «sak {from} utgår»."),
        format!("Write “Sak {from}” if this is the next item, or say in the text that “sak {from} utgår” (was withdrawn)."),
    ))
}

fn of_a_year_ahead(place: Place, item: &AgendaItem, own: u8) -> Finding {
    let label = item.label();
    let meant = AgendaItem { year: Some(own), ..item.clone() }.label();
    let message = Bilingual::new(
        format!("Sak {label} er av et år som ikke var begynt da møtet ble holdt"),
        format!("Item {label} is of a year that had not begun when the meeting was held"),
    );
    Finding::new(RECORD.name, place, message)
        .with_case(AHEAD)
        .with_help(Bilingual::new(format!("Mente du {meant}?"), format!("Did you mean {meant}?")))
}

fn backwards(place: Place, item: &AgendaItem, other: Place, ahead: &AgendaItem) -> Finding {
    let (label, ahead) = (item.label(), ahead.label());
    Finding::new(
        RECORD.name,
        place,
        Bilingual::new(format!("Sak {label} står etter sak {ahead}"), format!("Item {label} stands after item {ahead}")),
    )
    .with_case(BACKWARDS)
    .with_label(other, Bilingual::new(format!("sak {ahead}"), format!("item {ahead}")))
    .with_help(Bilingual::new(
        "Sett sakene i nummerrekkefølge, eller nummerer dem slik de ble behandlet.",
        "Put the items in the order of their numbers, or number them as they were treated.",
    ))
}

fn heading(place: Place, wrong: AgendaFault) -> Finding {
    let (message, help) = match wrong {
        AgendaFault::Level => (
            Bilingual::new(
                "Overskriften ser ut som en sak, men er ikke på nivå 2",
                "The heading looks like an agenda item, but is not of level 2",
            ),
            Bilingual::new("Begynn linjen med «## ».", "Begin the line with “## ”."),
        ),
        AgendaFault::Letter => (
            Bilingual::new(
                "Saksnummeret har en bokstav, og da kan ingen vise til saken",
                "The item's number has a letter, so nothing can refer to it",
            ),
            Bilingual::new(
                "Gi saken et eget nummer, eller bruk en overskrift på nivå 3 under saken.",
                "Give the item a number of its own, or use a level-3 heading below the item.",
            ),
        ),
        AgendaFault::Several => (
            Bilingual::new(
                "Overskriften nevner flere saker, og da kan ingen vise til den ene",
                "The heading names several items, so nothing can refer to one of them",
            ),
            Bilingual::new("Gi hver sak sin egen overskrift.", "Give each item a heading of its own."),
        ),
        AgendaFault::NoSpace | AgendaFault::Line | AgendaFault::Name => (
            Bilingual::new("Linjen ser ut som en sak, men er ingen overskrift", "The line looks like an agenda item, but is no heading"),
            Bilingual::new("Begynn linjen med «## », med et mellomrom.", "Begin the line with “## ”, with a space."),
        ),
    };
    Finding::new(RECORD.name, place, message).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::is_ahead;

    #[test]
    fn a_year_is_ahead_within_half_a_century() {
        assert!(is_ahead(20, 19) && is_ahead(0, 99) && !is_ahead(99, 0) && !is_ahead(19, 19) && !is_ahead(18, 19));
    }
}
