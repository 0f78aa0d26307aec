//! A document: front matter common to all types, what its type adds, its text, and what it mentions.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::agreement::{Agreement, Guide};
use super::mandate::Mandate;
use super::mention::Mention;
use super::minutes::{Minutes, Who};
use super::personal::Personal;
use super::plan::OrganisationPlan;
use super::text::Text;
use super::time::Date;
use crate::diagnostic::Fault;
use crate::source::{Span, Spanned};

/// A document's id: its path below `content/` without `.md`, NFC, a trailing `/index` dropped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub Arc<str>);

impl DocumentId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which ids are compared: without letter case.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// The URL below the site's root: `/referat/styringsgruppa/2019-03-01/`.
    #[must_use]
    pub fn url(&self) -> String {
        if self.0.is_empty() { "/".to_owned() } else { ["/", self.as_str(), "/"].concat() }
    }
}

impl std::fmt::Display for DocumentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One document as its file gives it. A parse depends on that file alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The file, relative to the site's folder.
    pub path: String,
    /// The common fields.
    pub front: FrontMatter,
    /// What its type adds.
    pub details: Details,
    /// The text below the front matter.
    pub text: Text,
    /// Everything in front matter and text that may refer to something, in the order of the file.
    pub mentions: Vec<Mention>,
    /// Rows of capitalised words, which may be names: those of the fields first, then those of the text.
    pub rows: Vec<Vec<Spanned<String>>>,
    /// What was wrong with the file alone.
    pub faults: Vec<Fault>,
    /// Personal data and secrets anywhere in the file, in its order.
    pub personal: Vec<Personal>,
    /// All that anything but its own text can show of it.
    pub interface: Interface,
}

/// The hash of all that a document says but for the words of its text: while it stays as it was, so does every page that shows none of
/// those words. Compilers call it an interface, and stop there when they build again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Interface(pub [u8; 32]);

/// The fields that every type has. An absent or unreadable field is `None` or empty; the fault says which.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FrontMatter {
    /// From the first `---` to the end of the last; empty when there is none.
    pub span: Span,
    /// `type`, as written.
    pub type_name: Option<Spanned<String>>,
    /// `tittel`.
    pub title: Option<Spanned<String>>,
    /// `dato`.
    pub date: Option<Spanned<Date>>,
    /// `status`, as written; the derived state is the index's.
    pub status: Option<Spanned<Status>>,
    /// `mal: ja`.
    pub template: bool,
    /// `organ`: one body id, or two that met together.
    pub bodies: Vec<Spanned<String>>,
    /// `ansvarlig`: a person, body or unit id.
    pub responsible: Option<Spanned<String>>,
    /// `sammendrag`.
    pub summary: Option<Spanned<String>>,
    /// `tema`.
    pub topics: Vec<Spanned<String>>,
    /// `relatert`: references as written.
    pub related: Vec<Spanned<String>>,
    /// `vedtatt`.
    pub adopted: Option<Spanned<Adoption>>,
    /// `erstatter`: document ids it replaces.
    pub replaces: Vec<Spanned<String>>,
    /// `gjelder_fra`.
    pub valid_from: Option<Spanned<Date>>,
    /// `gjelder_til`, the last day.
    pub valid_to: Option<Spanned<Date>>,
    /// `revideres`.
    pub review: Option<Spanned<Date>>,
    /// `vedlegg`, numbered from 1 in this order.
    pub attachments: Vec<Attachment>,
    /// `tilgang`; the site's default where absent.
    pub access: Option<Spanned<Access>>,
    /// `hjemmel`.
    pub basis: Option<Spanned<String>>,
    /// `språk`: `nb`, `nn`, `en`, `se`.
    pub language: Option<Spanned<String>>,
    /// `alias`: former URLs.
    pub aliases: Vec<Spanned<String>>,
    /// `arkivref`.
    pub archive_ref: Option<Spanned<String>>,
    /// `segl`.
    pub seal: Option<Spanned<String>>,
    /// `rettelser`.
    pub corrections: Vec<Correction>,
    /// `tillat`.
    pub allowances: Vec<Allowance>,
    /// The keys that were there, with their spans: for rules that ask "was it written?" and for fixes.
    pub keys: Vec<Spanned<String>>,
}

impl FrontMatter {
    /// Where a top-level key stands, if it was written.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<Span> {
        self.keys.iter().find(|key| key.value == name).map(|key| key.span)
    }
}

/// What a type adds to the common fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Details {
    /// `referat`
    Minutes(Box<Minutes>),
    /// `mandat`
    Mandate(Box<Mandate>),
    /// `organisasjonsplan`
    Plan(Box<OrganisationPlan>),
    /// `avtale`
    Agreement(Box<Agreement>),
    /// `veileder`
    Guide(Box<Guide>),
    /// `rapport`
    Report,
    /// `notat`
    Note,
    /// `side`
    Page,
    /// A type that site.toml defines, or an unknown one.
    Custom(String),
}

impl Details {
    /// The names of the types that every site knows, as [`Details::type_name`] tells them.
    pub const BUILT_IN: [&'static str; 8] = ["referat", "mandat", "organisasjonsplan", "avtale", "veileder", "rapport", "notat", "side"];

    /// The Norwegian type name, as written in `type`.
    #[must_use]
    pub fn type_name(&self) -> &str {
        match self {
            Self::Minutes(_) => "referat",
            Self::Mandate(_) => "mandat",
            Self::Plan(_) => "organisasjonsplan",
            Self::Agreement(_) => "avtale",
            Self::Guide(_) => "veileder",
            Self::Report => "rapport",
            Self::Note => "notat",
            Self::Page => "side",
            Self::Custom(name) => name,
        }
    }
}

/// `status` as an author may write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// `utkast`
    Draft,
    /// `høring`
    Hearing,
    /// `godkjent`
    Approved,
    /// `gjeldende`
    InForce,
    /// `erstattet`
    Replaced,
    /// `opphevet`
    Repealed,
    /// `arkivert`
    Archived,
}

/// Who may see a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Access {
    /// `åpen`
    Open,
    /// `intern`
    Internal,
    /// `unntatt`
    Exempt,
}

/// The decision that adopted a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Adoption {
    /// A decision of the site, as written.
    Decision(String),
    /// A decision that is not in the site.
    Elsewhere {
        /// A body's id, or its name.
        body: Option<Spanned<String>>,
        /// When.
        date: Option<Spanned<Date>>,
        /// The case number there.
        item: Option<Spanned<String>>,
    },
}

/// A listed attachment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The whole entry.
    pub span: Span,
    /// `fil`: a path.
    pub file: Option<Spanned<String>>,
    /// `tittel`.
    pub title: Option<Spanned<String>>,
    /// `rolle`.
    pub role: Option<Spanned<String>>,
    /// `sha256`, lower case.
    pub sha256: Option<Spanned<String>>,
    /// `tilgang`.
    pub access: Option<Spanned<Access>>,
}

/// A later correction of an approved text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When.
    pub date: Option<Spanned<Date>>,
    /// What was corrected.
    pub what: Option<Spanned<String>>,
    /// On what basis.
    pub basis: Option<Spanned<String>>,
}

/// A rule accepted in this document, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The whole entry.
    pub span: Span,
    /// `regel`.
    pub rule: Option<Spanned<String>>,
    /// `grunn`.
    pub reason: Option<Spanned<String>>,
    /// Only for the line that follows this offset (a comment in the text); the whole document where absent.
    pub line_after: Option<u32>,
}

impl Document {
    /// Its minutes, when it is a `referat`.
    #[must_use]
    pub fn minutes(&self) -> Option<&Minutes> {
        match &self.details {
            Details::Minutes(minutes) => Some(minutes),
            _ => None,
        }
    }

    /// The fields that hold text for people.
    #[must_use]
    pub fn fields(&self) -> Vec<Span> {
        let front = &self.front;
        let mut spans: Vec<Span> = front.title.iter().chain(&front.summary).map(|text| text.span).collect();
        spans.extend(front.attachments.iter().filter_map(|attachment| attachment.title.as_ref()).map(|title| title.span));
        if let Some(minutes) = self.minutes() {
            spans.extend(minutes.venue.iter().map(|venue| venue.span));
            spans.extend(minutes.decisions.iter().flat_map(|decision| decision.title.iter().chain(&decision.text)).map(|text| text.span));
            spans.extend(minutes.action_items.iter().filter_map(|item| item.text.as_ref()).map(|text| text.span));
        }
        spans
    }

    /// The people and bodies that `responsible` names, as one reference.
    #[must_use]
    pub fn responsible(&self) -> Option<Who> {
        self.front.responsible.clone().map(Who::Id)
    }
}
