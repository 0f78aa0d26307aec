//! How many words the text of every entry has: what a word's weight is divided by, so every query on texts needs it, once.
//!
//! In one file instead of beside every posting, where it was a third of all bytes. Column by column, as entries of one kind are about as
//! long, and the first of a run (minutes begin with approving the last ones) is not as long as the others; one sign each, counted from
//! where most lengths of the column lie, so that a web server's compression makes about six bits of one.

use super::packing;
use super::shards::{Part, put};

/// How many lengths have a sign of their own in a column; the last sign says that the length stands apart.
const NEAR: u32 = 90;

/// The file.
pub fn part(lengths: &[u32], kinds: &[usize], groups: &[u32]) -> Part {
    let mut columns: Vec<Vec<u32>> = Vec::new();
    let (mut firsts, mut before) = (groups.iter().peekable(), usize::MAX);
    for (entry, (length, kind)) in (0..).zip(lengths.iter().zip(kinds)) {
        let first = firsts.next_if_eq(&&entry).is_some() || *kind != before;
        before = *kind;
        let column = kind * 2 + usize::from(!first);
        if columns.len() <= column {
            columns.resize_with(column + 1, Vec::new);
        }
        if let Some(column) = columns.get_mut(column) {
            column.push(*length);
        }
    }
    let (mut bases, mut signs, mut rare) = (Vec::new(), Vec::new(), Vec::new());
    for column in columns {
        let base = nearest(&column);
        bases.push(base);
        for length in column {
            let place = length.checked_sub(base).filter(|place| *place < NEAR).unwrap_or(NEAR);
            signs.push(packing::sign(place as usize));
            if place == NEAR {
                packing::put(&mut rare, length);
            }
        }
    }
    let text = |packed: Vec<u8>| String::from_utf8(packed).unwrap_or_default();
    let bases = serde_json::to_string(&bases).unwrap_or_default();
    put("l", &format!("{bases},\"{}\",\"{}\"", text(signs), text(rare)))
}

/// Where to count from so that the most lengths are [`NEAR`]; the least such place.
fn nearest(column: &[u32]) -> u32 {
    let mut sorted = column.to_vec();
    sorted.sort_unstable();
    let near = |(begin, base): (usize, &u32)| sorted.partition_point(|length| length - base.min(length) < NEAR) - begin;
    let mut bases: Vec<(usize, &u32)> = sorted.iter().enumerate().collect();
    bases.dedup_by_key(|(_, base)| **base);
    bases.into_iter().rev().max_by_key(|base| near(*base)).map_or(0, |(_, base)| *base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_stand_by_kind_and_the_first_of_a_run_apart_from_the_others() {
        // Two groups: a document with two items, and another with two.
        assert_eq!(
            part(&[7, 2, 40, 8, 2, 41], &[0, 1, 1, 0, 1, 1], &[0, 3]).script.as_deref(),
            Some("saksgangSok.put(\"l\",[7,0,2,40],\"#$###$\",\"\");\n")
        );
        // The same kind in two groups is two runs.
        assert_eq!(part(&[7, 9], &[0, 0], &[0, 1]).script.as_deref(), Some("saksgangSok.put(\"l\",[7],\"#%\",\"\");\n"));
    }

    #[test]
    fn lengths_far_from_the_others_stand_apart() {
        assert_eq!(
            part(&[1000, 300, 301, 1001, 302], &[0; 5], &[0, 1, 2, 3, 4]).script.as_deref(),
            Some("saksgangSok.put(\"l\",[300],\"~#$~%\",\"rKrL\");\n")
        );
    }
}
