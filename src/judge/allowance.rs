//! What a document allows (`tillat`, and comments in its text): allowed findings are dropped, unused allowances reported.

use std::collections::HashMap;

use crate::diagnostic::Finding;
use crate::index::Site;
use crate::model::Allowance;
use crate::rules::{allow_unused, ill_read};
use crate::source::SourceId;

/// Drops what is allowed and adds a finding for each allowance that allowed nothing. `counts` says whether a finding would be
/// reported at all: allowing what is switched off is no use. Findings of the family `allow` cannot be allowed.
pub fn apply(site: &Site, findings: Vec<Finding>, counts: impl Fn(&Finding) -> bool) -> Vec<Finding> {
    let mut by_source: HashMap<SourceId, Vec<(&Allowance, bool)>> = HashMap::new();
    for entry in &site.documents {
        if !entry.document.front.allowances.is_empty() {
            let list = entry.document.front.allowances.iter().map(|allowance| (allowance, false)).collect();
            by_source.insert(entry.source, list);
        }
    }
    let mut kept = Vec::with_capacity(findings.len());
    for finding in findings {
        let allowed = !finding.rule.starts_with("allow-")
            && by_source.get_mut(&finding.place.source).is_some_and(|allowances| {
                let mut any = false;
                for (allowance, used) in allowances.iter_mut().filter(|(allowance, _)| covers(site, allowance, &finding)) {
                    *used |= counts(&finding);
                    any |= allowance.rule.is_some();
                }
                any
            });
        if !allowed {
            kept.push(finding);
        }
    }
    let looks_back = (0..site.documents.len()).any(|document| site.date(document).is_some_and(|date| date > site.as_of));
    // What an allowance allows may have gone with something that could not be read.
    if ill_read::any(site) {
        return kept;
    }
    for (source, allowances) in by_source {
        for (allowance, _) in allowances.iter().filter(|(_, used)| !used) {
            if let Some(rule) = &allowance.rule
                && crate::rules::find(&rule.value).is_some()
                && !(looks_back && WAIT.contains(&rule.value.as_str()))
            {
                kept.push(allow_unused::finding(site, source, allowance, &rule.value));
            }
        }
    }
    kept
}

/// Rules that find more as time goes by: seen from a day before the site's last document, what allows them may not be needed yet.
const WAIT: [&str; 3] = ["act-overdue", "date-review-due", "dec-minutes-unapproved"];

/// Whether an allowance speaks of a finding: the same rule, and for a comment, the line after it.
fn covers(site: &Site, allowance: &Allowance, finding: &Finding) -> bool {
    if allowance.rule.as_ref().is_none_or(|rule| rule.value != finding.rule) {
        return false;
    }
    let Some(after) = allowance.line_after else { return true };
    let Some(source) = site.sources.get(finding.place.source) else { return false };
    let comment = source.position(after as usize).line;
    source.position(finding.place.span.start as usize).line == comment + 1
}
