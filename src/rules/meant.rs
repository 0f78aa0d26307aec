//! What numbers of decisions that another rule speaks of were meant to be: who refers to the right number is not at fault.
//!
//! What may not enter: a rule's own sentences.

use std::collections::HashMap;

use super::{id_duplicate_decision, id_format, id_gap, id_year};
use crate::index::Site;
use crate::model::DecisionId;
use crate::source::Place;

/// The numbers that were meant, each with the finding that tells so.
pub(super) struct Numbers {
    told: HashMap<DecisionId, (&'static str, Place)>,
}

impl Numbers {
    /// Of a site.
    pub fn of(site: &Site) -> Self {
        let mut told = HashMap::new();
        let mut add = |id: DecisionId, rule: &'static str, place: Place| {
            told.entry(id).or_insert((rule, place));
        };
        for document in 0..site.documents.len() {
            id_year::of_another_year(site, document).for_each(|(_, id, place)| add(id, id_year::RECORD.name, place));
            id_format::of_another_body(site, document).into_iter().for_each(|(id, place)| add(id, id_format::RECORD.name, place));
        }
        id_duplicate_decision::meant(site).for_each(|(id, place)| add(id, id_duplicate_decision::RECORD.name, place));
        for (missing, place) in id_gap::missing(site) {
            missing.into_iter().for_each(|id| add(id, id_gap::RECORD.name, place));
        }
        Self { told }
    }

    /// The finding that says that a number which does not exist is the one of a decision that is written otherwise, or not listed.
    pub fn told_by(&self, id: &DecisionId) -> Option<(&'static str, Place)> {
        self.told.get(id).copied()
    }
}
