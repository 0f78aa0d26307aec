//! What lies at a place of the site's own lists. Places come from this site and from nowhere else, so it is always there.
//!
//! The only room of the library that indexes; what may not enter: places that were counted or read from anything but the lists.

#![expect(clippy::indexing_slicing, reason = "a place is an index into the very list it was taken from, and the lists never shrink")]

use super::{Entry, Reference, Site};
use crate::model::{Body, Case, Mention, Person, Statute, Unit};

impl Site {
    /// The document at a place.
    #[must_use]
    pub fn entry(&self, document: usize) -> &Entry {
        &self.documents[document]
    }

    /// The mention behind a reference.
    #[must_use]
    pub fn mention(&self, reference: &Reference) -> &Mention {
        &self.document(reference.document).mentions[reference.mention]
    }

    /// The person at a place.
    #[must_use]
    pub fn person(&self, person: usize) -> &Person {
        &self.registers.people.entries[person]
    }

    /// The body at a place.
    #[must_use]
    pub fn body(&self, body: usize) -> &Body {
        &self.registers.bodies.entries[body]
    }

    /// The unit at a place.
    #[must_use]
    pub fn unit(&self, unit: usize) -> &Unit {
        &self.registers.units.entries[unit]
    }

    /// The statute at a place.
    #[must_use]
    pub fn statute(&self, statute: usize) -> &Statute {
        &self.registers.statutes.entries[statute]
    }

    /// The case at a place.
    #[must_use]
    pub fn case(&self, case: usize) -> &Case {
        &self.registers.cases.entries[case]
    }
}
