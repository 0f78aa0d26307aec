//! A decision's own page: its text, whether it stands, its chain and what cites it.

use serde::Serialize;

use super::body;
use super::chain::{Chain, Item};
use super::citation::{Citation, citation};
use super::cited::{Cited, Kind, cited_but};
use super::frame::{Frame, Section, page};
use super::link::{self, Link, address, published, root};
use super::parts::{basis, role_links};
use super::state::{self, State};
use super::words::language;
use super::{Draft, Family, Page, Where};
use crate::index::{ChainLink, DecisionEntry, DecisionState, LinkKind, Site, Subject};
use crate::model::{Date, Decision, Role, Votes};

/// The pages of all decisions.
pub static FAMILY: Family = Family { name: "decision", lies: Where::Below("vedtak"), pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    /// The day the state is told for, where another day may tell another.
    as_of: Option<Date>,
    /// How the meeting that made it is cited.
    citation: Citation,
    id: String,
    title: String,
    state: State,
    withheld: bool,
    minutes: Link,
    item: Option<Link>,
    item_number: Option<String>,
    case: Option<Link>,
    from: Option<Date>,
    to: Option<Date>,
    basis: Option<Link>,
    votes: Option<Vote>,
    covers: Vec<Link>,
    /// The chain drawn, for a page and for a small screen; empty where there is nothing to draw.
    drawings: Vec<Chain>,
    /// The same as a list.
    chain: Vec<Step>,
    cited: Cited,
    previous: Option<Link>,
    next: Option<Link>,
    /// What the text is made from.
    body: String,
}

/// How the vote fell.
#[derive(Serialize)]
struct Vote {
    unanimous: bool,
    yes: u32,
    no: u32,
    abstained: u32,
}

/// A decision of the chain, the oldest first, with what it did to earlier ones.
#[derive(Serialize)]
struct Step {
    current: bool,
    decision: Link,
    title: Option<String>,
    /// The title's language, where it is another than the site's.
    lang: Option<String>,
    date: Option<Date>,
    acts: Vec<Act>,
    /// The documents it adopted, approved or changed.
    documents: Vec<Link>,
}

/// What a decision did to an earlier one.
#[derive(Serialize)]
struct Act {
    kind: &'static str,
    earlier: Link,
    on: Option<Date>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let draft = |decision| {
        let (entry, said) = (site.decisions.get(decision)?, site.decision(decision)?);
        let url = published(site, Subject::Decision(decision)).then(|| address(site, Subject::Decision(decision)))?;
        Some(Draft::new(&url, move || one(site, decision, entry, said)).without_words())
    };
    let mut pages: Vec<Draft<'_>> = (0..site.decisions.len()).filter_map(draft).collect();
    // Two decisions with one id are a fault; the first has the page.
    pages.dedup_by(|second, first| second.path == first.path);
    pages
}

fn one<'s>(site: &'s Site, decision: usize, entry: &DecisionEntry, said: &Decision) -> Page<'s> {
    let document = entry.document;
    let found = site.document(document);
    let nth = u16::try_from(entry.nth).unwrap_or(u16::MAX);
    let minutes_url = address(site, Subject::Document(document));
    let item = entry.item.and_then(|item| found.text.items.get(item));
    let case = entry.item.and_then(|item| site.case_of_item(document, item));
    let title = title(site, decision);
    let (previous, next) = neighbours(site, decision);
    let (steps, drawings) = chain(site, decision);
    let view = View {
        as_of: matches!(entry.state, DecisionState::NotYet { .. }).then_some(site.as_of),
        citation: citation(site, document),
        id: entry.id.to_string(),
        title: title.clone().unwrap_or_default(),
        state: state::decision(site, entry.state),
        withheld: said.exempt,
        minutes: Link::to(link::title(site, Subject::Document(document)), format!("{minutes_url}#{}", entry.id.slug()))
            .said_in(site, document),
        item: item.map(|item| {
            Link::to(format!("{} {}", item.label(), item.title), format!("{minutes_url}#{}", item.anchor)).said_in(site, document)
        }),
        item_number: item.map(crate::model::AgendaItem::label),
        case: case.map(|case| link::link(site, Subject::Case(case))),
        from: site.first_day(decision),
        to: site.last_day(decision),
        basis: said.basis.as_ref().map(|written| basis(site, document, Role::DecisionBasis(nth), &written.value)),
        votes: said.votes.as_ref().map(|votes| vote(votes.value)),
        covers: role_links(site, document, Role::Covers(nth)),
        drawings,
        chain: steps,
        cited: cited_but(site, Subject::Decision(decision), &[Kind::Replaces, Kind::Repeals, Kind::Amends]),
        previous,
        next,
        body: body::field_fingerprint(site, document, Role::DecisionText(nth)),
    };
    let url = address(site, Subject::Decision(decision));
    let heading = title.map_or_else(|| view.id.clone(), |title| format!("{} {title}", view.id));
    let mut frame = Frame::new(site, heading, Section::Decisions);
    frame.lang = language(found, site).to_owned();
    if let Some(body) = body_of(site, decision) {
        frame = frame.below(link::link(site, Subject::Body(body)));
    }
    let back = root(&url);
    let html = Box::new(move || {
        let text = site.decision(decision).filter(|said| !said.exempt).and_then(|said| said.text.as_ref());
        let text = text.map_or("", |text| text.value.as_str());
        vec![body::field(site, document, &back, text, Role::DecisionText(nth))]
    });
    page(site, &url, "decision.html", frame, view, Some(html))
}

/// What a decision is called: its own title, else its item's.
#[must_use]
pub fn title(site: &Site, decision: usize) -> Option<String> {
    let entry = site.decisions.get(decision)?;
    let said = site.decision(decision).filter(|said| !said.exempt)?;
    let own = said.title.as_ref().map(|title| title.value.clone());
    own.or_else(|| Some(site.document(entry.document).text.items.get(entry.item?)?.title.clone()))
}

/// The body that made a decision: the one whose code its id bears, else that of the meeting.
#[must_use]
pub fn body_of(site: &Site, decision: usize) -> Option<usize> {
    let entry = site.decisions.get(decision)?;
    let bodies = site.bodies_of(entry.document);
    let coded = |body: &usize| site.body(*body).code.as_ref().is_some_and(|code| code.value.eq_ignore_ascii_case(&entry.id.code));
    bodies.iter().copied().find(coded).or_else(|| bodies.first().copied())
}

fn vote(votes: Votes) -> Vote {
    match votes {
        Votes::Unanimous => Vote { unanimous: true, yes: 0, no: 0, abstained: 0 },
        Votes::Counted { yes, no, abstained } => Vote { unanimous: false, yes, no, abstained },
    }
}

/// The chain, the oldest first, as a list and drawn; both empty where the decision stands alone and covers nothing.
fn chain(site: &Site, decision: usize) -> (Vec<Step>, Vec<Chain>) {
    let chain = site.chain(decision);
    let links: Vec<ChainLink> = chain.before.iter().chain(&chain.after).copied().collect();
    let mut members: Vec<usize> = links.iter().flat_map(|link| [link.later, link.earlier]).chain([decision]).collect();
    members.sort_by_key(|n| (site.decisions.get(*n).and_then(|entry| entry.date), *n));
    members.dedup();
    let key = |kind: LinkKind| match kind {
        LinkKind::Replaces => "replaces",
        LinkKind::Repeals => "repeals",
        LinkKind::Amends => "amends",
    };
    let place = |member: usize| members.iter().position(|other| *other == member);
    let acts = |member: usize| links.iter().filter(move |link| link.later == member);
    let steps: Vec<Step> = members
        .iter()
        .map(|&member| Step {
            current: member == decision,
            decision: link::link(site, Subject::Decision(member)),
            title: title(site, member).filter(|_| published(site, Subject::Decision(member))),
            lang: site.decisions.get(member).and_then(|entry| link::foreign(site, entry.document)),
            date: site.decisions.get(member).and_then(|entry| entry.date),
            acts: acts(member)
                .map(|step| Act { kind: key(step.kind), earlier: link::link(site, Subject::Decision(step.earlier)), on: step.on })
                .collect(),
            documents: documents(site, member),
        })
        .collect();
    if steps.len() < 2 && steps.iter().all(|step| step.documents.is_empty()) {
        return (Vec::new(), Vec::new());
    }
    let item = |(step, &member): (&Step, &usize)| Item {
        decision: step.decision.clone(),
        title: step.title.clone(),
        date: step.date,
        current: step.current,
        ended: site.decisions.get(member).is_some_and(|entry| entry.state.ended_by().is_some()),
        acts: acts(member).filter_map(|link| Some((key(link.kind), place(link.earlier)?))).collect(),
        documents: step.documents.clone(),
    };
    let items: Vec<Item> = steps.iter().zip(&members).map(item).collect();
    (steps, vec![Chain::wide(&items), Chain::narrow(&items)])
}

/// The documents that a decision adopts, approves or changes, as either side says it.
fn documents(site: &Site, decision: usize) -> Vec<Link> {
    if !published(site, Subject::Decision(decision)) {
        return Vec::new();
    }
    let mut found: Vec<usize> = site.covers(decision).into_iter().chain(site.adopts(decision)).collect();
    let mut seen = Vec::new();
    found.retain(|document| {
        published(site, Subject::Document(*document)) && !seen.contains(document) && {
            seen.push(*document);
            true
        }
    });
    found.into_iter().map(|document| link::link(site, Subject::Document(document))).collect()
}

/// The decisions of the same code just before and after.
fn neighbours(site: &Site, decision: usize) -> (Option<Link>, Option<Link>) {
    let code = |n: usize| site.decisions.get(n).map(|entry| entry.id.code.as_str());
    let near = |n: Option<usize>| {
        n.filter(|n| code(*n).is_some() && code(*n) == code(decision)).filter(|n| published(site, Subject::Decision(*n)))
    };
    let (before, after) = (near(decision.checked_sub(1)), near(Some(decision + 1)));
    (before.map(|n| link::link(site, Subject::Decision(n))), after.map(|n| link::link(site, Subject::Decision(n))))
}
