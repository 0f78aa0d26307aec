//! Rows of lists: documents, decisions and action items, as every list shows them.

use serde::Serialize;

use super::body;
use super::decision::{body_of, title as decision_title};
use super::frame::DocumentType;
use super::link::{Link, address, link, published, root, title};
use super::parts::{ActionRow, action_row};
use super::state::{self, State};
use crate::index::{Site, Subject};
use crate::model::{Date, Role};

/// A document in a list.
#[derive(Debug, Serialize)]
pub struct DocumentRow {
    /// Its title and page.
    pub document: Link,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: DocumentType,
    /// Its date.
    pub date: Option<Date>,
    /// Whether it counts.
    pub state: State,
    /// `sammendrag`.
    pub summary: Option<String>,
}

/// A decision in a list.
#[derive(Debug, Serialize)]
pub struct DecisionRow {
    /// Its id and page.
    pub decision: Link,
    /// What it is called.
    pub title: Option<String>,
    /// When it was made.
    pub date: Option<Date>,
    /// Who made it.
    pub body: Option<Link>,
    /// Whether it counts.
    pub state: State,
    /// The minutes, in whose language the title is.
    pub minutes: Link,
    /// The case it belongs to.
    pub case: Option<Link>,
}

/// An action item in a list.
#[derive(Debug, Serialize)]
pub struct TaskRow {
    /// Who, when, and how it stands.
    #[serde(flatten)]
    pub row: ActionRow,
    /// What is to be done, as HTML.
    pub text: String,
    /// The meeting it comes from, at its place; the text is in its language.
    pub minutes: Link,
    /// When the meeting was.
    pub date: Option<Date>,
    /// Open and past its day at the as-of date.
    pub late: bool,
}

/// A row for a document.
#[must_use]
pub fn document_row(site: &Site, document: usize) -> DocumentRow {
    let found = site.document(document);
    DocumentRow {
        document: link(site, Subject::Document(document)),
        kind: DocumentType::of(site, found.details.type_name()),
        date: site.date(document),
        state: state::document(site, site.entry(document).state),
        summary: found.front.summary.as_ref().map(|summary| body::tie(&summary.value).into_owned()),
    }
}

/// Rows for those documents of a list that the audience gets.
#[must_use]
pub fn document_rows(site: &Site, documents: impl IntoIterator<Item = usize>) -> Vec<DocumentRow> {
    let shown = documents.into_iter().filter(|document| site.shown(Subject::Document(*document)));
    shown.map(|document| document_row(site, document)).collect()
}

/// A row for a decision; none where the audience gets nothing of it.
#[must_use]
pub fn decision_row(site: &Site, decision: usize) -> Option<DecisionRow> {
    let entry = site.decisions.get(decision).filter(|_| published(site, Subject::Decision(decision)))?;
    let case = entry.item.and_then(|item| site.case_of_item(entry.document, item));
    let minutes = address(site, Subject::Document(entry.document));
    Some(DecisionRow {
        decision: link(site, Subject::Decision(decision)),
        title: decision_title(site, decision),
        date: entry.date,
        body: body_of(site, decision).map(|body| link(site, Subject::Body(body))),
        state: state::decision(site, entry.state),
        minutes: Link::to(title(site, Subject::Document(entry.document)), format!("{minutes}#{}", entry.id.slug()))
            .said_in(site, entry.document),
        case: case.map(|case| link(site, Subject::Case(case))),
    })
}

/// Every decision that the audience gets, the latest first.
#[must_use]
pub fn decisions(site: &Site) -> Vec<usize> {
    let mut decisions: Vec<usize> = (0..site.decisions.len()).filter(|n| published(site, Subject::Decision(*n))).collect();
    decisions.sort_by_key(|n| {
        let entry = site.decisions.get(*n);
        (std::cmp::Reverse(entry.and_then(|entry| entry.date)), std::cmp::Reverse(*n))
    });
    decisions
}

/// A row for an action item on the page at `url`; none where the audience gets nothing of its minutes.
#[must_use]
pub fn task_row(site: &Site, action: usize, url: &str) -> Option<TaskRow> {
    let entry = site.actions.get(action).filter(|entry| site.shown(Subject::Document(entry.document)))?;
    let text = site.action(action)?.text.as_ref().map_or("", |text| text.value.as_str());
    let nth = u16::try_from(entry.nth).unwrap_or(u16::MAX);
    let row = action_row(site, action, 0)?;
    let minutes = format!("{}#{}", address(site, Subject::Document(entry.document)), row.anchor);
    Some(TaskRow {
        text: body::line(site, entry.document, &root(url), text, Role::ActionText(nth)),
        minutes: Link::to(title(site, Subject::Document(entry.document)), minutes).said_in(site, entry.document),
        date: site.date(entry.document),
        late: site.overdue(action),
        row,
    })
}
