//! What a document allows (`tillat`, and comments in its text): allowed findings are dropped, unused allowances reported.

use std::collections::HashMap;
use std::ops::RangeInclusive;

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

/// Whether an allowance speaks of a finding: the same rule, and for a comment, the line that it is about.
fn covers(site: &Site, allowance: &Allowance, finding: &Finding) -> bool {
    if allowance.rule.as_ref().is_none_or(|rule| rule.value != finding.rule) {
        return false;
    }
    let Some(after) = allowance.line_after else { return true };
    let line = site.sources.get(finding.place.source).and_then(|source| line_after(&source.text, after as usize));
    line.is_some_and(|line| line.contains(&(finding.place.span.start as usize)))
}

/// The line that a comment is about, with its end: the first after it that is neither empty nor another comment.
fn line_after(text: &str, comment: usize) -> Option<RangeInclusive<usize>> {
    let mut start = comment + text.get(comment..)?.find('\n')? + 1;
    for _ in 0..LINES_BETWEEN {
        let rest = text.get(start..)?;
        let line = rest.lines().next()?;
        let said = line.trim();
        if !(said.is_empty() || said.starts_with("<!--") && said.ends_with("-->")) {
            return Some(start..=start + line.len());
        }
        start += rest.find('\n')? + 1;
    }
    None
}

/// So many comments and empty lines are passed over.
const LINES_BETWEEN: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_about_the_next_line_with_words() {
        for between in ["\n", "\n\n", "\r\n\r\n", "\n<!-- og en til -->\n", " \n<!-- og en til -->\n\n"] {
            let text = format!("<!-- en -->{between}Linja.\nDen neste.");
            let line = line_after(&text, "<!-- en -->".len()).unwrap();
            assert_eq!(&text[*line.start()..*line.end()], "Linja.", "{between:?}");
        }
        for nothing in ["<!-- en -->", "<!-- en -->\n", "<!-- en -->\n\n", &format!("<!-- en -->{}x", "\n".repeat(LINES_BETWEEN + 1))] {
            assert_eq!(line_after(nothing, "<!-- en -->".len()), None, "{nothing:?}");
        }
    }
}
