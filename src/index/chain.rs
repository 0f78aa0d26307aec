//! Decision chains: what a decision replaces, repeals and amends, and what did so to it.

use std::collections::HashSet;

use super::tables::Lookup;
use super::{Site, Subject};
use crate::model::{Date, Role};

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
    /// From which day: the first day of the later decision.
    pub on: Option<Date>,
    /// The reference that says so, as a place in [`Site::references`].
    pub reference: usize,
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
    pub fn chain(&self, decision: usize) -> Chain {
        let before = self.walk(decision, |n| self.acts_on(n), |link| link.earlier);
        let after = self.walk(decision, |n| self.acted_on_by(n), |link| link.later);
        Chain { before, after }
    }

    fn walk<'s>(&'s self, from: usize, steps: impl Fn(usize) -> &'s [ChainLink], next: impl Fn(&ChainLink) -> usize) -> Vec<ChainLink> {
        let mut met = HashSet::from([from]);
        let mut waiting = vec![from];
        let mut links = HashSet::new();
        while let Some(decision) = waiting.pop() {
            for link in steps(decision) {
                links.insert(*link);
                if met.insert(next(link)) {
                    waiting.push(next(link));
                }
            }
        }
        let mut links: Vec<ChainLink> = links.into_iter().collect();
        links.sort_by_key(|link| (link.on, link.later, link.earlier, link.kind, link.reference));
        links
    }

    /// The steps in which a decision is the later one, in the order of its file.
    #[must_use]
    pub fn acts_on(&self, decision: usize) -> &[ChainLink] {
        self.tables.acts_on.get(&decision).map_or(&[], Vec::as_slice)
    }

    /// The steps in which a decision is the earlier one, the oldest first.
    #[must_use]
    pub fn acted_on_by(&self, decision: usize) -> &[ChainLink] {
        self.tables.acted_on_by.get(&decision).map_or(&[], Vec::as_slice)
    }

    /// The first day a decision counts: `fra`, else the day it was made.
    #[must_use]
    pub fn first_day(&self, decision: usize) -> Option<Date> {
        let from = self.decision(decision)?.from.as_ref().map(|from| from.value);
        from.or_else(|| self.decisions.get(decision)?.date)
    }

    /// The last day a decision counts, by `til` or by a successor or repeal, whichever is first; none while no end is known.
    #[must_use]
    pub fn last_day(&self, decision: usize) -> Option<Date> {
        let to = self.decision(decision)?.to.as_ref().map(|to| to.value);
        let end = self.tables.decision_ends.get(decision).copied().flatten();
        let ended = end.and_then(|end| end.on).and_then(|on| on.yesterday().ok());
        [to, ended].into_iter().flatten().min()
    }

    /// The documents that a decision adopts, approves or changes (`gjelder`).
    #[must_use]
    pub fn covers(&self, decision: usize) -> Vec<usize> {
        let Some(entry) = self.decisions.get(decision) else { return Vec::new() };
        let Ok(nth) = u16::try_from(entry.nth) else { return Vec::new() };
        self.references_as(entry.document, Role::Covers(nth)).filter_map(|reference| reference.target()?.subject.document()).collect()
    }

    /// The decisions that list a document under `gjelder`, in the order of the documents that hold them.
    #[must_use]
    pub fn covered_by(&self, document: usize) -> Vec<usize> {
        let covering = self.backlinks_as(Subject::Document(document), |role| matches!(role, Role::Covers(_)));
        covering
            .filter_map(|reference| match reference.role {
                Role::Covers(nth) => self.decision_at(reference.document, usize::from(nth)),
                _ => None,
            })
            .collect()
    }

    /// The decision that adopted a document, as `vedtatt` names it, where it is in the site.
    #[must_use]
    pub fn adopted_by(&self, document: usize) -> Option<usize> {
        self.references_as(document, Role::AdoptedBy).find_map(|reference| self.decision_of(reference.target()?))
    }

    /// The documents that name a decision as the one that adopted them.
    #[must_use]
    pub fn adopts(&self, decision: usize) -> Vec<usize> {
        self.backlinks_as(Subject::Decision(decision), |role| role == Role::AdoptedBy).map(|reference| reference.document).collect()
    }
}

/// Gathers the steps of every chain from what decisions refer to; a decision that acts on itself makes none.
pub(super) fn gather(site: &mut Site) {
    let mut acts_on: Lookup<usize, Vec<ChainLink>> = Lookup::default();
    let mut acted_on_by: Lookup<usize, Vec<ChainLink>> = Lookup::default();
    for (n, reference) in site.references.iter().enumerate() {
        let (kind, nth) = match reference.role {
            Role::Replaces(nth) => (LinkKind::Replaces, nth),
            Role::Repeals(nth) => (LinkKind::Repeals, nth),
            Role::Amends(nth) => (LinkKind::Amends, nth),
            _ => continue,
        };
        let Some(later) = site.decision_at(reference.document, usize::from(nth)) else { continue };
        let Some(earlier) = reference.target().and_then(|target| site.decision_of(target)) else { continue };
        if later != earlier {
            let link = ChainLink { later, earlier, kind, on: site.first_day(later), reference: n };
            acts_on.entry(later).or_default().push(link);
            acted_on_by.entry(earlier).or_default().push(link);
        }
    }
    for links in acted_on_by.values_mut() {
        links.sort_by_key(|link| (link.on, link.later, link.kind, link.reference));
    }
    site.tables.acts_on = acts_on;
    site.tables.acted_on_by = acted_on_by;
}
