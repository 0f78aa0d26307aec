//! Which agenda items minutes say were not treated, in a sentence: withdrawn, postponed or exempt from publicity.
//!
//! What may not enter: which items there are.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::text::ProseKind;
use crate::model::{Document, Minutes};
use crate::source::Source;

/// Words by which minutes say that an item was not treated.
const WITHDRAWN: &[&str] =
    &["utgår", "utgikk", "utgått", "utgjekk", "trukket", "trekkes", "trekt", "unntatt offentlig", "unntatt etter", "u.off"];

/// Words by which they may say so, if the item is named before them: else they may be said of one that is there.
const POSTPONED: &[&str] = &[
    "utsatt",
    "utsettes",
    "utsett",
    "utset",
    "strøket",
    "strykes",
    "stroke",
    "stryk",
    "tatt av",
    "tas av",
    "teken av",
    "fjernet",
    "fjerna",
    "går ut",
    "gikk ut",
    "gjekk ut",
    "ikke behandl",
    "ikkje behandl",
    "ikkje handsam",
    "i neste møte",
    "til neste møte",
];

/// "Sakene 5–9 utgår" names all between; dates and sums in the same paragraph must not make it endless.
pub(super) const LONGEST_RANGE: usize = 500;

/// Which numbers the minutes say were not treated; `None` among them stands for any.
pub(super) fn said(document: &Document, minutes: &Minutes, source: &Source) -> BTreeSet<Option<u32>> {
    let mut numbers = BTreeSet::new();
    for decision in minutes.decisions.iter().filter(|decision| decision.exempt) {
        let written = decision.item.as_ref().map(|item| item.value.split('/').next().unwrap_or_default().trim());
        numbers.insert(written.and_then(|number| number.parse().ok()));
    }
    let mut blocks: BTreeMap<u32, String> = BTreeMap::new();
    for prose in &document.text.prose {
        let block = blocks.entry(prose.block).or_default();
        block.push_str(source.slice(prose.span));
        block.push(if prose.kind == ProseKind::Heading { ':' } else { ' ' });
    }
    for block in blocks.values().map(|block| block.to_lowercase()) {
        if !WITHDRAWN.iter().any(|word| block.contains(word)) {
            if POSTPONED.iter().any(|word| block.contains(word)) {
                numbers.extend(named(&block).into_iter().map(Some));
            }
            continue;
        }
        let written: Vec<u32> = block.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
        if let (true, Some(first), Some(last)) = (block.contains("sak"), written.iter().min(), written.iter().max()) {
            numbers.extend((*first..=*last).take(LONGEST_RANGE).map(Some));
        } else {
            numbers.insert(None);
        }
    }
    numbers
}

/// The numbers that follow "sak" in a block in small letters: "sak 2", "sakene 2 og 4", "sakane nr. 5–9", "sak 2 til 3".
fn named(block: &str) -> BTreeSet<u32> {
    let is_figures = |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) && !part.contains(char::is_alphabetic);
    let mut numbers = BTreeSet::new();
    for (at, word) in block.match_indices("sak") {
        let rest = block.get(at + word.len()..).unwrap_or_default();
        let (ending, rest) = rest.split_at(rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()));
        if !["", "a", "ane", "en", "ene", "er"].contains(&ending) {
            continue;
        }
        let is_part = |part: &&str| is_figures(part) || ["", "-", "–", "eller", "nr", "nr.", "og", "til"].contains(part);
        let parts: Vec<&str> = rest.split([' ', ',']).take_while(is_part).collect();
        let figures = parts.iter().flat_map(|part| part.split('/').next().unwrap_or_default().split(|c: char| !c.is_ascii_digit()));
        let written: Vec<u32> = figures.filter_map(|number| number.parse().ok()).collect();
        let is_range = parts.iter().any(|part| *part == "til" || part.contains(['-', '–']));
        match written.as_slice() {
            [first, last] if is_range => numbers.extend((*first..=*last).take(LONGEST_RANGE)),
            all => numbers.extend(all),
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_items_that_a_sentence_names_are_found_in_both_written_forms() {
        for (block, numbers) in [
            ("sakene 2 og 4 er utsatt.", vec![2, 4]),
            ("sakane 2 og 3 er utsette.", vec![2, 3]),
            ("saka 2 er utsett.", vec![2]),
            ("sak 2 til 4 er utsatt.", vec![2, 3, 4]),
            ("sak nr. 5–7 er strøket, og sak 9/19 er utsatt", vec![5, 6, 7, 9]),
            ("saken ble utsatt til 3. mars; saksnr. 5", vec![]),
        ] {
            assert_eq!(named(block).into_iter().collect::<Vec<_>>(), numbers, "{block}");
        }
    }
}
