//! States at the as-of date: of decisions, of minutes, of documents.

use crate::model::Date;

/// A decision's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionState {
    /// It counts.
    InForce,
    /// It counts from a later day.
    NotYet {
        /// The first day.
        from: Date,
    },
    /// Another took its place.
    ReplacedBy {
        /// The other, as a place in the site's decisions.
        decision: usize,
        /// From which day.
        on: Option<Date>,
    },
    /// Another repealed it.
    RepealedBy {
        /// The other.
        decision: usize,
        /// From which day.
        on: Option<Date>,
    },
    /// Its last day has passed.
    Expired {
        /// The last day.
        on: Date,
    },
    /// The minutes that hold it are a draft.
    Draft,
}

/// The state of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MinutesState {
    /// `status: utkast`.
    Draft,
    /// Comments are open.
    OpenForComments {
        /// The last day.
        until: Date,
    },
    /// A later meeting approved them.
    ApprovedIn {
        /// That meeting's minutes.
        document: usize,
        /// The agenda item that did, where it can be told.
        item: Option<usize>,
        /// When.
        on: Option<Date>,
    },
    /// The deadline for comments passed.
    ApprovedByDeadline {
        /// The deadline's day.
        on: Date,
    },
    /// Neither approved nor open.
    Unapproved,
}

/// A document's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentState {
    /// Minutes have states of their own.
    Minutes(MinutesState),
    /// `mal: ja`.
    Template,
    /// A draft.
    Draft,
    /// Out for comments.
    Hearing,
    /// It counts.
    InForce,
    /// It counts from a later day.
    NotYet {
        /// The first day.
        from: Date,
    },
    /// Another took its place.
    ReplacedBy {
        /// The other document.
        document: usize,
        /// From which day.
        on: Option<Date>,
    },
    /// A decision repealed it, or the author says so.
    Repealed {
        /// The decision, where one is known.
        decision: Option<usize>,
    },
    /// Its last day has passed.
    Expired {
        /// The last day.
        on: Date,
    },
    /// `arkivert`.
    Archived,
    /// A text that is simply there: a report, a note, a page.
    Published,
}
