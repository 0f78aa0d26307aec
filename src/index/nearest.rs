//! What was probably meant: the nearest existing ids, with what they are called.

use super::Site;

/// Something that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// How to write it.
    pub written: String,
    /// What it is: a title and a date.
    pub title: String,
}

impl Site {
    /// The documents nearest to an id or path as written, at most three, the nearest first.
    #[must_use]
    pub fn nearest_documents(&self, _written: &str) -> Vec<Suggestion> {
        Vec::new()
    }

    /// The anchors of a document nearest to one as written, at most three.
    #[must_use]
    pub fn nearest_anchors(&self, _document: usize, _written: &str) -> Vec<Suggestion> {
        Vec::new()
    }

    /// The decisions nearest to an id as written, at most three.
    #[must_use]
    pub fn nearest_decisions(&self, _written: &str) -> Vec<Suggestion> {
        Vec::new()
    }

    /// The people, bodies and units nearest to an id as written, at most three; `kind` limits them.
    #[must_use]
    pub fn nearest_parties(&self, _written: &str, _kind: Option<PartyKind>) -> Vec<Suggestion> {
        Vec::new()
    }

    /// The cases nearest to an id as written, at most three.
    #[must_use]
    pub fn nearest_cases(&self, _written: &str) -> Vec<Suggestion> {
        Vec::new()
    }

    /// The files nearest to a path as written, at most three.
    #[must_use]
    pub fn nearest_files(&self, _document: usize, _written: &str) -> Vec<Suggestion> {
        Vec::new()
    }
}

/// The kinds of party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartyKind {
    /// People.
    Person,
    /// Bodies.
    Body,
    /// Units.
    Unit,
}
