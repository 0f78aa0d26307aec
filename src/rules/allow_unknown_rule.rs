//! allow-unknown-rule: a rule name that does not exist, in a `tillat` or in `[rules]` of site.toml.

use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Level, nearest};
use crate::index::Site;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "allow-unknown-rule",
    title: ("et regelnavn som ikke finnes", "a rule name that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("allow_unknown_rule.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        for rule in entry.document.front.allowances.iter().filter_map(|allowance| allowance.rule.as_ref()) {
            if super::find(&rule.value).is_none() {
                notes.add(finding(site.place(n, rule.span), &rule.value, false));
            }
        }
    }
    if let Some(source) = site.config.source {
        for (name, _) in &site.config.rules {
            let known = super::ALL.iter().any(|rule| rule.name == name.value || rule.family() == name.value);
            if !known {
                notes.add(finding(Place::new(source, name.span), &name.value, true));
            }
        }
    }
}

fn finding(place: Place, written: &str, family_too: bool) -> Finding {
    let finding = Finding::new(
        RECORD.name,
        place,
        Bilingual::new(format!("Det finnes ingen regel «{written}»"), format!("There is no rule “{written}”")),
    );
    let families = super::ALL.iter().map(|rule| rule.family()).filter(|_| family_too);
    match nearest(written, super::ALL.iter().map(|rule| rule.name).chain(families)) {
        Some(meant) => finding.with_help(Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?"))),
        None => finding.with_help(Bilingual::new("Se alle regler med «saksgang rules».", "See all rules with “saksgang rules”.")),
    }
}
