//! The five registers: people, bodies, units, statutes and cases.

use serde::{Deserialize, Serialize};

use super::minutes::Who;
use super::personal::Personal;
use super::time::{Date, DateSpan};
use crate::diagnostic::Fault;
use crate::source::{SourceId, Span, Spanned};

/// Which register a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RegisterKind {
    /// `personer.yaml`
    People,
    /// `organer.yaml`
    Bodies,
    /// `enheter.yaml`
    Units,
    /// `lover.yaml`
    Statutes,
    /// `saksganger.yaml`
    Cases,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The id.
    pub id: Spanned<String>,
    /// `navn`.
    pub name: Option<Spanned<String>>,
    /// `også`: other accepted spellings.
    pub also: Vec<Spanned<String>>,
    /// `roller`.
    pub offices: Vec<Office>,
}

/// A role a person holds in a unit for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// The whole entry.
    pub span: Span,
    /// `rolle`.
    pub role: Option<Spanned<String>>,
    /// `enhet`: an id or a name.
    pub unit: Option<Who>,
    /// `fra`.
    pub from: Option<Spanned<DateSpan>>,
    /// `til`; belongs to the term.
    pub to: Option<Spanned<DateSpan>>,
}

/// A body that meets and decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The id.
    pub id: Spanned<String>,
    /// `navn`.
    pub name: Option<Spanned<String>>,
    /// `kode`: the prefix of its decision ids.
    pub code: Option<Spanned<String>>,
    /// `under`: the body it answers to.
    pub parent: Option<Spanned<String>>,
    /// `opprettet`.
    pub established: Option<Spanned<Date>>,
    /// `opphørt`.
    pub dissolved: Option<Spanned<Date>>,
    /// `vedtaksført`: voting members needed for a quorum.
    pub quorum: Option<Spanned<u32>>,
    /// `medlemmer`.
    pub members: Vec<Membership>,
}

/// Somebody's seat in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The whole entry.
    pub span: Span,
    /// `person`.
    pub person: Option<Who>,
    /// `rolle`: leder, nestleder, sekretær, observatør …
    pub role: Option<Spanned<String>>,
    /// `fra`.
    pub from: Option<Spanned<DateSpan>>,
    /// `til`; belongs to the term.
    pub to: Option<Spanned<DateSpan>>,
    /// `vara_for`: the member this deputy stands in for.
    pub deputy_for: Option<Spanned<String>>,
    /// `stemmerett`, where said.
    pub votes: Option<bool>,
}

impl Membership {
    /// Whether the seat is held on a day; a term without beginning or end is open there. One that ends before it begins says nothing,
    /// and counts as held: its dates are what is wrong.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        let held = self.from.as_ref().is_none_or(|from| from.value.from <= day) && self.to.as_ref().is_none_or(|to| day <= to.value.to);
        held || self.is_backwards()
    }

    /// Whether the term ends before it begins.
    #[must_use]
    pub fn is_backwards(&self) -> bool {
        self.from.as_ref().zip(self.to.as_ref()).is_some_and(|(from, to)| to.value.to < from.value.from)
    }
}

/// An organisational unit: an office, a municipality, a county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The id.
    pub id: Spanned<String>,
    /// `navn`.
    pub name: Option<Spanned<String>>,
    /// `type`: fylke, kommune, kontor …
    pub kind: Option<Spanned<String>>,
    /// `under`: the unit it belongs to.
    pub parent: Option<Spanned<String>>,
}

/// A statute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statute {
    /// The id: `nav-loven`, `kommuneloven-1992`.
    pub id: Spanned<String>,
    /// `navn`.
    pub name: Option<Spanned<String>>,
    /// `kortnavn`: the names it is cited by.
    pub short_names: Vec<Spanned<String>>,
    /// `lovdata`: `lov/2006-06-16-20`.
    pub lovdata: Option<Spanned<String>>,
    /// In force from, where known.
    pub from: Option<Date>,
    /// `opphevet`: the first day it is no longer in force.
    pub repealed: Option<Spanned<Date>>,
    /// Part of the program, not of the site's register.
    pub built_in: bool,
}

/// A case that runs through several meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The id.
    pub id: Spanned<String>,
    /// `tittel`.
    pub title: Option<Spanned<String>>,
    /// `sammendrag`.
    pub summary: Option<Spanned<String>>,
}

/// The entries of one register, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register<T> {
    /// The file they stand in; none when there is no such file.
    pub source: Option<SourceId>,
    /// The entries.
    pub entries: Vec<T>,
}

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self { source: None, entries: Vec::new() }
    }
}

/// One register file as it was read; only the list of its kind is filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterFile {
    /// The file, relative to the site's folder.
    pub path: String,
    /// Which register it is.
    pub kind: RegisterKind,
    /// `personer.yaml`.
    pub people: Vec<Person>,
    /// `organer.yaml`.
    pub bodies: Vec<Body>,
    /// `enheter.yaml`.
    pub units: Vec<Unit>,
    /// `lover.yaml`.
    pub statutes: Vec<Statute>,
    /// `saksganger.yaml`.
    pub cases: Vec<Case>,
    /// What was wrong with the file alone.
    pub faults: Vec<Fault>,
    /// Personal data and secrets anywhere in the file, in its order.
    pub personal: Vec<Personal>,
}

/// All registers of a site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registers {
    /// People.
    pub people: Register<Person>,
    /// Bodies.
    pub bodies: Register<Body>,
    /// Units.
    pub units: Register<Unit>,
    /// Statutes: the site's and, after them, the built-in ones it does not replace.
    pub statutes: Register<Statute>,
    /// Cases.
    pub cases: Register<Case>,
}
