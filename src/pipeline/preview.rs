//! A document's own pages and findings as soon as its file was written: from what it says now and from what lies near it.
//!
//! The site is looked at whole after that; a preview only has to be right about the document itself. So the index, the rules and
//! the views are the ones of every run, on a site of the registers, the document, what it refers to and what refers to it.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::known::Known;
use super::{Checked, Done, Request, load, render};
use crate::diagnostic::Diagnostic;
use crate::index::{self, Inputs, Reference, Site, Subject};
use crate::judge::LastLook;
use crate::model::{Document, Form};
use crate::output::Output;
use crate::output::name::folder;
use crate::source::{Source, SourceId};
use crate::work::{Cache, Key};
use crate::world::{Failure, World};
use crate::{judge, pages, parse, rules};

/// Documents that are taken along at most: where everything refers to one document, the rest of it comes with the whole site.
const MOST: usize = 500;

/// What a document became.
pub struct Preview {
    /// Its file.
    pub source: SourceId,
    /// The site it was looked at in; places mean the same as in the whole one.
    pub site: Site,
    /// Its own findings.
    pub diagnostics: Vec<Diagnostic>,
    /// Its pages.
    pub output: Output,
    /// How much was done, for tests that count.
    pub done: Done,
}

/// Looks at one document of a known site again; none where the file is no document that the site had, or is gone.
///
/// # Errors
/// When the file cannot be read.
pub fn preview(world: &dyn World, request: &Request, last: &Checked, path: &str) -> Result<Option<Preview>, Failure> {
    let known = last.site.sources.find(path).and_then(|source| Some((source, last.site.document_in(source)?)));
    let (Some((source, document)), Some((text, key, parsed))) = (known, load::again(world, path)?) else { return Ok(None) };
    let Some(theme) = last.dress.theme(&last.site.config) else { return Ok(None) };
    let near = near(&last.site, document, &parsed);
    let mut site = small(last, &near, Some((document, text, key, Arc::new(parsed))));
    let found = found(&mut site, request, source);
    let diagnostics = told(last, request, &near, source, found);
    let own = site.document_in(source).map_or_else(Vec::new, |n| pages::of_document(&site, n));
    let made = render::made(own, theme, &Known::new(&site, theme.key, None), &Cache::default(), &LastLook::new(&site), || ());
    let done = Done { parsed: 1, viewed: made.viewed, rendered: made.rendered, pages: made.pages, ..Done::default() };
    Ok(Some(Preview { source, diagnostics, output: made.output, done, site }))
}

/// The documents that a document's pages and findings depend on: what it refers to, with what decides how that stands, what
/// refers to it, and the meetings around it.
fn near(site: &Site, document: usize, parsed: &Document) -> BTreeSet<usize> {
    let named = parsed.mentions.iter().filter_map(|mention| match &mention.form {
        Form::Decision(id) => site.find_decision(id).map(Subject::Decision),
        Form::Document { id, .. } => site.find_document(id.trim_matches('/')).map(Subject::Document),
        Form::Path { path, .. } => site.find_beside(document, path).map(Subject::Document),
        _ => None,
    });
    let before = site.references_in(document).iter().filter_map(Reference::target).map(|target| target.subject);
    let mut near = BTreeSet::from([document]);
    for subject in before.chain(named) {
        match subject {
            Subject::Document(n) => {
                near.insert(n);
                near.extend(site.backlinks_as(subject, |role| !role.in_text()).map(|reference| reference.document));
            }
            Subject::Decision(n) => near.extend(holders(site, n)),
            _ => {}
        }
    }
    let own = site.decisions_in(document).iter().copied();
    for decision in own {
        near.extend(holders(site, decision));
        near.extend(site.referring(Subject::Decision(decision)));
    }
    near.extend(site.referring(Subject::Document(document)));
    near.extend(site.neighbours(document).into_iter().flat_map(|near| [near.previous, near.next]).flatten());
    while near.len() > MOST {
        let farthest = if near.first() == Some(&document) { near.last().copied() } else { near.first().copied() };
        near.remove(&farthest.unwrap_or(document));
    }
    near
}

/// The minutes of a decision and of every decision of its chain.
fn holders(site: &Site, decision: usize) -> impl Iterator<Item = usize> {
    let chain = site.chain(decision);
    let linked = chain.before.into_iter().chain(chain.after).flat_map(|link| [link.earlier, link.later]);
    linked.chain([decision]).filter_map(|n| site.decisions.get(n)).map(|entry| entry.document)
}

/// A site of a few documents and every register; sources keep their ids.
fn small(last: &Checked, near: &BTreeSet<usize>, edited: Option<(usize, Source, Key, Arc<Document>)>) -> Site {
    let whole = &last.site;
    let mut sources = whole.sources.clone();
    let mut documents: Vec<_> = near.iter().map(|n| (*n, whole.entry(*n).key, Arc::clone(&whole.entry(*n).document))).collect();
    if let Some((document, text, key, parsed)) = edited {
        sources.add(text);
        if let Some(slot) = documents.iter_mut().find(|(n, ..)| *n == document) {
            *slot = (document, key, parsed);
        }
    }
    let own = |path: &str| path.strip_suffix(".md").unwrap_or(path).to_owned();
    let folders: HashSet<String> =
        documents.iter().flat_map(|(.., document)| [folder(&document.path).to_owned(), own(&document.path)]).collect();
    let files = whole.files.iter().zip(&whole.inspected).filter(|(file, _)| folders.contains(folder(&file.path)));
    index::build(Inputs {
        config: whole.config.clone(),
        sources,
        files: files.map(|(file, inspection)| (file.clone(), inspection.clone())).collect(),
        documents: documents.into_iter().map(|(n, key, document)| (whole.entry(n).source, key, document)).collect(),
        registers: last.registers.clone(),
        built_in: parse::built_in_statutes(),
        file_faults: Vec::new(),
        name_personal: whole.name_personal.clone(),
        permalinks: None,
        as_of: whole.as_of,
        audience: whole.audience.clone(),
        drafts: whole.drafts,
        commits: Arc::clone(&whole.commits),
    })
}

/// What there is to say of one file of a site.
fn found(site: &mut Site, request: &Request, source: SourceId) -> Vec<Diagnostic> {
    // Those that lie near are there to be referred to; what is said of each of them alone, nobody asks.
    let own = site.document_in(source).map_or(0..0, |own| own..own + 1);
    let notes = rules::run_on(site, own, |rule| judge::is_heard(site, &request.flags, rule), &Cache::default());
    judge::withhold(site, &notes);
    let judged = judge::judge(site, notes, &request.flags);
    let judged = match &request.baseline {
        Some(baseline) => baseline.apply(judged, &site.sources).0,
        None => judged,
    };
    judged.into_iter().filter(|diagnostic| diagnostic.finding.place.source == source).collect()
}

/// The findings of a file without those that a small site alone would have: what it says of the file as it was, and the whole did not.
fn told(last: &Checked, request: &Request, near: &BTreeSet<usize>, source: SourceId, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is = |a: &Diagnostic, b: &Diagnostic| a.finding.rule == b.finding.rule && a.finding.message == b.finding.message;
    let known: Vec<&Diagnostic> = last.diagnostics.iter().filter(|known| known.finding.place.source == source).collect();
    if found.iter().all(|new| known.iter().any(|known| is(new, known))) {
        return found;
    }
    let before = self::found(&mut small(last, near, None), request, source);
    let noise = |new: &Diagnostic| before.iter().any(|old| is(new, old)) && !known.iter().any(|known| is(new, known));
    found.into_iter().filter(|new| !noise(new)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{self, Caches};
    use crate::world::Memory;

    const NOTE: &str = "---\ntype: notat\ntittel: Om A\ndato: 2019-01-02\n---\n\nTekst.\n";

    fn world() -> Memory {
        let mut world = Memory::default().with("site.toml", "format = 1\n").with("content/a.md", NOTE);
        for n in 0..40 {
            let front = format!("---\ntype: notat\ntittel: Om {n}\ndato: 2019-01-02\n---\n\n");
            world = world.with(&format!("content/n{n}.md"), format!("{front}Tekst {n}, se [a][a] og [neste][n{}].\n", (n + 1) % 40));
        }
        world
    }

    fn rules_of(found: &[Diagnostic], source: SourceId) -> Vec<&'static str> {
        found.iter().filter(|found| found.finding.place.source == source).map(|found| found.finding.rule).collect()
    }

    #[test]
    fn an_edit_is_one_file_parsed_and_one_page_made_and_both_are_what_the_whole_site_says() {
        let (mut world, mut caches, request) = (world(), Caches::default(), Request::default());
        let last = pipeline::build(&world, &request, &mut caches).unwrap().checked;
        for text in ["Ny tekst, se [n7][n7].\n", "Ny tekst, se [ukjent][n99].\n", "Se [n7](n7.md) og og [SG 1/19].\n", "\n"] {
            world = world.with("content/a.md", format!("---\ntype: notat\ntittel: Om A\ndato: 2019-01-02\n---\n\n{text}"));
            let preview = preview(&world, &request, &last, "content/a.md").unwrap().unwrap();
            assert_eq!((preview.done.parsed, preview.done.rendered), (1, 1), "{text}");
            let whole = pipeline::build(&world, &request, &mut Caches::default()).unwrap();
            assert_eq!(preview.output.bytes("a/index.html"), whole.output.bytes("a/index.html"), "{text}");
            let source = whole.checked.site.sources.find("content/a.md").unwrap();
            assert_eq!(rules_of(&preview.diagnostics, preview.source), rules_of(&whole.checked.diagnostics, source), "{text}");
        }
    }

    #[test]
    fn those_that_lie_near_are_not_judged() {
        let twice = |world: Memory, path: &str| world.with(path, NOTE.replace("Tekst.", "Se [a][a] og og [b][n1]."));
        let world = twice(twice(world(), "content/a.md"), "content/n0.md");
        let site = pipeline::check(&world, &Request::default(), &mut Caches::default()).unwrap().site;
        let own = site.document_in(site.sources.find("content/a.md").unwrap()).unwrap();
        let found = |documents| {
            let notes = rules::run_on(&site, documents, |rule| rule.name == "num-repeated-words", &Cache::default());
            notes.findings.iter().map(|finding| site.document_in(finding.place.source).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(found(own..own + 1), [own]);
        assert_eq!(found(0..site.documents.len()).len(), 2);
    }

    #[test]
    fn what_is_no_known_document_is_left_to_the_whole_site() {
        let (world, mut caches, request) = (world(), Caches::default(), Request::default());
        let last = pipeline::build(&world, &request, &mut caches).unwrap().checked;
        let world = world.with("content/ny.md", NOTE).with("content/register/organer.yaml", "");
        for path in ["content/ny.md", "content/register/organer.yaml", "content/borte.md", "site.toml"] {
            assert!(preview(&world, &request, &last, path).unwrap().is_none(), "{path}");
        }
    }
}
