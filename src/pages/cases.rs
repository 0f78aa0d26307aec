//! Cases: the way through the bodies in time order, with what happened each time.

use serde::Serialize;

use super::body;
use super::cited::{Cited, Kind, cited_but};
use super::frame::{Frame, Section, page};
use super::link::{Link, address, link, title};
use super::rows::{DecisionRow, TaskRow, decision_row, task_row};
use super::{Draft, Family, Page, Where, of_register};
use crate::index::{Site, Subject};
use crate::model::{ActionStatus, Date};

/// The pages of cases.
pub static FAMILY: Family = Family { name: "cases", lies: Where::Below("sak"), pages };

/// What the template of one case gets.
#[derive(Serialize)]
struct View {
    summary: Option<String>,
    treatments: Vec<Treatment>,
    /// How many action items of the case are open.
    open: usize,
    cited: Cited,
}

/// One time the case was treated.
#[derive(Serialize)]
struct Treatment {
    anchor: String,
    date: Option<Date>,
    bodies: Vec<Link>,
    item: Link,
    /// The beginning of what the minutes say, as HTML without markup.
    excerpt: String,
    decisions: Vec<DecisionRow>,
    tasks: Vec<TaskRow>,
}

/// What the template of the list gets.
#[derive(Serialize)]
struct List {
    rows: Vec<Row>,
}

/// A case in the list.
#[derive(Serialize)]
struct Row {
    case: Link,
    summary: Option<String>,
    treatments: usize,
    first: Option<Date>,
    latest: Option<Date>,
    open: usize,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let drafts = of_register(site, site.registers.cases.entries.len(), Subject::Case, one, ("/sak/", list));
    // The list comes after the cases, and is none of them.
    let treated = |case| shown(site, case).map(|(document, _)| document);
    drafts.into_iter().enumerate().map(|(case, draft)| draft.with_words_of(treated(case))).collect()
}

fn list(site: &Site) -> Page<'_> {
    let row = |case| {
        let treated: Vec<(usize, usize)> = shown(site, case).collect();
        let dates = || treated.iter().filter_map(|(document, _)| site.date(*document));
        let tasks = treated.iter().flat_map(|(document, item)| site.actions_of_item(*document, *item));
        Row {
            case: link(site, Subject::Case(case)),
            summary: summary(site, case),
            treatments: treated.len(),
            first: dates().min(),
            latest: dates().max(),
            open: tasks.filter(|n| site.action_status(**n) == ActionStatus::Open).count(),
        }
    };
    let mut rows: Vec<Row> = (0..site.registers.cases.entries.len()).map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.latest));
    let mut frame = Frame::new(site, "", Section::Cases);
    frame.top = true;
    page(site, "/sak/", "cases.html", frame, List { rows }, None)
}

fn summary(site: &Site, case: usize) -> Option<String> {
    site.case(case).summary.as_ref().map(|summary| summary.value.clone())
}

/// The agenda items that treated a case and that the audience gets: document and item.
fn shown(site: &Site, case: usize) -> impl Iterator<Item = (usize, usize)> {
    let there = |(document, item): &(usize, usize)| {
        site.shown(Subject::Document(*document)) && site.document(*document).text.items.get(*item).is_some()
    };
    site.treatments(case).iter().copied().filter(there)
}

fn one(site: &Site, case: usize) -> Page<'_> {
    let url = address(site, Subject::Case(case));
    let view = view(site, case, &url);
    let mut frame = Frame::new(site, title(site, Subject::Case(case)), Section::Cases);
    frame.description.clone_from(&view.summary);
    page(site, &url, "case.html", frame, view, None)
}

fn view(site: &Site, case: usize, url: &str) -> View {
    let treatments: Vec<Treatment> = shown(site, case).filter_map(|(document, item)| treatment(site, document, item, url)).collect();
    View {
        summary: summary(site, case),
        open: treatments.iter().flat_map(|treatment| &treatment.tasks).filter(|task| task.row.state == "open").count(),
        treatments,
        cited: cited_but(site, Subject::Case(case), &[Kind::Case]),
    }
}

fn treatment(site: &Site, document: usize, item: usize, url: &str) -> Option<Treatment> {
    let found = site.document(document).text.items.get(item)?;
    let minutes = address(site, Subject::Document(document));
    let bodies = match site.body_of_item(document, item) {
        Some(body) => vec![body],
        None => site.bodies_of(document).to_vec(),
    };
    let date = site.date(document);
    Some(Treatment {
        anchor: format!("_{}-{}", date.map_or_else(String::new, |date| date.to_string()), found.anchor),
        date,
        bodies: bodies.into_iter().map(|body| link(site, Subject::Body(body))).collect(),
        item: Link::to(found.title.clone(), format!("{minutes}#{}", found.anchor)).said_in(site, document),
        excerpt: body::excerpt(site, document, found.content),
        decisions: site.decisions_of_item(document, item).iter().filter_map(|n| decision_row(site, *n)).collect(),
        tasks: site.actions_of_item(document, item).iter().filter_map(|n| task_row(site, *n, url)).collect(),
    })
}
