//! Mandates: who asks whom to do what, in which phases and for how much, and what became of every point.

use serde::Serialize;

use super::body;
use super::cited::{Citing, Kind, entries};
use super::facts::Fact;
use super::frame::{Section, page};
use super::link::{Link, Somebody, address, link, published, root, somebody};
use super::paper::{Paper, frame, paper};
use super::parts::{Contents, DecisionBox, decision_box};
use super::phases::{Phases, phases};
use super::state::{self, State};
use super::{Draft, Family, Page, Where, of_documents};
use crate::index::{DecisionState, Reference, Site, Subject};
use crate::model::{ActionStatus, Budget, Date, Details, Mandate, Participant, Point, Role};
use crate::source::Span;

/// The pages of mandates.
pub static FAMILY: Family = Family { name: "mandate", lies: Where::AtDocuments, pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    paper: Paper,
    points: Vec<PointView>,
    /// Whether anybody says anything of a point.
    discussed: bool,
    phases: Option<Phases>,
    participants: Vec<ParticipantView>,
    /// Which columns of the participants are filled.
    columns: Columns,
    budget: Option<BudgetView>,
    /// The decision that adopted it.
    adopting: Option<DecisionBox>,
    /// Decisions made under it, the latest first.
    under: Vec<DecisionBox>,
    /// The hashes of the minutes that these decisions' texts stand in: the page places those texts too.
    texts: Vec<String>,
}

/// A point, and what later documents say of it.
#[derive(Serialize)]
struct PointView {
    number: String,
    anchor: String,
    title: String,
    cited: Vec<Citing>,
    /// The decisions of the agenda items that refer to it, the latest first.
    decisions: Vec<Outcome>,
    /// How many action items of those agenda items are open.
    open: usize,
}

/// What was decided of a point.
#[derive(Serialize)]
struct Outcome {
    /// The decision.
    decision: Link,
    /// Whether it counts.
    state: State,
}

/// A line of the participants.
#[derive(Serialize)]
struct ParticipantView {
    who: Option<Somebody>,
    role: Option<String>,
    unit: Option<Link>,
    share: Option<f64>,
    count: Option<f64>,
}

/// Which columns there are.
#[derive(Serialize)]
struct Columns {
    who: bool,
    unit: bool,
    share: bool,
    count: bool,
}

/// The budget.
#[derive(Serialize)]
struct BudgetView {
    lines: Vec<(String, Option<f64>)>,
    sum: Option<f64>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    of_documents(site, |document| {
        let Details::Mandate(mandate) = &site.document(document).details else { return None };
        Some(move || one(site, document, mandate))
    })
}

fn one<'s>(site: &'s Site, document: usize, mandate: &Mandate) -> Page<'s> {
    let found = site.document(document);
    let day = site.date(document);
    let withheld: Vec<Span> = body::withheld_in(site, document).collect();
    let points: Vec<PointView> = found.text.points.iter().map(|one| point(site, document, &withheld, one)).collect();
    let participants: Vec<ParticipantView> = mandate.participants.iter().map(|one| participant(site, one, day)).collect();
    let adopting = site.adopted_by(document);
    let under = under(site, document, adopting);
    // The text and the footnotes are the first two pieces.
    let shown: Vec<usize> = adopting.into_iter().chain(under.iter().copied()).collect();
    let boxed = |decision: usize| {
        let piece = shown.iter().position(|one| *one == decision)?;
        decision_box(site, decision, piece + 2)
    };
    let mut view = View {
        paper: paper(site, document, facts(site, document, mandate), &[Kind::Covers]),
        discussed: points.iter().any(|point| !point.cited.is_empty()),
        points,
        phases: phases(site, &mandate.phases),
        columns: Columns {
            who: participants.iter().any(|one| one.who.is_some()),
            unit: participants.iter().any(|one| one.unit.is_some()),
            share: participants.iter().any(|one| one.share.is_some()),
            count: participants.iter().any(|one| one.count.is_some()),
        },
        participants,
        budget: mandate.budget.as_ref().map(budget),
        adopting: adopting.and_then(boxed),
        under: under.iter().copied().filter_map(boxed).collect(),
        texts: shown.iter().filter_map(|one| site.decisions.get(*one)).map(|entry| body::fingerprint(site, entry.document)).collect(),
    };
    if view.phases.as_ref().is_some_and(Phases::may_change) {
        view.paper.as_of = Some(site.as_of);
    }
    contents(&mut view);
    let url = address(site, Subject::Document(document));
    let back = root(&url);
    let span = found.text.span;
    let html = Box::new(move || {
        let mut pieces = body::pieces(site, document, &back, &[span]);
        pieces.extend(shown.iter().map(|decision| decision_text(site, *decision, &back)));
        pieces
    });
    let mut frame = frame(site, document, Section::Documents);
    for &body in site.bodies_of(document) {
        frame = frame.below(link(site, Subject::Body(body)));
    }
    page(site, &url, "mandate.html", frame, view, Some(html))
}

/// The sections that the page adds, in their place in the list of contents.
fn contents(view: &mut View) {
    let sections = [
        ("_vedtatt", "adopted", view.adopting.is_some()),
        ("_faser", "phases", view.phases.is_some()),
        ("_deltakere", "participants", !view.participants.is_empty()),
        ("_budsjett", "budget", view.budget.is_some()),
        ("_punkter", "points", view.discussed),
        ("_vedtak", "under", !view.under.is_empty()),
    ];
    let own = sections.into_iter().filter(|(_, _, there)| *there).map(|(anchor, key, _)| Contents::own(anchor, key));
    let place = view.paper.toc.iter().position(|entry| entry.key.is_some()).unwrap_or(view.paper.toc.len());
    view.paper.toc.splice(place..place, own);
}

fn facts(site: &Site, document: usize, mandate: &Mandate) -> Vec<Fact> {
    let day = site.date(document);
    let mut facts: Vec<Fact> = day.map(|date| Fact::date("date", date)).into_iter().collect();
    let bodies = site.bodies_of(document).iter().map(|body| link(site, Subject::Body(*body))).collect();
    facts.extend(Fact::links("body", bodies));
    for (label, who) in [("client", &mandate.client), ("contractor", &mandate.contractor)] {
        facts.extend(who.as_ref().map(|who| Fact::somebody(label, somebody(site, who, day))));
    }
    facts.extend(mandate.period.as_ref().and_then(|period| Fact::period("period", period)));
    facts.extend(Fact::links("approved_by", mandate.approved_by.iter().map(|who| somebody(site, who, day).name).collect()));
    facts
}

/// A point with what other documents say of it.
fn point(site: &Site, document: usize, withheld: &[Span], point: &Point) -> PointView {
    let anchor = site.find_anchor(document, &point.anchor);
    let references: Vec<&Reference> = anchor
        .into_iter()
        .flat_map(|anchor| site.backlinks_to_anchor(document, anchor))
        .filter(|reference| reference.document != document && site.shown(Subject::Document(reference.document)))
        .collect();
    let items = items_of(site, &references);
    let mut decisions: Vec<usize> = items.iter().flat_map(|(document, item)| site.decisions_of_item(*document, *item)).copied().collect();
    decisions.retain(|decision| published(site, Subject::Decision(*decision)));
    decisions.sort_by_key(|decision| std::cmp::Reverse(site.decisions.get(*decision).and_then(|entry| entry.date)));
    decisions.dedup();
    let actions = items.iter().flat_map(|(document, item)| site.actions_of_item(*document, *item));
    let open = actions.filter(|action| site.action_status(**action) == ActionStatus::Open);
    PointView {
        number: point.number.clone(),
        anchor: point.anchor.clone(),
        title: body::tie(body::told_title(withheld, point)).into_owned(),
        cited: entries(site, &references),
        decisions: decisions.into_iter().map(|n| outcome(site, n)).collect(),
        open: open.count(),
    }
}

fn outcome(site: &Site, decision: usize) -> Outcome {
    let state = site.decisions.get(decision).map_or(DecisionState::Draft, |entry| entry.state);
    Outcome { decision: link(site, Subject::Decision(decision)), state: state::decision(site, state) }
}

/// The agenda items that some references stand in, each once.
fn items_of(site: &Site, references: &[&Reference]) -> Vec<(usize, usize)> {
    let mut items = Vec::new();
    for reference in references {
        let span = site.mention(reference).span;
        let within = site.document(reference.document).text.item_around(span);
        if let Some(item) = within.map(|item| (reference.document, item)).filter(|item| !items.contains(item)) {
            items.push(item);
        }
    }
    items
}

fn participant(site: &Site, one: &Participant, day: Option<Date>) -> ParticipantView {
    let who = one.who.as_ref().map(|who| somebody(site, who, day));
    let held = who.as_ref().map(|who| (who.role.clone(), who.unit.clone()));
    let (role, unit) = held.unwrap_or((None, None));
    ParticipantView {
        role: one.role.as_ref().map(|role| role.value.clone()).or(role),
        unit: one.unit.as_ref().map(|unit| somebody(site, unit, day).name).or(unit),
        who,
        share: one.share.as_ref().map(|share| share.value),
        count: one.count.as_ref().map(|count| count.value),
    }
}

fn budget(budget: &Budget) -> BudgetView {
    let line = |line: &crate::model::BudgetLine| {
        (line.label.as_ref().map_or_else(String::new, |label| label.value.clone()), line.amount.as_ref().map(|amount| amount.value))
    };
    let lines: Vec<(String, Option<f64>)> = budget.lines.iter().map(line).collect();
    let sum = budget.sum.as_ref().map(|sum| sum.value).or_else(|| lines.iter().filter_map(|(_, amount)| *amount).reduce(|a, b| a + b));
    BudgetView { lines, sum }
}

/// The decisions that concern a mandate, but for the one that adopted it; the latest first: those that list it, and those whose text
/// or legal basis refers to it.
fn under(site: &Site, document: usize, adopting: Option<usize>) -> Vec<usize> {
    let mut under: Vec<usize> = site.covered_by(document);
    let said = site.backlinks_as(Subject::Document(document), |role| matches!(role, Role::DecisionText(_) | Role::DecisionBasis(_)));
    under.extend(said.filter_map(|reference| match reference.role {
        Role::DecisionText(nth) | Role::DecisionBasis(nth) => site.decision_at(reference.document, usize::from(nth)),
        _ => None,
    }));
    under.sort_unstable();
    under.dedup();
    under.retain(|decision| Some(*decision) != adopting && published(site, Subject::Decision(*decision)));
    under.sort_by_key(|decision| std::cmp::Reverse(site.decisions.get(*decision).and_then(|entry| entry.date)));
    under
}

/// A decision's text as HTML; nothing of one whose text is withheld, or that the audience does not get.
fn decision_text(site: &Site, decision: usize, root: &str) -> String {
    let Some(entry) = site.decisions.get(decision).filter(|_| site.shown(Subject::Decision(decision))) else { return String::new() };
    let text = site.decision(decision).and_then(|said| said.text.as_ref()).map_or("", |text| text.value.as_str());
    let nth = u16::try_from(entry.nth).unwrap_or(u16::MAX);
    body::field(site, entry.document, root, text, Role::DecisionText(nth))
}
