//! num-conversion-residue: what a conversion from Word or PDF left in the text.

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::Site;
use crate::model::text::{BlockKind, Next};
use crate::model::words::Words;
use crate::source::{Span, scan};

/// The record.
pub const RECORD: Record = Record {
    name: "num-conversion-residue",
    title: ("rester etter en konvertering", "what a conversion left behind"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("num_conversion_residue.md"),
    check: Check::Document(check),
};

/// Word's bookmarks, notes and images, by the word in the brackets.
const BRACKETS: &[&str] = &["bookmark", "footnoteref", "endnoteref", "image"];

/// What Word writes where a field has lost its target. All begin with "Feil!" or "Error!".
const ERRORS: &[&str] = &[
    "Bokmerke er ikke definert",
    "Bokmerket er ikke definert",
    "Fant ikke referansekilden",
    "Fant ikke referansekilde",
    "Hyperkoblingsreferansen er ikke gyldig",
    "Hyperkoblingsreferansen er ugyldig",
    "Ugyldig hyperkoblingsreferanse",
    "Det er ikke tekst med den angitte stilen i dokumentet",
    "Ukjent dokumentegenskapsnavn",
    "Stil er ikke definert",
    "Bookmark not defined",
    "Reference source not found",
    "Hyperlink reference not valid",
    "No text of specified style in document",
];

/// Dots in a row from which on they lead to a page number.
const LEADER: usize = 5;

/// Extensions of documents that people once pasted as icons.
const FILES: &[&str] = &[
    ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".pdf", ".odt", ".ods", ".odp", ".rtf", ".msg", ".png", ".jpg", ".jpeg", ".gif",
    ".emf",
];

/// The bytes of the longest of them.
const LONGEST_EXTENSION: usize = 5;

const SOFT_HYPHEN: char = '\u{ad}';

/// What was left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Residue {
    Bracket,
    Error,
    SoftHyphen,
    Control,
    Leaders,
    FileName,
}

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let entry = site.entry(n);
    let Some(source) = site.sources.get(entry.source) else { return };
    for span in entry.document.fields() {
        for (kind, start, end) in residues(source.slice(span)) {
            let at = span.start as usize;
            notes.add(finding(site, n, kind, Span::new(at + start, at + end)));
        }
    }
    // A contents list may be a paragraph a line.
    let mut leaders: Option<(usize, Span)> = None;
    for block in reading.words() {
        let mut own = residues(&block.plain);
        if own.is_empty() && is_file_name(block) {
            own.push((Residue::FileName, 0, block.plain.len()));
        }
        for (kind, start, end) in own {
            let span = block.span(start, end);
            match &mut leaders {
                Some((last, whole)) if kind == Residue::Leaders && block.number <= *last + 1 => {
                    (*last, *whole) = (block.number, whole.join(span));
                }
                _ if kind == Residue::Leaders => {
                    notes.add_all(leaders.replace((block.number, span)).map(|(_, span)| finding(site, n, Residue::Leaders, span)));
                }
                _ => notes.add(finding(site, n, kind, span)),
            }
        }
    }
    notes.add_all(leaders.map(|(_, span)| finding(site, n, Residue::Leaders, span)));
}

fn finding(site: &Site, document: usize, kind: Residue, span: Span) -> Finding {
    let place = site.place(document, span);
    let shown = words::shown(site, place, &site.sources.slice(place).replace(SOFT_HYPHEN, "-"));
    let (message, help) = match kind {
        Residue::Bracket | Residue::Error => (
            Bilingual::new(format!("«{shown}» er blitt igjen etter en konvertering"), format!("“{shown}” was left by a conversion")),
            Bilingual::new(
                "Ta det ut, eller skriv henvisningen det skulle vært.",
                "Take it out, or write the reference it should have been.",
            ),
        ),
        Residue::SoftHyphen => (
            Bilingual::new(format!("«{shown}» har en usynlig bindestrek inni seg"), format!("“{shown}” has an invisible hyphen in it")),
            Bilingual::new(
                "Ta ut den myke bindestreken: søk finner ikke ordet ellers.",
                "Take the soft hyphen out: no search finds the word otherwise.",
            ),
        ),
        Residue::Control => {
            let code = site.sources.slice(place).chars().next().map_or(0, u32::from);
            (
                Bilingual::new(
                    format!("Et styretegn som ikke vises (U+{code:04X}), er blitt igjen etter en konvertering"),
                    format!("A control sign that does not show (U+{code:04X}) was left by a conversion"),
                ),
                Bilingual::new(
                    "Ta det ut: det kan snu teksten eller stoppe den som leser siden.",
                    "Take it out: it may turn the text around, or stop what reads the page.",
                ),
            )
        }
        Residue::Leaders => (
            Bilingual::new("En innholdsfortegnelse med sidetall er blitt igjen", "A contents list with page numbers was left"),
            Bilingual::new(
                "Ta den ut: sidene har ingen sidetall, og innholdet lages av overskriftene.",
                "Take it out: pages have no numbers, and headings make the contents list.",
            ),
        ),
        Residue::FileName => (
            Bilingual::new(
                format!("Filnavnet «{shown}» står alene i et avsnitt"),
                format!("The file name “{shown}” stands alone in a paragraph"),
            ),
            Bilingual::new(
                "Før fila under «vedlegg» og vis til den, eller ta navnet ut.",
                "List the file under “vedlegg” and refer to it, or take its name out.",
            ),
        ),
    };
    let finding = Finding::new(RECORD.name, place, message).with_help(help);
    if kind == Residue::FileName {
        return finding;
    }
    let written = site.sources.slice(place);
    let text: String = match kind {
        Residue::SoftHyphen => written.chars().filter(|c| *c != SOFT_HYPHEN).collect(),
        // Word's breaks of lines and pages part words.
        Residue::Control if written.starts_with(['\u{b}', '\u{c}']) => " ".to_owned(),
        _ => String::new(),
    };
    finding.with_fix(Fix { message: Bilingual::new("Ta det ut", "Take it out"), safe: false, edits: vec![Edit { place, text }] })
}

/// What was left in a text, in order, none overlapping another; all the lines of a contents list are one.
fn residues(text: &str) -> Vec<(Residue, usize, usize)> {
    let mut found: Vec<(Residue, usize, usize)> = Vec::new();
    let mut dotted = 0;
    for start in scan::places(text, may_begin) {
        let Some((rest, sign)) = text.get(start..).and_then(|rest| Some((rest, rest.chars().next()?))) else { continue };
        if found.last().is_some_and(|(_, _, end)| start < *end) {
            continue;
        }
        let residue = match sign {
            '[' => bracket(rest).map(|length| (Residue::Bracket, start, start + length)),
            'F' | 'E' => error(rest).map(|length| (Residue::Error, start, start + length)),
            SOFT_HYPHEN => {
                let before = text.get(..start).unwrap_or_default();
                let head = before
                    .rfind(|c: char| !is_in_word(c))
                    .map_or(0, |at| at + before.get(at..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8));
                let end = rest.find(|c: char| !is_in_word(c)).unwrap_or(rest.len());
                Some((Residue::SoftHyphen, head, start + end))
            }
            sign if is_control(sign) => Some((Residue::Control, start, start + sign.len_utf8())),
            // What begins in the middle of some dots is no more than what begins with the first of them.
            '.' | '…' if start >= dotted => {
                dotted = start + dots(rest);
                leader(text, start, dotted).map(|(from, to)| (Residue::Leaders, from, to))
            }
            _ => None,
        };
        match (residue, found.last_mut()) {
            (Some((Residue::Leaders, _, to)), Some((Residue::Leaders, _, end))) => *end = to,
            (Some(residue), _) => found.push(residue),
            (None, _) => {}
        }
    }
    found
}

/// Whether a sign shows nothing and is no white space of a text: what steers a printer or a terminal, and what turns the direction of
/// writing. Zero stands for what is no word.
fn is_control(sign: char) -> bool {
    matches!(sign, '\u{1}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
        || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether any of it may begin with two bytes: a bracket, "Fe", "Er", a soft hyphen, a control sign, dots.
#[inline(always)]
fn may_begin(byte: u8, after: u8) -> bool {
    (byte == b'[')
        | ((byte == b'F') & (after == b'e'))
        | ((byte == b'E') & (after == b'r'))
        | ((byte == 0xc2) & ((after == 0xad) | (after < 0xa0)))
        | ((byte < 0x20) & (byte != b'\n') & (byte != 0))
        | (byte == 0x7f)
        | ((byte == b'.') & ((after == b'.') | (after == b' ') | (after == 0xe2)))
        | ((byte == 0xe2) & ((after == 0x80) | (after == 0x81)))
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, SOFT_HYPHEN | '-')
}

/// Bytes before the colon in a bracket that Word left, and after it.
const LONGEST_WORD: usize = 40;
const LONGEST_NAME: usize = 200;

/// `[bookmark: _Toc1]`, with those that follow at once.
fn bracket(rest: &str) -> Option<usize> {
    let mut length = 0;
    while let Some(one) = rest.get(length..).and_then(one_bracket) {
        length += one;
    }
    (length > 0).then_some(length)
}

fn one_bracket(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let colon = inner.bytes().take(LONGEST_WORD).position(|b| b == b':')?;
    let (word, after) = (inner.get(..colon)?, inner.get(colon + 1..)?);
    let named = BRACKETS.iter().any(|left| word.trim().eq_ignore_ascii_case(left));
    let closed = || after.bytes().take(LONGEST_NAME).position(|b| b == b']');
    if named { Some(rest.len() - after.len() + closed()? + 1) } else { None }
}

/// "Feil! Bokmerke er ikke definert.", with its full stop.
fn error(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("Feil!").or_else(|| rest.strip_prefix("Error!"))?;
    let words = after.trim_start();
    let length = ERRORS
        .iter()
        .filter(|error| words.get(..error.len()).is_some_and(|start| start.eq_ignore_ascii_case(error)))
        .map(|error| error.len())
        .max()?;
    let stop = words.get(length..).is_some_and(|after| after.starts_with('.'));
    Some(rest.len() - words.len() + length + usize::from(stop))
}

/// How many bytes of dots and spaces a text begins with.
fn dots(rest: &str) -> usize {
    rest.find(|c: char| !matches!(c, '.' | '…' | ' ')).unwrap_or(rest.len())
}

/// The line of a contents list whose dots stand here: "Innledning ............ 3". What ends a line is asked before what begins it, so
/// that a long line is gone through once.
fn leader(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let count: usize = text.get(from..to)?.chars().map(|c| if c == '…' { 3 } else { usize::from(c == '.') }).sum();
    let rest = text.get(to..)?;
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..)?.trim_start_matches([' ', '\t', '\r']);
    if count < LEADER || !(1..=4).contains(&digits) || !(after.is_empty() || after.starts_with('\n')) {
        return None;
    }
    let before = text.get(..from)?;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    before.get(start..)?.contains(char::is_alphabetic).then_some((start, to + digits))
}

/// Whether a paragraph is nothing but the name of a file, and no label above a list.
fn is_file_name(block: &Words<'_>) -> bool {
    let name = block.plain.as_str();
    let tail = name.len().saturating_sub(LONGEST_EXTENSION);
    if !name.as_bytes().get(tail..).unwrap_or_default().contains(&b'.') {
        return false;
    }
    let ends = || {
        let lower = name.to_lowercase();
        FILES.iter().any(|extension| lower.len() > extension.len() && lower.ends_with(extension))
    };
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '(' | ')' | ',' | '&' | '+');
    let few_words = name.split_whitespace().nth(6).is_none();
    block.block.kind == BlockKind::Paragraph
        && block.block.next != Next::List
        && few_words
        && name.chars().all(fits)
        && ends()
        && !block.linked(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_a_file_can_hold_are_one_and_no_stack_is_too_small() {
        let many = "[bookmark: a]".repeat(300_000);
        assert_eq!(residues(&many).len(), 1);
    }

    #[test]
    fn what_word_leaves_is_found_whole() {
        let found = |text: &'static str| residues(text).into_iter().map(|(_, start, end)| &text[start..end]).collect::<Vec<_>>();
        assert_eq!(found("Se [bookmark: _Toc1][bookmark: _Toc2]Mål."), ["[bookmark: _Toc1][bookmark: _Toc2]"]);
        assert_eq!(found("Se side Feil! Bokmerke er ikke definert. for mer"), ["Feil! Bokmerke er ikke definert."]);
        assert_eq!(found("Error! Reference source not found."), ["Error! Reference source not found."]);
        assert_eq!(found("ei sam\u{ad}ar\u{ad}beids-avtale her"), ["sam\u{ad}ar\u{ad}beids-avtale"]);
        assert_eq!(found("1 Mål ........ 3\n2 Tiltak . . . . . . 14\n"), ["1 Mål ........ 3\n2 Tiltak . . . . . . 14"]);
        for silent in
            ["Feil! Prøv igjen.", "[sic]", "[image] og [1]", "Navn: ............", "Vent ..... 3 ganger", "……… 3", "[bookmark: uten slutt"]
        {
            assert_eq!(found(silent), Vec::<&str>::new(), "{silent}");
        }
    }
}
