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
/// How many neighbours share a mark.
const TOGETHER: usize = 8;
/// How many letters and digits a mark has: one in sixty million is another's.
const SIGNS: usize = 5;

/// The marks of each kind of parts in turns, by the letter that its names begin with.
pub type Marks = BTreeMap<char, String>;

/// The kind of a part and its place among its kind; a shard and its positions have the same.
fn place(name: &str) -> (char, usize) {
    let number = name.trim_start_matches(|sign: char| !sign.is_ascii_digit());
    (name.chars().next().unwrap_or_default(), number.parse().unwrap_or(0))
}

/// The marks of some parts.
#[must_use]
pub fn marks(parts: &[Part]) -> Marks {
    let mut together: BTreeMap<(char, usize), Vec<&[u8]>> = BTreeMap::new();
    for part in parts {
        let (kind, number) = place(&part.name);
        together.entry((kind, number / TOGETHER)).or_default().push(&part.key.0);
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
    let (kind, number) = place(part);
    let at = number / TOGETHER * SIGNS;
    let mark = marks.get(&kind).and_then(|marks| marks.get(at..at + SIGNS)).unwrap_or_default();
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
            let number = |n: usize| put(&format!("x{n}"), if n == other { "1" } else { "0" });
            (0..30).map(number).chain([put("xp3", "0"), put("l", "0")]).collect()
        };
        let names = |parts: &[Part]| -> Vec<String> {
            let marks = marks(parts);
            parts.iter().map(|part| path(&marks, &part.name)).collect()
        };
        let (before, after) = (names(&parts(99)), names(&parts(9)));
        assert!(before[9].starts_with("sok/data/x9-") && before[9].len() == "sok/data/x9-abcde.js".len(), "{}", before[9]);
        let changed: Vec<usize> = (0..before.len()).filter(|n| before[*n] != after[*n]).collect();
        assert_eq!(changed, (8..16).collect::<Vec<_>>());
        assert_eq!(before[3].trim_start_matches("sok/data/x3"), before[30].trim_start_matches("sok/data/xp3"));
    }
}
