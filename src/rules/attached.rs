//! The files that the documents use, each once, where it is first listed, linked or shown: there its findings stand, so that
//! the document's `tillat` reaches them.
//!
//! What may not enter: any rule's own sentence.

use super::{Kind, Notes, misses, naming};
use crate::diagnostic::Bilingual;
use crate::index::{Inspection, Resolution, Site, Subject};
use crate::model::Unread;
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
    let mut seen = vec![false; site.files.len()];
    let mut files = Vec::new();
    for reference in &site.references {
        let Resolution::Target(target) = reference.resolution else { continue };
        let Subject::File(file) = target.subject else { continue };
        let new = seen.get_mut(file).is_some_and(|seen| !std::mem::replace(seen, true));
        if !new {
            continue;
        }
        let Some(entry) = site.files.get(file) else { continue };
        let name = entry.path.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_lowercase());
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
            let (nb, en) = reason(*why);
            let reason = Bilingual::new(format!("«{}» ({nb})", attached.name), format!("“{}” ({en})", attached.name));
            notes.leave(Kind::Attachment, attached.place, reason);
        }
    }
}

fn reason(why: Unread) -> (&'static str, &'static str) {
    match why {
        Unread::Size => ("filer på over 32 MB blir ikke sett inn i", "files over 32 MB are not looked into"),
        Unread::Entries => ("fila inneholder for mange deler til å se inn i alle", "the file holds too many parts to look into all"),
        Unread::Unpacked => ("fila pakker ut til mer enn det blir sett inn i", "the file unpacks to more than is looked into"),
        Unread::Depth => ("arkiv i arkiv i arkiv blir ikke åpnet", "archives in archives in archives are not opened"),
        Unread::Damaged => ("fila er skadet eller har en form som ikke kan leses", "the file is damaged or of a form that cannot be read"),
        Unread::OldFormat => ("innholdet i gamle Office-formater blir ikke lest", "the content of old Office formats is not read"),
        Unread::PdfText => ("teksten i PDF-fila kan ikke leses", "the text of the PDF cannot be read"),
    }
}
