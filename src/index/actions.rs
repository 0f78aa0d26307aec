//! Action items: when they are due, who is responsible, how they stand at the as-of date.

use super::tables::Lookup;
use super::{ActionEntry, Site, Subject, Target};
use crate::model::{ActionStatus, Due, Role};

impl Site {
    /// The action items of some minutes, in the order of their list.
    #[must_use]
    pub fn actions_in(&self, document: usize) -> &[usize] {
        self.tables.actions_in.get(&document).map_or(&[], Vec::as_slice)
    }

    /// The action items that a person, body or unit is responsible for, in the order of the documents.
    #[must_use]
    pub fn actions_of(&self, subject: Subject) -> &[usize] {
        self.tables.actions_of.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// Where an action item was closed, as far as `lukket_i` leads somewhere.
    #[must_use]
    pub fn closed_in(&self, action: usize) -> Option<Target> {
        let entry = self.actions.get(action)?;
        let role = Role::ClosedIn(u16::try_from(entry.nth).ok()?);
        self.references_as(entry.document, role).find_map(super::Reference::target)
    }

    /// How an action item stands at the as-of date: one closed in a later meeting is still open.
    #[must_use]
    pub fn action_status(&self, action: usize) -> ActionStatus {
        let Some(written) = self.action(action).map(crate::model::ActionItem::state) else { return ActionStatus::Open };
        let closed_later = || {
            let target = self.closed_in(action)?;
            Some(self.date(target.subject.document()?)? > self.as_of)
        };
        if written == ActionStatus::Closed && closed_later() == Some(true) { ActionStatus::Open } else { written }
    }

    /// Whether an action item is open and its day has passed at the as-of date.
    #[must_use]
    pub fn overdue(&self, action: usize) -> bool {
        let due = self.actions.get(action).and_then(|entry| entry.due);
        due.is_some_and(|due| due < self.as_of) && self.action_status(action) == ActionStatus::Open
    }

    /// The action items that are open at the as-of date, of meetings held by then: the soonest due first, those without a day last.
    #[must_use]
    pub fn open_actions(&self) -> Vec<usize> {
        let mut open: Vec<usize> = (0..self.actions.len())
            .filter(|n| self.action_status(*n) == ActionStatus::Open)
            .filter(|n| self.actions.get(*n).is_some_and(|entry| self.date(entry.document).is_none_or(|date| date <= self.as_of)))
            .collect();
        open.sort_by_key(|n| {
            let due = self.actions.get(*n).and_then(|entry| entry.due);
            (due.is_none(), due, *n)
        });
        open
    }
}

/// Lists every action item, resolves when it is due, and files it under those responsible.
pub(super) fn gather(site: &mut Site) {
    let listed = crate::work::gather(0..site.documents.len(), |document| {
        let action_items = site.document(document).minutes()?.action_items.iter().enumerate();
        let entry = |(nth, action): (usize, &crate::model::ActionItem)| {
            let item = action.item.as_ref().and_then(|written| site.find_item(document, &written.value, None));
            let body = item.and_then(|item| site.body_of_item(document, item));
            let due = match action.due.as_ref().map(|due| due.value) {
                Some(Due::On(day)) => Some(day),
                Some(Due::NextMeeting) => site.day_of_next_meeting(document, body),
                Some(Due::Ongoing) | None => None,
            };
            ActionEntry { document, nth, item, due }
        };
        Some(action_items.map(entry).collect::<Vec<_>>())
    });
    let actions: Vec<ActionEntry> = listed.into_iter().flatten().collect();
    let mut actions_in: Lookup<usize, Vec<usize>> = Lookup::default();
    let mut actions_at: Lookup<(usize, usize), Vec<usize>> = Lookup::default();
    for (n, entry) in actions.iter().enumerate() {
        actions_in.entry(entry.document).or_default().push(n);
        if let Some(item) = entry.item {
            actions_at.entry((entry.document, item)).or_default().push(n);
        }
    }
    site.actions = actions;
    site.tables.actions_at = actions_at;
    site.tables.actions_in = actions_in;
    let mut actions_of: Lookup<Subject, Vec<usize>> = Lookup::default();
    for reference in &site.references {
        let Role::ActionResponsible(nth) = reference.role else { continue };
        let Some(action) = site.actions_in(reference.document).get(usize::from(nth)) else { continue };
        if let Some(target) = reference.target() {
            let list = actions_of.entry(target.subject).or_default();
            if list.last() != Some(action) {
                list.push(*action);
            }
        }
    }
    site.tables.actions_of = actions_of;
}
