//! States as views hold them: a kind whose words the theme knows, with the date and the link that go into them.

use serde::Serialize;

use super::link::{Link, address, link, published, title};
use crate::index::{DecisionState, DocumentState, MinutesState, Site, Subject};
use crate::model::Date;

/// A state, ready to be put into words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    /// The key of its words in the theme's texts.
    pub kind: &'static str,
    /// `ok`, `open`, `ended` or `plain`: what colour and sign say again.
    pub tone: &'static str,
    /// What replaced, repealed or approved it.
    pub other: Option<Link>,
    /// From when, until when.
    pub date: Option<Date>,
}

impl State {
    fn new(kind: &'static str, tone: &'static str) -> Self {
        Self { kind, tone, other: None, date: None }
    }

    fn on(mut self, date: Option<Date>) -> Self {
        self.date = date;
        self
    }

    fn by(mut self, other: Link) -> Self {
        self.other = Some(other);
        self
    }
}

/// A decision's state.
#[must_use]
pub fn decision(site: &Site, state: DecisionState) -> State {
    match state {
        DecisionState::InForce => State::new("in_force", "ok"),
        DecisionState::Amended { decision, on } => State::new("amended", "ok").by(link(site, Subject::Decision(decision))).on(Some(on)),
        DecisionState::NotYet { from } => State::new("not_yet", "open").on(Some(from)),
        DecisionState::ReplacedBy { decision, on } => State::new("replaced", "ended").by(link(site, Subject::Decision(decision))).on(on),
        DecisionState::RepealedBy { decision, on } => State::new("repealed_by", "ended").by(link(site, Subject::Decision(decision))).on(on),
        DecisionState::Expired { on } => State::new("expired", "ended").on(Some(on)),
        DecisionState::Draft => State::new("draft", "open"),
    }
}

/// A document's state.
#[must_use]
pub fn document(site: &Site, state: DocumentState) -> State {
    match state {
        DocumentState::Minutes(state) => minutes(site, state),
        DocumentState::Template => State::new("template", "plain"),
        DocumentState::Draft => State::new("draft", "open"),
        DocumentState::Hearing => State::new("hearing", "open"),
        DocumentState::InForce => State::new("in_force", "ok"),
        DocumentState::NotYet { from } => State::new("not_yet", "open").on(Some(from)),
        DocumentState::ReplacedBy { document, on } if published(site, Subject::Document(document)) => {
            State::new("replaced", "ended").by(link(site, Subject::Document(document))).on(on)
        }
        DocumentState::Replaced => State::new("replaced_plain", "ended"),
        DocumentState::ReplacedBy { on, .. } => State::new("replaced_plain", "ended").on(on),
        DocumentState::Repealed { decision: Some(decision) } => {
            State::new("repealed_by", "ended").by(link(site, Subject::Decision(decision)))
        }
        DocumentState::Repealed { decision: None } => State::new("repealed", "ended"),
        DocumentState::Expired { on } => State::new("expired", "ended").on(Some(on)),
        DocumentState::Archived => State::new("archived", "ended"),
        DocumentState::Published => State::new("published", "plain"),
    }
}

/// The state of minutes.
#[must_use]
pub fn minutes(site: &Site, state: MinutesState) -> State {
    match state {
        MinutesState::Draft => State::new("draft", "open"),
        MinutesState::OpenForComments { until } => State::new("open_for_comments", "open").on(Some(until)),
        MinutesState::ApprovedIn { document, item, on } if published(site, Subject::Document(document)) => {
            let approving = site.document(document);
            let item = item.and_then(|item| approving.text.items.get(item));
            let mut url = address(site, Subject::Document(document));
            if let Some(item) = item {
                url.push('#');
                url.push_str(&item.anchor);
            }
            let words = item.map_or_else(|| title(site, Subject::Document(document)), crate::model::AgendaItem::label);
            State::new(if item.is_some() { "approved_in_item" } else { "approved_in" }, "ok").by(Link::to(words, url)).on(on)
        }
        MinutesState::ApprovedIn { on, .. } => State::new("approved_plain", "ok").on(on),
        MinutesState::ApprovedByDeadline { on } => State::new("approved_by_deadline", "ok").on(Some(on)),
        MinutesState::Approved => State::new("approved", "ok"),
        MinutesState::Unapproved => State::new("unapproved", "open"),
    }
}
