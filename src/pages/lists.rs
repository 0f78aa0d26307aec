//! Documents by type, by year and by topic.
//!
//! Where there are many, `/ar/` shows the latest year and leads to the others, so that one edit never rewrites a huge page.

use std::sync::Arc;

use serde::Serialize;

use super::frame::{DocumentType, Frame, Section, page};
use super::grouped::grouped;
use super::link::{Link, encode};
use super::rows::{DocumentRow, document_rows};
use super::shelf::{Choice as Part, MANY, Shelf, shelves};
use super::{Draft, Family, Page, Where};
use crate::index::{Site, Subject};

/// The lists of documents.
pub static FAMILY: Family = Family { name: "lists", lies: Where::Anywhere, pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    /// What this page is limited to: `all`, `year`, `type`, `topic`.
    limit: &'static str,
    /// The year or the topic.
    of: String,
    kind: Option<DocumentType>,
    types: Vec<Choice>,
    years: Vec<Choice>,
    groups: Vec<Group>,
    /// How many documents there are in the list.
    count: usize,
    /// The years of this page's own list, where it is too long for one page.
    split: Vec<Part>,
    /// The year of a part of a long list.
    year: Option<i16>,
}

/// What the page of all topics gets.
#[derive(Serialize)]
struct Topics {
    topics: Vec<(Link, usize)>,
}

/// Another list.
#[derive(Serialize, Clone)]
struct Choice {
    /// The year.
    of: String,
    /// The type.
    kind: Option<DocumentType>,
    url: String,
    count: usize,
    current: bool,
}

/// Documents of one year or of one type; without either they have no date.
#[derive(Serialize)]
struct Group {
    year: Option<i16>,
    kind: Option<DocumentType>,
    rows: Vec<DocumentRow>,
}

const ALL: &str = "/ar/";
const TOPICS: &str = "/tema/";

/// The lists by type and by year that each of them leads to.
struct Parts {
    types: Vec<Choice>,
    years: Vec<Choice>,
}

/// What a page is limited to, and how its documents stand on it.
#[derive(Clone)]
struct Limit {
    /// As in the view.
    limit: &'static str,
    of: String,
    kind: Option<DocumentType>,
    title: String,
    groups: fn(&Site, &[usize]) -> Vec<Group>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let shown = |documents: &[usize]| documents.iter().copied().filter(|n| site.shown(Subject::Document(*n))).collect::<Vec<_>>();
    let types: Vec<(&str, Vec<usize>)> =
        site.types().map(|(name, list)| (name, shown(list))).filter(|(_, list)| !list.is_empty()).collect();
    let years: Vec<(i16, Vec<usize>)> = site.years().map(|(year, list)| (year, shown(list))).filter(|(_, list)| !list.is_empty()).collect();
    let topics = site.topics().iter().map(|topic| (topic, shown(&topic.documents))).filter(|(_, list)| !list.is_empty());
    let topics: Vec<_> = topics.collect();

    let type_choices: Vec<Choice> = types
        .iter()
        .map(|(name, list)| {
            let kind = DocumentType::of(site, name);
            Choice { of: String::new(), url: kind.url.clone(), kind: Some(kind), count: list.len(), current: false }
        })
        .collect();
    let year_choices: Vec<Choice> = years
        .iter()
        .map(|(year, list)| Choice { of: year.to_string(), kind: None, url: site.year_url(*year), count: list.len(), current: false })
        .collect();
    let parts = Arc::new(Parts { types: type_choices, years: year_choices });
    let draft = |shelf: Shelf, limit: &Limit| {
        let (parts, limit) = (Arc::clone(&parts), limit.clone());
        Draft::new(&shelf.url.clone(), move || one(site, &parts, &limit, &shelf)).without_words()
    };
    let whole = |url: &str, list: Vec<usize>| Shelf { url: url.to_owned(), year: None, list, years: Vec::new() };
    let year_of = |n: usize| site.date(n).map(crate::model::Date::year);

    let mut pages = Vec::new();
    for (name, list) in &types {
        let kind = DocumentType::of(site, name);
        // A document may have the address of its type's list.
        if kind.url != ALL && site.find_document(name).is_none() {
            let title = kind.label.clone().unwrap_or_else(|| (*name).to_owned());
            let limit = Limit { limit: "type", of: String::new(), kind: Some(kind), title, groups: by_year };
            let part = |year: i16| format!("{}{}/", site.year_url(year), encode(*name));
            let cut = shelves(&encode(site.type_url(name)), list, year_of, part, |_| false);
            pages.extend(cut.into_iter().map(|shelf| draft(shelf, &limit)));
        }
    }
    for (year, list) in &years {
        let limit = Limit { limit: "year", of: year.to_string(), kind: None, title: year.to_string(), groups: by_type };
        pages.push(draft(whole(&site.year_url(*year), list.clone()), &limit));
    }
    let all: Vec<usize> = site.shown_documents().collect();
    let latest =
        if all.len() > MANY { years.iter().take(1).flat_map(|(_, list)| list.clone()).collect() } else { newest_first(site, &all) };
    let limit = Limit { limit: "all", of: String::new(), kind: None, title: String::new(), groups: by_year };
    pages.push(draft(whole(ALL, latest), &limit));

    let links = topics.iter().map(|(topic, list)| (Link::to(topic.label.clone(), encode(site.topic_url(topic))), list.len()));
    let links: Vec<(Link, usize)> = links.collect();
    pages.push(Draft::new(TOPICS, move || {
        let view = Topics { topics: links.clone() };
        page(site, TOPICS, "topics.html", Frame::new(site, "", Section::Documents), view, None)
    }));
    for (topic, list) in &topics {
        let limit = Limit { limit: "topic", of: topic.label.clone(), kind: None, title: topic.label.clone(), groups: by_type };
        let url = encode(site.topic_url(topic));
        let cut = shelves(&url, list, year_of, |year| format!("{url}{year:04}/"), |_| false);
        pages.extend(cut.into_iter().map(|shelf| draft(shelf, &limit)));
    }
    pages
}

fn one<'s>(site: &'s Site, parts: &Parts, limit: &Limit, shelf: &Shelf) -> Page<'s> {
    let here = limit.kind.as_ref().map_or(&shelf.url, |kind| &kind.url);
    let mark = |choices: &[Choice]| choices.iter().cloned().map(|choice| Choice { current: choice.url == *here, ..choice }).collect();
    let groups = (limit.groups)(site, &shelf.list);
    let view = View {
        limit: limit.limit,
        of: limit.of.clone(),
        kind: limit.kind.clone(),
        types: mark(&parts.types),
        years: mark(&parts.years),
        count: groups.iter().map(|group| group.rows.len()).sum(),
        groups,
        split: shelf.years.clone(),
        year: shelf.year,
    };
    let mut frame = Frame::new(site, limit.title.clone(), Section::Documents);
    frame.top = limit.limit == "all";
    page(site, &shelf.url, "list.html", frame, view, None)
}

fn newest_first(site: &Site, documents: &[usize]) -> Vec<usize> {
    let mut sorted = documents.to_vec();
    sorted.sort_by_key(|n| (std::cmp::Reverse(site.date(*n)), *n));
    sorted
}

/// Documents in groups by year, the latest first; those without a date last.
fn by_year(site: &Site, documents: &[usize]) -> Vec<Group> {
    let groups = grouped(documents.iter().map(|document| (site.date(*document).map(crate::model::Date::year), *document)));
    groups.into_iter().map(|(year, list)| Group { year, kind: None, rows: document_rows(site, list) }).collect()
}

/// Documents in groups by type, in the order of the types' names.
fn by_type(site: &Site, documents: &[usize]) -> Vec<Group> {
    let of = |document: usize| site.document(document).details.type_name();
    let groups = site.types().map(|(name, _)| (name, documents.iter().copied().filter(|n| of(*n) == name).collect::<Vec<_>>()));
    let group =
        |(name, list): (&str, Vec<usize>)| Group { year: None, kind: Some(DocumentType::of(site, name)), rows: document_rows(site, list) };
    groups.filter(|(_, list)| !list.is_empty()).map(group).collect()
}
