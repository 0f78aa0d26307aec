//! What an attachment is, told from its bytes: its hash, the extensions such content usually has, the size of an image,
//! and what is found by unpacking it.
//!
//! Total on any bytes, in time and memory that are known beforehand (`budget`). Of a file larger than that only the beginning
//! and the end are kept, so that a film of gigabytes costs nothing but time. Names inside archives are never used as paths.

mod archive;
pub mod budget;
mod compound;
mod inflate;
mod look;
mod office;
mod pdf;
mod svg;
mod xml;

use budget::LARGEST;
use look::Look;
use sha2::{Digest, Sha256};

use crate::model::{Inside, Inspection, Unread};
use crate::output::hexadecimal;

/// Bytes kept from the beginning: enough for every signature, and for images whose size stands behind a large preview.
const HEAD: usize = 256 << 10;
/// Bytes kept from the end: where a zip archive lists its files.
const TAIL: usize = 128 << 10;

/// Extensions of plain text: one kind of bytes, many names.
const TEXT: &[&str] = &["txt", "csv", "tsv", "md", "json", "xml", "yaml", "yml", "toml", "ics", "vcf", "srt", "vtt", "log", "eml", "tex"];

/// Looks at a file bit by bit.
#[derive(Default)]
pub struct Inspector {
    hasher: Sha256,
    head: Vec<u8>,
    tail: Vec<u8>,
    /// All of it, while it is not too large to be looked into.
    whole: Vec<u8>,
    size: u64,
}

impl Inspector {
    /// The next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.size = self.size.saturating_add(bytes.len() as u64);
        if self.size <= LARGEST as u64 {
            self.whole.extend_from_slice(bytes);
        } else {
            self.whole = Vec::new();
        }
        let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        let (first, rest) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
        self.head.extend_from_slice(first);
        self.tail.extend_from_slice(rest);
        if self.tail.len() > 2 * TAIL {
            self.tail.drain(..self.tail.len() - TAIL);
        }
    }

    /// What the file is.
    #[must_use]
    pub fn finish(self) -> Inspection {
        let sha256 = hexadecimal::digits(&self.hasher.finalize());
        let dimensions = imagesize::blob_size(&self.head).ok();
        let dimensions = dimensions.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
        let mut kinds = content_types(&self.head, &self.tail);
        let inside = if self.size > LARGEST as u64 {
            Inside { unread: vec![Unread::Size], ..Inside::default() }
        } else {
            let mut look = Look::default();
            look.file(&self.whole, 0);
            if look.locked_office {
                kinds = vec!["docx", "xlsx", "pptx", "docm", "xlsm", "pptm", "xlsb"];
            }
            look.inside
        };
        let content_types = kinds.into_iter().map(str::to_owned).collect();
        Inspection { sha256, content_types, dimensions, inside }
    }
}

/// The usual extensions of the content, the commonest first. `tail` is what follows `head`, or the end of it.
fn content_types(head: &[u8], tail: &[u8]) -> Vec<&'static str> {
    if head.is_empty() {
        return Vec::new();
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return archive(head, tail);
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return vec!["doc", "xls", "ppt", "msg", "dot", "xlt", "pot", "pps", "vsd", "mpp", "pub"];
    }
    if head.get(..1024).unwrap_or(head).windows(5).any(|window| window == b"%PDF-") {
        return vec!["pdf"];
    }
    if let Some(kind) = infer::get(head).filter(|kind| kind.matcher_type() != infer::MatcherType::Text) {
        return same_content(kind.extension());
    }
    text(head)
}

/// Every usual extension of a content that has more than one.
fn same_content(extension: &'static str) -> Vec<&'static str> {
    match extension {
        "jpg" => vec!["jpg", "jpeg", "jpe", "jfif"],
        "tif" => vec!["tif", "tiff"],
        "mid" => vec!["mid", "midi"],
        "mpg" => vec!["mpg", "mpeg"],
        "gz" => vec!["gz", "tgz", "svgz"],
        "mp4" | "m4v" => vec!["mp4", "m4v", "m4a", "mov"],
        "mov" => vec!["mov", "qt", "mp4"],
        "exe" => vec!["exe", "dll", "com", "scr", "sys"],
        other => vec![other],
    }
}

/// A zip archive: office files are told by the names inside, which stand before each file and once more at the end.
fn archive(head: &[u8], tail: &[u8]) -> Vec<&'static str> {
    let holds = |name: &[u8]| [head, tail].iter().any(|part| part.windows(name.len()).any(|window| window == name));
    let macros = holds(b"vbaProject.bin");
    // Open Document and EPUB say it themselves, uncompressed, in the first file of the archive.
    const SAID: &[(&[u8], &str)] = &[
        (b"application/vnd.oasis.opendocument.text-template", "ott"),
        (b"application/vnd.oasis.opendocument.text", "odt"),
        (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
        (b"application/vnd.oasis.opendocument.presentation", "odp"),
        (b"application/vnd.oasis.opendocument.graphics", "odg"),
        (b"application/epub+zip", "epub"),
    ];
    let start = head.get(..256).unwrap_or(head);
    if let Some((_, extension)) = SAID.iter().find(|(said, _)| start.windows(said.len()).any(|window| window == *said)) {
        return vec![extension];
    }
    if !holds(b"[Content_Types].xml") {
        return if holds(b"META-INF/MANIFEST.MF") { vec!["jar", "zip"] } else { vec!["zip"] };
    }
    match () {
        () if holds(b"word/document") => {
            if macros {
                vec!["docm", "dotm"]
            } else {
                vec!["docx", "dotx"]
            }
        }
        () if holds(b"xl/workbook.bin") => vec!["xlsb"],
        () if holds(b"xl/workbook") => {
            if macros {
                vec!["xlsm", "xltm"]
            } else {
                vec!["xlsx", "xltx"]
            }
        }
        () if holds(b"ppt/presentation") => {
            if macros {
                vec!["pptm", "potm", "ppsm"]
            } else {
                vec!["pptx", "potx", "ppsx"]
            }
        }
        () if holds(b"visio/document") => vec!["vsdx"],
        () => vec!["zip", "docx", "xlsx", "pptx", "vsdx"],
    }
}

/// Text: which kind it is can only be told where it says so in its first words.
fn text(head: &[u8]) -> Vec<&'static str> {
    let utf_16 = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    if !utf_16 && head.iter().any(control) {
        return Vec::new();
    }
    let start: Vec<u8> = head.iter().take(4096).filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let start = String::from_utf8_lossy(&start);
    let start = start.trim_start_matches(|c: char| c == '\u{feff}' || c == '\u{fffd}' || c.is_whitespace());
    let xml = start.starts_with("<?xml");
    match () {
        () if start.starts_with("{\\rtf") => vec!["rtf", "doc"],
        () if start.starts_with("<svg") || (xml || start.starts_with("<!")) && start.contains("<svg") => vec!["svg", "xml"],
        () if start.starts_with("<!doctype html") || start.starts_with("<html") || xml && start.contains("<html") => {
            vec!["html", "htm", "xhtml", "xht"]
        }
        () if xml => vec!["xml", "gml", "kml", "gpx", "xsd", "xsl", "rss"],
        () if start.starts_with("#!") => vec!["sh", "py", "pl", "txt"],
        () => TEXT.to_vec(),
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod kinds {
    use super::*;

    fn inspect(bytes: &[u8]) -> Inspection {
        let mut inspector = Inspector::default();
        bytes.chunks(7).for_each(|chunk| inspector.feed(chunk));
        inspector.finish()
    }

    fn first(bytes: &[u8]) -> String {
        inspect(bytes).content_types.first().cloned().unwrap_or_default()
    }

    #[test]
    fn content_is_told_from_bytes_not_from_names() {
        let zip = |names: &[&str]| {
            let mut bytes = b"PK\x03\x04".to_vec();
            names.iter().for_each(|name| bytes.extend_from_slice(name.as_bytes()));
            bytes
        };
        assert_eq!(first(b"%PDF-1.7 x"), "pdf");
        assert_eq!(first(&zip(&["[Content_Types].xml", "word/document.xml"])), "docx");
        assert_eq!(first(&zip(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"])), "docm");
        assert_eq!(first(&zip(&["[Content_Types].xml", "xl/workbook.xml"])), "xlsx");
        assert_eq!(first(&zip(&["mimetypeapplication/vnd.oasis.opendocument.text"])), "odt");
        assert_eq!(first(&zip(&["a.txt"])), "zip");
        assert_eq!(first("Navn;Årsverk\r\nBodø;8,1\r\n".as_bytes()), "txt");
        assert!(inspect(b"a;b").content_types.contains(&"csv".to_owned()));
        assert_eq!(first(b"<?xml version='1.0'?>\n<svg xmlns='x'/>"), "svg");
        assert_eq!(first(b" <!DOCTYPE html><title>x"), "html");
        assert_eq!(first(b"\x00\x01\x02\x03 neither"), "");
        assert_eq!(first(b""), "");
    }

    #[test]
    fn the_hash_is_that_of_all_the_bytes() {
        assert_eq!(inspect(b"abc").sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let long = vec![7u8; HEAD + 3 * TAIL + 5];
        assert_eq!(inspect(&long).sha256, hexadecimal::digits(&Sha256::digest(&long)));
    }

    #[test]
    fn the_names_at_the_end_of_a_large_archive_are_seen() {
        let mut bytes = b"PK\x03\x04media/film.mp4".to_vec();
        bytes.resize(HEAD + 5 * TAIL, 0x55);
        bytes.extend_from_slice(b"[Content_Types].xml ppt/presentation.xml");
        assert_eq!(first(&bytes), "pptx");
    }

    #[test]
    fn images_have_a_size() {
        let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 0, 0, 13], b"IHDR", &[0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0]].concat();
        assert_eq!(inspect(&png).dimensions, Some((640, 480)));
        assert_eq!(first(&png), "png");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_can_be_inspected(bytes: Vec<u8>) {
            proptest::prop_assert_eq!(inspect(&bytes).sha256.len(), 64);
        }
    }
}
