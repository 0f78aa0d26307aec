//! Zip archives: the list of files at the end, and one file at a time unpacked within a budget. Names are only ever
//! compared, never used as paths.

use super::budget::Budget;
use super::inflate::{self, Unpacked};
use crate::model::Unread;

/// A zip archive.
pub struct Archive<'b> {
    bytes: &'b [u8],
    /// Where the archive begins; other bytes may stand before it.
    base: usize,
    /// Its files, in the order of the list.
    pub entries: Vec<Entry<'b>>,
    /// Why the list was not read to its end.
    pub stopped: Option<Unread>,
}

/// A file in an archive.
pub struct Entry<'b> {
    name: &'b [u8],
    method: u16,
    encrypted: bool,
    packed: usize,
    offset: usize,
}

impl Entry<'_> {
    /// Its name, with `/` between folders.
    pub fn name(&self) -> String {
        String::from_utf8_lossy(self.name).replace('\\', "/")
    }

    /// Whether it can only be read with a password.
    pub fn is_encrypted(&self) -> bool {
        self.encrypted
    }
}

impl<'b> Archive<'b> {
    /// Reads the list of files; none where there is no such list.
    pub fn open(bytes: &'b [u8], budget: &mut Budget) -> Option<Self> {
        let end = end_of_list(bytes)?;
        let (start, base) = list(bytes, end)?;
        let mut archive = Self { bytes, base, entries: Vec::new(), stopped: None };
        let mut at = start;
        while at < end && bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            if let Err(why) = budget.entry() {
                archive.stopped = Some(why);
                break;
            }
            let Some((entry, next)) = entry(bytes, at) else {
                archive.stopped = Some(Unread::Damaged);
                break;
            };
            archive.entries.push(entry);
            at = next;
        }
        Some(archive)
    }

    /// Unpacks a file.
    pub fn unpack(&self, entry: &Entry<'_>, budget: &mut Budget) -> Unpacked {
        let Some(packed) = self.packed(entry) else { return Unpacked::nothing(Unread::Damaged) };
        match entry.method {
            0 => {
                let room = budget.room().min(packed.len());
                let stopped = budget.bytes(room).err().or((room < packed.len()).then_some(Unread::Unpacked));
                Unpacked { bytes: packed.get(..room).unwrap_or_default().to_vec(), stopped }
            }
            8 => inflate::raw(packed, budget),
            _ => Unpacked::nothing(Unread::Damaged),
        }
    }

    fn packed(&self, entry: &Entry<'_>) -> Option<&'b [u8]> {
        let local = self.base.checked_add(entry.offset)?;
        let header = self.bytes.get(local..)?;
        if !header.starts_with(b"PK\x03\x04") {
            return None;
        }
        let start = 30 + usize::from(u16_at(header, 26)?) + usize::from(u16_at(header, 28)?);
        header.get(start..start.checked_add(entry.packed)?)
    }
}

/// Where the record stands that closes an archive: the last one whose comment ends with the file, or before it.
fn end_of_list(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let tail = bytes.get(from..)?;
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    (tail.len() - at >= 22).then_some(from + at)
}

/// Where the list begins, and where the archive does.
fn list(bytes: &[u8], end: usize) -> Option<(usize, usize)> {
    let (mut size, mut offset, mut list_end) = (u64::from(u32_at(bytes, end + 12)?), u64::from(u32_at(bytes, end + 16)?), end);
    if let Some(locator) = end.checked_sub(20).filter(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(b"PK\x06\x07"))) {
        let wide = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
        if bytes.get(wide..).is_some_and(|rest| rest.starts_with(b"PK\x06\x06")) && wide < locator {
            (size, offset, list_end) = (u64_at(bytes, wide.checked_add(40)?)?, u64_at(bytes, wide.checked_add(48)?)?, wide);
        }
    }
    let start = list_end.checked_sub(usize::try_from(size).ok()?)?;
    Some((start, start.saturating_sub(usize::try_from(offset).ok()?)))
}

/// One entry of the list, and where the next begins.
fn entry(bytes: &[u8], at: usize) -> Option<(Entry<'_>, usize)> {
    let flags = u16_at(bytes, at + 8)?;
    let (name, extra, comment) = (u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
    let after_name = at + 46 + usize::from(name);
    let after_extra = after_name + usize::from(extra);
    let (unpacked, packed, offset) = (u32_at(bytes, at + 24)?, u32_at(bytes, at + 20)?, u32_at(bytes, at + 42)?);
    let mut wide = wide_fields(bytes.get(after_name..after_extra)?).unwrap_or_default().chunks_exact(8);
    let mut widened = |narrow: u32| {
        if narrow == u32::MAX { wide.next().and_then(|field| u64_at(field, 0)) } else { Some(u64::from(narrow)) }
    };
    let _ = widened(unpacked);
    let packed = usize::try_from(widened(packed)?).ok()?;
    let offset = usize::try_from(widened(offset)?).ok()?;
    let name = bytes.get(at + 46..after_name)?;
    let entry = Entry { name, method: u16_at(bytes, at + 10)?, encrypted: flags & 1 != 0, packed, offset };
    Some((entry, after_extra + usize::from(comment)))
}

/// The fields of eight bytes that stand in for those of four that are too small.
fn wide_fields(mut extra: &[u8]) -> Option<&[u8]> {
    loop {
        let (id, length) = (u16_at(extra, 0)?, usize::from(u16_at(extra, 2)?));
        let field = extra.get(4..4 + length)?;
        if id == 1 {
            return Some(field);
        }
        extra = extra.get(4 + length..)?;
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
