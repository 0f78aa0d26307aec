//! num-repeated-words: the same words twice in a row, or the same paragraph twice in a document.

use std::collections::HashMap;
use std::num::NonZeroU64;

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::Site;
use crate::model::text::BlockKind;
use crate::model::words::OBJECT;
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
    /// The same for words that differ in their capitals alone; none for what is no word.
    sound: Option<NonZeroU64>,
    /// Whether it begins with a letter.
    lettered: bool,
    /// Whether a sign follows it.
    stops: bool,
    /// Whether it begins with a capital.
    capital: bool,
}

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let mut paragraphs: HashMap<u64, Span> = HashMap::new();
    for block in reading.words() {
        let list = list(&block.plain);
        let is_paragraph = matches!(block.block.kind, BlockKind::Paragraph | BlockKind::Entry | BlockKind::Quotation);
        if is_paragraph && list.len() >= PARAGRAPH {
            let whole = list.iter().fold(BASIS, |sum, word| mix(sum, word.sound.map_or(0, NonZeroU64::get)));
            if let Some(first) = paragraphs.get(&whole) {
                notes.add(paragraph(site, n, block.block.span, *first));
                continue;
            }
            paragraphs.insert(whole, block.block.span);
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

/// The words of a block. Code and what stands for it is a word of its own that is like no other.
fn list(plain: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for piece in plain.split(char::is_whitespace) {
        let start = at;
        at += piece.len() + plain.get(at + piece.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if piece.is_empty() {
            continue;
        }
        let bytes = piece.as_bytes();
        let plainly = [bytes.first(), bytes.last()].into_iter().flatten().all(u8::is_ascii_alphanumeric);
        let tail = if plainly { piece } else { piece.trim_start_matches(|c: char| !c.is_alphanumeric()) };
        let head = piece.len() - tail.len();
        let bare = if plainly { piece } else { tail.trim_end_matches(|c: char| !c.is_alphanumeric()) };
        let (from, to) = (start + head, start + head + bare.len());
        let object = bare.is_empty() || (!piece.is_ascii() && piece.contains(OBJECT));
        words.push(Word {
            start: from,
            end: to,
            sound: if object { None } else { sound(bare) },
            lettered: bare.starts_with(char::is_alphabetic),
            stops: head > 0 || head + bare.len() < piece.len(),
            capital: bare.starts_with(char::is_uppercase),
        });
    }
    words
}

/// Where FNV-1a begins, and its step.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
fn mix(sum: u64, part: u64) -> u64 {
    (sum ^ part).wrapping_mul(0x0000_0100_0000_01b3)
}

/// A number for a word in small letters.
fn sound(word: &str) -> Option<NonZeroU64> {
    NonZeroU64::new(if word.is_ascii() {
        word.bytes().fold(BASIS, |sum, letter| mix(sum, u64::from(letter.to_ascii_lowercase())))
    } else {
        word.chars().flat_map(char::to_lowercase).fold(BASIS, |sum, letter| mix(sum, u64::from(letter)))
    })
}

/// Phrases that stand twice in a row: where the first begins, where the second begins, and where it ends, counted in words.
fn repeated(plain: &str, words: &[Word]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let next = next_alike(words);
    let mut at = 0;
    while at < words.len() {
        let alike = std::iter::successors(next.get(at).copied().flatten(), |at| next.get(*at).copied().flatten());
        let lengths = alike.map(|second| second - at).take_while(|length| length <= PHRASE.end()).filter(|length| PHRASE.contains(length));
        let phrase = lengths.filter(|length| is_twice(words, at, *length)).last();
        if let Some(length) = phrase.or_else(|| is_doubled(plain, words, at).then_some(1)) {
            found.push((at, at + length, at + 2 * length));
            at += 2 * length;
        } else {
            at += 1;
        }
    }
    found
}

/// For each word, where the next one stands that may be the same: one of the same 256th of all words.
fn next_alike(words: &[Word]) -> Vec<Option<usize>> {
    let mut next = vec![None; words.len()];
    let mut seen: [Option<usize>; 256] = [None; 256];
    for ((at, word), next) in words.iter().enumerate().zip(&mut next).rev() {
        let Some(sound) = word.sound else { continue };
        let part = sound.get().to_le_bytes()[0];
        *next = seen.get_mut(usize::from(part)).and_then(|seen| seen.replace(at));
    }
    next
}

/// Whether a phrase of words, not of figures, stands twice.
fn is_twice(words: &[Word], at: usize, length: usize) -> bool {
    let (Some(first), Some(second)) = (words.get(at..at + length), words.get(at + length..at + 2 * length)) else { return false };
    let same = first.iter().zip(second).all(|(a, b)| a.sound.is_some() && a.sound == b.sound);
    let varied = || first.iter().any(|word| Some(word.sound) != first.first().map(|first| first.sound));
    let lettered = || first.iter().filter(|word| word.lettered).count() >= PHRASE.min().unwrap_or(3);
    // Signs inside say that it is an enumeration, or two sentences that begin alike.
    let whole = || first.iter().take(length - 1).chain(second.iter().take(length - 1)).all(|word| !word.stops);
    same && whole() && lettered() && varied()
}

fn is_doubled(plain: &str, words: &[Word], at: usize) -> bool {
    let (Some(first), Some(second)) = (words.get(at), words.get(at + 1)) else { return false };
    if first.sound.is_none() || first.sound != second.sound || first.stops || second.stops || second.capital {
        return false;
    }
    let said = |word: &Word| plain.get(word.start..word.end).unwrap_or_default().to_lowercase();
    let (doubled, next) = (said(first), words.get(at + 2).filter(|word| word.sound.is_some()).map(said));
    let expression =
        || EXPRESSIONS.iter().any(|(word, after)| *word == doubled && next.as_deref().is_some_and(|next| after.contains(&next)));
    DOUBLED.contains(&doubled.as_str()) && !expression()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let words = list(text);
        repeated(text, &words).into_iter().map(|(_, to, end)| text[words[to].start..words[end - 1].end].to_owned()).collect()
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
