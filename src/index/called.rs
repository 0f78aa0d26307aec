//! What links call a subject and where they lead: worked out when first asked for, then only looked up. A page has some hundred links, and
//! to put together the words and the address of each anew was 3 % of a cold build.
//!
//! What may not enter: how it is worked out, which whoever writes links knows.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::{Site, Subject};

/// The words and the address of links to a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// What people call it, as it stands in a text.
    pub title: String,
    /// Its page below the site's root, ready for an attribute.
    pub address: String,
}

/// What has been worked out, by the places of [`Site`]'s lists.
#[derive(Debug, Default)]
pub(crate) struct Callings(OnceLock<Lists>);

type List = Vec<OnceLock<Called>>;

/// A list for each kind of subject.
#[derive(Debug)]
struct Lists {
    documents: List,
    decisions: List,
    people: List,
    bodies: List,
    units: List,
    statutes: List,
    cases: List,
    files: List,
}

impl Lists {
    fn of(site: &Site) -> Self {
        let list = |length| std::iter::repeat_with(OnceLock::new).take(length).collect();
        let registers = &site.registers;
        Self {
            documents: list(site.documents.len()),
            decisions: list(site.decisions.len()),
            people: list(registers.people.entries.len()),
            bodies: list(registers.bodies.entries.len()),
            units: list(registers.units.entries.len()),
            statutes: list(registers.statutes.entries.len()),
            cases: list(registers.cases.entries.len()),
            files: list(site.files.len()),
        }
    }

    fn at(&self, subject: Subject) -> Option<&OnceLock<Called>> {
        let (list, place) = match subject {
            Subject::Document(n) => (&self.documents, n),
            Subject::Decision(n) => (&self.decisions, n),
            Subject::Person(n) => (&self.people, n),
            Subject::Body(n) => (&self.bodies, n),
            Subject::Unit(n) => (&self.units, n),
            Subject::Statute(n) => (&self.statutes, n),
            Subject::Case(n) => (&self.cases, n),
            Subject::File(n) => (&self.files, n),
        };
        list.get(place)
    }
}

impl Site {
    /// What links call a subject: what `make` gave when it was first asked for. `make` must be the same for all who ask.
    pub fn called(&self, subject: Subject, make: impl FnOnce() -> Called) -> Cow<'_, Called> {
        match self.tables.callings.0.get_or_init(|| Lists::of(self)).at(subject) {
            Some(known) => Cow::Borrowed(known.get_or_init(make)),
            None => Cow::Owned(make()),
        }
    }
}
