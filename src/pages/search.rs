//! Search: what the browser needs to find documents, agenda items, decisions, action items, points, and what the registers hold.
//!
//! One door: [`files`] gives the published files, and nobody else knows their shape but `static/sok-les.js` of the theme; a
//! [`Memory`] gives the same faster to whoever asks again and again; and [`export`] gives the entries to other engines.
//! Words are read by elasticlunr-rs's pipeline with a language of our own ([`language`]), as the stock Norwegian one drops numbers and
//! signs. Scoring is elasticlunr's, in the browser; docs/search.md and ARCHITECTURE.md tell why the index is cut as it is. Nothing of a
//! document the audience does not get comes here.

mod coding;
mod columns;
mod elastic;
mod entries;
pub mod export;
pub mod language;
mod lengths;
mod lists;
mod memory;
mod names;
mod packing;
mod postings;
mod rows;
mod shards;
mod suggestions;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use self::columns::Columns;
use self::memory::Known;
pub use self::memory::{Done, Memory};
use self::names::Marks;
use self::postings::Postings;
use self::rows::{Row, Rows};
use self::shards::Part;
use super::frame::{DocumentType, Frame, Section, page};
use super::link::{Link, link};
use super::{Draft, Family, Page, Where};
use crate::index::{Site, Subject};
use crate::output::Output;
use crate::work;

/// The search page; the list of results is filled in the browser.
pub static FAMILY: Family = Family { name: "search", lies: Where::Below("sok"), pages };

/// The page's own address.
const URL: &str = "/sok/";

/// What the template gets: the lists that lead on without JavaScript.
#[derive(Serialize)]
struct View {
    types: Vec<DocumentType>,
    bodies: Vec<Link>,
    years: Vec<Link>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    vec![Draft::new(URL, || one(site))]
}

fn one(site: &Site) -> Page<'_> {
    let shown = |documents: &[usize]| documents.iter().any(|n| site.shown(Subject::Document(*n)));
    let view = View {
        types: site.types().filter(|(_, documents)| shown(documents)).map(|(name, _)| DocumentType::of(site, name)).collect(),
        bodies: (0..site.registers.bodies.entries.len()).map(|body| link(site, Subject::Body(body))).collect(),
        years: site
            .years()
            .filter(|(_, documents)| shown(documents))
            .map(|(year, _)| Link::to(year.to_string(), site.year_url(year)))
            .collect(),
    };
    let mut frame = Frame::new(site, if site.config.language == "en" { "Search" } else { "Søk" }, Section::None);
    frame.unlisted = true;
    page(site, URL, "search.html", frame, view, None)
}

/// The format of the data; the client refuses another.
const FORMAT: u32 = 5;

/// The file that the client asks for first, relative to the site's root. A small site has everything in it.
pub const START: &str = "sok/indeks.js";

/// Sites with fewer documents than this have one file, excerpts included.
const SMALL: usize = 200;

/// The fields that are searched, with how much a word in them counts. The text has shards of its own; the others share theirs.
const FIELDS: [(&str, f32); 4] = [("title", 4.0), ("text", 1.0), ("people", 2.0), ("body", 1.5)];

/// What the client knows before the first query.
#[derive(Serialize)]
struct Start<'s> {
    format: u32,
    /// What the client's own language must make of the sample, hashed: else it must not answer.
    language: String,
    sample: &'static str,
    stop: &'static [&'static str],
    fields: [(&'static str, f32); 4],
    /// What the names of the other files end in; none where this file holds everything.
    marks: &'s Marks,
    entries: u32,
    /// How many groups a file of rows has.
    rows: usize,
    /// Titles and places that rows refer to by number.
    common: &'s [(String, String)],
    /// How long ids are, by the three letters that they begin with: what is no id is not looked for among them.
    ids: BTreeMap<String, BTreeSet<usize>>,
    /// A word that many titles have, for the client to practise on before it is asked; empty where this file holds everything.
    usual: &'s str,
    /// Where the shards begin and what they are read with, by family of shards.
    shards: &'s shards::Families,
    #[serde(flatten)]
    columns: &'s Columns,
}

/// The files of the search.
#[must_use]
pub fn files(site: &Site) -> Output {
    Memory::default().files(site)
}

impl Memory {
    /// The files of the search. What is remembered of the last time is not made again, and never makes them other.
    #[must_use]
    pub fn files(&mut self, site: &Site) -> Output {
        let small = site.shown_documents().count() < SMALL;
        let change = self.read(site, small);
        let groups = self.groups();
        let last = self.beside.take().filter(|_| change.is_inside);
        let beside = || last.unwrap_or_else(|| Beside::of(&groups, small));
        let more = |postings: &Postings<'_>| More {
            entries: postings.entries,
            lengths: postings.lengths.clone(),
            groups: postings.groups.clone(),
            ids: ids(postings),
            usual: if small { "" } else { usual(postings) }.to_owned(),
            suggestions: suggestions::part(postings),
            standard: site.config.elasticlunr.then(|| elastic::files(site, postings)),
        };
        let (beside, (mut parts, families, more)) = work::both(beside, || self.write(&change, small, more));
        parts.push(lengths::part(&more.lengths, &beside.columns.kind_of, &more.groups));
        parts.extend(beside.rows.iter().cloned());
        parts.push(more.suggestions);
        let marks = if small { Marks::default() } else { names::marks(&parts) };
        let start = Start {
            format: FORMAT,
            language: language::key(),
            sample: language::SAMPLE,
            stop: language::STOP_WORDS,
            fields: FIELDS,
            marks: &marks,
            entries: more.entries,
            rows: rows::TOGETHER,
            common: &beside.common,
            ids: more.ids,
            usual: &more.usual,
            shards: &families,
            columns: &beside.columns,
        };
        let mut start = format!("saksgangSok.start({});\n", serde_json::to_string(&start).unwrap_or_default());
        let mut output = more.standard.unwrap_or_default();
        if small {
            start.extend(parts.iter().map(|part| &*part.script));
        } else {
            for Part { name, script, .. } in parts {
                output.put(names::path(&marks, &name), script);
            }
        }
        output.put(START, start.into_bytes());
        self.beside = Some(beside);
        output
    }
}

/// What is made of groups beside their postings.
#[derive(Debug)]
struct Beside {
    columns: Columns,
    common: Vec<(String, String)>,
    rows: Vec<Part>,
}

impl Beside {
    fn of(groups: &[Arc<Known>], small: bool) -> Self {
        let mut columns = Columns::default();
        groups.iter().for_each(|group| columns.add(&group.facts));
        columns.finish();
        let shown: Vec<&Row> = groups.iter().map(|group| &group.row).collect();
        let rows = Rows::of(&shown);
        Self { columns, common: rows.common(), rows: rows.parts(small) }
    }
}

/// What else is made of the postings.
struct More {
    entries: u32,
    lengths: Vec<u32>,
    groups: Vec<u32>,
    ids: BTreeMap<String, BTreeSet<usize>>,
    usual: String,
    suggestions: Part,
    standard: Option<Output>,
}

/// What is usual in a site's postings, as every shard begins with it: how `search/odds.txt` was made.
#[must_use]
pub fn odds(site: &Site) -> String {
    let mut memory = Memory::default();
    let change = memory.read(site, false);
    memory.write(&change, false, shards::odds).2
}

/// How long ids are in the browser's units of text, by the letters they begin with.
fn ids(postings: &Postings<'_>) -> BTreeMap<String, BTreeSet<usize>> {
    let mut ids: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    // They are sorted, and lie beside each other.
    let first = postings.tokens.partition_point(|token| postings.token(*token) < "#");
    for id in postings.tokens.iter().skip(first).map_while(|token| postings.token(*token).strip_prefix('#')) {
        ids.entry(id.chars().take(3).collect()).or_default().insert(id.encode_utf16().count());
    }
    ids
}

/// A usual word stands in so many titles at most: its shard is loaded before anybody asks.
const USUAL: u32 = 2_500;

/// The word that most titles have, or names of people and bodies; of those that do not have a large shard for themselves.
fn usual<'p>(postings: &Postings<'p>) -> &'p str {
    let entries = |token: u32| {
        let [title, _, people, body] = postings.counts(token);
        title + people + body
    };
    let mut most = (0, "");
    for (count, token) in postings.tokens.iter().map(|token| (entries(*token), *token)).filter(|(count, _)| *count <= USUAL) {
        // The first of those that have as many.
        if count > most.0 && postings.token(token).chars().all(char::is_alphabetic) {
            most = (count, postings.written(token));
        }
    }
    most.1
}
