//! The rules that look at one document at a time: which of them have nothing to say of a document is remembered until what that depends
//! on changes, so that most documents are not looked at again.
//!
//! What may not enter: what such a rule looks for.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Check, Counted, Lookups, Notes, Reading, Record};
use crate::index::Site;
use crate::parse;
use crate::source::Span;
use crate::work::{self, Cache, Key};

/// What is remembered of a document.
#[derive(Default, Serialize, Deserialize)]
struct Remembered {
    /// The rules that have something to say, by their places among those asked; and where there is something to look into, for those
    /// that tell.
    speaking: Vec<(u16, Vec<Span>)>,
    /// What the others counted.
    counted: BTreeMap<Counted, usize>,
}

/// Rules whose silence depends on the same.
struct Circle<'r> {
    /// The rules, each with its place among those that are heard.
    rules: Vec<(usize, &'r Record)>,
    /// What their silence depends on beside the document, and who they are.
    key: Key,
}

/// What the rules that look at one document at a time leave behind, by their places among those that are heard.
pub(super) fn look(site: &Site, documents: Range<usize>, heard: &[&Record], silent: &Cache) -> BTreeMap<usize, Notes> {
    let (circles, lookups) = (circles(site, heard), Lookups::default());
    let found = work::gather(documents, |document| {
        let reading = Reading::of(site, document, &lookups);
        let left: Vec<(usize, Notes)> = circles.iter().flat_map(|circle| circle.look(&reading, silent)).collect();
        (!left.is_empty()).then_some(left)
    });
    let mut by_rule: BTreeMap<usize, Notes> = BTreeMap::new();
    for (place, notes) in found.into_iter().flatten() {
        by_rule.entry(place).or_default().join(notes);
    }
    by_rule
}

fn circles<'r>(site: &Site, heard: &[&'r Record]) -> [Circle<'r>; 2] {
    let text = |source| site.sources.get(source).map_or(b"".as_slice(), |source| source.text.as_bytes());
    let config = site.config.source.map_or(b"".as_slice(), text);
    let registers = site.sources.iter().filter(|(_, source)| parse::register::kind_of(&source.path).is_some());
    let registers: Vec<u8> = registers.flat_map(|(_, source)| Key::of(&[source.path.as_bytes(), source.text.as_bytes()]).0).collect();
    let circle = |belongs: fn(&Check) -> bool, depends: &[u8]| {
        let rules: Vec<(usize, &Record)> = heard.iter().copied().enumerate().filter(|(_, rule)| belongs(&rule.check)).collect();
        let names: Vec<u8> = rules.iter().flat_map(|(_, rule)| rule.name.bytes().chain(*b" ")).collect();
        Circle { rules, key: Key::of(&[&names, config, depends]) }
    };
    [
        circle(|check| matches!(check, Check::Document(_) | Check::Suspected { .. }), b""),
        circle(|check| matches!(check, Check::Registers(_)), &registers),
    ]
}

impl Circle<'_> {
    /// What the rules leave behind of one document. Those that are known to be silent are not asked.
    fn look(&self, reading: &Reading<'_>, silent: &Cache) -> Vec<(usize, Notes)> {
        let key = Key::of(&[&self.key.0, &reading.entry().key.0]);
        let known = silent.read(&key, |bytes| postcard::from_bytes::<Remembered>(bytes).ok()).flatten();
        let (mut left, remembered) = match known {
            Some(remembered) => {
                let speaking = remembered.speaking.iter().filter_map(|(nth, places)| Some((self.rules.get(usize::from(*nth))?, places)));
                (speaking.map(|((place, rule), places)| (*place, heed(rule, reading, places))).collect(), remembered)
            }
            None => {
                let (left, remembered) = self.ask(reading);
                silent.put(key, postcard::to_stdvec(&remembered).unwrap_or_default());
                (left, remembered)
            }
        };
        if let Some((place, _)) = self.rules.first().filter(|_| !remembered.counted.is_empty()) {
            let mut notes = Notes::default();
            remembered.counted.into_iter().for_each(|(kind, many)| notes.count(kind, many));
            left.push((*place, notes));
        }
        left
    }

    /// Asks every rule.
    fn ask(&self, reading: &Reading<'_>) -> (Vec<(usize, Notes)>, Remembered) {
        let (mut left, mut remembered) = (Vec::new(), Remembered::default());
        for (nth, (place, rule)) in (0..).zip(&self.rules) {
            let places = rule.check.places(reading);
            if places.as_ref().is_some_and(Vec::is_empty) {
                continue;
            }
            let (told, places) = (places.is_some(), places.unwrap_or_default());
            let notes = heed(rule, reading, &places);
            if told || !notes.findings.is_empty() || !notes.unchecked.is_empty() {
                remembered.speaking.push((nth, places));
                left.push((*place, notes));
            } else {
                notes.counted.into_iter().for_each(|(kind, many)| *remembered.counted.entry(kind).or_default() += many);
            }
        }
        (left, remembered)
    }
}

/// What a rule leaves behind of a document.
fn heed(rule: &Record, reading: &Reading<'_>, places: &[Span]) -> Notes {
    let mut notes = Notes::default();
    rule.check.look(reading, places, &mut notes);
    notes.close();
    notes
}
