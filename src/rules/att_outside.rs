//! att-outside: a file outside `content/`: an absolute path, one that climbs out, or a link on the disk that leads out.

use super::{Check, FixKind, Notes, Record, misses};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};

/// The record.
pub const RECORD: Record = Record {
    name: "att-outside",
    title: ("en fil utenfor content/", "a file outside content/"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_outside.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Outside) {
        let written = lost.written();
        let message = Bilingual::new(
            format!("«{written}» ligger utenfor content/ og kan ikke publiseres"),
            format!("“{written}” lies outside content/ and cannot be published"),
        );
        let folder = site.document(lost.document).id.as_str();
        let help = Bilingual::new(
            format!("Kopier fila til content/{folder}/ og skriv bare filnavnet."),
            format!("Copy the file to content/{folder}/ and write the file name alone."),
        );
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help));
    }
}
