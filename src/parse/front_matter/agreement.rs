//! What an `avtale` and a `veileder` add.

use super::mentions::Mentions;
use super::values::{period, reference, texts, who};
use crate::diagnostic::Fault;
use crate::fields::{self, Mapping, Node, list_of};
use crate::model::agreement::{Agreement, Guide, Party};
use crate::model::{Role, Who};

/// The keys that only agreements have.
pub const KEYS: &[&str] = &["parter", "følger", "signert", "periode"];

/// The keys that only guides have.
pub const GUIDE_KEYS: &[&str] = &["versjon", "utgiver", "krever_punkt", "krever_vedlegg"];

/// Reads an agreement's. How many parties there must be is a rule's to say.
pub fn read(mapping: &mut Mapping<'_>, mentions: &mut Mentions<'_>, faults: &mut Vec<Fault>) -> Agreement {
    let agreement = Agreement {
        parties: mapping.optional("parter", list_of(party), faults).unwrap_or_default(),
        follows: mapping.optional("følger", reference, faults),
        signed: mapping.optional("signert", fields::date, faults),
        period: mapping.optional("periode", period, faults),
    };
    for party in &agreement.parties {
        if let Some(unit) = &party.unit {
            mentions.who(unit, Role::Party);
        }
        if let Some(person) = &party.represented_by {
            mentions.who(person, Role::Participant);
        }
    }
    if let Some(follows) = &agreement.follows {
        mentions.reference(follows, Role::Follows);
    }
    agreement
}

/// `{enhet, representert_ved}`, or the party alone.
fn party(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Party> {
    let named = matches!(&node.value, fields::Value::Map(entries) if entries.iter().any(|(key, _)| key.value == "navn"));
    if named || matches!(node.value, fields::Value::Text(_)) {
        let unit: Who = who(node, key, faults)?;
        return Some(Party { span: node.span, unit: Some(unit), represented_by: None });
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let party = Party {
        span: mapping.span,
        unit: mapping.require("enhet", who, faults),
        represented_by: mapping.optional("representert_ved", who, faults),
    };
    mapping.close(faults);
    Some(party)
}

/// Reads a guide's.
pub fn read_guide(mapping: &mut Mapping<'_>, faults: &mut Vec<Fault>) -> Guide {
    Guide {
        version: mapping.optional("versjon", fields::text, faults),
        publisher: mapping.optional("utgiver", fields::text, faults),
        requires_points: mapping.optional("krever_punkt", list_of(fields::text), faults),
        requires_attachments: texts(mapping, "krever_vedlegg", faults),
    }
}
