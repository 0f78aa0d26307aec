//! dec-no-outcome: an agenda item whose text says that the body decided something, and no decision is listed. Minutes with a decision
//! that belongs to no item, or that could not be read, are left alone: it may be the one.

use std::collections::HashSet;

use super::outcomes::{self, Passage};
use super::resolved::{self, Bodies};
use super::{Check, FixKind, Notes, Reading, Record, faults};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::model::text::{BlockKind, Next};
use crate::model::words::Words;
use crate::model::{AgendaItem, DecisionId, Form};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-no-outcome",
    title: ("et vedtak i teksten som ikke er ført", "a decision in the text that is not listed"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_no_outcome.md"),
    check: Check::Suspected { suspects, check },
};

/// The texts of items that may say so, where the item neither lists nor names a decision, as far as its own minutes tell.
fn suspects(reading: &Reading<'_>) -> Vec<Span> {
    let document = &reading.entry().document;
    let Some(minutes) = document.minutes().filter(|_| !document.front.template && !faults::unread(document, "vedtak")) else {
        return Vec::new();
    };
    let listed = minutes.decisions.iter().filter_map(|one| reading.site.find_item(reading.document, &one.item.as_ref()?.value, None));
    let decisions = document.mentions.iter().filter(|mention| matches!(mention.form, Form::Decision(_)));
    let named = decisions.filter_map(|mention| document.text.item_with(mention.span));
    let settled: HashSet<usize> = listed.chain(named).collect();
    let mut found = Vec::new();
    for (place, item) in document.text.items.iter().enumerate() {
        if settled.contains(&place) {
            continue;
        }
        let tells = paragraphs(reading, item).any(|block| resolved::may_tell(&block.plain));
        if tells && !paragraphs(reading, item).any(|block| names_decision(&block.plain)) {
            found.push(item.content);
        }
    }
    found
}

fn check(reading: &Reading<'_>, suspected: &[Span], notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let document = &reading.entry().document;
    let Some(with_decision) = items_with_decision(site, n) else { return };
    let linking = items_linking_decision(site, n);
    let everybody = reading.lookups.called.get_or_init(|| everybody(site));
    for span in suspected {
        let place = document.text.items.partition_point(|item| item.content.start < span.start);
        let Some(item) = document.text.items.get(place).filter(|item| item.content == *span) else { continue };
        if with_decision.contains(&place) || linking.contains(&place) {
            continue;
        }
        let bodies = bodies(site, n, place, everybody);
        let passages = paragraphs(reading, item).map(|block| Passage {
            text: &block.plain,
            title: block.block.kind == BlockKind::Heading,
            entry: block.block.kind == BlockKind::Entry,
            followed: matches!(block.block.next, Next::Paragraph | Next::List | Next::Entry),
        });
        let said = outcomes::decided(&item.title, passages, &bodies).and_then(|(block, range)| {
            let block = paragraphs(reading, item).nth(block)?;
            Some(block.span(range.start, range.end))
        });
        notes.add_all(said.map(|at| finding(site, n, item, at)));
    }
}

/// The headings, paragraphs and entries of an item's text.
fn paragraphs<'r, 's>(reading: &'r Reading<'s>, item: &'r AgendaItem) -> impl Iterator<Item = &'r Words<'s>> {
    let first = reading.words().partition_point(|block| block.block.span.start < item.content.start);
    let own = reading.words().iter().skip(first).take_while(|block| item.content.contains(block.block.span));
    own.filter(|block| matches!(block.block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Entry))
}

/// The items that decisions of some minutes belong to; none where one of them belongs to no item that can be told.
fn items_with_decision(site: &Site, document: usize) -> Option<HashSet<usize>> {
    let decisions = &site.document(document).minutes()?.decisions;
    decisions.iter().map(|one| site.find_item(document, &one.item.as_ref()?.value, site.deciding_body(document, one))).collect()
}

/// The items that refer to a decision: their outcome stands there.
fn items_linking_decision(site: &Site, document: usize) -> HashSet<usize> {
    let linking = site.references_in(document).iter().filter_map(|reference| {
        let mention = site.mention(reference);
        let decision =
            matches!(mention.form, Form::Decision(_)) || reference.target().is_some_and(|target| site.decision_of(target).is_some());
        decision.then(|| site.document(document).text.item_with(mention.span)).flatten()
    });
    linking.collect()
}

/// Whether a paragraph names a decision by its number without linking it.
fn names_decision(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| DecisionId::read(pair.join(" ").trim_end_matches(|c: char| !c.is_ascii_digit())).is_some())
}

/// What every body and unit of the register is called.
fn everybody(site: &Site) -> Vec<(Subject, Vec<Vec<String>>)> {
    let bodies = (0..site.registers.bodies.entries.len()).map(Subject::Body);
    let units = (0..site.registers.units.entries.len()).map(Subject::Unit);
    let called = |subject: Subject| {
        let id = match subject {
            Subject::Body(n) => site.body(n).id.value.clone(),
            Subject::Unit(n) => site.unit(n).id.value.clone(),
            _ => String::new(),
        };
        let full = site.name(subject);
        // "Styringsgruppa for NAV i Nordland" is "Styringsgruppa" in its own minutes.
        let short = full.split(" for ").next().and_then(|name| name.split(" i ").next()).unwrap_or_default().to_owned();
        let code = if let Subject::Body(n) = subject { site.body(n).code.as_ref() } else { None };
        let code = code.map(|code| code.value.clone()).unwrap_or_default();
        [full, short, format!("@{id}"), code].iter().map(|name| resolved::name(name)).filter(|name| !name.is_empty()).collect()
    };
    bodies.chain(units).map(|subject| (subject, called(subject))).collect()
}

/// The names of the item's body, or of all that met, and of everybody else.
fn bodies(site: &Site, document: usize, item: usize, everybody: &[(Subject, Vec<Vec<String>>)]) -> Bodies {
    let met = site.body_of_item(document, item).map_or_else(|| site.bodies_of(document).to_vec(), |body| vec![body]);
    let is_own = |subject: &Subject| matches!(subject, Subject::Body(body) if met.contains(body));
    let mut bodies = Bodies { own: Vec::new(), others: Vec::new() };
    for (subject, names) in everybody {
        let list = if is_own(subject) { &mut bodies.own } else { &mut bodies.others };
        list.extend(names.iter().cloned());
    }
    let kinds: &[(&str, &[&str])] = &[
        ("grupp", &["gruppa", "gruppen"]),
        ("styre", &["styret"]),
        ("utval", &["utvalget", "utvalet"]),
        ("råd", &["rådet"]),
        ("nemnd", &["nemnda"]),
        ("forum", &["forumet"]),
        ("komit", &["komiteen"]),
        ("partnerskap", &["partnerskapet"]),
    ];
    let called = bodies.own.iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let short = kinds.iter().filter(|(stem, _)| called.contains(stem)).flat_map(|(_, names)| *names);
    bodies.own.extend(short.chain(&["møtet", "vi", "man"]).map(|name| vec![(*name).to_owned()]));
    bodies.others.retain(|name| !bodies.own.contains(name));
    bodies
}

fn finding(site: &Site, document: usize, item: &AgendaItem, at: Span) -> Finding {
    let label = item.label();
    let message = Bilingual::new(
        format!("Teksten til sak {label} sier at noe er vedtatt, men det er ikke ført noe vedtak på saken"),
        format!("The text of item {label} says that something was decided, but no decision is listed for it"),
    );
    let help = Bilingual::new(
        format!("Før vedtaket under «vedtak» med sak: {label}, eller vis til det vedtaket som er ment."),
        format!("List the decision under `vedtak` with sak: {label}, or refer to the decision that is meant."),
    );
    Finding::new(RECORD.name, site.place(document, at), message).with_help(help)
}
