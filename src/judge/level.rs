//! How much a finding weighs: command line before site.toml's rule, before its family, before the rule itself;
//! one step milder in a draft.

use crate::diagnostic::{Finding, Level, Reason};
use crate::index::Site;
use crate::model::Status;
use crate::rules::{self, Record};

/// A level asked for on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// A rule or a family.
    pub name: String,
    /// The level.
    pub level: Level,
    /// As written: `-D ref-unknown-document`.
    pub written: String,
}

/// The level of a finding, and why. A finding of a rule that nobody registered counts as an error: it must not get lost.
pub fn of(site: &Site, flags: &[Flag], finding: &Finding) -> (Level, Reason) {
    let Some(rule) = rules::find(finding.rule) else { return (Level::Error, Reason::Rule) };
    // Without its theme there is no site: nothing can be said to make that milder.
    if rule.name == rules::theme_broken::RECORD.name {
        return (Level::Error, Reason::Rule);
    }
    let names = |name: &str| name == rule.name || name == rule.family();
    if let Some(flag) = flags.iter().rev().find(|flag| names(&flag.name)) {
        return (of_case(rule, finding.case, flag.level), Reason::CommandLine(flag.written.clone()));
    }
    let set = |name: &str| site.config.rules.iter().rev().find(|(written, _)| written.value == name);
    let (level, reason) = match set(rule.name).or_else(|| set(rule.family())) {
        Some((written, level)) => (of_case(rule, finding.case, *level), Reason::Config(written.value.clone())),
        None => (own(rule, finding.case), Reason::Rule),
    };
    if stands_in_draft(site, finding) && level > Level::Info {
        let milder = if level == Level::Error { Level::Warning } else { Level::Info };
        return (milder, Reason::Draft);
    }
    (level, reason)
}

/// Whether any finding of a rule could be reported: not one that is off and that nobody asked for.
#[must_use]
pub fn is_heard(site: &Site, flags: &[Flag], rule: &Record) -> bool {
    let names = |name: &str| name == rule.name || name == rule.family();
    let asked = flags.iter().any(|flag| names(&flag.name)) || site.config.rules.iter().any(|(written, _)| names(&written.value));
    asked || rule.levels.iter().any(|(_, level)| *level != Level::Off)
}

/// The level a rule gives a case by itself; the usual one for a case it does not name.
fn own(rule: &Record, case: &str) -> Level {
    let named = rule.levels.iter().find(|(name, _)| *name == case);
    named.or(rule.levels.first()).map_or(Level::Error, |(_, level)| *level)
}

/// A level that was set speaks of the rule's usual case: it caps the milder ones, and raises them only where it raises the usual one.
fn of_case(rule: &Record, case: &str, set: Level) -> Level {
    let usual = own(rule, "");
    if set > usual { set } else { set.min(own(rule, case)) }
}

fn stands_in_draft(site: &Site, finding: &Finding) -> bool {
    let document = site.document_in(finding.place.source).map(|n| site.document(n));
    document.and_then(|document| document.front.status.as_ref()).is_some_and(|status| status.value == Status::Draft)
}
