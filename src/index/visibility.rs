//! What the audience gets: of documents, decisions, attachments and files. Law 8 is kept by asking here.

use super::tables::Lookup;
use super::{DocumentState, MinutesState, Site, Subject, path};
use crate::config::ExemptAs;
use crate::model::{Access, Document};

/// What the audience gets of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// All of it.
    Full,
    /// Type, date, body and legal basis, where it is referred to.
    Stub,
    /// Nothing.
    Hidden,
}

impl Site {
    /// What the audience gets of a subject. A decision whose text is withheld is a stub or nothing; people, bodies, units, statutes and
    /// cases are for everybody; a file is full when it is to be copied.
    #[must_use]
    pub fn visibility(&self, subject: Subject) -> Visibility {
        match subject {
            Subject::Document(n) => self.entry(n).visibility,
            Subject::Decision(n) => {
                let Some(entry) = self.decisions.get(n) else { return Visibility::Hidden };
                let own = if self.decision(n).is_some_and(|decision| decision.exempt) { self.exempt_as() } else { Visibility::Full };
                own.max(self.entry(entry.document).visibility)
            }
            Subject::File(n) => self.tables.file_visibility.get(n).copied().flatten().unwrap_or(Visibility::Hidden),
            Subject::Person(_) | Subject::Body(_) | Subject::Unit(_) | Subject::Statute(_) | Subject::Case(_) => Visibility::Full,
        }
    }

    /// Whether the audience gets a subject in full, and so a page of it.
    #[must_use]
    pub fn shown(&self, subject: Subject) -> bool {
        self.visibility(subject) == Visibility::Full
    }

    /// The documents that the audience gets in full, sorted by id.
    pub fn shown_documents(&self) -> impl Iterator<Item = usize> {
        (0..self.documents.len()).filter(|n| self.entry(*n).visibility == Visibility::Full)
    }

    /// What the audience gets of an attachment, by its place in the document's list: no more than of the document.
    #[must_use]
    pub fn attachment_visibility(&self, document: usize, nth: usize) -> Visibility {
        let access = self.document(document).front.attachments.get(nth).and_then(|attachment| attachment.access.as_ref());
        let own = access.map_or(Visibility::Full, |access| self.of_access(access.value));
        own.max(self.entry(document).visibility)
    }

    /// The files to copy, as places in [`Site::files`]: those that a document shown in full lists or links, unless another listing of the
    /// file, or the document whose folder it lies in, keeps it from this audience.
    pub fn published_files(&self) -> impl Iterator<Item = usize> {
        (0..self.files.len()).filter(|n| self.visibility(Subject::File(*n)) == Visibility::Full)
    }

    /// The access of a document: its own, else the site's default.
    #[must_use]
    pub fn access(&self, document: usize) -> Access {
        access_of(&self.config, self.document(document))
    }

    fn of_access(&self, access: Access) -> Visibility {
        match access {
            Access::Exempt => self.exempt_as(),
            access if self.audience.access.contains(&access) => Visibility::Full,
            _ => Visibility::Hidden,
        }
    }

    fn exempt_as(&self) -> Visibility {
        match self.audience.exempt {
            ExemptAs::Stub => Visibility::Stub,
            ExemptAs::Nothing => Visibility::Hidden,
        }
    }
}

fn access_of(config: &crate::config::Config, document: &Document) -> Access {
    document.front.access.as_ref().map_or(config.default_access, |access| access.value)
}

/// Decides what the audience gets of every document; drafts only where drafts are shown. Needs the states.
pub(super) fn of_documents(site: &mut Site) {
    let seen: Vec<Visibility> = (0..site.documents.len())
        .map(|n| {
            let draft = matches!(site.entry(n).state, DocumentState::Draft | DocumentState::Minutes(MinutesState::Draft));
            if draft && !site.drafts { Visibility::Hidden } else { site.of_access(site.access(n)) }
        })
        .collect();
    for (entry, visibility) in site.documents.iter_mut().zip(seen) {
        entry.visibility = visibility;
    }
}

/// Decides what the audience gets of every file; a file that no document lists or links stays unused. Needs references and documents'
/// visibility.
pub(super) fn of_files(site: &mut Site) {
    let mut listed: Vec<Option<Visibility>> = vec![None; site.files.len()];
    let mut linked = vec![false; site.files.len()];
    for (n, entry) in site.documents.iter().enumerate() {
        for (nth, file) in entry.attachments.iter().enumerate() {
            if let Some(slot) = file.and_then(|file| listed.get_mut(file)) {
                *slot = (*slot).max(Some(site.attachment_visibility(n, nth)));
            }
        }
    }
    for reference in &site.references {
        let Some(Subject::File(file)) = reference.target().map(|target| target.subject) else { continue };
        if let Some(slot) = linked.get_mut(file) {
            *slot |= site.entry(reference.document).visibility == Visibility::Full;
        }
    }
    // Only folders named like a document: what lies beside an `index.md` may as well be another document's.
    let named = site.documents.iter().enumerate().filter(|(_, entry)| !entry.document.path.ends_with("/index.md"));
    let owners: Lookup<&str, usize> = named.map(|(n, entry)| (path::own_folder(path::below_content(&entry.document.path)), n)).collect();
    let seen = |(n, file): (usize, &crate::world::FileEntry)| {
        let listed = listed.get(n).copied().flatten();
        let linked = linked.get(n).copied().unwrap_or_default().then_some(Visibility::Full);
        let owner = ancestors(path::below_content(&file.path)).find_map(|folder| owners.get(folder));
        let owner = owner.map(|owner| site.entry(*owner).visibility);
        // A file is used once it is listed or linked; then the strictest word counts.
        listed.or(linked).map(|used| owner.map_or(used, |owner| used.max(owner)))
    };
    site.tables.file_visibility = site.files.iter().enumerate().map(seen).collect();
}

/// The folders a path lies in, the innermost first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(move |(end, _)| path.get(..end).unwrap_or_default())
}
