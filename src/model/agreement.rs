//! Agreements, and the guides that say what an agreement must hold.

use serde::{Deserialize, Serialize};

use super::mandate::Period;
use super::minutes::Who;
use super::time::Date;
use crate::source::{Span, Spanned};

/// What an `avtale` adds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Agreement {
    /// `parter`.
    pub parties: Vec<Party>,
    /// `følger`: the guide, as written.
    pub follows: Option<Spanned<String>>,
    /// `signert`.
    pub signed: Option<Spanned<Date>>,
    /// `periode`.
    pub period: Option<Period>,
}

/// One party of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The whole entry.
    pub span: Span,
    /// `enhet`.
    pub unit: Option<Who>,
    /// `representert_ved`.
    pub represented_by: Option<Who>,
}

/// What a `veileder` adds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Guide {
    /// `versjon`, as written.
    pub version: Option<Spanned<String>>,
    /// `utgiver`.
    pub publisher: Option<Spanned<String>>,
    /// `krever_punkt`: numbers an agreement must have; `None` for every numbered heading with text of its own.
    pub requires_points: Option<Vec<Spanned<String>>>,
    /// `krever_vedlegg`: attachment roles an agreement must have.
    pub requires_attachments: Vec<Spanned<String>>,
}
