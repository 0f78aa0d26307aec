//! Postings cut into files by ranges of tokens: a query loads the files that its words and their continuations lie in.
//!
//! A token's postings are never split, and every list holds what its scores need, so that a score is the same as over the whole
//! index. Two families of shards: `t` for titles, people and bodies, small enough for beginnings of two letters, and `x` for the
//! text. Each shard has a second file of positions, which only phrases ask for.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::packing;
use super::postings::{List, Posted};

/// A script of the index: `saksgangSok.put(name, …)`.
pub struct Part {
    /// Its name, which is its file's too.
    pub name: String,
    /// Its text.
    pub script: String,
}

/// Where the shards begin: for each the shortest text that no token of the one before reaches.
#[derive(Debug, Serialize)]
pub struct Bounds {
    t: Vec<String>,
    x: Vec<String>,
}

/// A shard is closed once its postings are this long. Smaller ones cost requests and names, larger ones bytes that nobody asked for.
const LENGTH: usize = 12 * 1024;

/// The fields of each family, by their places.
const SHORT: &[usize] = &[0, 2, 3];
const TEXT: &[usize] = &[1];

/// Cuts all postings. In one file nothing is cut.
pub fn parts(tokens: &BTreeMap<&str, &Posted>, in_one: bool) -> (Vec<Part>, Bounds) {
    let length = if in_one { usize::MAX } else { LENGTH };
    let mut parts = Vec::new();
    let t = family('t', SHORT, tokens, length, &mut parts);
    let x = family('x', TEXT, tokens, length, &mut parts);
    (parts, Bounds { t, x })
}

/// A shard that is being filled.
#[derive(Default)]
struct Shard {
    tokens: String,
    postings: Vec<u8>,
    positions: Vec<u8>,
    last: String,
}

fn family(letter: char, fields: &[usize], tokens: &BTreeMap<&str, &Posted>, length: usize, parts: &mut Vec<Part>) -> Vec<String> {
    let mut bounds = Vec::new();
    let mut shard = Shard::default();
    let mut before = "";
    for (token, posted) in tokens {
        let lists: Vec<&List> = fields.iter().filter_map(|field| posted.lists.get(*field)).collect();
        if lists.iter().all(|list| list.entries == 0) {
            continue;
        }
        let size: usize = lists.iter().map(|list| list.packed.len()).sum();
        if bounds.is_empty() || (!shard.tokens.is_empty() && shard.postings.len() + size > length) {
            if !bounds.is_empty() {
                std::mem::take(&mut shard).close(letter, bounds.len() - 1, parts);
            }
            bounds.push(bound(before, token));
        }
        shard.add(token, &lists);
        before = token;
    }
    if !bounds.is_empty() {
        shard.close(letter, bounds.len() - 1, parts);
    }
    bounds
}

/// The shortest beginning of a token that lies after the token before.
fn bound(before: &str, token: &str) -> String {
    let same = before.chars().zip(token.chars()).take_while(|(a, b)| a == b).count();
    token.chars().take(same + 1).collect()
}

impl Shard {
    fn add(&mut self, token: &str, lists: &[&List]) {
        front_coded(&mut self.tokens, &self.last, token);
        token.clone_into(&mut self.last);
        for list in lists {
            packing::put(&mut self.postings, list.entries);
            if list.entries > 0 {
                packing::put(&mut self.postings, u32::try_from(list.packed.len()).unwrap_or(u32::MAX));
                self.postings.extend(&list.packed);
                packing::put(&mut self.positions, u32::try_from(list.positions.len()).unwrap_or(u32::MAX));
                self.positions.extend(&list.positions);
            }
        }
    }

    fn close(self, letter: char, number: usize, parts: &mut Vec<Part>) {
        let postings = String::from_utf8(self.postings).unwrap_or_default();
        let positions = String::from_utf8(self.positions).unwrap_or_default();
        let tokens = serde_json::to_string(&self.tokens).unwrap_or_default();
        parts.push(put(&format!("{letter}{number}"), &format!("{tokens},\"{postings}\"")));
        parts.push(put(&format!("{letter}p{number}"), &format!("\"{positions}\"")));
    }
}

/// Appends a word as how much it shares with the one before (in the browser's units of text), then the rest of it and a space.
pub fn front_coded(text: &mut String, before: &str, word: &str) {
    let same = before.chars().zip(word.chars()).take_while(|(a, b)| a == b);
    let (count, units) = same.fold((0, 0), |(count, units), (c, _)| (count + 1, units + c.len_utf16()));
    let mut shared = Vec::new();
    packing::put(&mut shared, u32::try_from(units).unwrap_or_default());
    text.push_str(&String::from_utf8(shared).unwrap_or_default());
    text.extend(word.chars().skip(count));
    text.push(' ');
}

/// A script that hands data to the client.
#[must_use]
pub fn put(name: &str, data: &str) -> Part {
    let mut script = String::with_capacity(data.len() + 32);
    let _ = writeln!(script, "saksgangSok.put(\"{name}\",{data});");
    Part { name: name.to_owned(), script }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(texts: u32) -> Posted {
        let mut lists: [List; 4] = Default::default();
        (lists[1].entries, lists[1].packed, lists[1].positions) = (texts, vec![b'#'; LENGTH / 2 - 10], vec![b'#'; 3]);
        Posted { written: "".into(), lists }
    }

    #[test]
    fn a_shard_begins_where_the_one_before_ends() {
        let (one, none) = (posted(1), posted(0));
        let tokens: BTreeMap<&str, &Posted> = [("budsjett", &one), ("budsjetter", &one), ("bygg", &one), ("tom", &none)].into();
        let (parts, bounds) = parts(&tokens, false);
        assert_eq!((bounds.t.len(), bounds.x.as_slice()), (0, ["b".to_owned(), "by".to_owned()].as_slice()));
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["x0", "xp0", "x1", "xp1"]);
        assert!(parts[0].script.starts_with("saksgangSok.put(\"x0\",\"#budsjett +er \",\""), "{}", &parts[0].script[..60]);
    }

    #[test]
    fn one_file_is_not_cut() {
        let one = posted(1);
        let tokens: BTreeMap<&str, &Posted> = [("a", &one), ("b", &one), ("c", &one), ("d", &one)].into();
        assert_eq!(parts(&tokens, true).1.x, ["a"]);
    }
}
