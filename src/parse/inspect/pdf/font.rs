//! Which letters the codes of a font stand for.

use std::collections::HashMap;

use super::file::File;
use super::object::{Dictionary, Lexer, Object};
use crate::parse::inspect::budget::Budget;

/// Codes that a font may map; more than there are letters in any language's books.
const CODES: usize = 70_000;

const DIGITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// A font's letters.
#[derive(Debug, Default)]
pub struct Font {
    /// Letters by code.
    letters: HashMap<u32, String>,
    /// Bytes of a code.
    width: usize,
    /// Whether a byte without a letter of its own stands for itself.
    plain: bool,
    /// Codes that may still be mapped, repeated ones counted again.
    left: usize,
}

impl Font {
    /// Reads a font.
    pub fn read(file: &File<'_>, dictionary: &Dictionary, budget: &mut Budget) -> Self {
        let composite = dictionary.is("Subtype", "Type0");
        let mut font = Self { letters: HashMap::new(), width: if composite { 2 } else { 1 }, plain: !composite, left: CODES };
        if let Some(encoding) = file.dictionary(dictionary.get("Encoding")) {
            font.differences(file, encoding, budget);
        }
        if let Object::Reference(map) = dictionary.get("ToUnicode")
            && let Some(unpacked) = file.stream(*map, budget)
        {
            font.map(&unpacked.bytes);
        }
        font
    }

    /// The words that bytes stand for in this font; none where they cannot be told.
    pub fn words(&self, bytes: &[u8]) -> Option<String> {
        let mut words = String::new();
        let mut known = bytes.is_empty();
        for code in bytes.chunks(self.width.max(1)) {
            let number = code.iter().fold(0u32, |number, byte| (number << 8) | u32::from(*byte));
            match (self.letters.get(&number), code) {
                (Some(letters), _) => {
                    words.push_str(letters);
                    known = true;
                }
                (None, [byte]) if self.plain => {
                    words.push(crate::source::windows_1252(*byte));
                    known = true;
                }
                _ => {}
            }
        }
        known.then_some(words)
    }

    /// Letters by their names, as far as they matter: digits, and letters that are their own names.
    fn differences(&mut self, file: &File<'_>, encoding: &Dictionary, budget: &mut Budget) {
        let Object::List(list) = file.resolve(encoding.get("Differences")) else { return };
        if budget.bytes(list.len()).is_err() {
            return;
        }
        let mut code = 0u32;
        for entry in list.iter().take(CODES) {
            match entry {
                Object::Number(number) => code = *number as u32,
                Object::Name(name) => {
                    if let Some(digit) = DIGITS.iter().position(|digit| digit == name) {
                        self.letters.insert(code, digit.to_string());
                    } else if name.chars().count() == 1 {
                        self.letters.insert(code, name.clone());
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    /// The map from codes to letters that most writers put beside a font.
    fn map(&mut self, bytes: &[u8]) {
        let mut lexer = Lexer::new(bytes, 0);
        let mut last: Vec<Object> = Vec::new();
        while let Some(object) = lexer.next() {
            let Object::Word(word) = &object else {
                if last.len() < 3 * CODES {
                    last.push(object);
                }
                continue;
            };
            match word.as_str() {
                "endcodespacerange" => {
                    if let Some(Object::Text(code)) = last.last() {
                        self.width = code.len().clamp(1, 4);
                    }
                }
                "endbfchar" => {
                    for pair in last.chunks_exact(2) {
                        if let [Object::Text(code), Object::Text(letters)] = pair {
                            self.set(number(code), utf_16(letters));
                        }
                    }
                }
                "endbfrange" => last.chunks_exact(3).for_each(|range| self.range(range)),
                _ => {}
            }
            last.clear();
        }
    }

    fn range(&mut self, range: &[Object]) {
        let [Object::Text(first), Object::Text(end), target] = range else { return };
        let (first, end) = (number(first), number(end));
        match target {
            Object::Text(letters) => {
                let Some((last, start)) = letters.split_last_chunk::<2>().map(|(start, last)| (u16::from_be_bytes(*last), start)) else {
                    return;
                };
                for (n, code) in (first..=end).take(self.left).enumerate() {
                    let last = last.wrapping_add(u16::try_from(n).unwrap_or_default());
                    self.set(code, utf_16(&[start, &last.to_be_bytes()].concat()));
                }
            }
            Object::List(each) => {
                for (code, letters) in (first..=end).zip(each) {
                    if let Object::Text(letters) = letters {
                        self.set(code, utf_16(letters));
                    }
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, code: u32, letters: String) {
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            self.letters.insert(code, letters);
        }
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

/// Text as PDFs hold it: UTF-16 with the higher byte first.
pub fn utf_16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| Some(u16::from_be_bytes(*pair.first_chunk()?)));
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
}
