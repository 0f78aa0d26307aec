//! Mandates: who asks whom to do what, in which phases and for how much.

use serde::{Deserialize, Serialize};

use super::minutes::Who;
use super::time::DateSpan;
use crate::source::{Span, Spanned};

/// What a `mandat` adds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Mandate {
    /// `oppdragsgiver`.
    pub client: Option<Who>,
    /// `oppdragstaker`.
    pub contractor: Option<Who>,
    /// `periode`.
    pub period: Option<Period>,
    /// `godkjent_av`.
    pub approved_by: Vec<Who>,
    /// `deltakere`.
    pub participants: Vec<Participant>,
    /// `faser`.
    pub phases: Vec<Phase>,
    /// `budsjett`.
    pub budget: Option<Budget>,
}

/// `periode: {fra, til}`; also of agreements.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Period {
    /// The whole entry.
    pub span: Span,
    /// `fra`.
    pub from: Option<Spanned<DateSpan>>,
    /// `til`; belongs to the period.
    pub to: Option<Spanned<DateSpan>>,
}

/// One line of `deltakere`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// The whole entry.
    pub span: Span,
    /// A person, or a name; absent where only a role is named.
    pub who: Option<Who>,
    /// `rolle`.
    pub role: Option<Spanned<String>>,
    /// `enhet`.
    pub unit: Option<Who>,
    /// `andel` in per cent.
    pub share: Option<Spanned<f64>>,
    /// `antall`.
    pub count: Option<Spanned<f64>>,
}

/// One phase, of a mandate (`faser`) or a plan (`fremdrift`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// The whole entry.
    pub span: Span,
    /// `navn`.
    pub name: Option<Spanned<String>>,
    /// `fra`.
    pub from: Option<Spanned<DateSpan>>,
    /// `til`; belongs to the phase.
    pub to: Option<Spanned<DateSpan>>,
    /// `leveranse`.
    pub deliverable: Option<Spanned<String>>,
}

/// `budsjett: {poster, sum}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// The whole entry.
    pub span: Span,
    /// `poster`.
    pub lines: Vec<BudgetLine>,
    /// `sum`, as written.
    pub sum: Option<Spanned<f64>>,
}

/// One line of a budget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// `post`.
    pub label: Option<Spanned<String>>,
    /// `beløp` in kroner.
    pub amount: Option<Spanned<f64>>,
}
