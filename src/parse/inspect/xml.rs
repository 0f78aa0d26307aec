//! XML as a stream of events. Nothing is expanded: an entity that the file defines itself is passed over, so that a file cannot grow.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Calls `each` with every event; says whether the end was reached. Tags that do not match are let pass.
pub fn read<'t>(text: &'t str, mut each: impl FnMut(&Event<'t>)) -> bool {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return true,
            Ok(event) => each(&event),
            Err(_) => return false,
        }
    }
}

/// The values of an element's attributes by their names without prefix, as far as they can be read.
pub fn attributes<'e>(element: &'e BytesStart<'_>) -> impl Iterator<Item = (&'e str, Cow<'e, str>)> {
    // Without checks: looking for repeated names is quadratic.
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes.filter_map(Result::ok).map(|attribute| {
        let name = attribute.key.into_inner();
        (name.rsplit(':').next().unwrap_or(name), attribute.value)
    })
}

/// The letter that a reference stands for; none for entities that the file defines.
pub fn letter(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Some(letter);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// A file's bytes as text: UTF-8 or UTF-16 as it begins; what is neither is shown as far as it can be.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let wide = |rest: &[u8], join: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).filter_map(|pair| Some(join(*pair.first_chunk()?)));
        Cow::Owned(char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect())
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'<', 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(bytes, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        _ => String::from_utf8_lossy(bytes),
    }
}
