//! Every URL of the site: per family one file with its view struct and a function from site to drafts of pages.
//!
//! Knows the site and makes views; the theme turns them into bytes. What may not enter: disks, levels, rules.
//! A new family: a file with a `View` (all that its template shows, and `body::fingerprint` where it places a document's text) and a
//! `FAMILY`, a line in [`FAMILIES`], a template, its texts in `i18n`.

pub mod actions;
pub mod agreement;
pub mod bodies;
pub mod body;
pub mod calendar;
pub mod cases;
pub mod chain;
pub mod chart;
pub mod citation;
pub mod cited;
pub mod comparison;
pub mod data;
pub mod decision;
pub mod document;
pub mod facts;
mod find;
pub mod frame;
pub mod front;
pub mod grouped;
pub mod guide;
pub mod link;
pub mod lists;
pub mod lost;
pub mod mandate;
pub mod minutes;
pub mod order;
pub mod paper;
pub mod parts;
pub mod people;
pub mod phases;
pub mod plan;
pub mod published;
pub mod quality;
pub mod redirect;
pub mod register;
pub mod rows;
pub mod search;
pub mod shelf;
pub mod sitemap;
pub mod state;
pub mod statement;
pub mod statutes;
pub mod timeline;
pub mod units;
pub mod words;

use crate::diagnostic::Diagnostic;
use crate::index::{Site, Subject};
use crate::output::Output;
use crate::theme::View;
use crate::work;

pub use find::{Where, find};
pub use published::{Listed, attachment, attachments, beside, listing};

/// A page by its address alone, or other files by a name. All else is made when it is asked for, so that the views of a whole site never
/// stand beside each other, `serve` makes those that somebody looks at, and a build those that an edit may touch.
pub struct Draft<'s, T = Page<'s>> {
    /// Where it lies, relative to the site's root: `vedtak/sg-3-17/index.html`. Of other files, one of them.
    pub path: String,
    /// The documents whose texts it shows words of, where that is all it shows beside interfaces; none where that is not said.
    pub words_of: Option<Vec<usize>>,
    make: Box<dyn Fn() -> T + Send + Sync + 's>,
}

impl<'s> Draft<'s> {
    /// A page at an address, encoded as links have it; `make` calls [`frame::page`] with the same one.
    pub fn new(url: &str, make: impl Fn() -> Page<'s> + Send + Sync + 's) -> Self {
        Self { path: frame::path(url), words_of: None, make: Box::new(make) }
    }
}

impl<'s> Draft<'s, Output> {
    /// Files that are made together, by the address of one of them.
    pub fn files(url: &str, make: impl Fn() -> Output + Send + Sync + 's) -> Self {
        Self { path: frame::path(url), words_of: None, make: Box::new(make) }
    }
}

impl<T> Draft<'_, T> {
    /// The same, where nothing is shown but what the interfaces of documents say ([`crate::model::Interface`]), registers and site.toml,
    /// and words from the texts of these documents: those that [`body::pieces`] and [`body::excerpt`] are called with.
    #[must_use]
    pub fn with_words_of(self, documents: impl IntoIterator<Item = usize>) -> Self {
        Self { words_of: Some(documents.into_iter().collect()), ..self }
    }

    /// The same, where no words of any text are shown.
    #[must_use]
    pub fn without_words(self) -> Self {
        self.with_words_of([])
    }

    /// Makes it: a page's view, or the files.
    #[must_use]
    pub fn made(&self) -> T {
        (self.make)()
    }
}

/// The drafts of those shown documents that `make` is for: of one type, as a rule. Each shows the document's own text and no other's.
fn of_documents<'s, M>(site: &'s Site, make: impl Fn(usize) -> Option<M>) -> Vec<Draft<'s>>
where
    M: Fn() -> Page<'s> + Send + Sync + 's,
{
    let draft = |document| {
        let draft = Draft::new(&link::address(site, Subject::Document(document)), make(document)?);
        Some(draft.with_words_of([document]))
    };
    site.shown_documents().filter_map(draft).collect()
}

/// The drafts of a register with so many entries: a page for each, and the list of them; none shows words of a text.
fn of_register<'s>(
    site: &'s Site,
    entries: usize,
    subject: fn(usize) -> Subject,
    one: fn(&'s Site, usize) -> Page<'s>,
    (url, list): (&str, fn(&'s Site) -> Page<'s>),
) -> Vec<Draft<'s>> {
    let draft = |n| Draft::new(&link::address(site, subject(n)), move || one(site, n));
    (0..entries).map(draft).chain([Draft::new(url, move || list(site))]).map(Draft::without_words).collect()
}

/// A page to be rendered.
pub struct Page<'s> {
    /// Where it lies, relative to the site's root: `vedtak/sg-3-17/index.html`.
    pub path: String,
    /// Its title, without the site's.
    pub title: String,
    /// Whether search engines may list it.
    pub listed: bool,
    /// The template.
    pub template: &'static str,
    /// What the template gets. Holds the hash of everything that `html` is made from, so that equal views mean equal pages.
    pub view: View<'s>,
    /// Makes the pieces of HTML of the document's text; called only when the page is not remembered.
    pub html: Option<frame::Html<'s>>,
}

/// A family of pages.
pub struct Family {
    /// Its name, as in the file's.
    pub name: &'static str,
    /// Where its pages lie.
    pub lies: Where,
    /// Drafts its pages.
    pub pages: fn(&Site) -> Vec<Draft<'_>>,
}

/// Every family, sorted by name.
#[rustfmt::skip] // one a line, so that two new families never meet
pub static FAMILIES: &[&Family] = &[
    &actions::FAMILY,
    &agreement::FAMILY,
    &bodies::FAMILY,
    &calendar::FAMILY,
    &cases::FAMILY,
    &data::FAMILY,
    &decision::FAMILY,
    &document::FAMILY,
    &front::FAMILY,
    &guide::FAMILY,
    &lists::FAMILY,
    &lost::FAMILY,
    &mandate::FAMILY,
    &minutes::FAMILY,
    &people::FAMILY,
    &plan::FAMILY,
    &register::FAMILY,
    &search::FAMILY,
    &statement::FAMILY,
    &statutes::FAMILY,
    &units::FAMILY,
];

/// The families whose pages are documents and their decisions.
const OF_DOCUMENTS: &[&Family] = &[
    &agreement::FAMILY,
    &decision::FAMILY,
    &document::FAMILY,
    &front::FAMILY,
    &guide::FAMILY,
    &mandate::FAMILY,
    &minutes::FAMILY,
    &plan::FAMILY,
];

/// The pages of one document and of its decisions.
#[must_use]
pub fn of_document(site: &Site, document: usize) -> Vec<Draft<'_>> {
    let decisions = site.decisions_in(document).iter().map(|decision| Subject::Decision(*decision));
    let own: Vec<String> = decisions
        .chain([Subject::Document(document)])
        .map(|subject| format!("{}index.html", site.url(subject).trim_start_matches('/')))
        .collect();
    OF_DOCUMENTS.iter().flat_map(|family| (family.pages)(site)).filter(|page| own.contains(&page.path)).collect()
}

/// Every page of the site, and at former addresses those that lead on. `found` is what was judged, for the page that editors get.
#[must_use]
pub fn pages<'s>(site: &'s Site, found: &'s [Diagnostic]) -> Vec<Draft<'s>> {
    let mut pages: Vec<Draft<'_>> = work::map(FAMILIES, |family| (family.pages)(site)).into_iter().flatten().collect();
    pages.extend(quality::pages(site, found));
    let files = site.published_files().map(|file| site.url(Subject::File(file)).trim_start_matches('/').to_lowercase());
    let taken = pages.iter().map(|page| page.path.to_lowercase()).chain(files).collect();
    pages.extend(redirect::pages(site, &taken));
    pages
}
