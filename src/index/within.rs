//! What one document holds, by what it is asked for: agenda items by number, references by role, decisions and action items by agenda item.
//!
//! One document may hold thousands of each, and all of them are asked for: none of these questions walks the whole list.

use std::ops::Range;

use super::tables::Lookup;
use super::{Reference, Site};
use crate::model::text::AgendaItem;
use crate::model::{Document, Role};

/// A document with fewer references is looked through; more are sorted by role.
const FEW: usize = 200;

impl Site {
    /// The agenda items that a written number means (`4` also means `4/17`), in the order of the text.
    pub fn items_numbered(&self, document: usize, written: &str) -> impl Iterator<Item = usize> {
        let items = &self.document(document).text.items;
        let order = self.tables.items.get(document).map_or(&[][..], Vec::as_slice);
        let number = |place: &u32| items.get(*place as usize).map_or(0, |item| item.number);
        let fitting = match AgendaItem::number_in(written) {
            Some(sought) => order.partition_point(|place| number(place) < sought)..order.partition_point(|place| number(place) <= sought),
            None => 0..0,
        };
        let fitting = order.get(fitting).unwrap_or_default().iter().map(|place| *place as usize);
        fitting.filter(|place| items.get(*place).is_some_and(|item| item.matches(written)))
    }

    /// The agenda item of some minutes that a written number means (`4` also finds `4/17`); none where it means several or nothing.
    /// In a joint meeting with two items of one number, the item of `body`.
    #[must_use]
    pub fn find_item(&self, document: usize, written: &str, body: Option<usize>) -> Option<usize> {
        let mut fitting = self.items_numbered(document, written);
        let (first, second) = (fitting.next()?, fitting.next());
        if second.is_none() {
            return Some(first);
        }
        let body = body?;
        let mut own = self.items_numbered(document, written).filter(|n| self.body_of_item(document, *n) == Some(body));
        own.next().filter(|_| own.next().is_none())
    }

    /// The references of a document in one role, in the order of its file.
    pub fn references_as(&self, document: usize, role: Role) -> impl Iterator<Item = &Reference> {
        let sorted = self.tables.by_role.get(&document);
        let all = self.entry(document).references.clone();
        let places = match sorted {
            Some(places) => {
                let of = |place: &usize| self.references.get(*place).map(|reference| reference.role);
                let (from, to) =
                    (places.partition_point(|place| of(place) < Some(role)), places.partition_point(|place| of(place) <= Some(role)));
                Places::Listed(places.get(from..to).unwrap_or_default())
            }
            None => Places::All(all),
        };
        places.filter_map(|place| self.references.get(place)).filter(move |reference| reference.role == role)
    }

    /// The decisions that belong to an agenda item, in the order of their list.
    #[must_use]
    pub fn decisions_of_item(&self, document: usize, item: usize) -> &[usize] {
        self.tables.decided_at.get(&(document, item)).map_or(&[], Vec::as_slice)
    }

    /// The action items that belong to an agenda item, in the order of their list.
    #[must_use]
    pub fn actions_of_item(&self, document: usize, item: usize) -> &[usize] {
        self.tables.actions_at.get(&(document, item)).map_or(&[], Vec::as_slice)
    }
}

/// Places in [`Site::references`].
enum Places<'s> {
    All(Range<usize>),
    Listed(&'s [usize]),
}

impl Iterator for Places<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match self {
            Self::All(range) => range.next(),
            Self::Listed(places) => {
                let (first, rest) = places.split_first()?;
                *places = rest;
                Some(*first)
            }
        }
    }
}

/// The agenda items of a document by number, then by place.
pub(super) fn items(document: &Document) -> Vec<u32> {
    let items = &document.text.items;
    let mut order: Vec<u32> = (0..u32::try_from(items.len()).unwrap_or(u32::MAX)).collect();
    order.sort_by_key(|place| items.get(*place as usize).map(|item| item.number));
    order
}

/// The references of documents that have many, by role, then in the order of the file.
pub(super) fn by_role(site: &Site) -> Lookup<usize, Vec<usize>> {
    let many = site.documents.iter().enumerate().filter(|(_, entry)| entry.references.len() > FEW);
    let sorted = many.map(|(n, entry)| {
        let mut places: Vec<usize> = entry.references.clone().collect();
        places.sort_by_key(|place| site.references.get(*place).map(|reference| reference.role));
        (n, places)
    });
    sorted.collect()
}
