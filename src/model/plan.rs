//! Organisation plans: the tree of departments, the staffing and the plan of progress.

use serde::{Deserialize, Serialize};

use super::mandate::Phase;
use super::minutes::Who;
use crate::source::{Span, Spanned};

/// What an `organisasjonsplan` adds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OrganisationPlan {
    /// `enhet`: the unit that is organised.
    pub unit: Option<Who>,
    /// `organisasjon`: the root of the tree.
    pub tree: Option<UnitNode>,
    /// `bemanning`.
    pub staffing: Option<Staffing>,
    /// `kostnadsdeling`.
    pub costs: Vec<CostShare>,
    /// `fremdrift`.
    pub progress: Vec<Phase>,
}

/// One box of the organisation chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitNode {
    /// The whole entry.
    pub span: Span,
    /// `navn`.
    pub name: Option<Spanned<String>>,
    /// `leder`.
    pub leader: Option<Who>,
    /// `andel` in per cent.
    pub share: Option<Spanned<f64>>,
    /// `stillinger`: from and to; equal for a single number.
    pub positions: Option<Spanned<(f64, f64)>>,
    /// `ansatte`.
    pub staff: Vec<Who>,
    /// `under`.
    pub below: Vec<UnitNode>,
}

/// `bemanning: {rader, sum}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Staffing {
    /// The whole entry.
    pub span: Span,
    /// `rader`.
    pub rows: Vec<StaffingRow>,
    /// `sum`, as written.
    pub sum: Option<StaffingRow>,
}

/// Who bears which part of the costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CostShare {
    /// The whole entry.
    pub span: Span,
    /// `enhet`.
    pub unit: Option<Who>,
    /// `andel` in per cent.
    pub share: Option<Spanned<f64>>,
}

/// Full-time equivalents of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StaffingRow {
    /// The whole entry.
    pub span: Span,
    /// `enhet`; absent in the sum.
    pub unit: Option<Who>,
    /// `statlig`.
    pub state: Option<Spanned<f64>>,
    /// `kommunal`.
    pub municipal: Option<Spanned<f64>>,
}
