//! Mentions: everything in a file that may refer to something, by its form alone. The index resolves them.

use serde::{Deserialize, Serialize};

use super::decision::DecisionId;
use crate::source::{Span, Spanned};

/// Something that may refer to something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The exact bytes of the target as written: the label, the link's destination, the YAML value.
    pub span: Span,
    /// The whole construct (`[text][label]`, the link); equals `span` in YAML and in running text.
    pub whole: Span,
    /// What it looks like.
    pub form: Form,
    /// Where it stands.
    pub role: Role,
    /// The link text, where there is one other than the target.
    pub words: Option<Spanned<String>>,
}

impl Mention {
    /// Moves all its spans by so many bytes: from a piece of text to the file it stands in.
    pub fn shift(&mut self, by: usize) {
        self.each_span(|span| *span = Span::new(span.start as usize + by, span.end as usize + by));
    }

    /// Changes every span, those inside the form included.
    pub fn each_span(&mut self, mut change: impl FnMut(&mut Span)) {
        change(&mut self.span);
        change(&mut self.whole);
        if let Some(words) = &mut self.words {
            change(&mut words.span);
        }
        if let Form::Document { anchor: Some(anchor), .. } | Form::Path { anchor: Some(anchor), .. } = &mut self.form {
            change(&mut anchor.span);
        }
    }
}

/// What a mention looks like, by syntax alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// `SG 3/17`.
    Decision(DecisionId),
    /// `referat/styringsgruppa/2018-09-14#sak-4`: a document by id, or a folder's `index`.
    Document {
        /// The id as written, without a leading `/` or a trailing `.md` or `/`.
        id: String,
        /// The anchor without `#`, with its own place.
        anchor: Option<Spanned<String>>,
    },
    /// `../styringsgruppa/2018-09-14.md#sak-4`, `plan.pdf`: a path relative to the file.
    Path {
        /// As written, percent signs decoded.
        path: String,
        /// The anchor without `#`.
        anchor: Option<Spanned<String>>,
    },
    /// `Vedlegg 2` of the same document.
    Attachment(u32),
    /// `Sak 4`, `Sak 4/19` of the same document: the number as written.
    AgendaItem(String),
    /// `#sak-4` in the same document: the anchor without `#`.
    Anchor(String),
    /// A section of a statute.
    Statute(Citation),
    /// `@styringsgruppa`, or a bare id in a field that takes one.
    Party(String),
    /// A case id (`{saksgang=…}`).
    Case(String),
    /// A file that an attachment names.
    File(String),
    /// `https://…`, `mailto:…`.
    External(String),
    /// `[text][label]` whose label has none of these forms, or a YAML reference of no known form.
    Unknown(String),
}

/// A citation of a statute: `NAV-loven § 14`, `§§ 28 a–k i kommuneloven`, `lov 16. juni 2006 nr. 20`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The statute by the name it is cited by, lower case, or `lov/2006-06-16-20`.
    pub statute: String,
    /// The sections as written, normalised: `14`, `14 a`, `11-5`; a range `28 a–28 k` stays one.
    pub sections: Vec<String>,
    /// `første ledd`, `bokstav b`: what follows the section.
    pub detail: Option<String>,
}

/// Where a mention stands, and so what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// In the text.
    Text,
    /// An image in the text.
    Image,
    /// `relatert`.
    Related,
    /// `vedtatt`.
    AdoptedBy,
    /// `erstatter` of a document.
    ReplacesDocument,
    /// `gjelder` of a decision; `n` is its place in the list of decisions.
    Covers(u16),
    /// `erstatter` of a decision.
    Replaces(u16),
    /// `opphever` of a decision.
    Repeals(u16),
    /// `endrer` of a decision.
    Amends(u16),
    /// `hjemmel` of a decision.
    DecisionBasis(u16),
    /// The text of a decision.
    DecisionText(u16),
    /// The text of an action item.
    ActionText(u16),
    /// `hjemmel` of the document.
    Basis,
    /// `godkjenner`.
    Approves,
    /// `lukket_i` of an action item.
    ClosedIn(u16),
    /// `ansvarlig` of an action item.
    ActionResponsible(u16),
    /// `følger`.
    Follows,
    /// `ansvarlig` of the document.
    Responsible,
    /// `organ`.
    Body,
    /// `{organ=…}` of an agenda item.
    ItemBody,
    /// `{saksgang=…}` of an agenda item.
    ItemCase,
    /// `møteleder`.
    Chair,
    /// `referent`.
    Secretary,
    /// `til_stede`.
    Present,
    /// `forfall`.
    Absent,
    /// `gjester`.
    Guest,
    /// `oppdragsgiver`.
    Client,
    /// `oppdragstaker`.
    Contractor,
    /// `godkjent_av`.
    ApprovedBy,
    /// `deltakere`, `leder`, `ansatte`: a person in a mandate or a plan.
    Participant,
    /// `enhet` anywhere: a unit.
    Unit,
    /// `parter`.
    Party,
    /// `fil` of an attachment; `n` counts from 0.
    AttachmentFile(u16),
    /// `rettelser`.
    Correction,
}

impl Role {
    /// Whether the mention stands in what people read, not in a field.
    #[must_use]
    pub fn in_text(self) -> bool {
        matches!(self, Self::Text | Self::Image | Self::DecisionText(_) | Self::ActionText(_))
    }
}
