//! States at the as-of date: of decisions, of minutes, of documents.

use super::succession::{self, End, Step, Term};
use super::{LinkKind, Site, Subject, approval};
use crate::model::{Adoption, Date, Details, Document, Role, Status};

/// A decision's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionState {
    /// It counts.
    InForce,
    /// It counts, with what another changed in it.
    Amended {
        /// The last one that did, as a place in the site's decisions.
        decision: usize,
        /// From which day.
        on: Date,
    },
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
    /// The author says that they are approved; where cannot be told.
    Approved,
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
    /// The author says that it was replaced; by what cannot be told.
    Replaced,
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

impl DecisionState {
    /// The decision that took its place or repealed it, and from which day.
    #[must_use]
    pub fn ended_by(self) -> Option<(usize, Option<Date>)> {
        match self {
            Self::ReplacedBy { decision, on } | Self::RepealedBy { decision, on } => Some((decision, on)),
            _ => None,
        }
    }
}

impl MinutesState {
    /// Whether they are approved, one way or the other.
    #[must_use]
    pub fn approved(self) -> bool {
        matches!(self, Self::ApprovedIn { .. } | Self::ApprovedByDeadline { .. } | Self::Approved)
    }
}

impl Site {
    /// The first day a document counts: `gjelder_fra`, else the day of its adoption, the beginning of its period, the signature, its date.
    #[must_use]
    pub fn document_from(&self, document: usize) -> Option<Date> {
        let model = self.document(document);
        let (period, signed) = match &model.details {
            Details::Mandate(mandate) => (mandate.period.as_ref(), None),
            Details::Agreement(agreement) => (agreement.period.as_ref(), agreement.signed.as_ref().map(|day| day.value)),
            _ => (None, None),
        };
        let adopted = || match model.front.adopted.as_ref().map(|adoption| &adoption.value) {
            Some(Adoption::Elsewhere { date, .. }) => date.as_ref().map(|date| date.value),
            Some(Adoption::Decision(_)) => self.adopted_by(document).and_then(|decision| self.first_day(decision)),
            None => None,
        };
        let own = model.front.valid_from.as_ref().map(|from| from.value);
        own.or_else(adopted)
            .or_else(|| period.and_then(|period| Some(period.from.as_ref()?.value.from)))
            .or(signed)
            .or_else(|| self.date(document))
    }

    /// The last day a document counts by its own words: `gjelder_til`, else the end of its period.
    #[must_use]
    pub fn document_to(&self, document: usize) -> Option<Date> {
        let model = self.document(document);
        let period = match &model.details {
            Details::Mandate(mandate) => mandate.period.as_ref(),
            Details::Agreement(agreement) => agreement.period.as_ref(),
            _ => None,
        };
        let own = model.front.valid_to.as_ref().map(|to| to.value);
        own.or_else(|| period.and_then(|period| Some(period.to.as_ref()?.value.to)))
    }

    /// The documents that a document replaces (`erstatter`).
    #[must_use]
    pub fn predecessors(&self, document: usize) -> Vec<usize> {
        let replaced = self.references_as(document, Role::ReplacesDocument);
        replaced.filter_map(|reference| reference.target()?.subject.document()).filter(|n| *n != document).collect()
    }

    /// The documents that replace a document, drafts included.
    #[must_use]
    pub fn successors(&self, document: usize) -> Vec<usize> {
        self.backlinks_as(Subject::Document(document), |role| role == Role::ReplacesDocument).map(|reference| reference.document).collect()
    }
}

/// Decides every decision's state. Needs the chains.
pub(super) fn of_decisions(site: &mut Site) {
    let places = 0..site.decisions.len();
    let terms: Vec<Term> = places.clone().map(|n| term_of_decision(site, n)).collect();
    let ending = |n| site.acts_on(n).iter().filter(|link| link.kind != LinkKind::Amends);
    let steps: Vec<Step> = places
        .clone()
        .flat_map(ending)
        .map(|link| Step { later: link.later, earlier: link.earlier, repeals: link.kind == LinkKind::Repeals })
        .collect();
    let ends = succession::ends(&terms, &steps, site.as_of);
    let as_of = site.as_of;
    let amended: Vec<Option<(usize, Date)>> = places.map(|n| amended(site, n, &terms, &ends)).collect();
    for (((entry, term), end), amended) in site.decisions.iter_mut().zip(&terms).zip(&ends).zip(amended) {
        // A decision with effect from an earlier day counts from then, but not before it was made.
        let known = term.from.max(term.made);
        entry.state = match (end.filter(|end| end.counts(as_of, term.to)), term.to, known) {
            _ if term.inert => DecisionState::Draft,
            (Some(end), ..) if end.repealed => DecisionState::RepealedBy { decision: end.by, on: end.on },
            (Some(end), ..) => DecisionState::ReplacedBy { decision: end.by, on: end.on },
            (None, _, Some(from)) if from > as_of => DecisionState::NotYet { from },
            (None, Some(to), _) if to < as_of => DecisionState::Expired { on: to },
            (None, ..) => amended.map_or(DecisionState::InForce, |(decision, on)| DecisionState::Amended { decision, on }),
        };
    }
    site.tables.decision_ends = ends;
}

/// The last decision that amends another by the as-of date, and from which day. Drafts amend nothing, nor does what was withdrawn
/// before its first day.
fn amended(site: &Site, n: usize, terms: &[Term], ends: &[Option<End>]) -> Option<(usize, Date)> {
    let counts = |later: usize, on: Date| {
        let withdrawn = ends.get(later).copied().flatten().and_then(|end| end.on).is_some_and(|end| end <= on);
        on <= site.as_of && !withdrawn && terms.get(later).is_some_and(|term| !term.inert)
    };
    let steps = site.acted_on_by(n).iter().filter(|link| link.kind == LinkKind::Amends);
    steps.filter_map(|link| Some((link.later, link.on?))).rfind(|(later, on)| counts(*later, *on))
}

fn term_of_decision(site: &Site, n: usize) -> Term {
    let Some(entry) = site.decisions.get(n) else { return Term::default() };
    let front = &site.document(entry.document).front;
    Term {
        from: site.first_day(n),
        to: site.decision(n).and_then(|decision| decision.to.as_ref()).map(|to| to.value),
        made: entry.date,
        inert: front.template || front.status.as_ref().is_some_and(|status| status.value == Status::Draft),
    }
}

/// Decides every document's state. Needs the decisions' states.
pub(super) fn of_documents(site: &mut Site) {
    let places = 0..site.documents.len();
    let terms: Vec<Term> = places.clone().map(|n| term_of_document(site, n)).collect();
    let steps: Vec<Step> = places
        .clone()
        .flat_map(|later| site.predecessors(later).into_iter().map(move |earlier| Step { later, earlier, repeals: false }))
        .collect();
    site.tables.document_ends = succession::ends(&terms, &steps, site.as_of);
    let states = crate::work::gather(places, |n| Some(document_state(site, n, *terms.get(n)?)));
    for (entry, state) in site.documents.iter_mut().zip(states) {
        entry.state = state;
    }
}

fn term_of_document(site: &Site, n: usize) -> Term {
    let front = &site.document(n).front;
    let written = front.status.as_ref().map(|status| status.value);
    let inert = front.template || matches!(written, Some(Status::Draft | Status::Hearing));
    Term { from: site.document_from(n), to: site.document_to(n), made: None, inert }
}

fn document_state(site: &Site, n: usize, term: Term) -> DocumentState {
    let document = site.document(n);
    let written = document.front.status.as_ref().map(|status| status.value);
    if document.front.template {
        return DocumentState::Template;
    }
    if document.minutes().is_some() {
        return DocumentState::Minutes(approval::state(site, n));
    }
    match written {
        Some(Status::Draft) => return DocumentState::Draft,
        Some(Status::Hearing) => return DocumentState::Hearing,
        _ => {}
    }
    if let Some(ended) = ended(site, n, term) {
        return ended;
    }
    match (term.to, written) {
        (Some(to), _) if to < site.as_of => return DocumentState::Expired { on: to },
        (_, Some(Status::Repealed)) => return DocumentState::Repealed { decision: None },
        (_, Some(Status::Replaced)) => return DocumentState::Replaced,
        (_, Some(Status::Archived)) => return DocumentState::Archived,
        _ => {}
    }
    if !comes_into_force(document) {
        return DocumentState::Published;
    }
    match term.from {
        Some(from) if from > site.as_of => DocumentState::NotYet { from },
        _ => DocumentState::InForce,
    }
}

/// What ended a document: a successor, or what became of the decision that adopted it; the earlier of the two.
fn ended(site: &Site, n: usize, term: Term) -> Option<DocumentState> {
    let successor = site.tables.document_ends.get(n).copied().flatten().filter(|end| end.counts(site.as_of, term.to));
    let replaced = successor.map(|end| (end.on, DocumentState::ReplacedBy { document: end.by, on: end.on }));
    let undone = adoption_undone(site, n).filter(|(on, _)| term.to.is_none_or(|to| on.is_none_or(|on| on <= to)));
    match (replaced, undone) {
        (Some(replaced), Some(undone)) if undone.0 < replaced.0 => Some(undone.1),
        (Some(replaced), _) => Some(replaced.1),
        (None, undone) => undone.map(|(_, state)| state),
    }
}

/// What it means for a document that the decision that adopted it is over. A decision that replaces that one and covers the same
/// document adopts it anew.
fn adoption_undone(site: &Site, n: usize) -> Option<(Option<Date>, DocumentState)> {
    let adopting = site.decisions.get(site.adopted_by(n)?)?;
    match adopting.state {
        DecisionState::RepealedBy { decision, on } => Some((on, DocumentState::Repealed { decision: Some(decision) })),
        DecisionState::Expired { on } => Some((Some(on), DocumentState::Expired { on })),
        DecisionState::ReplacedBy { decision, on } => {
            let covered = site.covers(decision);
            if covered.contains(&n) {
                return None;
            }
            let alike = |other: &usize| site.document(*other).details.type_name() == site.document(n).details.type_name();
            let heir = covered.into_iter().find(alike);
            let state =
                heir.map_or(DocumentState::Repealed { decision: Some(decision) }, |document| DocumentState::ReplacedBy { document, on });
            Some((on, state))
        }
        DecisionState::InForce | DecisionState::Amended { .. } | DecisionState::NotYet { .. } | DecisionState::Draft => None,
    }
}

/// Whether a document counts from a day on, rather than simply being there: by its type, or by what its author says of it.
fn comes_into_force(document: &Document) -> bool {
    let front = &document.front;
    let written = front.status.as_ref().map(|status| status.value);
    let said = written == Some(Status::InForce) || front.adopted.is_some() || front.valid_from.is_some() || front.valid_to.is_some();
    let approved = written == Some(Status::Approved);
    said || match &document.details {
        Details::Guide(_) => true,
        Details::Mandate(mandate) => approved || mandate.period.is_some(),
        Details::Plan(_) => approved,
        Details::Agreement(agreement) => approved || agreement.period.is_some() || agreement.signed.is_some(),
        Details::Minutes(_) | Details::Report | Details::Note | Details::Page | Details::Custom(_) => false,
    }
}
