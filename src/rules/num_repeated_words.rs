//! num-repeated-words: the same words twice in a row, or the same paragraph twice in a document.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::num::NonZeroU32;
use std::ops::Range;

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::Site;
use crate::model::text::BlockKind;
use crate::model::words::{OBJECT, Words};
use crate::source::{Span, scan};

/// The record.
pub const RECORD: Record = Record {
    name: "num-repeated-words",
    title: ("ord som står to ganger", "words that stand twice"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("num_repeated_words.md"),
    check: Check::Document(check),
};

/// Words that are hardly ever meant twice.
const DOUBLED: &[&str] = &["med", "og", "av", "å", "i", "en", "et", "for", "til", "på", "som"];

/// Words after two alike that begin an expression with the second: "for for eksempel", "i i dag", "som som regel".
const EXPRESSIONS: &[(&str, &[&str])] = &[
    (
        "for",
        &["eksempel", "øvrig", "lengst", "lenge", "mye", "mange", "lite", "få", "små", "store", "seint", "sent", "tidlig", "øyeblikket"],
    ),
    ("i", &["dag", "går", "morgen", "fjor", "år", "alt", "hovedsak", "praksis", "stedet", "tillegg", "utgangspunktet", "gang", "alle"]),
    ("som", &["regel", "oftest", "nevnt", "kjent", "følge", "sagt"]),
    ("med", &["andre", "en", "hensyn", "mer", "mindre"]),
    ("til", &["sammen", "dels", "enhver", "slutt", "nå", "tross", "og"]),
    ("av", &["og"]),
    ("på", &["forhånd", "nytt", "ny", "plass", "sikt"]),
    ("en", &["gang"]),
];

/// The shortest and the longest phrase that is looked for, in words.
const PHRASE: std::ops::RangeInclusive<usize> = 3..=25;

/// A paragraph of so many words is no formula.
const PARAGRAPH: usize = 20;

/// A word of a block: its bytes there, without the signs around it.
struct Word {
    start: usize,
    end: usize,
    /// The same for words that differ in their capitals alone, and for few others; none for what is no word.
    key: Option<NonZeroU32>,
    /// Whether a sign follows it.
    stops: bool,
}

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let (mut paragraphs, mut list) = (Paragraphs::default(), Vec::new());
    for block in reading.words() {
        fill(&mut list, &block.plain);
        let is_paragraph = matches!(block.block.kind, BlockKind::Paragraph | BlockKind::Entry | BlockKind::Quotation);
        if is_paragraph
            && list.len() >= PARAGRAPH
            && let Some(first) = paragraphs.seen(block, &list)
        {
            notes.add(paragraph(site, n, block.block.span, first));
            continue;
        }
        for (from, to, end) in repeated(&block.plain, &list) {
            let (Some(first), Some(second), Some(last)) = (list.get(from), list.get(to), list.get(end - 1)) else { continue };
            let Some(before) = list.get(to - 1) else { continue };
            let span = block.span(second.start, last.end);
            let place = site.place(n, span);
            let shown = words::shown(site, place, block.plain.get(second.start..last.end).unwrap_or_default());
            let cut = block.span(before.end, last.end);
            let fix = Fix {
                message: Bilingual::new("Ta ut det ene", "Take one of them out"),
                safe: false,
                edits: vec![Edit { place: site.place(n, cut), text: String::new() }],
            };
            let message = Bilingual::new(format!("«{shown}» står to ganger etter hverandre"), format!("“{shown}” stands twice in a row"));
            let finding = Finding::new(RECORD.name, place, message)
                .with_label(site.place(n, block.span(first.start, before.end)), Bilingual::new("første gang", "the first time"))
                .with_help(Bilingual::new("Ta ut det ene.", "Take one of them out."));
            // Markup between the two would be cut in half.
            let plain = !site.sources.slice(site.place(n, cut)).contains(['*', '_', '[', ']', '`', '~', '\\', '<']);
            notes.add(if plain { finding.with_fix(fix) } else { finding });
        }
    }
}

fn paragraph(site: &Site, document: usize, span: Span, first: Span) -> Finding {
    let place = site.place(document, span);
    let fix = Fix {
        message: Bilingual::new("Ta ut det ene avsnittet", "Take one of the paragraphs out"),
        safe: false,
        edits: vec![Edit { place, text: String::new() }],
    };
    Finding::new(RECORD.name, place, Bilingual::new("Avsnittet står to ganger i dokumentet", "The paragraph stands twice in the document"))
        .with_label(site.place(document, first), Bilingual::new("første gang", "the first time"))
        .with_help(Bilingual::new("Ta ut det ene, eller vis til det første.", "Take one of them out, or refer to the first."))
        .with_fix(fix)
}

/// The words of a block.
fn list(plain: &str) -> Vec<Word> {
    let mut words = Vec::new();
    fill(&mut words, plain);
    words
}

/// Fills a list with the words of a block and nothing else. Code and what stands for it is a word of its own that is like no other.
fn fill(words: &mut Vec<Word>, plain: &str) {
    words.clear();
    words.reserve(plain.len() / 5);
    // White space that is not ASCII begins with one of four bytes.
    let may_be_space = |byte: u8, _| (byte == b' ') | matches!(byte, b'\t'..=b'\r') | (byte == 0xc2) | matches!(byte, 0xe1..=0xe3);
    let has_odd = scan::has(plain, may_be_odd);
    let mut start = 0;
    for at in scan::places(plain, may_be_space) {
        let space = match plain.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => 1,
            _ => plain.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_whitespace()).map_or(0, char::len_utf8),
        };
        if space > 0 {
            words.extend(word(plain, start..at, has_odd));
            start = at + space;
        }
    }
    words.extend(word(plain, start..plain.len(), has_odd));
}

/// The word between two white spaces; none where there is nothing. What is odd about some words is looked for where a block has any.
#[inline]
fn word(plain: &str, Range { start, end }: Range<usize>, has_odd: bool) -> Option<Word> {
    let piece = plain.as_bytes().get(start..end).filter(|piece| !piece.is_empty())?;
    let usual = if has_odd { None } else { usual(piece) };
    let (from, to, key) = usual.unwrap_or_else(|| any(plain.get(start..end).unwrap_or_default(), has_odd));
    Some(Word { start: start + from, end: start + to, key, stops: to - from < piece.len() })
}

/// Whether two bytes may be of what stands for code, or of a letter that has another length in UTF-8 when small; marks such as `–` are not.
fn may_be_odd(byte: u8, after: u8) -> bool {
    (byte >= 0xc8) & ((byte != 0xe2) | (after != 0x80)) | (byte == 0xc4) & (after == 0xb0)
}

/// Where in a piece of text its first letter or digit stands, and where its last ends, with the key of what is between: of the words that
/// begin with a letter of ASCII, and end with one or with one sign after it. None of all others.
#[inline]
fn usual(piece: &[u8]) -> Option<(usize, usize, Option<NonZeroU32>)> {
    let bare = match piece {
        [bare @ .., sign] if sign.is_ascii() && !sign.is_ascii_alphanumeric() => bare,
        _ => piece,
    };
    let (first, last) = (bare.first()?, bare.last()?);
    let is_usual = first.is_ascii_alphanumeric() & last.is_ascii_alphanumeric();
    is_usual.then(|| (0, bare.len(), key(first | 0x20, last | 0x20, bare.len())))
}

/// The same of any.
fn any(piece: &str, has_odd: bool) -> (usize, usize, Option<NonZeroU32>) {
    let (is_plain, sign) = (|c: char| c.is_ascii_alphanumeric(), |c: char| !c.is_alphanumeric());
    let tail = if piece.starts_with(is_plain) { piece } else { piece.trim_start_matches(sign) };
    let bare = if tail.ends_with(is_plain) { tail } else { tail.trim_end_matches(sign) };
    let from = piece.len() - tail.len();
    (from, from + bare.len(), if has_odd && piece.contains(OBJECT) { None } else { key_of(bare, has_odd) })
}

/// One number for the first and last small letter of a word, and how many bytes all of them have.
fn key(first: u8, last: u8, length: usize) -> Option<NonZeroU32> {
    NonZeroU32::new(u32::from_le_bytes([first, last, length.to_le_bytes()[0], 1]))
}

/// The same for any word.
fn key_of(word: &str, has_odd: bool) -> Option<NonZeroU32> {
    let (first, last) = (word.chars().next()?, word.chars().next_back()?);
    let part = |letter: Option<char>| letter.map(|letter| u32::from(letter).to_le_bytes()[0] | 0x20);
    let length = if has_odd { word.chars().flat_map(char::to_lowercase).map(char::len_utf8).sum() } else { word.len() };
    key(part(first.to_lowercase().next())?, part(last.to_lowercase().next_back())?, length)
}

/// A word's letters, in small ones.
fn letters<'p>(plain: &'p str, word: &Word) -> impl Iterator<Item = char> + use<'p> {
    plain.get(word.start..word.end).unwrap_or_default().chars().flat_map(char::to_lowercase)
}

/// Whether two words are the same, whatever their capitals.
fn is_same(plain: &str, one: &Word, other: &Word) -> bool {
    one.key.is_some() && one.key == other.key && letters(plain, one).eq(letters(plain, other))
}

/// The paragraphs of a document that were seen.
#[derive(Default)]
struct Paragraphs<'r, 's> {
    /// By the keys of their words. Most are like no other in these, and are not looked at letter by letter.
    by_keys: HashMap<u64, Option<&'r Words<'s>>>,
    /// By all their letters, of those that another has the keys of.
    by_letters: HashMap<u64, Span>,
}

impl<'r, 's> Paragraphs<'r, 's> {
    /// Where the same words were seen before; else they are seen from now on.
    fn seen(&mut self, block: &'r Words<'s>, list: &[Word]) -> Option<Span> {
        let keys = sum(list.iter().map(|word| word.key.map_or(0, NonZeroU32::get)));
        let Entry::Occupied(mut first) = self.by_keys.entry(keys) else {
            self.by_keys.insert(keys, Some(block));
            return None;
        };
        if let Some(first) = first.get_mut().take() {
            self.by_letters.insert(whole(&first.plain, &self::list(&first.plain)), first.block.span);
        }
        match self.by_letters.entry(whole(&block.plain, list)) {
            Entry::Occupied(before) => Some(*before.get()),
            Entry::Vacant(new) => {
                new.insert(block.block.span);
                None
            }
        }
    }
}

/// One number for all the letters of a paragraph, in small ones.
fn whole(plain: &str, list: &[Word]) -> u64 {
    let word = |word: &Word| if word.key.is_some() { sum(letters(plain, word).map(u32::from)).to_le_bytes() } else { [0; 8] };
    sum(list.iter().flat_map(word).map(u32::from))
}

/// One number for many.
fn sum(parts: impl Iterator<Item = u32>) -> u64 {
    parts.fold(0xcbf2_9ce4_8422_2325, |sum, part| (sum ^ u64::from(part)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Phrases that stand twice in a row: where the first begins, where the second begins, and where it ends, counted in words.
fn repeated(plain: &str, words: &[Word]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let next = next_alike(words);
    let (mut at, mut row) = (0, 0);
    while at < words.len() {
        // Most words have none like them near enough.
        if next.get(at).is_some_and(|next| !(1..=*PHRASE.end()).contains(&next.saturating_sub(at))) {
            at += 1;
            continue;
        }
        if at >= row {
            row = at + row_of(plain, words.get(at..).unwrap_or_default());
        }
        if let Some(length) = phrase(plain, words, &next, at, row).or_else(|| is_doubled(plain, words, at).then_some(1)) {
            found.push((at, at + length, at + 2 * length));
            at += 2 * length;
        } else {
            at += 1;
        }
    }
    found
}

/// How many words at the beginning are one word.
fn row_of(plain: &str, words: &[Word]) -> usize {
    1 + words.windows(2).take_while(|two| matches!(two, [one, other] if is_same(plain, one, other))).count()
}

/// How many words the longest phrase has that begins at a place and stands twice there. Up to `row` they are one word over and over, which
/// is no phrase.
fn phrase(plain: &str, words: &[Word], next: &[usize], at: usize, row: usize) -> Option<usize> {
    let (mut longest, mut second) = (None, *next.get(at)?);
    while let Some(length) = second.checked_sub(at).filter(|length| (1..=*PHRASE.end()).contains(length)) {
        if PHRASE.contains(&length) && at + length > row && is_twice(plain, words, at, length) {
            longest = Some(length);
        }
        second = *next.get(second)?;
    }
    longest
}

/// For each word, where the next one stands that may be the same, and a place before it where there is none; nothing at all where there
/// are too few words for a phrase that stands twice.
fn next_alike(words: &[Word]) -> Vec<usize> {
    if words.len() < 2 * PHRASE.start() {
        return Vec::new();
    }
    let mut next = vec![0; words.len()];
    let mut seen = [0; 256];
    for ((at, word), next) in words.iter().enumerate().zip(&mut next).rev() {
        let Some(key) = word.key else { continue };
        let part = key.get().wrapping_mul(0x9e37_79b1).to_le_bytes()[3];
        *next = seen.get_mut(usize::from(part)).map_or(0, |seen| std::mem::replace(seen, at));
    }
    next
}

/// Whether a phrase of words, not of figures, stands twice.
fn is_twice(plain: &str, words: &[Word], at: usize, length: usize) -> bool {
    let (Some(first), Some(second)) = (words.get(at..at + length), words.get(at + length..at + 2 * length)) else { return false };
    let alike = first.iter().zip(second).all(|(a, b)| a.key.is_some() && a.key == b.key);
    let same = || first.iter().zip(second).all(|(a, b)| is_same(plain, a, b));
    let lettered = || first.iter().filter(|word| begins(plain, word, char::is_alphabetic)).count() >= *PHRASE.start();
    // Signs inside say that it is an enumeration, or two sentences that begin alike.
    let whole = || first.iter().take(length - 1).chain(second.iter().take(length - 1)).all(|word| !word.stops);
    alike && whole() && lettered() && same()
}

/// Whether a word begins with a letter of a kind.
fn begins(plain: &str, word: &Word, kind: fn(char) -> bool) -> bool {
    plain.get(word.start..word.end).is_some_and(|word| word.starts_with(kind))
}

fn is_doubled(plain: &str, words: &[Word], at: usize) -> bool {
    let (Some(first), Some(second)) = (words.get(at), words.get(at + 1)) else { return false };
    if first.key != second.key || first.stops || second.stops || !is_same(plain, first, second) {
        return false;
    }
    let said = |word: &Word| plain.get(word.start..word.end).unwrap_or_default().to_lowercase();
    let (doubled, next) = (said(first), words.get(at + 2).filter(|word| word.key.is_some()).map(said));
    let expression =
        || EXPRESSIONS.iter().any(|(word, after)| *word == doubled && next.as_deref().is_some_and(|next| after.contains(&next)));
    DOUBLED.contains(&doubled.as_str()) && !expression() && !begins(plain, second, char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let words = list(text);
        repeated(text, &words).into_iter().map(|(_, to, end)| text[words[to].start..words[end - 1].end].to_owned()).collect()
    }

    #[test]
    fn words_alike_have_one_key() {
        let odd = |letter: char| scan::has(letter.encode_utf8(&mut [0; 4]), may_be_odd);
        let length = |letter: char| letter.to_lowercase().map(char::len_utf8).sum::<usize>();
        assert!(('\0'..=char::MAX).all(|letter| length(letter) == letter.len_utf8() || odd(letter)));
        assert!(odd(OBJECT) && !odd('–') && !odd('Å'));
        for (one, other) in
            [("Møte", "møtE"), ("\u{212a}ort", "kort"), ("straẞe", "straße"), ("İst", "i\u{307}st"), ("ÅR", "år"), ("A4", "a4")]
        {
            let (one, other) = (list(one), list(other));
            assert!(one[0].key.is_some() && one[0].key == other[0].key);
        }
    }

    #[test]
    fn words_of_a_row_are_looked_at_once() {
        let row = |text: &str| row_of(text, &list(text));
        assert_eq!((row("a A a b a"), row("a b"), row("a"), row("ab ac")), (3, 1, 1, 1));
        assert_eq!(found("til til til til styret til til til til styret"), ["til til til til styret"]);
    }

    #[test]
    fn repeated_words_are_found_and_nothing_else() {
        assert_eq!(found("Vi møttes med med rådet i dag"), ["med"]);
        assert_eq!(found("Å å si det slik, og til\ntil slutten"), ["å", "til"]);
        assert_eq!(found("Styret tok saken til styret tok saken til orientering."), ["styret tok saken til"]);
        for silent in [
            "Det som som oftest skjer, er for for eksempel små steder",
            "1 2 3 1 2 3 og år for år for år",
            "Ja, ja, ja, ja, ja, ja",
            "pkt. i) i rådet, og, og ikke minst",
            "Møtet er 1. mars. Møtet er 1. mars.",
            "Han mente at at-setninger er fine",
            "",
        ] {
            assert_eq!(found(silent), Vec::<String>::new(), "{silent}");
        }
    }
}
