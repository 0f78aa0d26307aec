//! id-url-gone: an address that permalinks.txt promises, and that neither a page nor a redirect answers.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level, nearest};
use crate::index::Site;
use crate::source::{Place, Span, lines};

/// The record.
pub const RECORD: Record = Record {
    name: "id-url-gone",
    title: ("en lovet adresse som er borte", "a promised address that is gone"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_url_gone.md"),
    check: Check::Site(check),
};

/// Comparisons with addresses that answer, all gone ones together.
const MOST_COMPARISONS: usize = 1_000_000;

fn check(site: &Site, notes: &mut Notes) {
    let Some((id, source)) = site.permalinks.and_then(|id| Some((id, site.sources.get(id)?))) else { return };
    let mut answered: HashSet<String> = site.addresses().into_iter().map(|address| address.folded).collect();
    answered.extend(site.redirects().into_iter().map(|redirect| folded(&redirect.from)));
    let mut compared = 0_usize;
    for (at, line) in lines(&source.text) {
        let written = line.trim_start_matches('\u{feff}').trim();
        let start = at + line.find(written).unwrap_or_default();
        if written.is_empty() || written.starts_with('#') || answered.contains(&folded(written)) {
            continue;
        }
        let message = Bilingual::new(
            format!("Adressen «{written}» er borte: verken en side eller et alias svarer på den"),
            format!("The address “{written}” is gone: neither a page nor an alias answers it"),
        );
        // A list that is wrong throughout is not compared throughout.
        compared += answered.len();
        let near = (compared <= MOST_COMPARISONS).then(|| answered.iter().map(String::as_str).collect::<std::collections::BTreeSet<_>>());
        let meant = near.and_then(|near| nearest(written, near));
        let help = match meant {
            Some(now) => Bilingual::new(
                format!("Legg til «{written}» under «alias» i dokumentet som nå ligger på «{now}», hvis det er det samme."),
                format!("Add “{written}” to “alias” of the document that now lies at “{now}”, if it is the same one."),
            ),
            None => Bilingual::new(
                "Legg adressen til under «alias» i dokumentet som tok over, eller sett dokumentet tilbake.",
                "Add the address to “alias” of the document that took over, or put the document back.",
            ),
        };
        let place = Place::new(id, Span::new(start, start + written.len()));
        notes.add(Finding::new(RECORD.name, place, message).with_help(help));
    }
}

/// The form that addresses are compared in; a closing `/` may be left out.
#[must_use]
pub fn folded(url: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut folded = url.nfc().collect::<String>().to_lowercase();
    let names_file = folded.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if !folded.ends_with('/') && !names_file {
        folded.push('/');
    }
    folded
}
