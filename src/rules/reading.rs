//! A document as the rules read it one after the other: what several of them need of it is made once.
//!
//! What may not enter: what a rule looks for.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::names::Known;
use crate::index::{Entry, Site, Subject};
use crate::model::words::Words;
use crate::source::{Place, Source, Span};

/// What rules make of the registers once for all documents, when it is first needed.
#[derive(Default)]
pub struct Lookups {
    /// The names of people.
    pub(super) known: OnceLock<Known>,
    /// What bodies and units are called, each name as its words.
    pub(super) called: OnceLock<Vec<(Subject, Vec<Vec<String>>)>>,
    /// The codes and years of which there are decisions.
    pub(super) decided: OnceLock<HashSet<(String, u8)>>,
    /// Whether anything could not be read, where a decision may stand.
    pub(super) unread: OnceLock<bool>,
}

/// One document of a site, while rules look at it.
pub struct Reading<'s> {
    /// The site it stands in.
    pub site: &'s Site,
    /// Its place there.
    pub document: usize,
    /// What is made once for all documents.
    pub lookups: &'s Lookups,
    words: OnceCell<Vec<Words<'s>>>,
}

impl<'s> Reading<'s> {
    /// Begins with a document.
    #[must_use]
    pub fn of(site: &'s Site, document: usize, lookups: &'s Lookups) -> Self {
        Self { site, document, lookups, words: OnceCell::new() }
    }

    /// The document in the site.
    #[must_use]
    pub fn entry(&self) -> &'s Entry {
        self.site.entry(self.document)
    }

    /// Its file.
    #[must_use]
    pub fn source(&self) -> Option<&'s Source> {
        self.site.sources.get(self.entry().source)
    }

    /// Where a span of its file is.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.entry().source, span)
    }

    /// The words of every block that has words of its own.
    pub fn words(&self) -> &[Words<'s>] {
        self.words.get_or_init(|| self.source().map_or_else(Vec::new, |source| Words::of(&self.entry().document.text, source)))
    }
}
