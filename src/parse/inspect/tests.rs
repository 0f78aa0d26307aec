//! Files that look like attachments, friendly and hostile, packed by a writer that is not ours.

use std::io::{Cursor, Write};

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use zip::write::SimpleFileOptions;

use super::budget::{BYTES, Budget, DEPTH};
use super::look::Look;
use crate::model::{Danger, Inside, PersonalKind, Unread};

/// A synthetic number: 80 is added to the month.
const ID: &str = "01818512089";
/// Bytes of a small budget; a part may have a quarter of them.
const LITTLE: u64 = 1 << 20;
const PART: usize = 1 << 18;

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w='a'><w:body>{body}</w:body></w:document>");
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

/// What is inside, and the bytes paid for, which never are more than the budget.
fn look(bytes: &[u8]) -> (Inside, u64) {
    let mut look = Look::default();
    look.file(bytes, 0);
    let spent = BYTES - look.budget.left();
    (look.inside, spent)
}

/// What is inside as far as a small budget goes, and what is left of it.
fn look_little(bytes: &[u8]) -> (Inside, u64) {
    let mut look = Look { budget: Budget::small(LITTLE, 2000), ..Look::default() };
    look.file(bytes, 0);
    (look.inside, look.budget.left())
}

fn ids(inside: &Inside) -> u32 {
    inside.personal.iter().find(|(kind, _)| *kind == PersonalKind::NationalId).map_or(0, |(_, count)| *count)
}

#[test]
fn words_changes_and_names_of_an_office_file_are_found() {
    let core = "<cp:coreProperties xmlns:dc='b'><dc:creator>Kari &amp;\n Eksempel\u{1b}[31m</dc:creator></cp:coreProperties>";
    let document = format!("<d><p><ins/><t>Nr. {}</t><t>{}</t></p></d>", &ID[..4], &ID[4..]);
    let files: &[(&str, &[u8])] =
        &[("[Content_Types].xml", b""), ("word/document.xml", document.as_bytes()), ("docProps/core.xml", core.as_bytes())];
    let (inside, _) = look(&zip(files));
    assert_eq!((ids(&inside), inside.revisions.changes, inside.revisions.comments), (1, 1, 0));
    assert_eq!(inside.authors, ["Kari & Eksempel [31m"], "no control characters reach a terminal");
    assert_eq!(inside.unread, []);
}

#[test]
fn other_bytes_before_an_archive_do_no_harm() {
    let mut bytes = b"PK\x03\x04 something else ".to_vec();
    bytes.extend(docx(&format!("<p><t>{ID}</t></p>")));
    assert_eq!(ids(&look(&bytes).0), 1);
}

#[test]
fn a_bomb_ends_in_a_fact() {
    let zeros = vec![b' '; 3 * PART / 2];
    let bomb = zip(&[("[Content_Types].xml", b""), ("word/document.xml", &zeros)]);
    assert!(bomb.len() < PART / 100);
    assert_eq!(look_little(&bomb).0.unread, [Unread::Unpacked]);
    assert_eq!(look(&bomb).0.unread, []);
    let parts: Vec<(String, &[u8])> = (0..12).map(|n| (format!("{n}.txt"), &zeros[..PART / 2])).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    let (inside, left) = look_little(&zip(&parts));
    assert!(inside.unread.contains(&Unread::Unpacked) && left < LITTLE / 2);
}

#[test]
fn entries_that_share_their_bytes_are_paid_for_each_time() {
    // One packed file, listed so often that a few hundred bytes would be unpacked for hours.
    let mut bytes = zip(&[("a.txt", &vec![b'a'; PART / 4])]);
    let list = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let end = bytes.windows(4).position(|window| window == b"PK\x05\x06").unwrap();
    let (entry, mut last) = (bytes[list..end].to_vec(), bytes[end..].to_vec());
    bytes.truncate(list);
    for _ in 0..1_500 {
        bytes.extend(&entry);
    }
    last[12..16].copy_from_slice(&u32::try_from(1_500 * entry.len()).unwrap().to_le_bytes());
    bytes.extend(last);
    let (inside, _) = look_little(&bytes);
    assert!(inside.unread.contains(&Unread::Unpacked));
}

#[test]
fn archives_in_archives_are_followed_so_far_and_no_further() {
    let mut packed = docx(&format!("<p><t>{ID}</t></p>"));
    for depth in 1..=DEPTH + 2 {
        packed = zip(&[("inni.zip", &packed)]);
        let (inside, _) = look(&packed);
        let reached = depth <= DEPTH;
        assert_eq!((ids(&inside), inside.unread == [Unread::Depth]), (u32::from(reached), !reached), "{depth}");
    }
}

#[test]
fn names_that_lead_out_are_only_names() {
    let (inside, _) = look(&zip(&[("../../../../etc/passwd.txt", ID.as_bytes()), ("C:\\x\\start.EXE", b"MZ"), ("/abs.txt", b"")]));
    assert_eq!((ids(&inside), inside.dangers.as_slice()), (1, [Danger::Program].as_slice()));
}

#[test]
fn an_archive_cut_anywhere_is_damaged_or_read() {
    let whole = docx(&format!("<p><t>{ID}</t></p>"));
    for end in 4..whole.len() {
        let (inside, _) = look(&whole[..end]);
        assert!(!inside.unread.is_empty(), "cut at {end}");
    }
}

#[test]
fn entities_are_not_expanded() {
    let levels: String = (1..40).map(|n| format!("<!ENTITY a{n} '&a{};&a{};'>", n - 1, n - 1)).collect();
    let document =
        format!("<!DOCTYPE d [<!ENTITY a0 'ha'>{levels}<!ENTITY f SYSTEM 'file:///etc/passwd'>]><d><p><t>&a39;&f;{ID}</t></p></d>");
    let (inside, spent) = look(&zip(&[("[Content_Types].xml", b""), ("word/document.xml", document.as_bytes())]));
    assert_eq!(ids(&inside), 1);
    assert!(spent < 10_000);
}

fn pdf(objects: &str, trailer: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{objects}\ntrailer << {trailer} >>\n%%EOF").into_bytes()
}

#[test]
fn words_of_a_pdf_are_read_through_its_fonts_and_packed_objects() {
    // Letters of its own: code 1 is "0", code 2 is "1" and so on; the map says so. Most objects are packed.
    let map = b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <000a> <0030> endbfrange";
    let codes: String = ID.bytes().map(|digit| format!("{:04x}", digit - b'0' + 1)).collect();
    let drawing = compress_to_vec_zlib(format!("q BT /F1 9 Tf 1 0 0 1 50 700 Tm [<{codes}>] TJ ET Q").as_bytes(), 6);
    let packed = [
        "<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 9 0 R /Lang (nb-NO) >>",
        "<< /Type /Pages /Kids [3 0 R] /Resources << /Font << /F1 5 0 R >> >> >>",
        "<< /Type /Page /Parent 2 0 R /Contents [4 0 R] >>",
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R >>",
        "<< /Title <feff0054> /Author (Kari Eksempel) >>",
    ];
    let (mut list, mut at) = (String::new(), 0);
    for (number, object) in [1, 2, 3, 5, 8].into_iter().zip(packed) {
        list.push_str(&format!("{number} {at} "));
        at += object.len() + 1;
    }
    let objects = compress_to_vec_zlib(format!("{list}{}", packed.join(" ")).as_bytes(), 6);
    let stream = |number: u32, keys: &str, bytes: &[u8]| {
        let head = format!("{number} 0 obj << {keys} /Length {} >> stream\r\n", bytes.len());
        [head.as_bytes(), bytes, b"\nendstream endobj\n"].concat()
    };
    let file = [
        b"%PDF-1.7\n".to_vec(),
        stream(4, "/Filter /FlateDecode", &drawing),
        stream(6, "", map),
        stream(7, &format!("/Type /ObjStm /N 5 /First {} /Filter /FlateDecode", list.len()), &objects),
        stream(10, "/Type /XRef /Root 1 0 R /Info 8 0 R", b"x"),
    ];
    let (inside, _) = look(&file.concat());
    assert_eq!(inside.unread, []);
    assert_eq!((ids(&inside), inside.authors), (1, vec!["Kari Eksempel".to_owned()]));
    let pdf = inside.pdf.unwrap();
    assert!(pdf.tagged && pdf.title && pdf.language);
}

#[test]
fn pages_of_pictures_are_not_passed_off_as_read() {
    let scanned = "1 0 obj << /Type /Catalog >> endobj 2 0 obj << /Type /Page /Contents 3 0 R >> endobj 3 0 obj << >> stream\n/I Do\nendstream endobj";
    assert_eq!(look(&pdf(scanned, "/Root 1 0 R")).0.unread, [Unread::PdfText]);
}

#[test]
fn references_in_circles_end() {
    let circle = "1 0 obj << /Type /Catalog /Pages 2 0 R /Lang 8 0 R /Metadata 1 0 R >> endobj
        2 0 obj << /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources 2 0 R /Font 2 0 R >> endobj
        3 0 obj << /Length 3 0 R /Filter 3 0 R >> stream\n(x) Tj\nendstream endobj
        4 0 obj [4 0 R 5 0 R] endobj 5 0 obj << /Type /ObjStm /First 5 0 R /Extends 5 0 R >> stream\n5 0 5 0\nendstream endobj
        8 0 obj 9 0 R endobj 9 0 obj 8 0 R endobj";
    let (inside, _) = look(&pdf(circle, "/Root 1 0 R /Info 8 0 R"));
    assert!(!inside.pdf.unwrap().language);
}

#[test]
fn more_objects_than_are_looked_at_end_in_a_fact() {
    let many: String = (1..2100).map(|n| format!("{n} 0 obj 1 endobj ")).collect();
    assert!(look_little(&pdf(&many, "")).0.unread.contains(&Unread::Entries));
    assert!(!look(&pdf(&many, "")).0.unread.contains(&Unread::Entries));
}

#[test]
fn pages_that_share_a_drawing_are_paid_for_each_time() {
    let drawing = "(x) Tj ".repeat(1000);
    let pages: String = (10..1_500).map(|n| format!("{n} 0 obj << /Type /Page /Contents [1 0 R 1 0 R] >> endobj ")).collect();
    let file =
        pdf(&format!("1 0 obj << >> stream\n{drawing}\nendstream endobj 2 0 obj << /Type /Catalog >> endobj {pages}"), "/Root 2 0 R");
    let (_, left) = look_little(&file);
    assert!(left < 10_000, "the budget ended it: {left} left");
}

#[test]
fn a_script_is_found_in_a_packed_drawing() {
    let body = compress_to_vec(b"<svg xmlns='x'><script>1</script></svg>", 6);
    let packed = [b"\x1f\x8b\x08\0\0\0\0\0\0\x03".as_slice(), &body].concat();
    assert_eq!(look(&packed).0.dangers, [Danger::Script]);
}

proptest::proptest! {
    #[test]
    fn looking_into_anything_ends(kind in 0usize..7, bytes: Vec<u8>) {
        let start: [&[u8]; 7] = [
            b"", b"PK\x03\x04", b"%PDF-1.4 1 0 obj << /Type /Page /Contents 1 0 R ", b"<svg ", b"\x1f\x8b\x08\0",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x05\x06",
        ];
        look(&[start[kind], &bytes].concat());
    }

    #[test]
    fn a_damaged_archive_is_looked_into_without_harm(at in 0usize..1000, byte: u8) {
        let mut bytes = docx("<p><t>Tekst</t></p>");
        let at = at % bytes.len();
        bytes[at] = byte;
        look(&bytes);
    }

    #[test]
    fn a_damaged_pdf_is_looked_into_without_harm(at in 0usize..1000, cut in 0usize..1000, byte: u8) {
        let mut bytes = pdf("1 0 obj << /Type /Catalog /Lang (nb) >> endobj 2 0 obj << /Type /Page /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >> endobj 3 0 obj << /Length 20 >> stream\n/F 1 Tf [(abc) 2] TJ\nendstream endobj 4 0 obj << /Subtype /Type0 /ToUnicode 3 0 R >> endobj", "/Root 1 0 R");
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(bytes.len().saturating_sub(cut % 100));
        look(&bytes);
    }
}
