//! Words that look like names of people: two or more capitalised words in a row, in the text and in the fields that hold text or names.
//!
//! What may not enter: a rule's own sentence.

use std::collections::{HashMap, HashSet};

use super::{blocks, spelling};
use crate::index::Site;
use crate::model::{Details, Document, Who};
use crate::source::Span;

/// One capitalised word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// As it is compared.
    pub folded: String,
    /// As written.
    pub written: String,
    /// Its bytes in the file.
    pub span: Span,
}

/// Every row of capitalised words of a document, in the order of the file.
pub(super) fn rows(site: &Site, document: usize) -> Vec<Vec<Part>> {
    let model = site.document(document);
    let source = site.entry(document).source;
    let mut found = Vec::new();
    let mut fields = blocks::fields(model);
    fields.extend(named(model));
    fields.sort();
    for span in fields {
        let text = site.sources.slice(crate::source::Place::new(source, span));
        found.extend(rows_of(text, |start, end| Span::new(span.start as usize + start, span.start as usize + end)));
    }
    for words in blocks::words(site, document) {
        found.extend(rows_of(&words.plain, |start, end| words.span(start, end)));
    }
    found
}

/// Where the names of people outside the register stand.
fn named(document: &Document) -> Vec<Span> {
    let mut who: Vec<&Who> = Vec::new();
    match &document.details {
        Details::Minutes(minutes) => {
            who.extend(minutes.chair.iter().chain(&minutes.secretary));
            who.extend([&minutes.present, &minutes.absent, &minutes.guests].into_iter().flatten().map(|attendee| &attendee.who));
            who.extend(minutes.action_items.iter().flat_map(|item| &item.responsible));
        }
        Details::Mandate(mandate) => {
            who.extend(mandate.participants.iter().filter_map(|one| one.who.as_ref()));
            who.extend(mandate.approved_by.iter().chain(&mandate.client).chain(&mandate.contractor));
        }
        Details::Agreement(agreement) => who.extend(agreement.parties.iter().filter_map(|party| party.represented_by.as_ref())),
        _ => {}
    }
    let names = who.into_iter().filter_map(|who| match who {
        Who::Named { name, .. } => name.as_ref().map(|name| name.span),
        Who::Id(_) => None,
    });
    names.collect()
}

/// Rows of two or more capitalised words with nothing but one white space between them.
fn rows_of(text: &str, place: impl Fn(usize, usize) -> Span) -> Vec<Vec<Part>> {
    let mut rows: Vec<Vec<Part>> = Vec::new();
    // Most capitalised words stand alone, so that nothing is made of one before the next is there.
    let mut row: Vec<(usize, &str)> = Vec::new();
    let mut ends = |row: &mut Vec<(usize, &str)>| {
        if row.len() >= 2 {
            let part = |(start, word): &(usize, &str)| Part {
                folded: spelling::fold(word),
                written: (*word).to_owned(),
                span: place(*start, start + word.len()),
            };
            rows.push(row.iter().map(part).collect());
        }
        row.clear();
    };
    let mut last_end = 0;
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’');
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let Some(word) = rest.get(..length).filter(|word| !word.is_empty()) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let initial = word.chars().count() == 2 && word.ends_with('.');
        let bare = if initial { word } else { word.trim_end_matches(|c: char| !c.is_alphabetic()) };
        let joined = text.get(last_end..at).is_some_and(|gap| matches!(gap, " " | "\n" | "\u{a0}"));
        if !joined {
            ends(&mut row);
        }
        let whole_word =
            !text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| c.is_alphanumeric() || c == '@' || c == '/');
        if whole_word && bare.chars().next().is_some_and(char::is_uppercase) {
            row.push((at, bare));
            last_end = at + bare.len();
        } else {
            ends(&mut row);
        }
        at += length;
    }
    ends(&mut row);
    rows
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
pub(super) fn stretches<'r>(row: &'r [Part], length: usize, taken: &[bool]) -> Vec<(usize, &'r [Part])> {
    let free = |start: usize| (start..start + length).all(|n| taken.get(n) == Some(&false));
    row.windows(length).enumerate().filter(|(start, _)| free(*start)).collect()
}

/// Which words of a row belong to names of the register.
pub(super) fn taken(row: &[Part], known: &Known) -> Vec<bool> {
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
pub(super) fn folded(stretch: &[Part]) -> Vec<String> {
    stretch.iter().map(|part| part.folded.clone()).collect()
}

/// The bytes of a stretch.
pub(super) fn span(stretch: &[Part]) -> Span {
    let first = stretch.first().map_or(Span::default(), |part| part.span);
    stretch.last().map_or(first, |last| first.join(last.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_at_signs_and_small_words() {
        let rows = rows_of("Rådmann Ola B. Nordmann, Kari Nordmann og @Per Hansen møtte. Ola møtte NAV\nNarvik.", Span::new);
        let written: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|part| part.written.as_str()).collect()).collect();
        assert_eq!(written, [vec!["Rådmann", "Ola", "B.", "Nordmann"], vec!["Kari", "Nordmann"], vec!["NAV", "Narvik"]]);
    }
}
