//! What a `mandat` adds: who asks whom to do what.

use super::mentions::Mentions;
use super::values::{id, one_of, period, phase, unit, who};
use crate::diagnostic::Fault;
use crate::fields::{self, Mapping, Node, Value, list_of};
use crate::model::Role;
use crate::model::mandate::{Budget, BudgetLine, Mandate, Participant};
use crate::model::minutes::Who;

/// The keys that only mandates have (`periode` is also an agreement's).
pub const KEYS: &[&str] = &["oppdragsgiver", "oppdragstaker", "periode", "godkjent_av", "deltakere", "faser", "budsjett"];

/// Reads them.
pub fn read(mapping: &mut Mapping<'_>, mentions: &mut Mentions<'_>, faults: &mut Vec<Fault>) -> Mandate {
    let mandate = Mandate {
        client: mapping.optional("oppdragsgiver", who, faults),
        contractor: mapping.optional("oppdragstaker", who, faults),
        period: mapping.optional("periode", period, faults),
        approved_by: mapping.optional("godkjent_av", list_of(who), faults).unwrap_or_default(),
        participants: mapping.optional("deltakere", list_of(participant), faults).unwrap_or_default(),
        phases: mapping.optional("faser", list_of(phase), faults).unwrap_or_default(),
        budget: mapping.optional("budsjett", budget, faults),
    };
    if let Some(client) = &mandate.client {
        mentions.who(client, Role::Client);
    }
    if let Some(contractor) = &mandate.contractor {
        mentions.who(contractor, Role::Contractor);
    }
    for approver in &mandate.approved_by {
        mentions.who(approver, Role::ApprovedBy);
    }
    for participant in &mandate.participants {
        if let Some(who) = &participant.who {
            mentions.who(who, Role::Participant);
        }
        if let Some(unit) = &participant.unit {
            mentions.who(unit, Role::Unit);
        }
    }
    mandate
}

/// An id, or `{person|navn|rolle, enhet?, andel?, antall?}`.
fn participant(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Participant> {
    if !matches!(node.value, Value::Map(_)) {
        let who = id(node, key, faults).map(Who::Id)?;
        return Some(Participant { span: node.span, who: Some(who), role: None, unit: None, share: None, count: None });
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let person = mapping.optional("person", id, faults).map(Who::Id);
    let name = mapping.optional("navn", fields::text, faults);
    one_of(&mapping, &["person", "navn", "rolle"], faults);
    let span = mapping.span;
    let named = name.map(|name| Who::Named { span: name.span, name: Some(name), role: None, unit: None });
    let participant = Participant {
        span,
        who: person.or(named),
        role: mapping.optional("rolle", fields::text, faults),
        unit: mapping.optional("enhet", unit, faults),
        share: mapping.optional("andel", fields::number, faults),
        count: mapping.optional("antall", fields::number, faults),
    };
    mapping.close(faults);
    Some(participant)
}

/// `{poster: [{post, beløp}], sum}`.
fn budget(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Budget> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let budget = Budget {
        span: mapping.span,
        lines: mapping.require("poster", list_of(budget_line), faults).unwrap_or_default(),
        sum: mapping.optional("sum", fields::number, faults),
    };
    mapping.close(faults);
    Some(budget)
}

fn budget_line(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<BudgetLine> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let line =
        BudgetLine { label: mapping.require("post", fields::text, faults), amount: mapping.require("beløp", fields::number, faults) };
    mapping.close(faults);
    Some(line)
}
