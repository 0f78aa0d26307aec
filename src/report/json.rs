//! The JSON array of `check --format json`: one object per diagnostic, keys in a fixed order.
//!
//! Shape: `{rule, level, levelFrom?, path, line, column, endLine, endColumn, message, help?, labels, fix?}`. Lines and columns count from
//! 1, columns in Unicode scalar values, `endColumn` exclusive, a byte-order mark not counted; paths relative to the site with `/`.

use serde::Serialize;

use super::place::{Range, range};
use super::{Format, text};
use crate::diagnostic::{Diagnostic, Level, Tongue};
use crate::source::Sources;

/// The format.
pub const FORMAT: Format =
    Format { name: "json", always_infos: true, render: |report| render(report.diagnostics, report.sources, report.tongue) };

/// One diagnostic, in the shape that json and jsonl share.
#[derive(Serialize)]
pub(super) struct Entry<'d> {
    rule: &'d str,
    level: &'static str,
    #[serde(rename = "levelFrom", skip_serializing_if = "Option::is_none")]
    level_from: Option<String>,
    #[serde(flatten)]
    place: Range<'d>,
    message: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'d str>,
    labels: Vec<LabelEntry<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixEntry<'d>>,
}

#[derive(Serialize)]
struct LabelEntry<'d> {
    path: &'d str,
    line: usize,
    column: usize,
    message: &'d str,
}

#[derive(Serialize)]
struct FixEntry<'d> {
    message: &'d str,
    safe: bool,
    edits: Vec<EditEntry<'d>>,
}

#[derive(Serialize)]
struct EditEntry<'d> {
    #[serde(flatten)]
    place: Range<'d>,
    text: &'d str,
}

/// The word of a level in machine formats.
#[must_use]
pub fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Off => "info",
    }
}

/// The array, indented, with a closing line break.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, tongue: Tongue) -> String {
    let entries: Vec<Entry<'_>> = diagnostics.iter().map(|diagnostic| entry(diagnostic, sources, tongue)).collect();
    let mut text = serde_json::to_string_pretty(&entries).unwrap_or_else(|_| "[]".to_owned());
    text.push('\n');
    text
}

/// A diagnostic in its shape.
pub(super) fn entry<'d>(diagnostic: &'d Diagnostic, sources: &'d Sources, tongue: Tongue) -> Entry<'d> {
    let finding = &diagnostic.finding;
    let labels = finding.labels.iter().map(|label| {
        let place = range(label.place, sources);
        LabelEntry { path: place.path, line: place.line, column: place.column, message: label.message.get(tongue) }
    });
    // An edit may hold words of a document that nobody may be shown.
    let fix = finding.fix.as_ref().filter(|_| diagnostic.show_source).map(|fix| FixEntry {
        message: fix.message.get(tongue),
        safe: fix.safe,
        edits: fix.edits.iter().map(|edit| EditEntry { place: range(edit.place, sources), text: &edit.text }).collect(),
    });
    Entry {
        rule: finding.rule,
        level: level_word(diagnostic.level),
        level_from: text::level_from(&diagnostic.reason).map(|from| from.get(tongue).to_owned()),
        place: range(finding.place, sources),
        message: finding.message.get(tongue),
        help: finding.help.as_ref().map(|help| help.get(tongue)),
        labels: labels.collect(),
        fix,
    }
}
