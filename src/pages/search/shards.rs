//! Postings cut into files by ranges of tokens: a query loads the files that its words and their continuations lie in.
//!
//! A token's postings are never split, so that a score is the same as over the whole index. Two families of shards: `t` for titles,
//! people and bodies, small enough for beginnings of two letters, and `x` for the text, whose lengths are in a file of their own
//! (see `lengths`). Each shard has a second file of positions, which only phrases ask for. `static/sok-les.js` reads them.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::coding::{Coder, NUMBER, Odds};
use super::postings::{List, Posted, Postings};
use crate::work;

/// A script of the index: `saksgangSok.put(name, …)`.
pub struct Part {
    /// Its name, which is its file's too.
    pub name: String,
    /// Its text.
    pub script: String,
}

/// What the client must know of the shards of a family.
#[derive(Debug, Serialize)]
pub struct Known {
    /// Where each begins: the shortest text that no token of the one before reaches.
    begins: Vec<String>,
    /// What the contexts of postings begin with, and those of positions.
    odds: [String; 2],
}

/// The families of shards by their letters.
pub type Families = BTreeMap<char, Known>;

/// A shard is closed before it gets longer than this, in bytes by [`size`]. Smaller ones cost requests and names, larger ones bytes
/// that nobody asked for.
const LENGTH: usize = 6 * 1024;

/// The tokens of a site, sorted.
type Tokens<'p> = [(&'p str, &'p Posted)];

/// Which fields a family of shards has, by their places; and whether their lengths are in it.
struct Family {
    letter: char,
    fields: &'static [usize],
    lengths: bool,
}

static FAMILIES: [Family; 2] =
    [Family { letter: 't', fields: &[0, 2, 3], lengths: true }, Family { letter: 'x', fields: &[1], lengths: false }];

/// One shard in so many is written twice, to know what is usual.
const SAMPLE: usize = 8;

/// The lists of titles, people and bodies.
pub fn titles(posted: &Posted) -> impl Iterator<Item = &List> {
    let [titles, _] = &FAMILIES;
    titles.lists(posted)
}

/// Cuts all postings. In one file nothing is cut.
pub fn parts(postings: &Postings, tokens: &Tokens<'_>, in_one: bool) -> (Vec<Part>, Families) {
    let longest = if in_one { usize::MAX } else { LENGTH };
    let mut parts = Vec::new();
    let families = FAMILIES.each_ref().map(|family| {
        let entries = Entries::of(family, postings);
        let own: Vec<_> = tokens.iter().copied().filter(|(_, posted)| family.lists(posted).any(|list| list.entries > 0)).collect();
        let shards = family.cut(&own, longest);
        let sample: Vec<&Tokens<'_>> = shards.iter().copied().step_by(SAMPLE).collect();
        let even = [Odds::even(ALL), Odds::even(POSITIONS)];
        let (postings, positions): (Vec<_>, Vec<_>) = work::map(&sample, |shard| family.coded(shard, &entries, &even)).into_iter().unzip();
        let odds = [Odds::of(&postings, ALL), Odds::of(&positions, POSITIONS)];
        let numbered: Vec<(usize, &Tokens<'_>)> = shards.iter().copied().enumerate().collect();
        parts.extend(work::map(&numbered, |(number, shard)| family.shard(*number, shard, &entries, &odds)).into_iter().flatten());
        let ends = std::iter::once("").chain(shards.iter().filter_map(|shard| shard.last()).map(|(token, _)| *token));
        let firsts = shards.iter().filter_map(|shard| shard.first()).map(|(token, _)| *token);
        let begins = ends.zip(firsts).map(|(before, token)| bound(before, token)).collect();
        (family.letter, Known { begins, odds: odds.map(|odds| odds.written()) })
    });
    (parts, families.into())
}

/// The shortest beginning of a token that lies after the token before.
fn bound(before: &str, token: &str) -> String {
    let same = before.chars().zip(token.chars()).take_while(|(a, b)| a == b).count();
    token.chars().take(same + 1).collect()
}

/// About how many bytes a token takes, compressed: six or seven bits a posting, half of its letters.
fn size<'l>(token: &str, lists: impl Iterator<Item = &'l List>) -> usize {
    lists.map(|list| list.entries as usize).sum::<usize>() * 4 / 5 + token.len() / 2 + 2
}

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
const ALL: usize = IN + CLASSES * BEFORE * KNOWN;
/// The contexts of positions: the first of an entry and the others, by how long the field is.
const POSITIONS: usize = 2 * LONG * NUMBER;
const LONG: usize = 16;

/// What a group's entries before tell of the next: until one is in, how many there still are; then how many were, and how many since
/// the last of them were not.
const BEFORE: usize = 20;
fn before(met: usize, missed: usize, left: u32) -> usize {
    if met == 0 { left.min(7) as usize } else { 4 + met.min(3) * 4 + missed.min(3) }
}

/// How long a field is, in eights.
fn long(length: u32) -> usize {
    (length as usize / 8).min(LONG - 1)
}

/// What is known of the entries before it is told which of them a list has.
struct Entries<'p> {
    /// By entry: how many words its text has.
    lengths: &'p [u32],
    /// By entry: how long its text is, roughly, none where it has no text; or only which of its group's it is.
    known: Vec<Option<u8>>,
    /// By entry: its group.
    group: Vec<u32>,
    /// By group: its first entry, and its last that may be in a list.
    bounds: Vec<(u32, u32)>,
}

impl<'p> Entries<'p> {
    fn of(family: &Family, postings: &'p Postings) -> Self {
        let mut entries = Self { lengths: &postings.lengths, known: Vec::new(), group: Vec::new(), bounds: Vec::new() };
        let ends = postings.groups.iter().skip(1).copied().chain([postings.entries]);
        for (group, (begin, end)) in (0..).zip(postings.groups.iter().copied().zip(ends)) {
            let mut last = begin;
            for entry in begin..end {
                let length = postings.lengths.get(entry as usize).copied().unwrap_or_default();
                let known = match family.lengths {
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
fn rough(length: u32) -> u8 {
    u8::try_from(u32::BITS - length.leading_zeros()).unwrap_or(7).min(7)
}

impl Family {
    fn lists<'p>(&self, posted: &'p Posted) -> impl Iterator<Item = &'p List> {
        self.fields.iter().filter_map(|field| posted.lists.get(*field))
    }

    fn cut<'t, 'p>(&self, mut tokens: &'t Tokens<'p>, longest: usize) -> Vec<&'t Tokens<'p>> {
        let mut shards = Vec::new();
        while !tokens.is_empty() {
            let mut length = 0;
            let fits = |(token, posted): &&(&str, &Posted)| {
                length += size(token, self.lists(posted));
                length <= longest
            };
            let count = tokens.iter().take_while(fits).count().max(1);
            let (shard, rest) = tokens.split_at(count);
            shards.push(shard);
            tokens = rest;
        }
        shards
    }

    /// The script of a shard's tokens and postings, and that of its positions.
    fn shard(&self, number: usize, tokens: &Tokens<'_>, entries: &Entries<'_>, odds: &[Odds; 2]) -> [Part; 2] {
        let (mut written, mut before) = (String::new(), "");
        for (token, _) in tokens {
            front_coded(&mut written, before, token);
            before = token;
        }
        let (letter, (postings, positions)) = (self.letter, self.coded(tokens, entries, odds));
        let tokens = serde_json::to_string(&written).unwrap_or_default();
        [
            put(&format!("{letter}{number}"), &format!("{tokens},\"{}\"", postings.finish())),
            put(&format!("{letter}p{number}"), &format!("\"{}\"", positions.finish())),
        ]
    }

    /// Writes a shard's postings, and the positions of those in the first field, which phrases are looked for in.
    fn coded(&self, tokens: &Tokens<'_>, entries: &Entries<'_>, [odds, odds_of_positions]: &[Odds; 2]) -> (Coder, Coder) {
        let (mut postings, mut positions) = (Coder::new(odds), Coder::new(odds_of_positions));
        for (_, posted) in tokens {
            for (nth, list) in self.lists(posted).enumerate() {
                self.list(&mut postings, nth, list, entries);
                if nth == 0 {
                    self.positions(&mut positions, list, entries);
                }
            }
        }
        (postings, positions)
    }

    /// Writes a list group by group: how far on the group is, then of its entries which are in. The last entry of a group is in
    /// where no other was, and after the last of all nothing is told any more.
    fn list(&self, coder: &mut Coder, nth: usize, list: &List, entries: &Entries<'_>) {
        coder.number(0, list.entries);
        let class = (list.entries.checked_ilog2().unwrap_or_default() as usize).min(CLASSES - 1);
        let (mut next_group, mut same) = (0, 0);
        let mut listed = list.postings().peekable();
        while let Some(group) = listed.peek().and_then(|(entry, ..)| entries.group.get(*entry as usize).copied()) {
            coder.number(DISTANCES + class * NUMBER, group - next_group);
            next_group = group + 1;
            let Some((begin, last)) = entries.bounds.get(group as usize).copied() else { return };
            let (mut met, mut missed) = (0, 0);
            for entry in begin..=last {
                let Some((next, often, length)) = listed.peek().copied() else { return };
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
                if self.lengths {
                    coder.choose(SAME + nth, length == same);
                    if length != same {
                        coder.number(LENGTHS + nth * NUMBER, length);
                    }
                    same = length;
                }
            }
        }
    }

    /// Writes a list's positions: by entry the first, then the distances. Ids have none.
    fn positions(&self, coder: &mut Coder, list: &List, entries: &Entries<'_>) {
        let mut positions = list.positions();
        for (entry, often, length) in list.postings() {
            let length = if self.lengths { length } else { entries.lengths.get(entry as usize).copied().unwrap_or_default() };
            for n in 0..often {
                let Some(position) = positions.next() else { return };
                coder.number((long(length) + if n == 0 { 0 } else { LONG }) * NUMBER, position);
            }
        }
    }
}

/// Appends a word as a capital that tells how much it shares with the one before (in the browser's units of text, at most 25), then the
/// rest of it. Words are lower case.
pub fn front_coded(text: &mut String, before: &str, word: &str) {
    let (mut units, mut bytes) = (0, 0);
    for (a, b) in before.chars().zip(word.chars()) {
        if a != b || units + a.len_utf16() > 25 {
            break;
        }
        units += a.len_utf16();
        bytes += a.len_utf8();
    }
    text.push(char::from(b'A' + u8::try_from(units).unwrap_or_default()));
    text.push_str(word.get(bytes..).unwrap_or_default());
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
    use crate::pages::search::entries::{Entry, Group};
    use crate::pages::search::postings;

    fn postings(texts: &[&str]) -> Postings {
        let mut postings = Postings::default();
        for text in texts {
            let entries = vec![Entry::default(), Entry { text: (*text).to_owned(), ..Entry::default() }];
            postings.add(&postings::read(&Group { entries, ..Group::default() }));
        }
        postings
    }

    fn names(parts: &[Part]) -> Vec<&str> {
        parts.iter().map(|part| part.name.as_str()).collect()
    }

    #[test]
    fn a_shard_begins_where_the_one_before_ends() {
        let many = "budsjett budsjettere bygg ".repeat(3);
        let texts = vec![many.as_str(); LENGTH];
        let postings = postings(&texts);
        let (parts, families) = parts(&postings, &postings.sorted(), false);
        assert_eq!(
            (families[&'t'].begins.len(), families[&'x'].begins.as_slice()),
            (0, ["b".to_owned(), "budsjette".to_owned(), "by".to_owned()].as_slice())
        );
        assert_eq!(names(&parts), ["x0", "xp0", "x1", "xp1", "x2", "xp2"]);
        assert!(parts[0].script.starts_with("saksgangSok.put(\"x0\",\"Abudsjett\",\""), "{}", &parts[0].script[..60]);
        assert!(parts[0].script.len() < 400, "what every group holds costs little: {}", parts[0].script.len());
    }

    #[test]
    fn one_file_is_not_cut() {
        let postings = postings(&["a b c d", "e f"]);
        let (parts, families) = parts(&postings, &postings.sorted(), true);
        assert_eq!((names(&parts), families[&'x'].begins.as_slice()), (vec!["x0", "xp0"], ["a".to_owned()].as_slice()));
    }
}
