//! How a list of postings is written: group by group which entries are in, how often, and how long; and positions, apart.
//!
//! Every choice has a context of what is known before it: how many entries the list has, how long an entry's text is, which of the
//! group's were in. `static/sok-les.js` reads the same choices in the same contexts. Knows no tokens and no files.

use super::coding::{Coder, NUMBER};
use super::postings::{Lists, Posting, Postings};

/// The contexts of a shard's coder, in this order: how many entries a list has; the distance between groups, by how many entries; how
/// often, by what is known of the entry; lengths, by field, and whether a length is the one before; whether an entry is in, by how
/// many entries the list has, what the group's entries before were, and what is known of it.
const CLASSES: usize = 18;
const KNOWN: usize = 8;
const DISTANCES: usize = NUMBER;
const OFTEN: usize = DISTANCES + CLASSES * NUMBER;
const LENGTHS: usize = OFTEN + KNOWN * NUMBER;
const SAME: usize = LENGTHS + 4 * NUMBER;
const IN: usize = SAME + 4;
/// How many contexts lists need.
pub const ALL: usize = IN + CLASSES * BEFORE * KNOWN;
/// The contexts of positions: the first of an entry and the others, by how long the field is.
pub const POSITIONS: usize = 2 * LONG * NUMBER;
const LONG: usize = 16;

/// What a group's entries before tell of the next: until one is in, how many there still are; then how many were, and how many since
/// the last of them were not.
const BEFORE: usize = 20;
fn before(met: usize, missed: usize, left: u32) -> usize {
    if met == 0 { left.min(7) as usize } else { 4 + met.min(3) * 4 + missed.min(3) }
}

/// How long a field is, in eights.
#[must_use]
pub fn long(length: u32) -> usize {
    (length as usize / 8).min(LONG - 1)
}

/// What is known of the entries before it is told which of them a list has.
pub struct Entries {
    /// By entry: how long its text is, roughly, none where it has no text; or only which of its group's it is.
    known: Vec<Option<u8>>,
    /// By entry: its group.
    group: Vec<u32>,
    /// By group: its first entry, and its last that may be in a list.
    bounds: Vec<(u32, u32)>,
}

impl Entries {
    /// What a family of shards that holds lengths itself knows, or one whose lengths are known before.
    #[must_use]
    pub fn of(postings: &Postings<'_>, with_lengths: bool) -> Self {
        let mut entries = Self { known: Vec::new(), group: Vec::new(), bounds: Vec::new() };
        let ends = postings.groups.iter().skip(1).copied().chain([postings.entries]);
        for (group, (begin, end)) in (0..).zip(postings.groups.iter().copied().zip(ends)) {
            let mut last = begin;
            for entry in begin..end {
                let length = postings.lengths.get(entry as usize).copied().unwrap_or_default();
                let known = match with_lengths {
                    true => Some(u8::try_from(entry - begin).unwrap_or(7).min(7)),
                    false => (length > 0).then(|| rough(length)),
                };
                last = if known.is_some() { entry } else { last };
                entries.known.push(known);
                entries.group.push(group);
            }
            entries.bounds.push((begin, last));
        }
        entries
    }

    fn known(&self, entry: u32) -> Option<usize> {
        self.known.get(entry as usize).copied().flatten().map(usize::from)
    }
}

/// How many binary digits a length has.
#[must_use]
pub fn rough(length: u32) -> u8 {
    u8::try_from(u32::BITS - length.leading_zeros()).unwrap_or(7).min(7)
}

/// Writes a list group by group: how far on the group is, then of its entries which are in. The last entry of a group is in
/// where no other was, and after the last of all nothing is told any more.
pub fn write(coder: &mut Coder, nth: usize, list: &[Posting], entries: &Entries, with_lengths: bool) {
    coder.number(0, u32::try_from(list.len()).unwrap_or(u32::MAX));
    let class = (list.len().checked_ilog2().unwrap_or_default() as usize).min(CLASSES - 1);
    let (mut next_group, mut same) = (0, 0);
    let mut listed = list.iter().peekable();
    while let Some(group) = listed.peek().and_then(|posting| entries.group.get(posting.entry as usize).copied()) {
        coder.number(DISTANCES + class * NUMBER, group - next_group);
        next_group = group + 1;
        let Some((begin, last)) = entries.bounds.get(group as usize).copied() else { return };
        let (mut met, mut missed) = (0, 0);
        for entry in begin..=last {
            let Some(Posting { entry: next, often, length, .. }) = listed.peek().map(|posting| **posting) else { return };
            let Some(known) = entries.known(entry) else { continue };
            if met > 0 || entry < last {
                coder.choose(IN + (class * BEFORE + before(met, missed, last - entry)) * KNOWN + known, next == entry);
            }
            if next != entry {
                missed += 1;
                continue;
            }
            listed.next();
            (met, missed) = (met + 1, 0);
            coder.number(OFTEN + known * NUMBER, often - 1);
            if with_lengths {
                coder.choose(SAME + nth, length == same);
                if length != same {
                    coder.number(LENGTHS + nth * NUMBER, length);
                }
                same = length;
            }
        }
    }
}

/// Writes a token's positions in a field: by entry the first, then the distances.
pub fn write_positions(coder: &mut Coder, lists: &Lists, token: usize, field: usize) {
    for posting in lists.list(token, field) {
        for (n, position) in lists.positions(posting).iter().enumerate() {
            coder.number((long(posting.length) + if n == 0 { 0 } else { LONG }) * NUMBER, *position);
        }
    }
}
