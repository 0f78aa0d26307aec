//! How many words the text of every entry has: what a word's weight is divided by, so every query on texts needs it, once.
//!
//! In one file instead of beside every posting, where it was a third of all bytes. Kind by kind, as entries of one kind are about as
//! long; the most used lengths are one sign each, so that a web server's compression makes about six bits of one.

use std::collections::HashMap;

use super::packing;
use super::shards::{Part, put};

/// The file.
pub fn part(lengths: &[u32], kinds: &[usize]) -> Part {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    lengths.iter().for_each(|length| *counts.entry(*length).or_default() += 1);
    let mut table: Vec<(u32, usize)> = counts.into_iter().collect();
    table.sort_unstable_by_key(|(length, count)| (std::cmp::Reverse(*count), *length));
    table.truncate(packing::SIGNS - 1);
    let table: Vec<u32> = table.into_iter().map(|(length, _)| length).collect();
    let places: HashMap<u32, usize> = table.iter().zip(0..).map(|(length, place)| (*length, place)).collect();
    let mut columns: Vec<Vec<u8>> = Vec::new();
    let mut rare = Vec::new();
    for (length, kind) in lengths.iter().zip(kinds) {
        let place = places.get(length).copied().unwrap_or_else(|| {
            packing::put(&mut rare, *length);
            packing::SIGNS - 1
        });
        if columns.len() <= *kind {
            columns.resize_with(kind + 1, Vec::new);
        }
        if let Some(column) = columns.get_mut(*kind) {
            column.push(packing::sign(place));
        }
    }
    let text = |packed: Vec<u8>| String::from_utf8(packed).unwrap_or_default();
    let table = serde_json::to_string(&table).unwrap_or_default();
    put("l", &format!("{table},\"{}\",\"{}\"", text(columns.concat()), text(rare)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_stand_kind_by_kind_and_rare_ones_apart() {
        assert_eq!(part(&[7, 2, 7, 0], &[0, 1, 0, 1]).script, "saksgangSok.put(\"l\",[7,0,2],\"##%$\",\"\");\n");
        let many: Vec<u32> = (0..100).collect();
        let script = part(&many, &[0; 100]).script;
        assert!(script.contains("~~~~~~~~~~\","), "{script}");
    }
}
