//! `personer.yaml`: the people, with the offices they hold.

use crate::diagnostic::Fault;
use crate::fields::{self, Mapping, Node, list_of};
use crate::model::{Office, Person};
use crate::parse::front_matter::values::{texts, unit};
use crate::source::Spanned;

/// `{navn, også?, roller?}`.
pub fn person(id: Spanned<String>, mapping: &mut Mapping<'_>, faults: &mut Vec<Fault>) -> Person {
    Person {
        id,
        name: mapping.require("navn", fields::text, faults),
        also: texts(mapping, "også", faults),
        offices: mapping.optional("roller", list_of(office), faults).unwrap_or_default(),
    }
}

/// `{rolle, enhet?, fra?, til?}`.
fn office(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Office> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let office = Office {
        span: mapping.span,
        role: mapping.require("rolle", fields::text, faults),
        unit: mapping.optional("enhet", unit, faults),
        from: mapping.optional("fra", fields::date_span, faults),
        to: mapping.optional("til", fields::date_span, faults),
    };
    mapping.close(faults);
    Some(office)
}
