//! From texts to postings: which token stands in which entry, how often, by field.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{FIELDS, language};
use crate::work;

/// The postings of all entries.
#[derive(Serialize)]
pub struct Postings {
    /// Tokens per entry, by field: the lengths that scores are normed by.
    lengths: Vec<Vec<u32>>,
    /// All tokens, sorted by their code points.
    tokens: Vec<String>,
    /// By token, then by field: entry and count in turns, each entry as the distance from the one before.
    postings: Vec<Vec<Vec<u32>>>,
}

/// Makes the postings. Entries are named by their place in `texts`; the order of everything depends on the texts alone.
pub fn postings(texts: &[[&str; FIELDS.len()]]) -> Postings {
    let counted = work::map(texts, |fields| {
        fields.map(|text| {
            let tokens = language::tokens(text);
            let length = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            for token in tokens {
                *counts.entry(token).or_default() += 1;
            }
            (length, counts)
        })
    });
    let mut lengths = vec![Vec::with_capacity(texts.len()); FIELDS.len()];
    let mut by_token: BTreeMap<String, Vec<Vec<(u32, u32)>>> = BTreeMap::new();
    for (entry, fields) in counted.into_iter().enumerate() {
        let entry = u32::try_from(entry).unwrap_or(u32::MAX);
        for (field, ((length, counts), lengths)) in fields.into_iter().zip(&mut lengths).enumerate() {
            lengths.push(length);
            for (token, count) in counts {
                let lists = by_token.entry(token).or_insert_with(|| vec![Vec::new(); FIELDS.len()]);
                if let Some(list) = lists.get_mut(field) {
                    list.push((entry, count));
                }
            }
        }
    }
    let postings = by_token.values().map(|lists| lists.iter().map(|list| packed(list)).collect()).collect();
    Postings { lengths, tokens: by_token.into_keys().collect(), postings }
}

fn packed(list: &[(u32, u32)]) -> Vec<u32> {
    let mut before = 0;
    list.iter()
        .flat_map(|(entry, count)| {
            let distance = entry - before;
            before = *entry;
            [distance, *count]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::postings;

    #[test]
    fn each_token_knows_its_entries_and_counts() {
        let found = postings(&[["budsjett", "", "", ""], ["", "", "", ""], ["Budsjettet", "budsjett og budsjetter", "", ""]]);
        let at = found.tokens.iter().position(|token| token == "budsjett").expect("the token");
        assert_eq!(found.postings[at], vec![vec![0, 1, 2, 1], vec![2, 2], vec![], vec![]]);
        assert_eq!(found.lengths[1], [0, 0, 2]);
    }
}
