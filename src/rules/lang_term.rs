//! lang-term: a term that site.toml's word list replaces by another.

use std::collections::HashMap;

use super::{Check, FixKind, Lookups, Notes, Reading, Record, naming, tokens};
use crate::diagnostic::{Bilingual, Finding, Fix, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "lang-term",
    title: ("et ord som ordlista bytter ut", "a term that the word list replaces"),
    levels: &[("", Level::Off)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("lang_term.md"),
    check: Check::Site(check),
};

/// The words of a term, lower case, and what to write.
type Term<'s> = (Vec<String>, &'s str);

fn check(site: &Site, notes: &mut Notes) {
    let mut terms: HashMap<String, Vec<Term<'_>>> = HashMap::new();
    for (term, better) in &site.config.terms {
        let words: Vec<String> =
            tokens::tokens(&term.value).into_iter().filter_map(|range| Some(term.value.get(range)?.to_lowercase())).collect();
        if let Some(first) = words.first().cloned() {
            terms.entry(first).or_default().push((words, better));
        }
    }
    if terms.is_empty() {
        return;
    }
    // The longest first: it says most.
    terms.values_mut().for_each(|terms| terms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    for n in 0..site.documents.len() {
        let mut found = Vec::new();
        tokens::passages(&Reading::of(site, n, &Lookups::default()), |text, place| {
            let ranges = tokens::tokens(text);
            let words: Vec<String> = ranges.iter().filter_map(|range| Some(text.get(range.clone())?.to_lowercase())).collect();
            let mut at = 0;
            while let Some(word) = words.get(at) {
                let fits = |(term, _): &&Term<'_>| words.get(at..at + term.len()) == Some(term.as_slice());
                let Some((term, better)) = terms.get(word).and_then(|terms| terms.iter().find(fits)) else {
                    at += 1;
                    continue;
                };
                let (first, last) = (ranges.get(at), ranges.get(at + term.len() - 1));
                if let (Some(first), Some(last)) = (first, last) {
                    let written = text.get(first.start..last.end).unwrap_or_default();
                    found.push((site.place(n, place(first.start..last.end)), written.to_owned(), cased(better, written)));
                }
                at += term.len();
            }
        });
        for (place, written, better) in found {
            let (shown, instead) = (naming::quoted(site, n, &written), naming::quoted(site, n, &better));
            let message = Bilingual::new(
                format!("Ordlista sier «{instead}», ikke «{shown}»"),
                format!("The word list says “{instead}”, not “{shown}”"),
            );
            let fix = Fix::replace(true, place, better.clone(), Bilingual::new("bytt ordet", "replace the term"));
            notes.add(Finding::new(RECORD.name, place, message).with_fix(fix));
        }
    }
}

/// What to write, with a capital where the old one had it.
fn cased(better: &str, written: &str) -> String {
    let mut letters = better.chars();
    match (written.chars().next(), letters.next()) {
        (Some(old), Some(first)) if old.is_uppercase() => first.to_uppercase().chain(letters).collect(),
        _ => better.to_owned(),
    }
}
