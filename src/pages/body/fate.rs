//! What became of what a text refers to: a decision that was replaced or repealed, a mandate that has run out. A text stays as it was
//! written; whoever reads it later is told beside the link that it no longer counts.
//!
//! What may not enter: what took its place, which its own page says.

use crate::index::{DecisionState, DocumentState, Site, Subject};
use crate::pages::words::{self, Words};

/// The word for what became of a subject; none where it stands, and in the document that ended it or that it is.
#[must_use]
pub fn word(site: &Site, from: usize, subject: Subject) -> Option<&'static str> {
    let words = || words::of(site.document(from), site);
    match subject {
        Subject::Decision(n) => {
            let entry = site.decisions.get(n).filter(|entry| entry.document != from)?;
            let elsewhere = |decision: usize| site.decisions.get(decision).is_none_or(|other| other.document != from);
            of_decision(entry.state, elsewhere).map(|word| word(words()))
        }
        Subject::Document(n) if n != from => of_document(site.entry(n).state, |document| document != from).map(|word| word(words())),
        _ => None,
    }
}

type Word = fn(&Words) -> &'static str;

fn of_decision(state: DecisionState, elsewhere: impl Fn(usize) -> bool) -> Option<Word> {
    match state {
        DecisionState::ReplacedBy { decision, .. } if elsewhere(decision) => Some(|words| words.replaced),
        DecisionState::RepealedBy { decision, .. } if elsewhere(decision) => Some(|words| words.repealed),
        DecisionState::Expired { .. } => Some(|words| words.expired),
        _ => None,
    }
}

fn of_document(state: DocumentState, elsewhere: impl Fn(usize) -> bool) -> Option<Word> {
    match state {
        DocumentState::ReplacedBy { document, .. } if !elsewhere(document) => None,
        DocumentState::ReplacedBy { .. } | DocumentState::Replaced => Some(|words| words.replaced),
        DocumentState::Repealed { .. } => Some(|words| words.repealed),
        DocumentState::Expired { .. } => Some(|words| words.expired),
        _ => None,
    }
}
