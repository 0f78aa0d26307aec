//! One line per finding, `path:line:column: level[rule]: message`: for editors, `grep` and narrow terminals.

use super::place::range;
use super::text::{level_from, level_word};
use super::{Format, Report};
use crate::diagnostic::Diagnostic;

/// The format.
pub const FORMAT: Format = Format { name: "concise", always_infos: false, render };

fn render(report: &Report<'_>) -> String {
    report.diagnostics.iter().map(|diagnostic| line(diagnostic, report)).collect()
}

fn line(diagnostic: &Diagnostic, report: &Report<'_>) -> String {
    let finding = &diagnostic.finding;
    let place = range(finding.place, report.sources);
    let word = level_word(diagnostic.level, report.tongue);
    // A message quotes what authors wrote: whatever it holds, one finding stays one line.
    let message: String = finding.message.get(report.tongue).split(char::is_control).collect::<Vec<_>>().join(" ");
    let from = level_from(&diagnostic.reason).map(|from| format!(" ({})", from.get(report.tongue))).unwrap_or_default();
    format!("{}:{}:{}: {word}[{}]: {message}{from}\n", place.path, place.line, place.column, finding.rule)
}
