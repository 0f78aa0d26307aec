//! What stands in the feeds: documents and decisions, what changed last first. An entry's id is the address of its page, because
//! addresses stay (permalinks.txt); its `updated` comes from the documents' own days.

use std::sync::Arc;

use super::api::Other;
use super::atom::{Entry, Feed, write};
use super::days;
use super::reading::Reading;
use crate::index::{DecisionEntry, Site, Subject};
use crate::model::Date;
use crate::output::Output;
use crate::pages::Draft;
use crate::pages::body::{escape, excerpt, plain};
use crate::pages::decision::body_of;
use crate::pages::frame::DocumentType;
use crate::pages::link::{address, title};
use crate::pages::words::language;

/// Everything.
pub const ALL: &str = "/ar/nytt.atom";
/// The decisions alone.
pub const DECISIONS: &str = "/vedtak/vedtak.atom";

/// A feed holds so many entries: it tells what is new, and the lists tell what there is.
const LENGTH: usize = 50;

/// The feed of a body, by the address of its page.
pub fn of_body(page: &str) -> String {
    format!("{page}nytt.atom")
}

/// What an entry is about, before its texts are made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Dated {
    updated: Date,
    published: Date,
    what: Subject,
}

/// The feeds, each with what leads to it: none where the site does not know its own address, as an id must be whole.
pub fn drafts<'s>(reading: &Arc<Reading<'s>>) -> Vec<(Other, Draft<'s, Output>)> {
    let site = reading.site;
    if site.config.base_url.is_empty() {
        return Vec::new();
    }
    let (decisions, mut all) = (decisions(reading), documents(site));
    all.extend(&decisions);
    let mut of_bodies: Vec<Vec<Dated>> = vec![Vec::new(); site.registers.bodies.entries.len()];
    for dated in &all {
        let bodies = match dated.what {
            Subject::Document(document) => site.bodies_of(document).to_vec(),
            Subject::Decision(decision) => body_of(site, decision).into_iter().collect(),
            _ => Vec::new(),
        };
        for body in bodies {
            if let Some(list) = of_bodies.get_mut(body) {
                list.push(*dated);
            }
        }
    }
    let title_of_decisions = format!("{} – {}", reading.words.decisions, site.config.title);
    let whole = Planned { url: ALL.to_owned(), page: "/ar/".to_owned(), title: site.config.title.clone(), body: None, list: all };
    let decided =
        Planned { url: DECISIONS.to_owned(), page: "/vedtak/".to_owned(), title: title_of_decisions, body: None, list: decisions };
    let of_bodies = of_bodies.into_iter().enumerate().map(|(body, list)| {
        let page = address(site, Subject::Body(body));
        let title = format!("{} – {}", title(site, Subject::Body(body)), site.config.title);
        Planned { url: of_body(&page), page, title, body: Some(body), list }
    });
    [whole, decided].into_iter().chain(of_bodies).map(|planned| planned.draft(reading)).collect()
}

/// A feed before it is written.
struct Planned {
    url: String,
    /// The page that it goes with.
    page: String,
    title: String,
    body: Option<usize>,
    list: Vec<Dated>,
}

impl Planned {
    fn draft<'s>(mut self, reading: &Arc<Reading<'s>>) -> (Other, Draft<'s, Output>) {
        let site = reading.site;
        self.list.sort_by(|a, b| b.cmp(a));
        self.list.truncate(LENGTH);
        let organization_id = self.body.map(|body| site.body(body).id.value.clone());
        let other = Other { name: self.title.clone(), url: reading.url(&self.url), organization_id, year: None };
        let excerpts = self.list.iter().filter_map(|dated| dated.what.document()).filter(|n| site.document(*n).front.summary.is_none());
        let (words_of, reading): (Vec<usize>, _) = (excerpts.collect(), Arc::clone(reading));
        (other, Draft::files(&self.url.clone(), move || self.write(&reading)).with_words_of(words_of))
    }

    fn write(&self, reading: &Reading<'_>) -> Output {
        let (site, mut output) = (reading.site, Output::default());
        let config = &site.config;
        let entries: Vec<Entry> = self.list.iter().filter_map(|dated| entry(reading, *dated)).collect();
        let feed = Feed {
            url: reading.url(&self.url),
            page: reading.url(&self.page),
            title: self.title.clone(),
            author: if config.owner.is_empty() { &config.title } else { &config.owner },
            language: &config.language,
            otherwise: self.body.and_then(|body| site.body(body).established.as_ref()).map_or(Date::constant(1970, 1, 1), |day| day.value),
            entries: entries.iter().collect(),
        };
        output.put(super::path(&self.url), write(&feed));
        output
    }
}

/// The documents that the audience gets and that have a date.
fn documents(site: &Site) -> Vec<Dated> {
    let dated = |document: usize| {
        let updated = days::of_document(site, document)?;
        Some(Dated { updated, published: site.date(document)?, what: Subject::Document(document) })
    };
    site.shown_documents().filter_map(dated).collect()
}

fn decisions(reading: &Reading<'_>) -> Vec<Dated> {
    let site = reading.site;
    let dated = |decision: usize| {
        let updated = days::of_decision(site, decision)?;
        Some(Dated { updated, published: site.decisions.get(decision)?.date?, what: Subject::Decision(decision) })
    };
    reading.decisions.iter().filter_map(|decision| dated(*decision)).collect()
}

fn entry(reading: &Reading<'_>, dated: Dated) -> Option<Entry> {
    let site = reading.site;
    let base = Entry {
        url: reading.url(&address(site, dated.what)),
        title: String::new(),
        published: dated.published,
        updated: dated.updated,
        category: "vedtak".to_owned(),
        label: None,
        language: site.config.language.clone(),
        content: None,
        summary: None,
    };
    match dated.what {
        Subject::Document(document) => {
            let found = site.document(document);
            let kind = DocumentType::of(site, found.details.type_name());
            let summary = found.front.summary.as_ref().map(|summary| escape(&summary.value).into_owned());
            let summary = summary.or_else(|| Some(excerpt(site, document, found.text.span)).filter(|excerpt| !excerpt.is_empty()));
            Some(Entry {
                title: title(site, dated.what),
                category: kind.name,
                label: kind.label,
                language: language(found, site).to_owned(),
                summary,
                ..base
            })
        }
        Subject::Decision(decision) => {
            let html = reading.decision_html(decision);
            let withheld = site.decision(decision)?.exempt;
            let content = if withheld {
                Some(escape(reading.words.withheld).into_owned())
            } else {
                Some(html.to_owned()).filter(|html| !plain(html).is_empty())
            };
            let DecisionEntry { document, state, .. } = site.decisions.get(decision)?;
            let name = reading.decision_name(decision);
            // Who reads the old text as news must see that it stands no more.
            let title = reading.words.became_of(*state).map_or_else(|| name.clone(), |became| format!("{name} ({became})"));
            Some(Entry { title, language: language(site.document(*document), site).to_owned(), content, ..base })
        }
        _ => None,
    }
}
