//! Numbers of people: national ids, accounts and phones, by their groups of digits and their check digits.
//!
//! A national id is day, month, year, three digits and two check digits. A D-number has 40 added to the day; an H-number and
//! the synthetic ones of test registers have 40, 65 or 80 added to the month. From 2032 on the first check digit may leave a
//! remainder of 0, 1, 2 or 3 (Skatteetaten, "Nytt fødselsnummer fra 2032").

use std::borrow::Cow;

use super::{before, personal};
use crate::model::{Personal, PersonalKind};
use crate::source::scan;

/// How the eleven digits of a national id are written apart.
const ID_GROUPS: &[&[usize]] = &[&[11], &[6, 5], &[6, 3, 2], &[2, 2, 2, 5], &[2, 2, 2, 3, 2]];
/// How the eleven digits of an account are.
const ACCOUNT_GROUPS: &[&[usize]] = &[&[4, 2, 5], &[11]];
/// How an IBAN's digits are; the country's letters stand before.
const IBAN_GROUPS: &[&[usize]] = &[&[2, 4, 4, 3], &[13]];
/// How the eight digits of a phone number are.
const PHONE_GROUPS: &[&[usize]] = &[&[8], &[2, 2, 2, 2], &[3, 2, 3], &[3, 3, 2], &[4, 4]];

/// Words before a number that say what else it is.
const OTHER_NUMBERS: &[&str] = &["kid", "faktura", "ordre", "journal", "arkiv", "referanse", "saksnr", "isbn", "ean", "serie"];
/// Words before a phone number.
const PHONE_WORDS: &[&str] =
    &["tlf", "telefon", "telefonnr", "telefonnummer", "tel", "mob", "mobil", "mobilnr", "mobilnummer", "mobiltelefon"];

/// A run of digits.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
}

/// National ids, accounts and phone numbers.
pub fn find(text: &str) -> Vec<Personal> {
    let runs = runs(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        let rest = runs.get(at..).unwrap_or_default();
        match read(text, rest) {
            Some((kind, taken, one)) => {
                found.push(personal(one.start, one.end, kind));
                at += taken.max(1);
            }
            None => at += 1,
        }
    }
    found
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for at in scan::places(text, |byte, _| byte.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(Run { start: at, end: at + 1 }),
        }
    }
    runs
}

/// Whether what begins at the first of some runs may be a number of anybody, by the lengths of two runs and what lies between.
fn may_begin(text: &str, runs: &[Run]) -> bool {
    let [first, rest @ ..] = runs else { return false };
    let (length, next) = (first.end - first.start, rest.first());
    let fits = |next: &Run| match length {
        2 | 4 => matches!(next.end - next.start, 2 | 3 | 4 | 8),
        3 => matches!(next.end - next.start, 2 | 3),
        6 => matches!(next.end - next.start, 3 | 5),
        _ => false,
    };
    length >= 8 || next.is_some_and(|next| fits(next) && text.get(first.end..next.start).is_some_and(joins))
}

/// What begins at the first of some runs: its kind, how many runs it takes, and its bytes.
fn read(text: &str, runs: &[Run]) -> Option<(PersonalKind, usize, Run)> {
    if !may_begin(text, runs) {
        return None;
    }
    let iban = IBAN_GROUPS.iter().find_map(|groups| grouped(text, runs, groups));
    if let Some((digits, taken, place)) = iban
        && before(text, place.start, 2).eq_ignore_ascii_case("no")
        && digits.get(2..).is_some_and(is_account)
    {
        return Some((PersonalKind::Account, taken, place));
    }
    if let Some((digits, taken, place)) = ID_GROUPS.iter().find_map(|groups| grouped(text, runs, groups))
        && is_national_id(&digits)
        && stands_alone(text, place)
        && !is_another_number(text, place, &digits)
    {
        return Some((PersonalKind::NationalId, taken, place));
    }
    if let Some((digits, taken, place)) = ACCOUNT_GROUPS.iter().find_map(|groups| grouped(text, runs, groups))
        && is_account(&digits)
        && stands_alone(text, place)
        && !says(text, place, OTHER_NUMBERS)
    {
        return Some((PersonalKind::Account, taken, place));
    }
    phone(text, runs)
}

/// The digits of some runs, if they have these lengths and only signs that hold a number together lie between.
fn grouped(text: &str, runs: &[Run], groups: &[usize]) -> Option<(Vec<u8>, usize, Run)> {
    let taken = runs.get(..groups.len())?;
    let fits = taken.iter().zip(groups).all(|(run, length)| run.end - run.start == *length);
    let joined = || taken.windows(2).all(|pair| matches!(pair, [a, b] if text.get(a.end..b.start).is_some_and(joins)));
    if !fits || !joined() {
        return None;
    }
    let (first, last) = (taken.first()?, taken.last()?);
    let place = Run { start: first.start, end: last.end };
    let digits = text.get(place.start..place.end)?.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
    Some((digits, groups.len(), place))
}

/// Whether a gap holds the groups of one number together: a space of any kind, a point, a dash, or markup.
fn joins(gap: &str) -> bool {
    const LONGEST: usize = 6 * "&nbsp;".len();
    if gap.len() > LONGEST {
        return false;
    }
    let gap = if gap.contains('&') { Cow::Owned(gap.replace("&nbsp;", " ")) } else { Cow::Borrowed(gap) };
    gap.chars().count() <= 6
        && gap.chars().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\n' | '-' | '–' | '.')).count() <= 1
        && gap.chars().all(|c| {
            matches!(
                c,
                ' ' | '\u{a0}'
                    | '\u{202f}'
                    | '\u{2009}'
                    | '\u{ad}'
                    | '\u{200b}'
                    | '\u{2060}'
                    | '\r'
                    | '\n'
                    | '-'
                    | '–'
                    | '.'
                    | '\\'
                    | '*'
                    | '_'
                    | '`'
            )
        })
}

/// Whether a number is no part of a longer one, of a decimal, or of a long word such as a checksum.
fn stands_alone(text: &str, place: Run) -> bool {
    const LONGEST_WORD: usize = 24;
    let bytes = text.as_bytes();
    let at = |n: usize| bytes.get(n).copied().unwrap_or(b' ');
    let decimal = |sign: u8| matches!(sign, b',' | b'.');
    let left = place.start.checked_sub(1).map_or(b' ', at);
    let far_left = place.start.checked_sub(2).map_or(b' ', at);
    if (decimal(left) && far_left.is_ascii_digit()) || (decimal(at(place.end)) && at(place.end + 1).is_ascii_digit()) {
        return false;
    }
    let word = |byte: &&u8| byte.is_ascii_alphanumeric();
    let lead = bytes.get(..place.start).unwrap_or_default().iter().rev().take(LONGEST_WORD).take_while(word).count();
    let tail = bytes.get(place.end..).unwrap_or_default().iter().take(LONGEST_WORD).take_while(word).count();
    lead + tail + (place.end - place.start) <= LONGEST_WORD
}

/// Whether the words before say that this is an account or the like. A number valid by today's rule is that by little chance
/// only, so nothing but "konto" speaks against it; by the rule from 2032 many other numbers are.
fn is_another_number(text: &str, place: Run, digits: &[u8]) -> bool {
    says_account(text, place) || (!first_digit_is_strict(digits) && says(text, place, OTHER_NUMBERS))
}

/// Whether "konto", "kontonr.", "bank" or the like stands before, and not "kontoret", an office.
fn says_account(text: &str, place: Run) -> bool {
    let before = before(text, place.start, 30).to_lowercase();
    let mut words = before.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        let konto = word.find("konto").and_then(|at| word.get(at..)).is_some_and(|rest| !rest.starts_with("kontor"));
        konto || matches!(word, "bank" | "banken" | "kto")
    })
}

fn says(text: &str, place: Run, words: &[&str]) -> bool {
    let before = before(text, place.start, 30).to_lowercase();
    words.iter().any(|word| before.contains(word))
}

fn weighed(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum::<u32>() % 11
}

fn first_remainder(digits: &[u8]) -> u32 {
    weighed(digits, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1])
}

fn first_digit_is_strict(digits: &[u8]) -> bool {
    first_remainder(digits) == 0
}

/// Whether eleven digits are a national id by today's rule or the one from 2032.
#[must_use]
pub fn is_national_id(digits: &[u8]) -> bool {
    let &[d1, d2, m1, m2, y1, y2, ..] = digits else { return false };
    let pair = |a: u8, b: u8| u32::from(a) * 10 + u32::from(b);
    let (day, month, year) = (pair(d1, d2), pair(m1, m2), pair(y1, y2));
    let day = if day > 40 { day - 40 } else { day };
    let month = [0, 40, 65, 80].iter().find_map(|more| month.checked_sub(*more).filter(|month| (1..=12).contains(month)));
    let last = match month {
        None => return false,
        Some(2) if year % 4 == 0 => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        Some(_) => 31,
    };
    digits.len() == 11 && (1..=last).contains(&day) && first_remainder(digits) <= 3 && last_digit_fits(digits)
}

/// Whether eleven digits are an account number.
#[must_use]
pub fn is_account(digits: &[u8]) -> bool {
    digits.len() == 11 && digits.first().is_some_and(|first| digits.iter().any(|digit| digit != first)) && last_digit_fits(digits)
}

/// Accounts and national ids end in the same check digit.
fn last_digit_fits(digits: &[u8]) -> bool {
    weighed(digits, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0
}

/// A phone number: eight digits after +47, or after a word that says so.
fn phone(text: &str, runs: &[Run]) -> Option<(PersonalKind, usize, Run)> {
    let first = runs.first()?;
    let code = text.get(first.start..first.end)?;
    let plus = before(text, first.start, 1) == "+";
    let abroad = |code: &str| (code == "47" && plus) || code == "0047";
    if abroad(code) {
        let (_, taken, place) = PHONE_GROUPS.iter().find_map(|groups| grouped(text, runs.get(1..)?, groups))?;
        let near = text.get(first.end..place.start).is_some_and(joins);
        return near.then_some((PersonalKind::Phone, taken + 1, Run { start: first.start - usize::from(plus), end: place.end }));
    }
    if let (Some(code), true) = (code.get(..code.len().saturating_sub(8)), code.len() > 8) {
        return abroad(code).then_some((PersonalKind::Phone, 1, Run { start: first.start - usize::from(plus), end: first.end }));
    }
    let (digits, taken, place) = PHONE_GROUPS.iter().find_map(|groups| grouped(text, runs, groups))?;
    // Numbers that begin with 8 are services; none begins with 0 or 1.
    let somebodys = matches!(digits.first(), Some(2..=7 | 9));
    (somebodys && stands_alone(text, place) && after_a_phone_word(text, place)).then_some((PersonalKind::Phone, taken, place))
}

fn after_a_phone_word(text: &str, place: Run) -> bool {
    let before = before(text, place.start, 24).to_lowercase();
    let before = before.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '|' | '['));
    let before = [" nr", ".nr"].iter().find_map(|number| before.strip_suffix(number)).unwrap_or(before).trim_end_matches(['.', ' ']);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    PHONE_WORDS.contains(&word)
}

/// Whether a text is nothing but a phone number, for columns that are headed so.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let runs = runs(text);
    let digits = PHONE_GROUPS.iter().find_map(|groups| grouped(text, &runs, groups));
    digits.is_some_and(|(digits, taken, place)| {
        matches!(digits.first(), Some(2..=7 | 9)) && taken == runs.len() && (place.start, place.end) == (0, text.len())
    })
}
