//! The spanned mapping that front matter, registers and site.toml are read through: require, optional, refuse unknown.
//!
//! A reader takes a node and gives a value or notes a fault; it never stops at the first one.
//! What may not enter: any key's name or meaning.

mod dates;
mod mapping;
mod numbers;
mod scalar;
mod shift;
mod times;
mod toml;
mod yaml;

pub use dates::weekday;
pub use mapping::Mapping;
pub use scalar::{boolean, date, date_span, list_of, list_or_one, number, position_range, text, time_range, whole, word};
pub use toml::read_toml;
pub use yaml::{UNALIKE, read_yaml};

use crate::source::{Span, Spanned};

/// Limits of one mapping file; each ends in a fault that names it.
pub mod limits {
    use crate::diagnostic::Limit;

    /// Bytes of YAML or TOML in one file (registers may be large).
    pub const BYTES: usize = 4 << 20;
    /// Values in one file.
    pub const NODES: usize = 400_000;
    /// Nesting.
    pub const DEPTH: usize = 64;

    /// What a file larger than that has exceeded.
    pub const TOO_LARGE: Limit = Limit::Bytes(BYTES as u64);
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its bytes: without the quotes where what stands between them is the value itself, of a block its lines,
    /// of a list or mapping in block style from its first to its last child.
    pub span: Span,
    /// The value.
    pub value: Value,
    /// Whether it was quoted (`"…"`, `'…'`) or a block (`|`, `>`): a quoted empty text is not absent.
    pub quoted: bool,
}

/// A value: every scalar is the text the author wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A key without a value.
    Absent,
    /// A value that could not be read; the fault is noted already.
    Unreadable,
    /// A scalar.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order written, duplicates dropped (and noted).
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// An absent value at a place.
    #[must_use]
    pub fn absent(span: Span) -> Self {
        Self { span, value: Value::Absent, quoted: false }
    }

    /// What it is, in a word: "text", "list", "mapping", "absent", "unreadable".
    #[must_use]
    pub fn shape(&self) -> &'static str {
        match self.value {
            Value::Absent => "absent",
            Value::Unreadable => "unreadable",
            Value::Text(_) => "text",
            Value::List(_) => "list",
            Value::Map(_) => "mapping",
        }
    }
}
