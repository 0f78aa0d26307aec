//! Decisions and action items: what a meeting leaves behind.

use serde::{Deserialize, Serialize};

use super::minutes::Who;
use super::time::Date;
use crate::source::{Span, Spanned};

/// A decision's id, `SG 3/17`: the body's code, a number within the year, the year in two digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DecisionId {
    /// The body's code, upper case.
    pub code: String,
    /// The year, two digits (17).
    pub year: u8,
    /// The number within the year.
    pub number: u32,
}

impl DecisionId {
    /// Letters that a code has at the most.
    pub const LONGEST_CODE: usize = 8;

    /// Whether an id may begin with it: one to eight letters.
    #[must_use]
    pub fn is_code(written: &str) -> bool {
        written.chars().all(char::is_alphabetic) && (1..=Self::LONGEST_CODE).contains(&written.chars().count())
    }

    /// Reads `SG 3/17` in any letter case and spacing; `None` for anything else.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let (front, year) = written.trim().split_once('/')?;
        let front = front.trim_end();
        let digits = front.len() - front.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (code, number) = front.split_at_checked(front.len() - digits)?;
        let code: String = code.split_whitespace().collect();
        let year = year.trim();
        if !Self::is_code(&code) || !(1..=6).contains(&digits) || year.len() != 2 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Some(Self { code: code.to_uppercase(), year: year.parse().ok()?, number: number.parse().ok()? })
    }

    /// The form of a URL and an anchor: `sg-3-17`.
    #[must_use]
    pub fn slug(&self) -> String {
        format!("{}-{}-{:02}", self.code.to_lowercase(), self.number, self.year)
    }
}

impl std::fmt::Display for DecisionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}/{:02}", self.code, self.number, self.year)
    }
}

/// A decision as minutes list it under `vedtak`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The whole entry.
    pub span: Span,
    /// Its id; absent where it could not be read (a fault says so).
    pub id: Option<Spanned<DecisionId>>,
    /// The agenda item as written: `4`, `4/19`.
    pub item: Option<Spanned<String>>,
    /// `tittel`.
    pub title: Option<Spanned<String>>,
    /// `tekst`, Markdown.
    pub text: Option<Spanned<String>>,
    /// `gjelder`: documents it adopts, approves or changes, as written.
    pub covers: Vec<Spanned<String>>,
    /// `erstatter`: earlier decisions it replaces.
    pub replaces: Vec<Spanned<String>>,
    /// `opphever`: earlier decisions it repeals.
    pub repeals: Vec<Spanned<String>>,
    /// `endrer`: earlier decisions it amends; they stay in force.
    pub amends: Vec<Spanned<String>>,
    /// `hjemmel`.
    pub basis: Option<Spanned<String>>,
    /// `fra`: in force from; else the meeting's date.
    pub from: Option<Spanned<Date>>,
    /// `til`: the last day in force.
    pub to: Option<Spanned<Date>>,
    /// `stemmer`.
    pub votes: Option<Spanned<Votes>>,
    /// `unntatt: ja`: the text is withheld.
    pub exempt: bool,
}

/// How the vote fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Votes {
    /// `enstemmig`
    Unanimous,
    /// Counted.
    Counted {
        /// For.
        yes: u32,
        /// Against.
        no: u32,
        /// Abstained.
        abstained: u32,
    },
}

/// An action item as minutes list it under `oppfølging`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionItem {
    /// The whole entry.
    pub span: Span,
    /// The agenda item as written.
    pub item: Option<Spanned<String>>,
    /// What is to be done.
    pub text: Option<Spanned<String>>,
    /// Who is responsible: people, bodies or units.
    pub responsible: Vec<Who>,
    /// By when.
    pub due: Option<Spanned<Due>>,
    /// How it stands; open where nothing is said.
    pub status: Option<Spanned<ActionStatus>>,
    /// `lukket_i`: where it was closed, a reference as written.
    pub closed_in: Option<Spanned<String>>,
}

impl ActionItem {
    /// Its status, open where nothing is said.
    #[must_use]
    pub fn state(&self) -> ActionStatus {
        self.status.as_ref().map_or(ActionStatus::Open, |status| status.value)
    }
}

/// A deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Due {
    /// A day.
    On(Date),
    /// `neste møte`
    NextMeeting,
    /// `fortløpende`
    Ongoing,
}

/// How an action item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ActionStatus {
    /// `åpen`
    Open,
    /// `lukket`
    Closed,
    /// `avlyst`
    Cancelled,
}

#[cfg(test)]
mod tests {
    use super::DecisionId;

    #[test]
    fn ids_are_read_in_any_case_and_spacing() {
        for written in ["SG 3/17", "sg3/17", " Sg  3 / 17 "] {
            assert_eq!(DecisionId::read(written).map(|id| id.to_string()).as_deref(), Some("SG 3/17"), "{written}");
        }
        for written in ["3/17", "SG 3", "SG 3/2017", "SG x/17", "kapittel/17x", "S1G 3/17"] {
            assert_eq!(DecisionId::read(written), None, "{written}");
        }
    }
}
