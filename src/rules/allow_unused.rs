//! allow-unused: a `tillat` that suppresses nothing. `judge` finds it, as only judge knows what was used; the words are here.

use super::{FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "allow-unused",
    title: ("et unntak som ikke trengs", "an allowance that suppresses nothing"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("allow_unused.md"),
    check,
};

/// Nothing to look for here: see [`finding`].
fn check(_site: &Site, _notes: &mut Notes) {}

/// The finding for an allowance at a place.
#[must_use]
pub fn finding(place: Place, rule: &str) -> Finding {
    Finding::new(
        RECORD.name,
        place,
        Bilingual::new(
            format!("Unntaket fra «{rule}» brukes ikke: regelen har ingenting å si her"),
            format!("The allowance of “{rule}” is unused: the rule has nothing to say here"),
        ),
    )
    .with_help(Bilingual::new("Fjern unntaket.", "Remove the allowance."))
}
