//! Holds the code against ARCHITECTURE.md: the floors, the doors (law 3), the threads, and the size of files.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms that touch disk, clock, environment or terminal (law 3); `main` hands over to `cli`.
const DOORS: [&str; 5] = ["world", "publish", "serve", "cli", "main"];

/// Paths that lead to disk, clock, environment or terminal.
const OUTSIDE: [&str; 13] = [
    "std::fs",
    "std::env",
    "std::process",
    "std::time",
    "std::net",
    "std::io::stdout",
    "std::io::stderr",
    "std::io::stdin",
    "jiff::Zoned::now",
    "jiff::Timestamp::now",
    "walkdir",
    "tempfile",
    "notify",
];

/// Macros that print.
const PRINTING: [&str; 5] = ["println!", "eprintln!", "print!", "eprint!", "dbg!"];

struct SourceFile {
    /// Relative to `src`, with `/`.
    path: String,
    /// The room it belongs to.
    room: String,
    /// How deep its module lies: 1 for `src/x.rs`.
    depth: usize,
    /// As it stands.
    text: String,
    /// Without comments, texts and the tests at its end.
    code: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files() -> Vec<SourceFile> {
    let mut found = Vec::new();
    gather(&root().join("src"), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 30, "the source files were found");
    found
}

fn gather(folder: &Path, found: &mut Vec<SourceFile>) {
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            let path = path.strip_prefix(root().join("src")).expect("below src").to_string_lossy().replace('\\', "/");
            let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
            let code = without_words(text.split("#[cfg(test)]\nmod ").next().unwrap_or_default());
            found.push(SourceFile { room: parts[0].to_owned(), depth: parts.len(), code, text, path });
        }
    }
}

/// Rust without its comments and texts: what is left are names and signs.
fn without_words(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
            code.push('\n');
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            rest = raw.split_once("\"#").map_or("", |(_, after)| after);
        } else if let Some(after) = rest.strip_prefix("'\"'").or_else(|| rest.strip_prefix("'\\''")) {
            rest = after;
        } else if let Some(inside) = rest.strip_prefix('"') {
            rest = after_text(inside);
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

fn after_text(inside: &str) -> &str {
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            '"' if !escaped => return &inside[at + 1..],
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    ""
}

/// Every path of the code that begins with one of the words, groups (`a::{b, c}`) spelled out.
fn paths(code: &str, beginning: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(beginning) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        spell_out(&code[at..], "", &mut found);
    }
    found
}

/// Follows one path; gives back what stands after it.
fn spell_out<'c>(code: &'c str, prefix: &str, found: &mut Vec<String>) -> &'c str {
    let code = code.trim_start();
    if let Some(mut inside) = code.strip_prefix('{') {
        loop {
            inside = spell_out(inside, prefix, found).trim_start();
            match inside.strip_prefix(',') {
                Some(next) if !next.trim_start().starts_with('}') => inside = next,
                Some(next) => return next.trim_start().strip_prefix('}').unwrap_or(next),
                None => return inside.strip_prefix('}').unwrap_or(inside),
            }
        }
    }
    let end = code.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '*')).unwrap_or(code.len());
    let path = if prefix.is_empty() { code[..end].to_owned() } else { format!("{prefix}::{}", &code[..end]) };
    match code[end..].strip_prefix("::") {
        Some(rest) if end > 0 && !rest.starts_with('<') => spell_out(rest, &path, found),
        _ => {
            found.push(path);
            let rest = &code[end..];
            match rest.trim_start().strip_prefix("as ") {
                Some(alias) => alias.trim_start().trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'),
                None => rest,
            }
        }
    }
}

/// The rooms a file names, with the path as written.
fn rooms_named(file: &SourceFile) -> Vec<(String, String)> {
    let second = |path: &String| path.split("::").nth(1).map(|room| (room.to_owned(), path.clone()));
    let mut named: Vec<(String, String)> = paths(&file.code, "crate::").iter().filter_map(second).collect();
    named.extend(paths(&file.code, "saksgang::").iter().filter_map(second));
    for path in paths(&file.code, "super::") {
        let ups = path.split("::").take_while(|part| *part == "super").count();
        if ups >= file.depth {
            named.extend(path.split("::").nth(ups).map(|room| (room.to_owned(), path.clone())));
        }
    }
    named
}

fn architecture() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md")
}

/// The table of floors, as ARCHITECTURE.md has it.
fn floors() -> BTreeMap<String, u32> {
    let text = architecture();
    let table = text.split("| floor | room | holds |").nth(1).expect("the table of floors");
    table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            (cells[2].trim_matches('`').to_owned(), cells[1].parse().expect("a floor is a number"))
        })
        .collect()
}

#[test]
fn the_table_names_every_room_and_no_other() {
    let mut rooms: Vec<String> = files().into_iter().map(|file| file.room).filter(|room| room != "lib").collect();
    rooms.dedup();
    let listed: Vec<String> = floors().into_keys().collect();
    rooms.sort();
    assert_eq!(listed, rooms);
    assert!(architecture().lines().count() < 200, "ARCHITECTURE.md stays under 200 lines");
}

#[test]
fn a_room_uses_lower_floors_only() {
    let floors = floors();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files().iter().filter(|file| file.room != "lib") {
        for (room, path) in rooms_named(file) {
            let Some(floor) = floors.get(&room) else {
                wrong.push(format!("{}: `{path}` is no room; name the room it comes from", file.path));
                continue;
            };
            seen += 1;
            if room != file.room && *floor >= floors[&file.room] {
                wrong.push(format!("{} (floor {}) uses `{path}` (floor {floor})", file.path, floors[&file.room]));
            }
        }
    }
    assert!(seen > 50, "paths were found: {seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_doors_touch_disk_clock_environment_and_terminal() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !DOORS.contains(&file.room.as_str())) {
        for outside in OUTSIDE {
            let first = outside.split("::").next().unwrap_or(outside);
            for path in paths(&file.code, first) {
                if path == outside || path.starts_with(&format!("{outside}::")) {
                    wrong.push(format!("{}: `{path}`", file.path));
                }
            }
        }
        wrong.extend(PRINTING.iter().filter(|name| file.code.contains(*name)).map(|name| format!("{}: `{name}`", file.path)));
    }
    assert!(wrong.is_empty(), "law 3, only {DOORS:?} may:\n{}", wrong.join("\n"));
}

#[test]
fn only_work_computes_in_threads() {
    let wrong: Vec<String> = files()
        .iter()
        .filter(|file| file.room != "work")
        .flat_map(|file| {
            let rayon = paths(&file.code, "rayon");
            let threads = paths(&file.code, "std").into_iter().filter(|path| path.starts_with("std::thread"));
            let threads: Vec<String> = if DOORS.contains(&file.room.as_str()) { Vec::new() } else { threads.collect() };
            rayon.into_iter().chain(threads).map(|path| format!("{}: `{path}`", file.path)).collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_is_in_the_room_and_a_long_one_why() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| file.room != "main" && !file.path.ends_with("/tests.rs")) {
        let intro: Vec<&str> = file.text.lines().take_while(|line| line.starts_with("//!")).collect();
        let lines = file.text.lines().count();
        if intro.iter().map(|line| line.len()).sum::<usize>() < 20 {
            wrong.push(format!("{}: begins without a `//!` that says what is in it", file.path));
        }
        if lines > 400 && !intro.iter().any(|line| line.contains("Longer than 400 lines because")) {
            wrong.push(format!("{}: {lines} lines and no “Longer than 400 lines because …” in its `//!`", file.path));
        }
        let is_overlong = |line: &&str| line.trim_start().starts_with("//") && line.chars().count() > 140;
        if let Some(line) = file.text.lines().find(is_overlong) {
            wrong.push(format!("{}: a comment longer than the 140 letters of a line: {line}", file.path));
        }
        if ["TODO", "FIXME", "XXX"].iter().any(|word| file.text.contains(&format!("// {word}"))) {
            wrong.push(format!("{}: what is left to do belongs in an issue", file.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_scanner_sees_paths_where_they_stand() {
    let code = without_words("use crate::{a::{self, b}, c as d};\n// crate::no\nlet x = \"crate::no\"; crate::e::f(super::g::h); 'x: {}");
    assert_eq!(paths(&code, "crate::"), ["crate::a::self", "crate::a::b", "crate::c", "crate::e::f"]);
    assert_eq!(paths("use std::{io, fs as disk};", "std"), ["std::io", "std::fs"]);
    let file =
        SourceFile { path: "a/b.rs".into(), room: "a".into(), depth: 2, text: String::new(), code: "super::super::c::D; super::e".into() };
    assert_eq!(rooms_named(&file), [("c".to_owned(), "super::super::c::D".to_owned())]);
}
