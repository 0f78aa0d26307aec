//! What rules leave alone and say so, so that silence is never mistaken for approval.
//!
//! What may not enter: how the summary tells it.

use super::Notes;
use crate::diagnostic::Bilingual;
use crate::source::Place;

/// Something that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchecked {
    /// What it is.
    pub kind: Kind,
    /// Where it is, or where it is named; two rules that leave the same thing alone leave one thing.
    pub place: Place,
    /// Why, in a few words that can stand behind a colon.
    pub reason: Bilingual,
}

/// What can be left unchecked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A column of a table.
    Column,
    /// A budget.
    Budget,
    /// An organisation plan's staffing against its tree.
    Staffing,
    /// A file that could not, or not wholly, be looked into.
    Attachment,
    /// A seal.
    Seal,
    /// What refers to a register that could not be read.
    Register,
}

impl Kind {
    /// What the summary says after a number: of one, and of several.
    #[must_use]
    pub fn words(self) -> (Bilingual, Bilingual) {
        let (one, many) = match self {
            Self::Column => (("kolonne ikke kontrollert", "column not checked"), ("kolonner ikke kontrollert", "columns not checked")),
            Self::Budget => (("budsjett ikke kontrollert", "budget not checked"), ("budsjetter ikke kontrollert", "budgets not checked")),
            Self::Staffing => {
                (("bemanning ikke kontrollert", "staffing not checked"), ("bemanninger ikke kontrollert", "staffings not checked"))
            }
            Self::Attachment => (
                ("vedlegg ikke fullt kontrollert", "attachment not fully checked"),
                ("vedlegg ikke fullt kontrollert", "attachments not fully checked"),
            ),
            Self::Seal => (("segl ikke kontrollert", "seal not checked"), ("segl ikke kontrollert", "seals not checked")),
            Self::Register => {
                (("register ikke slått opp i", "register not looked up in"), ("registre ikke slått opp i", "registers not looked up in"))
            }
        };
        (Bilingual::new(one.0, one.1), Bilingual::new(many.0, many.1))
    }
}

impl Notes {
    /// Tells that something was not checked, and why.
    pub fn leave(&mut self, kind: Kind, place: Place, reason: Bilingual) {
        self.unchecked.push(Unchecked { kind, place, reason });
    }
}
