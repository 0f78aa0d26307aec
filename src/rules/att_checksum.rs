//! att-checksum: a file whose bytes are not those that `sha256` says.

use super::{Check, FixKind, Notes, Record, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "att-checksum",
    title: ("et vedlegg som er endret", "an attachment that was changed"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_checksum.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        for (attachment, file) in entry.document.front.attachments.iter().zip(&entry.attachments) {
            let (Some(written), Some(file)) = (&attachment.sha256, file) else { continue };
            let Some(inspection) = site.inspected.get(*file).and_then(Option::as_ref) else { continue };
            if inspection.sha256 == written.value.to_lowercase() {
                continue;
            }
            let name = attachment.file.as_ref().map_or("", |file| file.value.as_str());
            let name = naming::quoted(site, n, name);
            let message = Bilingual::new(
                format!("Innholdet i «{name}» er et annet enn sjekksummen sier"),
                format!("The content of “{name}” is not what the checksum says"),
            );
            let help = Bilingual::new(
                format!("Legg tilbake den rette fila, eller skriv «{}» hvis fila er den rette.", inspection.sha256),
                format!("Put the right file back, or write “{}” if this file is the right one.", inspection.sha256),
            );
            notes.add(Finding::new(RECORD.name, site.place(n, written.span), message).with_help(help));
        }
    }
}
