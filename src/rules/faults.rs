//! What lower rooms noted while reading, handed to the rule that puts it into words.
//!
//! What may not enter: the words themselves.

use crate::diagnostic::{Fault, FaultKind};
use crate::index::Site;
use crate::model::{Details, Document};
use crate::source::Place;

/// The one rule that a kind of fault belongs to. Exhaustive, so that a new kind cannot be forgotten.
#[must_use]
pub fn rule_of(kind: &FaultKind) -> &'static str {
    match kind {
        FaultKind::Encoding { .. } => "fm-encoding",
        FaultKind::FrontMatterMissing | FaultKind::FrontMatterGap | FaultKind::FrontMatterHyphens | FaultKind::FrontMatterUnclosed => {
            "fm-missing"
        }
        FaultKind::Syntax { .. } | FaultKind::Refused(_) | FaultKind::Limit { .. } => "fm-syntax",
        FaultKind::DuplicateKey { .. } => "fm-duplicate-key",
        FaultKind::UnknownKey { .. } | FaultKind::HeadingAttribute { .. } => "fm-unknown-key",
        FaultKind::Required { .. } => "fm-required",
        FaultKind::WrongShape { .. } | FaultKind::NotAllowed { .. } => "fm-type",
        FaultKind::UnknownType { .. } => "fm-unknown-type",
        FaultKind::DateFormat { .. } => "fm-date-format",
        FaultKind::DateInvalid { .. } => "date-invalid",
        FaultKind::DateYear { .. } => "id-year",
        FaultKind::EndsBefore { .. } => "date-period",
        FaultKind::TimeInvalid { .. } => "date-time",
        FaultKind::Trap { .. } => "fm-yaml-trap",
        FaultKind::AgendaHeading { .. } | FaultKind::AgendaRepeated { .. } => "num-agenda",
        FaultKind::DecisionId { .. } | FaultKind::DecisionLabel { .. } => "id-format",
        FaultKind::Lookalike { .. } => "id-lookalike",
        FaultKind::Label { .. } | FaultKind::JoinedLabels { .. } | FaultKind::NoteLabel { .. } | FaultKind::DefinedLabel { .. } => {
            "ref-unknown-label"
        }
        FaultKind::LinkTarget { .. } => "ref-malformed-url",
        FaultKind::RawHtml { .. } => "ref-raw-html",
        FaultKind::PathNotPortable { .. } => "fm-file-name",
        FaultKind::Theme { .. } => "theme-broken",
        FaultKind::ThemeUnused { .. } => "theme-unused",
    }
}

/// The faults of documents, registers, other files and site.toml that belong to a rule, each with its place. What a document of an unknown
/// type has or lacks of that type's fields is not said: nobody knows which it should have.
pub fn of<'s>(site: &'s Site, rule: &'static str) -> impl Iterator<Item = (Place, &'s FaultKind)> {
    let documents = site.faulty().flat_map(move |entry| {
        let unknown = unknown_type(site, &entry.document.details);
        let counts = move |fault: &&Fault| unknown.is_none() || owner_of(&fault.kind) != unknown;
        entry.document.faults.iter().filter(counts).map(|fault| (entry.source, fault))
    });
    let registers = site.register_faults.iter().map(|(source, fault)| (*source, fault));
    let config = site.config.source.into_iter().flat_map(|source| site.config.faults.iter().map(move |fault| (source, fault)));
    let others = site.file_faults.iter().map(|(source, fault)| (*source, fault));
    documents
        .chain(registers)
        .chain(others)
        .chain(config)
        .filter(move |(_, fault)| rule_of(&fault.kind) == rule)
        .map(|(source, fault)| (Place::new(source, fault.span), &fault.kind))
}

/// The name of a type that is neither built in nor defined in site.toml.
fn unknown_type<'s>(site: &Site, details: &'s Details) -> Option<&'s str> {
    match details {
        Details::Custom(name) if !name.is_empty() && site.config.type_rules(name).is_none() => Some(name),
        _ => None,
    }
}

/// Whose field a fault misses or does not know.
fn owner_of(kind: &FaultKind) -> Option<&str> {
    match kind {
        FaultKind::UnknownKey { owner, .. } | FaultKind::Required { owner, condition: None, .. } => Some(owner),
        _ => None,
    }
}

/// Whether a field of a document may say more than was read of it: the front matter is broken, something in the field could not be
/// read, or a key that is only misspelt stands in its place. What such a field lacks says nothing; the fault in it is found already.
#[must_use]
pub fn unread(document: &Document, key: &str) -> bool {
    let front = &document.front;
    let starts = front.key(key).map(|span| span.start);
    let ends = front.keys.iter().map(|other| other.span.start).filter(|other| starts.is_some_and(|start| *other > start)).min();
    let within = |fault: &Fault| starts.is_some_and(|start| start <= fault.span.start && ends.is_none_or(|end| fault.span.start < end));
    document.faults.iter().any(|fault| match &fault.kind {
        FaultKind::Encoding { .. }
        | FaultKind::FrontMatterMissing
        | FaultKind::FrontMatterGap
        | FaultKind::FrontMatterHyphens
        | FaultKind::FrontMatterUnclosed
        | FaultKind::Syntax { .. }
        | FaultKind::Refused(_)
        | FaultKind::Limit { .. } => true,
        FaultKind::UnknownKey { nearest, .. } => nearest.as_deref() == Some(key),
        FaultKind::WrongShape { .. }
        | FaultKind::NotAllowed { .. }
        | FaultKind::DateFormat { .. }
        | FaultKind::DateInvalid { .. }
        | FaultKind::DecisionId { .. }
        | FaultKind::DuplicateKey { .. }
        | FaultKind::Trap { .. } => within(fault),
        _ => false,
    })
}
