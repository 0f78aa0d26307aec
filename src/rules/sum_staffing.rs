//! sum-staffing: `bemanning` that does not add up to its `sum`, or does not fit the positions of the tree in `organisasjon`.

use super::{Check, FixKind, Kind, Notes, Reading, Record, ill_read};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::plan::{Staffing, StaffingRow, UnitNode};
use crate::model::{Details, OrganisationPlan};
use crate::source::{Span, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "sum-staffing",
    title: ("bemanning som ikke stemmer", "staffing that does not add up"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("sum_staffing.md"),
    check: Check::Document(check),
};

/// Numbers have few decimals; what is nearer than this is equal.
const EQUAL: f64 = 1e-6;

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Details::Plan(plan) = &entry.document.details else { return };
    let agrees = rows(site, n, plan, notes);
    if let Some(tree) = &plan.tree {
        branches(site, n, tree, notes);
        let ill = |staffing: &Staffing| ill_read::within(&entry.document, staffing.span);
        if agrees && !plan.staffing.as_ref().is_some_and(ill) {
            whole(site, n, plan, tree, notes);
        }
    }
}

/// The rows against the sum; whether they agree.
fn rows(site: &Site, document: usize, plan: &OrganisationPlan, notes: &mut Notes) -> bool {
    let Some(staffing) = &plan.staffing else { return true };
    let Some(sum) = &staffing.sum else { return true };
    // A number that could not be read counts for nothing, so that no sum is right.
    if ill_read::within(site.document(document), staffing.span) {
        return true;
    }
    type Part = fn(&StaffingRow) -> &Option<Spanned<f64>>;
    let parts: [(&str, Part); 2] = [("statlig", |row| &row.state), ("kommunal", |row| &row.municipal)];
    let mut agrees = true;
    for (name, part) in parts {
        let Some(stands) = part(sum) else { continue };
        let should: f64 = staffing.rows.iter().filter_map(|row| part(row).as_ref()).map(|number| number.value).sum();
        if (stands.value - should).abs() > EQUAL {
            agrees = false;
            let (stood, should) = (number(stands.value), number(should));
            let message = Bilingual::new(
                format!("Summen for «{name}» er {stood}, men radene gir {should}"),
                format!("The sum of “{name}” is {stood}, but the rows give {should}"),
            );
            let help = Bilingual::new("Rett summen eller raden som er gal.", "Correct the sum, or the row that is wrong.");
            notes.add(Finding::new(RECORD.name, site.place(document, stands.span), message).with_help(help));
        }
    }
    agrees
}

/// Every node with positions of its own against the nodes below it, where all of those have positions.
fn branches(site: &Site, document: usize, node: &UnitNode, notes: &mut Notes) {
    if let (Some(own), Some((from, to))) = (&node.positions, below(node)) {
        let slack = slack(own.value.0, own.value.1);
        if to + people(node) < own.value.0 - slack || from > own.value.1 + slack {
            let (stood, should) = (range(own.value.0, own.value.1), range(from, to));
            let message = Bilingual::new(
                format!("Her er det {stood} stillinger, men enhetene under har {should}"),
                format!("There are {stood} positions here, but the units below have {should}"),
            );
            let help = Bilingual::new(
                "Rett stillingene her eller under. Lederen og ansatte som er ført her, kan komme i tillegg.",
                "Correct the positions here or below. The leader and staff listed here may come in addition.",
            );
            notes.add(Finding::new(RECORD.name, site.place(document, own.span), message).with_help(help));
        }
    }
    for node in &node.below {
        branches(site, document, node, notes);
    }
}

/// The staffing as a whole against the positions of the whole tree.
fn whole(site: &Site, document: usize, plan: &OrganisationPlan, tree: &UnitNode, notes: &mut Notes) {
    let Some(staffing) = &plan.staffing else { return };
    let Some((from, to)) = positions(tree) else {
        if has_any(tree) {
            let reason =
                Bilingual::new("noen enheter i organisasjonen er uten stillinger", "some units of the organisation have no positions");
            notes.leave(Kind::Staffing, site.place(document, staffing.span), reason);
        }
        return;
    };
    let of = |row: &StaffingRow| [&row.state, &row.municipal].into_iter().flatten().map(|number| number.value).sum::<f64>();
    let (total, span) = match &staffing.sum {
        Some(sum) => (of(sum), figures(sum).unwrap_or(sum.span)),
        None => (staffing.rows.iter().map(of).sum(), staffing.span),
    };
    let slack = slack(from, to);
    if total < from - slack || total > to + slack {
        let (total, should) = (number(total), range(from, to));
        let message = Bilingual::new(
            format!("Bemanningen er {total} årsverk i alt, men organisasjonen har {should} stillinger"),
            format!("The staffing is {total} full-time equivalents in all, but the organisation has {should} positions"),
        );
        let finding = Finding::new(RECORD.name, site.place(document, span), message)
            .with_label(
                site.place(document, tree.name.as_ref().map_or(tree.span, |name| name.span)),
                Bilingual::new("organisasjonen", "the organisation"),
            )
            .with_help(Bilingual::new("Rett bemanningen eller stillingene.", "Correct the staffing or the positions."));
        notes.add(finding);
    }
}

/// The bytes from the first to the last figure of a row.
fn figures(row: &StaffingRow) -> Option<Span> {
    [&row.state, &row.municipal].into_iter().flatten().map(|number| number.span).reduce(Span::join)
}

/// A node's positions: its own, else those below it, and perhaps the node's own people.
fn positions(node: &UnitNode) -> Option<(f64, f64)> {
    node.positions.as_ref().map(|own| own.value).or_else(|| below(node).map(|(from, to)| (from, to + people(node))))
}

/// How many positions the leader and staff of a node may have, beside those of the units below it.
fn people(node: &UnitNode) -> f64 {
    let share = node.share.as_ref().map_or(1.0, |share| share.value / 100.0);
    let leader = if node.leader.is_some() { share } else { 0.0 };
    node.staff.iter().fold(leader, |sum, _| sum + 1.0)
}

/// The positions below a node; none where a node there has none.
fn below(node: &UnitNode) -> Option<(f64, f64)> {
    let sum = |sum: (f64, f64), node: &UnitNode| positions(node).map(|(from, to)| (sum.0 + from, sum.1 + to));
    if node.below.is_empty() { None } else { node.below.iter().try_fold((0.0, 0.0), sum) }
}

fn has_any(node: &UnitNode) -> bool {
    node.positions.is_some() || node.below.iter().any(has_any)
}

/// Whole positions may be rounded, positions with decimals are exact.
fn slack(from: f64, to: f64) -> f64 {
    if from.fract() == 0.0 && to.fract() == 0.0 { 0.5 } else { EQUAL }
}

fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
}

fn range(from: f64, to: f64) -> String {
    if (from - to).abs() < EQUAL { number(from) } else { format!("{}–{}", number(from), number(to)) }
}
