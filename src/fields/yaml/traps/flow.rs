//! What stands in brackets, over several lines if need be.

use super::Scan;
use crate::diagnostic::Trap;
use crate::fields::yaml::is_gap;
use crate::fields::yaml::line::{colon_in, has_spaced_key, hash_in, quote_end};

/// How things stand at the end of a line within brackets. What follows is read alike wherever the innermost bracket was opened, as
/// long as it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Stand {
    at: usize,
    /// The innermost bracket.
    bracket: char,
    expects_value: bool,
}

impl Scan<'_> {
    /// A bracket and all in it. False where it never closes: then every line's end that it left open is remembered, so that a bracket
    /// of a later line that comes to stand there is known not to close either.
    pub(super) fn flow(&mut self) -> bool {
        let (mut open, mut passed) = (Vec::new(), Vec::new());
        let closes = self.closes(&mut open, &mut passed);
        if !closes {
            let left = |opened: usize| open.binary_search_by_key(&opened, |(_, opened)| *opened).is_ok();
            self.unclosed.extend(passed.into_iter().filter(|(opened, _)| left(*opened)).map(|(_, stand)| stand));
        }
        closes
    }

    /// Reads on until the bracket it begins with closes. `open` are those that do not; `passed` is how every line ended, with the place
    /// of the innermost bracket.
    fn closes(&mut self, open: &mut Vec<(char, usize)>, passed: &mut Vec<(usize, Stand)>) -> bool {
        let mut expects_value = false;
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '[' | '{' => {
                    open.push((c, start));
                    self.at += 1;
                    expects_value = false;
                }
                ']' | '}' => {
                    self.at += 1;
                    expects_value = false;
                    let Some((_, opened)) = open.pop() else { return false };
                    if open.is_empty() {
                        return true;
                    }
                    self.flow_junk(opened);
                }
                ',' => {
                    self.at += 1;
                    expects_value = false;
                }
                ':' => {
                    self.at += 1;
                    expects_value = true;
                }
                '\n' => {
                    let Some((bracket, opened)) = open.last().copied() else { return false };
                    let stand = Stand { at: start, bracket, expects_value };
                    if self.unclosed.contains(&stand) {
                        return false;
                    }
                    passed.push((opened, stand));
                    self.at += 1;
                }
                _ if is_gap(c) => self.at += 1,
                '#' => self.at = self.line(start).end,
                '"' | '\'' => {
                    let Some(end) = quote_end(self.text.get(start..).unwrap_or_default()) else { return false };
                    self.at = start + end;
                    self.flow_junk(start);
                }
                '@' | '`' | '%' => self.note(start..self.flow_end(start), Trap::StartSign),
                '*' if self.slice(start..self.flow_end(start)).contains(' ') => self.note(start..self.flow_end(start), Trap::StartSign),
                _ => {
                    let in_map = open.last().is_some_and(|(bracket, _)| *bracket == '{');
                    self.flow_plain(start, in_map, expects_value);
                }
            }
        }
        false
    }

    /// A plain text within brackets.
    fn flow_plain(&mut self, start: usize, in_map: bool, expects_value: bool) {
        let end = self.flow_end(start);
        let written = self.slice(start..end);
        if (expects_value || !in_map) && self.is_amount(end, written) {
            self.note(start..end + 2, Trap::FlowComma);
            return;
        }
        if hash_in(written).is_some() {
            let start = match colon_in(written) {
                Some(colon) if !expects_value && in_map => {
                    let value = written.get(colon + 1..).unwrap_or_default();
                    start + colon + 1 + value.len() - value.trim_start().len()
                }
                _ => start,
            };
            self.note(start..end, Trap::HashComment);
            return;
        }
        if let Some(fields) = numbers_apart(written).filter(|_| expects_value && in_map) {
            self.note_meant(start..end, Trap::MissingComma, fields);
            return;
        }
        match colon_in(written) {
            Some(_) if expects_value || (!in_map && written.contains(": ") && has_spaced_key(written)) => {
                self.note(start..end, Trap::ColonInText);
            }
            Some(colon) => self.at = start + colon,
            None => self.at = end.max(start + 1),
        }
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    /// `1000,-`: whether what ends here with a figure goes on with the sign for whole kroner, which YAML can read nothing from.
    fn is_amount(&self, end: usize, written: &str) -> bool {
        let after = self.text.get(end..).and_then(|rest| rest.strip_prefix(",-")).map(|after| after.trim_start_matches([' ', '\t']));
        let ends = after.is_some_and(|after| after.is_empty() || after.starts_with([',', ']', '}', '\n', '\r']));
        ends && written.ends_with(|c: char| c.is_ascii_digit())
    }

    /// More words after a quoted text or an inner bracket.
    fn flow_junk(&mut self, start: usize) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let after = rest.trim_start_matches([' ', '\t']);
        if after.is_empty() || after.starts_with([',', ']', '}', ':', '#', '\n', '\r']) {
            return;
        }
        let end = self.flow_end(self.at + rest.len() - after.len());
        self.forget_from(start);
        self.note(start..end, Trap::StartSign);
    }

    /// The end of what looks like one value: before the next comma or closing bracket of the line.
    fn flow_end(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.find([',', ']', '}', '\n']).unwrap_or(rest.len());
        start + rest.get(..end).unwrap_or_default().trim_end().len()
    }
}

/// `3 mot: 1`: a number, and fields with one each, as they are written with commas between them.
fn numbers_apart(written: &str) -> Option<String> {
    let mut words = written.split([' ', '\t']).filter(|word| !word.is_empty());
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut fields = words.next().filter(|word| is_number(word))?.to_owned();
    while let Some(word) = words.next() {
        let key = word.strip_suffix(':').filter(|key| !key.is_empty() && key.chars().all(char::is_lowercase))?;
        let number = words.next().filter(|word| is_number(word))?;
        fields.push_str(&format!(", {key}: {number}"));
    }
    fields.contains(',').then_some(fields)
}
