//! att-duplicate: the same bytes under two names.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Record, attached};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "att-duplicate",
    title: ("samme fil under to navn", "one file under two names"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_duplicate.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let files = attached::each(site);
    let mut first = HashMap::new();
    for attached in &files {
        // Empty files are alike without being copies of each other.
        let Some(inspection) = attached.inspection.filter(|_| attached.entry.size > 0) else { continue };
        let Some(original) = first.insert(inspection.sha256.as_str(), attached) else { continue };
        first.insert(inspection.sha256.as_str(), original);
        let (name, other) = (attached.name, original.name);
        let message = Bilingual::new(
            format!("«{name}» har nøyaktig samme innhold som «{other}»"),
            format!("“{name}” has exactly the same content as “{other}”"),
        );
        let help = Bilingual::new(
            "Behold den ene og lenk til den begge steder, eller legg inn den fila som skulle stått her.",
            "Keep one and link to it in both places, or put in the file that was meant here.",
        );
        let label = Bilingual::new("samme innhold er brukt her", "the same content is used here");
        notes.add(Finding::new(RECORD.name, attached.place, message).with_help(help).with_label(original.place, label));
    }
}
