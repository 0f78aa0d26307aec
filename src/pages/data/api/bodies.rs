//! The list of bodies: what Popolo calls organizations, with their memberships.

use serde::Serialize;

use super::parts::Party;
use crate::index::{Site, Subject};
use crate::model::{Date, Membership};
use crate::pages::data::reading::Reading;
use crate::pages::data::{events, feeds};
use crate::pages::link::{address, party, title};

/// A body.
#[derive(Serialize)]
pub struct Body {
    id: String,
    name: String,
    url: String,
    calendar_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    founding_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dissolution_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quorum: Option<u32>,
    memberships: Vec<Seat>,
}

/// A seat. A day that only the month or year is known of is that period's first, or last.
#[derive(Serialize)]
struct Seat {
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<Party>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deputy_for: Option<String>,
    voting_right: bool,
}

/// Every body, in the order of the register.
pub fn items(reading: &Reading<'_>) -> Vec<Body> {
    (0..reading.site.registers.bodies.entries.len()).map(|n| body(reading, n)).collect()
}

fn body(reading: &Reading<'_>, n: usize) -> Body {
    let site = reading.site;
    let found = site.body(n);
    let page = address(site, Subject::Body(n));
    Body {
        id: found.id.value.clone(),
        name: title(site, Subject::Body(n)),
        url: reading.url(&page),
        calendar_url: reading.url(&events::of_body(&page)),
        feed_url: (!site.config.base_url.is_empty()).then(|| reading.url(&feeds::of_body(&page))),
        code: found.code.as_ref().map(|code| code.value.clone()),
        parent_id: found.parent.as_ref().filter(|parent| site.find_body(&parent.value).is_some()).map(|parent| parent.value.clone()),
        founding_date: found.established.as_ref().map(|day| day.value),
        dissolution_date: found.dissolved.as_ref().map(|day| day.value),
        quorum: found.quorum.as_ref().map(|quorum| quorum.value),
        memberships: found.members.iter().map(|member| seat(site, member)).collect(),
    }
}

fn seat(site: &Site, member: &Membership) -> Seat {
    let from = member.from.as_ref().map(|from| from.value.from);
    Seat {
        person: member.person.as_ref().map(|who| Party::of(site, who, from)),
        role: member.role.as_ref().map(|role| role.value.clone()),
        start_date: from,
        end_date: member.to.as_ref().map(|to| to.value.to),
        deputy_for: member.deputy_for.as_ref().map(|id| party(site, &id.value).words),
        voting_right: member.has_vote(),
    }
}
