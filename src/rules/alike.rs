//! The words of a block of text, each with a key by which most of those that are not the same are told apart.
//!
//! What may not enter: what it means that two are the same.

use std::num::NonZeroU32;
use std::ops::Range;

use crate::model::words::OBJECT;
use crate::source::scan;

/// A word of a block: its bytes there, without the signs around it.
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub key: Key,
    /// Whether a sign follows it.
    pub stops: bool,
}

/// The same for words that differ in their capitals alone, and for few others; none for what is no word.
pub(super) type Key = Option<NonZeroU32>;

/// The words of a block. Code and what stands for it is a word of its own that is like no other.
pub(super) fn list(plain: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let has_odd = scan::has(plain, may_be_odd);
    pieces(plain, |piece| {
        let length = piece.len();
        let (start, end, key) = bare(plain, piece, has_odd);
        words.push(Word { start, end, key, stops: end - start < length });
    });
    words
}

/// Fills a list with the keys of a block's words and nothing else.
pub(super) fn fill(keys: &mut Vec<Key>, plain: &str) {
    keys.clear();
    keys.reserve(plain.len() / 5);
    let has_odd = scan::has(plain, may_be_odd);
    pieces(plain, |piece| keys.push(bare(plain, piece, has_odd).2));
}

/// Goes through the pieces of a block that stand between white space.
#[inline]
fn pieces(plain: &str, mut each: impl FnMut(Range<usize>)) {
    // White space that is not ASCII begins with one of four bytes.
    let may_be_space = |byte: u8, _| (byte == b' ') | matches!(byte, b'\t'..=b'\r') | (byte == 0xc2) | matches!(byte, 0xe1..=0xe3);
    let mut places = scan::places(plain, may_be_space);
    let mut start = 0;
    while start < plain.len() {
        let at = places.next().unwrap_or(plain.len());
        let space = match plain.as_bytes().get(at) {
            Some(byte) if !byte.is_ascii() => {
                plain.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_whitespace()).map_or(0, char::len_utf8)
            }
            _ => 1,
        };
        if space > 0 {
            if start < at {
                each(start..at);
            }
            start = at + space;
        }
    }
}

/// A piece without the signs around it, and its key. What is odd about some words is looked for where a block has any.
#[inline(always)]
fn bare(plain: &str, Range { start, end }: Range<usize>, has_odd: bool) -> (usize, usize, Key) {
    let usual = if has_odd { None } else { plain.as_bytes().get(start..end).and_then(usual) };
    let (from, to, key) = usual.unwrap_or_else(|| any(plain.get(start..end).unwrap_or_default(), has_odd));
    (start + from, start + to, key)
}

/// Whether two bytes may be of what stands for code, or of a letter that has another length in UTF-8 when small; marks such as `–` are not.
fn may_be_odd(byte: u8, after: u8) -> bool {
    (byte >= 0xc8) & ((byte != 0xe2) | (after != 0x80)) | (byte == 0xc4) & (after == 0xb0)
}

/// Where in a piece of text its first letter or digit stands, and where its last ends, with the key of what is between: of the words that
/// begin with a letter of ASCII, and end with one or with one sign after it. None of all others.
#[inline(always)]
fn usual(piece: &[u8]) -> Option<(usize, usize, Key)> {
    let bare = match piece {
        [bare @ .., sign] if sign.is_ascii() && !sign.is_ascii_alphanumeric() => bare,
        _ => piece,
    };
    let (first, last) = (bare.first()?, bare.last()?);
    let is_usual = first.is_ascii_alphanumeric() & last.is_ascii_alphanumeric();
    is_usual.then(|| (0, bare.len(), key(first | 0x20, last | 0x20, bare.len())))
}

/// The same of any; apart from the other, which is small enough to be where it is asked for.
#[inline(never)]
fn any(piece: &str, has_odd: bool) -> (usize, usize, Key) {
    let (is_plain, sign) = (|c: char| c.is_ascii_alphanumeric(), |c: char| !c.is_alphanumeric());
    let tail = if piece.starts_with(is_plain) { piece } else { piece.trim_start_matches(sign) };
    let bare = if tail.ends_with(is_plain) { tail } else { tail.trim_end_matches(sign) };
    let from = piece.len() - tail.len();
    (from, from + bare.len(), if has_odd && piece.contains(OBJECT) { None } else { key_of(bare, has_odd) })
}

/// One number for the first and last small letter of a word, and how many bytes all of them have.
fn key(first: u8, last: u8, length: usize) -> Key {
    NonZeroU32::new(u32::from_le_bytes([first, last, length.to_le_bytes()[0], 1]))
}

/// The same for any word.
fn key_of(word: &str, has_odd: bool) -> Key {
    let (first, last) = (word.chars().next()?, word.chars().next_back()?);
    let part = |letter: Option<char>| letter.map(|letter| u32::from(letter).to_le_bytes()[0] | 0x20);
    let length = if has_odd { word.chars().flat_map(char::to_lowercase).map(char::len_utf8).sum() } else { word.len() };
    key(part(first.to_lowercase().next())?, part(last.to_lowercase().next_back())?, length)
}

/// A word's letters, in small ones.
pub(super) fn letters<'p>(plain: &'p str, word: &Word) -> impl Iterator<Item = char> + use<'p> {
    plain.get(word.start..word.end).unwrap_or_default().chars().flat_map(char::to_lowercase)
}

/// How many bytes the words of a key have in small letters, as far as one byte tells.
pub(super) fn size(key: NonZeroU32) -> u8 {
    let [_, _, size, _] = key.get().to_le_bytes();
    size
}

/// Whether two words are the same, whatever their capitals.
pub(super) fn is_same(plain: &str, one: &Word, other: &Word) -> bool {
    one.key.is_some() && one.key == other.key && letters(plain, one).eq(letters(plain, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_alike_have_one_key() {
        let odd = |letter: char| scan::has(letter.encode_utf8(&mut [0; 4]), may_be_odd);
        let length = |letter: char| letter.to_lowercase().map(char::len_utf8).sum::<usize>();
        assert!(('\0'..=char::MAX).all(|letter| length(letter) == letter.len_utf8() || odd(letter)));
        assert!(odd(OBJECT) && !odd('–') && !odd('Å'));
        for (one, other) in
            [("Møte", "møtE"), ("\u{212a}ort", "kort"), ("straẞe", "straße"), ("İst", "i\u{307}st"), ("ÅR", "år"), ("A4", "a4")]
        {
            let (one, other) = (list(one), list(other));
            assert!(one[0].key.is_some() && one[0].key == other[0].key);
        }
    }
}
