//! When something last changed, by the documents' own days: never the clock's, so that equal documents make equal bytes.

use crate::index::{DecisionState, DocumentState, MinutesState, Site};
use crate::model::Date;

/// The last day by the as-of date that a document says something happened to it: its date, its approval, what took its place, its
/// corrections. A document dated later has that date; one without a date has none.
pub fn of_document(site: &Site, document: usize) -> Option<Date> {
    let date = site.date(document)?;
    let state = match site.entry(document).state {
        DocumentState::Minutes(MinutesState::ApprovedIn { on, .. }) | DocumentState::ReplacedBy { on, .. } => on,
        DocumentState::Minutes(MinutesState::ApprovedByDeadline { on }) | DocumentState::Expired { on } => Some(on),
        _ => None,
    };
    let corrections = site.document(document).front.corrections.iter().filter_map(|correction| Some(correction.date.as_ref()?.value));
    Some(latest(date, corrections.chain(state), site.as_of))
}

/// The last day by the as-of date that something happened to a decision: it was made, amended, replaced, repealed, or ran out.
pub fn of_decision(site: &Site, decision: usize) -> Option<Date> {
    let entry = site.decisions.get(decision)?;
    let happened = match entry.state {
        DecisionState::ReplacedBy { on, .. } | DecisionState::RepealedBy { on, .. } => on,
        DecisionState::Amended { on, .. } | DecisionState::Expired { on } => Some(on),
        _ => None,
    };
    Some(latest(entry.date?, happened.into_iter(), site.as_of))
}

fn latest(date: Date, others: impl Iterator<Item = Date>, as_of: Date) -> Date {
    others.filter(|day| *day <= as_of).fold(date, Date::max)
}
