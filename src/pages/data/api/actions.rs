//! The list of action items. Whether one is late is for the reader to tell, from the day it is due.

use serde::Serialize;

use super::parts::{Party, action_id, case_id, item_url};
use crate::index::Subject;
use crate::model::{ActionStatus, Date, Due};
use crate::pages::data::reading::Reading;
use crate::pages::link::{address, published, target_address};
use crate::pages::parts::action_anchor;

/// An action item.
#[derive(Serialize)]
pub struct Action {
    id: String,
    url: String,
    text: String,
    status: &'static str,
    responsible: Vec<Party>,
    meeting_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agenda_item_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_in_url: Option<String>,
}

/// The action items that the audience gets, by their minutes, each with the meeting's day.
pub fn items(reading: &Reading<'_>) -> Vec<(Option<Date>, Action)> {
    let item = |n: &usize| Some((reading.site.date(reading.site.actions.get(*n)?.document), action(reading, *n)?));
    reading.actions.iter().filter_map(item).collect()
}

fn action(reading: &Reading<'_>, n: usize) -> Option<Action> {
    let site = reading.site;
    let entry = site.actions.get(n)?;
    let said = site.action(n)?;
    let held = site.date(entry.document);
    let minutes = address(site, Subject::Document(entry.document));
    let closed_in = site.closed_in(n).filter(|target| published(site, target.subject));
    Some(Action {
        id: action_id(site, entry.document, entry.nth),
        url: reading.url(&format!("{minutes}#{}", action_anchor(entry.nth))),
        text: reading.task_words(n),
        status: match site.action_status(n) {
            ActionStatus::Open => "open",
            ActionStatus::Closed => "closed",
            ActionStatus::Cancelled => "cancelled",
        },
        responsible: said.responsible.iter().map(|who| Party::of(site, who, held)).collect(),
        meeting_id: site.document(entry.document).id.to_string(),
        date: held,
        due_date: entry.due,
        due: said.due.as_ref().map(|due| match due.value {
            Due::On(_) => "date",
            Due::NextMeeting => "next_meeting",
            Due::Ongoing => "ongoing",
        }),
        agenda_item_url: item_url(reading, entry.document, entry.item),
        case_id: case_id(site, entry.document, entry.item),
        closed_in_url: closed_in.map(|target| reading.url(&target_address(site, target))),
    })
}
