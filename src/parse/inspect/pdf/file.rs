//! A PDF as a set of numbered objects. They are found by looking through the file, not by its table of offsets: that way damaged
//! files can be read too, and no table can lead in a circle.

use std::collections::HashMap;

use super::object::{Dictionary, Lexer, Object, is_space};
use crate::model::Unread;
use crate::parse::inspect::budget::Budget;
use crate::parse::inspect::inflate::{self, Unpacked};

/// References that lead to references.
const CHAIN: usize = 16;
/// What opening a stream costs beside its bytes, so that a small one cannot be opened without end.
const OPENING: usize = 512;

/// The objects of a PDF.
pub struct File<'b> {
    bytes: &'b [u8],
    objects: HashMap<u32, Found>,
    /// What stands at the end of the file: where the catalogue and the properties are.
    pub trailer: HashMap<String, Object>,
    /// Why there may be more objects than were found.
    pub stopped: Option<Unread>,
}

/// An object, and where its stream begins.
struct Found {
    object: Object,
    stream: Option<usize>,
}

impl<'b> File<'b> {
    /// Finds the objects.
    pub fn open(bytes: &'b [u8], budget: &mut Budget) -> Self {
        let mut file = Self { bytes, objects: HashMap::new(), trailer: HashMap::new(), stopped: None };
        if let Err(why) = budget.bytes(bytes.len()).and_then(|()| file.scan(budget)) {
            file.stopped = Some(why);
        }
        if !file.is_encrypted() {
            file.unpack_objects(budget);
        }
        file
    }

    /// Whether its texts are encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.trailer.get("Encrypt").is_some_and(|entry| *entry != Object::Null)
    }

    /// Every dictionary with its number, in the order of the numbers.
    pub fn dictionaries(&self) -> Vec<(u32, &Dictionary)> {
        let mut all: Vec<(u32, &Dictionary)> = self
            .objects
            .iter()
            .filter_map(|(number, found)| match &found.object {
                Object::Dictionary(dictionary) => Some((*number, dictionary)),
                _ => None,
            })
            .collect();
        all.sort_unstable_by_key(|(number, _)| *number);
        all
    }

    /// What an object is once references are followed.
    pub fn resolve<'o>(&'o self, mut object: &'o Object) -> &'o Object {
        for _ in 0..CHAIN {
            match object {
                Object::Reference(number) => object = self.objects.get(number).map_or(&Object::Null, |found| &found.object),
                _ => return object,
            }
        }
        &Object::Null
    }

    /// A value that is a dictionary once references are followed.
    pub fn dictionary<'o>(&'o self, object: &'o Object) -> Option<&'o Dictionary> {
        match self.resolve(object) {
            Object::Dictionary(dictionary) => Some(dictionary),
            _ => None,
        }
    }

    /// The unpacked stream of an object.
    pub fn stream(&self, number: u32, budget: &mut Budget) -> Option<Unpacked> {
        let found = self.objects.get(&number)?;
        let (Object::Dictionary(dictionary), Some(start)) = (&found.object, found.stream) else { return None };
        budget.bytes(OPENING).ok()?;
        let raw = self.raw(dictionary, start, budget)?;
        let filters: Vec<&str> = match self.resolve(dictionary.get("Filter")) {
            Object::Name(name) => vec![name],
            Object::List(names) => {
                names.iter().take(8).filter_map(|name| if let Object::Name(name) = name { Some(name.as_str()) } else { None }).collect()
            }
            _ => Vec::new(),
        };
        let mut unpacked: Option<Unpacked> = None;
        for filter in &filters {
            let packed = unpacked.as_ref().map_or(raw, |unpacked| unpacked.bytes.as_slice());
            unpacked = Some(match *filter {
                "FlateDecode" | "Fl" => inflate::framed(packed, budget),
                "ASCII85Decode" | "A85" => Unpacked { bytes: ascii_85(packed), stopped: budget.bytes(packed.len()).err() },
                "ASCIIHexDecode" | "AHx" => {
                    let mut text = b"<".to_vec();
                    text.extend_from_slice(packed);
                    let bytes = if let Some(Object::Text(bytes)) = Lexer::new(&text, 0).next() { bytes } else { Vec::new() };
                    Unpacked { bytes, stopped: budget.bytes(packed.len()).err() }
                }
                _ => Unpacked::nothing(Unread::PdfText),
            });
        }
        Some(unpacked.unwrap_or_else(|| {
            let paid = budget.bytes(raw.len());
            Unpacked { bytes: if paid.is_ok() { raw.to_vec() } else { Vec::new() }, stopped: paid.err() }
        }))
    }

    /// The packed bytes of a stream: as long as it says, where that is true; else up to the word that ends it.
    fn raw(&self, dictionary: &Dictionary, start: usize, budget: &mut Budget) -> Option<&'b [u8]> {
        if let Object::Number(length) = self.resolve(dictionary.get("Length"))
            && let Some(end) = self.ends_there(start, *length)
        {
            return self.bytes.get(start..end);
        }
        let rest = self.bytes.get(start..)?;
        let end = find(rest, b"endstream").unwrap_or(rest.len());
        budget.bytes(end).ok()?;
        rest.get(..end)
    }

    fn ends_there(&self, start: usize, length: f64) -> Option<usize> {
        let longest = self.bytes.len().checked_sub(start)?;
        if !(0.0..=longest as f64).contains(&length) {
            return None;
        }
        let end = start + length as usize;
        let mut after = self.bytes.get(end..)?;
        while let [first, rest @ ..] = after
            && is_space(*first)
        {
            after = rest;
        }
        after.starts_with(b"endstream").then_some(end)
    }

    /// Looks through the file for objects and trailers. Later ones stand for earlier ones, as in a file that was saved anew.
    fn scan(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        let mut at = 0;
        while let Some(next) = self.bytes.get(at..).and_then(next_mark) {
            let mark = at + next;
            at = mark + 3;
            if self.bytes.get(mark..).is_some_and(|rest| rest.starts_with(b"trailer")) {
                let mut lexer = Lexer::new(self.bytes, mark + 7);
                if let Some(Object::Dictionary(dictionary)) = lexer.next() {
                    self.remember_trailer(&dictionary);
                    at = lexer.at.max(at);
                }
                continue;
            }
            let object = self.bytes.get(mark..).is_some_and(|rest| rest.starts_with(b"obj"));
            let Some(number) = number_before(self.bytes, mark).filter(|_| object) else { continue };
            budget.entry()?;
            let mut lexer = Lexer::new(self.bytes, mark + 3);
            let Some(object) = lexer.next() else { break };
            let stream = stream_after(self.bytes, &mut lexer);
            at = lexer.at.max(at);
            if let Object::Dictionary(dictionary) = &object {
                if dictionary.is("Type", "XRef") {
                    self.remember_trailer(dictionary);
                }
                if let (Some(start), Object::Number(length)) = (stream, dictionary.get("Length")) {
                    at = self.ends_there(start, *length).unwrap_or(at).max(at);
                }
            }
            self.objects.insert(number, Found { object, stream });
        }
        Ok(())
    }

    fn remember_trailer(&mut self, dictionary: &Dictionary) {
        for (key, value) in dictionary.entries().iter().filter(|(key, _)| matches!(key.as_str(), "Root" | "Info" | "Encrypt")) {
            self.trailer.insert(key.clone(), value.clone());
        }
    }

    /// Objects may be packed together in a stream; they never hide in such a stream themselves. Of two the later stream's counts.
    fn unpack_objects(&mut self, budget: &mut Budget) {
        let packed: Vec<u32> = self
            .dictionaries()
            .into_iter()
            .rev()
            .filter(|(_, dictionary)| dictionary.is("Type", "ObjStm"))
            .map(|(number, _)| number)
            .collect();
        for number in packed {
            let Some(unpacked) = self.stream(number, budget) else { continue };
            if unpacked.stopped.is_some() {
                self.stopped = unpacked.stopped;
            }
            let first = match self.objects.get(&number).map(|found| &found.object) {
                Some(Object::Dictionary(dictionary)) => match self.resolve(dictionary.get("First")) {
                    Object::Number(first) => *first,
                    _ => continue,
                },
                _ => continue,
            };
            let mut list = Lexer::new(&unpacked.bytes, 0);
            while (list.at as f64) < first {
                let (Some(Object::Number(number)), Some(Object::Number(offset))) = (list.next(), list.next()) else { break };
                if let Err(why) = budget.entry() {
                    self.stopped = Some(why);
                    return;
                }
                let (number, at) = (number as u32, (first + offset) as usize);
                let mut lexer = Lexer::new(&unpacked.bytes, at);
                let Some(object) = lexer.next() else { continue };
                if let Err(why) = budget.bytes(lexer.at.saturating_sub(at)) {
                    self.stopped = Some(why);
                    return;
                }
                self.objects.entry(number).or_insert(Found { object, stream: None });
            }
        }
    }
}

/// Where the next `obj` or `trailer` stands.
fn next_mark(bytes: &[u8]) -> Option<usize> {
    bytes.windows(3).position(|window| window == b"obj" || window == b"tra")
}

/// The number of an object whose `obj` stands at a place: `12 0 obj`.
fn number_before(bytes: &[u8], mark: usize) -> Option<u32> {
    let before = bytes.get(mark.saturating_sub(24)..mark)?;
    let mut parts = before.rsplit(|byte| is_space(*byte)).filter(|part| !part.is_empty());
    before.last().filter(|byte| is_space(**byte))?;
    let generation = parts.next()?;
    let number = parts.next()?;
    // What stands right before the number may be the end of anything.
    let digits = number.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let number = number.get(number.len() - digits..)?;
    (generation.iter().all(u8::is_ascii_digit)).then(|| std::str::from_utf8(number).ok()?.parse().ok())?
}

/// Where a stream begins, if `stream` follows.
fn stream_after(bytes: &[u8], lexer: &mut Lexer<'_>) -> Option<usize> {
    lexer.skip_space();
    let after = bytes.get(lexer.at..)?.strip_prefix(b"stream")?;
    let line = if after.starts_with(b"\r\n") { 2 } else { usize::from(after.first().is_some_and(|byte| matches!(byte, b'\n' | b'\r'))) };
    Some(lexer.at + 6 + line)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// Five letters for four bytes.
fn ascii_85(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(packed.len());
    let (mut group, mut count) = (0u32, 0);
    for byte in packed.iter().copied().take_while(|byte| *byte != b'~') {
        match byte {
            b'z' if count == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    bytes.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        bytes.extend(group.to_be_bytes().iter().take(count - 1));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_letters_are_four_bytes() {
        assert_eq!(ascii_85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii_85(b"z~>"), [0; 4]);
    }

    #[test]
    fn references_in_a_circle_lead_nowhere() {
        let file = File::open(b"%PDF-1.4\n1 0 obj 2 0 R endobj\n2 0 obj 1 0 R endobj\n3 0 obj 3 0 R endobj", &mut Budget::default());
        for number in 1..=3 {
            assert_eq!(file.resolve(&Object::Reference(number)), &Object::Null);
        }
    }

    #[test]
    fn later_objects_stand_for_earlier_ones() {
        let file = File::open(b"1 0 obj (a) endobj\n1 0 obj (b) endobj trailer << /Root 7 0 R >>", &mut Budget::default());
        assert_eq!(file.resolve(&Object::Reference(1)), &Object::Text(b"b".to_vec()));
        assert_eq!(file.trailer.get("Root"), Some(&Object::Reference(7)));
    }
}
