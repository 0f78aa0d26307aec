//! The site's lists as JSON, with their schemas beside them. Words as in Popolo and OParl where those have one: a body is an
//! organization with memberships, a meeting has start and end, a location and an agenda, a decision is a motion with its votes.
//!
//! Lists are split by year, so that one edit never rewrites a huge file; `api/index.json` names every part, and every calendar, feed
//! and table. Only that file tells the as-of date: the others change when the documents do, or when a state does.

mod actions;
mod bodies;
mod decisions;
mod documents;
mod meetings;
mod parts;

use std::collections::BTreeMap;

use serde::Serialize;

use super::reading::Reading;
use crate::model::Date;
use crate::output::Output;

/// The list of lists.
pub const INDEX: &str = "/api/index.json";

/// The schemas, by name.
pub const SCHEMAS: [(&str, &str); 7] = [
    ("action-items", include_str!("schema/action-items.json")),
    ("bodies", include_str!("schema/bodies.json")),
    ("common", include_str!("schema/common.json")),
    ("decisions", include_str!("schema/decisions.json")),
    ("documents", include_str!("schema/documents.json")),
    ("index", include_str!("schema/index.json")),
    ("meetings", include_str!("schema/meetings.json")),
];

/// Where a schema lies.
pub fn schema_url(name: &str) -> String {
    format!("/api/schema/{name}.json")
}

/// A calendar, feed or table.
#[derive(Debug, Clone, Serialize)]
pub struct Other {
    /// What it is called.
    pub name: String,
    /// Where it lies.
    pub url: String,
    /// The body it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// The year it is limited to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
}

/// What there is beside the lists.
pub struct Others<'o> {
    /// Calendars.
    pub calendars: Vec<Other>,
    /// Feeds.
    pub feeds: &'o [Other],
    /// Tables.
    pub tables: Vec<Other>,
}

/// What `api/index.json` holds.
#[derive(Serialize)]
struct Index<'r> {
    #[serde(rename = "$schema")]
    schema: String,
    name: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    publisher: &'r str,
    language: &'r str,
    time_zone: &'r str,
    url: String,
    /// The day that states are told for.
    as_of: Date,
    lists: Vec<List>,
    calendars: &'r [Other],
    feeds: &'r [Other],
    tables: &'r [Other],
}

/// One list, in parts.
#[derive(Serialize)]
struct List {
    name: &'static str,
    schema: String,
    count: usize,
    parts: Vec<Part>,
}

/// A file with the entries of one year; without a year those without a date, or all.
#[derive(Serialize)]
struct Part {
    url: String,
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i16>,
}

/// What a part holds.
#[derive(Serialize)]
struct File<T> {
    #[serde(rename = "$schema")]
    schema: String,
    items: Vec<T>,
}

/// Writes the lists, their schemas, and the list of lists.
pub fn files(reading: &Reading<'_>, others: &Others<'_>, output: &mut Output) {
    for (name, schema) in SCHEMAS {
        output.put(super::path(&schema_url(name)), schema.as_bytes());
    }
    let lists = vec![
        by_year(reading, "action-items", actions::items(reading), output),
        whole(reading, "bodies", bodies::items(reading), output),
        by_year(reading, "decisions", decisions::items(reading), output),
        by_year(reading, "documents", documents::items(reading), output),
        by_year(reading, "meetings", meetings::items(reading), output),
    ];
    let config = &reading.site.config;
    let index = Index {
        schema: reading.url(&schema_url("index")),
        name: &config.title,
        publisher: &config.owner,
        language: &config.language,
        time_zone: &config.timezone,
        url: reading.url("/"),
        as_of: reading.site.as_of,
        lists,
        calendars: &others.calendars,
        feeds: others.feeds,
        tables: &others.tables,
    };
    output.put(super::path(INDEX), bytes(&index));
}

/// A list in one file.
fn whole<T: Serialize>(reading: &Reading<'_>, name: &'static str, items: Vec<T>, output: &mut Output) -> List {
    let url = format!("/api/{name}.json");
    let count = items.len();
    let schema = reading.url(&schema_url(name));
    output.put(super::path(&url), bytes(&File { schema: schema.clone(), items }));
    List { name, schema, count, parts: vec![Part { url: reading.url(&url), count, year: None }] }
}

/// A list in a file for each year; the entries come with the day that decides.
fn by_year<T: Serialize>(reading: &Reading<'_>, name: &'static str, items: Vec<(Option<Date>, T)>, output: &mut Output) -> List {
    let schema = reading.url(&schema_url(name));
    let count = items.len();
    let mut years: BTreeMap<Option<i16>, Vec<T>> = BTreeMap::new();
    for (day, item) in items {
        years.entry(day.map(Date::year)).or_default().push(item);
    }
    let parts = years.into_iter().map(|(year, items)| {
        let url = format!("/api/{name}/{}.json", year.map_or_else(|| "undated".to_owned(), |year| format!("{year:04}")));
        let count = items.len();
        output.put(super::path(&url), bytes(&File { schema: schema.clone(), items }));
        Part { url: reading.url(&url), count, year }
    });
    let parts = parts.collect();
    List { name, schema, count, parts }
}

/// JSON with a closing line end. What is written here has text for keys and no number that JSON lacks, so that it cannot fail.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    let mut json = serde_json::to_vec(value).unwrap_or_default();
    json.push(b'\n');
    json
}
