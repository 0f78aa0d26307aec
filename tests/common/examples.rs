//! The little sites in the rules' documentation; `tests/rules.rs` says how they are written.
#![allow(clippy::expect_used, clippy::panic, dead_code, reason = "a test says what failed by failing, and uses what it needs")]

use std::collections::BTreeMap;

use saksgang::pipeline::{Caches, Checked, Request, check};
use saksgang::rules::Record;
use saksgang::source::Span;
use saksgang::world::Memory;

use crate::common;

/// A little site of a rule's documentation.
pub struct Example {
    pub rule: &'static str,
    pub line: usize,
    pub fires: bool,
    pub base: bool,
    pub request: Request,
    pub also: Vec<String>,
    pub files: BTreeMap<String, Vec<u8>>,
    pub marks: Vec<(String, Span)>,
}

/// The examples of a rule.
pub fn examples(rule: &'static Record) -> Vec<Example> {
    let mut found = Vec::new();
    let mut lines = rule.document.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        let Some(words) = line.strip_prefix("```site ") else { continue };
        let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        found.push(example(rule.name, n + 1, words, &body));
    }
    found
}

fn example(rule: &'static str, line: usize, words: &str, body: &[&str]) -> Example {
    let mut example = Example {
        rule,
        line,
        fires: words.split_whitespace().next() == Some("fires"),
        base: false,
        request: Request { as_of: "2020-01-01".parse().ok(), ..Request::default() },
        also: Vec::new(),
        files: BTreeMap::new(),
        marks: Vec::new(),
    };
    for word in words.split_whitespace() {
        match word.split_once('=') {
            None if word == "fires" || word == "silent" => {}
            None if word == "base" => example.base = true,
            None if word == "drafts" => example.request.drafts = true,
            Some(("as-of", date)) => example.request.as_of = Some(date.parse().expect("a date")),
            Some(("audience", name)) => example.request.audience = Some(name.to_owned()),
            Some(("also", rules)) => example.also = rules.split(',').map(str::to_owned).collect(),
            _ => panic!("{rule}: unknown word “{word}” in the example at line {line}"),
        }
    }
    let mut path: Option<String> = None;
    let mut text = String::new();
    for row in body.iter().copied().chain(["=== "]) {
        if let Some(next) = row.strip_prefix("=== ") {
            if let Some(path) = path.replace(next.trim().to_owned()) {
                let (bytes, marks) = match path.strip_suffix(" as zip") {
                    Some(_) => (pack(&text), Vec::new()),
                    None => unmark(&text),
                };
                let path = path.trim_end_matches(" as zip").to_owned();
                example.marks.extend(marks.into_iter().map(|span| (path.clone(), span)));
                example.files.insert(path, bytes);
            }
            text.clear();
        } else {
            text.push_str(row);
            text.push('\n');
        }
    }
    example
}

/// An archive of the files whose names stand behind `--- `, packed by a writer that is not ours.
fn pack(text: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for file in text.split("--- ").skip(1) {
        let (name, content) = file.split_once('\n').expect("a name on its line");
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file in the archive");
        std::io::Write::write_all(&mut zip, content.as_bytes()).expect("memory never fails");
    }
    zip.finish().expect("memory never fails").into_inner()
}

/// Takes the marks out. Offsets are those of the text as the program shows it, which for a byte of its own is Windows-1252's letter.
fn unmark(text: &str) -> (Vec<u8>, Vec<Span>) {
    let (mut bytes, mut marks, mut open, mut shown) = (Vec::new(), Vec::new(), Vec::new(), 0usize);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '⟦' => open.push(shown),
            '⟧' => marks.push(Span::new(open.pop().expect("an opening mark"), shown)),
            '⟨' => {
                let (hex, after) = rest.split_once('⟩').expect("a closing ⟩");
                let byte = u8::from_str_radix(hex, 16).expect("a byte");
                bytes.push(byte);
                shown += saksgang::source::windows_1252(byte).len_utf8();
                rest = after;
            }
            _ => {
                let mut buffer = [0; 4];
                let encoded = c.encode_utf8(&mut buffer).as_bytes();
                bytes.extend_from_slice(encoded);
                shown += encoded.len();
            }
        }
    }
    assert!(open.is_empty(), "an opening mark without its end");
    (bytes, marks)
}

/// The site that an example lays out.
pub fn world(example: &Example) -> Memory {
    let mut world = if example.base { common::base() } else { Memory::default() };
    if !example.base {
        world = world.with("site.toml", "format = 1\ntitle = \"Prøve\"\n");
    }
    world.files.extend(example.files.clone());
    world
}

/// Checks it.
pub fn run(example: &Example) -> Checked {
    check(&world(example), &example.request, &mut Caches::default()).expect("memory never fails")
}
