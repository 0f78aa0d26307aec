//! att-letter-case: the file is there, but with other letter case than the document writes.

use super::{Check, FixKind, Notes, Record, misses, naming};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "att-letter-case",
    title: ("et vedlegg med andre store og små bokstaver enn fila", "an attachment in other letter case than the file"),
    levels: &[("", Level::Error)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("att_letter_case.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site) {
        let Some((actual, true)) = lost.other_case() else { continue };
        let written = lost.written();
        let spelling = lost.respelt();
        let right = spelling.as_deref().unwrap_or(actual.strip_prefix("content/").unwrap_or(actual));
        let right = naming::quoted(site, lost.document, right);
        let message = Bilingual::new(
            format!("«{written}» er skrevet med andre store og små bokstaver enn fila"),
            format!("“{written}” is written in other letter case than the file"),
        );
        let help = Bilingual::new(format!("Skriv «{right}»."), format!("Write “{right}”."));
        let finding = Finding::new(RECORD.name, lost.target(), message).with_help(help);
        notes.add(match spelling.clone() {
            Some(text) => finding.with_fix(Fix {
                message: Bilingual::new("Skriv som fila heter", "Write it as the file is called"),
                safe: true,
                edits: vec![Edit { place: lost.target(), text }],
            }),
            None => finding,
        });
    }
}
