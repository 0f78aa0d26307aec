//! A decision's own page: its text, whether it stands, its chain and what cites it.

use serde::Serialize;

use super::body;
use super::cited::{Cited, Kind, cited_but};
use super::frame::{Frame, Section, page};
use super::link::{self, Link, address, published, root};
use super::parts::{basis, role_links};
use super::state::{self, State};
use super::words::language;
use super::{Family, Page};
use crate::index::{ChainLink, LinkKind, Site, Subject};
use crate::model::{Date, Role, Votes};
use crate::work;

/// The pages of all decisions.
pub static FAMILY: Family = Family { name: "decision", pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
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
    date: Option<Date>,
    acts: Vec<Act>,
}

/// What a decision did to an earlier one.
#[derive(Serialize)]
struct Act {
    kind: &'static str,
    earlier: Link,
    on: Option<Date>,
}

fn pages(site: &Site) -> Vec<Page<'_>> {
    let mut pages = work::gather(0..site.decisions.len(), |decision| one(site, decision));
    // Two decisions with one id are a fault; the first has the page.
    pages.dedup_by(|second, first| second.path == first.path);
    pages
}

fn one(site: &Site, decision: usize) -> Option<Page<'_>> {
    let entry = site.decisions.get(decision)?;
    let said = site.decision(decision)?;
    if !published(site, Subject::Decision(decision)) {
        return None;
    }
    let document = entry.document;
    let found = site.document(document);
    let nth = u16::try_from(entry.nth).unwrap_or(u16::MAX);
    let minutes_url = address(site, Subject::Document(document));
    let item = entry.item.and_then(|item| found.text.items.get(item));
    let case = entry.item.and_then(|item| site.case_of_item(document, item));
    let title = title(site, decision);
    let (previous, next) = neighbours(site, decision);
    let view = View {
        id: entry.id.to_string(),
        title: title.clone().unwrap_or_default(),
        state: state::decision(site, entry.state),
        withheld: said.exempt,
        minutes: Link::to(link::title(site, Subject::Document(document)), format!("{minutes_url}#{}", entry.id.slug())),
        item: item.map(|item| Link::to(format!("{} {}", item.label(), item.title), format!("{minutes_url}#{}", item.anchor))),
        item_number: item.map(crate::model::AgendaItem::label),
        case: case.map(|case| link::link(site, Subject::Case(case))),
        from: site.first_day(decision),
        to: site.last_day(decision),
        basis: said.basis.as_ref().map(|written| basis(site, document, Role::DecisionBasis(nth), &written.value)),
        votes: said.votes.as_ref().map(|votes| vote(votes.value)),
        covers: role_links(site, document, Role::Covers(nth)),
        chain: chain(site, decision),
        cited: cited_but(site, Subject::Decision(decision), &[Kind::Replaces, Kind::Repeals, Kind::Amends]),
        previous,
        next,
        body: body::fingerprint(site, document),
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
        vec![body::field(site, document, &back, text, |role| role == Role::DecisionText(nth))]
    });
    Some(page(site, &url, "decision.html", &frame, &view, Some(html)))
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

/// The chain as a list, the oldest first; empty where the decision stands alone.
fn chain(site: &Site, decision: usize) -> Vec<Step> {
    let chain = site.chain(decision);
    let links: Vec<ChainLink> = chain.before.iter().chain(&chain.after).copied().collect();
    let mut members: Vec<usize> = links.iter().flat_map(|link| [link.later, link.earlier]).collect();
    members.sort_by_key(|n| (site.decisions.get(*n).and_then(|entry| entry.date), *n));
    members.dedup();
    let steps = members.into_iter().map(|member| {
        let acts = links.iter().filter(|link| link.later == member).map(|step| Act {
            kind: match step.kind {
                LinkKind::Replaces => "replaces",
                LinkKind::Repeals => "repeals",
                LinkKind::Amends => "amends",
            },
            earlier: link::link(site, Subject::Decision(step.earlier)),
            on: step.on,
        });
        Step {
            current: member == decision,
            decision: link::link(site, Subject::Decision(member)),
            title: title(site, member).filter(|_| published(site, Subject::Decision(member))),
            date: site.decisions.get(member).and_then(|entry| entry.date),
            acts: acts.collect(),
        }
    });
    steps.collect()
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
