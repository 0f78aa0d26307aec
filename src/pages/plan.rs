//! Organisation plans: the chart, the same tree as a list, the staffing with its sums, and the plan of progress.

use serde::Serialize;

use super::body;
use super::chart::{Chart, Fact as Number, Item};
use super::facts::Fact;
use super::frame::{Section, page};
use super::link::{Link, Somebody, address, link, root, somebody};
use super::paper::{Paper, frame, paper};
use super::parts::Contents;
use super::phases::{Phases, phases};
use super::{Draft, Family, Page, Where, of_documents};
use crate::index::{Site, Subject};
use crate::model::plan::CostShare;
use crate::model::{Date, Details, OrganisationPlan, Staffing, UnitNode};

/// The pages of organisation plans.
pub static FAMILY: Family = Family { name: "plan", lies: Where::AtDocuments, pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    paper: Paper,
    /// The chart for a page, and the one for a small screen.
    charts: Vec<Chart>,
    tree: Vec<Node>,
    staffing: Option<Table>,
    /// Who bears which part of the costs, in per cent.
    costs: Vec<Share>,
    progress: Option<Phases>,
}

/// One box of the tree, in the order of a list read aloud.
#[derive(Serialize)]
struct Node {
    name: Link,
    leader: Option<Somebody>,
    facts: Vec<Number>,
    staff: Vec<Somebody>,
    /// Whether a list of what is below it begins.
    opens: bool,
    /// How many lists end after it.
    closes: usize,
}

/// A part of the costs.
#[derive(Serialize)]
struct Share {
    /// Who bears it.
    unit: Link,
    /// In per cent.
    share: f64,
}

/// The staffing.
#[derive(Serialize)]
struct Table {
    rows: Vec<Row>,
    sum: Row,
    /// How many decimals every number has, so that they stand below each other.
    decimals: usize,
}

/// Full-time equivalents of one unit, or of all.
#[derive(Serialize)]
struct Row {
    unit: Option<Link>,
    state: Option<f64>,
    municipal: Option<f64>,
    sum: Option<f64>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    of_documents(site, |document| {
        let Details::Plan(plan) = &site.document(document).details else { return None };
        Some(move || one(site, document, plan))
    })
}

fn one<'s>(site: &'s Site, document: usize, plan: &OrganisationPlan) -> Page<'s> {
    let found = site.document(document);
    let day = site.date(document);
    let branches = plan.tree.as_ref().map_or_else(Vec::new, branches);
    let items: Vec<Item> = branches.iter().map(|branch| item(site, branch, day)).collect();
    let mut paper = paper(site, document, facts(site, document, plan), &[]);
    let progress = phases(site, &plan.progress);
    if progress.as_ref().is_some_and(Phases::may_change) {
        paper.as_of = Some(site.as_of);
    }
    let mut own = Vec::new();
    if !items.is_empty() {
        own.push(Contents::own("_organisasjonskart", "chart"));
    }
    if plan.staffing.is_some() {
        own.push(Contents::own("_bemanning", "staffing"));
    }
    if !plan.costs.is_empty() {
        own.push(Contents::own("_kostnadsdeling", "costs"));
    }
    if progress.is_some() {
        own.push(Contents::own("_fremdrift", "progress"));
    }
    paper.toc.splice(0..0, own);
    let view = View {
        paper,
        charts: if items.is_empty() { Vec::new() } else { vec![Chart::wide(&items), Chart::narrow(&items)] },
        tree: nodes(site, &branches, day),
        staffing: plan.staffing.as_ref().map(|staffing| table(site, staffing, day)),
        costs: plan.costs.iter().filter_map(|cost| share(site, cost, day)).collect(),
        progress,
    };
    let url = address(site, Subject::Document(document));
    let back = root(&url);
    let span = found.text.span;
    let html = Box::new(move || body::pieces(site, document, &back, &[span]));
    let frame = frame(site, document, Section::Documents);
    page(site, &url, "plan.html", frame, view, Some(html))
}

fn facts(site: &Site, document: usize, plan: &OrganisationPlan) -> Vec<Fact> {
    let day = site.date(document);
    let mut facts: Vec<Fact> = day.map(|date| Fact::date("date", date)).into_iter().collect();
    facts.extend(plan.unit.as_ref().and_then(|unit| Fact::links("unit", vec![somebody(site, unit, day).name])));
    let bodies = site.bodies_of(document).iter().map(|body| link(site, Subject::Body(*body))).collect();
    facts.extend(Fact::links("body", bodies));
    facts
}

/// A node of the tree with its depth.
struct Branch<'p> {
    node: &'p UnitNode,
    depth: usize,
    /// The places of those below it.
    below: Vec<usize>,
}

/// The tree as a list, each node before those below it.
fn branches(tree: &UnitNode) -> Vec<Branch<'_>> {
    let mut branches: Vec<Branch<'_>> = Vec::new();
    let mut waiting = vec![(tree, 0, None)];
    while let Some((node, depth, parent)) = waiting.pop() {
        let place = branches.len();
        if let Some(parent) = parent.and_then(|parent: usize| branches.get_mut(parent)) {
            parent.below.push(place);
        }
        branches.push(Branch { node, depth, below: Vec::new() });
        waiting.extend(node.below.iter().rev().map(|below| (below, depth + 1, Some(place))));
    }
    branches
}

fn nodes(site: &Site, branches: &[Branch<'_>], day: Option<Date>) -> Vec<Node> {
    let following = branches.iter().skip(1).map(|branch| branch.depth).chain([0]);
    let node = |(branch, next): (&Branch<'_>, usize)| Node {
        name: name(site, branch.node),
        leader: branch.node.leader.as_ref().map(|leader| somebody(site, leader, day)),
        facts: numbers(branch.node),
        staff: branch.node.staff.iter().map(|who| somebody(site, who, day)).collect(),
        opens: !branch.below.is_empty(),
        closes: branch.depth.saturating_sub(next),
    };
    branches.iter().zip(following).map(node).collect()
}

fn item(site: &Site, branch: &Branch<'_>, day: Option<Date>) -> Item {
    let name = name(site, branch.node);
    let mut facts = numbers(branch.node);
    if !branch.node.staff.is_empty() {
        let count = f64::from(u32::try_from(branch.node.staff.len()).unwrap_or(u32::MAX));
        let kind = if branch.node.staff.len() == 1 { "employee" } else { "staff" };
        facts.push(Number { kind, from: count, to: count });
    }
    Item {
        name: name.words,
        url: name.url,
        leader: branch.node.leader.as_ref().map(|leader| somebody(site, leader, day).name),
        facts,
        below: branch.below.clone(),
    }
}

/// What a node is called, leading to the unit of that name.
fn name(site: &Site, node: &UnitNode) -> Link {
    let words = node.name.as_ref().map_or("", |name| name.value.as_str());
    let units = &site.registers.units.entries;
    let unit = units.iter().position(|unit| unit.name.as_ref().is_some_and(|name| name.value == words) || unit.id.value == words);
    unit.map_or_else(|| Link::plain(words), |unit| Link::to(words, address(site, Subject::Unit(unit))))
}

fn numbers(node: &UnitNode) -> Vec<Number> {
    let share = node.share.as_ref().map(|share| Number { kind: "share", from: share.value, to: share.value });
    let positions = node.positions.as_ref().map(|positions| {
        let (from, to) = positions.value;
        // One position is "1 stilling".
        let one = (from - 1.0).abs() < f64::EPSILON && (to - from).abs() < f64::EPSILON;
        Number { kind: if one { "position" } else { "positions" }, from, to }
    });
    share.into_iter().chain(positions).collect()
}

fn table(site: &Site, staffing: &Staffing, day: Option<Date>) -> Table {
    let row = |row: &crate::model::StaffingRow| {
        let (state, municipal) = (row.state.as_ref().map(|n| n.value), row.municipal.as_ref().map(|n| n.value));
        let sum = (state.is_some() || municipal.is_some()).then(|| state.unwrap_or(0.0) + municipal.unwrap_or(0.0));
        Row { unit: row.unit.as_ref().map(|unit| somebody(site, unit, day).name), state, municipal, sum }
    };
    let rows: Vec<Row> = staffing.rows.iter().map(row).collect();
    // What the plan says is its sum; else the rows are added up.
    let added = |column: fn(&Row) -> Option<f64>| rows.iter().filter_map(column).reduce(|a, b| a + b);
    let sum = staffing.sum.as_ref().map_or_else(
        || Row { unit: None, state: added(|row| row.state), municipal: added(|row| row.municipal), sum: added(|row| row.sum) },
        row,
    );
    let numbers = rows.iter().chain([&sum]).flat_map(|row| [row.state, row.municipal, row.sum]).flatten();
    let decimals = numbers.map(decimals).max().unwrap_or(0);
    Table { rows, sum, decimals }
}

fn share(site: &Site, cost: &CostShare, day: Option<Date>) -> Option<Share> {
    Some(Share { unit: somebody(site, cost.unit.as_ref()?, day).name, share: cost.share.as_ref()?.value })
}

/// How many decimals a number of positions needs: none, one or two.
fn decimals(number: f64) -> usize {
    let hundredths = (number * 100.0).round();
    let divides = |by: f64| (hundredths % by).abs() < 0.5;
    if divides(100.0) { 0 } else { 1 + usize::from(!divides(10.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Span, Spanned};

    fn node(name: &str, below: Vec<UnitNode>) -> UnitNode {
        let name = Some(Spanned::new(name.to_owned(), Span::default()));
        UnitNode { span: Span::default(), name, leader: None, share: None, positions: None, staff: Vec::new(), below }
    }

    #[test]
    fn numbers_in_a_column_have_as_many_decimals_as_the_finest() {
        assert_eq!([1.0, 8.1, 0.25, 14.000_000_1].map(decimals), [0, 1, 2, 0]);
    }

    #[test]
    fn a_tree_becomes_a_list_that_opens_and_closes() {
        let tree = node("a", vec![node("b", vec![node("c", Vec::new()), node("d", Vec::new())]), node("e", Vec::new())]);
        let branches = branches(&tree);
        let names: Vec<_> = branches.iter().map(|branch| branch.node.name.as_ref().map_or("", |name| name.value.as_str())).collect();
        assert_eq!(names, ["a", "b", "c", "d", "e"]);
        assert_eq!(branches.iter().map(|branch| branch.depth).collect::<Vec<_>>(), [0, 1, 2, 2, 1]);
        assert_eq!(
            branches.iter().map(|branch| branch.below.clone()).collect::<Vec<_>>(),
            [vec![1, 4], vec![2, 3], vec![], vec![], vec![]]
        );
        let site = crate::index::tests::Draft::default().build();
        let shape: Vec<_> = nodes(&site, &branches, None).iter().map(|node| (node.opens, node.closes)).collect();
        assert_eq!(shape, [(true, 0), (true, 0), (false, 0), (false, 1), (false, 1)]);
    }
}
