//! From findings to diagnostics: which of two wins, what a document allows, how much each weighs, in the order people read.
//!
//! The only room that knows levels. What may not enter: how a diagnostic looks, and any rule's own logic.

mod allowance;
mod baseline;
mod known;
mod last_look;
mod level;
mod precedence;
mod withheld;

use crate::diagnostic::{Diagnostic, Finding, Level};
use crate::index::Site;
use crate::model::{Access, Decision};
use crate::rules::Notes;
use crate::source::{SourceId, Span};

pub use baseline::Baseline;
pub use known::{Known, brought};
pub use last_look::{LastLook, Seen};
pub use level::{Flag, is_heard};
pub use precedence::WINS;
pub use withheld::withhold;

/// Judges the findings of a run: every one that counts, sorted by path, place and rule. Levels at [`Level::Off`] are dropped.
#[must_use]
pub fn judge(site: &Site, notes: Notes, flags: &[Flag]) -> Vec<Diagnostic> {
    let findings = precedence::one_per_fault(notes.findings);
    let findings = allowance::apply(site, findings, |finding| level::of(site, flags, finding).0 != Level::Off);
    let mut diagnostics: Vec<Diagnostic> =
        findings.into_iter().map(|finding| weigh(site, flags, finding)).filter(|diagnostic| diagnostic.level != Level::Off).collect();
    precedence::drop_told(&mut diagnostics);
    sort(site, &mut diagnostics);
    diagnostics
}

/// Adds findings that came about only when the pages were made. They keep a site from being made, so no flag makes them milder.
pub fn add(site: &Site, diagnostics: &mut Vec<Diagnostic>, findings: Vec<Finding>) {
    if !findings.is_empty() {
        diagnostics.extend(findings.into_iter().map(|finding| weigh(site, &[], finding)));
        sort(site, diagnostics);
    }
}

fn weigh(site: &Site, flags: &[Flag], finding: Finding) -> Diagnostic {
    let (level, reason) = level::of(site, flags, &finding);
    let show_source = may_show(site, &finding) && !withheld::fix_repeats(&finding);
    Diagnostic { finding: withheld::in_words(finding), level, reason, show_source }
}

fn sort(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| order(site, &a.finding).cmp(&order(site, &b.finding)));
    diagnostics.dedup_by(|a, b| a.finding == b.finding);
}

/// The order people read in; the message breaks the last ties, so that it never depends on the order of rules.
fn order<'s>(site: &'s Site, finding: &'s Finding) -> (&'s str, u32, u32, &'static str, &'s str) {
    let path = site.sources.get(finding.place.source).map_or("", |source| source.path.as_str());
    (path, finding.place.span.start, finding.place.span.end, finding.rule, finding.message.en.as_str())
}

/// No text of an exempt document or decision is ever shown, wherever the finding or its labels stand.
fn may_show(site: &Site, finding: &Finding) -> bool {
    let mut places = finding.labels.iter().map(|label| label.place).chain([finding.place]);
    places.all(|place| !site.document_in(place.source).is_some_and(|n| is_withheld(site, n, place.span)))
}

/// Whether every line of a file may be shown: none of it is an exempt document, or an exempt decision.
#[must_use]
pub fn may_show_file(site: &Site, source: SourceId) -> bool {
    let whole = Span { start: 0, end: u32::MAX };
    !site.document_in(source).is_some_and(|n| is_withheld(site, n, whole))
}

/// Whether a span of a document is withheld. Where the access could not be read, the word alone is enough: better a finding
/// without its line than a secret in a log.
fn is_withheld(site: &Site, n: usize, span: Span) -> bool {
    let document = site.document(n);
    let unread = document.front.access.is_none() && !document.faults.is_empty();
    let said = || site.sources.get(site.entry(n).source).is_some_and(|source| source.text.contains("unntatt"));
    let exempt_decision = |decision: &Decision| decision.exempt && decision.span.start < span.end && span.start < decision.span.end;
    site.access(n) == Access::Exempt
        || (unread && said())
        || document.minutes().is_some_and(|minutes| minutes.decisions.iter().any(exempt_decision))
}
