//! Who refers to what: the references of a document, and the references that lead to a subject.
//!
//! Counts and lists only; whether a reference may be shown to the audience is asked of `visibility`.

use std::collections::{BTreeMap, HashSet};

use super::tables::Lookup;
use super::{Reference, Resolution, Site, Subject, Target};
use crate::model::{AnchorKind, Form, Role};

/// A section of a statute, and a reference that cites it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cited<'s> {
    /// The section as cited (`14 a`); none for the statute as a whole.
    pub section: Option<&'s str>,
    /// The reference.
    pub reference: &'s Reference,
}

impl Reference {
    /// Where it leads, if it leads somewhere in the site.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        match self.resolution {
            Resolution::Target(target) => Some(target),
            _ => None,
        }
    }
}

impl Site {
    /// The references that lead to something, in the order of the documents they stand in, each once. For a document,
    /// those to its anchors too, but not its own to itself; for a decision, those to its anchor in the minutes too.
    pub fn backlinks(&self, subject: Subject) -> impl Iterator<Item = &Reference> {
        self.tables.backlinks.get(&subject).into_iter().flatten().filter_map(|n| self.references.get(*n))
    }

    /// The references to a subject that stand in one of the given roles.
    pub fn backlinks_as(&self, subject: Subject, role: impl Fn(Role) -> bool) -> impl Iterator<Item = &Reference> {
        self.backlinks(subject).filter(move |reference| role(reference.role))
    }

    /// The references to one anchor of a document (a heading, an agenda item, a point), by its place in the text's anchors.
    pub fn backlinks_to_anchor(&self, document: usize, anchor: usize) -> impl Iterator<Item = &Reference> {
        let target = Target { subject: Subject::Document(document), anchor: Some(anchor) };
        self.backlinks(Subject::Document(document)).filter(move |reference| reference.target() == Some(target))
    }

    /// The references to a subject that the audience may know of: those in documents it gets in full.
    pub fn shown_backlinks(&self, subject: Subject) -> impl Iterator<Item = &Reference> {
        self.backlinks(subject).filter(|reference| self.shown(Subject::Document(reference.document)))
    }

    /// The files that documents refer to, each with the first reference to it, in the order of those.
    pub fn files_used(&self) -> impl Iterator<Item = (usize, &Reference)> {
        self.tables.files_used.iter().filter_map(|(n, file)| Some((*file, self.references.get(*n)?)))
    }

    /// The documents that refer to a subject, each once, in their order.
    #[must_use]
    pub fn referring(&self, subject: Subject) -> Vec<usize> {
        let mut documents: Vec<usize> = self.backlinks(subject).map(|reference| reference.document).collect();
        documents.dedup();
        documents
    }

    /// The first subject that a document refers to in a role: its guide (`Follows`), its adopting decision (`AdoptedBy`), its unit …
    #[must_use]
    pub fn subject_as(&self, document: usize, role: Role) -> Option<Subject> {
        self.references_as(document, role).find_map(|reference| reference.target().map(|target| target.subject))
    }

    /// The decision that a target means: the decision itself, or the one whose anchor in the minutes it is.
    #[must_use]
    pub fn decision_of(&self, target: Target) -> Option<usize> {
        match (target.subject, target.anchor) {
            (Subject::Decision(decision), _) => Some(decision),
            (Subject::Document(document), Some(anchor)) => self.decision_of_anchor(document, anchor),
            _ => None,
        }
    }

    fn decision_of_anchor(&self, document: usize, anchor: usize) -> Option<usize> {
        let anchors = &self.document(document).text.anchors;
        let named = anchors.get(anchor).filter(|anchor| anchor.kind == AnchorKind::Decision)?;
        let decisions = self.decisions_in(document);
        let is_named = |n: &usize| self.decisions.get(*n).is_some_and(|entry| entry.id.slug() == named.name);
        // The decisions' anchors stand last, in the order of their list; unless one is not listed, its place tells.
        let place = (anchor + decisions.len()).checked_sub(anchors.len());
        let expected = place.and_then(|place| decisions.get(place)).copied().filter(is_named);
        expected.or_else(|| decisions.iter().copied().find(is_named))
    }

    /// Who cites which section of a statute: sorted by section as people count them, then by the citing document. A citation of
    /// several sections comes once for each.
    #[must_use]
    pub fn citations(&self, statute: usize) -> Vec<Cited<'_>> {
        let mut cited: Vec<Cited<'_>> = Vec::new();
        for reference in self.backlinks(Subject::Statute(statute)) {
            let Form::Statute(citation) = &self.mention(reference).form else { continue };
            if citation.sections.is_empty() {
                cited.push(Cited { section: None, reference });
            }
            cited.extend(citation.sections.iter().map(|section| Cited { section: Some(section), reference }));
        }
        // Thousands may cite the same few.
        let sections: HashSet<&str> = cited.iter().filter_map(|one| one.section).collect();
        let mut by_key: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        sections.into_iter().for_each(|section| by_key.entry(section_key(section)).or_default().push(section));
        let ranked = by_key.into_values().enumerate();
        let ranks: Lookup<&str, usize> = ranked.flat_map(|(rank, sections)| sections.into_iter().map(move |one| (one, rank))).collect();
        cited.sort_by_key(|one| (one.section.map(|section| ranks.get(section)), one.reference.document, one.reference.mention));
        cited
    }
}

/// A section as people count it: numbers as numbers, letters after them.
fn section_key(section: &str) -> Vec<(u32, String)> {
    section
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| {
            let letters = part.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = part.strip_suffix(letters).unwrap_or(part);
            (digits.parse().unwrap_or(u32::MAX), letters.to_owned())
        })
        .collect()
}

/// Who refers to what, as [`super::Tables`] has it.
pub(super) struct Links {
    pub backlinks: Lookup<Subject, Vec<usize>>,
    pub files_used: Vec<(usize, usize)>,
}

/// Gathers the backlinks of every subject, and the first reference to each file.
pub(super) fn gather(site: &Site) -> Links {
    let mut backlinks: Lookup<Subject, Vec<usize>> = Lookup::default();
    let mut files_used = Vec::new();
    for (n, reference) in site.references.iter().enumerate() {
        let Some(target) = reference.target() else { continue };
        if target.subject != Subject::Document(reference.document) {
            let known = backlinks.entry(target.subject).or_default();
            if let (Subject::File(file), true) = (target.subject, known.is_empty()) {
                files_used.push((n, file));
            }
            known.push(n);
        }
        if let (Subject::Document(_), Some(decision)) = (target.subject, site.decision_of(target)) {
            backlinks.entry(Subject::Decision(decision)).or_default().push(n);
        }
    }
    Links { backlinks, files_used }
}
