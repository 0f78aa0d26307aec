//! The list of documents.

use serde::Serialize;

use super::parts::{Party, State, decision_id, organizations};
use crate::index::{Site, Subject, Visibility};
use crate::model::{Access, Date, Role};
use crate::pages::data::days;
use crate::pages::data::reading::Reading;
use crate::pages::link::{address, published, title};
use crate::pages::state;
use crate::pages::words::language;

/// A document.
#[derive(Serialize)]
pub struct Document {
    id: String,
    url: String,
    #[serde(rename = "type")]
    kind: String,
    title: String,
    language: String,
    access: &'static str,
    state: State,
    organization_ids: Vec<String>,
    topics: Vec<String>,
    attachments: Vec<Attachment>,
    replaces_ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    responsible: Option<Party>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adopted_by_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_reference: Option<String>,
}

/// An attachment that the audience gets.
#[derive(Serialize)]
struct Attachment {
    number: usize,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
}

/// The documents that the audience gets, by id, each with the day that decides its year.
pub fn items(reading: &Reading<'_>) -> Vec<(Option<Date>, Document)> {
    reading.site.shown_documents().map(|n| (reading.site.date(n), document(reading, n))).collect()
}

fn document(reading: &Reading<'_>, n: usize) -> Document {
    let site = reading.site;
    let found = site.document(n);
    let front = &found.front;
    let day = |field: &Option<crate::source::Spanned<Date>>| field.as_ref().map(|day| day.value);
    let adopted = site.adopted_by(n).filter(|decision| published(site, Subject::Decision(*decision)));
    Document {
        id: found.id.to_string(),
        url: reading.url(&address(site, Subject::Document(n))),
        kind: found.details.type_name().to_owned(),
        title: title(site, Subject::Document(n)),
        language: language(found, site).to_owned(),
        access: if site.access(n) == Access::Open { "open" } else { "internal" },
        state: State::of(reading, &state::document(site, site.entry(n).state)),
        organization_ids: organizations(site, site.bodies_of(n)),
        topics: front.topics.iter().map(|topic| topic.value.clone()).collect(),
        attachments: attachments(reading, n),
        replaces_ids: replaces(site, n),
        date: site.date(n),
        updated: days::of_document(site, n),
        summary: front.summary.as_ref().map(|summary| summary.value.clone()),
        responsible: found.responsible().map(|who| Party::of(site, &who, site.date(n))),
        adopted_by_id: adopted.and_then(|decision| decision_id(site, decision)),
        start_date: day(&front.valid_from),
        end_date: day(&front.valid_to),
        review_date: day(&front.review),
        archive_reference: front.archive_ref.as_ref().map(|reference| reference.value.clone()),
    }
}

fn attachments(reading: &Reading<'_>, n: usize) -> Vec<Attachment> {
    let whole = |file: &crate::pages::parts::File| site_shows(reading.site, n, file.number);
    let files = crate::pages::parts::files(reading.site, n).into_iter().filter(whole);
    let attachment = |file: crate::pages::parts::File| Attachment {
        number: file.number,
        name: file.link.words,
        role: file.role,
        url: file.link.url.map(|url| reading.url(&url)),
        size: file.size,
    };
    files.map(attachment).collect()
}

fn site_shows(site: &Site, n: usize, number: usize) -> bool {
    number.checked_sub(1).is_some_and(|nth| site.attachment_visibility(n, nth) == Visibility::Full)
}

fn replaces(site: &Site, n: usize) -> Vec<String> {
    let targets = site.references_as(n, Role::ReplacesDocument).filter_map(|reference| reference.target()?.subject.document());
    targets.filter(|n| site.shown(Subject::Document(*n))).map(|n| site.document(n).id.to_string()).collect()
}
