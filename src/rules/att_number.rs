//! att-number: `[Vedlegg 4]` in a document with three attachments.

use super::{Check, FixKind, Notes, Record, ill_read, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::{Attachment, Form};

/// The record.
pub const RECORD: Record = Record {
    name: "att-number",
    title: ("et vedleggsnummer som ikke finnes", "an attachment's number that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_number.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site) {
        let (Miss::Attachment { count }, Form::Attachment(number)) = (lost.miss, &lost.mention.form) else { continue };
        if ill_read::attachments(site, site.document(lost.document)) {
            continue;
        }
        let message = match count {
            0 => Bilingual::new("Dokumentet har ingen vedlegg", "The document has no attachments"),
            1 => Bilingual::new(
                format!("Dokumentet har bare ett vedlegg, og ikke noe vedlegg {number}"),
                format!("The document has only one attachment, and no attachment {number}"),
            ),
            _ => Bilingual::new(
                format!("Dokumentet har bare {count} vedlegg, og ikke noe vedlegg {number}"),
                format!("The document has only {count} attachments, and no attachment {number}"),
            ),
        };
        let attachments = &site.document(lost.document).front.attachments;
        let shown = if naming::is_exempt(site, lost.document) { &[] } else { attachments.as_slice() };
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help(*number, shown)));
    }
}

/// Names the three attachments nearest in number.
fn help(number: u32, attachments: &[Attachment]) -> Bilingual {
    let from = attachments.len().min(number as usize).saturating_sub(3);
    let list: Vec<String> = attachments
        .iter()
        .enumerate()
        .skip(from)
        .take(3)
        .map(|(n, attachment)| {
            let name = attachment.title.as_ref().or(attachment.file.as_ref()).map_or("", |name| name.value.as_str());
            format!("Vedlegg {} ({name})", n + 1)
        })
        .collect();
    if list.is_empty() {
        return Bilingual::new("Før fila under «vedlegg».", "List the file under “vedlegg”.");
    }
    let list = list.join(", ");
    Bilingual::new(
        format!("Vis til et som finnes – {list} – eller ta med fila under «vedlegg»."),
        format!("Refer to one that exists – {list} – or list the file under “vedlegg”."),
    )
}
