//! TOML to the same spanned tree: numbers and booleans as the text they were written as, `true` as `ja`.

use std::ops::Range;

use ::toml::Spanned as TomlSpanned;
use ::toml::de::{DeTable, DeValue, Error};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::shift::Shift;
use super::{Node, Value, limits};
use crate::diagnostic::{Fault, FaultKind, Limit};
use crate::source::{BYTE_ORDER_MARK, Span, Spanned, lines};

/// How deep the parser goes.
const DEPTH: usize = 80;

/// Reads a TOML file, a byte-order mark accepted. Always gives a tree; faults say what is missing from it.
pub fn read_toml(toml: &str, faults: &mut Vec<Fault>) -> Node {
    if toml.len() > limits::BYTES {
        faults.push(Fault { span: Span::new(0, 0), kind: FaultKind::Limit { limit: limits::TOO_LARGE } });
        return Node { span: Span::new(0, toml.len()), value: Value::Unreadable, quoted: false };
    }
    let text = toml.strip_prefix(BYTE_ORDER_MARK).unwrap_or(toml);
    let base = toml.len() - text.len();
    let (mended, shift) = Shift::mend(text, base, &norwegian_keys(text));
    let reader = Reader { text: &mended, shift };
    let (table, errors) = DeTable::parse_recoverable(&mended);
    faults.extend(errors.iter().map(|error| reader.fault(error)));
    Node { span: Span::new(base, toml.len()), value: reader.table(table.get_ref()), quoted: false }
}

/// TOML wants quotes around a key with Norwegian letters; the contract does not. Gives the keys with quotes.
fn norwegian_keys(text: &str) -> Vec<(Range<usize>, String)> {
    let mut keys = Vec::new();
    if text.is_ascii() {
        return keys;
    }
    let mut in_string = false;
    for (at, line) in lines(text) {
        let marks = line.matches("\"\"\"").count() + line.matches("'''").count();
        let outside = !in_string;
        in_string ^= marks % 2 == 1;
        let start = line.len() - line.trim_start().len();
        let rest = line.get(start..).unwrap_or_default();
        let end = if rest.starts_with('[') { rest.find(']') } else { rest.find('=') };
        if let (true, Some(key)) = (outside && !line.is_ascii(), end.and_then(|end| rest.get(..end))) {
            let mut piece_at = at + start;
            for piece in key.split(['.', '[']) {
                let bare = piece.trim();
                let is_word = bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_') || is_combining_mark(c));
                if is_word && !bare.is_ascii() {
                    let from = piece_at + piece.len() - piece.trim_start().len();
                    keys.push((from..from + bare.len(), format!("\"{bare}\"")));
                }
                piece_at += piece.len() + 1;
            }
        }
    }
    keys
}

struct Reader<'t> {
    text: &'t str,
    shift: Shift,
}

impl Reader<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        let on_edge = |mut at: usize| {
            at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        self.shift.span(on_edge(range.start), on_edge(range.end))
    }

    fn fault(&self, error: &Error) -> Fault {
        let span = self.span(error.span().unwrap_or_default());
        if error.message() == "duplicate key" {
            let range = error.span().unwrap_or_default();
            let key = self.text.get(range.clone()).unwrap_or_default().to_owned();
            let first = self.first_of(&key, range.start).map_or(span, |range| self.span(range));
            return Fault { span, kind: FaultKind::DuplicateKey { key, first } };
        }
        // The parser has a depth of its own, and no other way to say that it was reached.
        if error.message().contains("recurse") {
            return Fault { span, kind: FaultKind::Limit { limit: Limit::Levels(DEPTH) } };
        }
        Fault { span, kind: FaultKind::Syntax { message: error.message().to_owned() } }
    }

    /// The same key at the beginning of an earlier line, in the same table.
    fn first_of(&self, key: &str, before: usize) -> Option<Range<usize>> {
        let above = self.text.get(..before)?;
        let mut first = None;
        for (at, line) in lines(above) {
            if line.starts_with('[') {
                first = None;
            }
            let is_key = line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
            if is_key && first.is_none() {
                first = Some(at..at + key.len());
            }
        }
        first
    }

    /// The bytes between the quotes, where they are the text's own.
    fn inside(&self, range: Range<usize>, text: &str) -> Range<usize> {
        let inner = range.start + 1..range.end.saturating_sub(1);
        if !text.is_empty() && self.text.get(inner.clone()) == Some(text) { inner } else { range }
    }

    fn table(&self, table: &DeTable<'_>) -> Value {
        let mut entries: Vec<(Spanned<String>, Node)> = table
            .iter()
            .map(|(key, value)| {
                (Spanned::new(key.get_ref().nfc().collect(), self.span(self.inside(key.span(), key.get_ref()))), self.node(value))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        Value::Map(entries)
    }

    fn node(&self, value: &TomlSpanned<DeValue<'_>>) -> Node {
        let mut range = value.span();
        let mut quoted = false;
        let read = match value.get_ref() {
            DeValue::String(text) => {
                quoted = true;
                range = self.inside(range, text);
                Value::Text(text.to_string())
            }
            DeValue::Boolean(yes) => Value::Text(if *yes { "ja" } else { "nei" }.to_owned()),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                Value::Text(self.text.get(range.clone()).unwrap_or_default().trim().to_owned())
            }
            DeValue::Array(list) => Value::List(list.iter().map(|node| self.node(node)).collect()),
            DeValue::Table(table) => self.table(table),
        };
        Node { span: self.span(range), value: read, quoted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(toml: &str) -> (Vec<(String, Node)>, Vec<Fault>) {
        let mut faults = Vec::new();
        match read_toml(toml, &mut faults).value {
            Value::Map(map) => (map.into_iter().map(|(key, node)| (key.value, node)).collect(), faults),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn values_are_text_at_their_bytes_in_the_order_of_the_file() {
        let toml = "\u{feff}tittel = \"Æ ø\"\nformat = 1\npå = true\nliste = ['a', \"b\"]\n[rules]\nlang = \"info\"\n[rules.options.x]\nyears = 30\n";
        let (map, faults) = entries(toml);
        assert_eq!(faults, []);
        let shown: Vec<_> = map.iter().map(|(key, node)| (key.as_str(), &toml[node.span.range()])).take(4).collect();
        assert_eq!(shown, [("tittel", "Æ ø"), ("format", "1"), ("på", "true"), ("liste", "['a', \"b\"]")]);
        assert_eq!(map[2].1.value, Value::Text("ja".to_owned()));
        let Value::Map(rules) = &map[4].1.value else { panic!() };
        assert_eq!(rules.iter().map(|(key, _)| key.value.as_str()).collect::<Vec<_>>(), ["lang", "options"]);
    }

    #[test]
    fn keys_with_norwegian_letters_need_no_quotes() {
        let toml = "[types.høringssvar]\nlabel = \"Høringssvar\"\nønsker.å = [\n  \"ø = 1\",\n]\n";
        let mut faults = Vec::new();
        let root = read_toml(toml, &mut faults);
        assert_eq!(faults, []);
        let Value::Map(root) = root.value else { panic!() };
        let Value::Map(types) = &root[0].1.value else { panic!() };
        assert_eq!((types[0].0.value.as_str(), &toml[types[0].0.span.range()]), ("høringssvar", "høringssvar"));
        let Value::Map(hearing) = &types[0].1.value else { panic!() };
        assert_eq!(hearing.iter().map(|(key, _)| key.value.as_str()).collect::<Vec<_>>(), ["label", "ønsker"]);
    }

    #[test]
    fn faults_have_places_and_the_rest_is_read() {
        let toml = "a = 1\nb = \nc = 2\na = 3\n";
        let (map, faults) = entries(toml);
        assert!(map.iter().any(|(key, _)| key == "c"), "{map:?}");
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(
            faults
                .iter()
                .any(|fault| matches!(&fault.kind, FaultKind::DuplicateKey { key, first } if key == "a" && *first == Span::new(0, 1))),
            "{faults:?}"
        );
    }

    proptest::proptest! {
        #[test]
        fn reading_any_text_is_total(text in "(\\PC|[\\[\\]=\"'#\n. a])*") {
            let mut faults = Vec::new();
            let _ = read_toml(&text, &mut faults);
            for fault in faults {
                proptest::prop_assert!(text.get(fault.span.range()).is_some());
            }
        }
    }
}
