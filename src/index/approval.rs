//! Approval of minutes: by a later meeting, or by a deadline that nobody objected before.

use super::{MinutesState, Site, Subject};
use crate::model::{Date, Role, Status};

/// Words in an agenda item's title by which a meeting goes through earlier minutes.
const WORDS: &[&str] = &["referat", "godkjenning", "godkjenn", "protokoll", "møtebok"];

impl Site {
    /// The minutes that a meeting approves, as far as they are known, in the order written.
    #[must_use]
    pub fn approves(&self, document: usize) -> Vec<usize> {
        self.references_as(document, Role::Approves).filter_map(|reference| reference.target()?.subject.document()).collect()
    }

    /// The minutes that list a document under `godkjenner`, the earliest meeting first; drafts among them.
    #[must_use]
    pub fn approvers(&self, document: usize) -> Vec<usize> {
        let approving = self.backlinks_as(Subject::Document(document), |role| role == Role::Approves);
        let mut approving: Vec<usize> = approving.map(|reference| reference.document).collect();
        approving.sort_by_key(|n| (self.date(*n), *n));
        approving.dedup();
        approving
    }

    /// The agenda item of a meeting that approves some earlier minutes: one that both speaks of minutes and links to them, else one that
    /// speaks of minutes (of the body whose minutes they are, in a joint meeting), else one that links to them.
    #[must_use]
    pub fn approving_item(&self, meeting: usize, approved: usize) -> Option<usize> {
        let text = &self.document(meeting).text;
        let bodies = self.bodies_of(approved);
        let links: Vec<_> = self
            .references_in(meeting)
            .iter()
            .filter(|reference| reference.target().is_some_and(|target| target.subject == Subject::Document(approved)))
            .map(|reference| self.mention(reference).span)
            .collect();
        let rank = |n: usize| {
            let item = text.items.get(n)?;
            let heading = text.headings.get(item.heading as usize).map(|heading| heading.span);
            let title = item.title.to_lowercase();
            let speaks = WORDS.iter().any(|word| title.contains(word));
            let linked = links.iter().any(|span| item.content.contains(*span) || heading.is_some_and(|heading| heading.contains(*span)));
            let own = self.body_of_item(meeting, n).is_none_or(|body| bodies.contains(&body));
            match (speaks, linked) {
                (true, true) => Some((0, !own)),
                (true, false) => Some((1, !own)),
                (false, true) => Some((2, !own)),
                (false, false) => None,
            }
        };
        (0..text.items.len()).filter_map(|n| Some((rank(n)?, n))).min().map(|(_, n)| n)
    }

    /// Minutes that are open for comments at the as-of date, the soonest deadline first.
    #[must_use]
    pub fn open_for_comments(&self) -> Vec<(Date, usize)> {
        let mut open: Vec<(Date, usize)> = self
            .documents
            .iter()
            .enumerate()
            .filter_map(|(n, entry)| match entry.state {
                super::DocumentState::Minutes(MinutesState::OpenForComments { until }) => Some((until, n)),
                _ => None,
            })
            .collect();
        open.sort();
        open
    }
}

/// The state of some minutes at the as-of date. Approval and deadline: whichever came first. What a draft or a later meeting approves
/// is not approved yet.
pub(super) fn state(site: &Site, document: usize) -> MinutesState {
    let front = &site.document(document).front;
    let written = front.status.as_ref().map(|status| status.value);
    if written == Some(Status::Draft) {
        return MinutesState::Draft;
    }
    let as_of = site.as_of;
    let deadline = site.document(document).minutes().and_then(|minutes| minutes.comment_deadline.as_ref()).map(|deadline| deadline.value);
    let approving = site.approvers(document).into_iter().find(|n| {
        let other = site.document(*n);
        let counts =
            other.minutes().is_some() && !other.front.template && other.front.status.as_ref().map(|s| s.value) != Some(Status::Draft);
        // Nobody approves what has not been written yet.
        counts && site.date(*n) >= site.date(document) && site.date(*n).is_none_or(|date| date <= as_of)
    });
    let passed = deadline.filter(|deadline| *deadline < as_of);
    let held = site.date(document).is_none_or(|date| date <= as_of);
    match (approving, passed, deadline) {
        (Some(n), Some(on), _) if site.date(n).is_some_and(|date| date > on) => MinutesState::ApprovedByDeadline { on },
        (Some(n), _, _) => MinutesState::ApprovedIn { document: n, item: site.approving_item(n, document), on: site.date(n) },
        (None, Some(on), _) => MinutesState::ApprovedByDeadline { on },
        (None, None, _) if written == Some(Status::Approved) => MinutesState::Approved,
        (None, None, Some(until)) if held => MinutesState::OpenForComments { until },
        (None, None, _) => MinutesState::Unapproved,
    }
}
