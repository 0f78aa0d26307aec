//! GitLab's code quality report: an array of issues, each with a fingerprint that no other has and that lines moving leave alone.
//! A path is relative to the project.

use serde::Serialize;

use super::place::range;
use super::text::level_from;
use super::{Format, Report, fingerprint};
use crate::diagnostic::{Diagnostic, Level};

/// The format.
pub const FORMAT: Format = Format { name: "gitlab", always_infos: true, render };

#[derive(Serialize)]
struct Issue<'d> {
    description: String,
    check_name: &'d str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn render(report: &Report<'_>) -> String {
    let fingerprints = fingerprint::unique(report.diagnostics, report.sources);
    let issues: Vec<Issue<'_>> =
        report.diagnostics.iter().zip(fingerprints).map(|(diagnostic, print)| issue(diagnostic, print, report)).collect();
    serde_json::to_string_pretty(&issues).unwrap_or_else(|_| "[]".to_owned()) + "\n"
}

fn issue<'d>(diagnostic: &'d Diagnostic, fingerprint: String, report: &Report<'_>) -> Issue<'d> {
    let place = range(diagnostic.finding.place, report.sources);
    let from = level_from(&diagnostic.reason).map(|from| format!(" ({})", from.get(report.tongue))).unwrap_or_default();
    Issue {
        description: format!("{}{from}", diagnostic.finding.message.get(report.tongue)),
        check_name: diagnostic.finding.rule,
        fingerprint,
        severity: match diagnostic.level {
            Level::Error => "critical",
            Level::Warning => "minor",
            Level::Info | Level::Off => "info",
        },
        location: Location { path: format!("{}{}", report.within, place.path), lines: Lines { begin: place.line, end: place.end_line } },
    }
}
