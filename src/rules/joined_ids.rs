//! Ids that stand together in one value, "kari-nordmann og ola-hansen", and how they are written apart where they stand.
//!
//! What may not enter: what else may be wrong with a value.

use crate::diagnostic::{Bilingual, Expected};
use crate::index::Site;
use crate::source::Place;

/// What stands before the entries of a list, and what looks like it.
pub(super) const DASHES: [char; 3] = ['-', '–', '—'];

pub(super) fn is_list(expected: &Expected) -> bool {
    matches!(expected, Expected::List | Expected::ListNotCommas)
}

/// The ids of the registers that stand together in one value, whatever stands between them; none where anything else does.
pub(super) fn several<'f>(site: &Site, expected: &Expected, found: &'f str) -> Option<Vec<&'f str>> {
    if !is_list(expected) && *expected != Expected::Id {
        return None;
    }
    let parts = found.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).map(|part| part.trim_start_matches(DASHES));
    let ids: Vec<&str> = parts.filter(|part| !matches!(*part, "" | "og" | "and" | "&")).collect();
    (ids.len() > 1 && ids.iter().all(|id| site.find_party(id).is_some())).then_some(ids)
}

/// Whether a value is one of a list in brackets, so that a comma in it begins another.
pub(super) fn is_within_brackets(site: &Site, place: Place) -> bool {
    before(site, place).trim_end().ends_with(['[', ','])
}

fn before(site: &Site, place: Place) -> &str {
    site.sources.get(place.source).and_then(|source| source.text.get(..place.span.start as usize)).unwrap_or_default()
}

/// How ids that stand together are written where they stand.
pub(super) fn apart(site: &Site, place: Place) -> Bilingual {
    if is_within_brackets(site, place) {
        Bilingual::new("Skriv id-ene med komma mellom, hver for seg.", "Write the ids with commas between them, each for itself.")
    } else if before(site, place).trim_end_matches(' ').ends_with('-') {
        Bilingual::new("Skriv hver id på sin egen linje, etter «- ».", "Write each id on a line of its own, after “- ”.")
    } else {
        Bilingual::new("Her skal det stå bare én id.", "Only one id stands here.")
    }
}
