//! Meetings past and coming, and every day that something is due: comments, action items, reviews.

use std::sync::Arc;

use serde::Serialize;

use super::frame::{Frame, Section, page};
use super::link::{Link, link, published};
use super::rows::{TaskRow, task_row};
use super::shelf::{Choice, MANY, mark};
use super::state::{self, State};
use super::{Draft, Family, Page, Where};
use crate::index::{DocumentState, Site, Subject};
use crate::model::{Date, TimeRange};

/// The calendar.
pub static FAMILY: Family = Family { name: "calendar", lies: Where::Below("kalender"), pages };

const URL: &str = "/kalender/";

/// What the template gets.
#[derive(Serialize)]
struct View {
    as_of: Date,
    coming: Vec<Entry>,
    /// How many action items are past their day.
    late: usize,
    /// Documents in force that should have been reviewed.
    overdue: Vec<(Link, Date)>,
    /// The meetings held, by year.
    years: Vec<Year>,
    /// The year that this page is limited to.
    year: Option<i16>,
    /// The pages of every year, where there are too many meetings for one.
    split: Vec<Choice>,
}

/// What the template gets for a year gone by, where there are too many meetings for one page.
#[derive(Serialize)]
struct Past {
    /// The year.
    year: Option<i16>,
    /// Its meetings.
    years: Vec<Year>,
    /// The pages of every year.
    split: Vec<Choice>,
}

/// A day that something happens.
#[derive(Serialize)]
struct Entry {
    date: Date,
    /// `meeting`, `comments`, `action`, `review`, `ends`: the key of its words.
    kind: &'static str,
    what: Option<Link>,
    time: Option<TimeRange>,
    venue: Option<String>,
    note: Option<String>,
    /// The minutes that announce it.
    announced: Option<Link>,
    task: Option<TaskRow>,
}

/// The meetings held in a year.
#[derive(Serialize)]
struct Year {
    year: i16,
    meetings: Vec<Meeting>,
}

/// A meeting held.
#[derive(Serialize)]
struct Meeting {
    date: Date,
    minutes: Link,
    bodies: Vec<Link>,
    decisions: usize,
    state: State,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let mut years = held(site);
    let long = years.iter().map(|(_, meetings)| meetings.len()).sum::<usize>() > MANY;
    let latest = years.first().map(|(year, _)| *year);
    let address = |year: i16| if Some(year) == latest { URL.to_owned() } else { format!("{URL}{year:04}/") };
    let part = |(year, meetings): &(i16, Vec<usize>)| Choice::new(year.to_string(), address(*year), meetings.len());
    let split: Arc<[Choice]> = years.iter().filter(|_| long).map(part).collect();
    let earlier = if long { years.split_off(years.len().min(1)) } else { Vec::new() };
    let parts = Arc::clone(&split);
    let mut pages = vec![Draft::new(URL, move || now(site, &years, &parts)).without_words()];
    for (year, meetings) in earlier {
        let (url, split) = (address(year), Arc::clone(&split));
        pages.push(Draft::new(&url.clone(), move || past(site, &url, year, &meetings, &split)).without_words());
    }
    pages
}

fn now<'s>(site: &'s Site, years: &[(i16, Vec<usize>)], split: &[Choice]) -> Page<'s> {
    let mut coming = coming(site);
    coming.sort_by_key(|entry| (entry.date, entry.kind));
    let view = View {
        as_of: site.as_of,
        coming,
        late: site
            .open_actions()
            .into_iter()
            .filter(|action| site.overdue(*action))
            .filter_map(|action| task_row(site, action, URL))
            .count(),
        overdue: reviews(site).filter(|(_, day)| *day < site.as_of).map(|(n, day)| (link(site, Subject::Document(n)), day)).collect(),
        years: years.iter().map(|(year, meetings)| Year::of(site, *year, meetings)).collect(),
        year: None,
        split: mark(split, URL),
    };
    let mut frame = Frame::new(site, "", Section::Meetings);
    frame.top = true;
    page(site, URL, "calendar.html", frame, view, None)
}

fn past<'s>(site: &'s Site, url: &str, year: i16, meetings: &[usize], split: &[Choice]) -> Page<'s> {
    let view = Past { year: Some(year), years: vec![Year::of(site, year, meetings)], split: mark(split, url) };
    page(site, url, "calendar.html", Frame::new(site, year.to_string(), Section::Meetings), view, None)
}

fn coming(site: &Site) -> Vec<Entry> {
    let entry = |date, kind, what| Entry { date, kind, what, time: None, venue: None, note: None, announced: None, task: None };
    let shown = |document: usize| site.shown(Subject::Document(document));
    let mut coming = Vec::new();
    for meeting in site.upcoming_meetings() {
        coming.push(Entry {
            time: meeting.announced.time.as_ref().map(|time| time.value),
            venue: meeting.announced.venue.as_ref().map(|venue| venue.value.clone()),
            note: meeting.announced.note.as_ref().map(|note| note.value.clone()),
            announced: Some(link(site, Subject::Document(meeting.document))),
            ..entry(meeting.date, "meeting", Some(link(site, Subject::Body(meeting.body))))
        });
    }
    for (until, document) in site.open_for_comments().into_iter().filter(|(_, document)| shown(*document)) {
        coming.push(entry(until, "comments", Some(link(site, Subject::Document(document)))));
    }
    for action in site.open_actions() {
        if let Some(due) = site.actions.get(action).and_then(|entry| entry.due).filter(|due| *due >= site.as_of) {
            coming.extend(task_row(site, action, URL).map(|task| Entry { task: Some(task), ..entry(due, "action", None) }));
        }
    }
    for (document, day) in reviews(site).filter(|(_, day)| *day >= site.as_of) {
        coming.push(entry(day, "review", Some(link(site, Subject::Document(document)))));
    }
    for document in site.shown_documents().filter(|n| site.entry(*n).state == DocumentState::InForce) {
        if let Some(day) = site.document(document).front.valid_to.as_ref().map(|day| day.value).filter(|day| *day >= site.as_of) {
            coming.push(entry(day, "ends", Some(link(site, Subject::Document(document)))));
        }
    }
    coming
}

/// Documents that still count, with the day they are to be reviewed.
pub(super) fn reviews(site: &Site) -> impl Iterator<Item = (usize, Date)> {
    let counts = |document: &usize| {
        let state = site.entry(*document).state;
        matches!(state, DocumentState::InForce | DocumentState::Published | DocumentState::NotYet { .. })
    };
    let day = |document: usize| Some((document, site.document(document).front.review.as_ref()?.value));
    site.shown_documents().filter(counts).filter_map(day)
}

/// Meetings with minutes that the audience gets, by year, the latest first.
fn held(site: &Site) -> Vec<(i16, Vec<usize>)> {
    let mut years: Vec<(i16, Vec<usize>)> = Vec::new();
    for &document in site.documents_of_type("referat") {
        let shown = site.shown(Subject::Document(document)) && !site.document(document).front.template;
        let Some(date) = site.date(document).filter(|_| shown) else { continue };
        match years.last_mut().filter(|(year, _)| *year == date.year()) {
            Some((_, meetings)) => meetings.push(document),
            None => years.push((date.year(), vec![document])),
        }
    }
    years
}

impl Year {
    fn of(site: &Site, year: i16, meetings: &[usize]) -> Self {
        let meeting = |document: usize| {
            Some(Meeting {
                date: site.date(document)?,
                minutes: link(site, Subject::Document(document)),
                bodies: site.bodies_of(document).iter().map(|body| link(site, Subject::Body(*body))).collect(),
                decisions: site.decisions_in(document).iter().filter(|decision| published(site, Subject::Decision(**decision))).count(),
                state: state::document(site, site.entry(document).state),
            })
        };
        Self { year, meetings: meetings.iter().filter_map(|document| meeting(*document)).collect() }
    }
}
