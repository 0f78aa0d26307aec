//! What the page of every document has, whatever its type: state, summary, facts, contents, attachments, corrections, what cites it.
//!
//! A family puts a [`Paper`] into its view, flattened, and its template extends `document.html`, whose blocks it fills.

use serde::Serialize;

use super::body;
use super::citation::{Citation, citation};
use super::cited::{Cited, Kind, cited_but};
use super::facts::{Fact, common_facts};
use super::frame::{DocumentType, Frame, Section};
use super::link::{Link, title};
use super::parts::{Contents, File, contents, files};
use super::state::{self, State};
use super::words::language;
use crate::index::{self, DocumentState, MinutesState, Site, Subject};
use crate::model::Date;
use crate::parse::seal;
use crate::source::Spanned;

/// What every document's page shows.
#[derive(Debug, Serialize)]
pub struct Paper {
    /// The day the page speaks for, where another day may say something else.
    pub as_of: Option<Date>,
    /// How it is cited.
    pub citation: Citation,
    /// Whether it counts.
    pub state: State,
    /// `sammendrag`.
    pub summary: Option<String>,
    /// The facts above the text.
    pub facts: Vec<Fact>,
    /// The list of contents.
    pub toc: Vec<Contents>,
    /// The attachments.
    pub attachments: Vec<File>,
    /// Later corrections of an approved text.
    pub corrections: Vec<Correction>,
    /// The seal of an approved text.
    pub seal: Option<Seal>,
    /// What was changed since it was adopted or approved, where the site is built with that and version control knows the file.
    pub history: Option<History>,
    /// What refers to it.
    pub cited: Cited,
    /// What comes before it.
    pub previous: Option<Link>,
    /// What comes after it.
    pub next: Option<Link>,
    /// Which piece the footnotes are.
    pub footnotes: usize,
    /// What the pieces are made from.
    pub body: String,
}

/// A later correction.
#[derive(Debug, Serialize)]
pub struct Correction {
    /// When.
    pub date: Option<Date>,
    /// What was corrected.
    pub what: Option<String>,
    /// On what basis.
    pub basis: Option<String>,
}

/// The seal of an approved text, as its front matter has it.
#[derive(Debug, Serialize)]
pub struct Seal {
    /// The hash, with the name of what made it.
    pub hash: String,
    /// When it was sealed.
    pub date: Option<Date>,
    /// The decision that adopted it.
    pub decision: Option<String>,
}

/// Changes that a page shows at most.
const MOST_CHANGES: usize = 40;

/// What version control tells of a document.
#[derive(Debug, Serialize)]
pub struct History {
    /// The day it was adopted or approved; what was changed later is told, else everything.
    pub approved: Option<Date>,
    /// The changes, the latest first.
    pub changes: Vec<Change>,
    /// How many earlier ones are left out.
    pub more: usize,
}

/// A change of a document, as it was committed.
#[derive(Debug, Serialize)]
pub struct Change {
    /// When.
    pub date: Date,
    /// What was written about it; nothing where it may tell of something that is withheld.
    pub summary: Option<String>,
}

impl History {
    fn of(history: &index::History<'_>) -> Self {
        let changes = history.changes.iter().take(MOST_CHANGES);
        let changes = changes.map(|change| Change { date: change.date, summary: change.summary.map(str::to_owned) });
        Self { approved: history.approved, changes: changes.collect(), more: history.changes.len().saturating_sub(MOST_CHANGES) }
    }
}

impl Seal {
    /// What a written seal says: hash, date, decision, in this order. None where its hash cannot be read.
    fn read(written: &str) -> Option<Self> {
        let hash = seal::hash_of(written)?;
        let rest = written.trim_start().strip_prefix(hash).unwrap_or_default().trim();
        let (first, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let date: Option<Date> = first.parse().ok();
        let decision = if date.is_some() { after.trim() } else { rest };
        Some(Self { hash: hash.to_owned(), date, decision: (!decision.is_empty()).then(|| decision.to_owned()) })
    }
}

/// The paper of a document whose text is one piece: `html[0]`, with the footnotes in `html[1]`. `own` are the facts of its type, which
/// come first; `without` the kinds of reference that the page shows elsewhere.
#[must_use]
pub fn paper(site: &Site, document: usize, own: Vec<Fact>, without: &[Kind]) -> Paper {
    let front = &site.document(document).front;
    let mut facts = own;
    facts.extend(common_facts(site, document));
    let attachments = files(site, document);
    let cited = cited_but(site, Subject::Document(document), without);
    let mut toc = contents(site, document);
    if !attachments.is_empty() {
        toc.push(Contents::own("_vedlegg", "attachments"));
    }
    if cited.count > 0 {
        toc.push(Contents::own("_omtalt-i", "cited"));
    }
    let text = |field: &Option<Spanned<String>>| field.as_ref().map(|field| field.value.clone());
    let corrections = front.corrections.iter().map(|correction| Correction {
        date: correction.date.as_ref().map(|date| date.value),
        what: text(&correction.what),
        basis: text(&correction.basis),
    });
    let may_change = match site.entry(document).state {
        DocumentState::Minutes(state) => matches!(state, MinutesState::OpenForComments { .. }),
        state => matches!(state, DocumentState::NotYet { .. }),
    };
    Paper {
        as_of: may_change.then_some(site.as_of),
        citation: citation(site, document),
        state: state::document(site, site.entry(document).state),
        summary: front.summary.as_ref().map(|summary| body::tie(&summary.value).into_owned()),
        facts,
        toc,
        attachments,
        corrections: corrections.collect(),
        seal: front.seal.as_ref().and_then(|written| Seal::read(&written.value)),
        history: site.history(document).as_ref().map(History::of),
        cited,
        previous: None,
        next: None,
        footnotes: 1,
        body: body::fingerprint(site, document),
    }
}

/// The frame of a document's page.
#[must_use]
pub fn frame(site: &Site, document: usize, section: Section) -> Frame {
    let found = site.document(document);
    let mut frame = Frame::new(site, title(site, Subject::Document(document)), section);
    language(found, site).clone_into(&mut frame.lang);
    frame.description = found.front.summary.as_ref().map(|summary| summary.value.clone());
    frame.code = found.text.has_code;
    if section == Section::Documents {
        frame.kind = Some(DocumentType::of(site, found.details.type_name()));
    }
    frame
}
