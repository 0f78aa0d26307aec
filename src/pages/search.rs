//! Search: what the browser needs to find documents, agenda items, decisions, action items, points, and what the registers hold.
//!
//! One door: [`files`] gives the published files, and nobody else knows their shape but `static/sok-les.js` of the theme; and
//! [`export`] gives the entries to other engines. Words are read by elasticlunr-rs's pipeline with a language of our own
//! ([`language`]), as the stock Norwegian one drops numbers and signs. Scoring is elasticlunr's, in the browser; docs/search.md and
//! ARCHITECTURE.md tell why the index is cut as it is. Nothing of a document the audience does not get comes here.

mod coding;
mod columns;
mod elastic;
mod entries;
pub mod export;
pub mod language;
mod lengths;
mod packing;
mod postings;
mod rows;
mod shards;
mod suggestions;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use self::columns::Columns;
use self::entries::Group;
use self::postings::{Posted, Postings, Read};
use self::rows::{Row, Rows};
use self::shards::Part;
use super::frame::{DocumentType, Frame, Section, page};
use super::link::{Link, link};
use super::{Draft, Family, Page};
use crate::index::{Site, Subject};
use crate::output::Output;
use crate::work::Key;

/// The search page; the list of results is filled in the browser.
pub static FAMILY: Family = Family { name: "search", pages };

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
const FORMAT: u32 = 4;

/// The file that the client asks for first, relative to the site's root. A small site has everything in it.
pub const START: &str = "sok/indeks.js";

/// Sites with fewer documents than this have one file, excerpts included.
const SMALL: usize = 200;

/// How many groups are read before they are packed: enough for all threads, little enough for memory.
const AT_ONCE: usize = 512;

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
    /// The folder of the other files, named by their content; empty where this file holds everything.
    folder: &'s str,
    entries: u32,
    /// How many groups a file of rows has.
    rows: usize,
    /// Titles and places that rows refer to by number.
    common: &'s [&'s (String, String)],
    /// How long ids are, by the three letters that they begin with: what is no id is not looked for among them.
    ids: BTreeMap<String, BTreeSet<usize>>,
    /// A word that many titles have, for the client to practise on before it is asked; empty where this file holds everything.
    usual: &'s str,
    /// Where the shards begin and what they are read with, by family of shards.
    shards: &'s shards::Families,
    #[serde(flatten)]
    columns: &'s Columns,
}

/// Everything that was read of the site.
struct Index {
    postings: Postings,
    rows: Vec<Row>,
    columns: Columns,
}

/// The files of the search.
#[must_use]
pub fn files(site: &Site) -> Output {
    let small = site.shown_documents().count() < SMALL;
    let index = read(site, small);
    let sorted = index.postings.sorted();
    let (mut parts, families) = shards::parts(&index.postings, &sorted, small);
    parts.push(lengths::part(&index.postings.lengths, &index.columns.kind_of, &index.postings.groups));
    let rows = Rows::of(&index.rows);
    parts.extend(rows.parts(small));
    parts.push(suggestions::part(&sorted));
    let start = |folder: &str| {
        let start = Start {
            format: FORMAT,
            language: language::key(),
            sample: language::SAMPLE,
            stop: language::STOP_WORDS,
            fields: FIELDS,
            folder,
            entries: index.postings.entries,
            rows: rows::TOGETHER,
            common: &rows.common,
            ids: ids(&sorted),
            usual: if small { "" } else { usual(&sorted) },
            shards: &families,
            columns: &index.columns,
        };
        format!("saksgangSok.start({});\n", serde_json::to_string(&start).unwrap_or_default())
    };
    let mut output = if site.config.elasticlunr { elastic::files(site, &index.postings) } else { Output::default() };
    if small {
        let mut whole = start("");
        whole.extend(parts.iter().map(|part| part.script.as_str()));
        output.put(START, whole.into_bytes());
        return output;
    }
    let folder = mark(&parts);
    output.put(START, start(&folder).into_bytes());
    for Part { name, script } in parts {
        output.put(format!("sok/{folder}/{name}.js"), script.into_bytes());
    }
    output
}

/// How long ids are in the browser's units of text, by the letters they begin with.
fn ids(tokens: &[(&str, &Posted)]) -> BTreeMap<String, BTreeSet<usize>> {
    let mut ids: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for id in tokens.iter().filter_map(|(token, _)| token.strip_prefix('#')) {
        ids.entry(id.chars().take(3).collect()).or_default().insert(id.encode_utf16().count());
    }
    ids
}

/// The word that most titles have, or names of people and bodies.
fn usual<'p>(tokens: &[(&str, &'p Posted)]) -> &'p str {
    let entries = |posted: &Posted| shards::titles(posted).map(|list| list.entries).max();
    let words = tokens.iter().filter(|(token, _)| token.chars().all(char::is_alphabetic));
    words.rev().max_by_key(|(_, posted)| entries(posted)).map_or("", |(_, posted)| &posted.written)
}

/// A name for the parts by their content, so that no cache mixes two builds.
fn mark(parts: &[Part]) -> String {
    let bytes: Vec<&[u8]> = parts.iter().map(|part| part.script.as_bytes()).collect();
    Key::of(&bytes).0.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

fn read(site: &Site, with_texts: bool) -> Index {
    let mut index = Index { postings: Postings::default(), rows: Vec::new(), columns: Columns::default() };
    for origins in entries::origins(site).chunks(AT_ONCE) {
        let wanted = |group: Group| (postings::read(&group), Row::of(&group, with_texts), group.into_facts());
        for (read, row, group) in entries::map(site, origins, wanted) {
            add(&mut index, &read, row, &group);
        }
    }
    index.columns.finish();
    index
}

fn add(index: &mut Index, read: &Read, row: Row, group: &Group) {
    let first = index.postings.entries;
    index.postings.add(read);
    for (n, entry) in (first..).zip(&group.entries) {
        for id in &entry.ids {
            index.postings.add_id(id, n);
        }
    }
    index.columns.add(group);
    index.rows.push(row);
}
