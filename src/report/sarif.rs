//! SARIF 2.1.0, the form that code scanning reads: rules with their help in both languages, results with fingerprints and fixes.
//!
//! The other language lies in a translation of the tool's component. Paths are relative to `%SRCROOT%`, the project's folder.

use serde_json::{Map, Value, json};

use super::place::{Range, range};
use super::{Format, Report, RuleWords, fingerprint};
use crate::diagnostic::{Diagnostic, Fix, Level, Reason, Tongue};
use crate::output::percent;
use crate::source::Place;

/// The format.
pub const FORMAT: Format = Format { name: "sarif", always_infos: true, render };

/// What every path is relative to.
const BASE: &str = "%SRCROOT%";

fn render(report: &Report<'_>) -> String {
    let (own, other) = match report.tongue {
        Tongue::Bokmal => (Tongue::Bokmal, Tongue::English),
        Tongue::English => (Tongue::English, Tongue::Bokmal),
    };
    let describe = |tongue| report.rules.iter().map(|rule| described(rule, tongue)).collect::<Vec<_>>();
    let prints = fingerprint::unique(report.diagnostics, report.sources);
    let results: Vec<Value> = report.diagnostics.iter().zip(prints).map(|(diagnostic, print)| result(diagnostic, &print, report)).collect();
    let base = match report.tongue {
        Tongue::Bokmal => "Mappen til prosjektet som holder nettstedet",
        Tongue::English => "The folder of the project that holds the site",
    };
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "saksgang",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language(own),
                "rules": describe(own),
            }},
            "translations": [{
                "name": "saksgang",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language(other),
                "contents": ["localizedData"],
                "isComprehensive": false,
                "rules": describe(other),
            }],
            "language": language(own),
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {BASE: {"description": {"text": base}}},
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn language(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Bokmal => "nb-NO",
        Tongue::English => "en-GB",
    }
}

fn described(rule: &RuleWords, tongue: Tongue) -> Value {
    let help = rule.help.get(tongue);
    let level = match rule.level {
        Level::Off => json!({"enabled": false, "level": "note"}),
        level => json!({"level": level_word(level)}),
    };
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.title.get(tongue)},
        "help": {"text": help, "markdown": help},
        "defaultConfiguration": level,
    })
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Off => "note",
    }
}

fn result(diagnostic: &Diagnostic, print: &str, report: &Report<'_>) -> Value {
    let finding = &diagnostic.finding;
    let mut message = finding.message.get(report.tongue).to_owned();
    if let Some(help) = &finding.help {
        message.push('\n');
        message.push_str(help.get(report.tongue));
    }
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), json!(finding.rule));
    if let Some(index) = report.rules.iter().position(|rule| rule.name == finding.rule) {
        result.insert("ruleIndex".to_owned(), json!(index));
    }
    result.insert("level".to_owned(), json!(level_word(diagnostic.level)));
    result.insert("message".to_owned(), json!({"text": message}));
    result.insert("locations".to_owned(), json!([location(finding.place, report)]));
    if !finding.labels.is_empty() {
        let related = finding.labels.iter().enumerate().map(|(n, label)| {
            let mut place = location(label.place, report);
            if let Some(place) = place.as_object_mut() {
                place.insert("id".to_owned(), json!(n));
                place.insert("message".to_owned(), json!({"text": label.message.get(report.tongue)}));
            }
            place
        });
        result.insert("relatedLocations".to_owned(), related.collect());
    }
    result.insert("partialFingerprints".to_owned(), json!({"saksgang/v1": print}));
    if let Some(fix) = finding.fix.as_ref().filter(|_| diagnostic.show_source) {
        result.insert("fixes".to_owned(), json!([fixed(fix, report)]));
    }
    result.insert("properties".to_owned(), properties(diagnostic));
    Value::Object(result)
}

/// Where the level comes from, and whether the fix may be applied unasked: what SARIF has no place of its own for.
fn properties(diagnostic: &Diagnostic) -> Value {
    let from = match &diagnostic.reason {
        Reason::Rule => json!({"levelFrom": "rule"}),
        Reason::Config(name) => json!({"levelFrom": "site.toml", "levelSetting": name}),
        Reason::CommandLine(written) => json!({"levelFrom": "command line", "levelSetting": written}),
        Reason::Draft => json!({"levelFrom": "draft"}),
    };
    let mut properties = from;
    if let (Some(map), Some(fix)) = (properties.as_object_mut(), &diagnostic.finding.fix) {
        map.insert("fixIsSafe".to_owned(), json!(fix.safe));
    }
    properties
}

fn location(place: Place, report: &Report<'_>) -> Value {
    let at = range(place, report.sources);
    json!({"physicalLocation": {"artifactLocation": artifact(at.path, report.within), "region": region(&at)}})
}

fn region(at: &Range<'_>) -> Value {
    json!({"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column})
}

fn artifact(path: &str, within: &str) -> Value {
    json!({"uri": uri(&format!("{within}{path}")), "uriBaseId": BASE})
}

/// A fix as the files it changes, each with its replacements.
fn fixed(fix: &Fix, report: &Report<'_>) -> Value {
    let mut files: Vec<(&str, Vec<Value>)> = Vec::new();
    for edit in &fix.edits {
        let at = range(edit.place, report.sources);
        let replacement = json!({"deletedRegion": region(&at), "insertedContent": {"text": edit.text}});
        match files.iter_mut().find(|(path, _)| *path == at.path) {
            Some((_, replacements)) => replacements.push(replacement),
            None => files.push((at.path, vec![replacement])),
        }
    }
    let changes: Vec<Value> = files
        .into_iter()
        .map(|(path, replacements)| json!({"artifactLocation": artifact(path, report.within), "replacements": replacements}))
        .collect();
    json!({"description": {"text": fix.message.get(report.tongue)}, "artifactChanges": changes})
}

/// A path as a relative URI: every byte that a URI's path may not hold is written in per cent.
fn uri(path: &str) -> String {
    percent::encoded(path, |byte| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte))
}
