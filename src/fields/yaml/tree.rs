//! The parser's events to the spanned tree: duplicates, refused constructs and the traps that YAML itself accepts.

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};
use unicode_normalization::UnicodeNormalization;

use super::{UNALIKE, is_gap, quoted};
use crate::diagnostic::{Fault, FaultKind, Limit, RefusedYaml, Trap};
use crate::fields::shift::Shift;
use crate::fields::{Node, Value, limits};
use crate::source::{Span, Spanned, lines};

/// Why a text gave no tree.
pub struct Stop {
    /// The byte of the text that was read.
    pub at: usize,
    /// What is the matter.
    pub kind: FaultKind,
}

/// Reads one text. Faults are noted in the file's own bytes; a syntax error gives no tree.
pub fn build(text: &str, shift: &Shift, faults: &mut Vec<Fault>) -> Result<Node, Stop> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        disallow_directives: true,
        flow_nesting_limit: limits::DEPTH,
        block_nesting_limit: limits::DEPTH,
    };
    let mut builder = Builder { text, shift, faults, frames: Vec::new(), root: None, nodes: 0 };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| stop(&error))?;
        let range = span.byte_range().unwrap_or(text.len()..text.len());
        if let Some(tag) = span.tag_span().and_then(|tag| tag.byte_range()) {
            builder.note(tag.start, tag.end, FaultKind::Refused(RefusedYaml::Tag));
        }
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    builder.note(range.start, range.end, FaultKind::Refused(RefusedYaml::SecondDocument));
                    break;
                }
            }
            Event::Anchor(..) => builder.note(range.start, range.end, FaultKind::Refused(RefusedYaml::Anchor)),
            Event::Alias(_) => {
                builder.note(range.start, range.end, FaultKind::Refused(RefusedYaml::Alias));
                builder.add(Raw { start: range.start, end: range.end, value: Value::Unreadable, quoted: false, plain: false });
            }
            Event::UnresolvedAlias(_) => {
                let written = text.get(range.clone()).unwrap_or_default().to_owned();
                let replacement = Some(quoted(&written));
                builder.note(range.start, range.end, FaultKind::Trap { trap: Trap::StartSign, replacement });
                builder.add(Raw { start: range.start, end: range.end, value: Value::Text(written), quoted: true, plain: false });
            }
            Event::Scalar(value, style, ..) => builder.scalar(&value, style, range.start, range.end),
            Event::SequenceStart(style, ..) => builder.open(range.start, style, None),
            Event::MappingStart(style, ..) => builder.open(range.start, style, Some(MapFrame::default())),
            Event::SequenceEnd | Event::MappingEnd => builder.close(range.end),
            _ => {}
        }
        if builder.nodes > limits::NODES {
            return Err(Stop { at: range.start, kind: FaultKind::Limit { limit: Limit::Values(limits::NODES) } });
        }
    }
    Ok(builder.root.unwrap_or_else(|| Node::absent(shift.span(0, 0))))
}

fn stop(error: &ScanError) -> Stop {
    let at = error.marker().byte_offset().unwrap_or_default();
    let kind = match error.kind() {
        ErrorKind::RecursionLimitExceeded => FaultKind::Limit { limit: Limit::Levels(limits::DEPTH) },
        _ => FaultKind::Syntax { message: error.info() },
    };
    Stop { at, kind }
}

/// A value with its place in the text that is read.
struct Raw {
    start: usize,
    end: usize,
    value: Value,
    quoted: bool,
    /// Written without quotes, on one line or several.
    plain: bool,
}

#[derive(Default)]
struct MapFrame {
    entries: Vec<(Spanned<String>, Node)>,
    /// Where the keys stand in `entries`, once there are enough of them for a search to cost.
    seen: HashMap<String, usize>,
    key: Option<Raw>,
    /// Where the last value begins in the text that is read, and whether it was plain: what a stray comma may have cut off from.
    last: Option<(usize, bool)>,
    /// Where the last bare key after it ends.
    comma: Option<usize>,
}

struct Frame {
    start: usize,
    end: usize,
    flow: bool,
    list: Vec<Node>,
    map: Option<MapFrame>,
}

struct Builder<'t> {
    text: &'t str,
    shift: &'t Shift,
    faults: &'t mut Vec<Fault>,
    frames: Vec<Frame>,
    root: Option<Node>,
    nodes: usize,
}

impl Builder<'_> {
    fn note(&mut self, start: usize, end: usize, kind: FaultKind) {
        self.faults.push(Fault { span: self.shift.span(start, end), kind });
    }

    fn in_flow(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.flow)
    }

    fn expects_key(&self) -> bool {
        self.frames.last().and_then(|frame| frame.map.as_ref()).is_some_and(|map| map.key.is_none())
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, start: usize, end: usize) {
        let mut raw = Raw { start, end, value: Value::Absent, quoted: false, plain: style == ScalarStyle::Plain };
        match style {
            // The parser gives `~` for nothing at all.
            ScalarStyle::Plain if start == end => {}
            ScalarStyle::Plain => raw.value = Value::Text(value.to_owned()),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                raw.quoted = true;
                raw.value = Value::Text(value.to_owned());
                // The bytes between the quotes, where they are the value's own.
                if !value.is_empty() && self.text.get(start + 1..end.saturating_sub(1)) == Some(value) {
                    (raw.start, raw.end) = (start + 1, end - 1);
                }
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                raw.quoted = true;
                raw.value = Value::Text(value.to_owned());
                raw.end = start + self.text.get(start..end).map_or(0, |content| content.trim_end().len());
            }
        }
        if raw.plain && !self.expects_key() {
            self.hash_comment(&mut raw);
            self.swallowed_entry(&mut raw);
        }
        self.add(raw);
    }

    /// `Sak #4`: what looks like the rest of the text is a comment to YAML.
    fn hash_comment(&mut self, raw: &mut Raw) {
        let absent = raw.value == Value::Absent;
        let Some(rest) = self.text.get(raw.end..) else { return };
        let after_colon = if absent { rest.strip_prefix(':').unwrap_or(rest) } else { rest };
        let comment = after_colon.trim_start_matches([' ', '\t']);
        let starts_word = comment.strip_prefix('#').is_some_and(|word| word.starts_with(char::is_alphanumeric));
        if !starts_word || comment.len() == after_colon.len() {
            return;
        }
        let comment_start = raw.end + rest.len() - comment.len();
        let comment = comment.split(['\n', '\r']).next().unwrap_or_default();
        let start = if absent { comment_start } else { raw.start };
        let end = comment_start + comment.trim_end().len();
        let written = self.text.get(start..end).unwrap_or_default();
        let one_line = !self.in_flow() && !written.contains('\n');
        let replacement = one_line.then(|| quoted(written));
        if one_line {
            raw.value = Value::Text(written.to_owned());
            (raw.start, raw.end, raw.plain) = (start, end, false);
        }
        self.note(start, end, FaultKind::Trap { trap: Trap::HashComment, replacement });
    }

    /// An entry that is indented further than its list: to YAML it is more words of the entry above, dash and all.
    fn swallowed_entry(&mut self, raw: &mut Raw) {
        let in_list = self.frames.last().is_some_and(|frame| !frame.flow && frame.map.is_none());
        let Some(written) = self.text.get(raw.start..raw.end).filter(|_| in_list && raw.plain) else { return };
        let Some((at, line)) = lines(written).skip(1).find(|(_, line)| line.trim_start().starts_with("- ")) else { return };
        let start = raw.start + at + line.len() - line.trim_start().len();
        let end = start + line.trim().len();
        raw.value = Value::Unreadable;
        self.note(start, end, FaultKind::Syntax { message: UNALIKE.to_owned() });
    }

    fn open(&mut self, start: usize, style: StructureStyle, map: Option<MapFrame>) {
        self.frames.push(Frame { start, end: start, flow: style == StructureStyle::Flow, list: Vec::new(), map });
    }

    fn close(&mut self, end: usize) {
        self.mend_commas();
        let Some(frame) = self.frames.pop() else { return };
        let mut raw = Raw {
            start: frame.start,
            end: if frame.flow { end } else { frame.end },
            value: Value::List(frame.list),
            quoted: false,
            plain: false,
        };
        if let Some(map) = frame.map {
            raw.value = self.colon_in_text(&raw, &map).unwrap_or(Value::Map(map.entries));
        }
        self.add(raw);
    }

    /// `- Sak 4: budsjett`: no key of the contract holds a space, so this is a text with a colon in it.
    fn colon_in_text(&mut self, raw: &Raw, map: &MapFrame) -> Option<Value> {
        let [(key, value)] = map.entries.as_slice() else { return None };
        let written = self.text.get(raw.start..raw.end)?;
        let text_only = matches!(value.value, Value::Text(_)) && !value.quoted;
        if self.frames.is_empty()
            || !text_only
            || !key.value.contains(' ')
            || written.contains(['\n', '"', '\''])
            || written.starts_with('{')
        {
            return None;
        }
        let replacement = Some(quoted(written));
        let value = Value::Text(written.to_owned());
        self.note(raw.start, raw.end, FaultKind::Trap { trap: Trap::ColonInText, replacement });
        Some(value)
    }

    fn add(&mut self, raw: Raw) {
        self.nodes += 1;
        let span = self.shift.span(raw.start, raw.end);
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(Node { span, value: raw.value, quoted: raw.quoted });
            return;
        };
        let is_first = frame.list.is_empty() && frame.map.as_ref().is_none_or(|map| map.entries.is_empty() && map.key.is_none());
        if !frame.flow && is_first {
            frame.start = raw.start;
        }
        frame.end = raw.end.max(frame.end);
        let flow = frame.flow;
        let Some(map) = frame.map.as_mut() else {
            frame.list.push(Node { span, value: raw.value, quoted: raw.quoted });
            return;
        };
        let Some(key) = map.key.take() else {
            map.key = Some(raw);
            return;
        };
        if flow && raw.value == Value::Absent && raw.start == raw.end && self.stray_comma(&key) {
            return;
        }
        self.entry(key, raw);
    }

    /// `{statlig: 8,1}`: a key of a flow mapping that has no colon is the rest of the value before it.
    fn stray_comma(&mut self, key: &Raw) -> bool {
        let after = self.text.get(key.end..).unwrap_or_default().trim_start_matches(is_gap);
        let Some(map) = self.frames.last_mut().and_then(|frame| frame.map.as_mut()) else { return false };
        if after.starts_with([':', '"', '\'']) || map.last.is_none() {
            return false;
        }
        map.comma = Some(key.end);
        true
    }

    /// Puts together again what stray commas cut, once all of them are known.
    fn mend_commas(&mut self) {
        let Some(map) = self.frames.last_mut().and_then(|frame| frame.map.as_mut()) else { return };
        let (Some(end), Some((start, plain)), Some((_, node))) = (map.comma.take(), map.last, map.entries.last_mut()) else { return };
        let written = self.text.get(start..end).unwrap_or_default();
        let one_line = plain && !written.contains('\n');
        let span = self.shift.span(start, end);
        if let Some(fields) = without_colons(written).filter(|_| one_line) {
            let written = |text: &str| Node { span, value: Value::Text(text.to_owned()), quoted: false };
            let mut parts = fields.split(", ");
            *node = written(parts.next().unwrap_or_default());
            for (key, number) in parts.filter_map(|part| part.split_once(": ")) {
                if first_of(&map.entries, &map.seen, key).is_none() {
                    push(&mut map.entries, &mut map.seen, Spanned::new(key.to_owned(), span), written(number));
                }
            }
            self.faults.push(Fault { span, kind: FaultKind::Trap { trap: Trap::MissingColon, replacement: Some(fields) } });
            return;
        }
        if one_line {
            *node = Node { span, value: Value::Text(written.to_owned()), quoted: false };
        }
        let kind = FaultKind::Trap { trap: Trap::FlowComma, replacement: one_line.then(|| quoted(written)) };
        self.faults.push(Fault { span, kind });
    }

    fn entry(&mut self, key: Raw, value: Raw) {
        self.mend_commas();
        let key_span = self.shift.span(key.start, key.end);
        let Value::Text(name) = key.value else {
            self.faults.push(Fault { span: key_span, kind: FaultKind::Refused(RefusedYaml::ComplexKey) });
            return;
        };
        // Some systems write letters with their marks apart; that is no other name.
        let name = if name.is_ascii() { name } else { name.nfc().collect() };
        if name == "<<" && key.plain {
            self.faults.push(Fault { span: key_span, kind: FaultKind::Refused(RefusedYaml::Merge) });
            return;
        }
        let node = Node { span: self.shift.span(value.start, value.end), value: value.value, quoted: value.quoted };
        let Some(map) = self.frames.last_mut().and_then(|frame| frame.map.as_mut()) else { return };
        map.last = Some((value.start, value.plain && node.value != Value::Absent));
        if let Some(first) = first_of(&map.entries, &map.seen, &name) {
            map.last = None;
            self.faults.push(Fault { span: key_span, kind: FaultKind::DuplicateKey { key: name, first } });
            return;
        }
        push(&mut map.entries, &mut map.seen, Spanned::new(name, key_span), node);
    }
}

/// `3, mot 1` and `3, mot:1`: a number, and fields with one each that lack the colon or the space after it, as they should be written.
fn without_colons(written: &str) -> Option<String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = written.split(',').map(str::trim);
    let mut fields = parts.next().filter(|first| is_number(first))?.to_owned();
    for part in parts {
        let (name, number) = part.split_once(':').or_else(|| part.split_once(' '))?;
        let number = number.trim();
        if name.is_empty() || !name.chars().all(char::is_lowercase) || !is_number(number) {
            return None;
        }
        fields.push_str(&format!(", {name}: {number}"));
    }
    Some(fields)
}

/// Entries up to this many are searched one by one.
const FEW: usize = 32;

/// The first place of a key, if it is there already.
pub fn first_of(entries: &[(Spanned<String>, Node)], seen: &HashMap<String, usize>, name: &str) -> Option<Span> {
    if seen.is_empty() {
        return entries.iter().find(|(key, _)| key.value == name).map(|(key, _)| key.span);
    }
    seen.get(name).and_then(|at| entries.get(*at)).map(|(key, _)| key.span)
}

/// Adds an entry and, from a certain number on, remembers its key.
pub fn push(entries: &mut Vec<(Spanned<String>, Node)>, seen: &mut HashMap<String, usize>, key: Spanned<String>, node: Node) {
    if !seen.is_empty() {
        seen.insert(key.value.clone(), entries.len());
    }
    entries.push((key, node));
    if seen.is_empty() && entries.len() > FEW {
        seen.extend(entries.iter().enumerate().map(|(at, (key, _))| (key.value.clone(), at)));
    }
}
