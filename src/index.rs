//! The index: everything a site's files say of each other, resolved. Rebuilt whole from the parsed files, then only asked.
//!
//! Holds documents, registers, references, decisions, states and backlinks. Reads no file and makes no page;
//! what is wrong is left standing as a [`Miss`] or an odd state for the rules to put into words.

pub mod actions;
pub mod address;
pub mod anchors;
pub mod approval;
pub mod backlinks;
pub mod build;
mod called;
pub mod chain;
mod held;
pub mod history;
pub mod lists;
pub mod meetings;
pub mod membership;
pub mod nearest;
mod path;
pub mod registers;
pub mod resolve;
pub mod state;
mod succession;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
pub mod url;
pub mod visibility;
mod within;

use std::sync::Arc;

pub use address::{Address, Alias, Redirect};
pub use build::{Inputs, build};
pub use called::Called;
pub use chain::{Chain, ChainLink, LinkKind};
pub use history::{Change, History};
pub use lists::Topic;
pub use meetings::{Neighbours, Upcoming};
pub use nearest::{PartyKind, Suggestion};
pub use registers::RegisterReference;
pub use state::{DecisionState, DocumentState, MinutesState};
pub(crate) use tables::Tables;
pub use visibility::Visibility;

use crate::config::{Audience, Config};
pub use crate::model::Inspection;
use crate::model::history::Commit;
use crate::model::{ActionItem, Date, Decision, DecisionId, Document, Personal, Registers, Role};
use crate::source::{Place, SourceId, Sources, Span};
use crate::work::Key;
use crate::world::FileEntry;

/// A whole site, resolved. Places in its lists (`usize`) are its names for things; all lists have a fixed order.
#[derive(Debug)]
pub struct Site {
    /// site.toml.
    pub config: Config,
    /// The files that were read.
    pub sources: Sources,
    /// permalinks.txt, when the site has one: addresses that must never be gone.
    pub permalinks: Option<SourceId>,
    /// The day that states are told for.
    pub as_of: Date,
    /// Who the site is for.
    pub audience: Audience,
    /// Whether drafts are shown (`serve`).
    pub drafts: bool,
    /// The documents, sorted by id.
    pub documents: Vec<Entry>,
    /// The registers, built-in statutes included.
    pub registers: Registers,
    /// Faults of register files, with the file.
    pub register_faults: Vec<(SourceId, crate::diagnostic::Fault)>,
    /// Personal data and secrets in register files, with the file.
    pub register_personal: Vec<(SourceId, Personal)>,
    /// What is personal or secret in the names of files, with the file.
    pub name_personal: Vec<(SourceId, Personal)>,
    /// What is wrong with files that are neither documents nor registers: their names, and the theme's templates and texts.
    pub file_faults: Vec<(SourceId, crate::diagnostic::Fault)>,
    /// Files below `content/` that are neither documents nor registers nor ignored, sorted by path.
    pub files: Vec<FileEntry>,
    /// What was found inside those files, by the same places as `files`; none where a file was not opened.
    pub inspected: Vec<Option<Arc<Inspection>>>,
    /// Every decision that has an id, sorted by id, then by document.
    pub decisions: Vec<DecisionEntry>,
    /// Every action item, by document, then in its order.
    pub actions: Vec<ActionEntry>,
    /// Every mention with what it refers to, by document, then in the order of the file.
    pub references: Vec<Reference>,
    /// What version control told of the content, the latest first; nothing where it was not asked.
    pub commits: Arc<[Commit]>,
    /// Lookup tables; see the query methods.
    pub(crate) tables: Tables,
}

/// A document in the site.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its file.
    pub source: SourceId,
    /// The hash of that file's path and bytes.
    pub key: Key,
    /// What the file says.
    pub document: Arc<Document>,
    /// Its title; derived for minutes that have none of their own.
    pub title: String,
    /// Its state at the as-of date.
    pub state: DocumentState,
    /// What the audience gets of it.
    pub visibility: Visibility,
    /// The range of [`Site::references`] that stand in it.
    pub references: std::ops::Range<usize>,
    /// The files its attachments are, by their order, as places in [`Site::files`].
    pub attachments: Vec<Option<usize>>,
}

/// A decision in the site.
#[derive(Debug, Clone)]
pub struct DecisionEntry {
    /// Its id.
    pub id: DecisionId,
    /// The minutes that hold it, as a place in [`Site::documents`].
    pub document: usize,
    /// Its place in those minutes' list.
    pub nth: usize,
    /// The agenda item it belongs to, as a place in the text's items.
    pub item: Option<usize>,
    /// The day it was made.
    pub date: Option<Date>,
    /// Its state at the as-of date.
    pub state: DecisionState,
}

/// An action item in the site.
#[derive(Debug, Clone)]
pub struct ActionEntry {
    /// The minutes that hold it.
    pub document: usize,
    /// Its place in those minutes' list.
    pub nth: usize,
    /// The agenda item it belongs to.
    pub item: Option<usize>,
    /// The day it is due, "neste møte" resolved where that is known.
    pub due: Option<Date>,
}

/// What can be referred to, as places in the site's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A document.
    Document(usize),
    /// A decision.
    Decision(usize),
    /// A person.
    Person(usize),
    /// A body.
    Body(usize),
    /// A unit.
    Unit(usize),
    /// A statute.
    Statute(usize),
    /// A case.
    Case(usize),
    /// A file.
    File(usize),
}

/// Where a reference leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Target {
    /// What it leads to.
    pub subject: Subject,
    /// For documents: the anchor, as a place in the text's anchors.
    pub anchor: Option<usize>,
}

/// A mention and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The document it stands in.
    pub document: usize,
    /// Its place in that document's mentions.
    pub mention: usize,
    /// Where that stands.
    pub role: Role,
    /// What it refers to.
    pub resolution: Resolution,
}

/// What became of a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It leads there.
    Target(Target),
    /// An address outside the site.
    External,
    /// It leads nowhere.
    Miss(Miss),
}

/// Why a mention leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Miss {
    /// No document of that id or path.
    Document,
    /// There is one with other letter case; how the mention should have written it: the id, or the relative path, without anchor.
    LetterCase(String),
    /// The document is there, the anchor is not.
    Anchor {
        /// The document.
        document: usize,
    },
    /// Two places of the document have that anchor.
    AmbiguousAnchor {
        /// The document.
        document: usize,
    },
    /// No such decision.
    Decision,
    /// No such person.
    Person,
    /// No such body.
    Body,
    /// No such unit.
    Unit,
    /// Neither person, body nor unit, where any of them could stand.
    Party,
    /// An id of another kind than the field takes.
    PartyKind(Subject),
    /// No such case.
    Case,
    /// No such statute.
    Statute,
    /// An attachment's number beyond those listed.
    Attachment {
        /// How many there are.
        count: usize,
    },
    /// No such file.
    File,
    /// A file outside `content/`, an absolute path, or a link that leads outside.
    Outside,
    /// A label of no known form.
    Label,
}

impl Site {
    /// The document at a place.
    #[must_use]
    pub fn document(&self, document: usize) -> &Document {
        &self.entry(document).document
    }

    /// The document that a file is, if it is one.
    #[must_use]
    pub fn document_in(&self, source: SourceId) -> Option<usize> {
        self.tables.by_source.get(&source).copied()
    }

    /// Where a span of a document's file is.
    #[must_use]
    pub fn place(&self, document: usize, span: Span) -> Place {
        Place::new(self.entry(document).source, span)
    }

    /// A document by its id, whatever the letter case.
    #[must_use]
    pub fn find_document(&self, id: &str) -> Option<usize> {
        self.tables.documents.get(&path::fold(id)).copied()
    }

    /// A case by its id.
    #[must_use]
    pub fn find_case(&self, id: &str) -> Option<usize> {
        self.tables.cases.get(id).or_else(|| self.tables.cases.get(&*path::composed(id))).copied()
    }

    /// A file by its path, relative to the site's folder (`content/…`), in exactly this letter case.
    #[must_use]
    pub fn find_file(&self, path: &str) -> Option<usize> {
        self.tables.files.get(path).copied()
    }

    /// A decision by its id.
    #[must_use]
    pub fn find_decision(&self, id: &DecisionId) -> Option<usize> {
        self.tables.decisions.get(id).copied()
    }

    /// A person, body or unit by its id.
    #[must_use]
    pub fn find_party(&self, id: &str) -> Option<Subject> {
        self.tables.parties.get(id).or_else(|| self.tables.parties.get(&*path::composed(id))).copied()
    }

    /// A body by its id.
    #[must_use]
    pub fn find_body(&self, id: &str) -> Option<usize> {
        match self.find_party(id) {
            Some(Subject::Body(body)) => Some(body),
            _ => None,
        }
    }

    /// What a decision's entry says, as its minutes list it.
    #[must_use]
    pub fn decision(&self, decision: usize) -> Option<&Decision> {
        let entry = self.decisions.get(decision)?;
        self.document(entry.document).minutes()?.decisions.get(entry.nth)
    }

    /// The decisions of some minutes, in the order of their list.
    #[must_use]
    pub fn decisions_in(&self, document: usize) -> &[usize] {
        self.tables.decided_in.get(&document).map_or(&[], Vec::as_slice)
    }

    /// The decision at a place in some minutes' list, where its id could be read.
    #[must_use]
    pub fn decision_at(&self, document: usize, nth: usize) -> Option<usize> {
        self.tables.decision_at.get(&(document, nth)).copied()
    }

    /// A decision's title: its own, else its agenda item's.
    #[must_use]
    pub fn decision_title(&self, decision: usize) -> Option<&str> {
        let entry = self.decisions.get(decision)?;
        let own = self.decision(decision)?.title.as_ref().map(|title| title.value.as_str());
        own.or_else(|| Some(self.document(entry.document).text.items.get(entry.item?)?.title.as_str()))
    }

    /// What an action item's entry says.
    #[must_use]
    pub fn action(&self, action: usize) -> Option<&ActionItem> {
        let entry = self.actions.get(action)?;
        self.document(entry.document).minutes()?.action_items.get(entry.nth)
    }

    /// The references that lead nowhere, by document, then in the order of the file.
    pub fn misses(&self) -> impl Iterator<Item = &Reference> {
        self.tables.misses.iter().filter_map(|n| self.references.get(*n))
    }

    /// The documents that something is wrong with that their file alone tells, in order.
    pub fn faulty(&self) -> impl Iterator<Item = &Entry> {
        self.tables.faulty.iter().map(|n| self.entry(*n))
    }

    /// The documents with something personal or secret in them, or with a table, in order.
    pub fn personal_or_tabled(&self) -> impl Iterator<Item = &Entry> {
        self.tables.personal_or_tabled.iter().map(|n| self.entry(*n))
    }

    /// The references that stand in a document, in the order of its file.
    #[must_use]
    pub fn references_in(&self, document: usize) -> &[Reference] {
        self.references.get(self.entry(document).references.clone()).unwrap_or_default()
    }
}
