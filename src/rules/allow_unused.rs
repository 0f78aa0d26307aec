//! allow-unused: a `tillat` that suppresses nothing. `judge` finds it, as only judge knows what was used; the words are here.

use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Fix, Level};
use crate::index::Site;
use crate::model::Allowance;
use crate::source::{Place, SourceId, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "allow-unused",
    title: ("et unntak som ikke trengs", "an allowance that suppresses nothing"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("allow_unused.md"),
    check: Check::Site(check),
};

/// Nothing to look for here: see [`finding`].
fn check(_site: &Site, _notes: &mut Notes) {}

/// The finding for an allowance in a file that names a rule.
#[must_use]
pub fn finding(site: &Site, source: SourceId, allowance: &Allowance, rule: &str) -> Finding {
    let finding = Finding::new(
        RECORD.name,
        Place::new(source, allowance.span),
        Bilingual::new(
            format!("Unntaket fra «{rule}» brukes ikke: regelen har ingenting å si her"),
            format!("The allowance of “{rule}” is unused: the rule has nothing to say here"),
        ),
    )
    .with_help(Bilingual::new("Fjern unntaket.", "Remove the allowance."));
    match removal(site, source, allowance) {
        Some(span) => {
            let message = Bilingual::new("Fjern linjene", "Remove the lines");
            finding.with_fix(Fix::replace(true, Place::new(source, span), "", message))
        }
        None => finding,
    }
}

/// The bytes to take away: a comment, or an entry on lines of its own; with its key where nothing else stands below it.
fn removal(site: &Site, source: SourceId, allowance: &Allowance) -> Option<Span> {
    let text = &site.sources.get(source)?.text;
    let (start, end) = (allowance.span.start as usize, allowance.span.end as usize);
    let line_start = |at: usize| text.get(..at).map(|before| before.rfind('\n').map_or(0, |newline| newline + 1));
    let line_end = |at: usize| text.get(at..).map(|after| after.find('\n').map_or(text.len(), |newline| at + newline + 1));
    let (from, to) = (line_start(start)?, line_end(end)?);
    let (before, after) = (text.get(from..start)?.trim(), text.get(end..to)?.trim());
    // Whole lines; at the end of a file without a last line end, the one before goes along.
    let line = |from: usize| {
        let lead = text.get(..from).unwrap_or_default();
        let ends = text.get(..to).unwrap_or_default().ends_with('\n');
        let before = lead.strip_suffix('\n').map_or(lead, |lead| lead.strip_suffix('\r').unwrap_or(lead));
        if ends { Span::new(from, to) } else { Span::new(before.len(), to) }
    };
    if allowance.line_after.is_some() {
        let alone = before.is_empty() && after.is_empty();
        return Some(if alone { line(from) } else { allowance.span });
    }
    if before != "-" || !after.is_empty() && !after.starts_with('#') {
        return None;
    }
    let front = &site.documents.iter().find(|entry| entry.source == source)?.document.front;
    let only = front.allowances.iter().filter(|other| other.line_after.is_none()).count() == 1;
    let key = front.key("tillat").filter(|_| only).and_then(|key| line_start(key.start as usize));
    Some(line(key.unwrap_or(from)))
}
