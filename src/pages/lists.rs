//! Documents by type, by year and by topic.
//!
//! Where there are many, `/ar/` shows the latest year and leads to the others, so that one edit never rewrites a huge page.

use serde::Serialize;

use super::frame::{DocumentType, Frame, Section, page};
use super::link::{Link, encode};
use super::rows::{DocumentRow, document_rows};
use super::shelf::{Choice as Part, MANY, Shelf, shelves};
use super::{Family, Page};
use crate::index::{Site, Subject};

/// The lists of documents.
pub static FAMILY: Family = Family { name: "lists", pages };

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

fn pages(site: &Site) -> Vec<Page<'_>> {
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
    let make = |shelf: Shelf, limit: &'static str, of: &str, kind: Option<DocumentType>, groups: Vec<Group>, frame: &Frame| {
        let here = kind.as_ref().map_or(&shelf.url, |kind| &kind.url);
        let mark = |choices: &[Choice]| choices.iter().cloned().map(|choice| Choice { current: choice.url == *here, ..choice }).collect();
        let count = groups.iter().map(|group| group.rows.len()).sum();
        let (types, years) = (mark(&type_choices), mark(&year_choices));
        let view = View { limit, of: of.to_owned(), kind, types, years, groups, count, split: shelf.years, year: shelf.year };
        page(site, &shelf.url, "list.html", frame, &view, None)
    };
    let whole = |url: &str| Shelf { url: url.to_owned(), year: None, list: Vec::new(), years: Vec::new() };
    let year_of = |n: usize| site.date(n).map(crate::model::Date::year);

    let mut frame = Frame::new(site, "", Section::Documents);
    let mut pages = Vec::new();
    for (name, list) in &types {
        let kind = DocumentType::of(site, name);
        // A document may have the address of its type's list.
        if kind.url != ALL && site.find_document(name).is_none() {
            frame.title = kind.label.clone().unwrap_or_else(|| (*name).to_owned());
            let part = |year: i16| format!("{}{}/", site.year_url(year), encode(name));
            for shelf in shelves(&encode(&site.type_url(name)), list, year_of, part, |_| false) {
                let groups = by_year(site, &shelf.list);
                pages.push(make(shelf, "type", "", Some(kind.clone()), groups, &frame));
            }
        }
    }
    for (year, list) in &years {
        frame.title = year.to_string();
        pages.push(make(whole(&site.year_url(*year)), "year", &year.to_string(), None, by_type(site, list), &frame));
    }
    let all: Vec<usize> = site.shown_documents().collect();
    let latest =
        if all.len() > MANY { years.iter().take(1).flat_map(|(_, list)| list.clone()).collect() } else { newest_first(site, &all) };
    frame.top = true;
    pages.push(make(whole(ALL), "all", "", None, by_year(site, &latest), &frame));

    let mut frame = Frame::new(site, "", Section::Documents);
    let links = topics.iter().map(|(topic, list)| (Link::to(topic.label.clone(), encode(&site.topic_url(topic))), list.len()));
    pages.push(page(site, "/tema/", "topics.html", &frame, &Topics { topics: links.collect() }, None));
    for (topic, list) in &topics {
        frame.title.clone_from(&topic.label);
        let url = encode(&site.topic_url(topic));
        for shelf in shelves(&url, list, year_of, |year| format!("{url}{year:04}/"), |_| false) {
            let groups = by_type(site, &shelf.list);
            pages.push(make(shelf, "topic", &topic.label, None, groups, &frame));
        }
    }
    pages
}

fn newest_first(site: &Site, documents: &[usize]) -> Vec<usize> {
    let mut sorted = documents.to_vec();
    sorted.sort_by_key(|n| (std::cmp::Reverse(site.date(*n)), *n));
    sorted
}

/// Documents in groups by year, the latest first; those without a date last.
fn by_year(site: &Site, documents: &[usize]) -> Vec<Group> {
    let mut groups: Vec<(Option<i16>, Vec<usize>)> = Vec::new();
    for &document in documents {
        let year = site.date(document).map(crate::model::Date::year);
        match groups.iter_mut().find(|(of, _)| *of == year) {
            Some((_, list)) => list.push(document),
            None => groups.push((year, vec![document])),
        }
    }
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
