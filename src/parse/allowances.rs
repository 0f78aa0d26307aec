//! `<!-- saksgang: tillat REGEL – grunn -->` in the text: a rule accepted in the line that follows.

use std::ops::Range;

use pulldown_cmark::Event;

use super::markdown;
use crate::model::Allowance;
use crate::source::{Span, Spanned};

/// The allowances in the comments of a text; code that shows such a comment is none.
#[must_use]
pub fn in_text(file: &str, body: usize) -> Vec<Allowance> {
    let text = file.get(body..).unwrap_or_default();
    if !text.contains("saksgang:") {
        return Vec::new();
    }
    let html = markdown::events(text).filter(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    html.flat_map(|(_, range)| comments(text, range)).filter_map(|range| allowance(file, body + range.start..body + range.end)).collect()
}

fn comments(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(start) = text.get(at..within.end).and_then(|rest| rest.find("<!--")).map(|start| at + start) {
        // A comment may go on past the event that it begins in.
        let Some(length) = text.get(start..).and_then(|rest| rest.find("-->")) else { break };
        found.push(start..start + length + 3);
        at = start + length + 3;
    }
    found
}

fn allowance(file: &str, range: Range<usize>) -> Option<Allowance> {
    let inside = file.get(range.start + 4..range.end - 3)?;
    let words = inside.trim_start().strip_prefix("saksgang:")?.trim_start().strip_prefix("tillat")?;
    let words = words.strip_prefix(char::is_whitespace)?.trim();
    let placed = |part: &str| {
        let start = part.as_ptr() as usize - file.as_ptr() as usize;
        Spanned::new(part.to_owned(), Span::new(start, start + part.len()))
    };
    let (rule, reason) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let reason = reason.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '-' | ':'));
    Some(Allowance {
        span: Span::new(range.start, range.end),
        rule: (!rule.is_empty()).then(|| placed(rule.trim_end_matches(':'))),
        reason: (!reason.is_empty()).then(|| placed(reason)),
        line_after: u32::try_from(range.end).ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_allows_a_rule_with_its_reason() {
        let file = "---\n---\nåpning\n\n<!-- saksgang: tillat date-weekday – kilden sier det -->\ntekst <!-- saksgang: tillat num-points -->\n\n`<!-- saksgang: tillat x -->`\n\n    <!-- saksgang: tillat y -->\n";
        let found = in_text(file, 8);
        let shown: Vec<_> = found
            .iter()
            .map(|one| {
                (one.rule.as_ref().map(|rule| &file[rule.span.range()]), one.reason.as_ref().map(|reason| &file[reason.span.range()]))
            })
            .collect();
        assert_eq!(shown, [(Some("date-weekday"), Some("kilden sier det")), (Some("num-points"), None)]);
        assert!(found.iter().all(|one| file[..one.line_after.unwrap() as usize].ends_with("-->")));
    }
}
