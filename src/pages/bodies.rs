//! Bodies: who sits in them over time, when they met, what they decided, what they answer to.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::Serialize;

use super::cited::{Cited, Kind, cited_but};
use super::frame::{Frame, Section, page};
use super::link::{Link, Somebody, address, link, somebody, title};
use super::register::body_url;
use super::rows::{DecisionRow, DocumentRow, TaskRow, decision_row, decisions, document_rows, task_row};
use super::shelf::MANY;
use super::timeline::{Bar, Timeline};
use super::{Draft, Family, Page, Where};
use crate::index::{Site, Subject};
use crate::model::{ActionStatus, Body, Date, Details, Membership};

/// The pages of bodies.
pub static FAMILY: Family = Family { name: "bodies", lies: Where::Below("organ"), pages };

/// How many of very many meetings or decisions a body's page shows; the lists have the rest.
const LATEST: usize = 50;

/// What the template of one body gets.
#[derive(Serialize)]
struct View {
    code: Option<String>,
    parent: Option<Link>,
    below: Vec<Link>,
    established: Option<Date>,
    dissolved: Option<Date>,
    quorum: Option<u32>,
    members: Vec<Member>,
    timeline: Option<Timeline>,
    /// Its meetings, the latest first; of very many only the latest.
    meetings: Vec<DocumentRow>,
    /// How many meetings there are in all.
    held: usize,
    /// Its decisions, the latest first; of very many only the latest.
    decisions: Vec<DecisionRow>,
    /// How many decisions there are in all.
    made: usize,
    /// The register of its decisions.
    register: String,
    tasks: Vec<TaskRow>,
    mandates: Vec<DocumentRow>,
    cited: Cited,
}

/// A seat.
#[derive(Serialize)]
struct Member {
    who: Somebody,
    role: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    deputy_for: Option<Link>,
    votes: bool,
}

/// What the template of the list gets.
#[derive(Serialize)]
struct List {
    rows: Vec<Row>,
}

/// A body in the list.
#[derive(Serialize)]
struct Row {
    body: Link,
    parent: Option<Link>,
    meetings: usize,
    decisions: usize,
    latest: Option<Link>,
    date: Option<Date>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let (made, mandates) = (Arc::new(by_body(site)), Arc::new(Mandates::of(site)));
    let draft = |body| {
        let (made, mandates) = (Arc::clone(&made), Arc::clone(&mandates));
        Draft::new(&address(site, Subject::Body(body)), move || one(site, body, of_body(&made, body), &mandates)).without_words()
    };
    let mut pages: Vec<Draft<'_>> = (0..site.registers.bodies.entries.len()).map(draft).collect();
    pages.push(Draft::new("/organ/", move || list(site, &made)).without_words());
    pages
}

/// Decisions by the body that made them.
type ByBody = HashMap<usize, Vec<usize>>;

fn of_body(listed: &ByBody, body: usize) -> &[usize] {
    listed.get(&body).map_or(&[], Vec::as_slice)
}

/// The mandates that the audience gets, in their order: by the bodies they are of, and by the ids of those who take them on.
struct Mandates<'s> {
    own: ByBody,
    taken_on: HashMap<&'s str, Vec<usize>>,
}

impl<'s> Mandates<'s> {
    fn of(site: &'s Site) -> Self {
        let mut mandates = Self { own: ByBody::new(), taken_on: HashMap::new() };
        for n in site.shown_documents() {
            let Details::Mandate(mandate) = &site.document(n).details else { continue };
            for &body in site.bodies_of(n) {
                mandates.own.entry(body).or_default().push(n);
            }
            if let Some(id) = mandate.contractor.as_ref().and_then(|who| who.id()) {
                mandates.taken_on.entry(id).or_default().push(n);
            }
        }
        mandates
    }

    /// Those of one body, each once.
    fn with(&self, body: usize, id: &str) -> Vec<usize> {
        let taken_on = self.taken_on.get(id).map_or(&[][..], Vec::as_slice);
        let both: BTreeSet<usize> = of_body(&self.own, body).iter().chain(taken_on).copied().collect();
        both.into_iter().collect()
    }
}

/// The decisions that the audience gets by the body that made them, the latest first.
fn by_body(site: &Site) -> ByBody {
    let mut by_body = ByBody::new();
    for decision in decisions(site) {
        if let Some(body) = super::decision::body_of(site, decision) {
            by_body.entry(body).or_default().push(decision);
        }
    }
    by_body
}

fn list<'s>(site: &'s Site, made: &ByBody) -> Page<'s> {
    let rows = (0..site.registers.bodies.entries.len()).map(|body| {
        let meetings: Vec<usize> = site.meetings(body).iter().copied().filter(|n| site.shown(Subject::Document(*n))).collect();
        Row {
            body: link(site, Subject::Body(body)),
            parent: parent(site, site.body(body)),
            meetings: meetings.len(),
            decisions: of_body(made, body).len(),
            latest: meetings.last().map(|n| link(site, Subject::Document(*n))),
            date: meetings.last().and_then(|n| site.date(*n)),
        }
    });
    let mut frame = Frame::new(site, "", Section::Bodies);
    frame.top = true;
    page(site, "/organ/", "bodies.html", frame, List { rows: rows.collect() }, None)
}

fn one<'s>(site: &'s Site, body: usize, made: &[usize], mandates: &Mandates<'_>) -> Page<'s> {
    let found = site.body(body);
    let url = address(site, Subject::Body(body));
    let held: Vec<usize> = site.meetings(body).iter().rev().copied().filter(|n| site.shown(Subject::Document(*n))).collect();
    let latest = |list: &[usize]| if list.len() > MANY { list.iter().take(LATEST).copied().collect() } else { list.to_vec() };
    let open = site.actions_of(Subject::Body(body)).iter().filter(|n| site.action_status(**n) == ActionStatus::Open);
    let view = View {
        code: found.code.as_ref().map(|code| code.value.clone()),
        parent: parent(site, found),
        below: site.bodies_under(body).map(|below| link(site, Subject::Body(below))).collect(),
        established: found.established.as_ref().map(|date| date.value),
        dissolved: found.dissolved.as_ref().map(|date| date.value),
        quorum: found.quorum.as_ref().map(|quorum| quorum.value),
        members: found.members.iter().map(|member| seat(site, member)).collect(),
        timeline: timeline(site, found),
        meetings: document_rows(site, latest(&held)),
        held: held.len(),
        decisions: latest(made).into_iter().filter_map(|n| decision_row(site, n)).collect(),
        made: made.len(),
        register: body_url(site, body),
        tasks: open.filter_map(|n| task_row(site, *n, &url)).collect(),
        mandates: document_rows(site, mandates.with(body, &found.id.value)),
        cited: cited_but(site, Subject::Body(body), &[Kind::Body, Kind::Office]),
    };
    let frame = Frame::new(site, title(site, Subject::Body(body)), Section::Bodies);
    page(site, &url, "body.html", frame, view, None)
}

fn parent(site: &Site, body: &Body) -> Option<Link> {
    body.parent.as_ref().and_then(|parent| site.find_body(&parent.value)).map(|parent| link(site, Subject::Body(parent)))
}

fn seat(site: &Site, member: &Membership) -> Member {
    let from = member.from.as_ref().map(|from| from.value.from);
    let nobody = Somebody { name: Link::plain(""), role: None, unit: None };
    Member {
        who: member.person.as_ref().map_or(nobody, |who| somebody(site, who, from)),
        role: member.role.as_ref().map(|role| role.value.clone()),
        from,
        to: member.to.as_ref().map(|to| to.value.to),
        deputy_for: member.deputy_for.as_ref().map(|id| super::link::party(site, &id.value)),
        votes: member.has_vote(),
    }
}

/// The seats as bars over the years, where any of them has a beginning.
fn timeline(site: &Site, body: &Body) -> Option<Timeline> {
    let bars = body.members.iter().filter_map(|member| {
        let who = member.person.as_ref()?;
        Some(Bar {
            label: somebody(site, who, None).name,
            note: member.role.as_ref().map(|role| role.value.clone()),
            from: member.from.as_ref().map(|from| from.value.from),
            to: member.to.as_ref().map(|to| to.value.to),
        })
    });
    let begin = body.established.as_ref().map(|date| date.value);
    let end = body.dissolved.as_ref().map(|date| date.value);
    Timeline::of(bars.collect(), begin, end, site.as_of)
}
