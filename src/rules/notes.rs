//! What rules leave behind: findings, what was not checked, and how much was looked at.
//!
//! What may not enter: levels, and what a finding says.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{Unchecked, priv_exempt_title};
use crate::diagnostic::{Bilingual, Finding};
use crate::source::{Place, SourceId};

/// Findings of one rule in one file. A file with more is damaged or hostile; a last finding says how many there are beside them.
pub const MOST_IN_A_FILE: usize = 1000;

/// What the rules leave behind.
#[derive(Debug, Default)]
pub struct Notes {
    /// Their findings.
    pub findings: Vec<Finding>,
    /// What was not checked, and why.
    pub unchecked: Vec<Unchecked>,
    /// How much was looked at, for the summary.
    pub counted: BTreeMap<Counted, usize>,
    /// How many findings a rule has in a file, and where the first of those stands that are too many.
    found: HashMap<(&'static str, SourceId), (usize, Option<Place>)>,
}

/// What rules count of what they looked at, in the order the summary tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Counted {
    /// Sums worked out anew.
    Sums,
    /// Dates in texts held against the calendar.
    Dates,
    /// Tables looked through.
    Tables,
}

impl Notes {
    /// Adds a finding. Beyond a thousand of its rule in its file it is counted and nothing more.
    pub fn add(&mut self, finding: Finding) {
        let (many, first_left_out) = self.found.entry((finding.rule, finding.place.source)).or_default();
        *many += 1;
        // What it finds is withheld wherever it is shown; so none may be missing.
        if *many <= MOST_IN_A_FILE || finding.rule == priv_exempt_title::RECORD.name {
            self.findings.push(finding);
        } else {
            first_left_out.get_or_insert(finding.place);
        }
    }

    /// Adds findings.
    pub fn add_all(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.add(finding));
    }

    /// Says of which rules in which files there are more findings than were kept.
    pub fn close(&mut self) {
        for ((rule, _), (many, first)) in std::mem::take(&mut self.found) {
            let Some(place) = first else { continue };
            let more = many.saturating_sub(MOST_IN_A_FILE);
            let message = Bilingual::new(
                format!("{more} funn til av samme slag i fila; de første {MOST_IN_A_FILE} er vist"),
                format!("{more} more findings of this kind in the file; the first {MOST_IN_A_FILE} are shown"),
            );
            let help = Bilingual::new(
                "Se om fila er skadet; rett de første, og kontroller igjen.",
                "See whether the file is damaged; mend the first, and check again.",
            );
            self.findings.push(Finding::new(rule, place, message).with_help(help));
        }
    }

    /// Adds what was closed and left elsewhere.
    pub(super) fn join(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.unchecked.extend(other.unchecked);
        other.counted.into_iter().for_each(|(kind, many)| self.count(kind, many));
    }

    /// Tells that so many things of a kind were looked at. Each thing is counted by one rule only.
    pub fn count(&mut self, kind: Counted, many: usize) {
        *self.counted.entry(kind).or_default() += many;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn noted(rule: &'static str, many: usize) -> Notes {
        let mut notes = Notes::default();
        let finding =
            |n| Finding::new(rule, Place::new(SourceId(n / 5000), Span::new(n as usize, n as usize + 1)), Bilingual::new("a", "a"));
        (0..many).for_each(|n| notes.add(finding(u32::try_from(n).expect("small"))));
        notes.close();
        notes
    }

    #[test]
    fn a_file_full_of_one_fault_has_a_thousand_findings_and_one_that_says_how_many_more() {
        assert_eq!(noted("num-loose-ends", MOST_IN_A_FILE).findings.len(), MOST_IN_A_FILE);
        let notes = noted("num-loose-ends", 5000 + 7);
        assert_eq!(notes.findings.len(), MOST_IN_A_FILE + 1 + 7);
        let last = notes.findings.last().expect("one that says so");
        assert!(last.message.nb.starts_with("4000 funn til") && last.place.span.start == 1000, "{last:?}");
    }

    #[test]
    fn what_is_withheld_where_it_is_found_is_found_everywhere() {
        let notes = noted(priv_exempt_title::RECORD.name, 3000);
        assert_eq!(notes.findings.iter().filter(|finding| finding.message.nb == "a").count(), 3000);
    }
}
