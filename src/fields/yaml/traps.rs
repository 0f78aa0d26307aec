//! What an author wrote that YAML cannot read and a person can. Looks only at text that did not parse,
//! line by line and knowing no more of YAML than that takes: blocks, quotes, brackets and indentation.

mod flow;
mod indent;

use std::collections::HashSet;
use std::ops::Range;

use super::line::{before_comment, colon_after_quote, colon_in, glued_key, hash_in, is_block_header, quote_end};
use super::{is_odd_space, quoted};
use crate::diagnostic::{Fault, FaultKind, Trap};
use crate::source::Span;

/// A trap in a text, with what to put in its place so that reading can go on.
#[derive(Debug)]
pub struct Found {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Which trap.
    pub trap: Trap,
    /// What the author may put there.
    pub replacement: Option<String>,
    /// What was put there to go on.
    pub mended: String,
}

impl Found {
    /// The fault in a file in which the text begins at `base`.
    pub fn fault(&self, base: usize) -> Fault {
        let kind = FaultKind::Trap { trap: self.trap, replacement: self.replacement.clone() };
        Fault { span: Span::new(base + self.range.start, base + self.range.end), kind }
    }
}

/// Whether a line with something on it is indented by more than plain spaces.
pub fn has_odd_indent(text: &str) -> bool {
    if !text.contains(|c: char| c == '\t' || is_odd_space(c)) {
        return false;
    }
    text.lines().any(|line| {
        let rest = line.trim_start_matches(' ');
        rest.starts_with(|c: char| c == '\t' || is_odd_space(c)) && !rest.trim().is_empty()
    })
}

/// Where the key of a top-level entry stands, quotes left out, and where its colon is.
pub fn key_of(chunk: &str) -> Option<(Range<usize>, usize)> {
    let line = chunk.lines().next()?;
    let colon = colon_after_quote(line).or_else(|| colon_in(line))?;
    let key = line.get(..colon)?.trim();
    let bare = key.trim_matches(['"', '\'']);
    let start = line.find(bare)?;
    (!bare.is_empty() && !key.starts_with(['[', '{', '#', '-'])).then_some((start..start + bare.len(), colon))
}

/// Every trap of a text, in order, none overlapping another.
pub fn find(text: &str) -> Vec<Found> {
    let mut scan = Scan { text, found: Vec::new(), at: 0, columns: indent::Columns::default(), unclosed: HashSet::new() };
    let mut block: Option<usize> = None;
    let mut plain: Option<Open> = None;
    while scan.at < text.len() {
        let line = scan.line(scan.at);
        let next = scan.next_line(scan.at);
        let content = text.get(line.clone()).unwrap_or_default();
        let rest = content.trim_start_matches(|c: char| c == ' ' || c == '\t' || is_odd_space(c));
        if rest.trim().is_empty() {
            scan.at = next;
            continue;
        }
        let spaces = content.len() - content.trim_start_matches(' ').len();
        if block.is_some_and(|indent| spaces > indent) {
            scan.at = next;
            continue;
        }
        let lead = line.start..line.end - rest.len();
        let indent = text.get(lead.clone()).map_or(0, indent::width);
        scan.indent(lead, block.is_some_and(|parent| indent > parent) || rest.starts_with('#'));
        if block.is_some_and(|parent| indent > parent) || rest.starts_with('#') {
            scan.at = next;
            continue;
        }
        block = None;
        scan.at = line.end - rest.len();
        if plain.as_ref().is_some_and(|open| indent <= open.indent) {
            plain = None;
        }
        if let Some(open) = &plain {
            scan.continuation(open, line.end);
            scan.at = next;
            continue;
        }
        match scan.entry(indent, line.end) {
            Value::Block(parent) => block = Some(parent),
            Value::Plain(open) => plain = Some(open),
            Value::Other => {}
        }
        // A quoted text or a bracket may have gone over several lines.
        scan.at = if scan.at > line.end { scan.next_line(scan.at) } else { next };
    }
    scan.found
}

/// A plain value that the next lines may go on with.
struct Open {
    start: usize,
    indent: usize,
}

/// What an entry's value turned out to be.
enum Value {
    Block(usize),
    Plain(Open),
    Other,
}

struct Scan<'t> {
    text: &'t str,
    found: Vec<Found>,
    at: usize,
    /// What is open above the line that is looked at.
    columns: indent::Columns,
    /// How things stood at ends of lines from where on a bracket never closed.
    unclosed: HashSet<flow::Stand>,
}

impl<'t> Scan<'t> {
    /// The line that a byte is on, from that byte, without its end.
    fn line(&self, from: usize) -> Range<usize> {
        let rest = self.text.get(from..).unwrap_or_default();
        let end = from + rest.find('\n').unwrap_or(rest.len());
        let content = self.text.get(from..end).unwrap_or_default();
        from..from + content.trim_end_matches('\r').len()
    }

    fn next_line(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        from + rest.find('\n').map_or(rest.len(), |end| end + 1)
    }

    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn note(&mut self, range: Range<usize>, trap: Trap) {
        let replacement = quoted(self.slice(range.clone()));
        self.note_meant(range, trap, replacement);
    }

    fn note_meant(&mut self, range: Range<usize>, trap: Trap, replacement: String) {
        self.at = self.at.max(range.end);
        self.found.push(Found { range, trap, mended: replacement.clone(), replacement: Some(replacement) });
    }

    /// Forgets what was found within a value that turned out to be something else.
    fn forget_from(&mut self, start: usize) {
        while self.found.last().is_some_and(|found| found.range.start >= start) {
            self.found.pop();
        }
    }

    /// One line in block style: dashes, a key, a value.
    fn entry(&mut self, indent: usize, line_end: usize) -> Value {
        let mut column = indent;
        let mut is_item = false;
        while let Some(rest) = self.slice(self.at..line_end).strip_prefix("- ") {
            let gap = rest.len() - rest.trim_start_matches(' ').len();
            self.at += 2 + gap;
            column += 2 + gap;
            is_item = true;
        }
        let rest = self.slice(self.at..line_end);
        if rest.is_empty() || rest == "-" || rest.starts_with("# ") {
            return Value::Other;
        }
        let colon = if rest.starts_with(['"', '\'']) {
            colon_after_quote(rest)
        } else if rest.starts_with(['[', '{', '@', '`', '*', '&', '!', '|', '>', '%']) {
            None
        } else {
            colon_in(rest)
        };
        let Some(colon) = colon else {
            if let Some(key) = glued_key(rest).filter(|_| !is_item) {
                let colon = self.at + key.len();
                self.note_meant(colon..colon + 1, Trap::GluedValue, ": ".to_owned());
                return Value::Other;
            }
            return if is_item { self.value(column.saturating_sub(1), line_end) } else { Value::Other };
        };
        self.at += colon + 1;
        self.value(column, line_end)
    }

    /// The value that begins here, in block style; `indent` is its key's column.
    fn value(&mut self, indent: usize, line_end: usize) -> Value {
        let rest = self.slice(self.at..line_end);
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let rest = self.slice(self.at..line_end);
        let Some(first) = rest.chars().next() else { return Value::Other };
        let start = self.at;
        let second = rest.chars().nth(1);
        match first {
            '#' if second.is_some_and(char::is_alphanumeric) => self.note(start..start + rest.trim_end().len(), Trap::HashComment),
            '#' => {}
            '|' | '>' if is_block_header(rest) => return Value::Block(indent),
            '"' | '\'' => match quote_end(self.text.get(start..).unwrap_or_default()) {
                Some(end) => {
                    self.at = start + end;
                    self.junk(start);
                }
                None => self.at = line_end,
            },
            '[' | '{' => {
                if self.flow() {
                    self.junk(start);
                } else {
                    // Lines below a bracket that never closes are no part of it: what they say is not to be mended as if they were.
                    self.forget_from(line_end);
                    self.at = line_end;
                }
            }
            '&' | '*' if second.is_some_and(|c| !c.is_whitespace()) && !before_comment(rest).contains(' ') => {}
            '!' => {}
            '&' if second.is_some_and(|c| !c.is_whitespace()) => {}
            '@' | '`' | '%' | ',' | ']' | '}' | '*' | '&' | '|' | '>' => {
                self.note(start..start + before_comment(rest).len(), Trap::StartSign);
            }
            '-' if second == Some(' ') => self.note(start..start + before_comment(rest).len(), Trap::StartSign),
            _ => {
                let words = before_comment(rest);
                if colon_in(words).is_some() {
                    self.note(start..self.plain_end(start + words.len(), indent), Trap::ColonInText);
                } else if hash_in(rest).is_some() {
                    self.note(start..self.plain_end(start + rest.trim_end().len(), indent), Trap::HashComment);
                } else if words.len() == rest.trim_end().len() {
                    return Value::Plain(Open { start, indent });
                }
            }
        }
        Value::Other
    }

    /// Where a plain value ends that goes on over the next, deeper lines.
    fn plain_end(&self, mut end: usize, indent: usize) -> usize {
        let mut next = self.next_line(end);
        while next < self.text.len() {
            let line = self.line(next);
            let content = self.slice(line.clone());
            let rest = content.trim_start_matches(' ');
            if rest.trim().is_empty() || content.len() - rest.len() <= indent || rest.starts_with(['#', '-']) || colon_in(rest).is_some() {
                break;
            }
            end = line.start + content.trim_end().len();
            next = self.next_line(line.end);
        }
        end
    }

    /// A line that goes on with a plain value: several words and a colon are text, one word looks like a key gone astray.
    fn continuation(&mut self, open: &Open, line_end: usize) {
        let rest = self.slice(self.at..line_end);
        let words = before_comment(rest);
        let is_text = colon_in(words).is_some_and(|colon| words.get(..colon).is_some_and(|key| key.trim().contains(' ')));
        let overlaps = self.found.last().is_some_and(|found| found.range.end > open.start);
        if overlaps {
            return;
        }
        if is_text {
            let end = self.plain_end(self.at + words.len(), open.indent);
            self.note(open.start..end, Trap::ColonInText);
        } else if hash_in(rest).is_some() {
            self.note(open.start..self.plain_end(self.at + rest.trim_end().len(), open.indent), Trap::HashComment);
        }
    }

    /// After a quoted text or a bracket that should have been all: anything more means that it is not.
    fn junk(&mut self, start: usize) {
        let line = self.line(self.at);
        let rest = self.slice(line.clone());
        let words = before_comment(rest);
        if words.trim().is_empty() {
            return;
        }
        let end = self.at + words.trim_end().len();
        self.forget_from(start);
        self.note(start..end, Trap::StartSign);
    }
}
