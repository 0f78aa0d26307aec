//! Decision chains: what a decision replaces, repeals and amends, and what did so to it.

use super::Site;
use crate::model::Date;

/// A decision's chain, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// What it and its predecessors did to earlier decisions.
    pub before: Vec<ChainLink>,
    /// What later decisions did to it and its successors.
    pub after: Vec<ChainLink>,
}

/// One step of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChainLink {
    /// The later decision, as a place in [`Site::decisions`].
    pub later: usize,
    /// The earlier decision.
    pub earlier: usize,
    /// What the later did to it.
    pub kind: LinkKind,
    /// From which day.
    pub on: Option<Date>,
}

/// What a later decision does to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// `erstatter`
    Replaces,
    /// `opphever`
    Repeals,
    /// `endrer`
    Amends,
}

impl Site {
    /// The chain of a decision: every step before and after it, each once, circles cut.
    #[must_use]
    pub fn chain(&self, _decision: usize) -> Chain {
        Chain::default()
    }

    /// The steps in which a decision is the later one.
    #[must_use]
    pub fn acts_on(&self, _decision: usize) -> Vec<ChainLink> {
        Vec::new()
    }

    /// The steps in which a decision is the earlier one.
    #[must_use]
    pub fn acted_on_by(&self, _decision: usize) -> Vec<ChainLink> {
        Vec::new()
    }
}
