//! What several lists hold: somebody, a state, the names of things as programs know them.

use serde::Serialize;

use crate::index::{Site, Subject};
use crate::model::{Date, Who};
use crate::pages::data::reading::Reading;
use crate::pages::link::{published, somebody};
use crate::pages::state::State as Shown;

/// A person, a body or a unit.
#[derive(Serialize)]
pub struct Party {
    /// The id in its register, for those that have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `person`, `body`, `unit`; nothing where only a name is known.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// What people call them.
    pub name: String,
    /// The role, as said there or held on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

impl Party {
    /// Somebody as a field names them.
    pub fn of(site: &Site, who: &Who, day: Option<Date>) -> Self {
        let shown = somebody(site, who, day);
        let found = site.party(who);
        let kind = found.and_then(|subject| match subject {
            Subject::Person(_) => Some("person"),
            Subject::Body(_) => Some("body"),
            Subject::Unit(_) => Some("unit"),
            _ => None,
        });
        let id = who.id().filter(|_| kind.is_some()).map(str::to_owned);
        Self { id, kind, name: shown.name.words, role: shown.role }
    }
}

/// How something stands at the as-of date.
#[derive(Serialize)]
pub struct State {
    /// `in_force`, `replaced`, `approved` …: the schema lists them.
    pub name: &'static str,
    /// From when, until when, on which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The page of what replaced, repealed, amended or approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl State {
    /// A state as pages show it, without the shades that only matter for its words.
    pub fn of(reading: &Reading<'_>, shown: &Shown) -> Self {
        let name = match shown.kind {
            "amended" => "in_force",
            "replaced_plain" => "replaced",
            "repealed_by" => "repealed",
            "approved_in" | "approved_in_item" | "approved_plain" => "approved",
            name => name,
        };
        let by = shown.other.as_ref().and_then(|other| other.url.as_deref()).map(|url| reading.url(url));
        Self { name, date: shown.date, by }
    }
}

/// The ids of bodies.
pub fn organizations(site: &Site, bodies: &[usize]) -> Vec<String> {
    bodies.iter().map(|body| site.body(*body).id.value.clone()).collect()
}

/// What a decision is known by: the last part of its address.
pub fn decision_id(site: &Site, decision: usize) -> Option<String> {
    site.decisions.get(decision).map(|entry| entry.id.slug())
}

/// The ids of those decisions that the audience gets.
pub fn decision_ids(site: &Site, decisions: impl Iterator<Item = usize>) -> Vec<String> {
    decisions.filter(|n| published(site, Subject::Decision(*n))).filter_map(|n| decision_id(site, n)).collect()
}

/// What an action item is known by: its minutes, and its place there.
pub fn action_id(site: &Site, document: usize, nth: usize) -> String {
    format!("{}#{}", site.document(document).id, crate::pages::parts::action_anchor(nth))
}

/// The case of an agenda item.
pub fn case_id(site: &Site, document: usize, item: Option<usize>) -> Option<String> {
    Some(site.case(site.case_of_item(document, item?)?).id.value.clone())
}

/// The address of an agenda item.
pub fn item_url(reading: &Reading<'_>, document: usize, item: Option<usize>) -> Option<String> {
    let found = reading.site.document(document).text.items.get(item?)?;
    let page = crate::pages::link::address(reading.site, Subject::Document(document));
    Some(reading.url(&format!("{page}#{}", crate::pages::link::encode(&found.anchor))))
}
