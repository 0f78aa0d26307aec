//! The decision register and the action items as tables, beside the pages that show them.
//!
//! Where there are many rows, the table beside the list holds what the list holds and every year has one of its own, so that one edit
//! never rewrites a huge file.

use std::collections::BTreeMap;

use super::api::Other;
use super::csv::{Manner, write};
use super::reading::Reading;
use crate::index::{LinkKind, Site, Subject};
use crate::model::{ActionStatus, AgendaItem, Date, Due};
use crate::output::Output;
use crate::pages::decision::{body_of, title as decision_title};
use crate::pages::link::{address, published, somebody, title};
use crate::pages::parts::action_anchor;
use crate::pages::shelf::MANY;

/// The addresses of a table in a folder: for programs, for spreadsheets.
pub fn names(folder: &str, name: &str) -> [String; 2] {
    [format!("{folder}{name}.csv"), format!("{folder}{name}-excel.csv")]
}

/// Writes the tables; gives back which there are.
pub fn files(reading: &Reading<'_>, output: &mut Output) -> Vec<Other> {
    let mut others = Vec::new();
    let decisions: Vec<Row> = reading.decisions.iter().filter_map(|n| decision(reading, *n)).collect();
    let latest = decisions.iter().filter_map(|row| row.year).max();
    let columns = reading.words.decision_columns;
    table(reading, ("/vedtak/", "vedtak"), &columns, &decisions, |row| row.year == latest, output, &mut others);
    let actions: Vec<Row> = reading.actions.iter().filter_map(|n| action(reading, *n)).collect();
    table(reading, ("/oppfolging/", "oppfolging"), &reading.words.action_columns, &actions, |row| row.open, output, &mut others);
    others
}

/// A row, and what decides which tables it is in.
struct Row {
    year: Option<i16>,
    open: bool,
    cells: Vec<String>,
}

/// The table beside the list, with every row or where there are many those that are `current`; and one for each year.
fn table(
    reading: &Reading<'_>,
    (folder, name): (&str, &str),
    columns: &[&str],
    rows: &[Row],
    current: impl Fn(&Row) -> bool,
    output: &mut Output,
    others: &mut Vec<Other>,
) {
    let cells = |row: &Row| row.cells.clone();
    let split = rows.len() > MANY;
    let mut put = |folder: &str, year: Option<i16>, rows: &[Vec<String>]| {
        for (url, manner) in names(folder, name).into_iter().zip([Manner::Programs, Manner::Spreadsheets]) {
            output.put(super::path(&url), write(columns, rows, manner));
            let name = url.rsplit('/').next().unwrap_or_default().to_owned();
            others.push(Other { name, url: reading.url(&url), organization_id: None, year });
        }
    };
    put(folder, None, &rows.iter().filter(|row| !split || current(row)).map(cells).collect::<Vec<_>>());
    let mut years: BTreeMap<i16, Vec<Vec<String>>> = BTreeMap::new();
    for row in rows {
        if let Some(year) = row.year {
            years.entry(year).or_default().push(cells(row));
        }
    }
    for (year, rows) in years {
        put(&format!("{folder}ar/{year:04}/"), Some(year), &rows);
    }
}

fn decision(reading: &Reading<'_>, decision: usize) -> Option<Row> {
    let site = reading.site;
    let entry = site.decisions.get(decision)?;
    let said = site.decision(decision)?;
    let item = item(site, entry.document, entry.item);
    let by = |kind| ids(site, site.acted_on_by(decision).iter().filter(|step| step.kind == kind).map(|step| step.later));
    let text = if said.exempt { reading.words.withheld.to_owned() } else { reading.decision_words(decision) };
    let cells = vec![
        entry.id.to_string(),
        decision_title(site, decision).unwrap_or_default(),
        text,
        day(entry.date),
        body_of(site, decision).map_or_else(String::new, |body| title(site, Subject::Body(body))),
        reading.words.decision_state(entry.state).to_owned(),
        day(site.first_day(decision)),
        day(site.last_day(decision)),
        said.basis.as_ref().map_or_else(String::new, |basis| basis.value.clone()),
        item.map_or_else(String::new, AgendaItem::label),
        case(site, entry.document, entry.item),
        ids(site, site.acts_on(decision).iter().filter(|step| step.kind == LinkKind::Replaces).map(|step| step.earlier)),
        by(LinkKind::Replaces),
        reading.url(&address(site, Subject::Decision(decision))),
        by(LinkKind::Repeals),
        by(LinkKind::Amends),
    ];
    Some(Row { year: entry.date.map(Date::year), open: false, cells })
}

fn action(reading: &Reading<'_>, action: usize) -> Option<Row> {
    let site = reading.site;
    let entry = site.actions.get(action)?;
    let said = site.action(action)?;
    let minutes = Subject::Document(entry.document);
    let held = site.date(entry.document);
    let names = said.responsible.iter().map(|who| somebody(site, who, held).name.words).filter(|name| !name.is_empty());
    let [open, closed, cancelled] = reading.words.action_states;
    let status = site.action_status(action);
    let state = match status {
        ActionStatus::Open => open,
        ActionStatus::Closed => closed,
        ActionStatus::Cancelled => cancelled,
    };
    let [next, ongoing] = reading.words.deadlines;
    let due = match (entry.due, said.due.as_ref().map(|due| due.value)) {
        (Some(due), _) => due.to_string(),
        (None, Some(Due::NextMeeting)) => next.to_owned(),
        (None, Some(Due::Ongoing)) => ongoing.to_owned(),
        _ => String::new(),
    };
    let item_body = entry.item.and_then(|item| site.body_of_item(entry.document, item));
    let bodies = item_body.map_or_else(|| site.bodies_of(entry.document).to_vec(), |body| vec![body]);
    let closed_on = site.closed_in(action).filter(|_| status == ActionStatus::Closed);
    let closed_on = closed_on.filter(|target| published(site, target.subject)).and_then(|target| site.date(target.subject.document()?));
    let cells = vec![
        reading.task_words(action),
        names.collect::<Vec<_>>().join(", "),
        due,
        state.to_owned(),
        day(held),
        bodies.iter().map(|body| title(site, Subject::Body(*body))).collect::<Vec<_>>().join(", "),
        item(site, entry.document, entry.item).map_or_else(String::new, AgendaItem::label),
        case(site, entry.document, entry.item),
        day(closed_on),
        title(site, minutes),
        reading.url(&format!("{}#{}", address(site, minutes), action_anchor(entry.nth))),
    ];
    Some(Row { year: held.map(Date::year), open: status == ActionStatus::Open, cells })
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

fn item(site: &Site, document: usize, item: Option<usize>) -> Option<&AgendaItem> {
    site.document(document).text.items.get(item?)
}

fn case(site: &Site, document: usize, item: Option<usize>) -> String {
    let case = item.and_then(|item| site.case_of_item(document, item));
    case.map_or_else(String::new, |case| title(site, Subject::Case(case)))
}

/// The ids of those decisions that the audience gets.
fn ids(site: &Site, decisions: impl Iterator<Item = usize>) -> String {
    let shown = decisions.filter(|n| published(site, Subject::Decision(*n)));
    shown.filter_map(|n| Some(site.decisions.get(n)?.id.to_string())).collect::<Vec<_>>().join(", ")
}
