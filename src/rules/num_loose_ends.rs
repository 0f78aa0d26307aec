//! num-loose-ends: brackets and quotation marks without their other half, stray signs, a paragraph that stops in the middle.

use std::collections::BTreeMap;

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::text::{BlockKind, Next};
use crate::model::words::{OBJECT, Words};
use crate::source::scan;

/// The record.
pub const RECORD: Record = Record {
    name: "num-loose-ends",
    title: ("løse ender i teksten", "loose ends in the text"),
    levels: &[("", Level::Warning), (STOPS, Level::Info)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("num_loose_ends.md"),
    check: Check::Document(check),
};

/// A paragraph that stops in the middle of a sentence.
const STOPS: &str = "stops";

/// Words that a sentence goes on after. Prepositions that a clause may end on ("det vi jobber med") are not among them.
const GOES_ON: &[&str] = &[
    "og", "eller", "samt", "men", "at", "fordi", "dersom", "hvis", "å", "en", "et", "ei", "den", "de", "mellom", "blant", "ifølge",
    "gjennom", "fra", "for", "av", "til", "hos", "ved",
];

/// A paragraph of fewer words may be a line of its own kind: an address, a signature.
const FEWEST_WORDS: usize = 5;

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let all = reading.words();
    // A quotation may run over several paragraphs, each of which may begin with its sign: where it is opened, and the last of them.
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    for (nth, block) in all.iter().enumerate() {
        for (sign, at) in stray(&block.plain) {
            let place = site.place(n, block.span(at, at + sign.len()));
            notes.add(Finding::new(RECORD.name, place, sign.message()).with_help(sign.help()));
        }
        for (sign, at) in unbalanced(block) {
            match sign {
                '«' => match open.last_mut() {
                    Some((.., last)) if *last + 1 == nth && block.plain.get(..at).is_some_and(|before| before.trim().is_empty()) => {
                        *last = nth;
                    }
                    _ => open.push((nth, at, nth)),
                },
                '»' if open.pop().is_some() => {}
                _ => notes.add(half(site, n, block, sign, at)),
            }
        }
        // The last of them has both signs.
        if open.last().is_some_and(|(.., last)| last + 1 == nth) && ends_quotation(block.plain.trim()) {
            open.pop();
        }
        if stops(block) {
            let end = block.plain.trim_end();
            let last = end.rsplit(char::is_whitespace).next().unwrap_or_default();
            let place = site.place(n, block.span(end.len() - last.len(), end.len()));
            let shown = words::shown(site, place, last);
            let message = Bilingual::new(
                format!("Avsnittet slutter på «{shown}», midt i en setning"),
                format!("The paragraph ends on “{shown}”, in the middle of a sentence"),
            );
            let help = Bilingual::new("Skriv resten av setningen.", "Write the rest of the sentence.");
            notes.add(Finding::new(RECORD.name, place, message).with_case(STOPS).with_help(help));
        }
    }
    for (nth, at, _) in open {
        notes.add_all(all.get(nth).map(|block| half(site, n, block, '«', at)));
    }
}

/// Whether a paragraph is the last of a quotation, each of which begins with its sign: the first that it closes ends a sentence, or it.
fn ends_quotation(paragraph: &str) -> bool {
    let inside = paragraph.strip_prefix('«').and_then(|rest| rest.split_once('»'));
    inside.is_some_and(|(said, after)| after.is_empty() || said.ends_with(['.', '!', '?', '…']) || after == ".")
        || (paragraph.starts_with('«') && paragraph.ends_with('»'))
}

fn half(site: &Site, document: usize, block: &Words<'_>, sign: char, at: usize) -> Finding {
    let place = site.place(document, block.span(at, at + sign.len_utf8()));
    let (nb, en) = match sign {
        '(' | '[' | '{' => ("Parentesen lukkes ikke", "The bracket is not closed"),
        ')' | ']' | '}' => ("Parentesen åpnes ikke", "The bracket is not opened"),
        '«' => ("Sitatet lukkes ikke", "The quotation is not closed"),
        '»' => ("Sitatet åpnes ikke", "The quotation is not opened"),
        _ => ("Anførselstegnet mangler den andre halvdelen", "The quotation mark lacks its other half"),
    };
    let help = Bilingual::new("Sett inn det som mangler, eller ta ut tegnet.", "Add the one that is missing, or take the sign out.");
    Finding::new(RECORD.name, place, Bilingual::new(nb, en)).with_help(help)
}

/// A sign that stands where none belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stray {
    TwoCommas,
    SpaceBeforeStop,
    BackTick,
}

impl Stray {
    fn len(self) -> usize {
        if self == Self::BackTick { 1 } else { 2 }
    }

    fn message(self) -> Bilingual {
        let (nb, en) = match self {
            Self::TwoCommas => ("To komma etter hverandre", "Two commas in a row"),
            Self::SpaceBeforeStop => ("Mellomrom foran punktum", "A space before a full stop"),
            Self::BackTick => ("Et enslig tegn for kode", "A back-tick without its other half"),
        };
        Bilingual::new(nb, en)
    }

    fn help(self) -> Bilingual {
        let (nb, en) = match self {
            Self::TwoCommas => {
                ("Ta ut det ene, eller skriv det som skulle stått mellom dem.", "Take one out, or write what should stand between them.")
            }
            Self::SpaceBeforeStop => ("Ta ut mellomrommet.", "Take the space out."),
            Self::BackTick => ("Ta ut tegnet, eller lukk koden.", "Take the sign out, or close the code."),
        };
        Bilingual::new(nb, en)
    }
}

/// Stray signs and where they stand.
fn stray(text: &str) -> Vec<(Stray, usize)> {
    let mut found = Vec::new();
    // To see that there is nothing is quicker than to look for where it is.
    if !scan::has(text, |byte, after| (byte == b'`') | ((byte == b',') & (after == b',')) | ((byte == b' ') & (after == b'.'))) {
        return found;
    }
    let after = |at: usize| text.get(at..).unwrap_or_default();
    let before = |at: usize| text.get(..at).unwrap_or_default();
    for (at, _) in text.match_indices(",,") {
        if !before(at).ends_with(',') && !after(at + 2).starts_with(',') {
            found.push((Stray::TwoCommas, at));
        }
    }
    for (at, _) in text.match_indices(" .") {
        let rest = after(at + 2);
        let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
        // Dots with spaces between lead to a page number, or leave something out.
        let dots = rest.trim_start().starts_with('.') || before(at).trim_end().ends_with(['.', '…']);
        if ends && !dots && before(at).ends_with(|c: char| !c.is_whitespace()) {
            found.push((Stray::SpaceBeforeStop, at));
        }
    }
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    if let [only] = ticks.as_slice() {
        found.push((Stray::BackTick, *only));
    }
    found.sort_by_key(|(_, at)| *at);
    found
}

/// Brackets and quotation marks of a block that have no other half in it, in order.
fn unbalanced(block: &Words<'_>) -> Vec<(char, usize)> {
    let text = block.plain.as_str();
    if !scan::has(text, may_be_half) {
        return Vec::new();
    }
    let mut loose = halves(text);
    // A face, or an address in a link's text, is no bracket.
    loose.retain(|(_, at)| !block.linked(*at) && !is_face(text, *at));
    loose.sort_by_key(|(_, at)| *at);
    loose
}

/// What has no other half in a text.
fn halves(text: &str) -> Vec<(char, usize)> {
    let mut open: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    let mut loose: Vec<(char, usize)> = Vec::new();
    let mut marks: Vec<(char, usize)> = Vec::new();
    let mut in_doubt = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' | '[' | '{' | '«' => open.entry(sign).or_default().push(at),
            ')' if open.get(&'(').is_none_or(Vec::is_empty) && is_enumerator(text, at) => {}
            ')' | ']' | '}' | '»' => {
                let other = match sign {
                    ')' => '(',
                    ']' => '[',
                    '}' => '{',
                    _ => '«',
                };
                match open.get_mut(&other).and_then(Vec::pop) {
                    Some(_) => in_doubt += usize::from(sign == ')' && is_enumerator(text, at)),
                    // In "(se 1) og 2) over)" nobody can tell which of them closes.
                    None if sign == ')' && in_doubt > 0 => in_doubt -= 1,
                    None => loose.push((sign, at)),
                }
            }
            // Inches and seconds.
            '"' | '”'
                if text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())) && marks.len().is_multiple_of(2) => {
            }
            '"' | '“' | '”' | '„' | '‟' => marks.push((sign, at)),
            _ => {}
        }
    }
    if marks.len() % 2 == 1 {
        loose.extend(marks.last().copied());
    }
    loose.extend(open.into_iter().flat_map(|(sign, places)| places.into_iter().map(move |at| (sign, at))));
    loose
}

/// Whether two bytes may be a bracket or begin a quotation mark: most paragraphs have none.
#[inline(always)]
fn may_be_half(byte: u8, after: u8) -> bool {
    (byte == b'(')
        | (byte == b')')
        | (byte == b'[')
        | (byte == b']')
        | (byte == b'{')
        | (byte == b'}')
        | (byte == b'"')
        | ((byte == 0xc2) & ((after == 0xab) | (after == 0xbb)))
        | ((byte == 0xe2) & (after == 0x80))
}

/// The letters of the longest enumerator.
const ENUMERATOR: usize = 4;

/// `a)`, `1)`, `iv)`, `2.1)`: a few letters or digits since the last space.
fn is_enumerator(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let within = |c: &char| !c.is_whitespace() && !matches!(*c, '(' | '/' | ',' | OBJECT);
    // One more than it may have.
    let length: usize = before.chars().rev().take(ENUMERATOR + 1).take_while(within).map(char::len_utf8).sum();
    let word = before.get(at.saturating_sub(length)..).unwrap_or_default();
    let short = (1..=ENUMERATOR).contains(&word.chars().count()) && word.chars().all(|c| c.is_alphanumeric() || c == '.');
    let letter = word.chars().count() == 1 || word.chars().all(|c| c.is_ascii_digit() || c == '.' || "ivxIVX".contains(c));
    short && letter
}

fn is_face(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with([':', ';']) || before.ends_with(":-") || before.ends_with(";-"))
}

/// Whether a paragraph stops on a word that a sentence goes on after, and nothing follows that could be the rest.
fn stops(block: &Words<'_>) -> bool {
    let follows = matches!(block.block.next, Next::End | Next::Heading | Next::Paragraph);
    if block.block.kind != BlockKind::Paragraph || !follows {
        return false;
    }
    let mut words = block.plain.split_whitespace();
    if !words.next_back().is_some_and(|last| GOES_ON.contains(&last)) {
        return false;
    }
    let ends = block.span(block.plain.len().saturating_sub(1), block.plain.len()).end == block.block.span.end;
    ends && words.take(FEWEST_WORDS - 1).count() == FEWEST_WORDS - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stray_signs_are_found_and_ellipses_left_alone() {
        assert_eq!(stray("Ja,, og nei . Så"), [(Stray::TwoCommas, 2), (Stray::SpaceBeforeStop, 11)]);
        assert_eq!(stray("en ` til"), [(Stray::BackTick, 3)]);
        for silent in ["Ja … og . . . nei", "filen .gitignore", "a ..", "1,,,2", "et `x` to"] {
            assert_eq!(stray(silent), [], "{silent}");
        }
    }

    #[test]
    fn halves_are_found_and_enumerators_left_alone() {
        let found = |text: &str| halves(text).into_iter().map(|(sign, _)| sign).collect::<String>();
        assert_eq!(found("a) én, iv) fire, 2.1) to, (b) tre"), "");
        assert_eq!(found("(se [1) over] og {det"), "{");
        assert_eq!(found("ordet) og 12345) og ab) og ta) (nei"), "))))(");
    }

    #[test]
    fn a_text_of_brackets_alone_is_gone_through_once() {
        let found = |text: &str| halves(&text.repeat(400_000)).len();
        assert_eq!((found(")"), found("1)"), found("{1)"), found("[{(")), (400_000, 399_999, 800_000, 1_200_000));
    }
}
