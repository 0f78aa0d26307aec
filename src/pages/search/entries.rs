//! What can be found: one entry per document, agenda item, decision, action item and point, grouped under its document.

use std::borrow::Cow;

use serde::Serialize;

use crate::index::{Entry as Listed, Site, Subject, Visibility};
use crate::model::{Access, Document, Who};
use crate::source::Span;

/// One thing that can be found.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Where it is, below the site's root, with its fragment.
    url: String,
    /// What it is called.
    title: String,
    /// `document`, `item`, `decision`, `action` or `point`.
    kind: &'static str,
    /// The document's type name.
    #[serde(rename = "type")]
    type_name: String,
    /// The document it belongs to, as a place in the entries; its own for a document.
    group: usize,
    /// The document's date, `2018-09-14`; empty for none.
    date: String,
    /// Ids and numbers it answers to exactly: `sg 3/17`.
    ids: Vec<String>,
    /// Whether it no longer stands.
    past: bool,
    /// The text that is searched and that excerpts are cut from.
    text: String,
    /// Names of people.
    people: String,
    /// Names of bodies.
    body: String,
}

impl Entry {
    /// The texts of the fields that are searched, in the order of [`super::FIELDS`].
    pub fn fields(&self) -> [&str; 4] {
        [&self.title, &self.text, &self.people, &self.body]
    }
}

/// Every entry of the site, by document, the document's own first. Only what the audience gets in full.
pub fn entries(site: &Site) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (n, listed) in site.documents.iter().enumerate() {
        if listed.visibility == Visibility::Full {
            of_document(site, n, listed, &mut entries);
        }
    }
    entries
}

fn of_document(site: &Site, n: usize, listed: &Listed, entries: &mut Vec<Entry>) {
    let document = &*listed.document;
    let group = entries.len();
    let own: Vec<Span> =
        document.text.items.iter().map(|item| item.content).chain(document.text.points.iter().map(|point| point.content)).collect();
    let base = Entry {
        url: site.url(Subject::Document(n)),
        title: listed.title.clone(),
        kind: "document",
        type_name: document.details.type_name().to_owned(),
        group,
        date: document.front.date.as_ref().map_or_else(String::new, |date| date.value.to_string()),
        ids: Vec::new(),
        past: !stands(listed),
        text: String::new(),
        people: String::new(),
        body: names_of_bodies(site, document),
    };
    let summary = document.front.summary.as_ref().map_or("", |summary| summary.value.as_str());
    let rest = prose(site, listed, document.text.span, &own);
    entries.push(Entry { text: joined(summary, &rest), people: people(site, document), ..base.clone() });
    for item in &document.text.items {
        let title = format!("Sak {} {}", item.label(), item.title);
        let text = prose(site, listed, item.content, &[]);
        entries.push(Entry { url: format!("{}#{}", base.url, item.anchor), title, kind: "item", text, ..base.clone() });
    }
    for point in &document.text.points {
        let title = if point.title.is_empty() { point.number.clone() } else { format!("{} {}", point.number, point.title) };
        let text = prose(site, listed, point.content, &[]);
        entries.push(Entry { url: format!("{}#{}", base.url, point.anchor), title, kind: "point", text, ..base.clone() });
    }
    decisions(site, n, &base, entries);
    actions(site, n, &base, entries);
}

fn decisions(site: &Site, n: usize, base: &Entry, entries: &mut Vec<Entry>) {
    for (place, listed) in site.decisions.iter().enumerate().filter(|(_, listed)| listed.document == n) {
        let Some(decision) = site.decision(place).filter(|decision| !decision.exempt) else { continue };
        let id = listed.id.to_string();
        let name = decision.title.as_ref().map_or("", |title| title.value.as_str());
        entries.push(Entry {
            url: site.url(Subject::Decision(place)),
            title: joined(&id, name),
            kind: "decision",
            ids: vec![id.to_lowercase()],
            past: !matches!(listed.state, crate::index::DecisionState::InForce | crate::index::DecisionState::NotYet { .. }),
            text: decision.text.as_ref().map_or_else(String::new, |text| plain(&named(site, &text.value))),
            ..base.clone()
        });
    }
}

fn actions(site: &Site, n: usize, base: &Entry, entries: &mut Vec<Entry>) {
    for (place, listed) in site.actions.iter().enumerate().filter(|(_, listed)| listed.document == n) {
        let Some((action, text)) = site.action(place).and_then(|action| Some((action, action.text.as_ref()?))) else { continue };
        let item = listed.item.and_then(|item| site.document(n).text.items.get(item));
        let people: Vec<String> = action.responsible.iter().map(|who| name_of(site, who)).collect();
        entries.push(Entry {
            url: item.map_or_else(|| base.url.clone(), |item| format!("{}#{}", base.url, item.anchor)),
            title: plain(&named(site, &text.value)),
            kind: "action",
            past: action.state() != crate::model::ActionStatus::Open,
            people: people.join(" · "),
            ..base.clone()
        });
    }
}

/// Whether a document still stands, as far as ranking cares.
fn stands(listed: &Listed) -> bool {
    use crate::index::DocumentState as State;
    !matches!(listed.state, State::ReplacedBy { .. } | State::Repealed { .. } | State::Expired { .. } | State::Archived)
}

fn names_of_bodies(site: &Site, document: &Document) -> String {
    let names: Vec<&str> = document
        .front
        .bodies
        .iter()
        .filter_map(|body| site.find_body(&body.value))
        .filter_map(|body| site.body(body).name.as_ref().map(|name| name.value.as_str()))
        .collect();
    names.join(" · ")
}

/// The names of everybody a document's fields name.
fn people(site: &Site, document: &Document) -> String {
    let mut names: Vec<String> = document.front.responsible.iter().map(|id| name_of(site, &Who::Id(id.clone()))).collect();
    if let Some(minutes) = document.minutes() {
        names.extend(minutes.chair.iter().chain(&minutes.secretary).map(|who| name_of(site, who)));
        let attended = minutes.present.iter().chain(&minutes.absent).chain(&minutes.guests);
        names.extend(attended.map(|attendee| name_of(site, &attendee.who)));
    }
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    names.join(" · ")
}

fn name_of(site: &Site, who: &Who) -> String {
    let registered = |id: &str| match site.find_party(id)? {
        Subject::Person(n) => site.person(n).name.as_ref().map(|name| name.value.clone()),
        Subject::Body(n) => site.body(n).name.as_ref().map(|name| name.value.clone()),
        Subject::Unit(n) => site.unit(n).name.as_ref().map(|name| name.value.clone()),
        _ => None,
    };
    match who {
        Who::Id(id) => registered(&id.value).unwrap_or_default(),
        Who::Named { name, .. } => name.as_ref().map_or_else(String::new, |name| name.value.clone()),
    }
}

/// The running text of a span, less what other entries hold, as words with single spaces.
fn prose(site: &Site, listed: &Listed, within: Span, without: &[Span]) -> String {
    let Some(source) = site.sources.get(listed.source) else { return String::new() };
    if listed.document.front.access.as_ref().is_some_and(|access| access.value == Access::Exempt) {
        return String::new();
    }
    let mut text = String::new();
    let mut block = None;
    for run in &listed.document.text.prose {
        if !within.contains(run.span) || without.iter().any(|span| span.contains(run.span)) {
            continue;
        }
        if block.is_some_and(|before| before != run.block) {
            text.push(' ');
        }
        block = Some(run.block);
        text.push_str(&named(site, source.slice(run.span)));
    }
    plain(&text)
}

/// A text with the names of those it refers to by id, as its page shows them.
fn named<'t>(site: &Site, text: &'t str) -> Cow<'t, str> {
    let mut parts = text.split('@');
    let before = parts.next().unwrap_or_default();
    if before.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let mut shown = before.to_owned();
    for part in parts {
        let length = part.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(part.len());
        let (id, rest) = part.split_at(length);
        shown.push_str(&site.find_party(id).map_or_else(|| format!("@{id}"), |subject| site.name(subject)));
        shown.push_str(rest);
    }
    Cow::Owned(shown)
}

/// Words with single spaces, without the signs of Markdown that carry no meaning in a list of results.
fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '[' | ']' | '\\' | '\u{ad}')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn joined(first: &str, second: &str) -> String {
    if first.is_empty() || second.is_empty() { format!("{first}{second}") } else { format!("{first} {second}") }
}
