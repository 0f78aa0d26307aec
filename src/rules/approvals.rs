//! Which minutes a meeting approves, and whether they are its own to approve.
//!
//! What may not enter: a rule's own sentence.

use std::collections::HashSet;

use crate::index::{Resolution, Site};
use crate::model::{Role, Status};
use crate::source::Span;

/// One entry of `godkjenner`.
pub(super) struct Approval {
    /// Its bytes.
    pub span: Span,
    /// The document it leads to; none where it leads nowhere.
    pub target: Option<usize>,
}

/// What a meeting approves, in the order written.
pub(super) fn of(site: &Site, meeting: usize) -> Vec<Approval> {
    let written = site.references_as(meeting, Role::Approves);
    written
        .map(|reference| {
            let target = match reference.resolution {
                Resolution::Target(target) => target.subject.document(),
                _ => None,
            };
            Approval { span: site.mention(reference).span, target }
        })
        .collect()
}

/// Whether an entry is already found wrong by another rule: it leads nowhere, to no minutes, to a meeting that is not earlier, or to
/// the minutes of a body that this one has nothing to do with.
pub(super) fn mistaken(site: &Site, meeting: usize, approval: &Approval) -> bool {
    let Some(target) = approval.target else { return true };
    site.document(target).minutes().is_none() || site.date(target) >= site.date(meeting) || strangers(site, meeting, target)
}

/// Whether no body of one meeting is above, below, beside or the same as one of the other's. Not certain, and so no, where a body is
/// unknown or has nothing above it.
pub(super) fn strangers(site: &Site, meeting: usize, approved: usize) -> bool {
    let whole = |document: usize| {
        let bodies = site.bodies_of(document);
        let known = bodies.len() == site.document(document).front.bodies.len();
        (known && !bodies.is_empty() && bodies.iter().all(|body| parent(site, *body).is_some())).then_some(bodies)
    };
    let (own, other) = (site.bodies_of(meeting), site.bodies_of(approved));
    if own.iter().any(|body| other.contains(body)) {
        return false;
    }
    let Some((own, other)) = whole(meeting).zip(whole(approved)) else { return false };
    !own.iter().any(|one| other.iter().any(|two| related(site, *one, *two)))
}

fn related(site: &Site, one: usize, two: usize) -> bool {
    parent(site, one) == parent(site, two) || above(site, one).contains(&two) || above(site, two).contains(&one)
}

fn parent(site: &Site, body: usize) -> Option<usize> {
    site.find_body(&site.body(body).parent.as_ref()?.value)
}

/// The bodies above a body, as far up as the register goes.
fn above(site: &Site, body: usize) -> HashSet<usize> {
    let mut met = HashSet::new();
    let mut next = parent(site, body);
    while let Some(this) = next.filter(|this| met.insert(*this)) {
        next = parent(site, this);
    }
    met
}

/// Whether minutes are neither a draft nor a template.
pub(super) fn counts(site: &Site, document: usize) -> bool {
    let front = &site.document(document).front;
    !front.template && front.status.as_ref().is_none_or(|status| status.value != Status::Draft)
}
