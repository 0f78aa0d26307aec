//! dec-unknown-item: `sak` (or `saker`) names an agenda item that the minutes do not have.

use super::{Check, FixKind, Notes, Reading, Record, naming, num_agenda};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::{AgendaItem, Minutes};
use crate::source::Spanned;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-unknown-item",
    title: ("et saksnummer som ikke finnes i referatet", "an agenda item that the minutes do not have"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_unknown_item.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let document = &entry.document;
    let Some(minutes) = document.minutes() else { return };
    for written in named_items(minutes) {
        let items = &document.text.items;
        if site.items_numbered(n, &written.value).next().is_none() {
            let shown = naming::quoted(site, n, &written.value);
            let message = Bilingual::new(format!("Referatet har ingen sak {shown}"), format!("The minutes have no agenda item {shown}"));
            let help = help(&written.value, items, naming::is_exempt(site, n));
            let told = num_agenda::misread(site, n, &written.value);
            notes.add(Finding::new(RECORD.name, site.place(n, written.span), message).with_help(help).told_by(told));
        }
    }
}

/// Every item that a field names: of decisions, of action items, of those who were there in part.
fn named_items(minutes: &Minutes) -> impl Iterator<Item = &Spanned<String>> {
    let decisions = minutes.decisions.iter().filter_map(|decision| decision.item.as_ref());
    let actions = minutes.action_items.iter().filter_map(|action| action.item.as_ref());
    let attendees = minutes.present.iter().chain(&minutes.absent).chain(&minutes.guests);
    decisions.chain(actions).chain(attendees.flat_map(|attendee| &attendee.items))
}

fn help(written: &str, items: &[AgendaItem], exempt: bool) -> Bilingual {
    let number: i64 = written.split('/').next().and_then(|number| number.trim().parse().ok()).unwrap_or_default();
    let mut nearest: Vec<&AgendaItem> = items.iter().collect();
    nearest.sort_by_key(|item| (i64::from(item.number) - number).abs());
    nearest.truncate(3);
    nearest.sort_by_key(|item| (item.year, item.number));
    let named: Vec<String> = nearest
        .iter()
        .map(|item| if exempt || item.title.is_empty() { item.label() } else { format!("{} ({})", item.label(), item.title) })
        .collect();
    if named.is_empty() {
        return Bilingual::new(
            "Gi saken en overskrift i teksten: «## Sak 1 Tittel», eller ta ut nummeret.",
            "Give the item a heading in the text, “## Sak 1 Title”, or take the number out.",
        );
    }
    let list = named.join(", ");
    Bilingual::new(
        format!("Skriv nummeret på en av sakene i teksten: {list}."),
        format!("Write the number of one of the items in the text: {list}."),
    )
}
