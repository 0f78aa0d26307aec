//! What a row of results shows, in files of a few groups each: a query loads them for the rows that it shows.
//!
//! Excerpts are cut from the pages themselves, which are published anyway and are then in the browser's cache when a result is
//! followed; a small site, which has one file, has the texts in it.

use serde_json::json;

use super::entries::Group;
use super::shards::{Part, put};

/// How many groups are in a file. Ten rows of ten groups load ten files: fewer groups are fewer bytes for a query, and more in all.
pub const TOGETHER: usize = 20;

/// What is shown of a group.
pub struct Row {
    shown: String,
    texts: Vec<String>,
}

impl Row {
    /// Takes what is shown of a group; the texts where excerpts are cut from them.
    #[must_use]
    pub fn of(group: &Group, with_texts: bool) -> Self {
        let below: Vec<&str> = group.entries.iter().skip(1).flat_map(|entry| [entry.title.as_str(), entry.place.as_str()]).collect();
        let texts = group.entries.iter().filter(|_| with_texts).map(|entry| entry.text.clone()).collect();
        Self { shown: json!([group.title, group.url, below]).to_string(), texts }
    }
}

/// The files of rows, and of texts.
pub fn parts(rows: &[Row], in_one: bool) -> Vec<Part> {
    let file = |(n, rows): (usize, &[Row])| {
        let shown: Vec<&str> = rows.iter().map(|row| row.shown.as_str()).collect();
        put(&format!("m{n}"), &format!("[{}]", shown.join(",")))
    };
    let mut parts: Vec<Part> = rows.chunks(TOGETHER).enumerate().map(file).collect();
    if in_one {
        let texts: Vec<&Vec<String>> = rows.iter().map(|row| &row.texts).collect();
        parts.push(put("e", &serde_json::to_string(&texts).unwrap_or_default()));
    }
    parts
}
