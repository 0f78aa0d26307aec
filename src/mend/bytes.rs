//! Edits on a file's bytes: the places that edits name are those of the text as it is shown, which for a file that is not UTF-8
//! are not those on disk.

use std::iter::Peekable;
use std::vec::IntoIter;

use crate::diagnostic::Edit;
use crate::source::{Decoding, Source, windows_1252};

/// Whether these bytes are those that the source was read from.
pub fn are_those_of(source: &Source, bytes: &[u8]) -> bool {
    let read = Source::decode(source.path.as_str(), bytes);
    source.decoding != Decoding::Binary && read.decoding == source.decoding && read.text == source.text
}

/// The bytes with the edits, which come in order and do not overlap. New text is UTF-8 whatever the file was; new lines end as the
/// file's first line does.
pub fn rewritten<'e>(before: &[u8], edits: impl Iterator<Item = &'e Edit>) -> Vec<u8> {
    let windows =
        before.iter().position(|byte| *byte == b'\n').is_some_and(|at| before.get(..at).is_some_and(|line| line.ends_with(b"\r")));
    let mut places = Places::on(before);
    let mut after = Vec::with_capacity(before.len());
    let mut kept = 0;
    for edit in edits {
        let (start, end) = (places.on_disk(edit.place.span.start as usize), places.on_disk(edit.place.span.end as usize));
        after.extend_from_slice(before.get(kept..start).unwrap_or_default());
        if windows {
            after.extend_from_slice(edit.text.replace("\r\n", "\n").replace('\n', "\r\n").as_bytes());
        } else {
            after.extend_from_slice(edit.text.as_bytes());
        }
        kept = end;
    }
    after.extend_from_slice(before.get(kept..).unwrap_or_default());
    after
}

/// From places in the text to places on disk, asked in rising order.
struct Places {
    /// Stretches of the file, each as long as it is on disk and in the text: what is UTF-8, and each byte that is not.
    stretches: Peekable<IntoIter<(usize, usize)>>,
    bytes: usize,
    text: usize,
}

impl Places {
    fn on(bytes: &[u8]) -> Self {
        let stretches: Vec<_> = bytes
            .utf8_chunks()
            .flat_map(|chunk| {
                let letters = chunk.invalid().iter().map(|byte| (1, windows_1252(*byte).len_utf8()));
                std::iter::once((chunk.valid().len(), chunk.valid().len())).chain(letters)
            })
            .collect();
        Self { stretches: stretches.into_iter().peekable(), bytes: 0, text: 0 }
    }

    fn on_disk(&mut self, at: usize) -> usize {
        while let Some((bytes, text)) = self.stretches.next_if(|(_, text)| self.text + text <= at) {
            self.bytes += bytes;
            self.text += text;
        }
        self.bytes + at.saturating_sub(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Place, SourceId, Span};

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { place: Place::new(SourceId(0), Span::new(start, end)), text: text.to_owned() }
    }

    #[test]
    fn every_other_byte_stays() {
        let bytes = "\u{feff}æ: 01.03.2019\r\nå\0".as_bytes();
        let edits = [edit(3, 3, "x"), edit(7, 17, "2019-03-01\nb: c")];
        assert_eq!(rewritten(bytes, edits.iter()), "\u{feff}xæ: 2019-03-01\r\nb: c\r\nå\0".as_bytes());
    }

    #[test]
    fn letters_of_windows_1252_are_one_byte_on_disk() {
        let bytes = b"m\xf8te, v\xe5r og \x81";
        let source = Source::decode("a.md", bytes);
        assert!(are_those_of(&source, bytes) && !are_those_of(&source, b"m\xf8te, v\xe5r og x"));
        let edits = [edit(1, 3, "ø"), edit(8, 10, "å")];
        assert_eq!(rewritten(bytes, edits.iter()), [b"m\xc3\xb8te, v\xc3\xa5r og ".as_slice(), b"\x81"].concat());
    }
    #[test]
    fn one_letter_of_windows_1252_among_utf_8_moves_no_other() {
        let bytes = b"bl\xc3\xa5b\xe6r \xe2\x80\x93 1. mars";
        assert_eq!(&*Source::decode("a.md", bytes).text, "blåbær – 1. mars");
        assert_eq!(rewritten(bytes, [edit(14, 14, "\\")].iter()), b"bl\xc3\xa5b\xe6r \xe2\x80\x93 1\\. mars");
    }
}
