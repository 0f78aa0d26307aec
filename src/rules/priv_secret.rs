//! priv-secret: what looks like a password, key or token. It is never repeated.

use super::{Check, FixKind, Notes, Record, personal};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::PersonalKind;

/// The record.
pub const RECORD: Record = Record {
    name: "priv-secret",
    title: ("et passord, en nøkkel eller et token", "a password, key or token"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("priv_secret.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for one in personal::of(site, |kind| kind == PersonalKind::Secret) {
        let message = if one.in_name {
            Bilingual::new("Filnavnet har et passord, en nøkkel eller et token", "The file's name holds a password, key or token")
        } else {
            Bilingual::new("Her står et passord, en nøkkel eller et token", "This looks like a password, key or token")
        };
        notes.add(Finding::new(RECORD.name, one.place, message).with_help(Bilingual::new(
            "Ta det ut, og bytt det der det brukes: Det som har stått her, kan noen ha sett.",
            "Take it out, and change it where it is used: somebody may have seen it here.",
        )));
    }
    for one in personal::in_files(site, PersonalKind::Secret) {
        let name = one.name;
        let message = Bilingual::new(
            format!("Innholdet i «{name}» har et passord, en nøkkel eller et token"),
            format!("The content of “{name}” holds a password, key or token"),
        );
        notes.add(Finding::new(RECORD.name, one.place, message).with_help(Bilingual::new(
            "Ta det ut av fila, og bytt det der det brukes.",
            "Take it out of the file, and change it where it is used.",
        )));
    }
}
