//! Postings cut into files by ranges of tokens: a query loads the files that its words and their continuations lie in.
//!
//! A token's postings are never split, so that a score is the same as over the whole index. Two families of shards: `t` for titles,
//! people and bodies, small enough for beginnings of two letters, and `x` for the text, whose lengths are in a file of their own
//! (see `lengths`). Each shard has a second file of positions, which only phrases ask for. `static/sok-les.js` reads them.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::hash::Hasher;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::coding::{Coder, Odds};
use super::lists::{self, ALL, Entries, POSITIONS};
use super::postings::{Lists, Postings};
use super::words::Fnv;
use crate::work::{self, Key};

/// A script of the index: `saksgangSok.put(name, …)`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Part {
    /// Its name, which is its file's too.
    pub name: String,
    /// Its text; none where it lies in a store since the last index.
    #[serde(skip)]
    pub script: Option<Arc<str>>,
    /// The key of its text.
    pub key: Key,
}

/// Shards as they were written, so that those whose tokens say the same again are not written again.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Written(HashMap<(char, usize), (Vec<u32>, [Part; 2])>);

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

/// How long shards are, at least and at most, in bytes by [`size`]. Smaller ones cost requests and names, larger ones bytes that nobody
/// asked for. Between the two a shard ends before the token with the least hash, so that an edit seldom moves where others end.
const LEAST: usize = 3 * 1024;
const MOST: usize = 7 * 1024;

/// So many postings are gathered at once, or more where all of them would take more goes than these, as each goes through all groups.
const AT_ONCE: usize = 1_000_000;
const GOES: usize = 12;
/// So many of them are sorted at once, by one thread: as many as its memory close by holds.
const A_SET: usize = 32_768;

/// What contexts usually know: of both families of shards what postings begin with, and positions. Written by
/// `examples/search_index FOLDER --odds` from the corpus of `bench/search`, and fixed: were it reckoned from each site, one edit would
/// change every shard.
const ODDS: &str = include_str!("odds.txt");

/// Which fields a family of shards has, by their places; and whether their lengths are in it.
struct Family {
    letter: char,
    fields: &'static [usize],
    lengths: bool,
}

static FAMILIES: [Family; 2] =
    [Family { letter: 't', fields: &[0, 2, 3], lengths: true }, Family { letter: 'x', fields: &[1], lengths: false }];

/// One shard in so many tells what is usual.
const SAMPLE: usize = 8;

/// A shard that is to be written.
struct Wanted<'t> {
    number: usize,
    tokens: &'t [u32],
    /// Those of its two scripts that say the same as before.
    kept: [Option<Part>; 2],
}

/// Cuts all postings; in one file nothing is cut. `is_same` tells of a token whether what is `written` says the same of it, in its shard
/// and in the positions. Returns how many shards were written now, too.
pub fn parts(
    postings: &Postings<'_>,
    in_one: bool,
    written: &mut Written,
    is_same: impl Fn(u32) -> [bool; 2],
) -> (Vec<Part>, Families, usize) {
    let (mut parts, mut last, mut count) = (Vec::new(), std::mem::take(&mut written.0), 0);
    let mut odds = ODDS.lines().map(Odds::read);
    let families = FAMILIES.each_ref().map(|family| {
        let odds = [odds.next(), odds.next()].map(|odds| odds.unwrap_or_else(|| Odds::even(ALL)));
        let entries = Entries::of(postings, family.lengths);
        let own = family.tokens(postings);
        let shards = family.cut(postings, &own, in_one);
        let mut kept = Vec::new();
        let mut wanted = Vec::new();
        for (number, tokens) in shards.iter().copied().enumerate() {
            let known = last.remove(&(family.letter, number)).filter(|(same, _)| same == tokens);
            let same = tokens.iter().fold([known.is_some(); 2], |[list, places], token| {
                let [same_list, same_places] = is_same(*token);
                [list && same_list, places && same_places]
            });
            match (same, known) {
                ([true, true], Some((_, parts))) => kept.push((number, tokens, parts)),
                ([list, places], Some((_, [shard, positions]))) => {
                    wanted.push(Wanted { number, tokens, kept: [list.then_some(shard), places.then_some(positions)] });
                }
                (_, None) => wanted.push(Wanted { number, tokens, kept: [None, None] }),
            }
        }
        count += wanted.len();
        let made = family.each(postings, &wanted, |lists, from, wanted| family.shard(wanted, postings, (lists, from), &entries, &odds));
        kept.extend(wanted.iter().zip(made).map(|(wanted, parts)| (wanted.number, wanted.tokens, parts)));
        kept.sort_unstable_by_key(|(number, ..)| *number);
        for (number, tokens, own) in kept {
            parts.extend(own.iter().cloned());
            written.0.insert((family.letter, number), (tokens.to_vec(), own));
        }
        let text = |token: Option<&u32>| token.map_or("", |token| postings.token(*token));
        let ends = std::iter::once("").chain(shards.iter().map(|shard| text(shard.last())));
        let begins = ends.zip(&shards).map(|(before, shard)| bound(before, text(shard.first()))).collect();
        (family.letter, Known { begins, odds: odds.map(|odds| odds.written()) })
    });
    (parts, families.into(), count)
}

/// What is usual in these postings, as [`ODDS`] has it.
pub fn odds(postings: &Postings<'_>) -> String {
    let mut written = String::new();
    for family in &FAMILIES {
        let (entries, own) = (Entries::of(postings, family.lengths), family.tokens(postings));
        let shards = family.cut(postings, &own, false).into_iter().enumerate().step_by(SAMPLE);
        let sample: Vec<_> = shards.map(|(number, tokens)| Wanted { number, tokens, kept: [None, None] }).collect();
        let (even, even_positions) = (Odds::even(ALL), Odds::even(POSITIONS));
        let coders = family.each(postings, &sample, |lists, from, wanted| {
            family.coded(wanted, postings, (lists, from), &entries, [Coder::counting(&even), Coder::counting(&even_positions)])
        });
        let (lists, positions): (Vec<_>, Vec<_>) = coders.into_iter().unzip();
        let _ = writeln!(written, "{}\n{}", Odds::of(&lists, ALL).written(), Odds::of(&positions, POSITIONS).written());
    }
    written
}

/// The shortest beginning of a token that lies after the token before.
fn bound(before: &str, token: &str) -> String {
    let same = before.chars().zip(token.chars()).take_while(|(a, b)| a == b).count();
    token.chars().take(same + 1).collect()
}

/// About how many bytes a token takes, compressed: six or seven bits a posting, half of its letters.
fn size(token: &str, entries: u32) -> usize {
    entries as usize * 4 / 5 + token.len() / 2 + 2
}

impl Family {
    /// The tokens that stand in a field of the family, sorted.
    fn tokens(&self, postings: &Postings<'_>) -> Vec<u32> {
        postings.tokens.iter().copied().filter(|token| self.entries(postings, *token) > 0).collect()
    }

    fn entries(&self, postings: &Postings<'_>, token: u32) -> u32 {
        let counts = postings.counts(token);
        self.fields.iter().filter_map(|field| counts.get(*field)).sum()
    }

    fn cut<'t>(&self, postings: &Postings<'_>, mut tokens: &'t [u32], in_one: bool) -> Vec<&'t [u32]> {
        if in_one {
            return if tokens.is_empty() { Vec::new() } else { vec![tokens] };
        }
        let hash = |token: u32| {
            let mut hash = Fnv::default();
            hash.write(postings.token(token).as_bytes());
            hash.finish()
        };
        let mut shards = Vec::new();
        while !tokens.is_empty() {
            let (mut length, mut end, mut least) = (0, tokens.len(), None);
            for (n, token) in tokens.iter().enumerate() {
                let before = length;
                length += size(postings.token(*token), self.entries(postings, *token));
                if before > LEAST {
                    let own = hash(*token);
                    if least.is_none_or(|(other, _)| own < other) {
                        least = Some((own, n));
                    }
                }
                if length > MOST {
                    end = least.map_or(n.max(1), |(_, n)| n);
                    break;
                }
            }
            let (shard, rest) = tokens.split_at(end);
            shards.push(shard);
            tokens = rest;
        }
        shards
    }

    /// Makes something of each of some shards, from the lists of its tokens and the place of the first in them.
    fn each<U: Send>(
        &self,
        postings: &Postings<'_>,
        shards: &[Wanted<'_>],
        make: impl Fn(&Lists, usize, &Wanted<'_>) -> U + Sync + Send,
    ) -> Vec<U> {
        let mut made = Vec::with_capacity(shards.len());
        let all: usize = shards.iter().flat_map(|wanted| wanted.tokens).map(|token| self.entries(postings, *token) as usize).sum();
        for shards in self.batches(postings, shards, AT_ONCE.max(all / GOES)) {
            let sets = self.batches(postings, shards, A_SET);
            let tokens: Vec<Vec<u32>> = sets.iter().map(|set| set.iter().flat_map(|wanted| wanted.tokens).copied().collect()).collect();
            let gathered: Vec<_> = sets.into_iter().zip(postings.gather(&tokens, self.fields)).collect();
            let own = work::map(&gathered, |(set, gathered)| {
                let (lists, mut from) = (gathered.lists(), 0);
                let one = |wanted: &Wanted<'_>| {
                    let own = from;
                    from += wanted.tokens.len();
                    make(&lists, own, wanted)
                };
                set.iter().map(one).collect::<Vec<_>>()
            });
            made.extend(own.into_iter().flatten());
        }
        made
    }

    /// Shards in batches of so many postings at most, or of one shard.
    fn batches<'w, 't>(&self, postings: &Postings<'_>, shards: &'w [Wanted<'t>], most: usize) -> Vec<&'w [Wanted<'t>]> {
        let (mut batches, mut rest) = (Vec::new(), shards);
        while !rest.is_empty() {
            let mut count = 0;
            let fits = |wanted: &&Wanted<'_>| {
                count += wanted.tokens.iter().map(|token| self.entries(postings, *token) as usize).sum::<usize>();
                count <= most
            };
            let (batch, after) = rest.split_at(rest.iter().take_while(fits).count().max(1));
            batches.push(batch);
            rest = after;
        }
        batches
    }

    /// The script of a shard's tokens and postings, and that of its positions.
    fn shard(&self, wanted: &Wanted<'_>, all: &Postings<'_>, lists: (&Lists, usize), entries: &Entries, odds: &[Odds; 2]) -> [Part; 2] {
        let (letter, number) = (self.letter, wanted.number);
        let (postings, positions) = self.coded(wanted, all, lists, entries, odds.each_ref().map(Coder::new));
        let [shard, places] = wanted.kept.clone();
        let list = || {
            let (mut written, mut before) = (String::new(), "");
            for token in wanted.tokens {
                let token = all.token(*token);
                front_coded(&mut written, before, token);
                before = token;
            }
            let tokens = serde_json::to_string(&written).unwrap_or_default();
            put(&format!("{letter}{number}"), &format!("{tokens},\"{}\"", postings.finish()))
        };
        [shard.unwrap_or_else(list), places.unwrap_or_else(|| put(&format!("{letter}p{number}"), &format!("\"{}\"", positions.finish())))]
    }

    /// Writes a shard's postings, and the positions of those in the first field, which phrases are looked for in. Ids have none. What is
    /// kept is not written.
    fn coded(
        &self,
        wanted: &Wanted<'_>,
        all: &Postings<'_>,
        (lists, from): (&Lists, usize),
        entries: &Entries,
        [mut postings, mut positions]: [Coder; 2],
    ) -> (Coder, Coder) {
        let [list_is_kept, places_are_kept] = wanted.kept.each_ref().map(Option::is_some);
        for (slot, token) in (from..).zip(wanted.tokens) {
            for (nth, field) in self.fields.iter().enumerate() {
                let list = lists.list(slot, *field);
                if !list_is_kept {
                    lists::write(&mut postings, nth, list, entries, self.lengths);
                }
                if !places_are_kept && nth == 0 && !all.token(*token).starts_with('#') {
                    lists::write_positions(&mut positions, lists, slot, *field);
                }
            }
        }
        (postings, positions)
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
    Part { name: name.to_owned(), key: Key::of(&[script.as_bytes()]), script: Some(script.into()) }
}

#[cfg(test)]
mod tests;
