//! The lookup tables behind the query methods.

use std::collections::{BTreeMap, HashMap};

use super::anchors::Slot;
use super::called::Callings;
use super::succession::End;
use super::{ChainLink, Subject, Topic, Visibility};
use crate::model::DecisionId;
use crate::source::SourceId;

/// A table by ids as authors write them, or by places. Its hashes are keyed anew in every run, so that nobody can make them collide, and
/// take a third of the time of the standard library's.
pub(crate) type Lookup<K, V> = HashMap<K, V, ahash::RandomState>;

/// Lookup tables behind the query methods. Everything is made once by [`super::build`]; nothing here is asked for directly.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// Whether what is missing is little enough to be guessed at; found out when first asked.
    pub is_guessed: std::sync::OnceLock<bool>,
    /// Documents by folded id; the first where two share one.
    pub documents: Lookup<String, usize>,
    /// Documents whose ids are alike without letter case, each group in order.
    pub duplicates: Vec<Vec<usize>>,
    /// Documents by the file they stand in.
    pub by_source: Lookup<SourceId, usize>,
    /// Documents with faults of their own.
    pub faulty: Vec<usize>,
    /// Documents with something personal or secret in them, or with a table.
    pub personal_or_tabled: Vec<usize>,
    /// References that lead nowhere, as places in [`super::Site::references`].
    pub misses: Vec<usize>,
    /// References by role of the documents that have many, as places in [`super::Site::references`].
    pub by_role: Lookup<usize, Vec<usize>>,
    /// Anchors by name, per document.
    pub anchors: Vec<Lookup<String, Slot>>,
    /// Agenda items of each document by number, as places in its text.
    pub items: Vec<Vec<u32>>,
    /// Decisions by id; the first where two share one.
    pub decisions: Lookup<DecisionId, usize>,
    /// Decisions by (document, place in its list).
    pub decision_at: Lookup<(usize, usize), usize>,
    /// Decisions of each document, in the order of its list.
    pub decided_in: Lookup<usize, Vec<usize>>,
    /// Decisions by (document, agenda item), in the order of the list.
    pub decided_at: Lookup<(usize, usize), Vec<usize>>,
    /// People, bodies and units by id; the first where two share one.
    pub parties: Lookup<String, Subject>,
    /// Bodies of each document, as far as they are known, in the order written.
    pub bodies: Vec<Vec<usize>>,
    /// Ids that two of them share: the one that counts, then the other.
    pub clashes: Vec<(Subject, Subject)>,
    /// Statutes by every name they are cited by, lower case; several acts may share one.
    pub statutes: Lookup<String, Vec<usize>>,
    /// Cases by id.
    pub cases: Lookup<String, usize>,
    /// Commits by document, as places in [`super::Site::commits`], with whether the audience gets everything that they changed.
    pub history: Lookup<usize, Vec<(usize, bool)>>,
    /// Files by path.
    pub files: Lookup<String, usize>,
    /// References by what they lead to, as places in [`super::Site::references`].
    pub backlinks: Lookup<Subject, Vec<usize>>,
    /// The first reference to each file that has one, in order, as places in [`super::Site::references`], with the file.
    pub files_used: Vec<(usize, usize)>,
    /// Steps of chains by the later decision.
    pub acts_on: Lookup<usize, Vec<ChainLink>>,
    /// Steps of chains by the earlier decision.
    pub acted_on_by: Lookup<usize, Vec<ChainLink>>,
    /// What ended each decision, by decision, whether or not it has come to pass.
    pub decision_ends: Vec<Option<End>>,
    /// What took each document's place, by document.
    pub document_ends: Vec<Option<End>>,
    /// Minutes of a body, by meeting date.
    pub meetings: Lookup<usize, Vec<usize>>,
    /// Agenda items of a case as (document, item), by meeting date.
    pub treatments: Lookup<usize, Vec<(usize, usize)>>,
    /// Seats of a person as (body, place in its members).
    pub seats: Lookup<usize, Vec<(usize, usize)>>,
    /// Offices in a unit as (person, place in their offices).
    pub officers: Lookup<usize, Vec<(usize, usize)>>,
    /// Action items by who is responsible.
    pub actions_of: Lookup<Subject, Vec<usize>>,
    /// Action items of each document.
    pub actions_in: Lookup<usize, Vec<usize>>,
    /// Action items by (document, agenda item), in the order of the list.
    pub actions_at: Lookup<(usize, usize), Vec<usize>>,
    /// Documents by type.
    pub types: BTreeMap<String, Vec<usize>>,
    /// Documents by year.
    pub years: BTreeMap<i16, Vec<usize>>,
    /// Topics, by address.
    pub topics: Vec<Topic>,
    /// What the audience gets of each file.
    pub file_visibility: Vec<Option<Visibility>>,
    /// What links call each subject.
    pub callings: Callings,
}
