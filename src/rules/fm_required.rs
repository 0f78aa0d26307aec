//! fm-required: a field that must be there is missing: always, under a condition, or because site.toml asks for it.

use super::{Check, FixKind, Notes, Record, faults, words};
use crate::diagnostic::{Bilingual, Condition, FaultKind, Finding, Level};
use crate::index::{Entry, Site};
use crate::parse::front_matter;
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "fm-required",
    title: ("et felt som mangler", "a required field that is missing"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("fm_required.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        if let FaultKind::Required { key, owner, condition } = kind {
            notes.add(missing(place, key, owner, condition.as_ref()));
        }
    }
    for entry in &site.documents {
        for (key, span) in asked_for(site, entry) {
            notes.add(missing(Place::new(entry.source, span), key, entry.document.details.type_name(), Some(&Condition::SiteConfig)));
        }
    }
}

/// What site.toml asks of the document's type and the document lacks. What was noted while reading is not said twice.
fn asked_for<'s>(site: &'s Site, entry: &'s Entry) -> Vec<(&'s str, Span)> {
    let front = &entry.document.front;
    let Some(rules) = site.config.type_rules(entry.document.details.type_name()).filter(|_| front.span != Span::default()) else {
        return Vec::new();
    };
    let noted = |key: &str| {
        entry.document.faults.iter().any(|fault| matches!(&fault.kind, FaultKind::Required { key: missing, .. } if missing == key))
    };
    let top = Span { start: front.span.start, end: front.span.start };
    let text = site.sources.get(entry.source).map_or("", |source| &source.text);
    let lacks = |key: &str| match front.key(key) {
        None => Some(top),
        Some(span) => has_no_value(text, span).then_some(span),
    };
    let keys = rules.required.iter().map(|key| key.value.as_str()).filter(|key| !noted(key));
    let lacking: Vec<(&str, Span)> = keys.filter_map(|key| Some((key, lacks(key)?))).collect();
    if lacking.is_empty() {
        return lacking;
    }
    // A field that the type does not have is found in site.toml.
    let fields = front_matter::fields_of(entry.document.details.type_name());
    lacking.into_iter().filter(|(key, _)| fields.contains(key)).collect()
}

/// Whether nothing follows a key: neither on its line nor indented or listed below it.
fn has_no_value(text: &str, key: Span) -> bool {
    let after = text.get(key.end as usize..).unwrap_or_default();
    let mut lines = after.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':').unwrap_or(after).lines();
    let own = lines.next().unwrap_or_default().trim();
    let is_comment = |line: &str| line.is_empty() || line.starts_with('#');
    let below = lines.find(|line| !is_comment(line.trim())).unwrap_or_default();
    is_comment(own) && !below.starts_with([' ', '\t']) && !below.starts_with("- ")
}

fn missing(place: Place, key: &str, owner: &str, condition: Option<&Condition>) -> Finding {
    let message = match condition {
        // Without a type there is nothing to name it by.
        None if owner == "front" => Bilingual::new(format!("Feltet «{key}» mangler"), format!("The field “{key}” is missing")),
        None => Bilingual::new(format!("Feltet «{key}» mangler i «{owner}»"), format!("The field “{key}” is missing in “{owner}”")),
        Some(Condition::Exempt) => Bilingual::new(
            format!("Feltet «{key}» mangler: det som er unntatt offentlighet, må ha en hjemmel"),
            format!("The field “{key}” is missing: what is exempt must say on what legal basis"),
        ),
        Some(Condition::InForce) => Bilingual::new(
            format!("Feltet «{key}» mangler: det som gjelder, må vise til vedtaket"),
            format!("The field “{key}” is missing: what is in force must name the decision that adopted it"),
        ),
        Some(Condition::SiteConfig) => Bilingual::new(
            format!("Feltet «{key}» mangler: site.toml krever det av typen «{owner}»"),
            format!("The field “{key}” is missing: site.toml asks it of the type “{owner}”"),
        ),
        Some(Condition::OneOf(keys)) => {
            let keys = words::one_of(keys);
            Bilingual::new(format!("Her må {} fylles ut", keys.nb), format!("One of {} must be given here", keys.en))
        }
    };
    let example = EXAMPLES.iter().find(|(name, _)| *name == key).map(|(_, example)| example);
    Finding::new(RECORD.name, place, message).with_help(match (example, condition) {
        (_, Some(Condition::OneOf(_))) => Bilingual::new("Legg til ett av feltene.", "Add one of the fields."),
        (Some(example), _) => {
            Bilingual::new(format!("Legg til feltet, for eksempel «{example}»."), format!("Add the field, for example “{example}”."))
        }
        (None, _) => Bilingual::new(format!("Legg til feltet «{key}»."), format!("Add the field “{key}”.")),
    })
}

/// What a field may look like.
const EXAMPLES: &[(&str, &str)] = &[
    ("dato", "dato: 2019-03-01"),
    ("fil", "fil: plan.pdf"),
    ("hjemmel", "hjemmel: offentleglova § 13"),
    ("id", "id: SG 3/19"),
    ("organ", "organ: styringsgruppa"),
    ("referent", "referent: fornavn-etternavn"),
    ("tekst", "tekst: Forslaget er vedtatt."),
    ("til_stede", "til_stede: [fornavn-etternavn, fornavn-etternavn]"),
    ("tittel", "tittel: Mandat for prosjektet"),
    ("type", "type: referat"),
    ("vedtatt", "vedtatt: SG 3/19"),
];
