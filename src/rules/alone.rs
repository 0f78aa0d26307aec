//! The rules that look at one document alone: most documents have nothing for them to find, and are remembered for that until they change.
//!
//! What may not enter: what such a rule looks for.

use std::collections::BTreeMap;

use super::{Check, Notes, Record};
use crate::diagnostic::Finding;
use crate::index::Site;
use crate::source::Source;
use crate::work::{self, Cache, Key};

/// What the rules that look at one document alone find, by their names.
pub(super) fn find(site: &Site, heard: &[&Record], silent: &Cache) -> BTreeMap<&'static str, Vec<Finding>> {
    let is_alone = |rule: &&&Record| matches!(rule.check, Check::Document(_));
    let rules: Vec<&Record> = heard.iter().filter(is_alone).copied().collect();
    let names: Vec<u8> = rules.iter().flat_map(|rule| rule.name.bytes().chain(*b" ")).collect();
    let text = |source| site.sources.get(source).map_or(("", ""), |source: &Source| (&*source.path, &*source.text));
    let config = site.config.source.map_or("", |source| text(source).1);
    let found = work::gather(0..site.documents.len(), |document| {
        let (path, words) = text(site.entry(document).source);
        let key = Key::of(&[&names, config.as_bytes(), path.as_bytes(), words.as_bytes()]);
        if silent.get(&key).is_some() {
            return None;
        }
        let look = |rule: &&Record| {
            let mut notes = Notes::default();
            if let Check::Document(check) = rule.check {
                check(site, document, &mut notes);
            }
            notes.close();
            (rule.name, notes.findings)
        };
        let found: Vec<_> = rules.iter().map(look).filter(|(_, found)| !found.is_empty()).collect();
        if found.is_empty() {
            silent.put(key, []);
        }
        Some(found)
    });
    let mut by_rule: BTreeMap<&'static str, Vec<Finding>> = BTreeMap::new();
    for (name, findings) in found.into_iter().flatten() {
        by_rule.entry(name).or_default().extend(findings);
    }
    by_rule
}
