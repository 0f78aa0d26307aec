//! num-repeated-words: the same words twice in a row, or the same paragraph twice in a document.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::num::NonZeroU32;

use super::alike::{Key, Word, fill, is_same, letters, list, size};
use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::Site;
use crate::model::text::BlockKind;
use crate::model::words::Words;
use crate::source::Span;

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

/// Words that are hardly ever meant twice. Verbs are but a few: "det han har har verdi", "det det er er klart".
const DOUBLED: &[&str] = &[
    "med", "og", "av", "å", "i", "en", "et", "ein", "eit", "for", "til", "på", "fra", "frå", "som", "at", "eller", "fordi", "ikke",
    "ikkje", "også", "ble", "vart", "seg",
];

/// How many bytes the longest of them has.
const LONGEST_DOUBLED: u8 = 5;

/// Verbs among them, which may end one clause and begin the next after one of these words: "det som ble ble bra".
const VERBS: &[&str] = &["ble", "vart"];
const SUBJECTS: &[&str] =
    &["som", "det", "den", "de", "dei", "dette", "han", "hun", "ho", "vi", "jeg", "eg", "man", "ein", "du", "dere", "der", "slik"];

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

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let (mut paragraphs, mut keys) = (Paragraphs::default(), Vec::new());
    for block in reading.words() {
        fill(&mut keys, &block.plain);
        let is_paragraph = matches!(block.block.kind, BlockKind::Paragraph | BlockKind::Entry | BlockKind::Quotation);
        if is_paragraph
            && keys.len() >= PARAGRAPH
            && let Some(first) = paragraphs.seen(block, &keys)
        {
            notes.add(paragraph(site, n, block.block.span, first));
            continue;
        }
        if !may_repeat(&keys) {
            continue;
        }
        let list = list(&block.plain);
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
    fn seen(&mut self, block: &'r Words<'s>, keys: &[Key]) -> Option<Span> {
        let keys = sum(keys.iter().map(|key| key.map_or(0, NonZeroU32::get)));
        let Entry::Occupied(mut first) = self.by_keys.entry(keys) else {
            self.by_keys.insert(keys, Some(block));
            return None;
        };
        if let Some(first) = first.get_mut().take() {
            self.by_letters.insert(whole(&first.plain), first.block.span);
        }
        match self.by_letters.entry(whole(&block.plain)) {
            Entry::Occupied(before) => Some(*before.get()),
            Entry::Vacant(new) => {
                new.insert(block.block.span);
                None
            }
        }
    }
}

/// One number for all the letters of a paragraph, in small ones.
fn whole(plain: &str) -> u64 {
    let word = |word: &Word| if word.key.is_some() { sum(letters(plain, word).map(u32::from)).to_le_bytes() } else { [0; 8] };
    sum(list(plain).iter().flat_map(word).map(u32::from))
}

/// One number for many.
fn sum(parts: impl Iterator<Item = u32>) -> u64 {
    parts.fold(0xcbf2_9ce4_8422_2325, |sum, part| (sum ^ u64::from(part)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Whether by its keys a block may hold a word or a phrase that stands twice in a row.
fn may_repeat(keys: &[Key]) -> bool {
    let is_twice = |at: usize, length: usize| {
        let (first, second) = (keys.get(at..at + length), keys.get(at + length..at + 2 * length));
        first.is_some() && first == second
    };
    let twos = || keys.iter().zip(keys.iter().skip(1));
    let doubled = |one: Key, other: Key| (one == other) & one.is_some_and(|key| size(key) <= LONGEST_DOUBLED);
    if twos().fold(false, |any, (one, other)| any | doubled(*one, *other)) {
        return true;
    }
    // A phrase has two words in a row at least, which come again far less often than one.
    let two = |(one, other): (&Key, &Key)| Some(NonZeroU32::MIN | ((*one)?.get() ^ (*other)?.get().rotate_left(16)));
    let next = next_alike(twos().map(two));
    (0..next.len()).any(|at| lengths(&next, at).any(|length| PHRASE.contains(&length) && is_twice(at, length)))
}

/// How many words after a place those stand that may be the same, as far as a phrase goes.
fn lengths(next: &[usize], at: usize) -> impl Iterator<Item = usize> {
    let after = |second: &usize| next.get(*second).copied();
    let near = move |second: usize| second.checked_sub(at).filter(|length| (1..=*PHRASE.end()).contains(length));
    std::iter::successors(after(&at), after).map_while(near)
}

/// Phrases that stand twice in a row: where the first begins, where the second begins, and where it ends, counted in words.
fn repeated(plain: &str, words: &[Word]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let next = next_alike(words.iter().map(|word| word.key));
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
    let stands_twice = |length: &usize| PHRASE.contains(length) && at + length > row && is_twice(plain, words, at, *length);
    lengths(next, at).filter(stands_twice).last()
}

/// For each word, where the next one stands that may be the same, and a place before it where there is none; nothing at all where there
/// are too few words for a phrase that stands twice. `words` may be two at a time.
fn next_alike(words: impl ExactSizeIterator<Item = Key> + DoubleEndedIterator) -> Vec<usize> {
    if words.len() + 1 < 2 * PHRASE.start() {
        return Vec::new();
    }
    let mut next = vec![0; words.len()];
    let mut seen = [0; 256];
    for ((at, key), next) in words.enumerate().zip(&mut next).rev() {
        let Some(key) = key else { continue };
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
    // The first word of a sentence begins no clause inside another.
    let within = at.checked_sub(2).and_then(|at| words.get(at)).is_some_and(|word| !word.stops);
    let before = at.checked_sub(1).and_then(|at| words.get(at)).filter(|_| within).map(said);
    let clauses = || VERBS.contains(&doubled.as_str()) && before.is_some_and(|before| SUBJECTS.contains(&before.as_str()));
    DOUBLED.contains(&doubled.as_str()) && !expression() && !clauses() && !begins(plain, second, char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let (words, mut keys) = (list(text), Vec::new());
        fill(&mut keys, text);
        assert!(words.iter().map(|word| word.key).eq(keys.iter().copied()));
        let found = repeated(text, &words);
        assert!(found.is_empty() || may_repeat(&keys), "{text}");
        found.into_iter().map(|(_, to, end)| text[words[to].start..words[end - 1].end].to_owned()).collect()
    }

    #[test]
    fn no_word_that_is_doubled_is_longer_than_what_is_looked_at() {
        assert_eq!(DOUBLED.iter().map(|word| word.len()).max(), Some(usize::from(LONGEST_DOUBLED)));
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
        assert_eq!(found("Saken ble ble utsatt, og styret tok ikke ikke stilling"), ["ble", "ikke"]);
        assert_eq!(found("Saken er utsatt. Det ble ble enighet"), ["ble"]);
        assert_eq!(found("Møtet vart vart flytta fra fra oktober fordi fordi"), ["vart", "fra", "fordi"]);
        assert_eq!(found("Å å si det slik, og til\ntil slutten"), ["å", "til"]);
        assert_eq!(found("Styret tok saken til styret tok saken til orientering."), ["styret tok saken til"]);
        for silent in [
            "Det som som oftest skjer, er for for eksempel små steder",
            "1 2 3 1 2 3 og år for år for år",
            "Det som ble ble bra, det han har har verdi, og det det er er klart",
            "De de gjelder, får svar når det det handler om om litt er klart",
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
