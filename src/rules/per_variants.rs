//! per-variants: two names in the site that are nearly one, neither of them in the register. Said once for each pair, at the rarer of
//! the two.

use std::collections::{BTreeMap, HashMap};

use super::{Check, FixKind, Notes, Record, names, naming, spelling};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::source::{Place, SourceId};

/// The record.
pub const RECORD: Record = Record {
    name: "per-variants",
    title: ("to navn som nesten er like", "two names that are nearly one"),
    levels: &[("", Level::Info)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("per_variants.md"),
    check: Check::Site(check),
};

/// A name as the site writes it.
struct Name {
    parts: Vec<String>,
    written: String,
    first: Place,
    document: usize,
    count: usize,
}

/// The most words a name has here.
const LONGEST: usize = 3;

fn check(site: &Site, notes: &mut Notes) {
    let all = gather(site);
    let mut by_shadow: HashMap<(usize, String, String), Vec<usize>> = HashMap::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (n, name) in all.iter().enumerate() {
        for place in 0..name.parts.len() {
            let Some(part) = name.parts.get(place) else { continue };
            let others = names::others(&name.parts, place);
            for shadow in spelling::shadows(part) {
                let alike = by_shadow.entry((place, others.clone(), shadow)).or_default();
                let near = |other: &&usize| {
                    all.get(**other).is_some_and(|other| spelling::likeness(&name.parts, &other.parts) == Some(spelling::Likeness::Slip))
                };
                pairs.extend(alike.iter().filter(near).map(|other| (*other, n)));
                alike.push(n);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let found = pairs.into_iter().filter_map(|(one, other)| {
        let (one, other) = (all.get(one)?, all.get(other)?);
        Some(if one.count < other.count { (one, other) } else { (other, one) })
    });
    let mut found: Vec<(&Name, &Name)> = found.collect();
    // The longer name says it all; its parts are not said again.
    found.sort_by_key(|(rare, _)| (std::cmp::Reverse(rare.parts.len()), rare.first));
    // None of these lies in another, so of those that begin before a place the last one reaches furthest.
    let mut told: BTreeMap<(SourceId, u32), u32> = BTreeMap::new();
    for (rare, usual) in found {
        let Place { source, span } = rare.first;
        let before = told.range(..=(source, span.start)).next_back().filter(|((other, _), _)| *other == source);
        if before.is_none_or(|(_, end)| *end < span.end) {
            told.insert((source, span.start), span.end);
            notes.add(finding(site, rare, usual));
        }
    }
}

/// Every stretch of capitalised words that is neither a name of the register nor nearly one, by its parts, the first of each.
fn gather(site: &Site) -> Vec<Name> {
    let known = names::Known::of(site);
    let mut all: Vec<Name> = Vec::new();
    let mut by_parts: HashMap<String, usize> = HashMap::new();
    for n in (0..site.documents.len()).filter(|n| !naming::is_exempt(site, *n)) {
        for row in names::rows(site.document(n)) {
            let taken = names::taken(&row, &known);
            for length in 2..=LONGEST.min(row.len()) {
                for (_, stretch) in names::stretches(&row, length, &taken) {
                    let parts = names::folded(stretch);
                    if !stretch.iter().all(looks_like_a_name) || known.nearest(&parts).is_some() {
                        continue;
                    }
                    let place = site.place(n, names::span(stretch));
                    let at = *by_parts.entry(bare(&parts)).or_insert(all.len());
                    match all.get_mut(at) {
                        Some(name) => name.count += 1,
                        None => {
                            let written = site.sources.slice(place).to_owned();
                            all.push(Name { parts, written, first: place, document: n, count: 1 });
                        }
                    }
                }
            }
        }
    }
    all
}

/// The parts joined, without the s of an owner.
fn bare(parts: &[String]) -> String {
    let joined = parts.join(" ");
    joined.strip_suffix('s').map_or(joined.clone(), ToOwned::to_owned)
}

/// A capital and small letters: abbreviations are no names.
fn looks_like_a_name(part: &names::Part<'_>) -> bool {
    let mut letters = part.written.chars();
    letters.next().is_some_and(char::is_uppercase) && part.written.chars().count() > 1 && letters.any(char::is_lowercase)
}

fn finding(site: &Site, rare: &Name, usual: &Name) -> Finding {
    let message = Bilingual::new(
        format!("«{}» og «{}» er nesten like, og ingen av dem står i registeret", rare.written, usual.written),
        format!("“{}” and “{}” are nearly one, and neither is in the register", rare.written, usual.written),
    );
    let help = Bilingual::new(
        "Er det én person, så skriv navnet likt, eller skriv det inn i register/personer.yaml.",
        "If they are one person, write the name in one way, or enter it in register/personer.yaml.",
    );
    let label = naming::document(site, usual.document);
    let label = Bilingual::new(format!("Den andre skrivemåten, i {}", label.nb), format!("The other spelling, in {}", label.en));
    Finding::new(RECORD.name, rare.first, message).with_help(help).with_label(usual.first, label)
}
