//! One JSON object per line, each in the shape of `json`: for programs that read while the run goes on, and for `grep`.

use super::json::entry;
use super::{Format, Report};

/// The format.
pub const FORMAT: Format = Format { name: "jsonl", always_infos: true, render };

fn render(report: &Report<'_>) -> String {
    let line = |diagnostic| serde_json::to_string(&entry(diagnostic, report.sources, report.tongue)).unwrap_or_default() + "\n";
    report.diagnostics.iter().map(line).collect()
}
