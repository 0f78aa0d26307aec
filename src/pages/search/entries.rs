//! What can be found: one entry per document, agenda item, decision, action item and point, grouped under its document; and one
//! per person, body, unit, case and statute. Only what the audience gets in full.

mod prose;
mod registers;

use std::borrow::Cow;

use serde::Serialize;

use crate::index::{DecisionState, DocumentState, MinutesState, Site, Subject, Visibility};
use crate::model::{ActionStatus, Date, Document, Role, Who};
use crate::pages::body;
use crate::pages::link::{address, encode};
use crate::source::{Cover, Span};
use crate::work::{self, Key};

/// Entries that are shown together: a document with what is in it, or something of the registers.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Group {
    /// What it is called.
    pub title: String,
    /// Its page below the site's root: `referat/styret/2019-01-10/`.
    pub url: String,
    /// Its date.
    pub date: Option<Date>,
    /// The bodies it belongs to, by their names.
    pub bodies: Vec<String>,
    /// The same names as one text.
    pub body: String,
    /// Itself, then what is in it.
    pub entries: Vec<Entry>,
}

/// One thing that can be found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Entry {
    /// A document's type, or `item`, `decision`, `action`, `point`, `person`, `body`, `unit`, `case`, `statute`.
    pub kind: String,
    /// What it is called; empty for a document, which is called as its group.
    pub title: String,
    /// Where it is: empty for the group's page, `#` and a fragment of it, or `/` and another page.
    pub place: String,
    /// The key of its state's words; empty for none.
    pub state: &'static str,
    /// Whether it no longer stands.
    pub past: bool,
    /// Ids, numbers and names it answers to exactly: `sg3/17`.
    pub ids: Vec<String>,
    /// What is searched of the front matter and the registers.
    pub text: String,
    /// The running text, searched as one with the above.
    #[serde(skip)]
    pub prose: String,
    /// Names of people.
    pub people: String,
}

impl Entry {
    /// The texts of the fields that are searched, in the order of [`super::FIELDS`].
    #[must_use]
    pub fn fields<'e>(&'e self, group: &'e Group) -> [Cow<'e, str>; 4] {
        let title = if self.title.is_empty() { &group.title } else { &self.title };
        [Cow::Borrowed(title), self.whole_text(), Cow::Borrowed(&self.people), Cow::Borrowed(&group.body)]
    }

    /// Its whole text.
    #[must_use]
    pub fn whole_text(&self) -> Cow<'_, str> {
        match (self.text.is_empty(), self.prose.is_empty()) {
            (true, _) => Cow::Borrowed(&self.prose),
            (_, true) => Cow::Borrowed(&self.text),
            _ => Cow::Owned(joined(&self.text, &self.prose)),
        }
    }
}

impl Group {
    /// The group without its running texts, which weigh most.
    #[must_use]
    pub fn into_facts(mut self) -> Self {
        for entry in &mut self.entries {
            entry.prose = String::new();
        }
        self
    }

    /// All of it but the running texts, as a key.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::of(&[&postcard::to_stdvec(self).unwrap_or_default()])
    }
}

/// Where a group comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin(Subject);

/// What there is to read, in a fixed order.
#[must_use]
pub fn origins(site: &Site) -> Vec<Origin> {
    let documents = (0..site.documents.len()).filter(|n| site.entry(*n).visibility == Visibility::Full).map(Subject::Document);
    documents.chain(registers::subjects(site)).map(Origin).collect()
}

/// Makes the groups of some origins, in their order, and of each what is wanted of it.
pub fn map<T: Send>(site: &Site, origins: &[Origin], wanted: impl Fn(Group) -> T + Sync + Send) -> Vec<T> {
    work::map(origins, |origin| wanted(origin.whole(site)))
}

impl Origin {
    /// The group.
    #[must_use]
    pub fn whole(&self, site: &Site) -> Group {
        self.group(site, true)
    }

    /// The group as [`Group::into_facts`] leaves it, without the work for what that takes out.
    #[must_use]
    pub fn facts(&self, site: &Site) -> Group {
        self.group(site, false)
    }

    fn group(&self, site: &Site, with_prose: bool) -> Group {
        match self.0 {
            Subject::Document(n) => of_document(site, n, with_prose),
            subject => registers::group(site, subject),
        }
    }

    /// What the running texts are made of, as a key: the file, the names that it may show for ids, and which of its links are withheld.
    #[must_use]
    pub fn sources(&self, site: &Site, names: &Key) -> Key {
        let Subject::Document(n) = self.0 else { return Key::of(&[]) };
        let listed = site.entry(n);
        let shows_names = site.sources.get(listed.source).is_some_and(|source| source.text.contains('@'));
        let names: &[u8] = if shows_names { &names.0 } else { b"" };
        let withheld: Vec<u8> = body::withheld_in(site, n).flat_map(|span| span.start.to_le_bytes()).collect();
        if names.is_empty() && withheld.is_empty() { listed.key } else { Key::of(&[&listed.key.0, names, &withheld]) }
    }
}

/// The names that ids stand for, as a key.
#[must_use]
pub fn names(site: &Site) -> Key {
    let registers = &site.registers;
    let people = (0..registers.people.entries.len()).map(|n| (&site.person(n).id.value, Subject::Person(n)));
    let bodies = (0..registers.bodies.entries.len()).map(|n| (&site.body(n).id.value, Subject::Body(n)));
    let units = (0..registers.units.entries.len()).map(|n| (&site.unit(n).id.value, Subject::Unit(n)));
    let names: Vec<(&String, String)> = people.chain(bodies).chain(units).map(|(id, subject)| (id, site.name(subject))).collect();
    let bytes: Vec<&[u8]> = names.iter().flat_map(|(id, name)| [id.as_bytes(), name.as_bytes()]).collect();
    Key::of(&bytes)
}

/// An id as it is compared: lower case, without spaces and hyphens.
#[must_use]
pub fn id(written: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let composed: String = written.nfc().collect();
    composed.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '/' | '§' | '.')).collect()
}

/// A page's address without the slash it begins with.
fn below_root(site: &Site, subject: Subject) -> String {
    address(site, subject).trim_start_matches('/').to_owned()
}

fn of_document(site: &Site, n: usize, with_prose: bool) -> Group {
    let document = site.document(n);
    let listed = site.entry(n);
    let own = document.text.items.iter().map(|item| item.content).chain(document.text.points.iter().map(|point| point.content));
    let withheld: Vec<Span> = body::withheld_in(site, n).collect();
    let (own, hidden) = (Cover::of(own), Cover::of(withheld.iter().copied()));
    let prose = |within, without: &[&Cover]| if with_prose { prose::prose(site, n, within, without) } else { String::new() };
    let summary = document.front.summary.as_ref().map_or("", |summary| summary.value.as_str());
    let mut state = document_state(listed.state);
    if state == "published" {
        state = "";
    }
    let mut entries = vec![Entry {
        kind: document.details.type_name().to_owned(),
        state,
        past: matches!(state, "replaced" | "repealed" | "expired" | "archived"),
        ids: vec![id(&listed.title)],
        text: summary.to_owned(),
        prose: prose(document.text.span, &[&own, &hidden]),
        people: people(site, document),
        ..Entry::default()
    }];
    for item in &document.text.items {
        entries.push(Entry {
            kind: "item".to_owned(),
            title: format!("Sak {} {}", item.label(), item.title),
            place: format!("#{}", encode(&item.anchor)),
            prose: prose(item.content, &[&hidden]),
            ..Entry::default()
        });
    }
    for point in &document.text.points {
        entries.push(Entry {
            kind: "point".to_owned(),
            title: joined(&point.number, body::told_title(&withheld, point)),
            place: format!("#{}", encode(&point.anchor)),
            prose: prose(point.content, &[&hidden]),
            ..Entry::default()
        });
    }
    entries.extend(site.decisions_in(n).iter().filter_map(|decision| of_decision(site, *decision)));
    entries.extend(site.actions_in(n).iter().filter_map(|action| of_action(site, *action)));
    let bodies: Vec<String> = site.bodies_of(n).iter().map(|body| site.name(Subject::Body(*body))).collect();
    Group {
        title: listed.title.clone(),
        url: below_root(site, Subject::Document(n)),
        date: site.date(n),
        body: bodies.join(" · "),
        bodies,
        entries,
    }
}

fn of_decision(site: &Site, n: usize) -> Option<Entry> {
    let (listed, decision) = (site.decisions.get(n)?, site.decision(n)?);
    if decision.exempt {
        return None;
    }
    let (written, title) = (listed.id.to_string(), site.decision_title(n).unwrap_or_default());
    let state = decision_state(listed.state);
    Some(Entry {
        kind: "decision".to_owned(),
        title: joined(&written, title),
        place: address(site, Subject::Decision(n)),
        state,
        past: matches!(state, "replaced" | "repealed" | "expired"),
        ids: vec![id(&written)],
        text: decision
            .text
            .as_ref()
            .map_or_else(String::new, |text| field(site, listed.document, &text.value, Role::DecisionText(nth(listed.nth)))),
        ..Entry::default()
    })
}

fn of_action(site: &Site, n: usize) -> Option<Entry> {
    let (listed, action) = (site.actions.get(n)?, site.action(n)?);
    let item = listed.item.and_then(|item| site.document(listed.document).text.items.get(item));
    let people: Vec<String> = action.responsible.iter().map(|who| name_of(site, who)).collect();
    let state = match site.action_status(n) {
        ActionStatus::Open => "open",
        ActionStatus::Closed => "closed",
        ActionStatus::Cancelled => "cancelled",
    };
    Some(Entry {
        kind: "action".to_owned(),
        title: field(site, listed.document, &action.text.as_ref()?.value, Role::ActionText(nth(listed.nth))),
        place: item.map_or_else(String::new, |item| format!("#{}", encode(&item.anchor))),
        state,
        past: state != "open",
        people: people.join(" · "),
        ..Entry::default()
    })
}

/// The words of a text of the front matter as its page shows them: what it names and the audience may not know of is not among them.
fn field(site: &Site, document: usize, text: &str, role: Role) -> String {
    body::plain(&body::field(site, document, "/", text, role))
}

/// A place in a list as roles have it.
fn nth(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// The states of documents as search tells them apart: what replaced it and when stands on its page.
fn document_state(state: DocumentState) -> &'static str {
    match state {
        DocumentState::Minutes(state) => match state {
            MinutesState::Draft => "draft",
            MinutesState::OpenForComments { .. } => "open_for_comments",
            MinutesState::ApprovedIn { .. } | MinutesState::ApprovedByDeadline { .. } | MinutesState::Approved => "approved",
            MinutesState::Unapproved => "unapproved",
        },
        DocumentState::Template => "template",
        DocumentState::Draft => "draft",
        DocumentState::Hearing => "hearing",
        DocumentState::InForce => "in_force",
        DocumentState::NotYet { .. } => "not_yet",
        DocumentState::Replaced | DocumentState::ReplacedBy { .. } => "replaced",
        DocumentState::Repealed { .. } => "repealed",
        DocumentState::Expired { .. } => "expired",
        DocumentState::Archived => "archived",
        DocumentState::Published => "published",
    }
}

fn decision_state(state: DecisionState) -> &'static str {
    match state {
        DecisionState::InForce | DecisionState::Amended { .. } => "in_force",
        DecisionState::NotYet { .. } => "not_yet",
        DecisionState::ReplacedBy { .. } => "replaced",
        DecisionState::RepealedBy { .. } => "repealed",
        DecisionState::Expired { .. } => "expired",
        DecisionState::Draft => "draft",
    }
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

fn joined(first: &str, second: &str) -> String {
    if first.is_empty() || second.is_empty() { format!("{first}{second}") } else { format!("{first} {second}") }
}
