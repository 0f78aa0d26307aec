//! From texts to postings: which token stands in which entry, how often, in a field of which length, at which positions.
//!
//! A group is read for itself and into numbers, so that groups are read in parallel and kept from one index to the next ([`Read`]);
//! the postings of some tokens are gathered from all groups when they are written (`gathered`), so that the whole index never
//! lies in memory twice. Knows tokens and numbers, no documents and no files.

mod gathered;
mod packed;

use super::FIELDS;
use super::entries::Group;
use super::words::{Known, Words};
use crate::work::Key;

pub use gathered::{Lists, Posting};

/// How many fields there are.
const COUNT: usize = FIELDS.len();
/// The field whose lengths every entry is known by.
const TEXT: usize = 1;

/// What one group's texts hold.
#[derive(Debug, Default)]
pub struct Read {
    /// By entry: how many words each of its fields has.
    lengths: Vec<[u32; COUNT]>,
    /// By token, then entry, then field.
    hits: Vec<Hit>,
    /// The positions of all hits in turns, each as the distance from the one before in its hit.
    positions: Vec<u32>,
    /// The words in their written forms, sorted, each once.
    words: Vec<u32>,
}

/// A token in a field of an entry.
#[derive(Debug)]
struct Hit {
    token: u32,
    /// The entry's place in the group and the field, as one number.
    place: u32,
    /// How many positions it has; an id has none.
    often: u32,
}

impl Hit {
    fn place(&self) -> (usize, usize) {
        (self.place as usize / COUNT, self.place as usize % COUNT)
    }
}

/// Reads a group's texts and ids.
#[must_use]
pub fn read(group: &Group, words: &Words) -> Read {
    let mut read = Read::default();
    let mut found: Vec<(u32, u32, u32)> = Vec::new();
    for (n, entry) in (0..).step_by(COUNT).zip(&group.entries) {
        let mut lengths = [0; COUNT];
        for ((place, text), length) in (n..).zip(entry.fields(group)).zip(&mut lengths) {
            let before = found.len();
            super::language::split(&text, &mut |word, position| {
                if let Some(word) = words.number(word) {
                    found.push((word, place, position));
                }
            });
            *length = number(found.len() - before);
        }
        read.lengths.push(lengths);
    }
    read.words = found.iter().map(|(word, ..)| *word).collect();
    read.words.sort_unstable();
    read.words.dedup();
    {
        let known = words.known();
        found.iter_mut().for_each(|(word, ..)| *word = known.words.get(*word as usize).map_or(0, |(_, token)| *token));
    }
    found.sort_unstable();
    for same in found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some((token, place, _)) = same.first().copied() else { continue };
        let mut last = 0;
        read.positions.extend(same.iter().map(|(.., position)| position - std::mem::replace(&mut last, *position)));
        read.hits.push(Hit { token, place, often: number(same.len()) });
    }
    // An id is a token that no text has, as it begins with `#`.
    for (place, entry) in (0..).step_by(COUNT).zip(&group.entries) {
        let mut ids: Vec<u32> = entry.ids.iter().map(|id| words.token(&format!("#{id}"))).collect();
        ids.sort_unstable();
        ids.dedup();
        read.hits.extend(ids.into_iter().map(|token| Hit { token, place, often: 0 }));
    }
    read
}

impl Read {
    /// By token what a shard says of this group, and what its positions say, as keys of their own: where two readings of a group have the
    /// same, so have the shards.
    #[must_use]
    pub fn marks(&self) -> Vec<(u32, [Key; 2])> {
        // How long texts are tells a shard of every entry of a group, roughly.
        let shape: Vec<u8> =
            self.lengths.iter().map(|lengths| super::lists::rough(lengths.get(TEXT).copied().unwrap_or_default())).collect();
        let mut marks: Vec<(u32, [Vec<u8>; 2])> = Vec::new();
        let mut positions = self.positions.iter();
        for hit in &self.hits {
            if marks.last().is_none_or(|(token, _)| *token != hit.token) {
                marks.push((hit.token, [shape.clone(), Vec::new()]));
            }
            let Some((_, [list, places])) = marks.last_mut() else { continue };
            let (length, own) = (self.length(hit), positions.by_ref().take(hit.often as usize).copied());
            // How long a text is has a file of its own; positions are told in steps of it.
            let listed = if hit.place().1 == TEXT { 0 } else { length };
            [hit.place, hit.often, listed].into_iter().for_each(|number| list.extend(number.to_le_bytes()));
            let placed = [hit.place, hit.often, number(super::lists::long(length))].into_iter().chain(own);
            placed.for_each(|number| places.extend(number.to_le_bytes()));
        }
        marks.into_iter().map(|(token, [list, places])| (token, [Key::of(&[&list]), Key::of(&[&places])])).collect()
    }

    fn length(&self, hit: &Hit) -> u32 {
        let (entry, field) = hit.place();
        let length = self.lengths.get(entry).and_then(|lengths| lengths.get(field)).copied().unwrap_or_default();
        // What leads to an entry by its id is worth as much as the one word of a title.
        if hit.often == 0 { 1 } else { length }
    }
}

/// All postings of a site.
#[derive(Debug)]
pub struct Postings<'r> {
    /// How many entries there are.
    pub entries: u32,
    /// The first entry of each group.
    pub groups: Vec<u32>,
    /// How many words the text of each entry has.
    pub lengths: Vec<u32>,
    /// The tokens that any entry has, sorted by their code points.
    pub tokens: Vec<u32>,
    known: &'r Known,
    reads: Vec<&'r Read>,
    /// By token and field: how many entries have it.
    counts: Vec<[u32; COUNT]>,
    /// By token: the shortest of the words that it comes of.
    shortest: Vec<Option<u32>>,
    /// By word: whether any text has it.
    used: Vec<bool>,
}

impl<'r> Postings<'r> {
    /// What all groups hold, in their order. `order` has tokens sorted as far as they were known before, and all of them after.
    #[must_use]
    pub fn of(reads: Vec<&'r Read>, known: &'r Known, order: &mut Vec<u32>) -> Self {
        let mut counts = vec![[0; COUNT]; known.tokens.len()];
        let mut used = vec![false; known.words.len()];
        let (mut groups, mut lengths, mut entries) = (Vec::with_capacity(reads.len()), Vec::new(), 0);
        for read in &reads {
            groups.push(entries);
            entries += number(read.lengths.len());
            lengths.extend(read.lengths.iter().map(|[_, text, ..]| *text));
            for hit in &read.hits {
                if let Some(count) = counts.get_mut(hit.token as usize).and_then(|counts| counts.get_mut(hit.place().1)) {
                    *count += 1;
                }
            }
            for word in &read.words {
                if let Some(used) = used.get_mut(*word as usize) {
                    *used = true;
                }
            }
        }
        let text = |token: &u32| known.tokens.get(*token as usize).map_or("", |text| text);
        // By their first bytes, which lie together, before the texts, which lie apart.
        let mut new: Vec<(u64, u32)> =
            (number(order.len())..number(known.tokens.len())).map(|token| (beginning(text(&token)), token)).collect();
        new.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| text(&a.1).cmp(text(&b.1))));
        // Between the known ones, which are in order: an edit brings few, and whole stretches stay together.
        let old = std::mem::take(order);
        let mut rest = old.as_slice();
        for (_, token) in new {
            let (before, after) = rest.split_at(rest.partition_point(|known| text(known) < text(&token)));
            order.extend_from_slice(before);
            order.push(token);
            rest = after;
        }
        order.extend_from_slice(rest);
        let has = |token: &u32| counts.get(*token as usize).is_some_and(|counts| *counts != [0; COUNT]);
        let tokens = order.iter().copied().filter(has).collect();
        let mut shortest = vec![None; known.tokens.len()];
        for (n, (written, token)) in (0_u32..).zip(&known.words).filter(|(n, _)| used.get(*n as usize) == Some(&true)) {
            let Some(shortest) = shortest.get_mut(*token as usize) else { continue };
            let other = shortest.and_then(|other: u32| known.words.get(other as usize));
            // Of the forms that are written, the shortest is likest to the one in a dictionary.
            if other.is_none_or(|(other, _)| (written.len(), written) < (other.len(), other)) {
                *shortest = Some(n);
            }
        }
        Self { entries, groups, lengths, tokens, known, reads, counts, shortest, used }
    }

    /// A token's text.
    #[must_use]
    pub fn token(&self, token: u32) -> &'r str {
        self.known.tokens.get(token as usize).map_or("", |text| text)
    }

    /// The shortest word that a token comes of; none for ids.
    #[must_use]
    pub fn written(&self, token: u32) -> &'r str {
        let word = self.shortest.get(token as usize).copied().flatten();
        word.and_then(|word| self.known.words.get(word as usize)).map_or("", |(written, _)| written)
    }

    /// The words that any text has, by their numbers.
    #[must_use]
    pub fn used(&self) -> &[bool] {
        &self.used
    }

    /// By field: how many entries have a token.
    #[must_use]
    pub fn counts(&self, token: u32) -> [u32; COUNT] {
        self.counts.get(token as usize).copied().unwrap_or_default()
    }
}

/// The first eight bytes of a text as a number, which sorts as they do.
pub fn beginning(text: &str) -> u64 {
    text.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |number, byte| number << 8 | u64::from(byte))
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::search::entries::Entry;

    fn group(texts: &[&str]) -> Group {
        let entries = texts.iter().map(|text| Entry { prose: (*text).to_owned(), ..Entry::default() });
        Group { entries: entries.collect(), body: "Styret".to_owned(), ..Group::default() }
    }

    #[test]
    fn each_token_knows_its_entries_counts_lengths_and_positions() {
        let words = Words::default();
        let reads = [group(&["Budsjettet", ""]), group(&["et budsjett og flere budsjetter"])].map(|group| read(&group, &words));
        let known = words.known();
        let postings = Postings::of(reads.iter().collect(), &known, &mut Vec::new());
        let texts: Vec<&str> = postings.tokens.iter().map(|token| postings.token(*token)).collect();
        assert_eq!(texts, ["budsjett", "fler", "styr"]);
        let [budget, _, board] = postings.tokens[..] else { panic!("three tokens") };
        assert_eq!((postings.counts(budget), postings.counts(board)), ([0, 2, 0, 0], [0, 0, 0, 3]));
        assert_eq!(postings.written(budget), "budsjett");
        let lists = postings.lists(&[board, budget]);
        let shown = |list: &[Posting]| list.iter().map(|posting| (posting.entry, posting.often, posting.length)).collect::<Vec<_>>();
        assert_eq!(shown(lists.list(1, 1)), [(0, 1, 1), (2, 2, 3)]);
        assert_eq!(shown(lists.list(0, 3)), [(0, 1, 1), (1, 1, 1), (2, 1, 1)]);
        assert_eq!(lists.positions(&lists.list(1, 1)[1]), [1, 3], "stop words take a position");
        assert_eq!((&*postings.groups, &*postings.lengths), (&[0, 2][..], &[1, 0, 3][..]));
    }

    #[test]
    fn an_id_is_a_token_that_no_text_has() {
        let words = Words::default();
        let mut group = group(&["sg 3/17"]);
        group.entries[0].ids = vec!["sg3/17".to_owned(), "sg3/17".to_owned()];
        let read = read(&group, &words);
        let known = words.known();
        let postings = Postings::of(vec![&read], &known, &mut Vec::new());
        let texts: Vec<&str> = postings.tokens.iter().map(|token| postings.token(*token)).collect();
        assert_eq!(texts, ["#sg3/17", "3/17", "sg", "styr"]);
        assert_eq!(postings.counts(postings.tokens[0]), [1, 0, 0, 0]);
    }

    #[test]
    fn marks_tell_which_tokens_a_shard_would_say_something_else_of() {
        let words = Words::default();
        let changed = |before: &str, after: &str| {
            let [before, after] = [before, after].map(|text| read(&group(&[text, "annen sak"]), &words).marks());
            let known = words.known();
            let other = after.iter().filter(|mark| !before.contains(mark)).chain(before.iter().filter(|mark| !after.contains(mark)));
            let mut texts: Vec<String> = other.map(|(token, _)| known.tokens[*token as usize].to_string()).collect();
            texts.sort();
            texts.dedup();
            texts
        };
        assert_eq!(changed("budsjett og plan", "budsjett og plan"), Vec::<String>::new());
        assert_eq!(changed("budsjett og plan for barn", "budsjett og plan for ungdom"), ["barn", "ungdom"]);
        assert_eq!(changed("budsjett og plan", "plan og budsjett"), ["budsjett", "plan"], "they stand elsewhere");
        // Twice as long: every list that comes to the group says so.
        assert_eq!(changed("plan", "plan plan"), ["ann", "plan", "sak", "styr"]);
    }
}
