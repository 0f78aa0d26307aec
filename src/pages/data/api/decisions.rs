//! The list of decisions: what Popolo calls motions. A decision whose text is withheld is listed with what the audience gets of it.

use serde::Serialize;

use super::parts::{State, case_id, decision_id, decision_ids, item_url, organizations};
use crate::index::{LinkKind, Subject};
use crate::model::{Date, Votes};
use crate::pages::data::days;
use crate::pages::data::reading::Reading;
use crate::pages::decision::{body_of, title};
use crate::pages::link::address;
use crate::pages::state;

/// A decision.
#[derive(Serialize)]
pub struct Decision {
    id: String,
    identifier: String,
    url: String,
    state: State,
    withheld: bool,
    meeting_id: String,
    document_ids: Vec<String>,
    replaces_ids: Vec<String>,
    repeals_ids: Vec<String>,
    amends_ids: Vec<String>,
    amended_by_ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agenda_item_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legal_basis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vote: Option<Vote>,
}

/// How the vote fell, with the options' names as in Popolo.
#[derive(Serialize)]
struct Vote {
    unanimous: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    counts: Vec<Count>,
}

/// How many voted so.
#[derive(Serialize)]
struct Count {
    option: &'static str,
    value: u32,
}

impl Vote {
    fn of(votes: Votes) -> Self {
        match votes {
            Votes::Unanimous => Self { unanimous: true, counts: Vec::new() },
            Votes::Counted { yes, no, abstained } => Self {
                unanimous: false,
                counts: [("yes", yes), ("no", no), ("abstain", abstained)].map(|(option, value)| Count { option, value }).into(),
            },
        }
    }
}

/// The decisions that the audience gets, by id, each with the day that decides its year.
pub fn items(reading: &Reading<'_>) -> Vec<(Option<Date>, Decision)> {
    let mut places = reading.decisions.clone();
    places.sort_unstable();
    let item = |n: usize| Some((reading.site.decisions.get(n)?.date, decision(reading, n)?));
    places.into_iter().filter_map(item).collect()
}

fn decision(reading: &Reading<'_>, n: usize) -> Option<Decision> {
    let site = reading.site;
    let entry = site.decisions.get(n)?;
    let said = site.decision(n)?;
    let html = Some(reading.decision_html(n)).filter(|html| !html.is_empty());
    let acts = |kind| decision_ids(site, site.acts_on(n).iter().filter(|step| step.kind == kind).map(|step| step.earlier));
    let mut amending: Vec<usize> = site.acted_on_by(n).iter().filter(|step| step.kind == LinkKind::Amends).map(|step| step.later).collect();
    amending.dedup();
    let documents = if said.exempt { Vec::new() } else { site.covers(n) };
    let documents = documents.into_iter().filter(|n| site.shown(Subject::Document(*n)));
    Some(Decision {
        id: decision_id(site, n)?,
        identifier: entry.id.to_string(),
        url: reading.url(&address(site, Subject::Decision(n))),
        state: State::of(reading, &state::decision(site, entry.state)),
        withheld: said.exempt,
        meeting_id: site.document(entry.document).id.to_string(),
        document_ids: documents.map(|n| site.document(n).id.to_string()).collect(),
        replaces_ids: acts(LinkKind::Replaces),
        repeals_ids: acts(LinkKind::Repeals),
        amends_ids: acts(LinkKind::Amends),
        amended_by_ids: decision_ids(site, amending.into_iter()),
        name: title(site, n),
        text: html.map(|_| reading.decision_words(n)),
        text_html: html.map(str::to_owned),
        date: entry.date,
        updated: days::of_decision(site, n),
        start_date: site.first_day(n),
        end_date: site.last_day(n),
        organization_id: body_of(site, n).and_then(|body| organizations(site, &[body]).pop()),
        agenda_item_url: item_url(reading, entry.document, entry.item),
        case_id: case_id(site, entry.document, entry.item),
        legal_basis: said.basis.as_ref().map(|basis| basis.value.clone()),
        vote: said.votes.as_ref().map(|votes| Vote::of(votes.value)),
    })
}
