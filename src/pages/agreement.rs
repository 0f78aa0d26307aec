//! Agreements: parties and period, and every point beside what its guide says of it; what is missing and what is extra.

use std::collections::HashMap;

use serde::Serialize;

use super::body;
use super::comparison::{Row, alike, compare};
use super::facts::Fact;
use super::frame::{Section, page};
use super::link::{Link, Somebody, address, encode, foreign, link, root, somebody};
use super::paper::{Paper, frame, paper};
use super::parts::Contents;
use super::{Draft, Family, Page, Where};
use crate::index::{Site, Subject};
use crate::model::{Agreement, Details, Document, Guide, Role, Text};
use crate::source::Span;

/// The pages of agreements.
pub static FAMILY: Family = Family { name: "agreement", lies: Where::AtDocuments, pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    paper: Paper,
    parties: Vec<PartyView>,
    /// The guide, where the audience gets it.
    guide: Option<Link>,
    /// How the agreement stands to it.
    standing: Option<Standing>,
    sections: Vec<Part>,
}

/// A party.
#[derive(Serialize)]
struct PartyView {
    unit: Option<Link>,
    represented_by: Option<Somebody>,
}

/// What an agreement has of what its guide requires.
#[derive(Debug, Serialize)]
pub struct Standing {
    /// How many points are required.
    pub required: usize,
    /// Required points that it lacks.
    pub missing: Vec<Named>,
    /// Points that the guide does not have.
    pub extra: Vec<Named>,
    /// Points that are called otherwise than in the guide.
    pub renamed: Vec<Named>,
    /// Roles of attachments that it lacks.
    pub attachments: Vec<String>,
}

/// A point by number and title, and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// The number.
    pub number: String,
    /// The title, without the number.
    pub title: String,
    /// Where it stands: in the agreement, or in the guide where the agreement lacks it.
    pub url: Option<String>,
}

/// A run of the text with the guide beside it, or a point that is missing here.
#[derive(Serialize)]
struct Part {
    /// Which piece it is; none for a missing point.
    html: Option<usize>,
    /// The point that is missing here.
    missing: Option<Named>,
    /// A point that the guide does not have.
    extra: bool,
    beside: Option<Beside>,
}

/// What the guide says of a point.
#[derive(Serialize)]
struct Beside {
    number: String,
    title: String,
    url: String,
    /// The beginning of the guide's text, as HTML.
    excerpt: String,
    /// What to consider.
    questions: Vec<String>,
    /// The guide's language, where it is another than the site's.
    lang: Option<String>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let draft = |document| {
        let Details::Agreement(agreement) = &site.document(document).details else { return None };
        let draft = Draft::new(&address(site, Subject::Document(document)), move || one(site, document, agreement));
        // Beside its own text stand the beginnings of the guide's points.
        Some(draft.with_words_of([document].into_iter().chain(guide_of(site, document))))
    };
    site.shown_documents().filter_map(draft).collect()
}

fn one<'s>(site: &'s Site, document: usize, agreement: &Agreement) -> Page<'s> {
    let found = site.document(document);
    let day = site.date(document);
    let parties = agreement.parties.iter().map(|party| PartyView {
        unit: party.unit.as_ref().map(|unit| somebody(site, unit, day).name),
        represented_by: party.represented_by.as_ref().map(|who| somebody(site, who, day)),
    });
    let parties: Vec<PartyView> = parties.collect();
    let guide = guide_of(site, document);
    let rows = guide.map_or_else(Vec::new, |guide| rows(site, document, guide));
    let runs = runs(&found.text);
    let mut paper = paper(site, document, facts(site, document, agreement), &[]);
    paper.footnotes = runs.len();
    if !parties.is_empty() {
        paper.toc.insert(0, Contents::own("_parter", "parties"));
    }
    let view = View {
        paper,
        parties,
        guide: guide.map(|guide| link(site, Subject::Document(guide))),
        standing: guide.map(|guide| standing(site, document, guide)),
        sections: sections(site, guide, &runs, &rows),
    };
    let url = address(site, Subject::Document(document));
    let back = root(&url);
    let spans: Vec<Span> = runs.into_iter().map(|(_, span)| span).collect();
    let html = Box::new(move || body::pieces(site, document, &back, &spans));
    let frame = frame(site, document, Section::Documents);
    page(site, &url, "agreement.html", frame, view, Some(html))
}

fn facts(site: &Site, document: usize, agreement: &Agreement) -> Vec<Fact> {
    let mut facts: Vec<Fact> = site.date(document).map(|date| Fact::date("date", date)).into_iter().collect();
    if let Some(signed) = &agreement.signed {
        facts.push(Fact::date("signed", signed.value));
    }
    facts.extend(agreement.period.as_ref().and_then(|period| Fact::period("period", period)));
    facts
}

/// The guide that an agreement follows, where the audience gets it.
fn guide_of(site: &Site, document: usize) -> Option<usize> {
    let guide = site.subject_as(document, Role::Follows)?.document()?;
    (guide_details(site.document(guide)).is_some() && site.shown(Subject::Document(guide))).then_some(guide)
}

fn guide_details(document: &Document) -> Option<&Guide> {
    if let Details::Guide(guide) = &document.details { Some(guide) } else { None }
}

fn rows(site: &Site, document: usize, guide: usize) -> Vec<Row> {
    let (own, other) = (&site.document(document).text.points, &site.document(guide).text.points);
    let required = guide_details(site.document(guide)).and_then(|guide| guide.requires_points.as_ref());
    let required: Option<Vec<&str>> = required.map(|numbers| numbers.iter().map(|number| number.value.as_str()).collect());
    compare(own, other, required.as_deref())
}

/// How an agreement stands to a guide; both are shown to the audience.
#[must_use]
pub fn standing(site: &Site, document: usize, guide: usize) -> Standing {
    let rows = rows(site, document, guide);
    let (own, other) = (&site.document(document).text.points, &site.document(guide).text.points);
    let roles = guide_details(site.document(guide)).map_or(&[][..], |guide| &guide.requires_attachments);
    let attached = |role: &str| {
        let attachments = &site.document(document).front.attachments;
        attachments.iter().filter_map(|attachment| attachment.role.as_ref()).any(|own| own.value.to_lowercase() == role.to_lowercase())
    };
    let titles = |row: &Row| Some((own.get(row.own?)?.title.as_str(), other.get(row.guide?)?.title.as_str()));
    let named = |row: &Row| named(site, document, guide, row);
    Standing {
        required: rows.iter().filter(|row| row.required).count(),
        missing: rows.iter().filter(|row| row.missing()).map(named).collect(),
        extra: rows.iter().filter(|row| row.extra()).map(named).collect(),
        renamed: rows.iter().filter(|row| titles(row).is_some_and(|(own, other)| !alike(own, other))).map(named).collect(),
        attachments: roles.iter().map(|role| role.value.clone()).filter(|role| !attached(role)).collect(),
    }
}

fn named(site: &Site, document: usize, guide: usize, row: &Row) -> Named {
    let place = row.own.map(|point| (document, point)).or_else(|| row.guide.map(|point| (guide, point)));
    let point = place.and_then(|(of, point)| Some((of, site.document(of).text.points.get(point)?)));
    Named {
        number: row.number.clone(),
        title: point.map_or_else(String::new, |(_, point)| point.title.clone()),
        url: point.map(|(of, point)| format!("{}#{}", address(site, Subject::Document(of)), encode(&point.anchor))),
    }
}

/// The text cut at its points, and at the headings that end one without beginning another.
fn runs(text: &Text) -> Vec<(Option<usize>, Span)> {
    let mut cuts: Vec<(Option<usize>, u32)> = vec![(None, text.span.start)];
    let mut level = 0;
    let points: HashMap<usize, usize> = (0..).zip(&text.points).filter_map(|(n, point)| Some((point.heading? as usize, n))).collect();
    for (n, heading) in text.headings.iter().enumerate() {
        let point = points.get(&n).copied();
        if point.is_some() {
            level = heading.level;
            cuts.push((point, heading.span.start));
        } else if heading.level <= level {
            level = 0;
            cuts.push((None, heading.span.start));
        }
    }
    let ends = cuts.iter().skip(1).map(|(_, start)| *start).chain([text.span.end]);
    let runs = cuts.iter().zip(ends).map(|((point, start), end)| (*point, Span { start: *start, end: end.max(*start) }));
    runs.filter(|(point, span)| point.is_some() || span.start < span.end).collect()
}

/// The runs of the text, and between them what is missing, in the order of the numbers.
fn sections(site: &Site, guide: Option<usize>, runs: &[(Option<usize>, Span)], rows: &[Row]) -> Vec<Part> {
    let mut sections = Vec::new();
    let mut left = rows.iter().enumerate().filter(|(_, row)| row.missing()).peekable();
    let places: HashMap<usize, usize> = rows.iter().enumerate().filter_map(|(place, row)| Some((row.own?, place))).collect();
    for (n, (point, _)) in runs.iter().enumerate() {
        let place = point.and_then(|point| places.get(&point).copied());
        let row = place.and_then(|place| rows.get(place));
        while let Some((_, missing)) = left.next_if(|(at, _)| place.is_some_and(|place| *at < place)) {
            sections.push(absent(site, guide, missing));
        }
        let extra = guide.is_some() && row.is_some_and(Row::extra);
        sections.push(Part { html: Some(n), missing: None, extra, beside: row.and_then(|row| beside(site, guide?, row)) });
    }
    sections.extend(left.map(|(_, row)| absent(site, guide, row)));
    sections
}

fn absent(site: &Site, guide: Option<usize>, row: &Row) -> Part {
    let missing = guide.map(|guide| named(site, guide, guide, row));
    Part { html: None, missing, extra: false, beside: guide.and_then(|guide| beside(site, guide, row)) }
}

/// What the guide says of a point.
fn beside(site: &Site, guide: usize, row: &Row) -> Option<Beside> {
    let place = row.guide?;
    let text = &site.document(guide).text;
    let point = text.points.get(place)?;
    let lists = text.checklists.iter().filter(|list| list.point.is_some_and(|point| point as usize == place));
    Some(Beside {
        number: point.number.clone(),
        title: point.title.clone(),
        url: format!("{}#{}", address(site, Subject::Document(guide)), encode(&point.anchor)),
        excerpt: body::excerpt(site, guide, point.content),
        questions: lists.flat_map(|list| &list.entries).map(|entry| body::tie(&entry.value).into_owned()).collect(),
        lang: foreign(site, guide),
    })
}
