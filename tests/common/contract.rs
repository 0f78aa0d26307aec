//! The examples of docs/format.md: together they are a small invented site with a document of every type.
#![allow(clippy::expect_used, clippy::panic, dead_code, reason = "a test says what failed by failing, and uses what it needs")]

use saksgang::world::Memory;

/// The fenced files of a page: a fence's second word is the file's path.
#[must_use]
pub fn files(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let fence = &line[..ticks];
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        if let Some(path) = line[ticks..].split_whitespace().nth(1) {
            found.push((path.to_owned(), body.join("\n") + "\n"));
        }
    }
    found
}

/// The site that the examples of docs/format.md are, with its page of findings, and a former address of one of its documents.
#[must_use]
pub fn site() -> Memory {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/format.md");
    let page = std::fs::read_to_string(path).expect("docs/format.md");
    let text_of = |path: &str, text: String| if path == "site.toml" { text.replace("quality = false", "quality = true") } else { text };
    let add = |world: Memory, (path, text): (String, String)| world.with(&path, text_of(&path, text));
    let world = files(&page).into_iter().fold(Memory::default(), add);
    let moved = "---\ntype: side\ntittel: Flyttet side\nalias: [/gammel-side/]\n---\n\nSiden lå et annet sted før.\n";
    world.with("content/flyttet.md", moved)
}
