//! Search: what the browser needs to find documents, agenda items, decisions, action items, points, and what the registers hold.
//!
//! One door: [`files`] gives the published files, and nobody else knows their shape but `static/sok-les.js` of the theme; a [`Memory`]
//! gives the same faster to whoever asks again and again, [`laid`] by what a store keeps of it; and [`export`] gives the entries to other
//! engines. Words are read by elasticlunr-rs's pipeline with a language of our own ([`language`]), as the stock Norwegian one drops numbers
//! and signs. Scoring is elasticlunr's, in the browser; docs/search.md and ARCHITECTURE.md tell why the index is cut as it is. Nothing of a
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
mod stored;
mod suggestions;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::columns::Columns;
use self::entries::Group;
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
use crate::output::{Artifact, Output};
use crate::work::{self, Key, Store};

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
    Memory::default().files(site, None)
}

/// What is remembered is kept under this name beside the pages.
pub const STORED: &str = "search";

/// The files of the search, put into a store. What that keeps of the last time is not made again, and never makes them other; it may have
/// been read ahead (`last`). `interface` is the key of everything in the site but the words of its texts, where there is one.
pub fn laid(site: &Site, interface: Option<Key>, store: &dyn Store, last: Option<Memory>) -> Output {
    if is_small(site) {
        // It is read as soon as what would be remembered of it, and nothing stays of when it was larger.
        if last.is_some() || store.recall(STORED).is_some_and(|stored| !stored.is_empty()) {
            store.leave(STORED, Box::new(Vec::new));
        }
        return files(site);
    }
    let mut memory = last.or_else(|| Memory::from_bytes(store.recall(STORED)?)).unwrap_or_default();
    let made = memory.made(site, interface, Some(store));
    let (output, other) = made.unwrap_or_else(|| {
        // A file that was remembered is gone.
        memory = Memory::default();
        memory.made(site, interface, Some(store)).unwrap_or_default()
    });
    if other {
        store.leave(STORED, Box::new(move || memory.to_bytes()));
    }
    output
}

fn is_small(site: &Site) -> bool {
    site.shown_documents().count() < SMALL
}

impl Memory {
    /// The files of the search. What is remembered of the last time is not made again, and never makes them other. `interface` is the key
    /// of everything in the site but the words of its texts, where there is one.
    #[must_use]
    pub fn files(&mut self, site: &Site, interface: Option<Key>) -> Output {
        self.made(site, interface, None).unwrap_or_default().0
    }

    /// The files of the search, put into a store where there is one, and whether anything is other than the last time. None where one lies
    /// no longer where it was.
    fn made(&mut self, site: &Site, interface: Option<Key>, store: Option<&dyn Store>) -> Option<(Output, bool)> {
        let small = is_small(site);
        let (change, facts) = self.read(site, interface, small);
        let groups = self.groups();
        let last = self.beside.take().filter(|_| change.is_inside);
        let beside = || last.unwrap_or_else(|| Beside::of(site, facts, &groups, small));
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
        parts.push(lengths::part(&more.lengths, &beside.kinds, &more.groups));
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
            start.extend(parts.iter().filter_map(|part| part.script.as_deref()));
        } else {
            let from = |part: &Part| from(part, [&self.marks, &marks], store);
            // Nothing is put anywhere before all is there.
            let files: Vec<_> = work::map(&parts, from).into_iter().collect::<Option<_>>()?;
            output.files.extend(work::map_into(files, |(path, key, from)| {
                let artifact = match from {
                    From::Lies(artifact) => artifact,
                    From::Made(bytes) => match store {
                        Some(store) => store.put(&path, Some(key), bytes.to_vec()),
                        None => Artifact::Bytes(bytes),
                    },
                };
                (path, artifact)
            }));
        }
        output.put(START, start.into_bytes());
        (self.beside, self.marks) = (Some(beside), marks);
        Some((output, change.is_any()))
    }
}

/// Where a file of the search comes from.
enum From {
    /// It lies where it is published from.
    Lies(Artifact),
    /// It is put there.
    Made(Arc<[u8]>),
}

/// A part's path and key and where it comes from, by the marks of the last index and of this one; none where it should lie in the store and
/// does not.
fn from(part: &Part, [last, marks]: [&Marks; 2], store: Option<&dyn Store>) -> Option<(String, Key, From)> {
    let path = names::path(marks, &part.name);
    if let Some(lies) = store.and_then(|store| store.find(&path, &part.key)) {
        return Some((path, part.key, From::Lies(lies)));
    }
    let bytes = match &part.script {
        Some(script) => Arc::from(Arc::clone(script)),
        // A neighbour has given it another name.
        None => store?.bytes(&names::path(last, &part.name), &part.key)?.into(),
    };
    Some((path, part.key, From::Made(bytes)))
}

/// What is made of groups beside their postings.
#[derive(Debug, Serialize, Deserialize)]
struct Beside {
    columns: Columns,
    /// By entry: its kind's place among those of the columns.
    kinds: Vec<usize>,
    common: Vec<(String, String)>,
    rows: Vec<Part>,
}

impl Beside {
    fn of(site: &Site, facts: Vec<Option<Group>>, groups: &[Arc<Known>], small: bool) -> Self {
        let facts = facts.into_iter().zip(entries::origins(site)).collect();
        let facts = work::map_into(facts, |(facts, origin)| facts.unwrap_or_else(|| origin.facts(site)));
        let mut columns = Columns::default();
        let kinds = facts.iter().flat_map(|group| columns.add(group)).collect();
        columns.finish();
        let shown: Vec<Row<'_>> = facts.iter().zip(groups).map(|(facts, known)| Row::of(facts, &known.texts)).collect();
        let rows = Rows::of(&shown);
        Self { columns, kinds, common: rows.common(), rows: rows.parts(small) }
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
    let (change, _) = memory.read(site, None, false);
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
