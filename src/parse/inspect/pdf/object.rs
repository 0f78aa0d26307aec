//! The objects that a PDF is written in, read from bytes one after the other. Total: what is no object is passed over.

use crate::output::hexadecimal::digit;

/// Lists in lists, and dictionaries in these, deeper than this are read as nothing.
const DEPTH: u32 = 40;

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    /// `null`, and what could not be read.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// `/Name`, without the stroke.
    Name(String),
    /// `(text)`, `<7465>`: its bytes.
    Text(Vec<u8>),
    /// `[…]`.
    List(Vec<Object>),
    /// `<<…>>`.
    Dictionary(Dictionary),
    /// `12 0 R`.
    Reference(u32),
    /// Anything else: `obj`, `stream`, `Tj`.
    Word(String),
}

/// A dictionary, in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dictionary(Vec<(String, Object)>);

impl Dictionary {
    /// The value of a key; [`Object::Null`] where there is none.
    pub fn get(&self, key: &str) -> &Object {
        self.0.iter().rev().find(|(name, _)| name == key).map_or(&Object::Null, |(_, value)| value)
    }

    /// Whether a key has this name as its value.
    pub fn is(&self, key: &str, name: &str) -> bool {
        matches!(self.get(key), Object::Name(found) if found == name)
    }

    /// Its entries.
    pub fn entries(&self) -> &[(String, Object)] {
        &self.0
    }
}

/// Reads objects.
pub struct Lexer<'b> {
    bytes: &'b [u8],
    /// Where the next object is looked for.
    pub at: usize,
}

impl<'b> Lexer<'b> {
    /// Reads from a place of some bytes.
    pub fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The next object; none at the end.
    pub fn next(&mut self) -> Option<Object> {
        self.object(0)
    }

    fn object(&mut self, depth: u32) -> Option<Object> {
        self.skip_space();
        let object = match self.peek()? {
            b'/' => {
                self.at += 1;
                Object::Name(self.name())
            }
            b'(' => Object::Text(self.text()),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                self.dictionary(depth)
            }
            b'<' => Object::Text(self.hexadecimal()),
            b'[' => {
                self.at += 1;
                self.list(depth)
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            b']' | b'>' | b'}' | b'{' | b')' => {
                self.at += if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(b">>")) { 2 } else { 1 };
                Object::Word(String::from_utf8_lossy(self.bytes.get(self.at - 1..self.at).unwrap_or_default()).into_owned())
            }
            _ => match self.regular() {
                b"true" => Object::Bool(true),
                b"false" => Object::Bool(false),
                b"null" => Object::Null,
                word => Object::Word(String::from_utf8_lossy(word).into_owned()),
            },
        };
        Some(object)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over white space and comments.
    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn regular(&mut self) -> &'b [u8] {
        let start = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !b"()<>[]{}/%".contains(&byte)) {
            self.at += 1;
        }
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    fn name(&mut self) -> String {
        let raw = self.regular();
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw.iter().copied();
        while let Some(byte) = rest.next() {
            let mut ahead = rest.clone();
            match (byte, ahead.next().and_then(digit), ahead.next().and_then(digit)) {
                (b'#', Some(high), Some(low)) => {
                    name.push(high * 16 + low);
                    rest = ahead;
                }
                _ => name.push(byte),
            }
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    /// A number, or a reference, which begins with two.
    fn number(&mut self) -> Object {
        let start = self.at;
        let first = self.regular();
        if first.is_empty() {
            self.at = start + 1;
            return Object::Null;
        }
        let Some(number) = std::str::from_utf8(first).ok().and_then(|text| text.parse::<f64>().ok()) else { return Object::Null };
        let after = self.at;
        if first.iter().all(u8::is_ascii_digit) && first.len() < 10 {
            self.skip_space();
            let second = self.regular();
            if !second.is_empty() && second.len() < 6 && second.iter().all(u8::is_ascii_digit) {
                self.skip_space();
                if self.regular() == b"R" {
                    return std::str::from_utf8(first).ok().and_then(|text| text.parse().ok()).map_or(Object::Null, Object::Reference);
                }
            }
            self.at = after;
        }
        Object::Number(number)
    }

    fn text(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut open = 0u32;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => {
                    open += 1;
                    if open > 1 {
                        text.push(byte);
                    }
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                    text.push(byte);
                }
                b'\\' => self.escaped(&mut text),
                _ => text.push(byte),
            }
        }
        text
    }

    fn escaped(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' | b'f' => text.push(b' '),
            b'\n' => {}
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => code = code * 8 + u32::from(digit - b'0'),
                        _ => break,
                    }
                    self.at += 1;
                }
                text.push(u8::try_from(code & 0xff).unwrap_or_default());
            }
            other => text.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let start = self.at;
        while self.peek().is_some_and(|byte| byte != b'>') {
            self.at += 1;
        }
        let digits: Vec<u8> = self.bytes.get(start..self.at).unwrap_or_default().iter().filter_map(|byte| digit(*byte)).collect();
        self.at += 1;
        digits.chunks(2).map(|pair| pair.iter().fold(0, |code, digit| code * 16 + digit) * if pair.len() == 1 { 16 } else { 1 }).collect()
    }

    fn list(&mut self, depth: u32) -> Object {
        let mut list = Vec::new();
        while let Some(object) = self.part(depth) {
            match object {
                Object::Word(word) if word == "]" => break,
                Object::Word(word) if is_end(&word) => break,
                object => list.push(object),
            }
        }
        Object::List(list)
    }

    fn dictionary(&mut self, depth: u32) -> Object {
        let mut entries = Vec::new();
        while let Some(key) = self.part(depth) {
            match key {
                Object::Name(key) => match self.part(depth) {
                    Some(Object::Word(_)) | None => break,
                    Some(value) => entries.push((key, value)),
                },
                Object::Word(word) if word == ">" || is_end(&word) => break,
                _ => {}
            }
        }
        Object::Dictionary(Dictionary(entries))
    }

    fn part(&mut self, depth: u32) -> Option<Object> {
        if depth < DEPTH { self.object(depth + 1) } else { None }
    }
}

/// Words that close an object, so that a list left open does not swallow the file.
fn is_end(word: &str) -> bool {
    matches!(word, "endobj" | "obj" | "stream" | "endstream" | "trailer" | "xref" | "startxref")
}

/// Whether a byte is white space to a PDF.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Option<Object> {
        Lexer::new(text, 0).next()
    }

    #[test]
    fn objects_are_read_as_they_are_written() {
        assert_eq!(read(b"% note\n -12.5"), Some(Object::Number(-12.5)));
        assert_eq!(read(b"/A#20b"), Some(Object::Name("A b".to_owned())));
        assert_eq!(read(b"(a\\(b\\051 (c) \\145\\\nf)"), Some(Object::Text(b"a(b) (c) ef".to_vec())));
        assert_eq!(read(b"<6 1 6>"), Some(Object::Text(b"a`".to_vec())));
        assert_eq!(read(b"[1 2 0 R 3]"), Some(Object::List(vec![Object::Number(1.0), Object::Reference(2), Object::Number(3.0)])));
        let Some(Object::Dictionary(dictionary)) = read(b"<< /A << /B true >> /C [/D] /E 1 >>") else { panic!("a dictionary") };
        assert!(matches!(dictionary.get("A"), Object::Dictionary(inner) if *inner.get("B") == Object::Bool(true)));
        assert_eq!(*dictionary.get("E"), Object::Number(1.0));
        assert_eq!(read(b"  "), None);
    }

    #[test]
    fn lists_without_end_stop() {
        assert!(read(&b"[".repeat(100_000)).is_some());
        assert!(read(&b"<</A".repeat(100_000)).is_some());
        assert!(read(&b"(".repeat(100_000)).is_some());
    }

    proptest::proptest! {
        #[test]
        fn reading_always_moves_on(bytes: Vec<u8>) {
            let mut lexer = Lexer::new(&bytes, 0);
            let mut before = lexer.at;
            while lexer.next().is_some() {
                proptest::prop_assert!(lexer.at > before);
                before = lexer.at;
            }
        }
    }
}
