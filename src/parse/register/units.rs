//! `enheter.yaml` and `saksganger.yaml`.

use crate::diagnostic::Fault;
use crate::fields::{self, Mapping};
use crate::model::{Case, Unit};
use crate::parse::front_matter::values::id as read_id;
use crate::source::Spanned;

/// `{navn, type?, under?}`.
pub fn unit(id: Spanned<String>, mapping: &mut Mapping<'_>, faults: &mut Vec<Fault>) -> Unit {
    Unit {
        id,
        name: mapping.require("navn", fields::text, faults),
        kind: mapping.optional("type", fields::text, faults),
        parent: mapping.optional("under", read_id, faults),
    }
}

/// `{tittel, sammendrag?}`.
pub fn case(id: Spanned<String>, mapping: &mut Mapping<'_>, faults: &mut Vec<Fault>) -> Case {
    Case { id, title: mapping.require("tittel", fields::text, faults), summary: mapping.optional("sammendrag", fields::text, faults) }
}
