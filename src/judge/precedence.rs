//! One fault gives one finding: where two rules could speak of the same bytes, the one that says more wins.

use crate::diagnostic::Finding;

/// Which rule wins over which, where their places overlap. The catalogue (docs/rules.md) shows this table.
pub const WINS: &[(&str, &str)] = &[
    ("att-number", "ref-unknown-label"),
    ("dec-period", "date-period"),
    ("fm-type", "date-invalid"),
    ("fm-yaml-trap", "fm-syntax"),
    ("id-duplicate-decision", "id-duplicate-anchor"),
    ("num-agenda", "id-duplicate-anchor"),
    ("num-conversion-residue", "ref-unknown-label"),
    ("num-points", "id-duplicate-anchor"),
    ("priv-basis", "fm-required"),
];

/// Drops findings that a winning rule speaks of at the same place.
pub fn one_per_fault(findings: Vec<Finding>) -> Vec<Finding> {
    let winners: Vec<(&'static str, crate::source::Place)> = findings
        .iter()
        .filter(|finding| WINS.iter().any(|(winner, _)| *winner == finding.rule))
        .map(|finding| (finding.rule, finding.place))
        .collect();
    findings
        .into_iter()
        .filter(|finding| {
            !WINS
                .iter()
                .filter(|(_, loser)| *loser == finding.rule)
                .any(|(winner, _)| winners.iter().any(|(rule, place)| rule == winner && overlap(*place, finding.place)))
        })
        .collect()
}

fn overlap(a: crate::source::Place, b: crate::source::Place) -> bool {
    a.source == b.source && (a.span == b.span || (a.span.start < b.span.end && b.span.start < a.span.end))
}
