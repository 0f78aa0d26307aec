//! Law 8 on the real content: random words are put into documents and decisions made exempt – into title, file name, fields, headings,
//! text, tables, code, links, alternative texts, names and bytes of attachments – and looked for in every byte of every file that would be
//! published, unpacked too, for both audiences. Then the same for national id numbers that no rule sees.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Mutex};

use saksgang::judge::LastLook;
use saksgang::output::{Artifact, Output};
use saksgang::pages::search::export;
use saksgang::pipeline::{self, Built, Caches, Request, build};
use saksgang::work::{Key, Store};
use saksgang::world::{Memory, World};

/// Sites made, each with other documents made exempt: every document is once. `SAKSGANG_ROUNDS` asks for more.
const ROUNDS: u64 = 2;
/// Letters of a canary that are looked for: no stem, and no excerpt, is shorter.
const SOUGHT: usize = 9;

/// Makes up words that no Norwegian text has.
struct Words {
    seed: u64,
    made: Vec<String>,
}

impl Words {
    fn random(&mut self, below: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).expect("31 bits") % below
    }

    fn canary(&mut self) -> String {
        let mut word = String::from("zq");
        for _ in 0..5 {
            word.push(char::from(b"bdfgkprtvx"[self.random(10)]));
            word.push(char::from(b"aiouy"[self.random(5)]));
        }
        self.made.push(word.clone());
        word
    }
}

/// The repository's own content, with everything that a site can ask for.
fn real() -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let settings = std::fs::read_to_string(root.join("site.toml")).expect("site.toml");
    assert!(settings.contains("quality = true") && settings.contains("[accessibility]"), "pages that only some sites have");
    let mut world = Memory::default().with("site.toml", format!("{settings}\n[search]\nelasticlunr = true\n"));
    for entry in walkdir::WalkDir::new(root.join("content")).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            world.files.insert(path, std::fs::read(entry.path()).expect("a file"));
        }
    }
    world
}

/// Replaces a word where it stands by itself.
fn replace_word(text: &str, from: &str, to: &str) -> String {
    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(from) {
        let (before, after) = (&rest[..at], &rest[at + from.len()..]);
        out.push_str(before);
        let alone = !before.chars().next_back().is_some_and(part) && !after.chars().next().is_some_and(part);
        out.push_str(if alone { to } else { from });
        rest = after;
    }
    out + rest
}

/// Makes a document exempt and puts canaries into it, its name, and its attachments; what refers to it goes on referring to it.
fn hide(world: &mut Memory, path: &str, words: &mut Words, exempt: bool) {
    let bytes = world.files.remove(path).expect("the document");
    let text = String::from_utf8(bytes).expect("UTF-8").replace("\r\n", "\n");
    let (front, body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter");
    let mut lines = Vec::new();
    let id = path.trim_start_matches("content/").trim_end_matches(".md");
    let folder = format!("content/{id}/");
    for line in front.lines() {
        let trimmed = line.trim_start().trim_start_matches("- ");
        if ["tilgang:", "hjemmel:", "alias:", "arkivref:"].iter().any(|key| line.starts_with(key)) {
            continue;
        }
        let (key, value) = trimmed.split_once(": ").unwrap_or((trimmed, ""));
        let free = ["tittel", "sammendrag", "sted", "tekst", "merknad", "leveranse", "post", "navn", "rolle", "hva"].contains(&key);
        if free && !value.is_empty() && !value.starts_with(['|', '>', '"', '\'', '{', '[']) {
            lines.push(format!("{line} {}", words.canary()));
        } else if trimmed.starts_with("{fil: ") || key == "fil" {
            let name = trimmed.split_once("fil: ").map_or("", |(_, rest)| rest.split([',', '}']).next().unwrap_or_default().trim());
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
            let renamed = format!("{stem}-{}.{ending}", words.canary());
            let held = [format!("{folder}{name}"), format!("{}/{name}", path.rsplit_once('/').map_or("", |(folder, _)| folder))];
            for held in held {
                if let Some(mut bytes) = world.files.remove(&held) {
                    bytes.extend(format!("\n{}\n", words.canary()).bytes());
                    world.files.insert(held.replace(name, &renamed), bytes);
                    break;
                }
            }
            lines.push(line.replace(name, &renamed));
        } else {
            lines.push(line.to_owned());
        }
    }
    if exempt {
        lines.push("tilgang: unntatt\nhjemmel: offentleglova § 13".to_owned());
    }
    lines.push(format!("alias: [/{}/]\narkivref: {}", words.canary(), words.canary()));
    if !front.contains("\ntema:") {
        lines.push(format!("tema: [{}]", words.canary()));
    }
    let mut parts = String::new();
    for line in body.lines() {
        let heading = line.starts_with('#') && line.contains("# ");
        let (title, attributes) = line.split_once(" {").map_or((line, String::new()), |(title, rest)| (title, format!(" {{{rest}")));
        if heading {
            parts.push_str(&format!(
                "{title} {}{attributes}\n\nDet gjelder {} og [lenken {}](https://example.org/{}).\n",
                words.canary(),
                words.canary(),
                words.canary(),
                words.canary()
            ));
        } else {
            parts.push_str(line);
            parts.push('\n');
        }
    }
    let image = words.canary();
    world.files.insert(format!("{folder}{image}.png"), format!("\u{89}PNG {image}").into_bytes());
    parts.push_str(&format!(
        "\n![{} i bildet]({}/{image}.png)\n\n| {} | Tall |\n| --- | --- |\n| {} | 1 |\n\n```\n{}\n```\n\nNote[^n].\n\n[^n]: {}\n",
        words.canary(),
        id.rsplit('/').next().unwrap_or_default(),
        words.canary(),
        words.canary(),
        words.canary(),
        words.canary()
    ));
    let renamed = format!("{id}-{}", words.canary());
    let text = format!("---\n{}\n---\n{parts}", lines.join("\n"));
    let (old_name, new_name) = (id.rsplit('/').next().unwrap_or_default(), renamed.rsplit('/').next().unwrap_or_default());
    let moved: Vec<String> = world.files.keys().filter(|file| file.starts_with(&folder) && !file.ends_with(".md")).cloned().collect();
    for file in moved {
        if let Some(bytes) = world.files.remove(&file) {
            world.files.insert(file.replace(&folder, &format!("content/{renamed}/")), bytes);
        }
    }
    world.files.insert(format!("content/{renamed}.md"), text.replace(&format!("]({old_name}/"), &format!("]({new_name}/")).into_bytes());
    for (name, bytes) in &mut world.files {
        if name.ends_with(".md") || name.ends_with(".yaml") {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let text = replace_word(&text, id, &renamed).replace(&format!("{old_name}.md"), &format!("{new_name}.md"));
            *bytes = text.into_bytes();
        }
    }
}

/// Makes the first decision of some minutes exempt, where that can be done line by line.
fn hide_decision(world: &mut Memory, path: &str, words: &mut Words) {
    let text = String::from_utf8(world.files[path].clone()).expect("UTF-8");
    if text.contains("\ntilgang: unntatt") {
        return;
    }
    let Some((before, after)) = text.split_once("\nvedtak:\n  - id: ") else { return };
    let Some((id, after)) = after.split_once('\n') else { return };
    let own_lines = after.split_inclusive('\n').take_while(|line| line.starts_with("    ")).map(str::len).sum::<usize>();
    let sak: String = after[..own_lines].lines().filter(|line| line.starts_with("    sak:")).map(|line| format!("{line}\n")).collect();
    let own = format!(
        "\nvedtak:\n  - id: {id}\n{sak}    tittel: Om {}\n    tekst: Det er {}.\n    unntatt: ja\n    hjemmel: offentleglova § 13\n",
        words.canary(),
        words.canary()
    );
    world.files.insert(path.to_owned(), format!("{before}{own}{}", &after[own_lines..]).into_bytes());
}

/// Everything that would be published, by path, unpacked where it is packed.
fn published(world: &Memory, output: &Output) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for (path, artifact) in &output.files {
        let bytes = match artifact {
            Artifact::Bytes(bytes) => bytes.to_vec(),
            Artifact::Copy { from } => world.read(from).expect("it is there"),
            Artifact::Laid { .. } => panic!("{path} lies in memory"),
        };
        if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
            for n in 0..archive.len() {
                let mut inside = Vec::new();
                let mut file = archive.by_index(n).expect("a file in an archive");
                let _ = file.read_to_end(&mut inside);
                files.insert(format!("{path}!{n}"), inside);
            }
        }
        for unpack in [miniz_oxide::inflate::decompress_to_vec_zlib, miniz_oxide::inflate::decompress_to_vec] {
            let skipped = if bytes.starts_with(&[0x1f, 0x8b]) { 10 } else { 0 };
            if let Ok(unpacked) = unpack(&bytes[skipped..]) {
                files.insert(format!("{path}!unpacked"), unpacked);
            }
        }
        files.insert(path.clone(), bytes);
    }
    files
}

/// What the search has, in one piece: the words of its index, which lie there letter by letter, and what the export hands on.
fn sought_in(made: &Built, files: &mut BTreeMap<String, Vec<u8>>) {
    fn words(node: &serde_json::Value, before: &str, found: &mut Vec<String>) {
        let inner = node.as_object().expect("a node of the index");
        if inner.get("df").and_then(serde_json::Value::as_u64).is_some_and(|many| many > 0) {
            found.push(before.to_owned());
        }
        for (letter, below) in inner.iter().filter(|(letter, _)| letter.chars().count() == 1) {
            words(below, &format!("{before}{letter}"), found);
        }
    }
    let index: serde_json::Value = serde_json::from_slice(&files["sok/elasticlunr.json"]).expect("an index");
    let mut found = Vec::new();
    for field in index["index"].as_object().expect("fields").values() {
        words(&field["root"], "", &mut found);
    }
    assert!(found.len() > 1000 && found.iter().any(|word| word == "nordland"), "the index's words: {}", found.len());
    files.insert("sok/elasticlunr.json!words".to_owned(), found.join(" ").into_bytes());
    files.insert("export search".to_owned(), export::ndjson(&made.checked.site, "saksgang").into_bytes());
}

/// The places where a canary got out.
fn leaks(files: &BTreeMap<String, Vec<u8>>, words: &Words) -> Vec<String> {
    let sought: HashMap<&str, &str> = words.made.iter().map(|word| (&word[..SOUGHT], word.as_str())).collect();
    let mut found = Vec::new();
    for (path, bytes) in files {
        let text = format!("{path}\n{}", String::from_utf8_lossy(bytes)).to_lowercase();
        for (at, _) in text.match_indices("zq") {
            let Some(word) = text.get(at..at + SOUGHT).and_then(|begun| sought.get(begun)) else { continue };
            let before: String = text[..at].chars().rev().take(50).collect::<Vec<_>>().into_iter().rev().collect();
            found.push(format!("{word} in {path}: …{before}{}…", text[at..].chars().take(30).collect::<String>()));
        }
    }
    found
}

fn built(world: &Memory, audience: &str) -> Built {
    let request = Request { as_of: "2020-01-01".parse().ok(), audience: Some(audience.to_owned()), ..Request::default() };
    build(world, &request, &mut Caches::default()).expect("memory never fails")
}

#[test]
fn no_random_word_of_what_is_exempt_is_published() {
    let (mut looked_for, mut files_read) = (0, 0);
    let rounds = std::env::var("SAKSGANG_ROUNDS").ok().and_then(|many| many.parse().ok()).unwrap_or(ROUNDS);
    for round in 0..rounds {
        let mut words = Words { seed: 77 + round, made: Vec::new() };
        let mut world = real();
        let documents: Vec<String> = world.files.keys().filter(|path| path.ends_with(".md")).cloned().collect();
        for path in documents.iter().skip(usize::try_from(round).expect("small")).step_by(usize::try_from(rounds).expect("small")) {
            hide(&mut world, path, &mut words, true);
        }
        let left: Vec<String> = world.files.keys().filter(|path| path.contains("/referat/") && path.ends_with(".md")).cloned().collect();
        for path in left {
            hide_decision(&mut world, &path, &mut words);
        }
        for audience in ["intern", "offentlig"] {
            let made = built(&world, audience);
            assert!(made.output.files.len() > 100, "a site was made");
            let mut files = published(&world, &made.output);
            sought_in(&made, &mut files);
            let leaks = leaks(&files, &words);
            assert!(leaks.is_empty(), "round {round}, {audience}: {} leaks\n{}", leaks.len(), leaks.join("\n"));
            looked_for += words.made.len();
            files_read += files.len();
        }
    }
    println!("canaries looked for: {looked_for}, in {files_read} files");
}

#[test]
fn the_same_words_are_found_where_nothing_is_exempt() {
    let mut words = Words { seed: 5, made: Vec::new() };
    let mut world = real();
    let documents: Vec<String> = world.files.keys().filter(|path| path.ends_with(".md")).cloned().collect();
    let plans = documents.iter().filter(|path| path.starts_with("content/organisasjonsplan/"));
    let chosen: BTreeSet<&String> = documents.iter().step_by(7).chain(plans).collect();
    for path in chosen {
        hide(&mut world, path, &mut words, false);
    }
    let made = built(&world, "intern");
    let mut files = published(&world, &made.output);
    sought_in(&made, &mut files);
    let all: Vec<String> = leaks(&files, &words);
    let seen = words.made.iter().filter(|word| all.iter().any(|leak| leak.starts_with(word.as_str()))).count();
    assert!(seen * 10 >= words.made.len() * 8, "only {seen} of {} canaries are seen where they may be", words.made.len());
    let somewhere = |part: &str| all.iter().any(|leak| leak.contains(part));
    for place in [
        "in api/",
        ".json",
        "in sok/",
        "sok/elasticlunr.json!words",
        "export search",
        ".csv",
        ".atom",
        ".xml",
        "in tema/",
        "<tspan",
        "alt=",
    ] {
        assert!(somewhere(place), "{place} is looked into: {all:#?}");
    }
}

/// 1 January 1985, synthetic: 80 is added to the month.
const ID: &str = "01818512089";

#[test]
fn a_number_that_no_rule_sees_stops_the_build() {
    let site = built(&common::base(), "intern").checked.site;
    let holds = |path: &str, text: &str| {
        let mut output = Output::default();
        output.put(path, text.as_bytes());
        !LastLook::new(&site).leaking(&output).is_empty()
    };
    let (first, rest) = ID.split_at(6);
    for (path, text) in [
        ("a.html", format!("<p>{ID}</p>")),
        ("a.html", format!("<p>{first} <b>{rest}</b></p>")),
        ("a.html", format!("<p>{first}<wbr>{rest}</p>")),
        ("a.html", format!("<p>{first}&nbsp;{rest}, &#48;{}</p>", &ID[1..])),
        ("a.html", format!("<img alt=\"{ID}\" src=\"x.png\">")),
        ("a.json", format!("{{\"a\": [\"{ID}\"]}}")),
        ("a.json", format!("{{\"{ID}\": 1}}")),
        ("a.ics", format!("SUMMARY:{}\r\n {}", &ID[..4], &ID[4..])),
        ("a.csv", format!("navn;{ID}")),
        (&format!("{ID}/index.html") as &str, "x".to_owned()),
    ] {
        assert!(holds(path, &text), "{path}: {}", text.replace(ID, "<id>"));
    }
    let wrong = format!("{}0", &ID[..10]);
    for (path, text) in [
        ("a.html", format!("<p>{wrong}</p>")),
        ("a.html", format!("<td>{first}</td><td>{rest}</td>")),
        ("a.html", format!("<p class=\"x{ID}\">1</p>")),
        ("a.json", format!("[{}]", ID.trim_start_matches('0'))),
        ("_/site.css", format!("a{{order:{ID}}}")),
    ] {
        assert!(!holds(path, &text), "{path}: {text}");
    }
}

#[test]
fn what_a_rule_has_judged_is_not_judged_again() {
    let note = format!("---\ntype: notat\ntittel: Prøve\ndato: 2019-02-01\n---\nEt oppdiktet nummer: {ID}.\n");
    let made = built(&common::base().with("content/notat/a.md", note.clone()), "intern");
    assert_eq!(LastLook::new(&made.checked.site).leaking(&made.output), Vec::<String>::new());
    let exempt = note.replace("dato:", "tilgang: unntatt\nhjemmel: offentleglova § 13\ndato:");
    let site = built(&common::base().with("content/notat/a.md", exempt), "intern").checked.site;
    let mut leaking = Output::default();
    leaking.put("a.html", ID.as_bytes());
    assert_eq!(LastLook::new(&site).leaking(&leaking), ["a.html"], "a source that is kept from the audience excuses nothing");
}

/// A store that keeps what it is given for a test to look at.
#[derive(Default)]
struct Given(Mutex<Vec<(String, Vec<u8>)>>);

impl Store for Given {
    fn find(&self, _path: &str, _key: &Key) -> Option<Artifact> {
        None
    }

    fn put(&self, path: &str, _key: Option<Key>, bytes: Vec<u8>) -> Artifact {
        self.0.lock().expect("no thread failed").push((path.to_owned(), bytes.clone()));
        Artifact::Bytes(bytes.into())
    }

    fn keep(&self, _key: Key, _bytes: &Arc<[u8]>) {}

    fn noted(&self, _key: &Key) -> Option<Arc<[u8]>> {
        None
    }

    fn note(&self, _key: Key, _bytes: Vec<u8>) {}
}

#[test]
fn a_page_with_a_number_that_may_not_go_out_is_never_laid_where_it_would() {
    let world = common::base().with("themes/navet/templates/lost.html", format!("<p>{} {}</p>", &ID[..6], &ID[6..]));
    let (request, store) = (Request { as_of: "2020-01-01".parse().ok(), ..Request::default() }, Given::default());
    let checked = pipeline::check(&world, &request, &mut Caches::default()).expect("memory never fails");
    let made = pipeline::make(&world, checked, &store);
    assert_eq!(made.leaking, ["404.html"]);
    let given = store.0.into_inner().expect("no thread failed");
    let paths: Vec<&str> = given.iter().map(|(path, _)| path.as_str()).collect();
    assert!(paths.contains(&"index.html") && !paths.contains(&"404.html"), "{paths:?}");
}
