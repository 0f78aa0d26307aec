//! Whether bytes can hold eleven digits of one number at all, told in one pass: most pages cannot, and need not be taken apart.
//!
//! It errs towards yes: digits count as together across inline tags, and their groups as those of one number across spaces of every
//! kind, dashes, points, line ends and their escapes. What may not enter: what the digits mean.

use super::{INLINE, is_markup, letter};
use crate::source::scan;

/// Digits of a national id number.
const DIGITS: u8 = 11;

/// Bytes of the longest gap inside a number: six signs of at most three bytes, or as many escapes of JSON.
const GAP: u8 = 36;

/// Bytes after which nobody writes the end of a character reference.
const LONGEST_REFERENCE: usize = 32;

/// Digits that may belong together, as far as was read. Small, as it begins anew at nearly every letter after a digit.
#[derive(Clone, Copy, Default)]
struct Run {
    /// How many the last groups have, the nearest last; those before are zero.
    before: [u8; 4],
    /// Digits of the group that is open or was the last; none where nothing is.
    digits: u8,
    /// How many there are in all, where a folded line among them may be read as no gap; else none.
    folded: u8,
    gap: u8,
    /// Spaces, line ends, dashes and points since the last digit.
    parted: u8,
}

impl Run {
    /// Reads a byte; tells whether there are enough.
    fn take(&mut self, byte: u8) -> bool {
        if byte.is_ascii_digit() {
            if self.gap > 0 {
                let [_, third, second, last] = self.before;
                *self = Self { before: [third, second, last, self.digits], folded: self.folded, ..Self::default() };
            }
            self.digits += 1;
            self.folded += u8::from(self.folded > 0);
            return self.is_enough();
        }
        if self.digits > 0 {
            self.go_on(byte);
        }
        false
    }

    /// Reads a byte between digits.
    fn go_on(&mut self, byte: u8) {
        self.gap += 1;
        self.parted += u8::from(matches!(byte, b' ' | b'\n' | b'-' | b'.'));
        if byte == b'\r' && self.folded == 0 {
            self.folded = self.digits + self.before.iter().sum::<u8>();
        }
        let joins = !byte.is_ascii()
            || matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'-' | b'.' | b'\\' | b'*' | b'_' | b'`' | b'u' | b'r' | b'n');
        if !joins || self.gap > GAP {
            *self = Self::default();
        }
    }

    /// Whether the groups so far can be those of a number: the ways to write one apart are `parse::personal`'s.
    fn is_enough(self) -> bool {
        match (self.digits, self.before) {
            (5, [.., 6] | [_, 2, 2, 2]) | (2, [_, _, 6, 3] | [2, 2, 2, 3]) => true,
            (digits, _) => digits >= DIGITS || self.folded >= DIGITS,
        }
    }

    /// Ends where more than one sign parts it: for texts that are read as they lie there, without folded lines or escapes.
    fn part_once(&mut self) {
        if self.parted > 1 {
            *self = Self::default();
        }
    }
}

/// Whether a file's bytes can hold a number, in its text or in a value of an attribute.
///
/// Where no digit is open, neither letters nor tags change anything: they are stepped over, and a tag's name is read only between digits.
pub(super) fn enough(path: &str, bytes: &[u8]) -> bool {
    let is_markup = is_markup(path);
    let (mut text, mut read) = (Run::default(), 0);
    let mut places = scan::places(bytes, |byte, _| byte.is_ascii_digit() | (byte == b'<') | (byte == b'>') | (byte == b'&'));
    while let Some(at) = places.next() {
        let (Some(&byte), Some(between)) = (bytes.get(at), bytes.get(read..at)) else { continue };
        for sign in between {
            if text.digits == 0 {
                break;
            }
            text.take(*sign);
            if is_markup {
                text.part_once();
            }
        }
        read = at + 1;
        match byte {
            b'<' => {
                let tag = Tag::read(bytes.get(read..).unwrap_or_default(), places.by_ref().map(|at| at - read));
                if tag.holds_enough() {
                    return true;
                }
                if text.digits > 0 {
                    if !is_inline(tag.inside) {
                        text.take(b'\n');
                    }
                    text.part_once();
                }
                read += tag.inside.len() + 1;
            }
            b'&' => match reference(bytes.get(read..).unwrap_or_default()) {
                Some((sign, length)) => {
                    if sign.encode_utf8(&mut [0; 4]).bytes().any(|byte| text.take(byte)) {
                        return true;
                    }
                    read += length;
                }
                None => text = Run::default(),
            },
            _ if text.take(byte) => return true,
            _ => {}
        }
    }
    false
}

/// Whether a value in a tag can hold a number.
pub(super) fn enough_in_tag(inside: &[u8]) -> bool {
    Tag::read(inside, scan::places(inside, |byte, _| byte.is_ascii_digit() | (byte == b'&'))).holds_enough()
}

/// What a character reference stands for, and how long it is after its `&`; none where it is no more than that sign.
fn reference(after: &[u8]) -> Option<(char, usize)> {
    let end = after.iter().take(LONGEST_REFERENCE).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(after.get(..end)?).ok()?;
    Some((letter(name)?, end + 1))
}

/// A tag, and what there is in it to look for.
struct Tag<'b> {
    inside: &'b [u8],
    digits: usize,
    references: usize,
}

impl<'b> Tag<'b> {
    /// Reads up to the end of a tag, or of everything, by the places that count.
    fn read(rest: &'b [u8], places: impl Iterator<Item = usize>) -> Self {
        let mut tag = Self { inside: rest, digits: 0, references: 0 };
        for at in places {
            match rest.get(at) {
                Some(b'>') => return Self { inside: rest.get(..at).unwrap_or_default(), ..tag },
                Some(b'&') => tag.references += 1,
                Some(b'0'..=b'9') => tag.digits += 1,
                _ => {}
            }
        }
        tag
    }

    /// Whether a value in it can hold a number. Character references are few here: where there is one, it may stand for anything.
    fn holds_enough(&self) -> bool {
        let mut value = Run::default();
        self.digits > 0 && self.references > 0 || self.digits >= usize::from(DIGITS) && self.inside.iter().any(|byte| value.take(*byte))
    }
}

fn is_inline(tag: &[u8]) -> bool {
    let name = tag.strip_prefix(b"/").unwrap_or(tag).split(|byte| !byte.is_ascii_alphanumeric()).next().unwrap_or_default();
    INLINE.iter().any(|inline| inline.as_bytes() == name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{ids, texts};
    use super::*;

    /// A synthetic one, of 1 January with 80 added to the month.
    const NUMBER: [&str; 5] = ["01", "81", "70", "000", "92"];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_holds_a_number_has_digits_enough(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "<b>", "</b>", "<p>", " ", "&nbsp;", "&#160;", "&#x2d;", "\u{a0}", ".", "–", "\\n", "\r\n ", "\r\n\t", "\r\n", "<img alt=\"", "\" title=\"", "\">", "a", "1", "&",
            ]), 4),
            ways in prop::collection::vec(0..6usize, 4),
            name in prop::sample::select(vec!["a.html", "a.json", "a.ics", "a.csv"]),
        ) {
            // Between two groups stand nothing, one of two pieces, or both.
            let between = |n: usize| match ways[n] {
                0 | 1 => String::new(),
                2 | 3 => pieces[0].to_owned(),
                4 => pieces[1].to_owned(),
                _ => pieces[..2].concat(),
            };
            let groups: String = NUMBER.iter().enumerate().map(|(n, group)| if n == 0 { (*group).to_owned() } else { between(n - 1) + group }).collect();
            let number = format!("{}{groups}{}", pieces[2], pieces[3]);
            let file = if name == "a.json" { format!("[\"{number}\"]") } else { number };
            if texts(name, file.as_bytes()).iter().any(|text| ids(text).next().is_some()) {
                prop_assert!(enough(name, file.as_bytes()), "{file}");
            }
        }
    }

    #[test]
    fn the_number_is_one() {
        assert_eq!(ids(&NUMBER.concat()).count(), 1, "else nothing above is tested");
    }

    #[test]
    fn dates_and_columns_are_not_enough() {
        for text in [
            "8. september 2017 kl. 10.30–14.00 ",
            "<td>123456</td><td>78901</td>",
            "<li>12 <li>345 <li>678901",
            "a=\"/referat/sg/2017-09-08/#sak-3\"",
            "12&amp;345678901",
            "<a>2011 <b>12</b></a> <a>2012 <b>34</b></a> <a>2013 <b>5</b></a>",
            "12345 678901",
        ] {
            assert!(!enough("a.html", text.as_bytes()), "{text}");
        }
        for text in [
            "<td>12345<b>67890</b>1</td>",
            "<img alt=\"123456 78901\">",
            "123456<p>78901",
            "4 01 81 70 000 92",
            "<img alt=\"123456&nbsp;78901\">",
        ] {
            assert!(enough("a.html", text.as_bytes()), "{text}");
        }
    }
}
