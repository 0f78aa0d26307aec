//! The front page: what is coming, what is open for comments, what is new, and what somebody owes.

use serde::Serialize;

use super::body;
use super::frame::{Frame, Section, page};
use super::link::{Link, link};
use super::rows::{DecisionRow, DocumentRow, TaskRow, decision_row, decisions, document_row, task_row};
use super::{Draft, Family, Page, Where};
use crate::index::{DocumentState, Site, Subject};
use crate::model::{Date, Details, TimeRange};

/// The front page.
pub static FAMILY: Family = Family { name: "front", lies: Where::Below("index.html"), pages };

/// How many of each are shown; the lists have the rest.
const MEETINGS: usize = 5;
const DECISIONS: usize = 8;
const TASKS: usize = 8;

/// What the template gets.
#[derive(Serialize)]
struct View {
    as_of: Date,
    /// Whether `index.md` has a text, which is `html[0]`.
    intro: bool,
    upcoming: Vec<Upcoming>,
    comments: Vec<Comments>,
    minutes: Vec<DocumentRow>,
    decisions: Vec<DecisionRow>,
    tasks: Vec<TaskRow>,
    /// How many action items are open, and how many of them are late.
    open: usize,
    late: usize,
    mandates: Vec<DocumentRow>,
    counts: Counts,
    /// What the introduction is made from.
    body: String,
}

/// An announced meeting.
#[derive(Serialize)]
struct Upcoming {
    body: Link,
    date: Date,
    time: Option<TimeRange>,
    venue: Option<String>,
    note: Option<String>,
    announced: Link,
}

/// Minutes that are open for comments.
#[derive(Serialize)]
struct Comments {
    minutes: Link,
    until: Date,
}

/// How much there is of everything.
#[derive(Serialize)]
struct Counts {
    documents: usize,
    meetings: usize,
    decisions: usize,
    cases: usize,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    vec![Draft::new("/", || one(site)).with_words_of(site.find_document(""))]
}

fn one(site: &Site) -> Page<'_> {
    let intro = site.find_document("").filter(|n| site.shown(Subject::Document(*n)));
    let shown = |n: &usize| site.shown(Subject::Document(*n));
    let meetings: Vec<usize> = site.documents_of_type("referat").iter().copied().filter(shown).collect();
    let made = decisions(site);
    let open: Vec<TaskRow> = site.open_actions().into_iter().filter_map(|action| task_row(site, action, "/")).collect();
    let in_force =
        |n: &usize| matches!(site.entry(*n).document.details, Details::Mandate(_)) && site.entry(*n).state == DocumentState::InForce;
    let view = View {
        as_of: site.as_of,
        intro: intro.is_some(),
        upcoming: upcoming(site),
        comments: site
            .open_for_comments()
            .into_iter()
            .filter(|(_, n)| shown(n))
            .map(|(until, n)| Comments { minutes: link(site, Subject::Document(n)), until })
            .collect(),
        minutes: meetings.iter().take(MEETINGS).map(|n| document_row(site, *n)).collect(),
        decisions: made.iter().take(DECISIONS).filter_map(|n| decision_row(site, *n)).collect(),
        late: open.iter().filter(|task| task.late).count(),
        open: open.len(),
        tasks: open.into_iter().take(TASKS).collect(),
        mandates: site.shown_documents().filter(in_force).map(|n| document_row(site, n)).collect(),
        counts: Counts {
            documents: site.shown_documents().count(),
            meetings: meetings.len(),
            decisions: made.len(),
            cases: site.registers.cases.entries.len(),
        },
        body: intro.map_or_else(String::new, |document| body::fingerprint(site, document)),
    };
    let title = intro.map_or_else(|| site.config.title.clone(), |document| site.entry(document).title.clone());
    let mut frame = Frame::new(site, title, Section::None);
    if let Some(document) = intro {
        frame.code = site.document(document).text.has_code;
        frame.description = site.document(document).front.summary.as_ref().map(|summary| summary.value.clone());
    }
    let html =
        Box::new(move || intro.map_or_else(Vec::new, |document| body::pieces(site, document, "", &[site.document(document).text.span])));
    page(site, "/", "front.html", frame, view, Some(html))
}

fn upcoming(site: &Site) -> Vec<Upcoming> {
    let shown = site.upcoming_meetings().into_iter();
    let view = shown.map(|meeting| Upcoming {
        body: link(site, Subject::Body(meeting.body)),
        date: meeting.date,
        time: meeting.announced.time.as_ref().map(|time| time.value),
        venue: meeting.announced.venue.as_ref().map(|venue| venue.value.clone()),
        note: meeting.announced.note.as_ref().map(|note| note.value.clone()),
        announced: link(site, Subject::Document(meeting.document)),
    });
    view.collect()
}
