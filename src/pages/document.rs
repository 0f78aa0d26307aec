//! Documents without a page family of their own: reports, notes, pages, and the types that site.toml defines.

use serde::Serialize;

use super::body;
use super::facts::Fact;
use super::frame::{Section, page};
use super::link::{Link, address, root};
use super::paper::{Paper, frame, paper};
use super::{Draft, Family, Page, Where, of_documents};
use crate::index::{Site, Subject};
use crate::model::Details;

/// The pages of documents without a family of their own.
pub static FAMILY: Family = Family { name: "document", lies: Where::AtDocuments, pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    paper: Paper,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let plain = |document: &usize| {
        let found = site.document(*document);
        // The document without an id is the front page's.
        matches!(found.details, Details::Report | Details::Note | Details::Page | Details::Custom(_)) && !found.id.as_str().is_empty()
    };
    of_documents(site, |document| plain(&document).then_some(move || one(site, document)))
}

fn one(site: &Site, document: usize) -> Page<'_> {
    let found = site.document(document);
    let mut facts = Vec::new();
    if let Some(date) = site.date(document) {
        facts.push(Fact::date("date", date));
    }
    let bodies = site.bodies_of(document).iter().map(|body| super::link::link(site, Subject::Body(*body))).collect();
    facts.extend(Fact::links("body", bodies));
    let view = View { paper: paper(site, document, facts, &[]) };
    let url = address(site, Subject::Document(document));
    let back = root(&url);
    let span = found.text.span;
    let html = Box::new(move || body::pieces(site, document, &back, &[span]));
    let mut frame = frame(site, document, Section::Documents);
    for above in above(site, found.id.as_str()) {
        frame = frame.below(above);
    }
    page(site, &url, "document.html", frame, view, Some(html))
}

/// The documents whose id this one's begins with: `rapport/x` of `rapport/x/del`.
fn above(site: &Site, id: &str) -> Vec<Link> {
    let folders = id.char_indices().filter(|(_, c)| *c == '/').filter_map(|(at, _)| id.get(..at));
    let documents = folders.filter_map(|folder| site.find_document(folder)).map(Subject::Document);
    documents.filter(|document| site.shown(*document)).map(|document| super::link::link(site, document)).collect()
}
