//! Minutes: who met, when, and what came of it.

use serde::{Deserialize, Serialize};

use super::decision::{ActionItem, Decision};
use super::time::{Date, TimeRange};
use crate::source::{Span, Spanned};

/// What a `referat` adds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Minutes {
    /// `dato_til`: the last day of a meeting of several.
    pub date_to: Option<Spanned<Date>>,
    /// `tid`.
    pub time: Option<Spanned<TimeRange>>,
    /// `sted`.
    pub venue: Option<Spanned<String>>,
    /// `møteleder`.
    pub chair: Option<Who>,
    /// `referent`.
    pub secretary: Option<Who>,
    /// `til_stede`.
    pub present: Vec<Attendee>,
    /// `forfall`.
    pub absent: Vec<Attendee>,
    /// `gjester`.
    pub guests: Vec<Attendee>,
    /// `godkjenner`: earlier minutes that this meeting approves, as written.
    pub approves: Vec<Spanned<String>>,
    /// `merknadsfrist`: after it the minutes count as approved.
    pub comment_deadline: Option<Spanned<Date>>,
    /// `neste_møte`.
    pub next_meeting: Option<Spanned<NextMeeting>>,
    /// `vedtak`.
    pub decisions: Vec<Decision>,
    /// `oppfølging`.
    pub action_items: Vec<ActionItem>,
}

/// A person, body or unit as a field names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// An id of the register.
    Id(Spanned<String>),
    /// Somebody outside it: `{navn, rolle?, enhet?}`.
    Named {
        /// The whole entry.
        span: Span,
        /// `navn`.
        name: Option<Spanned<String>>,
        /// `rolle`.
        role: Option<Spanned<String>>,
        /// `enhet`: an id, or free text (`{navn: …}`).
        unit: Option<Box<Who>>,
    },
}

impl Who {
    /// The bytes it stands in.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Id(id) => id.span,
            Self::Named { span, .. } => *span,
        }
    }

    /// The id, where it is one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Id(id) => Some(&id.value),
            Self::Named { .. } => None,
        }
    }
}

/// One entry of `til_stede`, `forfall` or `gjester`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// Who.
    pub who: Who,
    /// `rolle` in this meeting.
    pub role: Option<Spanned<String>>,
    /// `saker`: the items they were there for, as written; empty for all.
    pub items: Vec<Spanned<String>>,
    /// `merknad`.
    pub note: Option<Spanned<String>>,
}

/// `neste_møte`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NextMeeting {
    /// The day, if set.
    pub date: Option<Spanned<Date>>,
    /// The time.
    pub time: Option<Spanned<TimeRange>>,
    /// The place.
    pub venue: Option<Spanned<String>>,
    /// A remark.
    pub note: Option<Spanned<String>>,
}
