//! Decisions and action items, as minutes list them.

use super::closed;
use super::mentions::Mentions;
use super::values::{decision_id, item, reference, references, who};
use crate::diagnostic::{Condition, Expected, Fault, FaultKind};
use crate::fields::{self, Mapping, Node, Value, list_or_one, word};
use crate::model::decision::Due;
use crate::model::{ActionItem, ActionStatus, Decision, Role, Votes};
use crate::source::Spanned;

const STATUS: &[(&str, ActionStatus)] =
    &[("åpen", ActionStatus::Open), ("lukket", ActionStatus::Closed), ("avlyst", ActionStatus::Cancelled)];

/// One entry of `vedtak`.
pub fn decision(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Decision> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let withheld = mapping.optional("unntatt", fields::boolean, faults);
    let decision = Decision {
        span: mapping.span,
        id: mapping.require("id", decision_id, faults),
        item: mapping.optional("sak", item, faults),
        title: mapping.optional("tittel", fields::text, faults),
        text: mapping.optional("tekst", fields::text, faults),
        covers: references(&mut mapping, "gjelder", faults),
        replaces: references(&mut mapping, "erstatter", faults),
        repeals: references(&mut mapping, "opphever", faults),
        amends: references(&mut mapping, "endrer", faults),
        basis: mapping.optional("hjemmel", fields::text, faults),
        from: mapping.optional("fra", fields::date, faults),
        to: mapping.optional("til", fields::date, faults),
        votes: mapping.optional("stemmer", votes, faults),
        exempt: closed::exempt(&mapping, withheld),
    };
    if withheld == Some(true) && !mapping.has_value("hjemmel") {
        mapping.missing("hjemmel", Some(Condition::Exempt), faults);
    }
    mapping.close(faults);
    Some(decision)
}

/// `enstemmig`, or `{for, mot, avstår}`.
fn votes(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<Votes>> {
    if !matches!(node.value, Value::Map(_)) {
        return word(&[("enstemmig", Votes::Unanimous)])(node, key, faults);
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let mut count = |key| mapping.optional(key, fields::whole, faults).map(|count| count.value);
    let (yes, no, abstained) = (count("for"), count("mot"), count("avstår"));
    mapping.close(faults);
    let counted = Votes::Counted { yes: yes.unwrap_or_default(), no: no.unwrap_or_default(), abstained: abstained.unwrap_or_default() };
    Some(Spanned::new(counted, node.span))
}

/// One entry of `oppfølging`.
pub fn action_item(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<ActionItem> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let action = ActionItem {
        span: mapping.span,
        item: mapping.optional("sak", item, faults),
        text: mapping.require("tekst", fields::text, faults),
        responsible: mapping.optional("ansvarlig", list_or_one(who), faults).unwrap_or_default(),
        due: mapping.optional("frist", due, faults),
        status: mapping.optional("status", word(STATUS), faults),
        closed_in: mapping.optional("lukket_i", reference, faults),
    };
    mapping.close(faults);
    Some(action)
}

/// A date, `neste møte` or `fortløpende`.
fn due(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<Due>> {
    match &node.value {
        Value::Text(text) if text.trim() == "neste møte" => Some(Spanned::new(Due::NextMeeting, node.span)),
        Value::Text(text) if text.trim() == "fortløpende" => Some(Spanned::new(Due::Ongoing, node.span)),
        _ => {
            let noted = faults.len();
            let date = fields::date(node, key, faults);
            for fault in faults.iter_mut().skip(noted) {
                if let FaultKind::WrongShape { expected: expected @ Expected::Date, .. } = &mut fault.kind {
                    *expected = Expected::Deadline;
                }
            }
            date.map(|date| date.map(Due::On))
        }
    }
}

/// What they mention.
pub fn mention(decisions: &[Decision], action_items: &[ActionItem], mentions: &mut Mentions<'_>) {
    for (n, decision) in (0..).zip(decisions) {
        if let Some(text) = &decision.text {
            mentions.markdown(text, Role::DecisionText(n));
        }
        mentions.references(&decision.covers, Role::Covers(n));
        mentions.references(&decision.replaces, Role::Replaces(n));
        mentions.references(&decision.repeals, Role::Repeals(n));
        mentions.references(&decision.amends, Role::Amends(n));
        if let Some(basis) = &decision.basis {
            mentions.basis(basis, Role::DecisionBasis(n));
        }
    }
    for (n, action) in (0..).zip(action_items) {
        if let Some(text) = &action.text {
            mentions.markdown(text, Role::ActionText(n));
        }
        for responsible in &action.responsible {
            mentions.who(responsible, Role::ActionResponsible(n));
        }
        if let Some(closed_in) = &action.closed_in {
            mentions.reference(closed_in, Role::ClosedIn(n));
        }
    }
}
