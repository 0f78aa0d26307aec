//! YAML to the spanned tree. The only rooms that know the YAML parser are this one and its own below.
//!
//! A file that parses is read in one go. In one that does not, the top-level entries are read one by one, so that every
//! fault is found in one run; where a trap of YAML's is the cause, the trap is noted, mended in a copy, and reading goes on.

mod line;
mod traps;
mod tree;
mod unclosed;

use std::collections::HashMap;

use self::tree::Stop;
use super::shift::Shift;
use super::{Node, Value, limits};
use crate::diagnostic::{Fault, FaultKind, RefusedYaml, Trap};
use crate::source::{Span, Spanned, lines};

/// What is said of an entry that is indented further than its list, which YAML itself takes for more words of the entry above.
pub const UNALIKE: &str = "entries of a list are not alike";

/// Reads YAML that begins at byte `base` of its file. Always gives a tree; faults say what is missing from it.
/// After a syntax error the remaining top-level entries are read one by one, so that every fault is found in one run.
/// An entry that could not be read keeps its key, with [`Value::Unreadable`].
pub fn read_yaml(yaml: &str, base: usize, faults: &mut Vec<Fault>) -> Node {
    let whole = Span::new(base, base + yaml.len());
    if yaml.len() > limits::BYTES {
        faults.push(Fault { span: Span::new(base, base), kind: FaultKind::Limit { limit: limits::TOO_LARGE } });
        return Node { span: whole, value: Value::Unreadable, quoted: false };
    }
    if !traps::has_odd_indent(yaml) {
        let noted = faults.len();
        if let Ok(node) = tree::build(yaml, &Shift::plain(base), faults)
            && !is_glued(&node, yaml)
        {
            return node;
        }
        faults.truncate(noted);
    }
    let mut recovery = Recovery { entries: Vec::new(), seen: HashMap::new(), faults, limit_noted: false };
    for (start, chunk) in chunks(yaml) {
        if chunk.starts_with("---") && start > 0 {
            recovery
                .faults
                .push(Fault { span: Span::new(base + start, base + start + 3), kind: FaultKind::Refused(RefusedYaml::SecondDocument) });
            break;
        }
        recovery.read(chunk, base + start);
    }
    Node { span: whole, value: Value::Map(recovery.entries), quoted: false }
}

struct Recovery<'f> {
    entries: Vec<(Spanned<String>, Node)>,
    seen: HashMap<String, usize>,
    faults: &'f mut Vec<Fault>,
    limit_noted: bool,
}

impl Recovery<'_> {
    /// Reads one top-level entry.
    fn read(&mut self, chunk: &str, base: usize) {
        let noted = self.faults.len();
        let mut shift = Shift::plain(base);
        let mut read = if traps::has_odd_indent(chunk) {
            Err(Stop { at: 0, kind: FaultKind::Syntax { message: "odd indentation".to_owned() } })
        } else {
            tree::build(chunk, &shift, self.faults)
        };
        let mut lines_with_traps = Vec::new();
        if read.as_ref().map_or(true, |node| is_glued(node, chunk)) {
            self.faults.truncate(noted);
            let found = traps::find(chunk);
            let line_ends: Vec<usize> = chunk.match_indices('\n').map(|(at, _)| at).collect();
            let line_of = |at: usize| line_ends.partition_point(|end| *end < at);
            for trap in &found {
                lines_with_traps.push(line_of(trap.range.start)..=line_of(trap.range.end));
                self.faults.push(trap.fault(base));
            }
            let edits: Vec<_> = found.into_iter().map(|trap| (trap.range, trap.mended)).collect();
            let (mended, mended_shift) = Shift::mend(chunk, base, &edits);
            shift = mended_shift;
            let after_traps = self.faults.len();
            read = tree::build(&mended, &shift, self.faults);
            if let Err(stop) = &read {
                self.faults.truncate(after_traps);
                // An indentation with which nothing can be read is none to put there.
                for fault in self.faults.iter_mut().skip(noted) {
                    if let FaultKind::Trap { trap: Trap::TabIndent | Trap::NoBreakIndent, replacement } = &mut fault.kind {
                        *replacement = None;
                    }
                }
                let unclosed = matches!(stop.kind, FaultKind::Syntax { .. }).then(|| unclosed::last(&mended, stop.at)).flatten();
                let (span, kind) = match unclosed {
                    Some((range, opened)) => {
                        (shift.span(range.start, range.end), FaultKind::Syntax { message: opened.message().to_owned() })
                    }
                    None => (fault_span(&mended, stop.at, &shift), stop.kind.clone()),
                };
                let line = line_of((span.start as usize).saturating_sub(base));
                let is_limit = matches!(stop.kind, FaultKind::Limit { .. });
                let is_new = if is_limit { !self.limit_noted } else { !lines_with_traps.iter().any(|lines| lines.contains(&line)) };
                self.limit_noted |= is_limit;
                if is_new {
                    self.faults.push(Fault { span, kind });
                }
            }
        }
        match read {
            Ok(Node { value: Value::Map(entries), .. }) => {
                for (key, node) in entries {
                    self.add(key, node);
                }
            }
            Ok(Node { value: Value::Absent, .. }) => {}
            Ok(node) => {
                let message = "expected a key and a colon".to_owned();
                self.faults.push(Fault { span: node.span, kind: FaultKind::Syntax { message } });
            }
            Err(_) => {
                if let Some((key, colon)) = key_of(chunk, base) {
                    let span = Span::new(base + colon, base + chunk.trim_end().len());
                    self.add(key, Node { span, value: Value::Unreadable, quoted: false });
                }
            }
        }
    }

    fn add(&mut self, key: Spanned<String>, node: Node) {
        if let Some(first) = tree::first_of(&self.entries, &self.seen, &key.value) {
            self.faults.push(Fault { span: key.span, kind: FaultKind::DuplicateKey { key: key.value, first } });
            return;
        }
        tree::push(&mut self.entries, &mut self.seen, key, node);
    }
}

/// Whether what was read as a text is an entry without a space after its colon.
fn is_glued(node: &Node, text: &str) -> bool {
    matches!(node.value, Value::Text(_)) && text.lines().next().is_some_and(|line| line::glued_key(line).is_some())
}

/// The key of a top-level entry that cannot be read, as it is read where nothing follows it, and where its colon is.
fn key_of(chunk: &str, base: usize) -> Option<(Spanned<String>, usize)> {
    let (range, colon) = traps::key_of(chunk)?;
    let alone = tree::build(chunk.get(..=colon)?, &Shift::plain(base), &mut Vec::new());
    if let Ok(Node { value: Value::Map(entries), .. }) = alone
        && let [(key, _)] = entries.as_slice()
    {
        return Some((key.clone(), colon));
    }
    let span = Span::new(base + range.start, base + range.end);
    Some((Spanned::new(chunk.get(range)?.to_owned(), span), colon))
}

/// From where the parser stopped to the end of that line, white space left out.
fn fault_span(text: &str, at: usize, shift: &Shift) -> Span {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let skipped = after.len() - after.trim_start_matches([' ', '\t']).len();
    let rest = after.get(skipped..).unwrap_or_default();
    let line = rest.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    if line.is_empty() {
        let end = before.trim_end().len();
        let start = before.trim_end().char_indices().next_back().map_or(0, |(start, _)| start);
        return shift.span(start, end);
    }
    shift.span(at + skipped, at + skipped + line.len())
}

/// The top-level entries: each from a line that begins in the first column to the next such line.
fn chunks(yaml: &str) -> Vec<(usize, &str)> {
    let mut starts = Vec::new();
    for (at, line) in lines(yaml) {
        let goes_on = line.starts_with(|c: char| is_gap(c) || is_odd_space(c) || matches!(c, '#' | '-' | ']' | '}' | ',' | '\u{feff}'));
        if !goes_on || line.starts_with("---") {
            starts.push(at);
        }
    }
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([yaml.len()]);
    starts.iter().copied().zip(ends).filter_map(|(start, end)| Some((start, yaml.get(start..end)?))).collect()
}

/// White space to YAML.
fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// White space to the eye and not to YAML.
fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{3000}')
}

/// A text as YAML must have it written to read it as it is.
fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = words.join(" ");
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests;
