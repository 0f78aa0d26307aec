//! The front matter of a document: split off, read by its type, and what it mentions.
//!
//! One file per type below. What must not enter: other files, site.toml, whether a mention leads anywhere.

mod agreement;
mod closed;
mod common;
mod decisions;
mod mandate;
mod mentions;
mod minutes;
mod plan;
mod split;
pub(super) mod values;

pub use split::{Split, split};

use unicode_normalization::UnicodeNormalization;

use self::mentions::Mentions;
use crate::diagnostic::{Condition, Fault, nearest};
use crate::fields::{self, Mapping, Node, Value};
use crate::model::text::{DateMention, PeriodMention};
use crate::model::{Access, Details, FrontMatter, Mention, Status};
use crate::source::Span;

/// What the front matter of one file gives.
#[derive(Debug)]
pub struct Read {
    /// The common fields.
    pub front: FrontMatter,
    /// What the type adds.
    pub details: Details,
    /// What is mentioned, in the order of the fields.
    pub mentions: Vec<Mention>,
    /// Dates in texts that are Markdown.
    pub dates: Vec<DateMention>,
    /// Weeks, quarters and halves of a year in them.
    pub periods: Vec<PeriodMention>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// Reads the front matter of a file whose text was split.
#[must_use]
pub fn read(file: &str, split: &Split) -> Read {
    let mut read = read_fields(file, split);
    if read.front.access.is_none() {
        let (text, begin) = match split.fault {
            // Front matter that is not opened or never closed has no ends of its own.
            Some(_) => (file, 0),
            None => (file.get(split.yaml.clone()).unwrap_or_default(), split.yaml.start),
        };
        read.front.access = closed::written_access(text, begin).or_else(|| closed::misspelt_access(&read.faults));
    }
    read
}

fn read_fields(file: &str, split: &Split) -> Read {
    let mut faults = split.fault.iter().cloned().collect();
    let mut mentions = Mentions::new(file);
    let yaml = file.get(split.yaml.clone()).unwrap_or_default();
    let node = fields::read_yaml(yaml, split.yaml.start, &mut faults);
    let mut front = FrontMatter { span: split.span, ..FrontMatter::default() };
    let missing = split.span.start == split.span.end;
    let Some(mut mapping) = Mapping::open(&node, "front", &mut faults).filter(|_| !missing) else {
        let details = Details::Custom(String::new());
        return Read { front, details, mentions: Vec::new(), dates: Vec::new(), periods: Vec::new(), faults };
    };
    front.keys = mapping.keys().cloned().collect();
    front.type_name = mapping.require("type", fields::text, &mut faults).map(|name| name.map(|name| name.nfc().collect()));
    let type_name = front.type_name.as_ref().map_or("", |name| name.value.as_str()).to_owned();
    mapping.owner = if type_name.is_empty() { "front" } else { &type_name };
    common::read(&mut mapping, &mut front, &mut mentions, &mut faults);
    let details = details(&type_name, &mut mapping, &mut mentions, &mut faults);
    required(&mapping, &front, &details, &mut faults);
    mapping.close(&mut faults);
    let (mentions, dates, periods, found) = mentions.finish();
    faults.extend(found);
    Read { front, details, mentions, dates, periods, faults }
}

fn details(type_name: &str, mapping: &mut Mapping<'_>, mentions: &mut Mentions<'_>, faults: &mut Vec<Fault>) -> Details {
    match type_name {
        "referat" => Details::Minutes(Box::new(minutes::read(mapping, mentions, faults))),
        "mandat" => Details::Mandate(Box::new(mandate::read(mapping, mentions, faults))),
        "organisasjonsplan" => Details::Plan(Box::new(plan::read(mapping, mentions, faults))),
        "avtale" => Details::Agreement(Box::new(agreement::read(mapping, mentions, faults))),
        "veileder" => Details::Guide(Box::new(agreement::read_guide(mapping, faults))),
        "rapport" => Details::Report,
        "notat" => Details::Note,
        "side" => Details::Page,
        other => {
            // Where the type is missing or only misspelt, no key can be called unknown that some type has.
            if other.is_empty() || nearest(other, Details::BUILT_IN).is_some() {
                for keys in [minutes::KEYS, mandate::KEYS, plan::KEYS, agreement::KEYS, agreement::GUIDE_KEYS] {
                    mapping.know(keys);
                }
            }
            Details::Custom(other.to_owned())
        }
    }
}

/// The fields that documents of a type have.
#[must_use]
pub fn fields_of(type_name: &str) -> Vec<&'static str> {
    let nothing = Node { span: Span::default(), value: Value::Absent, quoted: false };
    let (mut faults, mut mentions) = (Vec::new(), Mentions::new(""));
    let Some(mut mapping) = Mapping::open(&nothing, "front", &mut faults) else { return Vec::new() };
    mapping.know(&["type"]);
    common::read(&mut mapping, &mut FrontMatter::default(), &mut mentions, &mut faults);
    details(type_name, &mut mapping, &mut mentions, &mut faults);
    mapping.known().to_vec()
}

/// The keys that are required not always, but by what else this file says.
fn required(mapping: &Mapping<'_>, front: &FrontMatter, details: &Details, faults: &mut Vec<Fault>) {
    let mut require = |key: &'static str, condition: Option<Condition>| {
        if !mapping.has_value(key) {
            mapping.missing(key, condition, faults);
        }
    };
    let known_type = !matches!(details, Details::Custom(name) if name.is_empty());
    // Of a document without a type nobody knows which fields it needs.
    if known_type && !matches!(details, Details::Minutes(_)) {
        require("tittel", None);
    }
    if known_type && !matches!(details, Details::Page) {
        require("dato", None);
    }
    if matches!(details, Details::Minutes(_) | Details::Mandate(_)) {
        require("organ", None);
    }
    if front.access.as_ref().is_some_and(|access| access.value == Access::Exempt) {
        require("hjemmel", Some(Condition::Exempt));
    }
    let in_force = front.status.as_ref().is_some_and(|status| status.value == Status::InForce);
    if in_force && !front.template && matches!(details, Details::Mandate(_) | Details::Plan(_)) {
        require("vedtatt", Some(Condition::InForce));
    }
}

#[cfg(test)]
mod tests;
