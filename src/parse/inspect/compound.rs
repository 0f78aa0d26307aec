//! The container of the old office formats, as far as its list of streams tells: macros, passwords. Its text is not read.

use crate::model::{Danger, Inside, Unread};

/// Length of an entry in the list of streams; the list begins with a sector, and sectors are a multiple of it.
const ENTRY: usize = 128;
/// Length of the header, and of a sector where the header does not say otherwise.
const SECTOR: usize = 512;

/// Adds what the container tells. Says whether it is a modern office file behind a password.
pub fn look(bytes: &[u8], inside: &mut Inside) -> bool {
    let package = stream(bytes, "EncryptedPackage").is_some();
    inside.encrypted |= package || stream(bytes, "EncryptedSummary").is_some() || word_is_encrypted(bytes) || excel_is_encrypted(bytes);
    if stream(bytes, "_VBA_PROJECT").is_some() {
        inside.dangers.push(Danger::Macros);
    }
    if !package {
        inside.unread.push(Unread::OldFormat);
    }
    package
}

/// Where a stream begins in the file; none where there is no stream of that name.
fn stream(bytes: &[u8], name: &str) -> Option<usize> {
    let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    let entry = bytes.get(SECTOR..)?.chunks_exact(ENTRY).find(|entry| entry.starts_with(&wide))?;
    let sector = u32::from_le_bytes(*entry.get(116..)?.first_chunk()?) as usize;
    let shift = u16::from_le_bytes(*bytes.get(30..)?.first_chunk()?);
    let size = if shift == 12 { 4096 } else { SECTOR };
    Some(sector.saturating_add(1).saturating_mul(size))
}

fn word_is_encrypted(bytes: &[u8]) -> bool {
    const MAGIC: &[u8] = &[0xec, 0xa5];
    let header = stream(bytes, "WordDocument").and_then(|at| bytes.get(at..)).filter(|header| header.starts_with(MAGIC));
    header.and_then(|header| header.get(11)).is_some_and(|flags| flags & 1 != 0)
}

/// A workbook says that it is encrypted in a record near its beginning.
fn excel_is_encrypted(bytes: &[u8]) -> bool {
    const PASSWORD: u16 = 0x2f;
    const RECORDS: usize = 20;
    let start = stream(bytes, "Workbook").or_else(|| stream(bytes, "Book"));
    let Some(mut rest) = start.and_then(|at| bytes.get(at..)).filter(|rest| rest.starts_with(&[0x09, 0x08])) else { return false };
    for _ in 0..RECORDS {
        let Some((head, after)) = rest.split_first_chunk::<4>() else { return false };
        let [kind_low, kind_high, length_low, length_high] = *head;
        if u16::from_le_bytes([kind_low, kind_high]) == PASSWORD {
            return true;
        }
        rest = after.get(usize::from(u16::from_le_bytes([length_low, length_high]))..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A container with streams of these names, the first of which holds these bytes.
    fn container(names: &[&str], content: &[u8]) -> Vec<u8> {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(SECTOR, 0);
        for name in names {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.resize(ENTRY, 0);
            entry[116] = 2;
            bytes.extend(entry);
        }
        bytes.resize(3 * SECTOR, 0);
        bytes.extend(content);
        bytes
    }

    fn inside(names: &[&str], content: &[u8]) -> Inside {
        let mut inside = Inside::default();
        look(&container(names, content), &mut inside);
        inside
    }

    #[test]
    fn passwords_and_macros_are_told_from_the_list_of_streams() {
        let plain = b"\xec\xa5\xc1\0\0\0\0\0\0\0\0\0";
        assert!(!inside(&["WordDocument"], plain).encrypted);
        assert!(inside(&["WordDocument"], b"\xec\xa5\xc1\0\0\0\0\0\0\0\0\x01").encrypted);
        assert!(inside(&["Workbook"], b"\x09\x08\x02\0xx\x2f\0\x01\0x").encrypted);
        assert!(!inside(&["Workbook"], b"\x09\x08\x02\0xx\x3d\0\x01\0x").encrypted);
        assert!(inside(&["EncryptedPackage"], b"").encrypted);
        assert_eq!(inside(&["WordDocument", "_VBA_PROJECT"], plain).dangers, [Danger::Macros]);
        assert_eq!(inside(&["WordDocument", "Macros"], plain).dangers, []);
    }
}
