//! Builds the index, in the order that its parts need each other.

use std::sync::Arc;

use super::tables::Lookup;
use super::{
    DecisionEntry, DecisionState, DocumentState, Entry, Inspection, Site, Tables, Visibility, actions, anchors, backlinks, chain, history,
    lists, meetings, membership, path, registers, resolve, state, visibility, within,
};
use crate::config::{Audience, Config};
use crate::model::history::Commit;
use crate::model::time::day_in_words;
use crate::model::{Date, Document, Personal, RegisterFile, Statute};
use crate::output::name;
use crate::source::{SourceId, Sources};
use crate::work::{self, Key};
use crate::world::FileEntry;

/// What an index is built from.
pub struct Inputs {
    /// site.toml.
    pub config: Config,
    /// Every file that was read.
    pub sources: Sources,
    /// The parsed documents, each with the hash of its file's path and bytes.
    pub documents: Vec<(SourceId, Key, Arc<Document>)>,
    /// The parsed registers.
    pub registers: Vec<(SourceId, Arc<RegisterFile>)>,
    /// The statutes that every site knows.
    pub built_in: Vec<Statute>,
    /// Every other file below `content/`, with what was found inside.
    pub files: Vec<(FileEntry, Option<Arc<Inspection>>)>,
    /// What is wrong with the names of those files, and with the theme's.
    pub file_faults: Vec<(SourceId, crate::diagnostic::Fault)>,
    /// What is personal or secret in the names of all that was read.
    pub name_personal: Vec<(SourceId, Personal)>,
    /// permalinks.txt, when the site has one.
    pub permalinks: Option<SourceId>,
    /// The day that states are told for.
    pub as_of: Date,
    /// Who the site is for.
    pub audience: Audience,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// What version control tells of the content, the latest first; nothing where it was not asked.
    pub commits: Arc<[Commit]>,
}

/// Builds the index. Total: whatever the files say, there is a site, and what is wrong in it is left standing for the rules.
#[must_use]
pub fn build(inputs: Inputs) -> Site {
    let mut site = gathered(inputs);
    registers::gather(&mut site);
    membership::gather(&mut site);
    name(&mut site);
    meetings::gather(&mut site);
    decide(&mut site);
    let resolved = resolve::all(&site);
    resolve::settle(&mut site, resolved);
    let (links, by) = work::both(|| backlinks::gather(&site), || lists::gather(&site));
    (site.tables.backlinks, site.tables.files_used) = (links.backlinks, links.files_used);
    (site.tables.types, site.tables.years, site.tables.topics) = (by.types, by.years, by.topics);
    actions::gather(&mut site);
    chain::gather(&mut site);
    state::of_decisions(&mut site);
    state::of_documents(&mut site);
    visibility::of_documents(&mut site);
    visibility::of_files(&mut site);
    history::gather(&mut site);
    site
}

/// The inputs in their fixed orders, with the tables by id, anchor and path.
fn gathered(inputs: Inputs) -> Site {
    let mut documents: Vec<(String, SourceId, Key, Arc<Document>)> =
        inputs.documents.into_iter().map(|(source, key, document)| (path::fold(document.id.as_str()), source, key, document)).collect();
    documents.sort_by(|(a, .., one), (b, .., other)| (a, &one.path).cmp(&(b, &other.path)));
    let mut files = inputs.files;
    files.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
    let mut registers = inputs.registers;
    registers.sort_by(|(_, one), (_, other)| one.path.cmp(&other.path));
    let register_faults = registers.iter().flat_map(|(source, file)| file.faults.iter().map(|fault| (*source, fault.clone()))).collect();
    let register_personal = registers.iter().flat_map(|(source, file)| file.personal.iter().map(|one| (*source, *one))).collect();
    let mut tables = Tables::default();
    for (n, (folded, source, ..)) in documents.iter().enumerate() {
        tables.documents.entry(folded.clone()).or_insert(n);
        tables.by_source.insert(*source, n);
    }
    tables.faulty = (0..).zip(&documents).filter(|(_, (.., document))| !document.faults.is_empty()).map(|(n, _)| n).collect();
    let marked = |document: &Document| !document.personal.is_empty() || !document.text.tables.is_empty();
    tables.personal_or_tabled = (0..).zip(&documents).filter(|(_, (.., document))| marked(document)).map(|(n, _)| n).collect();
    let same = documents.chunk_by(|(a, ..), (b, ..)| a == b);
    let groups = same.scan(0, |start, group| {
        *start += group.len();
        Some((*start - group.len()..*start).collect::<Vec<usize>>())
    });
    tables.duplicates = groups.filter(|group| group.len() > 1).collect();
    tables.anchors = work::map(&documents, |(.., document)| anchors::of(document));
    tables.items = documents.iter().map(|(.., document)| within::items(document)).collect();
    tables.files = files.iter().enumerate().map(|(n, (file, _))| (file.path.clone(), n)).collect();
    let (files, inspected) = files.into_iter().unzip();
    let entry = |(_, source, key, document)| Entry {
        source,
        key,
        document,
        title: String::new(),
        state: DocumentState::Published,
        visibility: Visibility::Hidden,
        references: 0..0,
        attachments: Vec::new(),
    };
    Site {
        config: inputs.config,
        sources: inputs.sources,
        permalinks: inputs.permalinks,
        as_of: inputs.as_of,
        audience: inputs.audience,
        drafts: inputs.drafts,
        documents: documents.into_iter().map(entry).collect(),
        registers: registers::join(&registers, inputs.built_in),
        register_faults,
        register_personal,
        name_personal: inputs.name_personal,
        file_faults: inputs.file_faults,
        files,
        inspected,
        decisions: Vec::new(),
        actions: Vec::new(),
        references: Vec::new(),
        commits: inputs.commits,
        tables,
    }
}

/// Gives every document its title. Minutes without one are called after their bodies and their day, in their own language.
fn name(site: &mut Site) {
    let places: Vec<usize> = (0..site.documents.len()).collect();
    let titles = work::map(&places, |n| title(site, *n));
    for (entry, title) in site.documents.iter_mut().zip(titles) {
        entry.title = title;
    }
}

fn title(site: &Site, n: usize) -> String {
    let document = site.document(n);
    if let Some(title) = &document.front.title {
        return title.value.clone();
    }
    if document.minutes().is_none() {
        return name::last(document.id.as_str()).to_owned();
    }
    let called = |written: &crate::source::Spanned<String>| {
        site.find_party(&written.value).map_or_else(|| written.value.clone(), |subject| site.name(subject))
    };
    let bodies: Vec<String> = document.front.bodies.iter().map(called).collect();
    let language = document.front.language.as_ref().map_or(site.config.language.as_str(), |language| &language.value);
    let (minutes, and) = match language {
        "en" => ("Minutes", " and "),
        _ => ("Referat", " og "),
    };
    let date = site.date(n).map(|date| if language == "en" { date.strftime("%-d %B %Y").to_string() } else { day_in_words(date) });
    match (bodies.is_empty(), date) {
        (false, Some(date)) => format!("{minutes} – {} {date}", bodies.join(and)),
        (false, None) => format!("{minutes} – {}", bodies.join(and)),
        (true, Some(date)) => format!("{minutes} {date}"),
        (true, None) => minutes.to_owned(),
    }
}

/// Lists every decision that has an id. In a joint meeting its code says whose agenda item of two alike is meant.
fn decide(site: &mut Site) {
    let codes: Lookup<String, usize> = site
        .registers
        .bodies
        .entries
        .iter()
        .enumerate()
        .filter_map(|(n, body)| Some((body.code.as_ref()?.value.trim().to_uppercase(), n)))
        .collect();
    let mut decisions: Vec<DecisionEntry> = Vec::new();
    for document in 0..site.documents.len() {
        let Some(minutes) = site.document(document).minutes() else { continue };
        for (nth, decision) in minutes.decisions.iter().enumerate() {
            let Some(id) = decision.id.as_ref().map(|id| id.value.clone()) else { continue };
            let body = codes.get(&id.code).copied();
            let item = decision.item.as_ref().and_then(|written| site.find_item(document, &written.value, body));
            decisions.push(DecisionEntry { id, document, nth, item, date: site.date(document), state: DecisionState::InForce });
        }
    }
    decisions.sort_by(|a, b| (&a.id, a.document, a.nth).cmp(&(&b.id, b.document, b.nth)));
    let tables = &mut site.tables;
    for (n, entry) in decisions.iter().enumerate() {
        tables.decisions.entry(entry.id.clone()).or_insert(n);
        tables.decision_at.insert((entry.document, entry.nth), n);
        tables.decided_in.entry(entry.document).or_default().push(n);
    }
    for list in tables.decided_in.values_mut() {
        list.sort_by_key(|n| decisions.get(*n).map(|entry| entry.nth));
    }
    for (document, list) in &tables.decided_in {
        for n in list {
            if let Some(item) = decisions.get(*n).and_then(|entry| entry.item) {
                tables.decided_at.entry((*document, item)).or_default().push(*n);
            }
        }
    }
    site.decisions = decisions;
}
