//! The rules' own documentation as tests: every `.md` beside a rule holds little sites, fenced as `site`.
//!
//! In the first line: `fires` or `silent`; `base` lays them over the small site in `tests/base/`; `as-of=DATE`, `audience=NAME`,
//! `drafts` as on the command line; `also=rule,rule` names rules that speak there too. Files begin with `=== path`.
//! `⟦…⟧` marks the exact range of a finding of this rule (empty for a place); in `silent` sites nothing is marked.
//! `⟨E5⟩` stands for that byte, for files that are not UTF-8. `=== path as zip` is an archive, its files begin with `--- name`.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;

use std::collections::BTreeMap;

use saksgang::diagnostic::{Level, Tongue};
use saksgang::pipeline::{Caches, Checked, Request, check};
use saksgang::report::text::{TextOptions, render};
use saksgang::rules::{ALL, Record};
use saksgang::source::Span;
use saksgang::world::Memory;

struct Example {
    rule: &'static str,
    line: usize,
    fires: bool,
    base: bool,
    request: Request,
    also: Vec<String>,
    files: BTreeMap<String, Vec<u8>>,
    marks: Vec<(String, Span)>,
}

fn examples(rule: &'static Record) -> Vec<Example> {
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
    let raw = text.contains('⟨');
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
                shown += if raw { encoded.iter().map(|b| saksgang::source::windows_1252(*b).len_utf8()).sum() } else { encoded.len() };
            }
        }
    }
    assert!(open.is_empty(), "an opening mark without its end");
    (bytes, marks)
}

fn run(example: &Example) -> Checked {
    let mut world = if example.base { common::base() } else { Memory::default() };
    if !example.base {
        world = world.with("site.toml", "format = 1\ntitle = \"Prøve\"\n");
    }
    world.files.extend(example.files.clone());
    check(&world, &example.request, &mut Caches::default()).expect("memory never fails")
}

fn verify(example: &Example, problems: &mut Vec<String>) {
    let checked = run(example);
    let at = |place: saksgang::source::Place| {
        (checked.site.sources.get(place.source).map_or_else(String::new, |source| source.path.clone()), place.span)
    };
    let mut found: Vec<(String, Span)> =
        checked.diagnostics.iter().filter(|d| d.finding.rule == example.rule).map(|d| at(d.finding.place)).collect();
    let mut wanted = example.marks.clone();
    found.sort();
    wanted.sort();
    let shown = || render(&checked.diagnostics, &checked.site.sources, TextOptions { tongue: Tongue::English, colour: false });
    let name = format!("{} line {}", example.rule, example.line);
    if found != wanted {
        problems.push(format!("{name}: wanted {wanted:?}, found {found:?}\n{}", shown()));
    }
    if example.fires == wanted.is_empty() {
        problems.push(format!("{name}: a firing example needs marks, a silent one has none"));
    }
    let others: Vec<&str> = checked
        .diagnostics
        .iter()
        .filter(|d| d.level > Level::Info && d.finding.rule != example.rule)
        .map(|d| d.finding.rule)
        .filter(|rule| !example.also.iter().any(|also| also == rule))
        .collect();
    if !others.is_empty() {
        problems.push(format!("{name}: other rules speak too: {others:?}\n{}", shown()));
    }
}

#[test]
fn the_base_site_is_silent() {
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    let checked = check(&common::base(), &request, &mut Caches::default()).expect("memory never fails");
    let text = render(&checked.diagnostics, &checked.site.sources, TextOptions { tongue: Tongue::English, colour: false });
    assert!(checked.diagnostics.iter().all(|d| d.level <= Level::Info), "{text}");
    assert_eq!(checked.site.documents.len(), 3, "the base site was read");
}

#[test]
fn every_example_does_what_it_says() {
    let mut problems = Vec::new();
    for rule in ALL {
        for example in examples(rule) {
            verify(&example, &mut problems);
        }
    }
    assert!(problems.is_empty(), "{} problems:\n\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_rule_is_documented_and_has_both_kinds_of_example() {
    for rule in ALL {
        let document = rule.document;
        assert!(document.starts_with(&format!("# {}\n", rule.name)), "{}: the title", rule.name);
        for part in ["\n## Why\n", "\n## How to mend it\n", "\n## På norsk\n", "\n## Examples\n"] {
            assert!(document.contains(part), "{}: {part:?} is missing", rule.name);
        }
        let examples = examples(rule);
        assert!(examples.iter().any(|example| example.fires), "{}: an example that fires", rule.name);
        assert!(examples.iter().any(|example| !example.fires), "{}: a near miss", rule.name);
    }
}

#[test]
fn the_list_is_sorted_and_whole() {
    let names: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
    assert!(names.is_sorted(), "sorted: {names:?}");
    let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules"))
        .expect("the rules' folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".md").map(|name| name.replace('_', "-")))
        .collect();
    files.sort();
    assert_eq!(names, files, "one .md for each rule, and the other way round");
}
