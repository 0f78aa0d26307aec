//! ref-letter-case: a reference whose target exists only with other letter case. Attachments are att-letter-case.

use super::{Check, FixKind, Notes, Record, misses, naming};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-letter-case",
    title: ("en henvisning med andre store og små bokstaver enn dokumentet", "a reference in other letter case than the document"),
    levels: &[("", Level::Error)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("ref_letter_case.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site) {
        let Some((actual, false)) = lost.other_case() else { continue };
        let written = lost.written();
        let id = actual.strip_prefix("content/").unwrap_or(actual);
        let message = Bilingual::new(
            format!("«{written}» er skrevet med andre store og små bokstaver enn dokumentet"),
            format!("“{written}” is written in other letter case than the document"),
        );
        let finding = Finding::new(RECORD.name, lost.target(), message);
        let spelling = lost.respelt();
        let right = spelling.as_deref().unwrap_or(id);
        let right = naming::quoted(site, lost.document, right);
        let finding = finding.with_help(Bilingual::new(format!("Skriv «{right}»."), format!("Write “{right}”.")));
        notes.add(match spelling.clone() {
            Some(text) => finding.with_fix(Fix {
                message: Bilingual::new("Skriv som dokumentet heter", "Write it as the document is called"),
                safe: true,
                edits: vec![Edit { place: lost.target(), text }],
            }),
            None => finding,
        });
    }
}
