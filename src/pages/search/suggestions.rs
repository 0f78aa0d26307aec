//! The words that a misspelt one may have meant, most used first kept: asked for only where a query's word is nowhere.

use super::packing;
use super::postings::Posted;
use super::shards::{Part, front_coded, put};

/// How many words are kept.
const WORDS: usize = 12_000;
/// Shorter words have too many neighbours one letter away.
const SHORTEST: usize = 4;

/// The list of words, sorted, each with how often it comes as a power of two.
pub fn part(tokens: &[(&str, &Posted)]) -> Part {
    let entries = |posted: &Posted| posted.lists.iter().map(|list| list.entries).sum::<u32>();
    let is_word = |word: &str| word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic);
    // Ids are tokens that begin with `#`; they are no words.
    let words = tokens.iter().filter(|(token, posted)| !token.starts_with('#') && is_word(&posted.written));
    let mut words: Vec<(u32, &str)> = words.map(|(_, posted)| (entries(posted), &*posted.written)).collect();
    words.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    words.truncate(WORDS);
    words.sort_by_key(|(_, word)| *word);
    let (mut text, mut often, mut before) = (String::new(), Vec::new(), "");
    for (entries, word) in words {
        front_coded(&mut text, before, word);
        packing::put(&mut often, entries.max(1).ilog2());
        before = word;
    }
    let often = String::from_utf8(often).unwrap_or_default();
    put("w", &format!("{},\"{often}\"", serde_json::to_string(&text).unwrap_or_default()))
}
