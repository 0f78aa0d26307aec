//! The files that the documents use, each once, where it is first listed, linked or shown: there its findings stand, so that
//! the document's `tillat` reaches them.
//!
//! What may not enter: any rule's own sentence.

use super::{Kind, Notes, misses, naming};
use crate::diagnostic::Bilingual;
use crate::index::{Inspection, Site};
use crate::model::Unread;
use crate::output::name;
use crate::parse::inspect::budget::{BYTES, DEPTH, ENTRIES, LARGEST, PART};
use crate::source::Place;
use crate::world::FileEntry;

/// A file that a document uses.
pub(super) struct Attached<'s> {
    /// The document that uses it first.
    pub document: usize,
    /// The bytes that name it there.
    pub place: Place,
    /// Its name for a message; dots where the document is exempt.
    pub name: &'s str,
    /// Its extension in lower case; empty where it has none.
    pub extension: String,
    /// Its entry in the listing of the folder.
    pub entry: &'s FileEntry,
    /// What was found inside it; none where it could not be opened.
    pub inspection: Option<&'s Inspection>,
}

/// Every file that a document uses, in the order of the documents.
pub(super) fn each(site: &Site) -> Vec<Attached<'_>> {
    let mut files = Vec::new();
    for (file, reference) in site.files_used() {
        let Some(entry) = site.files.get(file) else { continue };
        let name = name::last(&entry.path);
        let extension = name::extension(name).unwrap_or_default().to_lowercase();
        files.push(Attached {
            document: reference.document,
            place: site.place(reference.document, misses::without_anchor(site.mention(reference))),
            name: naming::quoted(site, reference.document, name),
            extension,
            entry,
            inspection: site.inspected.get(file).and_then(Option::as_deref),
        });
    }
    files
}

/// Notes the files that a rule could not look into, and why, as far as the reason is one of its own.
pub(super) fn leave_alone(files: &[Attached<'_>], own: &[Unread], notes: &mut Notes) {
    for attached in files {
        let unread = attached.inspection.map_or(&[][..], |inspection| &inspection.inside.unread);
        for why in unread.iter().filter(|why| own.contains(why)) {
            let why = reason(*why);
            let reason = Bilingual::new(format!("«{}» ({})", attached.name, why.nb), format!("“{}” ({})", attached.name, why.en));
            notes.leave(Kind::Attachment, attached.place, reason);
        }
    }
}

/// Why a file was not looked into, with the limit where there is one.
pub(super) fn reason(why: Unread) -> Bilingual {
    let (nb, en) = match why {
        Unread::Size => {
            let most = LARGEST >> 20;
            return Bilingual::new(
                format!("filer på over {most} MB blir ikke sett inn i"),
                format!("files over {most} MB are not looked into"),
            );
        }
        Unread::Entries => {
            return Bilingual::new(
                format!("fila har over {ENTRIES} deler, og resten er ikke sett inn i"),
                format!("the file has over {ENTRIES} parts, and the rest were not looked into"),
            );
        }
        Unread::Unpacked => {
            let (all, part) = (BYTES >> 20, PART >> 20);
            return Bilingual::new(
                format!("fila pakker ut til mer enn {all} MB, eller en del av den til mer enn {part} MB, og resten er ikke sett inn i"),
                format!("the file unpacks to more than {all} MB, or a part of it to more than {part} MB, and the rest was not looked into"),
            );
        }
        Unread::Depth => {
            return Bilingual::new(
                format!("arkiv i arkiv blir ikke åpnet i mer enn {DEPTH} nivåer"),
                format!("archives in archives are not opened beyond {DEPTH} levels"),
            );
        }
        Unread::Damaged => ("fila er skadet eller har en form som ikke kan leses", "the file is damaged or of a form that cannot be read"),
        Unread::OldFormat => ("innholdet i gamle Office-formater blir ikke lest", "the content of old Office formats is not read"),
        Unread::PdfText => ("teksten i PDF-fila kan ikke leses", "the text of the PDF cannot be read"),
    };
    Bilingual::new(nb, en)
}
