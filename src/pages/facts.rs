//! The facts above a document's text: who adopted it, from when it holds, what it replaces.
//!
//! What may not enter: which words stand for them, which are the theme's.

use serde::Serialize;

use super::link::{Link, Somebody, encode, party};
use super::parts::{basis, role_links};
use super::state::State;
use crate::index::Site;
use crate::model::mandate::Period;
use crate::model::{Adoption, Date, DateSpan, Role};
use crate::source::Spanned;

/// A line of the facts above a document's text; one of its fields is filled, but for what is told of links.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Fact {
    /// The key of its words in the theme's texts.
    pub label: &'static str,
    /// Plain words.
    pub words: Option<String>,
    /// A day.
    pub date: Option<Date>,
    /// Somebody.
    pub somebody: Option<Somebody>,
    /// One or more links.
    pub links: Vec<Link>,
    /// The day of what the links lead to, told after them.
    pub made_on: Option<Date>,
    /// The case number there, told last.
    pub item: Option<String>,
    /// A state.
    pub state: Option<State>,
    /// The beginning of a period.
    pub from: Option<When>,
    /// The end of a period, which belongs to it.
    pub to: Option<When>,
}

/// A day, month, quarter, half-year or year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct When {
    /// As written, for the theme to put into words: `2018-01-18`, `2018-01`, `2018-Q1`.
    pub written: String,
    /// Its first day.
    pub from: Date,
}

impl When {
    /// What a date or period is shown by.
    #[must_use]
    pub fn of(span: &DateSpan) -> Self {
        Self { written: span.written.trim().to_owned(), from: span.from }
    }
}

impl Fact {
    /// A period; nothing where neither end is known.
    #[must_use]
    pub fn period(label: &'static str, period: &Period) -> Option<Self> {
        let end = |end: &Option<Spanned<DateSpan>>| end.as_ref().map(|end| When::of(&end.value));
        let (from, to) = (end(&period.from), end(&period.to));
        (from.is_some() || to.is_some()).then(|| Self { label, from, to, ..Self::default() })
    }

    /// Plain words.
    pub fn words(label: &'static str, words: impl Into<String>) -> Self {
        Self { label, words: Some(words.into()), ..Self::default() }
    }

    /// A day.
    #[must_use]
    pub fn date(label: &'static str, date: Date) -> Self {
        Self { label, date: Some(date), ..Self::default() }
    }

    /// Links; nothing where there are none.
    #[must_use]
    pub fn links(label: &'static str, links: Vec<Link>) -> Option<Self> {
        (!links.is_empty()).then(|| Self { label, links, ..Self::default() })
    }

    /// Somebody.
    #[must_use]
    pub fn somebody(label: &'static str, somebody: Somebody) -> Self {
        Self { label, somebody: Some(somebody), ..Self::default() }
    }
}

/// Who adopted a document: the decision, or what is known of one that is not in the site.
#[must_use]
pub fn adopted(site: &Site, document: usize) -> Option<Fact> {
    let adoption = site.document(document).front.adopted.as_ref()?;
    match &adoption.value {
        Adoption::Decision(written) => {
            let link = role_links(site, document, Role::AdoptedBy).into_iter().next().unwrap_or_else(|| Link::plain(written.clone()));
            Fact::links("adopted", vec![link])
        }
        Adoption::Elsewhere { body, date, item } => {
            let body = body.as_ref().map(|body| party(site, &body.value));
            let date = date.as_ref().map(|date| date.value);
            let item = item.as_ref().map(|item| item.value.clone());
            match (body, date) {
                (Some(body), made_on) => Some(Fact { label: "adopted", links: vec![body], made_on, item, ..Fact::default() }),
                (None, Some(date)) => Some(Fact::date("adopted", date)),
                (None, None) => None,
            }
        }
    }
}

/// The facts that every type has, after its own.
#[must_use]
pub fn common_facts(site: &Site, document: usize) -> Vec<Fact> {
    let front = &site.document(document).front;
    let mut facts = Vec::new();
    if let Some(responsible) = &front.responsible {
        facts.extend(Fact::links("responsible", vec![party(site, &responsible.value)]));
    }
    facts.extend(adopted(site, document));
    if let Some(date) = &front.valid_from {
        facts.push(Fact::date("valid_from", date.value));
    }
    if let Some(date) = &front.valid_to {
        facts.push(Fact::date("valid_to", date.value));
    }
    if let Some(date) = &front.review {
        facts.push(Fact::date("review", date.value));
    }
    facts.extend(Fact::links("replaces", role_links(site, document, Role::ReplacesDocument)));
    facts.extend(Fact::links("related", role_links(site, document, Role::Related)));
    facts.extend(Fact::links("topics", front.topics.iter().map(|topic| topic_link(&topic.value)).collect()));
    if let Some(written) = &front.basis {
        facts.extend(Fact::links("basis", vec![basis(site, document, Role::Basis, &written.value)]));
    }
    if let Some(reference) = &front.archive_ref {
        facts.push(Fact::words("archive_ref", reference.value.clone()));
    }
    facts
}

/// The page of a topic.
#[must_use]
pub fn topic_link(topic: &str) -> Link {
    Link::to(topic, format!("/tema/{}/", encode(crate::index::lists::topic_slug(topic))))
}
