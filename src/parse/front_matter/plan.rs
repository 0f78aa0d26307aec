//! What an `organisasjonsplan` adds: the tree, the staffing, the shares of costs and the plan of progress.

use super::mentions::Mentions;
use super::values::{phase, unit, who};
use crate::diagnostic::Fault;
use crate::fields::{self, Mapping, Node, list_of};
use crate::model::Role;
use crate::model::plan::{CostShare, OrganisationPlan, Staffing, StaffingRow, UnitNode};

/// The keys that only plans have.
pub const KEYS: &[&str] = &["enhet", "organisasjon", "bemanning", "kostnadsdeling", "fremdrift"];

/// Reads them.
pub fn read(mapping: &mut Mapping<'_>, mentions: &mut Mentions<'_>, faults: &mut Vec<Fault>) -> OrganisationPlan {
    let plan = OrganisationPlan {
        unit: mapping.require("enhet", unit, faults),
        tree: mapping.optional("organisasjon", unit_node, faults),
        staffing: mapping.optional("bemanning", staffing, faults),
        costs: mapping.optional("kostnadsdeling", list_of(cost_share), faults).unwrap_or_default(),
        progress: mapping.optional("fremdrift", list_of(phase), faults).unwrap_or_default(),
    };
    if let Some(unit) = &plan.unit {
        mentions.who(unit, Role::Unit);
    }
    if let Some(tree) = &plan.tree {
        mention(tree, mentions);
    }
    let staffed = plan.staffing.iter().flat_map(|staffing| &staffing.rows).filter_map(|row| row.unit.as_ref());
    for unit in staffed.chain(plan.costs.iter().filter_map(|cost| cost.unit.as_ref())) {
        mentions.who(unit, Role::Unit);
    }
    plan
}

/// The tree is as deep as the reader of YAML allows at most.
fn mention(node: &UnitNode, mentions: &mut Mentions<'_>) {
    for person in node.leader.iter().chain(&node.staff) {
        mentions.who(person, Role::Participant);
    }
    for below in &node.below {
        mention(below, mentions);
    }
}

fn unit_node(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<UnitNode> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let unit = UnitNode {
        span: mapping.span,
        name: mapping.require("navn", fields::text, faults),
        leader: mapping.optional("leder", who, faults),
        share: mapping.optional("andel", fields::number, faults),
        positions: mapping.optional("stillinger", fields::position_range, faults),
        staff: mapping.optional("ansatte", list_of(who), faults).unwrap_or_default(),
        below: mapping.optional("under", list_of(unit_node), faults).unwrap_or_default(),
    };
    mapping.close(faults);
    Some(unit)
}

fn staffing(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Staffing> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let staffing = Staffing {
        span: mapping.span,
        rows: mapping.require("rader", list_of(staffing_row), faults).unwrap_or_default(),
        sum: mapping.optional("sum", staffing_sum, faults),
    };
    mapping.close(faults);
    Some(staffing)
}

fn staffing_row(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<StaffingRow> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let unit = mapping.require("enhet", unit, faults);
    let row = figures(&mut mapping, unit, faults);
    mapping.close(faults);
    Some(row)
}

fn cost_share(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<CostShare> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let share = CostShare {
        span: mapping.span,
        unit: mapping.require("enhet", unit, faults),
        share: mapping.require("andel", fields::number, faults),
    };
    mapping.close(faults);
    Some(share)
}

fn staffing_sum(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<StaffingRow> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let row = figures(&mut mapping, None, faults);
    mapping.close(faults);
    Some(row)
}

fn figures(mapping: &mut Mapping<'_>, unit: Option<crate::model::Who>, faults: &mut Vec<Fault>) -> StaffingRow {
    StaffingRow {
        span: mapping.span,
        unit,
        state: mapping.optional("statlig", fields::number, faults),
        municipal: mapping.optional("kommunal", fields::number, faults),
    }
}
