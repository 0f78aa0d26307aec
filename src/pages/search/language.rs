//! The language of the search: how a text becomes tokens, here and letter for letter the same in `static/sok-ord.js`.
//!
//! Words lower case and NFC, stemmed by Snowball's Norwegian stemmer; parts of hyphened compounds and the whole; numbers kept;
//! `3/17`, `3.5` and `§14a` as one token; a date in any usual spelling also as `2018-09-14`. Each token knows its position, which
//! phrases are found by: a compound and its first part share one, as do a date and its day.

use std::cell::RefCell;

use elasticlunr::lang::common::{RustStemmer, StopWordFilter};
use elasticlunr::{Language, Pipeline};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::time::MONTHS;
use crate::source::scan;

/// Words that say nothing about what a text is about.
pub const STOP_WORDS: &[&str] = &[
    "alle", "at", "av", "bare", "ble", "bli", "blir", "blitt", "både", "da", "de", "dei", "deg", "dem", "den", "denne", "der", "dere",
    "det", "dette", "disse", "du", "eg", "ein", "eit", "eller", "en", "enn", "er", "et", "etter", "for", "fordi", "fra", "frå", "før",
    "ha", "hadde", "han", "har", "hos", "hun", "hva", "hvem", "hver", "hvilke", "hvis", "hvor", "hvordan", "i", "ikke", "ikkje", "inn",
    "ja", "jeg", "kan", "kunne", "man", "med", "meg", "mellom", "men", "mot", "ned", "noe", "noen", "nå", "når", "og", "også", "om", "opp",
    "oss", "over", "på", "seg", "selv", "si", "sin", "sine", "sitt", "skal", "skulle", "slik", "som", "så", "til", "under", "ut", "uten",
    "var", "ved", "vi", "vil", "ville", "vår", "være", "vært", "å",
];

/// A text with everything in it that tokens depend on: what it becomes is hashed into the data, and made again by the client.
pub const SAMPLE: &str =
    "Vedtakene SG 3/17 i NAV-loven §§ 14 a–b den 14. september 2018, jf. 01.02.19 og punkt 3.5: o\u{308}kt blå\u{ad}leirets kvinnelige 2b";

/// A hash over what [`SAMPLE`] becomes and the stop words: a client whose language is another must not answer. FNV-1a, 32 bits.
#[must_use]
pub fn key() -> String {
    let tokens = tokens(SAMPLE).join(" ");
    let text = format!("{tokens}|{}", STOP_WORDS.join(" "));
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

/// Our Norwegian for elasticlunr-rs: the same pipeline as its own, less the trimmer that drops digits and signs.
pub struct Norwegian;

impl Language for Norwegian {
    fn name(&self) -> String {
        "Norwegian (Saksgang)".to_owned()
    }

    fn code(&self) -> String {
        "no".to_owned()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        split(text, &mut |word, _| words.push(word.to_owned()));
        words
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline {
            queue: vec![
                Box::new(StopWordFilter::new("stopWordFilter-saksgang", STOP_WORDS)),
                Box::new(RustStemmer::new("stemmer-saksgang", rust_stemmers::Algorithm::Norwegian)),
            ],
        }
    }
}

/// The tokens of a text: split, stop words dropped, stemmed.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    split(text, &mut |word, _| tokens.extend(token(word)));
    tokens
}

thread_local! {
    static PIPELINE: Pipeline = Norwegian.make_pipeline();
    static LOWER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What a word in lower case is found by; nothing for stop words.
#[must_use]
pub fn token(written: &str) -> Option<String> {
    PIPELINE.with(|pipeline| pipeline.run(vec![written.to_owned()])).pop().filter(|token| !token.is_empty())
}

/// Splits a text into words, numbers, sections and dates, not yet stemmed, each with its position. Stop words take a position too.
pub fn split(text: &str, found: &mut dyn FnMut(&str, u32)) {
    let mut lower = LOWER.take();
    lower.clear();
    if !scan::has(text, |byte, _| byte >= 0xcc) || text.chars().all(|c| c < '\u{300}' || ('\u{2010}'..='\u{2026}').contains(&c)) {
        // Composed as it is, and nothing whose lower case depends on what stands beside it.
        push_lower(&mut lower, text);
    } else if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        lower.push_str(&text.to_lowercase());
    } else {
        lower.push_str(&text.nfc().collect::<String>().to_lowercase());
    }
    let mut scanner = Scanner { text: &lower, at: 0, position: 0, found };
    while let Some(c) = scanner.peek(0) {
        if c == '§' {
            scanner.section();
        } else if c.is_ascii_digit() {
            scanner.number();
        } else if c.is_alphanumeric() {
            scanner.word();
        } else {
            scanner.at += c.len_utf8();
        }
    }
    LOWER.set(lower);
}

/// Adds a text in lower case, letter by letter only where it is no ASCII.
fn push_lower(lower: &mut String, text: &str) {
    let mut done = 0;
    for at in scan::places(text, |byte, _| byte >= 0xc0) {
        lower.push_str(text.get(done..at).unwrap_or_default());
        done = at;
        if let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            lower.extend(c.to_lowercase());
            done += c.len_utf8();
        }
    }
    lower.push_str(text.get(done..).unwrap_or_default());
    lower.make_ascii_lowercase();
}

/// Steps through a text in lower case. Lengths are in bytes.
struct Scanner<'c> {
    text: &'c str,
    at: usize,
    position: u32,
    found: &'c mut dyn FnMut(&str, u32),
}

impl<'c> Scanner<'c> {
    fn rest(&self, ahead: usize) -> &'c str {
        self.text.get(self.at + ahead..).unwrap_or_default()
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest(ahead).chars().next()
    }

    /// The length of a run of characters that begins `ahead` of here.
    fn run(&self, ahead: usize, belongs: impl Fn(char) -> bool) -> usize {
        let rest = self.rest(ahead);
        rest.find(|c| !belongs(c)).unwrap_or(rest.len())
    }

    /// The length of the letters and digits that begin here: nearly all are ASCII, and looked at as bytes.
    fn letters(&self) -> usize {
        let rest = self.rest(0);
        let mut length = 0;
        loop {
            let tail = rest.get(length..).unwrap_or_default();
            let ascii = tail.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let other = tail.get(ascii..).and_then(|tail| tail.chars().next()).filter(|c| !c.is_ascii() && c.is_alphanumeric());
            length += ascii + other.map_or(0, char::len_utf8);
            if other.is_none() {
                return length;
            }
        }
    }

    fn text(&self, ahead: usize, length: usize) -> &'c str {
        self.rest(ahead).get(..length).unwrap_or_default()
    }

    fn is(&self, ahead: usize, belongs: impl Fn(char) -> bool) -> bool {
        self.peek(ahead).is_some_and(belongs)
    }

    /// `§ 14`, `§§ 14 a`, `§ 11-5`: the number without spaces, and with its letter too where it has one.
    fn section(&mut self) {
        let mut ahead = self.run(0, |c| c == '§');
        ahead += self.run(ahead, is_space);
        let digits = self.run(ahead, |c| c.is_ascii_digit());
        if digits == 0 {
            self.at += ahead;
            return;
        }
        let mut length = digits;
        if self.is(ahead + length, |c| c == '-') {
            let more = self.run(ahead + length + 1, |c| c.is_ascii_digit());
            length += if more > 0 { more + 1 } else { 0 };
        }
        let number = format!("§{}", self.text(ahead, length));
        let mut end = ahead + length;
        let gap = self.peek(end).filter(|c| is_space(*c)).map_or(0, char::len_utf8);
        let letter = self.is(end + gap, |c| c.is_ascii_lowercase() && c != 'i') && !self.is(end + gap + 1, char::is_alphanumeric);
        if letter {
            let with_letter = format!("{number}{}", self.text(end + gap, 1));
            (self.found)(&with_letter, self.position);
            end += gap + 1;
        }
        (self.found)(&number, self.position);
        self.position += 1;
        self.at += end;
    }

    /// A date, `3/17`, `3.5`, or a number with the letters that follow it.
    fn number(&mut self) {
        let digits = self.run(0, |c| c.is_ascii_digit());
        if let Some((date, length)) = self.date(digits) {
            (self.found)(&date, self.position);
            if length > 0 {
                self.position += 1;
                self.at += length;
                return;
            }
        }
        if self.is(digits, |c| c == '/') {
            let more = self.run(digits + 1, |c| c.is_ascii_digit());
            // Not two years: 2018/2019 is found by either.
            if (2..=4).contains(&more) && digits != 4 {
                self.push(digits + 1 + more);
                return;
            }
        }
        let mut length = digits;
        while self.is(length, |c| c == '.') && self.is(length + 1, |c| c.is_ascii_digit()) {
            length += 1 + self.run(length + 1, |c| c.is_ascii_digit());
        }
        if length == digits {
            length += self.run(digits, char::is_alphanumeric);
        }
        self.push(length);
    }

    /// A date that begins here: its ISO form, and how long it is (none for one written with a month's name, whose
    /// words are tokens too).
    fn date(&self, digits: usize) -> Option<(String, usize)> {
        if digits == 4 && self.is(4, |c| c == '-') && self.run(5, |c| c.is_ascii_digit()) == 2 && self.is(7, |c| c == '-') {
            return (self.run(8, |c| c.is_ascii_digit()) == 2).then(|| (self.text(0, 10).to_owned(), 10));
        }
        if digits > 2 || !self.is(digits, |c| c == '.') {
            return None;
        }
        let day = self.text(0, digits);
        let month_digits = self.run(digits + 1, |c| c.is_ascii_digit());
        if (1..=2).contains(&month_digits) {
            let dot = digits + 1 + month_digits;
            let year_digits = self.run(dot + 1, |c| c.is_ascii_digit());
            if !self.is(dot, |c| c == '.') || (year_digits != 2 && year_digits != 4) {
                return None;
            }
            let month = self.text(digits + 1, month_digits);
            return Some((iso(self.text(dot + 1, year_digits), month, day), dot + 1 + year_digits));
        }
        let gap = self.run(digits + 1, is_space);
        let name_at = digits + 1 + gap;
        let letters = self.run(name_at, char::is_alphanumeric);
        let name = self.text(name_at, letters);
        let month = MONTHS.iter().position(|month| *month == name)? + 1;
        let year_at = name_at + letters + self.run(name_at + letters, is_space);
        (self.run(year_at, |c| c.is_ascii_digit()) == 4).then(|| (iso(self.text(year_at, 4), &month.to_string(), day), 0))
    }

    /// A word; a hyphened compound gives its parts and the whole without hyphens.
    fn word(&mut self) {
        let first = self.position;
        let begin = self.at;
        let mut parts = 0;
        loop {
            let length = self.letters();
            parts += 1;
            self.push(length);
            if !(self.is(0, |c| c == '-') && self.is(1, |c| c.is_alphanumeric() && !c.is_ascii_digit())) {
                break;
            }
            self.at += 1;
        }
        if parts > 1 {
            let whole = self.text.get(begin..self.at).unwrap_or_default().replace('-', "");
            (self.found)(&whole, first);
        }
    }

    fn push(&mut self, length: usize) {
        let word = self.text(0, length);
        (self.found)(word, self.position);
        self.position += 1;
        self.at += length;
    }
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\u{a0}'
}

/// `2018-09-14`; two digits of a year mean 1950–2049.
fn iso(year: &str, month: &str, day: &str) -> String {
    let year = match (year.len(), year.parse::<u32>()) {
        (2, Ok(short)) => (if short < 50 { 2000 + short } else { 1900 + short }).to_string(),
        _ => year.to_owned(),
    };
    format!("{year}-{month:0>2}-{day:0>2}")
}

#[cfg(test)]
mod tests {
    use super::{split, token, tokens};

    #[test]
    fn numbers_sections_ids_and_dates_are_kept() {
        assert_eq!(tokens("SG 3/17"), ["sg", "3/17"]);
        assert_eq!(tokens("§ 14 a og §§ 11-5"), ["§14a", "§14", "§11-5"]);
        assert_eq!(tokens("§ 13 i NAV-loven"), ["§13", "nav", "lov", "nav"]);
        assert_eq!(tokens("14. september 2018"), ["2018-09-14", "14", "septemb", "2018"]);
        assert_eq!(tokens("14.09.18 2018-09-14 punkt 3.5"), ["2018-09-14", "2018-09-14", "punkt", "3.5"]);
    }

    #[test]
    fn inflections_meet_and_stop_words_go() {
        assert_eq!(tokens("Vedtakene om partnerskapsavtalen"), tokens("vedtaket partnerskapsavtaler"));
        assert!(tokens("og i på").is_empty());
    }

    #[test]
    fn decomposed_letters_are_the_same_words() {
        assert_eq!(tokens("o\u{308}st a\u{30a}r"), tokens("öst år"));
    }

    #[test]
    fn compounds_and_dates_share_the_position_of_their_first_part() {
        let mut found = Vec::new();
        split("Etter NAV-loven § 14 a den 2. mai 2018 og 2018/2019", &mut |word, position| {
            found.extend(token(word).map(|token| (token, position)));
        });
        let expected = [("nav", 1), ("lov", 2), ("nav", 1), ("§14a", 3), ("§14", 3), ("2018-05-02", 5), ("2", 5), ("mai", 6)];
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!((found.0.as_str(), found.1), *expected);
        }
        assert_eq!(
            found.iter().skip(8).map(|(token, at)| (token.as_str(), *at)).collect::<Vec<_>>(),
            [("2018", 7), ("2018", 9), ("2019", 10)]
        );
    }
}
