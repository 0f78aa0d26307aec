//! What the files of a large site's search are called: each by its part and a mark of its content, so that an edit gives new names to
//! what it changes and to few others, and no cache mixes two sites.
//!
//! The marks are in the start file, where each of them weighs as much as a short word: some neighbours share one. `static/sok-les.js`
//! finds a file by them.

use std::collections::BTreeMap;

use super::shards::Part;
use crate::work::Key;

/// The folder of the files, below the site's root.
pub const FOLDER: &str = "sok/data/";
/// The files of rows, which seldom change.
const ROWS: char = 'm';
/// How many letters and digits a mark has: one in sixty million is another's.
const SIGNS: usize = 5;

/// The marks of each kind of parts in turns, by the letter that its names begin with.
pub type Marks = BTreeMap<char, String>;

/// The kind of a part and its mark's place among those of its kind: two shards share one, with their positions, and eight files of rows.
fn place(name: &str) -> (char, usize) {
    let number: usize = name.trim_start_matches(|sign: char| !sign.is_ascii_digit()).parse().unwrap_or(0);
    let kind = name.chars().next().unwrap_or_default();
    (kind, number / if kind == ROWS { 8 } else { 2 })
}

/// The marks of some parts.
#[must_use]
pub fn marks(parts: &[Part]) -> Marks {
    let mut together: BTreeMap<(char, usize), Vec<&[u8]>> = BTreeMap::new();
    for part in parts {
        together.entry(place(&part.name)).or_default().push(&part.key.0);
    }
    let mut marks = Marks::new();
    for ((kind, _), keys) in together {
        marks.entry(kind).or_default().push_str(&mark(&Key::of(&keys)));
    }
    marks
}

/// Where a part lies, below the site's root.
#[must_use]
pub fn path(marks: &Marks, part: &str) -> String {
    let (kind, nth) = place(part);
    let mark = marks.get(&kind).and_then(|marks| marks.get(nth * SIGNS..(nth + 1) * SIGNS)).unwrap_or_default();
    format!("{FOLDER}{part}-{mark}.js")
}

/// A key in few letters and digits, all small, as some disks do not tell `A` from `a`.
fn mark(key: &Key) -> String {
    let mut number = key.0.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
    let mut sign = || {
        let digit = number % 36;
        number /= 36;
        char::from_digit(u32::try_from(digit).unwrap_or(0), 36).unwrap_or('0')
    };
    (0..SIGNS).map(|_| sign()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::search::shards::put;

    #[test]
    fn what_changes_gives_new_names_to_its_neighbours_alone() {
        let parts = |other: usize| -> Vec<Part> {
            let shard = |n: usize| put(&format!("x{n}"), if n == other { "1" } else { "0" });
            (0..30).map(shard).chain([put("xp3", "0"), put("l", "0"), put("m9", "0"), put("m15", "0")]).collect()
        };
        let names = |parts: &[Part]| -> Vec<String> {
            let marks = marks(parts);
            parts.iter().map(|part| path(&marks, &part.name)).collect()
        };
        let (before, after) = (names(&parts(99)), names(&parts(9)));
        assert!(before[9].starts_with("sok/data/x9-") && before[9].len() == "sok/data/x9-abcde.js".len(), "{}", before[9]);
        let changed: Vec<usize> = (0..before.len()).filter(|n| before[*n] != after[*n]).collect();
        assert_eq!(changed, [8, 9]);
        assert_eq!(before[3].trim_start_matches("sok/data/x3"), before[30].trim_start_matches("sok/data/xp3"));
        assert_eq!(before[32].trim_start_matches("sok/data/m9"), before[33].trim_start_matches("sok/data/m15"));
    }
}
