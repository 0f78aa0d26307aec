//! Values that several types and the registers share: ids, references, people, periods, phases.

use crate::diagnostic::{Condition, Expected, Fault, FaultKind};
use crate::fields::{self, Mapping, Node, Value, list_of};
use crate::model::mandate::{Period, Phase};
use crate::model::minutes::Who;
use crate::model::{Access, DecisionId};
use crate::parse::lookalike::{decision, plain_signs};
use crate::source::{Span, Spanned};

/// The words of `tilgang`.
pub const ACCESS: &[(&str, Access)] = &[("åpen", Access::Open), ("intern", Access::Internal), ("unntatt", Access::Exempt)];

/// A bare id: one word. A leading `@` is accepted; a name is noted, so that `{navn: …}` can be offered.
pub fn id(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<String>> {
    let mut id = fields::text(node, key, faults)?;
    if let Some(bare) = id.value.strip_prefix('@') {
        let span = Span { start: id.span.start.saturating_add(1).min(id.span.end), end: id.span.end };
        id = Spanned::new(bare.to_owned(), span);
    }
    if id.value.is_empty() || id.value.contains(char::is_whitespace) {
        let kind = FaultKind::WrongShape { key: key.to_owned(), expected: Expected::Id, found: id.value };
        faults.push(Fault { span: id.span, kind });
        return None;
    }
    Some(lookalikes(id, faults))
}

/// A reference as written.
pub fn reference(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<String>> {
    let written = fields::text(node, key, faults)?;
    Some(lookalikes(written, faults))
}

/// A decision's id.
pub fn decision_id(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<DecisionId>> {
    let written = fields::text(node, key, faults)?;
    let Some(id) = decision(&written.value) else {
        faults.push(Fault { span: written.span, kind: FaultKind::DecisionId { written: written.value } });
        return None;
    };
    let is_plain = plain_signs(&written.value).is_none() && DecisionId::read(&written.value).is_some();
    if !is_plain {
        let kind = FaultKind::Lookalike { written: written.value, meant: id.to_string() };
        faults.push(Fault { span: written.span, kind });
    }
    Some(Spanned::new(id, written.span))
}

/// The id with plain signs; lookalikes are noted.
fn lookalikes(written: Spanned<String>, faults: &mut Vec<Fault>) -> Spanned<String> {
    let Some(meant) = plain_signs(&written.value) else { return written };
    let kind = FaultKind::Lookalike { written: written.value, meant: meant.clone() };
    faults.push(Fault { span: written.span, kind });
    Spanned::new(meant, written.span)
}

/// An agenda item as written: `4`, `4/19`, `Sak 4`.
pub fn item(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<String>> {
    let written = fields::text(node, key, faults)?;
    let number = written.value.strip_prefix("Sak").or_else(|| written.value.strip_prefix("sak")).unwrap_or(&written.value).trim();
    let digits = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = match number.split_once('/') {
        Some((number, year)) => digits(number.trim()) && digits(year.trim()),
        None => digits(number),
    };
    if fits {
        return Some(Spanned::new(number.to_owned(), written.span));
    }
    let kind = FaultKind::WrongShape { key: key.to_owned(), expected: Expected::Whole, found: written.value };
    faults.push(Fault { span: written.span, kind });
    None
}

/// A person, body or unit: an id, or `{navn, rolle?, enhet?}`.
pub fn who(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Who> {
    if !matches!(node.value, Value::Map(_)) {
        return id(node, key, faults).map(Who::Id);
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let name = mapping.require("navn", fields::text, faults);
    let who = named(&mut mapping, name, faults);
    mapping.close(faults);
    Some(who)
}

/// The rest of `{navn, rolle?, enhet?}`.
pub fn named(mapping: &mut Mapping<'_>, name: Option<Spanned<String>>, faults: &mut Vec<Fault>) -> Who {
    let role = mapping.optional("rolle", fields::text, faults);
    let unit = mapping.optional("enhet", unit, faults).map(Box::new);
    Who::Named { span: mapping.span, name, role, unit }
}

/// A unit: an id, or `{navn: …}`.
pub fn unit(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Who> {
    if !matches!(node.value, Value::Map(_)) {
        return id(node, key, faults).map(Who::Id);
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let name = mapping.require("navn", fields::text, faults);
    let span = mapping.span;
    mapping.close(faults);
    Some(Who::Named { span, name, role: None, unit: None })
}

/// `{fra, til}`.
pub fn period(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Period> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let from = mapping.optional("fra", fields::date_span, faults);
    let to = mapping.optional("til", fields::date_span, faults);
    let span = mapping.span;
    mapping.close(faults);
    Some(Period { span, from, to })
}

/// `{navn, fra, til, leveranse?}`.
pub fn phase(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Phase> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let phase = Phase {
        span: mapping.span,
        name: mapping.require("navn", fields::text, faults),
        from: mapping.optional("fra", fields::date_span, faults),
        to: mapping.optional("til", fields::date_span, faults),
        deliverable: mapping.optional("leveranse", fields::text, faults),
    };
    mapping.close(faults);
    Some(phase)
}

/// A list of texts, or nothing.
pub fn texts(mapping: &mut Mapping<'_>, key: &'static str, faults: &mut Vec<Fault>) -> Vec<Spanned<String>> {
    mapping.optional(key, list_of(fields::text), faults).unwrap_or_default()
}

/// A list of references, or nothing.
pub fn references(mapping: &mut Mapping<'_>, key: &'static str, faults: &mut Vec<Fault>) -> Vec<Spanned<String>> {
    mapping.optional(key, list_of(reference), faults).unwrap_or_default()
}

/// Notes that one of several keys must be there.
pub fn one_of(mapping: &Mapping<'_>, keys: &[&str], faults: &mut Vec<Fault>) {
    if !keys.iter().any(|key| mapping.has_value(key)) {
        let all = keys.iter().map(|key| (*key).to_owned()).collect();
        mapping.missing(keys.first().copied().unwrap_or_default(), Some(Condition::OneOf(all)), faults);
    }
}
