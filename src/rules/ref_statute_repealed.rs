//! ref-statute-repealed: a statute cited after it was repealed.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-statute-repealed",
    title: ("en lov som er opphevet", "a statute that was repealed"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_statute_repealed.md"),
    check: Check::Site(check),
};

/// Words shortly before a statute that say it is cited as one of the past.
const OF_THE_PAST: &[&str] =
    &["tidligere", "dagjeldende", "daværende", "opphevet", "opphevede", "opphevde", "gamle", "gammel", "den gang", "avløst", "erstattet"];

/// How many bytes before a citation are looked at.
const BEFORE: usize = 40;

fn check(site: &Site, notes: &mut Notes) {
    for n in 0..site.documents.len() {
        let day = site.date(n).unwrap_or(site.as_of);
        let mut told = HashSet::new();
        for reference in site.references_in(n) {
            let Some(Subject::Statute(statute)) = reference.target().map(|target| target.subject) else { continue };
            let Some(repealed) = site.statute(statute).repealed.as_ref().map(|repealed| repealed.value) else { continue };
            let mention = site.mention(reference);
            if day < repealed || is_of_the_past(site, n, mention.whole) || !told.insert(statute) {
                continue;
            }
            let name = site.name(Subject::Statute(statute));
            let on = words::day(repealed);
            let message = Bilingual::new(format!("{name} ble opphevet {}", on.nb), format!("{name} was repealed on {}", on.en));
            let help = Bilingual::new(
                "Vis til loven som gjelder nå, eller skriv «tidligere» foran.",
                "Cite the statute now in force, or write “tidligere” before it.",
            );
            notes.add(Finding::new(RECORD.name, site.place(n, mention.span), message).with_help(help));
        }
    }
}

fn is_of_the_past(site: &Site, document: usize, span: Span) -> bool {
    let Some(source) = site.sources.get(site.entry(document).source) else { return false };
    let start = span.start as usize;
    let mut from = start.saturating_sub(BEFORE);
    while !source.text.is_char_boundary(from) {
        from += 1;
    }
    let before = source.slice(Span::new(from, start)).to_lowercase();
    let sentence = before.rsplit(['.', '\n', '?', '!']).next().unwrap_or_default();
    OF_THE_PAST.iter().any(|word| sentence.contains(word))
}
