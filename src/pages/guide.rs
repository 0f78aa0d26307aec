//! Guides: every point with its checklist, and the agreements that follow it.

use serde::Serialize;

use super::agreement::{Standing, standing};
use super::body;
use super::cited::Kind;
use super::facts::Fact;
use super::frame::{Section, page};
use super::link::{address, encode, root};
use super::paper::{Paper, frame, paper};
use super::parts::Contents;
use super::rows::{DocumentRow, document_row};
use super::{Draft, Family, Page, Where, of_documents};
use crate::index::{Site, Subject};
use crate::model::{Details, Guide, Role};

/// The pages of guides.
pub static FAMILY: Family = Family { name: "guide", lies: Where::AtDocuments, pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    paper: Paper,
    /// Points with a checklist.
    checklists: Vec<Checklist>,
    /// How many questions there are in all.
    questions: usize,
    agreements: Vec<Follower>,
}

/// A point with what to consider.
#[derive(Serialize)]
struct Checklist {
    number: String,
    title: String,
    anchor: String,
    questions: Vec<String>,
}

/// An agreement that follows the guide.
#[derive(Serialize)]
struct Follower {
    #[serde(flatten)]
    row: DocumentRow,
    standing: Standing,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    of_documents(site, |document| {
        let Details::Guide(guide) = &site.document(document).details else { return None };
        Some(move || one(site, document, guide))
    })
}

fn one<'s>(site: &'s Site, document: usize, guide: &Guide) -> Page<'s> {
    let found = site.document(document);
    let checklists: Vec<Checklist> = found
        .text
        .points
        .iter()
        .zip(0u32..)
        .filter_map(|(point, n)| {
            let lists = found.text.checklists.iter().filter(|list| list.point == Some(n));
            let questions: Vec<String> = lists.flat_map(|list| &list.entries).map(|entry| body::tie(&entry.value).into_owned()).collect();
            let list = || Checklist { number: point.number.clone(), title: point.title.clone(), anchor: encode(&point.anchor), questions };
            (!found.text.checklists.is_empty()).then(list).filter(|list| !list.questions.is_empty())
        })
        .collect();
    let following = site.backlinks_as(Subject::Document(document), |role| role == Role::Follows);
    let mut agreements: Vec<usize> = following.map(|reference| reference.document).collect();
    agreements.retain(|agreement| site.shown(Subject::Document(*agreement)));
    let agreements = agreements.into_iter().map(|n| Follower { row: document_row(site, n), standing: standing(site, n, document) });
    let mut view = View {
        paper: paper(site, document, facts(site, document, guide), &[Kind::Follows]),
        questions: checklists.iter().map(|list| list.questions.len()).sum(),
        checklists,
        agreements: agreements.collect(),
    };
    // Every point has a heading "Til vurdering"; the list of contents is easier to read without.
    let lists: Vec<&str> =
        found.text.checklists.iter().filter_map(|list| Some(found.text.headings.get(list.heading as usize)?.anchor.as_str())).collect();
    view.paper.toc.retain(|entry| entry.key.is_some() || !lists.contains(&entry.anchor.as_str()));
    let place = view.paper.toc.iter().position(|entry| entry.key.is_some()).unwrap_or(view.paper.toc.len());
    let own = [("_avtaler", "agreements", !view.agreements.is_empty()), ("_sjekkliste", "checklist", !view.checklists.is_empty())];
    let own = own.into_iter().filter(|(_, _, there)| *there).map(|(anchor, key, _)| Contents::own(anchor, key));
    view.paper.toc.splice(place..place, own);
    let url = address(site, Subject::Document(document));
    let back = root(&url);
    let span = found.text.span;
    let html = Box::new(move || body::pieces(site, document, &back, &[span]));
    let frame = frame(site, document, Section::Documents);
    page(site, &url, "guide.html", frame, view, Some(html))
}

fn facts(site: &Site, document: usize, guide: &Guide) -> Vec<Fact> {
    let mut facts: Vec<Fact> = site.date(document).map(|date| Fact::date("date", date)).into_iter().collect();
    facts.extend(guide.version.as_ref().map(|version| Fact::words("version", version.value.clone())));
    facts.extend(guide.publisher.as_ref().map(|publisher| Fact::words("publisher", publisher.value.clone())));
    facts
}
