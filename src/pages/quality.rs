//! The page of open findings, for editors: by document and by rule, in the words of the reports. site.toml switches it on.
//!
//! Gets what was judged as plain data. Nothing of a document that the audience does not get comes here but the number of its findings,
//! and a finding whose words name one shows its rule alone.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Page;
use super::frame::{Frame, Section, page};
use super::link::{Link, link};
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

/// A page of one rule's findings.
#[derive(Serialize, Clone)]
struct Choice {
    /// The rule's name.
    of: String,
    /// Where its page is.
    url: String,
    /// How many findings it has.
    count: usize,
    /// Whether it is this page.
    current: bool,
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

/// The page of all findings and one for each rule; none where site.toml does not ask for them.
pub(super) fn pages<'s>(site: &'s Site, found: &[Diagnostic]) -> Vec<Page<'s>> {
    if !site.config.quality {
        return Vec::new();
    }
    let open: Vec<Open<'_>> = found.iter().filter_map(|diagnostic| open(site, diagnostic)).collect();
    let secrets = secrets(site);
    let mut by_rule: BTreeMap<&str, Vec<&Open<'_>>> = BTreeMap::new();
    for one in &open {
        by_rule.entry(one.diagnostic.finding.rule).or_default().push(one);
    }
    let address = |rule: &str| format!("/{}/{rule}/", url::QUALITY);
    let choice =
        |(rule, list): (&&str, &Vec<&Open<'_>>)| Choice { of: (*rule).to_owned(), url: address(rule), count: list.len(), current: false };
    let rules: Vec<Choice> = by_rule.iter().map(choice).collect();
    let count = |level: Level| open.iter().filter(|one| one.diagnostic.level == level).count();
    let make = |url: &str, rule: Option<&str>, list: &[&Open<'_>]| {
        let view = View {
            as_of: site.as_of,
            rule: rule.map(str::to_owned),
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            infos: count(Level::Info),
            rules: rules.iter().cloned().map(|choice| Choice { current: choice.url == url, ..choice }).collect(),
            groups: groups(site, list.get(..MANY).unwrap_or(list), &secrets),
            cut: (list.len() > MANY).then_some(list.len()),
            hidden: found.len() - open.len(),
            lang: if tongue(site) == Tongue::English { "en" } else { "nb" },
        };
        let mut frame = Frame::new(site, rule.unwrap_or_default(), Section::None);
        frame.unlisted = true;
        page(site, url, "quality.html", &frame, &view, None)
    };
    // The worst first, so that they are there where not all are.
    let mut all: Vec<&Open<'_>> = open.iter().collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.diagnostic.level));
    all.truncate(if all.len() > MANY { MANY + 1 } else { MANY });
    let front = if open.len() > MANY { all } else { open.iter().collect() };
    let mut pages = vec![make(&format!("/{}/", url::QUALITY), None, &front)];
    pages.extend(by_rule.iter().map(|(rule, list)| make(&address(rule), Some(rule), list)));
    pages
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
    let mut groups: Vec<Group> = Vec::new();
    for one in list {
        let row = row(site, one.diagnostic, secrets);
        match groups.iter_mut().find(|group| group.path == one.path) {
            Some(group) => group.findings.push(row),
            None => groups.push(Group { document: one.document.clone(), path: one.path.to_owned(), findings: vec![row] }),
        }
    }
    groups
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
