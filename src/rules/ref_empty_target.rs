//! ref-empty-target: a reference to a heading or a point with no text of its own.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Record, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::AnchorKind;
use crate::model::text::Heading;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-empty-target",
    title: ("en henvisning til noe uten egen tekst", "a reference to something without text of its own"),
    levels: &[("", Level::Info)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_empty_target.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let mut settled: HashMap<(usize, usize), bool> = HashMap::new();
    for reference in &site.references {
        let Some(target) = reference.target() else { continue };
        let (Subject::Document(document), Some(anchor)) = (target.subject, target.anchor) else { continue };
        let text = &site.document(document).text;
        let Some(anchor) = text.anchors.get(anchor) else { continue };
        // The anchor stands in its heading; a list's point has its text beside it.
        let place = text.headings.partition_point(|heading| heading.span.end < anchor.span.end);
        let Some(heading) = text.headings.get(place).filter(|heading| heading.span.contains(anchor.span)) else { continue };
        if anchor.kind == AnchorKind::Decision || heading.has_text {
            continue;
        }
        if *settled.entry((document, place)).or_insert_with(|| is_settled(site, document, place)) {
            continue;
        }
        let below: Vec<&Heading> =
            text.headings.iter().skip(place + 1).take_while(|below| heading.section.contains(below.span)).take(3).collect();
        let mention = site.mention(reference);
        let title = naming::quoted(site, document, &heading.title);
        let message = Bilingual::new(format!("«{title}» har ingen tekst selv"), format!("“{title}” has no text of its own"));
        let listed = |open: &str, close: &str| {
            below
                .iter()
                .map(|below| format!("{open}{}{close}", naming::quoted(site, document, &below.title)))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let help = if below.is_empty() {
            Bilingual::new("Vis til det som sier noe, eller skriv teksten.", "Refer to what says something, or write the text.")
        } else {
            Bilingual::new(
                format!("Vis heller til det du mener under den: {}.", listed("«", "»")),
                format!("Rather refer to what you mean below it: {}.", listed("“", "”")),
            )
        };
        let finding = Finding::new(RECORD.name, site.place(reference.document, mention.span), message).with_help(help);
        notes.add(finding.with_label(site.place(document, heading.span), Bilingual::new("overskriften", "the heading")));
    }
}

/// Whether a heading is an agenda item that a decision or an action item belongs to: the page shows them there.
fn is_settled(site: &Site, document: usize, heading: usize) -> bool {
    let text = &site.document(document).text;
    let Some(item) = text.item_of(heading) else { return false };
    let Some(minutes) = site.document(document).minutes() else { return false };
    let decisions = minutes.decisions.iter().filter_map(|decision| decision.item.as_ref());
    let actions = minutes.action_items.iter().filter_map(|action| action.item.as_ref());
    decisions.chain(actions).any(|written| item.matches(&written.value))
}
