//! Action items: what is open, the late ones first; what is late; what is closed; and all of it by body, year and who is responsible.
//!
//! A long list shows what is late and its latest year, and leads to the others, so that one edit never rewrites a huge page.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::frame::{Frame, Section, page};
use super::grouped::grouped;
use super::link::{address, title};
use super::rows::{TaskRow, task_row};
use super::shelf::{Choice, MANY, Shelf, mark, shelves};
use super::{Draft, Family, Page, Where, order};
use crate::index::{Site, Subject};
use crate::model::{ActionStatus, Date};

/// The pages of action items.
pub static FAMILY: Family = Family { name: "actions", lies: Where::Below("oppfolging"), pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    /// The day that lateness is told for; nothing where all are closed.
    as_of: Option<Date>,
    /// What this page is limited to: `open`, `late`, `done`, `body`, `year`, `responsible`.
    limit: &'static str,
    /// The name of the body or of who is responsible, or the year.
    of: Option<String>,
    /// The year of a part of a long list.
    year: Option<i16>,
    /// What is past its day.
    late: Vec<TaskRow>,
    /// What is open and not late.
    rows: Vec<TaskRow>,
    /// What is closed or cancelled, the latest first.
    done: Vec<TaskRow>,
    /// The pages by state: `open`, `late` and `done`.
    states: Vec<Choice>,
    /// The pages by body.
    bodies: Vec<Choice>,
    /// The pages by year of the meeting.
    years: Vec<Choice>,
    /// The pages by who is responsible; of very many on the page of all open items alone.
    responsible: Vec<Choice>,
    /// Where very many are responsible: the page that lists them, and how many they are.
    all_responsible: Option<Choice>,
    /// The years of this page's own list, where it is too long for one page.
    split: Vec<Choice>,
}

const OPEN: &str = "/oppfolging/";
const LATE: &str = "/oppfolging/over-fristen/";
const DONE: &str = "/oppfolging/lukket/";

/// The action items that somebody answers for.
#[must_use]
pub fn responsible_url(site: &Site, subject: Subject) -> String {
    let page = address(site, subject);
    let id = page.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    format!("/oppfolging/ansvarlig/{id}/")
}

/// The lists that the action items are cut into.
struct Parts {
    states: [Choice; 3],
    bodies: Vec<Choice>,
    years: Vec<Choice>,
    responsible: Vec<Choice>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let (open, done) = lists(site);
    let all: Vec<usize> = open.iter().chain(&done).copied().collect();
    let year = |n: usize| site.actions.get(n).and_then(|entry| site.date(entry.document)).map(Date::year);
    let mut by_body: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_year: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for &n in &all {
        for &body in site.actions.get(n).map_or(&[][..], |entry| site.bodies_of(entry.document)) {
            by_body.entry(body).or_default().push(n);
        }
        if let Some(year) = year(n) {
            by_year.entry(year).or_default().push(n);
        }
    }
    let responsible = |n: usize| site.action(n).into_iter().flat_map(|item| &item.responsible).filter_map(|who| site.party(who));
    let mut by_party = grouped(all.iter().flat_map(|n| responsible(*n).map(|party| (party, *n))));
    by_party.iter_mut().for_each(|(_, list)| list.dedup());
    by_party.sort_by_cached_key(|(party, _)| order::words(&site.config.language, &title(site, *party)));
    let body_url = |body: usize| format!("/oppfolging/organ/{}", address(site, Subject::Body(body)).trim_start_matches("/organ/"));
    let year_url = |year: i16| format!("/oppfolging/ar/{year:04}/");
    let still = |list: &[usize]| list.iter().filter(|n| site.action_status(**n) == ActionStatus::Open).count();
    let name = |subject: Subject| title(site, subject);
    let bodies: Vec<Choice> =
        by_body.iter().map(|(body, list)| Choice::new(name(Subject::Body(*body)), body_url(*body), still(list))).collect();
    let years: Vec<Choice> = by_year.iter().rev().map(|(year, list)| Choice::new(year.to_string(), year_url(*year), list.len())).collect();
    let responsible: Vec<Choice> =
        by_party.iter().map(|(party, list)| Choice::new(name(*party), responsible_url(site, *party), still(list))).collect();
    let late: Vec<usize> = open.iter().copied().filter(|n| site.overdue(*n)).collect();
    let states = [Choice::new("open", OPEN, open.len()), Choice::new("late", LATE, late.len()), Choice::new("done", DONE, done.len())];

    let parts = Arc::new(Parts { states, bodies, years, responsible });
    let draft = |limit: &'static str, of: Option<String>, root: &str, shelf: Shelf| {
        let (parts, root) = (Arc::clone(&parts), root.to_owned());
        Draft::new(&shelf.url.clone(), move || one(site, &parts, limit, of.clone(), &root, &shelf)).without_words()
    };
    let mut lists: Vec<(&'static str, Option<String>, String, &[usize])> =
        vec![("open", None, OPEN.to_owned(), &open), ("late", None, LATE.to_owned(), &late), ("done", None, DONE.to_owned(), &done)];
    lists.extend(by_body.iter().map(|(body, list)| ("body", Some(name(Subject::Body(*body))), body_url(*body), list.as_slice())));
    lists.extend(by_year.iter().map(|(year, list)| ("year", Some(year.to_string()), year_url(*year), list.as_slice())));
    lists.extend(by_party.iter().map(|(party, list)| ("responsible", Some(name(*party)), responsible_url(site, *party), list.as_slice())));
    let mut pages = Vec::new();
    for (limit, of, url, list) in lists {
        // A year is as small as a part can be.
        let shelves = match limit {
            "year" => vec![Shelf { url: url.clone(), year: None, list: list.to_vec(), years: Vec::new() }],
            _ => shelves(&url, list, year, |year| format!("{url}{year:04}/"), |n| limit != "late" && site.overdue(n)),
        };
        pages.extend(shelves.into_iter().map(|shelf| draft(limit, of.clone(), &url, shelf)));
    }
    pages
}

fn one<'s>(site: &'s Site, parts: &Parts, limit: &'static str, of: Option<String>, root: &str, shelf: &Shelf) -> Page<'s> {
    let rows: Vec<TaskRow> = shelf.list.iter().filter_map(|n| task_row(site, *n, &shelf.url)).collect();
    let (open, done): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.row.state == "open");
    let (late, rows): (Vec<_>, Vec<_>) = open.into_iter().partition(|row| row.late);
    let many = parts.responsible.len() > MANY;
    let view = View {
        as_of: (limit != "done").then_some(site.as_of),
        limit,
        of: of.clone(),
        year: shelf.year,
        late,
        rows,
        done,
        states: mark(&parts.states, root),
        bodies: mark(&parts.bodies, root),
        years: mark(&parts.years, root),
        // On each page of them they would be as many as their square.
        responsible: if many && root != OPEN { Vec::new() } else { mark(&parts.responsible, root) },
        all_responsible: many.then(|| Choice::new("", format!("{OPEN}#_ansvarlig"), parts.responsible.len())),
        split: shelf.years.clone(),
    };
    let mut frame = Frame::new(site, of.unwrap_or_default(), Section::Actions);
    frame.top = shelf.url == OPEN;
    page(site, &shelf.url, "actions.html", frame, view, None)
}

/// What the audience gets: the open ones as the index orders them, and the others, the latest first.
fn lists(site: &Site) -> (Vec<usize>, Vec<usize>) {
    let shown = |n: &usize| site.actions.get(*n).is_some_and(|entry| site.shown(Subject::Document(entry.document)));
    let open = site.open_actions().into_iter().filter(shown).collect();
    let mut done: Vec<usize> = (0..site.actions.len()).filter(|n| site.action_status(*n) != ActionStatus::Open).filter(shown).collect();
    done.sort_by_key(|n| std::cmp::Reverse(site.actions.get(*n).and_then(|entry| site.date(entry.document))));
    (open, done)
}
