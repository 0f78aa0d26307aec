//! Workflow commands that GitHub shows as annotations: `::error file=…,line=…::message`.
//!
//! Columns are left out where a range crosses lines, because GitHub refuses them there; a path is relative to the repository.

use super::place::range;
use super::text::level_from;
use super::{Format, Report};
use crate::diagnostic::{Diagnostic, Level};

/// The format.
pub const FORMAT: Format = Format { name: "github", always_infos: false, render };

fn render(report: &Report<'_>) -> String {
    report.diagnostics.iter().map(|diagnostic| command(diagnostic, report)).collect()
}

fn command(diagnostic: &Diagnostic, report: &Report<'_>) -> String {
    let finding = &diagnostic.finding;
    let place = range(finding.place, report.sources);
    let level = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Off => "notice",
    };
    let file = property(&format!("{}{}", report.within, place.path));
    let mut text = format!("::{level} file={file},line={},endLine={}", place.line, place.end_line);
    if place.line == place.end_line {
        text.push_str(&format!(",col={},endColumn={}", place.column, place.end_column));
    }
    let mut message = finding.message.get(report.tongue).to_owned();
    for line in finding.help.iter().chain(&level_from(&diagnostic.reason)) {
        message.push('\n');
        message.push_str(line.get(report.tongue));
    }
    text.push_str(&format!(",title={}::{}\n", property(finding.rule), data(&message)));
    text
}

/// A message as the runner reads it back.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value: also what would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
