//! Whole numbers as printable ASCII: what the shards of the index are written in.
//!
//! A number below 64 is one sign, one below 1792 two. Text, not bytes, so that a shard is a script: a script can be loaded where a
//! site is opened from a file share, and a web server compresses it without being told. The signs stand for what they mean one by
//! one, so that compression sees how often each comes, as it would not behind base64. `static/sok-les.js` reads it.

/// How many signs end a number; the others say that one more follows.
const LAST: u32 = 64;
/// How many signs go on.
const MORE: u32 = 27;

/// How many signs there are.
pub const SIGNS: usize = 91;

/// Appends a number.
pub fn put(text: &mut Vec<u8>, number: u32) {
    let (last, mut rest) = (number % LAST, number / LAST);
    let mut signs = [0; 8];
    let mut count = 0;
    // Each going-on sign counts from one, so that no number can be written in two ways.
    while rest > 0 {
        let sign = (rest - 1) % MORE;
        if let Some(place) = signs.get_mut(count) {
            *place = LAST + sign;
        }
        count += 1;
        rest = (rest - 1) / MORE;
    }
    text.extend(signs.iter().take(count).rev().map(|sign| letter(*sign)));
    text.push(letter(last));
}

/// The sign of a digit: `#` to `~`, less the backslash.
fn letter(digit: u32) -> u8 {
    let code = if digit < 57 { 35 + digit } else { 36 + digit };
    u8::try_from(code).unwrap_or(b'~')
}

/// The sign of a place below [`SIGNS`].
#[must_use]
pub fn sign(place: usize) -> u8 {
    letter(u32::try_from(place).unwrap_or(0))
}

/// A difference with its sign, as a whole number: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4.
#[must_use]
pub fn signed(difference: i64) -> u32 {
    let folded = if difference < 0 { -2 * difference - 1 } else { 2 * difference };
    u32::try_from(folded).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{put, signed};

    /// As the reader in `static/sok-les.js` has it.
    fn read(text: &[u8]) -> impl Iterator<Item = u32> {
        let mut more = 0_u32;
        text.iter().filter_map(move |byte| {
            let digit = u32::from(*byte).saturating_sub(if *byte > b'\\' { 36 } else { 35 });
            if digit < super::LAST {
                return Some(std::mem::take(&mut more).wrapping_mul(super::LAST).wrapping_add(digit));
            }
            more = more.wrapping_mul(super::MORE).wrapping_add(digit - super::LAST + 1);
            None
        })
    }

    #[test]
    fn every_number_comes_back_from_signs_that_a_script_may_hold() {
        let numbers: Vec<u32> = (0..5000).chain([50_000, 60_001, 1_000_000, u32::MAX]).collect();
        let mut text = Vec::new();
        for number in &numbers {
            put(&mut text, *number);
        }
        assert_eq!(read(&text).collect::<Vec<_>>(), numbers);
        assert!(text.iter().all(|byte| (b'#'..=b'~').contains(byte) && *byte != b'\\'));
    }

    #[test]
    fn small_numbers_are_short() {
        let length = |number| {
            let mut text = Vec::new();
            put(&mut text, number);
            text.len()
        };
        assert_eq!([length(63), length(64), length(1791), length(1792)], [1, 2, 2, 3]);
    }

    #[test]
    fn signs_fold() {
        assert_eq!([0, -1, 1, -2].map(signed), [0, 1, 2, 3]);
    }
}
