//! JUnit XML, as CI servers read it: a suite per file that was checked, a failure per error. Warnings and infos fail nothing:
//! they are told in the output of a case that passed. No times and no host, so that equal runs give equal bytes.

use std::collections::BTreeMap;

use super::place::range;
use super::text::{level_from, level_word};
use super::{Format, Report};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::Decoding;

/// The format.
pub const FORMAT: Format = Format { name: "junit", always_infos: true, render };

fn render(report: &Report<'_>) -> String {
    let mut suites: BTreeMap<&str, Vec<&Diagnostic>> = report
        .sources
        .iter()
        .filter(|(_, source)| source.decoding != Decoding::Binary)
        .map(|(id, _)| (report.sources.shown_path(id), Vec::new()))
        .collect();
    for diagnostic in report.diagnostics {
        suites.entry(range(diagnostic.finding.place, report.sources).path).or_default().push(diagnostic);
    }
    let failures = |found: &[&Diagnostic]| found.iter().filter(|diagnostic| diagnostic.level == Level::Error).count();
    let (mut tests, mut failed, mut body) = (0, 0, String::new());
    for (path, found) in &suites {
        let (cases, wrong) = (found.len().max(1), failures(found));
        tests += cases;
        failed += wrong;
        body.push_str(&format!("  <testsuite name=\"{}\" tests=\"{cases}\" failures=\"{wrong}\">\n", escaped(path)));
        if found.is_empty() {
            body.push_str(&format!("    <testcase name=\"check\" classname=\"{}\"/>\n", escaped(path)));
        }
        for diagnostic in found {
            body.push_str(&case(diagnostic, report));
        }
        body.push_str("  </testsuite>\n");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"saksgang\" tests=\"{tests}\" failures=\"{failed}\">\n{body}</testsuites>\n"
    )
}

fn case(diagnostic: &Diagnostic, report: &Report<'_>) -> String {
    let finding = &diagnostic.finding;
    let place = range(finding.place, report.sources);
    let at = format!("{}:{}:{}", place.path, place.line, place.column);
    let message = finding.message.get(report.tongue);
    let mut told = format!("{at}: {}[{}]: {message}", level_word(diagnostic.level, report.tongue), finding.rule);
    for line in finding.help.iter().chain(&level_from(&diagnostic.reason)) {
        told.push('\n');
        told.push_str(line.get(report.tongue));
    }
    let name = escaped(&format!("{} {}:{}", finding.rule, place.line, place.column));
    let opening = format!("    <testcase name=\"{name}\" classname=\"{}\">\n", escaped(place.path));
    let told = escaped(&told);
    let inside = match diagnostic.level {
        Level::Error => format!("      <failure type=\"{}\" message=\"{}\">{told}</failure>\n", finding.rule, escaped(message)),
        Level::Warning | Level::Info | Level::Off => format!("      <system-out>{told}</system-out>\n"),
    };
    format!("{opening}{inside}    </testcase>\n")
}

/// Text as XML can hold it: signs that no XML file may hold become U+FFFD.
fn escaped(text: &str) -> String {
    let allowed = |c: char| match c {
        '\t' | '\n' => c,
        c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
        c => c,
    };
    quick_xml::escape::escape(text.chars().map(allowed).collect::<String>()).into_owned()
}
