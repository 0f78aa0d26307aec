//! The decision register: every decision, by body, year and state; the row you look for.
//!
//! Where there are many, `/vedtak/` shows the latest year and leads to the others, so that one edit never rewrites a huge page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::decision::body_of;
use super::frame::{Frame, Section, page};
use super::link::{address, encode, title};
use super::rows::{DecisionRow, decision_row, decisions};
use super::{Family, Page};
use crate::index::{DecisionState, Site, Subject};

/// The pages of the register.
pub static FAMILY: Family = Family { name: "register", pages };

/// More rows than this are split by year.
const MANY: usize = 200;

/// What the template gets.
#[derive(Serialize)]
struct View {
    rows: Vec<DecisionRow>,
    /// The other ready-made pages.
    bodies: Vec<Choice>,
    years: Vec<Choice>,
    states: Vec<Choice>,
    /// What this page is limited to: `all`, `body`, `year`, `state`.
    limit: &'static str,
    /// The year, the body's name, or the state's key.
    of: Option<String>,
    /// Whether `/vedtak/` shows one year only.
    split: bool,
}

/// A ready-made page of the register.
#[derive(Serialize, Clone)]
struct Choice {
    /// The year, the body's name, or the state's key.
    of: String,
    url: String,
    count: usize,
    current: bool,
}

/// The states that have pages: their keys, and the ends of their addresses.
const STATES: [(&str, &str); 3] = [("in_force", "gjeldende"), ("replaced_any", "erstattet-eller-opphevet"), ("other", "andre")];

fn state_of(state: DecisionState) -> &'static str {
    match state {
        DecisionState::InForce => "in_force",
        DecisionState::ReplacedBy { .. } | DecisionState::RepealedBy { .. } => "replaced_any",
        DecisionState::NotYet { .. } | DecisionState::Expired { .. } | DecisionState::Draft => "other",
    }
}

fn pages(site: &Site) -> Vec<Page<'_>> {
    let all = decisions(site);
    let mut by_body: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_year: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    let mut by_state: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &n in &all {
        let Some(entry) = site.decisions.get(n) else { continue };
        if let Some(body) = body_of(site, n) {
            by_body.entry(body).or_default().push(n);
        }
        if let Some(date) = entry.date {
            by_year.entry(date.year()).or_default().push(n);
        }
        by_state.entry(state_of(entry.state)).or_default().push(n);
    }
    let body_url = |body: usize| {
        let page = address(site, Subject::Body(body));
        format!("/vedtak/organ/{}", page.trim_start_matches("/organ/"))
    };
    let year_url = |year: i16| format!("/vedtak/ar/{year:04}/");
    let choice = |of: String, url: String, count: usize| Choice { of, url, count, current: false };
    // With its code, so that every row's id tells whose decision it is without the name in each.
    let named = |body: usize| match &site.body(body).code {
        Some(code) => format!("{} ({})", title(site, Subject::Body(body)), code.value),
        None => title(site, Subject::Body(body)),
    };
    let bodies: Vec<Choice> = by_body.iter().map(|(body, list)| choice(named(*body), body_url(*body), list.len())).collect();
    let years: Vec<Choice> = by_year.iter().rev().map(|(year, list)| choice(year.to_string(), year_url(*year), list.len())).collect();
    let states: Vec<Choice> = STATES
        .iter()
        .filter_map(|(key, end)| Some(choice((*key).to_owned(), format!("/vedtak/status/{}/", encode(end)), by_state.get(key)?.len())))
        .collect();

    let split = all.len() > MANY;
    let make = |url: &str, limit: &'static str, of: Option<String>, list: &[usize]| {
        let mark = |choices: &[Choice]| choices.iter().cloned().map(|choice| Choice { current: choice.url == url, ..choice }).collect();
        let rows = list.iter().filter_map(|n| decision_row(site, *n)).collect();
        let view = View { rows, bodies: mark(&bodies), years: mark(&years), states: mark(&states), limit, of: of.clone(), split };
        let mut frame = Frame::new(site, of.unwrap_or_default(), Section::Decisions);
        frame.top = limit == "all";
        page(site, url, "register.html", &frame, &view, None)
    };
    let latest = by_year.last_key_value().filter(|_| split).map_or(all.as_slice(), |(_, list)| list.as_slice());
    let mut pages = vec![make("/vedtak/", "all", None, latest)];
    pages.extend(by_body.iter().map(|(body, list)| make(&body_url(*body), "body", Some(title(site, Subject::Body(*body))), list)));
    pages.extend(by_year.iter().map(|(year, list)| make(&year_url(*year), "year", Some(year.to_string()), list)));
    for (key, end) in STATES {
        if let Some(list) = by_state.get(key) {
            pages.push(make(&format!("/vedtak/status/{end}/"), "state", Some(key.to_owned()), list));
        }
    }
    pages
}
