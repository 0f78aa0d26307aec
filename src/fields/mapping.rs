//! A mapping being read: each key is asked for by name, and what nobody asked for is unknown.

use super::{Node, Value};
use crate::diagnostic::{Condition, Expected, Fault, FaultKind};
use crate::source::{Span, Spanned};

/// A mapping being read.
pub struct Mapping<'n> {
    /// What it is called in messages: "referat", "vedtak".
    pub owner: &'n str,
    /// The whole mapping.
    pub span: Span,
    entries: &'n [(Spanned<String>, Node)],
    known: Vec<&'static str>,
}

impl<'n> Mapping<'n> {
    /// Opens a node as a mapping; anything else is noted as a wrong shape of `owner`. An absent node opens as empty.
    pub fn open(node: &'n Node, owner: &'n str, faults: &mut Vec<Fault>) -> Option<Self> {
        match &node.value {
            Value::Map(entries) => Some(Self { owner, span: node.span, entries, known: Vec::new() }),
            Value::Absent => Some(Self { owner, span: node.span, entries: &[], known: Vec::new() }),
            Value::Unreadable => None,
            Value::Text(_) | Value::List(_) => {
                let kind = FaultKind::WrongShape { key: owner.to_owned(), expected: Expected::Mapping, found: node.shape().to_owned() };
                faults.push(Fault { span: node.span, kind });
                None
            }
        }
    }

    /// The node of a key, absent ones left out; marks the key as known.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node).filter(|node| node.value != Value::Absent)
    }

    /// The place of a key as written.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(name, _)| name.span)
    }

    /// Every key as written.
    pub fn keys(&self) -> impl Iterator<Item = &'n Spanned<String>> {
        self.entries.iter().map(|(name, _)| name)
    }

    /// Every entry as written, for mappings whose keys are data (registers).
    pub fn entries(&self) -> &'n [(Spanned<String>, Node)] {
        self.entries
    }

    /// Whether a key stands there with a value, readable or not.
    #[must_use]
    pub fn has_value(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, node)| name.value == key && node.value != Value::Absent)
    }

    /// The keys that were asked for by now.
    #[must_use]
    pub fn known(&self) -> &[&'static str] {
        &self.known
    }

    /// Marks keys as known that are not read.
    pub fn know(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    /// Reads a key that may be missing. `read` gets the key's name for its messages.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&'n Node, &'static str, &mut Vec<Fault>) -> Option<T>,
        faults: &mut Vec<Fault>,
    ) -> Option<T> {
        let node = self.node(key)?;
        read(node, key, faults)
    }

    /// Reads a key that must be there; its absence is noted at the mapping's first byte.
    pub fn require<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&'n Node, &'static str, &mut Vec<Fault>) -> Option<T>,
        faults: &mut Vec<Fault>,
    ) -> Option<T> {
        match self.node(key) {
            Some(node) => read(node, key, faults),
            None => {
                self.missing(key, None, faults);
                None
            }
        }
    }

    /// Notes that a key is missing; points at the key where it stands without a value, else at the mapping's first line.
    pub fn missing(&self, key: &str, condition: Option<Condition>, faults: &mut Vec<Fault>) {
        let span = self.key_span(key).unwrap_or(self.first_byte());
        faults.push(Fault { span, kind: FaultKind::Required { key: key.to_owned(), owner: self.owner.to_owned(), condition } });
    }

    fn first_byte(&self) -> Span {
        Span { start: self.span.start, end: self.span.start }
    }

    /// Closes the mapping: keys that nobody asked for are noted, each with the nearest known one.
    /// A required key that is only misspelt is not noted as missing too.
    pub fn close(self, faults: &mut Vec<Fault>) {
        for (name, _) in self.entries {
            if !self.known.contains(&name.value.as_str()) {
                let nearest = crate::diagnostic::nearest(&name.value, self.known.iter().copied()).map(str::to_owned);
                if let Some(meant) = &nearest {
                    let here = self.first_byte();
                    faults.retain(|fault| {
                        !(fault.span == here
                            && matches!(&fault.kind, FaultKind::Required { key, owner, .. } if key == meant && owner == self.owner))
                    });
                }
                let kind = FaultKind::UnknownKey { key: name.value.clone(), owner: self.owner.to_owned(), nearest };
                faults.push(Fault { span: name.span, kind });
            }
        }
    }
}
