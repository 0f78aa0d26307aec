//! allow-unknown-rule: a rule name that does not exist, in a `tillat` or in `[rules]` of site.toml; an option that its rule does not have.

use super::{Check, FixKind, Notes, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level, nearest};
use crate::index::Site;
use crate::source::{Place, Spanned};

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
        let mut told: Option<&Spanned<String>> = None;
        for (rule, option, _) in &site.config.options {
            if super::find(&rule.value).is_none() {
                // A rule with several options is told once.
                if told.replace(rule) != Some(rule) {
                    notes.add(finding(Place::new(source, rule.span), &rule.value, false));
                }
            } else if !super::OPTIONS.contains(&(&rule.value, &option.value)) {
                notes.add(not_an_option(Place::new(source, option.span), &rule.value, &option.value));
            }
        }
    }
}

fn not_an_option(place: Place, rule: &str, written: &str) -> Finding {
    let message = Bilingual::new(
        format!("Regelen «{rule}» kan ikke stilles inn med «{written}», så det har ingen virkning"),
        format!("The rule “{rule}” has no option “{written}”, so it sets nothing"),
    );
    let own: Vec<&str> = super::OPTIONS.iter().filter(|(of, _)| *of == rule).map(|(_, option)| *option).collect();
    Finding::new(RECORD.name, place, message).with_help(if own.is_empty() {
        Bilingual::new("Ta ut linja: Denne regelen kan ikke stilles inn.", "Remove the line: the rule has no options.")
    } else {
        let own = words::one_of(&own);
        Bilingual::new(format!("Skriv {}.", own.nb), format!("Write {}.", own.en))
    })
}

fn finding(place: Place, written: &str, family_too: bool) -> Finding {
    let finding = Finding::new(
        RECORD.name,
        place,
        Bilingual::new(format!("Det finnes ingen regel «{written}»"), format!("There is no rule “{written}”")),
    );
    let several = written.trim_end_matches([',', ';']);
    if several.len() < written.len() && super::find(several).is_some() {
        return finding.with_help(Bilingual::new(
            format!("Tillat hver regel i sin egen kommentar, {several} i den første."),
            format!("Allow each rule in a comment of its own, {several} in the first."),
        ));
    }
    let families = super::ALL.iter().map(|rule| rule.family()).filter(|_| family_too);
    match nearest(written, super::ALL.iter().map(|rule| rule.name).chain(families)) {
        Some(meant) => finding.with_help(Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?"))),
        None => finding.with_help(Bilingual::new("Se alle regler med «saksgang rules».", "See all rules with “saksgang rules”.")),
    }
}
