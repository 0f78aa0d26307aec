//! From texts to postings: which token stands in which entry, how often, in a field of which length, at which positions.
//!
//! Groups are read in parallel; what they hold is appended in their order, packed at once, so that the whole index is never
//! unpacked in memory. Knows tokens and numbers, no documents and no files.

use std::collections::HashMap;
use std::sync::Arc;

use super::entries::Group;
use super::language::{self, Word};
use super::{FIELDS, packing};

/// How many fields there are.
const COUNT: usize = FIELDS.len();
/// The field whose lengths every entry is known by.
const TEXT: usize = 1;

/// The postings of one token in one field.
#[derive(Debug, Default)]
pub struct List {
    /// In how many entries it stands.
    pub entries: u32,
    /// Per entry: the distance from the one before, doubled, odd where it stands more than once; then how often less two; then the
    /// field's length in that entry, less one.
    pub packed: Vec<u8>,
    /// Per entry: its positions, each as the distance from the one before.
    positions: Vec<u8>,
    before: u32,
}

/// A token.
#[derive(Debug)]
pub struct Posted {
    /// Its shortest written form, for suggestions.
    pub written: Box<str>,
    /// Its lists by field.
    pub lists: [List; COUNT],
}

/// All postings.
#[derive(Debug, Default)]
pub struct Postings {
    /// How many entries were read.
    pub entries: u32,
    /// The first entry of each group.
    pub groups: Vec<u32>,
    /// How many words the text of each entry has.
    pub lengths: Vec<u32>,
    places: HashMap<Box<str>, usize>,
    tokens: Vec<Posted>,
}

/// What one group's texts hold.
pub struct Read {
    /// How many entries it has.
    entries: u32,
    /// How many words the text of each has.
    lengths: Vec<u32>,
    hits: Vec<Hit>,
    positions: Vec<u32>,
}

/// A token in a field of an entry.
struct Hit {
    word: Arc<Word>,
    entry: u32,
    field: usize,
    length: u32,
    /// How many of the positions are its own; they follow those of the hits before.
    count: usize,
}

/// Reads a group's texts; a pure function, so that groups are read in parallel.
#[must_use]
pub fn read(group: &Group) -> Read {
    let mut read = Read { entries: 0, lengths: Vec::new(), hits: Vec::new(), positions: Vec::new() };
    let mut words: Vec<(Arc<Word>, u32)> = Vec::new();
    for entry in &group.entries {
        for (field, text) in entry.fields(group).into_iter().enumerate() {
            words.clear();
            language::read(text, &mut |word, position| words.push((Arc::clone(word), position)));
            let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
            if field == TEXT {
                read.lengths.push(length);
            }
            words.sort_unstable_by_key(|(word, position)| (word.number, *position));
            for same in words.chunk_by(|a, b| a.0.number == b.0.number) {
                // Of the forms that are written, the shortest is likest to the one in a dictionary.
                let shortest = same.iter().map(|(word, _)| word).min_by_key(|word| (word.written.len(), &word.written));
                let Some(word) = shortest.map(Arc::clone) else { continue };
                read.positions.extend(same.iter().map(|(_, position)| *position));
                read.hits.push(Hit { word, entry: read.entries, field, length, count: same.len() });
            }
        }
        read.entries += 1;
    }
    read
}

impl Postings {
    /// Appends what a group holds; its entries are numbered on from those before.
    pub fn add(&mut self, read: &Read) {
        self.groups.push(self.entries);
        self.lengths.extend(&read.lengths);
        let mut positions = read.positions.iter();
        for hit in &read.hits {
            let entry = self.entries + hit.entry;
            let Some(posted) = self.posted(&hit.word) else { continue };
            if posted.written.len() > hit.word.written.len() {
                posted.written.clone_from(&hit.word.written);
            }
            if let Some(list) = posted.lists.get_mut(hit.field) {
                list.add(entry, hit.length, positions.by_ref().take(hit.count).copied());
            }
        }
        self.entries += read.entries;
    }

    fn posted(&mut self, word: &Word) -> Option<&mut Posted> {
        let next = self.tokens.len();
        let place = match self.places.get(&word.token) {
            Some(place) => *place,
            None => {
                self.places.insert(word.token.clone(), next);
                self.tokens.push(Posted { written: word.written.clone(), lists: Default::default() });
                next
            }
        };
        self.tokens.get_mut(place)
    }

    /// Lets an id lead to entries: a token that no text has, as it begins with `#`.
    pub fn add_id(&mut self, id: &str, entry: u32) {
        let word = Word { written: id.into(), token: format!("#{id}").into(), number: 0 };
        if let Some(list) = self.posted(&word).and_then(|posted| posted.lists.first_mut())
            && (list.entries == 0 || list.before < entry)
        {
            list.add(entry, 1, std::iter::empty());
        }
    }

    /// The tokens sorted by their code points, with their lists.
    #[must_use]
    pub fn sorted(&self) -> Vec<(&str, &Posted)> {
        let mut sorted: Vec<_> = self.places.iter().filter_map(|(token, place)| Some((&**token, self.tokens.get(*place)?))).collect();
        sorted.sort_unstable_by_key(|(token, _)| *token);
        sorted
    }
}

impl List {
    /// Each entry with how often it holds the token and the length of its field.
    pub fn postings(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        let mut numbers = packing::numbers(&self.packed);
        let mut entry = 0;
        std::iter::from_fn(move || {
            let step = numbers.next()?;
            entry += step / 2;
            let often = if step % 2 == 1 { numbers.next()? + 2 } else { 1 };
            Some((entry, often, numbers.next()? + 1))
        })
    }

    /// The positions of every posting in turns, each as the distance from the one before in the same entry.
    pub fn positions(&self) -> impl Iterator<Item = u32> {
        packing::numbers(&self.positions)
    }

    fn add(&mut self, entry: u32, length: u32, positions: impl Iterator<Item = u32>) {
        let mut count = 0_u32;
        let mut last = 0;
        for position in positions {
            packing::put(&mut self.positions, position - last);
            last = position;
            count += 1;
        }
        let distance = (entry - self.before) * 2;
        packing::put(&mut self.packed, distance + u32::from(count > 1));
        if count > 1 {
            packing::put(&mut self.packed, count - 2);
        }
        packing::put(&mut self.packed, length.saturating_sub(1));
        self.before = entry;
        self.entries += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::search::entries::Entry;

    fn group(texts: &[&str]) -> Group {
        let entries = texts.iter().map(|text| Entry { text: (*text).to_owned(), ..Entry::default() });
        Group { entries: entries.collect(), body: "Styret".to_owned(), ..Group::default() }
    }

    fn numbers(packed: &[u8]) -> Vec<u8> {
        packed.iter().map(|byte| byte - b'#').collect()
    }

    #[test]
    fn each_token_knows_its_entries_counts_lengths_and_positions() {
        let mut postings = Postings::default();
        for group in [group(&["Budsjettet", ""]), group(&["et budsjett og flere budsjetter"])] {
            postings.add(&read(&group));
        }
        let sorted = postings.sorted();
        let posted = |token| sorted.iter().find(|(other, _)| *other == token).expect("the token").1;
        let budget = posted("budsjett");
        let [title, text, _, body] = &budget.lists;
        assert_eq!((title.entries, body.entries, text.entries, &*budget.written), (0, 0, 2, "budsjett"));
        // Entry 0, once, among one; two entries on, twice, among three.
        assert_eq!(numbers(&text.packed), [0, 0, 5, 0, 2]);
        assert_eq!(text.postings().collect::<Vec<_>>(), [(0, 1, 1), (2, 2, 3)]);
        assert_eq!(text.positions().collect::<Vec<_>>(), [0, 1, 3], "stop words take a position");
        assert_eq!((&*postings.groups, &*postings.lengths), (&[0, 2][..], &[1, 0, 3][..]));
        assert_eq!(posted("styr").lists[3].entries, 3);
    }

    #[test]
    fn an_id_is_a_token_that_no_text_has() {
        let mut postings = Postings::default();
        postings.add(&read(&group(&["sg 3/17"])));
        postings.add_id("sg3/17", 0);
        let tokens: Vec<&str> = postings.sorted().into_iter().map(|(token, _)| token).collect();
        assert_eq!(tokens, ["#sg3/17", "3/17", "sg", "styr"]);
    }
}
