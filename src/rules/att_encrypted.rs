//! att-encrypted: a file, or a part of one, that can only be read with a password.

use super::{Check, FixKind, Notes, Record, attached};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "att-encrypted",
    title: ("et kryptert vedlegg", "an encrypted attachment"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_encrypted.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for attached in attached::each(site) {
        if !attached.inspection.is_some_and(|inspection| inspection.inside.encrypted) {
            continue;
        }
        let name = attached.name;
        let message = Bilingual::new(
            format!("«{name}» er kryptert eller beskyttet med passord, og innholdet kunne ikke kontrolleres"),
            format!("“{name}” is encrypted or protected by a password, and its content could not be checked"),
        );
        let help =
            Bilingual::new("Lagre fila uten passord og uten begrensninger.", "Save the file without a password and without restrictions.");
        notes.add(Finding::new(RECORD.name, attached.place, message).with_help(help));
    }
}
