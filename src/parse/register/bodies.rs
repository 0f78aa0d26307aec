//! `organer.yaml`: the bodies that meet and decide, with their members.

use crate::diagnostic::{Expected, Fault, FaultKind};
use crate::fields::{self, Mapping, Node, Value, list_of};
use crate::model::{Body, DecisionId, Membership, Who};
use crate::parse::front_matter::values::{id as read_id, named, one_of, who};
use crate::source::Spanned;

/// `{navn, kode?, under?, opprettet?, opphørt?, vedtaksført?, medlemmer?}`.
pub fn body(id: Spanned<String>, mapping: &mut Mapping<'_>, faults: &mut Vec<Fault>) -> Body {
    Body {
        id,
        name: mapping.require("navn", fields::text, faults),
        code: mapping.optional("kode", code, faults),
        parent: mapping.optional("under", read_id, faults),
        established: mapping.optional("opprettet", fields::date, faults),
        dissolved: mapping.optional("opphørt", fields::date, faults),
        quorum: mapping.optional("vedtaksført", fields::whole, faults),
        members: mapping.optional("medlemmer", list_of(membership), faults).unwrap_or_default(),
    }
}

/// What the ids of a body's decisions begin with: by any other they could not be read.
fn code(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<String>> {
    let written = fields::text(node, key, faults)?;
    if DecisionId::is_code(&written.value) {
        return Some(written);
    }
    let kind = FaultKind::WrongShape { key: key.to_owned(), expected: Expected::Code, found: written.value };
    faults.push(Fault { span: written.span, kind });
    None
}

/// An id, or `{person|navn, rolle?, fra?, til?, vara_for?, stemmerett?}`.
fn membership(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Membership> {
    if !matches!(node.value, Value::Map(_)) {
        let person = read_id(node, key, faults).map(Who::Id)?;
        let seat = Membership { span: node.span, person: Some(person), role: None, from: None, to: None, deputy_for: None, votes: None };
        return Some(seat);
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let mut person = mapping.optional("person", who, faults);
    let name = mapping.optional("navn", fields::text, faults);
    one_of(&mapping, &["person", "navn"], faults);
    let role = mapping.optional("rolle", fields::text, faults);
    if person.is_none() && name.is_some() {
        person = Some(named(&mut mapping, name, faults));
    }
    let membership = Membership {
        span: mapping.span,
        person,
        role,
        from: mapping.optional("fra", fields::date_span, faults),
        to: mapping.optional("til", fields::date_span, faults),
        deputy_for: mapping.optional("vara_for", read_id, faults),
        votes: mapping.optional("stemmerett", fields::boolean, faults),
    };
    mapping.close(faults);
    Some(membership)
}
