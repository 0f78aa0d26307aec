//! num-empty-item: an agenda item or a section with nothing under it.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Reading, Record, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::text::Heading;
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "num-empty-item",
    title: ("en sak eller et avsnitt uten innhold", "an agenda item or a section with nothing under it"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("num_empty_item.md"),
    check: Check::Document(check),
};

/// Words in a title that say why nothing stands under it. A word counts by how it begins.
const SAYS_WHY: &[&str] =
    &["unntatt", "utgår", "utgjekk", "utgikk", "trukket", "trekt", "utsatt", "utsett", "avlyst", "ingen", "pause", "lunsj"];

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let document = &reading.entry().document;
    if document.front.template {
        return;
    }
    let headings = &document.text.headings;
    let items: HashMap<u32, usize> = document.text.items.iter().enumerate().map(|(nth, item)| (item.heading, nth)).collect();
    for (place, heading) in headings.iter().enumerate() {
        let below = headings.get(place + 1).is_some_and(|next| heading.section.contains(next.span));
        let item = u32::try_from(place).ok().and_then(|place| items.get(&place)).copied();
        if heading.has_text || below || says_why(heading) || item.is_some_and(|item| is_settled(site, n, item)) {
            continue;
        }
        let message = match item {
            Some(_) => Bilingual::new(
                "Saken har verken tekst, vedtak eller oppfølging",
                "The agenda item has neither text, decision nor action item",
            ),
            None => Bilingual::new("Det står ingenting under overskriften", "Nothing stands under the heading"),
        };
        let help = match item {
            Some(_) => Bilingual::new(
                "Skriv hva som ble sagt, om så bare «Ingen merknader», eller at saken utgår.",
                "Write what was said, be it only “Ingen merknader”, or that the item was withdrawn (“utgår”).",
            ),
            None => Bilingual::new("Skriv noe under overskriften, eller ta den ut.", "Write something under the heading, or take it out."),
        };
        notes.add(Finding::new(RECORD.name, reading.place(span(heading)), message).with_help(help));
    }
}

fn span(heading: &Heading) -> Span {
    if heading.title_span.start < heading.title_span.end { heading.title_span } else { heading.span }
}

/// Whether a decision or an action item of the minutes names the item, or its text is withheld.
fn is_settled(site: &Site, document: usize, item: usize) -> bool {
    let (Some(minutes), Some(item)) = (site.document(document).minutes(), site.document(document).text.items.get(item)) else {
        return false;
    };
    let decisions = minutes.decisions.iter().filter_map(|decision| decision.item.as_ref());
    let actions = minutes.action_items.iter().filter_map(|action| action.item.as_ref());
    naming::is_exempt(site, document) || decisions.chain(actions).any(|written| item.matches(&written.value))
}

fn says_why(heading: &Heading) -> bool {
    let title = heading.title.to_lowercase();
    title.split(|c: char| !c.is_alphabetic()).any(|word| SAYS_WHY.iter().any(|why| word.starts_with(why)))
}
