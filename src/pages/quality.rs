//! The page of open findings, for editors: by document and by rule, in the words of the reports. site.toml switches it on.
//!
//! Gets what was judged as plain data. Nothing of a document that the audience does not get comes here but the number of its findings,
//! and a finding whose words name one shows its rule alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::frame::{Frame, Section, page};
use super::grouped::grouped;
use super::link::{Link, link};
use super::shelf::{Choice, mark};
use super::{Draft, Page};
use crate::diagnostic::{Diagnostic, Level, Tongue};
use crate::index::{Site, Subject, Visibility, url};

/// More findings than this are shown by rule only.
const MANY: usize = 200;

/// What the template gets.
#[derive(Serialize)]
struct View {
    /// Findings depend on the day.
    as_of: crate::model::Date,
    /// The rule that this page is limited to.
    rule: Option<String>,
    /// How many findings there are in all, by level.
    errors: usize,
    /// Warnings.
    warnings: usize,
    /// Notes.
    infos: usize,
    /// The pages by rule.
    rules: Vec<Choice>,
    /// The findings by document.
    groups: Vec<Group>,
    /// How many findings this page would have, where it shows only the first of them.
    cut: Option<usize>,
    /// How many stand in documents that this site does not show.
    hidden: usize,
    /// The language of the findings' words.
    lang: &'static str,
}

/// The findings in one file.
#[derive(Serialize)]
struct Group {
    /// The document, or the file's path where it is none.
    document: Link,
    /// The file, relative to the site's folder.
    path: String,
    /// In the order of the file.
    findings: Vec<Row>,
}

/// A finding.
#[derive(Serialize)]
struct Row {
    /// `error`, `warning` or `info`.
    level: &'static str,
    /// The rule's name.
    rule: &'static str,
    /// The line in the file, from 1.
    line: usize,
    /// What is wrong; nothing where the words may not be shown.
    message: Option<String>,
    /// How to mend it.
    help: Option<String>,
}

/// A finding that may be shown, with the file it stands in.
struct Open<'d> {
    diagnostic: &'d Diagnostic,
    document: Link,
    path: &'d str,
}

/// All that there is to show, and how it is cut.
struct Findings<'d> {
    open: Vec<Open<'d>>,
    rules: Vec<Choice>,
    secrets: Vec<String>,
    /// How many are not shown.
    hidden: usize,
}

/// The page of all findings and one for each rule; none where site.toml does not ask for them.
pub(super) fn pages<'s>(site: &'s Site, found: &'s [Diagnostic]) -> Vec<Draft<'s>> {
    if !site.config.quality {
        return Vec::new();
    }
    let open: Vec<Open<'_>> = found.iter().filter_map(|diagnostic| open(site, diagnostic)).collect();
    let mut by_rule: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (n, one) in open.iter().enumerate() {
        by_rule.entry(one.diagnostic.finding.rule).or_default().push(n);
    }
    let address = |rule: &str| format!("/{}/{rule}/", url::QUALITY);
    let choice = |(rule, list): (&&str, &Vec<usize>)| Choice::new(*rule, address(rule), list.len());
    // The worst first, so that they are there where not all are.
    let mut all: Vec<usize> = (0..open.len()).collect();
    if open.len() > MANY {
        all.sort_by_key(|n| std::cmp::Reverse(open.get(*n).map(|one| one.diagnostic.level)));
    }
    let rules = by_rule.iter().map(choice).collect();
    let shown = Arc::new(Findings { rules, secrets: secrets(site), hidden: found.len() - open.len(), open });
    let draft = |url: String, rule: Option<&'static str>, list: Vec<usize>| {
        let shown = Arc::clone(&shown);
        Draft::new(&url.clone(), move || one(site, &shown, &url, rule, &list))
    };
    let mut pages = vec![draft(format!("/{}/", url::QUALITY), None, all)];
    pages.extend(by_rule.into_iter().map(|(rule, list)| draft(address(rule), Some(rule), list)));
    pages
}

fn one<'s>(site: &'s Site, shown: &Findings<'_>, url: &str, rule: Option<&str>, list: &[usize]) -> Page<'s> {
    let count = |level: Level| shown.open.iter().filter(|one| one.diagnostic.level == level).count();
    let cut: Vec<&Open<'_>> = list.iter().take(MANY).filter_map(|n| shown.open.get(*n)).collect();
    let view = View {
        as_of: site.as_of,
        rule: rule.map(str::to_owned),
        errors: count(Level::Error),
        warnings: count(Level::Warning),
        infos: count(Level::Info),
        rules: mark(&shown.rules, url),
        groups: groups(site, &cut, &shown.secrets),
        cut: (list.len() > MANY).then_some(list.len()),
        hidden: shown.hidden,
        lang: if tongue(site) == Tongue::English { "en" } else { "nb" },
    };
    let mut frame = Frame::new(site, rule.unwrap_or_default(), Section::None);
    frame.unlisted = true;
    page(site, url, "quality.html", frame, view, None)
}

/// The finding with its file, where the audience gets that: a document of the site, a published attachment, a register, site.toml.
fn open<'d>(site: &'d Site, diagnostic: &'d Diagnostic) -> Option<Open<'d>> {
    let source = diagnostic.finding.place.source;
    let path = site.sources.shown_path(source);
    let document = match site.document_in(source) {
        Some(document) => Some(Subject::Document(document)).filter(|subject| site.shown(*subject)).map(|subject| link(site, subject)),
        None => match site.find_file(path) {
            Some(file) => Some(Subject::File(file)).filter(|subject| site.shown(*subject)).map(|subject| link(site, subject)),
            None => (!path.starts_with("content/") || path.starts_with("content/register/")).then(|| Link::plain(path)),
        },
    }?;
    Some(Open { diagnostic, document, path })
}

/// Findings of one file after each other, as they come.
fn groups(site: &Site, list: &[&Open<'_>], secrets: &[String]) -> Vec<Group> {
    let of_files = grouped(list.iter().map(|one| (one.path, *one)));
    let group = |(path, found): (&str, Vec<&Open<'_>>)| {
        let document = found.first()?.document.clone();
        Some(Group { document, path: path.to_owned(), findings: found.iter().map(|one| row(site, one.diagnostic, secrets)).collect() })
    };
    of_files.into_iter().filter_map(group).collect()
}

fn row(site: &Site, diagnostic: &Diagnostic, secrets: &[String]) -> Row {
    let finding = &diagnostic.finding;
    let line = site.sources.get(finding.place.source).map_or(1, |source| source.position(finding.place.span.start as usize).line);
    let words = |said: &crate::diagnostic::Bilingual| said.get(tongue(site)).to_owned();
    let (message, help) = (words(&finding.message), finding.help.as_ref().map(words));
    let told = format!("{message} {}", help.as_deref().unwrap_or_default()).to_lowercase();
    let told = told.replace('\u{a0}', " ");
    let secret = !diagnostic.show_source || secrets.iter().any(|secret| told.contains(secret.as_str()));
    Row {
        level: match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            _ => "info",
        },
        rule: finding.rule,
        line: line.max(1),
        message: (!secret).then_some(message),
        help: help.filter(|_| !secret),
    }
}

/// The names of everything the audience does not get: ids and titles of documents, ids and titles of decisions, files.
fn secrets(site: &Site) -> Vec<String> {
    let hidden = |subject: &Subject| site.visibility(*subject) != Visibility::Full;
    let mut secrets: Vec<String> = Vec::new();
    for n in (0..site.documents.len()).filter(|n| hidden(&Subject::Document(*n))) {
        let id = site.document(n).id.as_str();
        secrets.extend([id.to_owned(), id.rsplit('/').next().unwrap_or(id).to_owned(), site.entry(n).title.clone()]);
    }
    for n in (0..site.decisions.len()).filter(|n| hidden(&Subject::Decision(*n))) {
        secrets.push(site.name(Subject::Decision(n)));
        secrets.extend(site.decision(n).and_then(|said| said.title.as_ref()).map(|title| title.value.clone()));
    }
    let files = (0..site.files.len()).filter(|n| hidden(&Subject::File(*n)));
    secrets.extend(files.map(|n| site.name(Subject::File(n))));
    secrets.retain(|secret| secret.chars().count() > 2);
    secrets.iter_mut().for_each(|secret| *secret = secret.to_lowercase().replace('\u{a0}', " "));
    secrets.sort();
    secrets.dedup();
    secrets
}

fn tongue(site: &Site) -> Tongue {
    if site.config.language == "en" { Tongue::English } else { Tongue::Bokmal }
}
