//! The words that a misspelt one may have meant, most used first kept: asked for only where a query's word is nowhere.

use super::packing;
use super::postings::{Postings, beginning};
use super::shards::{Part, front_coded, put};

/// How many words are kept.
const WORDS: usize = 12_000;
/// Shorter words have too many neighbours one letter away.
const SHORTEST: usize = 4;

/// The list of words, sorted, each with how often it comes as a power of two.
pub fn part(postings: &Postings<'_>) -> Part {
    let is_word = |word: &str| word.len() >= SHORTEST && word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic);
    // Ids come of no words.
    let words = postings.tokens.iter().map(|token| (postings.counts(*token).iter().sum::<u32>(), postings.written(*token)));
    let mut words: Vec<(u32, &str)> = words.filter(|(_, word)| is_word(word)).collect();
    if words.len() > WORDS {
        words.select_nth_unstable_by(WORDS, |a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        words.truncate(WORDS);
    }
    let mut words: Vec<(u64, &str, u32)> = words.into_iter().map(|(entries, word)| (beginning(word), word, entries)).collect();
    words.sort_unstable();
    let (mut text, mut often, mut before) = (String::new(), Vec::new(), "");
    for (_, word, entries) in words {
        front_coded(&mut text, before, word);
        packing::put(&mut often, entries.max(1).ilog2());
        before = word;
    }
    let often = String::from_utf8(often).unwrap_or_default();
    put("w", &format!("{},\"{often}\"", serde_json::to_string(&text).unwrap_or_default()))
}
