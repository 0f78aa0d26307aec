//! The decision register: every decision, by body, year and state; the row you look for.
//!
//! Where there are many, `/vedtak/` shows the latest year and leads to the others, so that one edit never rewrites a huge page.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::decision::body_of;
use super::frame::{Frame, Section, page};
use super::link::{address, title};
use super::rows::{DecisionRow, decision_row, decisions};
use super::shelf::{Choice, MANY, Shelf, mark, shelves};
use super::{Draft, Family, Page, Where};
use crate::index::{DecisionState, Site, Subject};

/// The pages of the register.
pub static FAMILY: Family = Family { name: "register", lies: Where::Below("vedtak"), pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    /// The decisions of this page, the latest first.
    rows: Vec<DecisionRow>,
    /// The ready-made pages by body.
    bodies: Vec<Choice>,
    /// The ready-made pages by year.
    years: Vec<Choice>,
    /// The ready-made pages by state; `of` is the key of its words.
    states: Vec<Choice>,
    /// The years of this page's own list, where it is too long for one page.
    split: Vec<Choice>,
    /// What this page is limited to: `all`, `body`, `year`, `state`.
    limit: &'static str,
    /// The year, the body's name, or the state's key.
    of: Option<String>,
    /// The year of a part of a long list.
    year: Option<i16>,
}

/// The states that have pages: their keys, and the ends of their addresses.
const STATES: [(&str, &str); 3] = [("in_force", "gjeldende"), ("replaced_any", "erstattet-eller-opphevet"), ("other", "andre")];

fn state_of(state: DecisionState) -> &'static str {
    match state {
        DecisionState::InForce | DecisionState::Amended { .. } => "in_force",
        DecisionState::ReplacedBy { .. } | DecisionState::RepealedBy { .. } => "replaced_any",
        DecisionState::NotYet { .. } | DecisionState::Expired { .. } | DecisionState::Draft => "other",
    }
}

/// The register of a body's decisions.
#[must_use]
pub fn body_url(site: &Site, body: usize) -> String {
    let page = address(site, Subject::Body(body));
    format!("/vedtak/organ/{}", page.trim_start_matches("/organ/"))
}

/// The parts that the register is cut into.
struct Parts {
    bodies: Vec<Choice>,
    years: Vec<Choice>,
    states: Vec<Choice>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let all = decisions(site);
    let year = |n: usize| site.decisions.get(n).and_then(|entry| entry.date).map(crate::model::Date::year);
    let mut by_body: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_year: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    let mut by_state: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &n in &all {
        let Some(entry) = site.decisions.get(n) else { continue };
        if let Some(body) = body_of(site, n) {
            by_body.entry(body).or_default().push(n);
        }
        if let Some(year) = year(n) {
            by_year.entry(year).or_default().push(n);
        }
        by_state.entry(state_of(entry.state)).or_default().push(n);
    }
    let year_url = |year: i16| format!("/vedtak/ar/{year:04}/");
    // With its code, so that every row's id tells whose decision it is without the name in each.
    let named = |body: usize| match &site.body(body).code {
        Some(code) => format!("{} ({})", title(site, Subject::Body(body)), code.value),
        None => title(site, Subject::Body(body)),
    };
    let state_url = |end: &str| format!("/vedtak/status/{end}/");
    let bodies: Vec<Choice> = by_body.iter().map(|(body, list)| Choice::new(named(*body), body_url(site, *body), list.len())).collect();
    let years: Vec<Choice> = by_year.iter().rev().map(|(year, list)| Choice::new(year.to_string(), year_url(*year), list.len())).collect();
    let states: Vec<Choice> =
        STATES.iter().filter_map(|(key, end)| Some(Choice::new(*key, state_url(end), by_state.get(key)?.len()))).collect();

    let parts = Arc::new(Parts { bodies, years, states });
    let draft = |limit: &'static str, of: Option<&str>, root: &str, shelf: Shelf| {
        let (parts, of, root) = (Arc::clone(&parts), of.map(str::to_owned), root.to_owned());
        Draft::new(&shelf.url.clone(), move || one(site, &parts, limit, of.as_deref(), &root, &shelf)).without_words()
    };
    let whole = |url: &str, list: &[usize]| Shelf { url: url.to_owned(), year: None, list: list.to_vec(), years: Vec::new() };
    // The whole register's years are those in the list of choices.
    let latest = by_year.last_key_value().filter(|_| all.len() > MANY).map_or(all.as_slice(), |(_, list)| list.as_slice());
    let mut pages = vec![draft("all", None, "/vedtak/", whole("/vedtak/", latest))];
    for (body, list) in &by_body {
        let (url, name) = (body_url(site, *body), title(site, Subject::Body(*body)));
        pages.extend(
            shelves(&url, list, year, |year| format!("{url}{year:04}/"), |_| false)
                .into_iter()
                .map(|shelf| draft("body", Some(&name), &url, shelf)),
        );
    }
    for (year, list) in &by_year {
        let url = year_url(*year);
        pages.push(draft("year", Some(&year.to_string()), &url, whole(&url, list)));
    }
    for (key, end) in STATES {
        let url = state_url(end);
        if let Some(list) = by_state.get(key) {
            pages.extend(
                shelves(&url, list, year, |year| format!("{url}{year:04}/"), |_| false)
                    .into_iter()
                    .map(|shelf| draft("state", Some(key), &url, shelf)),
            );
        }
    }
    pages
}

fn one<'s>(site: &'s Site, parts: &Parts, limit: &'static str, of: Option<&str>, root: &str, shelf: &Shelf) -> Page<'s> {
    let view = View {
        rows: shelf.list.iter().filter_map(|n| decision_row(site, *n)).collect(),
        bodies: mark(&parts.bodies, root),
        years: mark(&parts.years, root),
        states: mark(&parts.states, root),
        split: shelf.years.clone(),
        limit,
        of: of.map(str::to_owned),
        year: shelf.year,
    };
    let mut frame = Frame::new(site, of.unwrap_or_default(), Section::Decisions);
    frame.top = limit == "all";
    page(site, &shelf.url, "register.html", frame, view, None)
}
