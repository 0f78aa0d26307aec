//! Anchors of documents by name, and which of them are ambiguous.

use super::tables::Lookup;
use super::{Site, Target, path};
use crate::model::{Anchor, AnchorKind, Document};

/// What a name leads to within a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// One anchor, by its place in the text's anchors.
    One(usize),
    /// Several that the author made alike.
    Several,
}

impl Site {
    /// The anchor a target points to.
    #[must_use]
    pub fn anchor(&self, target: Target) -> Option<&Anchor> {
        self.document(target.subject.document()?).text.anchors.get(target.anchor?)
    }

    /// The place of an anchor in a document's text, by name; none where it is absent or two are alike.
    #[must_use]
    pub fn find_anchor(&self, document: usize, name: &str) -> Option<usize> {
        match self.slot(document, name) {
            Some(Slot::One(anchor)) => Some(anchor),
            _ => None,
        }
    }

    pub(super) fn slot(&self, document: usize, name: &str) -> Option<Slot> {
        let anchors = self.tables.anchors.get(document)?;
        anchors.get(name).or_else(|| anchors.get(&path::fold(name))).copied()
    }

    /// Groups of anchors of a document that an author made alike (explicit ones, agenda items, points), as places in the text's anchors.
    #[must_use]
    pub fn ambiguous_anchors(&self, document: usize) -> Vec<Vec<usize>> {
        if !self.tables.anchors.get(document).is_some_and(|slots| slots.values().any(|slot| *slot == Slot::Several)) {
            return Vec::new();
        }
        let mut groups: Lookup<&str, Vec<usize>> = Lookup::default();
        for (n, anchor) in self.document(document).text.anchors.iter().enumerate() {
            if made(anchor) {
                groups.entry(&anchor.name).or_default().push(n);
            }
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
        groups.sort();
        groups
    }
}

/// Whether the author chose the name; an automatic one gives way to it.
fn made(anchor: &Anchor) -> bool {
    anchor.kind != AnchorKind::Automatic
}

/// The anchors of one document by name.
pub(super) fn of(document: &Document) -> Lookup<String, Slot> {
    let anchors = &document.text.anchors;
    let mut by_name: Lookup<String, Slot> = Lookup::with_capacity_and_hasher(anchors.len(), ahash::RandomState::default());
    for (n, anchor) in anchors.iter().enumerate() {
        let name = path::composed(&anchor.name).into_owned();
        let slot = match by_name.get(&name) {
            None => Slot::One(n),
            Some(Slot::Several) => Slot::Several,
            Some(Slot::One(first)) => match (anchors.get(*first).is_some_and(made), made(anchor)) {
                (true, true) => Slot::Several,
                (false, true) => Slot::One(n),
                (_, false) => Slot::One(*first),
            },
        };
        by_name.insert(name, slot);
    }
    by_name
}
