//! Does everything that is read have an end? One input beyond each limit of docs/limits.md: it is a finding that names the limit, the rest
//! of the site is read, and nothing fails. What is counted here is kept small by the input; the time it takes is bounded by the limits.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

use std::io::Write;

use saksgang::pipeline::{Caches, Request, build};
use saksgang::world::Memory;
use zip::write::SimpleFileOptions;

/// What a file beyond a limit is told.
fn told(world: &Memory) -> Vec<(&'static str, String, String)> {
    let request = Request { as_of: "2019-06-01".parse().ok(), ..Request::default() };
    let made = build(world, &request, &mut Caches::default()).expect("a site is made of whatever there is");
    assert!(made.output.files.contains_key("om/index.html"), "the rest of the site is made");
    let said = |diagnostic: saksgang::diagnostic::Diagnostic| {
        let finding = diagnostic.finding;
        (finding.rule, finding.message.nb, finding.message.en)
    };
    made.checked.diagnostics.into_iter().map(said).collect()
}

fn site() -> Memory {
    Memory::default()
        .with("site.toml", "format = 1\ntitle = \"Prøve\"\n")
        .with("content/om.md", "---\ntype: side\ntittel: Om\n---\nTekst.\n")
}

/// A note with these fields and this text.
fn note(front: &str, text: &str) -> String {
    format!("---\ntype: notat\ntittel: Stor\ndato: 2019-02-01\n{front}---\n{text}\n")
}

/// Holds a file against the rule that speaks and the limit it names.
fn exceeds(path: &str, content: impl Into<Vec<u8>>, rule: &str, limits: [&str; 2]) {
    let [nb, en] = limits;
    let world = site().with(path, content.into());
    let world = if path.ends_with(".zip") || path.ends_with(".pdf") || path.ends_with(".docx") {
        let name = path.rsplit('/').next().unwrap_or_default();
        world.with("content/notat/a.md", note(&format!("vedlegg: [{{fil: {name}, tittel: A}}]\n"), "Se [Vedlegg 1]."))
    } else {
        world
    };
    let told = told(&world);
    let named = told.iter().any(|(one, message_nb, message_en)| *one == rule && message_nb.contains(nb) && message_en.contains(en));
    let all: Vec<_> = told.iter().map(|(rule, nb, _)| format!("{rule}: {}", nb.chars().take(120).collect::<String>())).collect();
    assert!(named, "{path}: {rule} does not name {limits:?}: {all:#?}");
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).expect("a file");
        writer.write_all(content).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

const MIB: usize = 1 << 20;

#[test]
fn fields_have_a_size_a_depth_and_a_number() {
    let long = format!("sammendrag: {}\n", "a ".repeat(2 * MIB));
    exceeds("content/notat/a.md", note(&long, ""), "fm-syntax", ["(4 MiB)", "(4 MiB)"]);
    exceeds("content/register/personer.yaml", format!("ola:\n  navn: {}\n", "a".repeat(4 * MIB)), "fm-syntax", ["(4 MiB)", "(4 MiB)"]);
    let deep = format!("tema: {}{}\n", "[".repeat(65), "]".repeat(65));
    exceeds("content/notat/a.md", note(&deep, ""), "fm-syntax", ["(64 nivåer)", "(64 levels)"]);
    let deeper = format!("tema: {}\n", "[".repeat(100_000));
    exceeds("content/notat/a.md", note(&deeper, ""), "fm-syntax", ["(64 nivåer)", "(64 levels)"]);
    let many = format!("tema: [{}]\n", "a,".repeat(400_001));
    exceeds("content/notat/a.md", note(&many, ""), "fm-syntax", ["(400000 verdier)", "(400000 values)"]);
}

#[test]
fn settings_and_promised_addresses_have_a_size_too() {
    let settings = format!("format = 1\ntitle = \"Prøve\"\nowner = \"{}\"\n", "a".repeat(4 * MIB));
    exceeds("site.toml", settings, "fm-syntax", ["(4 MiB)", "(4 MiB)"]);
    let deep = format!("format = 1\ntitle = \"Prøve\"\nx = {}{}\n", "[".repeat(5000), "]".repeat(5000));
    exceeds("site.toml", deep, "fm-syntax", ["(80 nivåer)", "(80 levels)"]);
    let fits = format!("format = 1\ntitle = \"Prøve\"\nx = {}{}\n", "[".repeat(79), "]".repeat(79));
    assert!(told(&site().with("site.toml", fits)).iter().all(|(rule, ..)| *rule != "fm-syntax"), "79 levels are read");
    exceeds("permalinks.txt", "# a\n".repeat(4 * MIB + 1), "fm-syntax", ["(16 MiB)", "(16 MiB)"]);
}

#[test]
fn markdown_has_a_size_and_a_depth() {
    exceeds("content/notat/a.md", note("", &"Ord og ord. \n".repeat(MIB / 3)), "fm-syntax", ["(4 MiB)", "(4 MiB)"]);
    exceeds("content/notat/a.md", note("", &format!("{} dypt", ">".repeat(65))), "fm-syntax", ["(64 nivåer)", "(64 levels)"]);
    exceeds("content/notat/a.md", note("", &"- ".repeat(100_000)), "fm-syntax", ["(64 nivåer)", "(64 levels)"]);
}

#[test]
fn a_rule_has_so_many_findings_in_a_file() {
    let told = told(&site().with("content/notat/a.md", note("", &"[".repeat(5000))));
    let said = told.iter().filter(|(rule, ..)| *rule == "num-loose-ends").count();
    assert_eq!(said, 1001);
    assert!(told.iter().any(|(_, nb, en)| nb.starts_with("4000 funn til") && nb.contains("1000") && en.starts_with("4000 more")));
}

#[test]
fn a_table_has_so_many_sum_rows() {
    let rows = |sums: usize| format!("| a | Beløp |\n| --- | ---: |\n{}", "| b | 1 |\n| Sum | 1 |\n".repeat(sums));
    let left = |sums: usize| {
        let world = site().with("content/notat/a.md", note("", &rows(sums)));
        let checked = saksgang::pipeline::check(&world, &Request::default(), &mut Caches::default()).expect("memory never fails");
        checked.unchecked.iter().filter(|left| left.reason.nb.contains("over 500 sumrader")).count()
    };
    assert_eq!((left(500), left(501)), (0, 2));
}

#[test]
fn an_attachment_is_looked_into_so_far() {
    let zeros = vec![b' '; 33 * MIB];
    let part = zip(&[("[Content_Types].xml", b""), ("word/document.xml", &zeros)]);
    assert!(part.len() < MIB);
    exceeds("content/notat/a/a.docx", part, "att-size", ["32 MB", "32 MB"]);
    let parts: Vec<(String, &[u8])> = (0..9).map(|n| (format!("{n}.txt"), &zeros[..16 * MIB])).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    exceeds("content/notat/a/a.zip", zip(&parts), "att-size", ["128 MB", "128 MB"]);
    let mut packed = zip(&[("a.txt", b"a")]);
    for _ in 0..4 {
        packed = zip(&[("inni.zip", &packed)]);
    }
    exceeds("content/notat/a/a.zip", packed, "att-size", ["3 nivåer", "3 levels"]);
    let objects: String = (1..200_100).map(|n| format!("{n} 0 obj 1 endobj ")).collect();
    exceeds("content/notat/a/a.pdf", format!("%PDF-1.7\n{objects}\ntrailer << >>\n"), "att-size", ["200000 deler", "200000 parts"]);
    exceeds("content/notat/a/a.zip", vec![b'a'; 26 * MIB], "att-size", ["grensen er 25 MB", "the limit is 25 MB"]);
}
