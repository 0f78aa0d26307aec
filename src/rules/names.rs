//! Rows of capitalised words, as a document has them, held against the names of the register.
//!
//! What may not enter: a rule's own sentence.

use std::collections::{HashMap, HashSet};

use super::spelling;
use crate::index::Site;
use crate::model::Document;
use crate::source::Span;

/// One capitalised word.
pub(super) struct Part<'s> {
    /// As it is compared.
    pub folded: String,
    /// As written.
    pub written: &'s str,
    /// Its bytes in the file.
    pub span: Span,
}

/// Every row of capitalised words of a document.
pub(super) fn rows(document: &Document) -> impl Iterator<Item = Vec<Part<'_>>> {
    document.rows.iter().map(|row| {
        let parts = row.iter().map(|word| Part { folded: spelling::fold(&word.value), written: &word.value, span: word.span });
        parts.collect()
    })
}

/// The names of the register, for looking up names that are theirs or nearly so.
pub(super) struct Known {
    /// Parts and how the name is written.
    names: Vec<(Vec<String>, String)>,
    /// Every name, its parts joined.
    exact: HashSet<String>,
    /// By length, place and the other parts: those whose part in that place may differ.
    near: HashMap<(usize, usize, String), Vec<usize>>,
    /// By the parts in the order of letters.
    sorted: HashMap<String, Vec<usize>>,
    /// The parts of the longest.
    pub longest: usize,
}

impl Known {
    /// Gathers the people's names and other accepted spellings.
    pub fn of(site: &Site) -> Self {
        let mut known = Self { names: Vec::new(), exact: HashSet::new(), near: HashMap::new(), sorted: HashMap::new(), longest: 0 };
        for name in site.registers.people.entries.iter().flat_map(|person| person.name.iter().chain(&person.also)) {
            let parts = spelling::parts(&name.value);
            let n = known.names.len();
            known.exact.insert(parts.join(" "));
            known.longest = known.longest.max(parts.len());
            for place in 0..parts.len() {
                known.near.entry((parts.len(), place, others(&parts, place))).or_default().push(n);
            }
            known.sorted.entry(in_order(&parts)).or_default().push(n);
            known.names.push((parts, name.value.clone()));
        }
        known
    }

    /// Whether the parts are a name of the register, also an owner's.
    pub fn has(&self, parts: &[String]) -> bool {
        let joined = parts.join(" ");
        let owner = joined.strip_suffix('s').is_some_and(|bare| self.exact.contains(bare));
        self.exact.contains(&joined) || owner || self.exact.contains(&format!("{joined}s"))
    }

    /// The name of the register that the parts nearly are.
    pub fn nearest(&self, parts: &[String]) -> Option<(&str, spelling::Likeness)> {
        let by_place = (0..parts.len()).filter_map(|place| self.near.get(&(parts.len(), place, others(parts, place))));
        let candidates = by_place.chain(self.sorted.get(&in_order(parts))).flatten();
        candidates.filter_map(|n| self.names.get(*n)).find_map(|(name, written)| {
            let likeness = spelling::likeness(parts, name).filter(|likeness| *likeness != spelling::Likeness::Same)?;
            Some((written.as_str(), likeness))
        })
    }
}

/// The parts but one, joined.
pub(super) fn others(parts: &[String], but: usize) -> String {
    let kept = parts.iter().enumerate().filter(|(n, _)| *n != but).map(|(_, part)| part.as_str());
    kept.collect::<Vec<_>>().join(" ")
}

fn in_order(parts: &[String]) -> String {
    let mut sorted = parts.to_vec();
    sorted.sort();
    sorted.join(" ")
}

/// Every stretch of a row with so many words that touches none of those taken, from the left.
pub(super) fn stretches<'r, 's>(row: &'r [Part<'s>], length: usize, taken: &[bool]) -> Vec<(usize, &'r [Part<'s>])> {
    let free = |start: usize| (start..start + length).all(|n| taken.get(n) == Some(&false));
    row.windows(length).enumerate().filter(|(start, _)| free(*start)).collect()
}

/// Which words of a row belong to names of the register.
pub(super) fn taken(row: &[Part<'_>], known: &Known) -> Vec<bool> {
    let mut taken = vec![false; row.len()];
    for length in (2..=known.longest.min(row.len())).rev() {
        for (start, stretch) in stretches(row, length, &taken.clone()) {
            if known.has(&folded(stretch)) {
                taken.iter_mut().skip(start).take(length).for_each(|part| *part = true);
            }
        }
    }
    taken
}

/// The parts of a stretch as they are compared.
pub(super) fn folded(stretch: &[Part<'_>]) -> Vec<String> {
    stretch.iter().map(|part| part.folded.clone()).collect()
}

/// The bytes of a stretch.
pub(super) fn span(stretch: &[Part<'_>]) -> Span {
    let first = stretch.first().map_or(Span::default(), |part| part.span);
    stretch.last().map_or(first, |last| first.join(last.span))
}
