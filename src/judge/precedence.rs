//! One fault gives one finding: where two rules could speak of the same bytes, the one that says more wins.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Finding, Level};
use crate::source::{Place, SourceId, Span};

/// Which rule wins over which, where their places overlap. The catalogue (docs/rules.md) shows this table.
pub const WINS: &[(&str, &str)] = &[
    ("act-due-order", "act-overdue"),
    ("agr-parties", "ref-unknown-body"),
    ("agr-parties", "ref-unknown-person"),
    ("agr-parties", "ref-unknown-unit"),
    ("agr-point-missing", "num-points"),
    ("att-forbidden-type", "att-content-type"),
    ("att-number", "ref-unknown-label"),
    ("date-next-meeting", "date-next-meeting-moved"),
    ("date-weekday", "date-week"),
    ("dec-period", "date-period"),
    ("fm-type", "date-invalid"),
    ("fm-yaml-trap", "fm-syntax"),
    ("id-duplicate-decision", "id-duplicate-anchor"),
    ("id-lookalike", "id-gap"),
    ("id-year", "id-duplicate-decision"),
    ("id-year", "id-gap"),
    ("num-agenda", "id-duplicate-anchor"),
    ("num-agenda", "num-heading-level"),
    ("num-conversion-residue", "ref-unknown-label"),
    ("num-points", "id-duplicate-anchor"),
    ("per-spelling", "per-not-member"),
    ("priv-basis", "fm-required"),
    ("priv-basis", "ref-unknown-label"),
];

/// Drops findings that a winning rule speaks of at the same place.
pub fn one_per_fault(findings: Vec<Finding>) -> Vec<Finding> {
    let mut winners: HashMap<(&'static str, SourceId), Vec<Span>> = HashMap::new();
    for finding in findings.iter().filter(|finding| WINS.iter().any(|(winner, _)| *winner == finding.rule)) {
        winners.entry((finding.rule, finding.place.source)).or_default().push(finding.place.span);
    }
    let beaten = |finding: &Finding| {
        let by = WINS.iter().filter(|(_, loser)| *loser == finding.rule);
        let spans = by.filter_map(|(winner, _)| winners.get(&(winner, finding.place.source))).flatten();
        spans.into_iter().any(|span| overlap(*span, finding.place.span))
    };
    findings.into_iter().filter(|finding| !beaten(finding)).collect()
}

/// Drops what another diagnostic that is heard tells, too, if that weighs as much.
pub fn drop_told(diagnostics: &mut Vec<Diagnostic>) {
    let named: HashSet<(&'static str, Place)> = diagnostics.iter().filter_map(|one| one.finding.told_by).collect();
    if named.is_empty() {
        return;
    }
    let mut heard: HashMap<(&'static str, Place), Level> = HashMap::new();
    for one in diagnostics.iter().filter(|one| named.contains(&(one.finding.rule, one.finding.place))) {
        let level = heard.entry((one.finding.rule, one.finding.place)).or_insert(one.level);
        *level = one.level.max(*level);
    }
    diagnostics.retain(|one| one.finding.told_by.and_then(|by| heard.get(&by)).is_none_or(|level| *level < one.level));
}

fn overlap(a: Span, b: Span) -> bool {
    a == b || (a.start < b.end && b.start < a.end)
}
