//! num-placeholder: what a template leaves to be filled in, left in a document that is no draft.

use super::{Check, FixKind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::Status;
use crate::source::{Span, scan};

/// The record.
pub const RECORD: Record = Record {
    name: "num-placeholder",
    title: ("noe som skulle vært fylt inn", "something left to be filled in"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("num_placeholder.md"),
    check: Check::Document(check),
};

/// Words of templates in brackets, without the bracket.
const INVITATIONS: &[&str] = &["fyll inn", "fyll ut", "sett inn", "skriv inn", "stryk det som ikke passer", "stryk det som ikkje passar"];

/// What stands alone in brackets for what is to be filled in.
const BLANKS: &[&str] = &["navn", "namn", "dato", "sted", "stad", "beløp", "kommune", "adresse", "xx", "x.x"];

/// The letters of the longest invitation.
const LONGEST_INVITATION: usize = 28;

/// Dots in a row from which on they are a line to write on and no ellipsis.
const DOTS: usize = 5;

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let entry = site.entry(n);
    let document = &entry.document;
    if document.front.template || document.front.status.as_ref().is_some_and(|status| status.value == Status::Draft) {
        return;
    }
    let Some(source) = site.sources.get(entry.source) else { return };
    let prose = document.text.prose.iter().map(|prose| prose.span);
    for span in document.fields().into_iter().chain(prose) {
        for (start, end) in placeholders(source.slice(span)) {
            let at = span.start as usize;
            if start > 0 && leads_to_number(source.text.get(at + end..).unwrap_or_default()) {
                continue;
            }
            let finding = Finding::new(
                RECORD.name,
                site.place(n, Span::new(at + start, at + end)),
                Bilingual::new(
                    "Her står det igjen noe som skulle vært fylt inn eller strøket",
                    "Something is left here that was to be filled in or struck out",
                ),
            );
            notes.add(finding.with_help(Bilingual::new(
                "Fyll inn, eller sett «status: utkast» så lenge dokumentet ikke er ferdig.",
                "Fill it in, or write “status: utkast” as long as the document is not finished.",
            )));
        }
    }
}

/// Whether a cell ends here and the next one holds a page number: a contents list as a table, whose dots lead the eye.
fn leads_to_number(after: &str) -> bool {
    after.trim_start_matches(is_blank).strip_prefix('|').and_then(number).is_some_and(|(digits, after)| {
        let ends = matches!(after.chars().next(), None | Some('\n' | '|'));
        digits <= 3 && ends
    })
}

/// The byte ranges of what was left to be filled in, in order, none overlapping another.
fn placeholders(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut end, mut unclosed) = (0, Vec::new());
    for at in scan::places(text, may_begin) {
        if at < end {
            continue;
        }
        let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { continue };
        let length = match rest.as_bytes().first() {
            // A run of dots is looked at once.
            Some(b'.' | 0xe2) => Some(rest).filter(|rest| rest.starts_with(is_dot) && !before.ends_with(is_dot)).and_then(dots),
            Some(b'(' | b'[') => blank(rest).or_else(|| invitation(rest, &mut unclosed)),
            Some(b'?') => Some(run_of(rest, |c| c == '?')).filter(|run| *run >= 3),
            _ => word(rest, before),
        };
        if let Some(length) = length {
            end = at + length;
            found.push((at, end));
        }
    }
    found
}

/// Whether any of it may begin with two bytes: two dots, two question marks, a bracket, "TO", "FI", "xx", "dd".
#[inline(always)]
fn may_begin(byte: u8, after: u8) -> bool {
    // "…" is E2 80 A6.
    const ELLIPSIS: u8 = 0xe2;
    let (small, next) = (byte | 0x20, after | 0x20);
    ((byte == b'.') & ((after == b'.') | (after == ELLIPSIS)))
        | ((byte == ELLIPSIS) & (after == 0x80))
        | ((byte == b'?') & (after == b'?'))
        | (byte == b'(')
        | (byte == b'[')
        | ((byte == b'T') & (after == b'O'))
        | ((byte == b'F') & (after == b'I'))
        | ((small == b'x') & (byte == after))
        | ((small == b'd') & (small == next))
}

/// How many bytes at the beginning are of one kind.
fn run_of(rest: &str, kind: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !kind(c)).unwrap_or(rest.len())
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '…')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

/// How many digits a line begins with, and what follows them, white space aside. No more of it is looked at, as a line may have many dots.
fn number(rest: &str) -> Option<(usize, &str)> {
    let rest = rest.trim_start_matches(is_blank);
    let digits = run_of(rest, |c| c.is_ascii_digit());
    let after = rest.get(digits..)?.trim_start_matches(is_blank);
    (digits > 0).then_some((digits, after))
}

/// A line of dots to write on; not the leader of a contents list, which a page number follows.
fn dots(rest: &str) -> Option<usize> {
    let run = run_of(rest, is_dot);
    let line = rest.get(..run)?;
    let count: usize = line.chars().map(|c| if c == '…' { 3 } else { 1 }).sum();
    let is_leader = || number(rest.get(run..).unwrap_or_default()).is_some_and(|(_, after)| after.is_empty() || after.starts_with('\n'));
    (count >= DOTS && !is_leader()).then_some(run)
}

/// "[navn]", alone in its brackets.
fn blank(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    BLANKS.iter().find(|word| inner.strip_prefix(**word).is_some_and(|rest| rest.starts_with(']'))).map(|word| word.len() + 2)
}

/// "(fyll inn …)", "[sett inn navn]", "(stryk det som ikke passer)": with its brackets. `unclosed` are the brackets that nothing closes
/// from here on.
fn invitation(rest: &str, unclosed: &mut Vec<char>) -> Option<usize> {
    let close = match rest.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let inner = rest.get(1..)?;
    let words = inner.trim_start_matches(' ');
    if !words.starts_with(['f', 'F', 's', 'S']) {
        return None;
    }
    let words: String = words.chars().take(LONGEST_INVITATION).collect();
    let words = words.to_lowercase();
    if unclosed.contains(&close) || !INVITATIONS.iter().any(|invitation| words.starts_with(invitation)) {
        return None;
    }
    let end = inner.find(close);
    if end.is_none() {
        unclosed.push(close);
    }
    end.map(|end| end + 2)
}

/// "TODO", "xx.xx.xx", "dd.mm.åååå", "xxx", "kr XXX" as words of their own.
fn word(rest: &str, before: &str) -> Option<usize> {
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.')) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '/' | '_')).unwrap_or(rest.len());
    let word = rest.get(..end)?.trim_end_matches(['.', '-', '/', '_']);
    let parts: Vec<&str> = word.split(['.', '-', '/']).collect();
    let is_blank = |part: &str, sign: char, least: usize| part.len() >= least && part.chars().all(|c| c == sign);
    let unknown = match parts.as_slice() {
        [one] => {
            let is_amount = || before.trim_end().ends_with("kr") && is_blank(one, 'X', 2);
            *one == "TODO" || *one == "FIXME" || is_blank(one, 'x', 3) || is_amount()
        }
        [day, month] => [day, month].iter().all(|part| is_blank(part, 'x', 2) || is_blank(part, 'X', 2)),
        [day, month, year] => {
            let blank = |part: &str| is_blank(part, 'x', 2) || is_blank(part, 'X', 2);
            let lettered = ["d", "m"].iter().zip([day, month]).all(|(sign, part)| part.to_lowercase() == sign.repeat(2));
            blank(day) && blank(month) && (blank(year) || year.chars().all(|c| c.is_ascii_digit()))
                || lettered && matches!(year.to_lowercase().as_str(), "åå" | "åååå" | "yy" | "yyyy")
        }
        _ => false,
    };
    unknown.then_some(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_templates_leave_is_found_and_nothing_else() {
        let found = |text: &'static str| placeholders(text).into_iter().map(|(start, end)| &text[start..end]).collect::<Vec<_>>();
        assert_eq!(found("Navn: ……… og dato xx.xx.xx."), ["………", "xx.xx.xx"]);
        assert_eq!(found("Den (stryk det som ikke passer) er [fyll inn navn]."), ["(stryk det som ikke passer)", "[fyll inn navn]"]);
        assert_eq!(found("TODO: kr xxx innen dd.mm.åååå"), ["TODO", "xxx", "dd.mm.åååå"]);
        assert_eq!(found("Møte XX.XX.2019 ….."), ["XX.XX.2019", "….."]);
        assert_eq!(found("Partene er [navn] og ??? med kr XXX"), ["[navn]", "???", "XXX"]);
        for silent in [
            "Og så …",
            "Ja....",
            "Innledning ............ 3",
            "kapittel XXX",
            "Hva?? [navn på kommunen] [navn",
            "MASTODONT",
            "vi må fylle inn tall (fylles inn)",
            "maxx.xx",
            "x/y",
            "",
        ] {
            assert_eq!(found(silent), Vec::<&str>::new(), "{silent}");
        }
        assert_eq!(found("Navn ..... 3 a\nNavn ..... \u{a0}\nNavn ..... 12 \n"), [".....", "....."]);
    }

    #[test]
    fn a_line_as_long_as_a_text_can_be_is_gone_through_once() {
        let found = |text: &str| placeholders(&text.repeat(400_000)).len();
        assert_eq!((found("(fyll inn "), found("[sett inn) "), found("(fyll ut] (fyll ut) ")), (0, 0, 400_000));
        assert_eq!((found(".....a"), found("..... 1 ")), (400_000, 399_999));
        let cell = ".....a".repeat(400_000);
        assert_eq!((0..cell.len()).step_by(6).filter(|at| leads_to_number(&cell[at + 5..])).count(), 0);
    }

    #[test]
    fn the_number_in_the_next_cell_is_a_page() {
        for page in [" | 3 |", "| 12", " |123\n| a |", "\t| 7\u{a0}| 8 |"] {
            assert!(leads_to_number(page), "{page:?}");
        }
        for other in ["", " ", "|", "| |", "| 1234 |", "| a |", "| 1 a |", "\n| 3 |", " 3 |"] {
            assert!(!leads_to_number(other), "{other:?}");
        }
    }
}
