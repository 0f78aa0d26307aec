//! The list of meetings: those held, which are known by their minutes, and those announced, which are known by body and day.

use serde::Serialize;

use super::parts::{Party, State, action_id, case_id, decision_ids, item_url, organizations};
use crate::index::{Subject, Upcoming};
use crate::model::{Attendee, Date, Minutes, TimeRange};
use crate::pages::data::reading::Reading;
use crate::pages::link::{address, title};
use crate::pages::state;

/// A meeting.
#[derive(Serialize)]
pub struct Meeting {
    id: String,
    name: String,
    url: String,
    /// `held` or `announced`.
    status: &'static str,
    organization_ids: Vec<String>,
    /// A day, or a day and the local time.
    start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes_state: Option<State>,
    #[serde(skip_serializing_if = "Option::is_none")]
    announced_in_id: Option<String>,
    attendees: Vec<Attending>,
    agenda: Vec<AgendaItem>,
}

/// Somebody at a meeting, or who should have been.
#[derive(Serialize)]
struct Attending {
    #[serde(flatten)]
    who: Party,
    /// `present`, `absent`, `guest`.
    attendance: &'static str,
    /// Whether they led the meeting, or wrote the minutes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    duties: Vec<&'static str>,
}

/// An agenda item.
#[derive(Serialize)]
struct AgendaItem {
    number: String,
    name: String,
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case_id: Option<String>,
    decision_ids: Vec<String>,
    action_item_ids: Vec<String>,
}

/// The meetings that the audience may know of, each with its day.
pub fn items(reading: &Reading<'_>) -> Vec<(Option<Date>, Meeting)> {
    let site = reading.site;
    let held = site.shown_documents().filter_map(|n| {
        let document = site.document(n);
        let (minutes, day) = document.minutes().zip(site.date(n)).filter(|_| !document.front.template)?;
        Some((Some(day), held(reading, n, minutes, day)))
    });
    let announced = site.upcoming_meetings().into_iter();
    held.chain(announced.map(|meeting| (Some(meeting.date), announcement(reading, &meeting)))).collect()
}

/// Start and end as days, or as days with the time.
fn times(day: Date, last: Option<Date>, time: Option<TimeRange>) -> (String, Option<String>) {
    let at = |day: Date, minutes: u16| {
        let (day, minutes) = if minutes < 24 * 60 { (day, minutes) } else { (day.tomorrow().unwrap_or(day), minutes - 24 * 60) };
        format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60)
    };
    match time {
        Some(time) => (at(day, time.from), time.to.map(|to| at(last.unwrap_or(day), to))),
        None => (day.to_string(), last.map(|last| last.to_string())),
    }
}

fn held(reading: &Reading<'_>, n: usize, minutes: &Minutes, day: Date) -> Meeting {
    let site = reading.site;
    let (start_date, end_date) = times(day, minutes.date_to.as_ref().map(|last| last.value), minutes.time.as_ref().map(|time| time.value));
    let agenda = site.document(n).text.items.iter().enumerate().map(|(item, found)| AgendaItem {
        number: found.label(),
        name: found.title.clone(),
        url: item_url(reading, n, Some(item)),
        organization_id: site.body_of_item(n, item).and_then(|body| organizations(site, &[body]).pop()),
        case_id: case_id(site, n, Some(item)),
        decision_ids: decision_ids(site, site.decisions_of_item(n, item).iter().copied()),
        action_item_ids: site
            .actions_of_item(n, item)
            .iter()
            .filter_map(|action| Some(action_id(site, n, site.actions.get(*action)?.nth)))
            .collect(),
    });
    Meeting {
        id: site.document(n).id.to_string(),
        name: title(site, Subject::Document(n)),
        url: reading.url(&address(site, Subject::Document(n))),
        status: "held",
        organization_ids: organizations(site, site.bodies_of(n)),
        start_date,
        end_date,
        location: minutes.venue.as_ref().map(|venue| venue.value.clone()),
        description: None,
        minutes_state: Some(State::of(reading, &state::document(site, site.entry(n).state))),
        announced_in_id: None,
        attendees: attendees(reading, minutes, day),
        agenda: agenda.collect(),
    }
}

fn announcement(reading: &Reading<'_>, meeting: &Upcoming<'_>) -> Meeting {
    let site = reading.site;
    let announced = meeting.announced;
    let (start_date, end_date) = times(meeting.date, None, announced.time.as_ref().map(|time| time.value));
    let body = Subject::Body(meeting.body);
    Meeting {
        id: format!("{}/{}", site.body(meeting.body).id.value, meeting.date),
        name: format!("{}: {}", title(site, body), reading.words.meeting),
        url: reading.url(&address(site, body)),
        status: "announced",
        organization_ids: organizations(site, &[meeting.body]),
        start_date,
        end_date,
        location: announced.venue.as_ref().map(|venue| venue.value.clone()),
        description: announced.note.as_ref().map(|note| note.value.clone()),
        minutes_state: None,
        announced_in_id: Some(site.document(meeting.document).id.to_string()),
        attendees: Vec::new(),
        agenda: Vec::new(),
    }
}

fn attendees(reading: &Reading<'_>, minutes: &Minutes, day: Date) -> Vec<Attending> {
    let site = reading.site;
    let duties = |attendee: &Attendee| {
        let does = |who: &Option<crate::model::Who>| who.as_ref().is_some_and(|who| who.id().is_some() && who.id() == attendee.who.id());
        let duties = [(does(&minutes.chair), "chair"), (does(&minutes.secretary), "secretary")];
        duties.into_iter().filter_map(|(does, duty)| does.then_some(duty)).collect()
    };
    let groups = [("present", &minutes.present), ("absent", &minutes.absent), ("guest", &minutes.guests)];
    let attending = groups.into_iter().flat_map(|(attendance, list)| list.iter().map(move |attendee| (attendance, attendee)));
    attending
        .map(|(attendance, attendee)| {
            let mut who = Party::of(site, &attendee.who, Some(day));
            if let Some(role) = &attendee.role {
                who.role = Some(role.value.clone());
            }
            Attending { who, attendance, duties: duties(attendee) }
        })
        .collect()
}
