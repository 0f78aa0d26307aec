//! Meetings: the minutes of a body in order, what comes before and after, what was announced, and a case's way through them.

use super::tables::Lookup;
use super::{Site, Subject};
use crate::model::{Date, Decision, NextMeeting};

/// The meetings before and after one, for one of its bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbours {
    /// The body.
    pub body: usize,
    /// The body's meeting before.
    pub previous: Option<usize>,
    /// The body's meeting after.
    pub next: Option<usize>,
}

/// A meeting that was announced and of which there are no minutes yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upcoming<'s> {
    /// The body.
    pub body: usize,
    /// The day.
    pub date: Date,
    /// The minutes that announce it.
    pub document: usize,
    /// What they say.
    pub announced: &'s NextMeeting,
}

impl Site {
    /// The minutes of a body by meeting date, oldest first; templates and undated ones are left out. A joint meeting is in both bodies'
    /// lists.
    #[must_use]
    pub fn meetings(&self, body: usize) -> &[usize] {
        self.tables.meetings.get(&body).map_or(&[], Vec::as_slice)
    }

    /// The bodies whose meeting a document records, or who own it (`organ`), as far as they are known; in the order written.
    #[must_use]
    pub fn bodies_of(&self, document: usize) -> &[usize] {
        self.tables.bodies.get(document).map_or(&[], Vec::as_slice)
    }

    /// The body's meeting before this one.
    #[must_use]
    pub fn previous_meeting(&self, document: usize, body: usize) -> Option<usize> {
        let place = self.place_in_meetings(document, body)?;
        self.meetings(body).get(place.checked_sub(1)?).copied()
    }

    /// The body's meeting after this one.
    #[must_use]
    pub fn next_meeting(&self, document: usize, body: usize) -> Option<usize> {
        let place = self.place_in_meetings(document, body)?;
        self.meetings(body).get(place + 1).copied()
    }

    /// The meetings before and after, for each body of a joint meeting.
    #[must_use]
    pub fn neighbours(&self, document: usize) -> Vec<Neighbours> {
        let around = |body| Neighbours { body, previous: self.previous_meeting(document, body), next: self.next_meeting(document, body) };
        self.bodies_of(document).iter().copied().map(around).collect()
    }

    fn place_in_meetings(&self, document: usize, body: usize) -> Option<usize> {
        let key = (self.date(document), document);
        self.meetings(body).binary_search_by_key(&key, |other| (self.date(*other), *other)).ok()
    }

    /// The body an agenda item belongs to: the one it names (`{organ=…}`), else the meeting's only body.
    #[must_use]
    pub fn body_of_item(&self, document: usize, item: usize) -> Option<usize> {
        let named = self.document(document).text.items.get(item).and_then(|item| item.body.as_ref());
        match named {
            Some(named) => self.find_body(&named.value),
            None => match self.bodies_of(document) {
                [only] => Some(*only),
                _ => None,
            },
        }
    }

    /// The day of the body's meeting after this one: of its minutes where there are some, else as these announced it.
    #[must_use]
    pub fn day_of_next_meeting(&self, document: usize, body: Option<usize>) -> Option<Date> {
        let held = match body {
            Some(body) => self.next_meeting(document, body).and_then(|next| self.date(next)),
            None => self.bodies_of(document).iter().copied().filter_map(|body| self.date(self.next_meeting(document, body)?)).min(),
        };
        let announced = || self.document(document).minutes()?.next_meeting.as_ref()?.value.date.as_ref().map(|date| date.value);
        held.or_else(announced)
    }

    /// Meetings on or after the as-of date, of which there are no minutes yet, as the latest minutes that the audience gets announce them;
    /// the soonest first, each body's once per day.
    #[must_use]
    pub fn upcoming_meetings(&self) -> Vec<Upcoming<'_>> {
        let mut upcoming: Vec<Upcoming<'_>> = Vec::new();
        for body in 0..self.registers.bodies.entries.len() {
            let held = |n: &usize| self.date(*n) <= Some(self.as_of) && self.shown(Subject::Document(*n));
            let Some(latest) = self.meetings(body).iter().rev().copied().find(held) else { continue };
            let Some(announced) = self.document(latest).minutes().and_then(|minutes| minutes.next_meeting.as_ref()) else { continue };
            let announced = &announced.value;
            let Some(date) = announced.date.as_ref().map(|date| date.value) else { continue };
            if date >= self.as_of && Some(date) > self.date(latest) {
                upcoming.push(Upcoming { body, date, document: latest, announced });
            }
        }
        upcoming.sort_by_key(|meeting| (meeting.date, meeting.body));
        upcoming
    }

    /// Where a case was treated: (document, agenda item), oldest first.
    #[must_use]
    pub fn treatments(&self, case: usize) -> &[(usize, usize)] {
        self.tables.treatments.get(&case).map_or(&[], Vec::as_slice)
    }

    /// Which treatment of its case an agenda item is, counted from 0; none where it is not among them.
    #[must_use]
    pub fn treatment_of_item(&self, case: usize, document: usize, item: usize) -> Option<usize> {
        let key = (self.date(document), document, item);
        self.treatments(case).binary_search_by_key(&key, |(n, item)| (self.date(*n), *n, *item)).ok()
    }

    /// The case that an agenda item is on, if it names one that exists.
    #[must_use]
    pub fn case_of_item(&self, document: usize, item: usize) -> Option<usize> {
        self.find_case(&self.document(document).text.items.get(item)?.case.as_ref()?.value)
    }

    /// The body that made a decision of some minutes: of those that met, the one whose code its id bears, else the one whose agenda item
    /// it belongs to, else the only one.
    #[must_use]
    pub fn deciding_body(&self, document: usize, decision: &Decision) -> Option<usize> {
        let bodies = self.bodies_of(document);
        let code = decision.id.as_ref().map(|id| id.value.code.as_str());
        let bears = |body: &&usize| self.body(**body).code.as_ref().is_some_and(|own| code == Some(own.value.to_uppercase().as_str()));
        let by_code = bodies.iter().find(bears).copied();
        let only = match bodies {
            [only] => Some(*only),
            _ => None,
        };
        let by_item = || self.body_of_item(document, self.find_item(document, &decision.item.as_ref()?.value, None)?);
        by_code.or_else(by_item).or(only)
    }
}

/// Puts minutes in the order of their meetings, and cases in the order they were treated.
pub(super) fn gather(site: &mut Site) {
    let mut meetings: Lookup<usize, Vec<usize>> = Lookup::default();
    let mut treatments: Lookup<usize, Vec<(usize, usize)>> = Lookup::default();
    let held = crate::work::gather(0..site.documents.len(), |n| {
        let document = site.document(n);
        if document.minutes().is_none() || document.front.template {
            return None;
        }
        let bodies = if document.front.date.is_some() { site.bodies_of(n) } else { &[] };
        let cases = (0..document.text.items.len()).filter_map(|item| Some((site.case_of_item(n, item)?, item)));
        Some((n, bodies, cases.collect::<Vec<_>>()))
    });
    for (n, bodies, cases) in held {
        for &body in bodies {
            let list = meetings.entry(body).or_default();
            if list.last() != Some(&n) {
                list.push(n);
            }
        }
        for (case, item) in cases {
            treatments.entry(case).or_default().push((n, item));
        }
    }
    for list in meetings.values_mut() {
        list.sort_by_key(|n| (site.date(*n), *n));
    }
    for list in treatments.values_mut() {
        list.sort_by_key(|(n, item)| (site.date(*n), *n, *item));
    }
    site.tables.meetings = meetings;
    site.tables.treatments = treatments;
}

/// A subject's meetings are those of the body it is.
impl Subject {
    /// The body, where it is one.
    #[must_use]
    pub fn body(self) -> Option<usize> {
        match self {
            Self::Body(body) => Some(body),
            _ => None,
        }
    }

    /// The document, where it is one.
    #[must_use]
    pub fn document(self) -> Option<usize> {
        match self {
            Self::Document(document) => Some(document),
            _ => None,
        }
    }
}
