//! Unpacking within a budget. What comes out of a damaged stream before the damage is kept.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use super::budget::{Budget, PART};
use crate::model::Unread;

/// Unpacked bytes, and what stopped the unpacking before its end.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Why there are no more of them.
    pub stopped: Option<Unread>,
}

impl Unpacked {
    /// Nothing, and why.
    pub fn nothing(why: Unread) -> Self {
        Self { bytes: Vec::new(), stopped: Some(why) }
    }
}

/// Unpacks a raw deflate stream, as in zip and gzip.
pub fn raw(packed: &[u8], budget: &mut Budget) -> Unpacked {
    unpack(packed, budget, 0)
}

/// Unpacks a deflate stream with zlib's frame, as in PDF; without the frame where a writer left it out.
pub fn framed(packed: &[u8], budget: &mut Budget) -> Unpacked {
    let unpacked = unpack(packed, budget, TINFL_FLAG_PARSE_ZLIB_HEADER);
    if unpacked.bytes.is_empty() && unpacked.stopped == Some(Unread::Damaged) {
        return unpack(packed, budget, 0);
    }
    unpacked
}

/// Unpacks the first member of a gzip file.
pub fn gzip(packed: &[u8], budget: &mut Budget) -> Unpacked {
    gzip_body(packed).map_or_else(|| Unpacked::nothing(Unread::Damaged), |body| raw(body, budget))
}

fn gzip_body(packed: &[u8]) -> Option<&[u8]> {
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    const CHECK: u8 = 2;
    let flags = *packed.get(3)?;
    let mut rest = packed.get(10..)?;
    if flags & EXTRA != 0 {
        let (length, after) = rest.split_first_chunk::<2>()?;
        rest = after.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            let end = rest.iter().position(|byte| *byte == 0)?;
            rest = rest.get(end + 1..)?;
        }
    }
    if flags & CHECK != 0 { rest.get(2..) } else { Some(rest) }
}

fn unpack(packed: &[u8], budget: &mut Budget, frame: u32) -> Unpacked {
    let flags = frame | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let room = budget.room();
    let mut state = Box::<DecompressorOxide>::default();
    let (mut rest, mut bytes, mut written) = (packed, vec![0; packed.len().saturating_mul(2).clamp(64, PART).min(room)], 0);
    let stopped = loop {
        let (status, read, wrote) = decompress(&mut state, rest, &mut bytes, written, flags);
        written += wrote;
        rest = rest.get(read..).unwrap_or_default();
        match status {
            TINFLStatus::Done => break None,
            TINFLStatus::HasMoreOutput if bytes.len() < room => bytes.resize(bytes.len().saturating_mul(2).min(room), 0),
            TINFLStatus::HasMoreOutput => break Some(Unread::Unpacked),
            _ => break Some(Unread::Damaged),
        }
    };
    bytes.truncate(written);
    // Reading costs too: entries that overlap could make a small file be read for hours.
    let paid = budget.bytes(packed.len() - rest.len()).and_then(|()| budget.bytes(written));
    Unpacked { bytes, stopped: stopped.or(paid.err()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_costs_no_more_than_its_part() {
        const PART: usize = 1 << 18;
        let packed = miniz_oxide::deflate::compress_to_vec(&vec![0; 4 * PART], 9);
        assert!(packed.len() < PART / 100);
        let mut budget = Budget::small(4 * PART as u64, 1);
        let unpacked = raw(&packed, &mut budget);
        assert_eq!(unpacked.stopped, Some(Unread::Unpacked));
        assert!(unpacked.bytes.len() <= PART && budget.left() >= (3 * PART - packed.len()) as u64);
    }

    #[test]
    fn what_comes_before_the_damage_is_kept() {
        let text: Vec<u8> = (0..20_000u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&text, 6);
        assert_eq!(framed(&packed, &mut Budget::default()), Unpacked { bytes: text.clone(), stopped: None });
        let cut = framed(&packed[..packed.len() / 2], &mut Budget::default());
        assert_eq!(cut.stopped, Some(Unread::Damaged));
        assert!(cut.bytes.len() > 1000 && text.starts_with(&cut.bytes));
    }

    #[test]
    fn gzip_is_read_behind_its_name() {
        let packed = miniz_oxide::deflate::compress_to_vec(b"innhold", 6);
        let plain = [b"\x1f\x8b\x08\x00\0\0\0\0\0\x03".as_slice(), &packed].concat();
        let named = [b"\x1f\x8b\x08\x08\0\0\0\0\0\x03navn.svg\0".as_slice(), &packed].concat();
        for bytes in [plain, named] {
            assert_eq!(gzip(&bytes, &mut Budget::default()).bytes, b"innhold");
        }
        assert_eq!(gzip(b"\x1f\x8b\x08\xff", &mut Budget::default()), Unpacked::nothing(Unread::Damaged));
    }
}
