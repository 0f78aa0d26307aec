//! The language of the search: how a text becomes tokens, here and letter for letter the same in `static/sok-ord.js`.
//!
//! Words lower case and NFC, stemmed by Snowball's Norwegian stemmer; parts of hyphened compounds and the whole; numbers kept;
//! `3/17`, `3.5` and `§14a` as one token; a date in any usual spelling also as `2018-09-14`.

use std::sync::OnceLock;

use elasticlunr::lang::common::{RustStemmer, StopWordFilter};
use elasticlunr::{Language, Pipeline};
use unicode_normalization::UnicodeNormalization;

/// Words that say nothing about what a text is about.
pub const STOP_WORDS: &[&str] = &[
    "alle", "at", "av", "bare", "ble", "bli", "blir", "blitt", "både", "da", "de", "dei", "deg", "dem", "den", "denne", "der", "dere",
    "det", "dette", "disse", "du", "eg", "ein", "eit", "eller", "en", "enn", "er", "et", "etter", "for", "fordi", "fra", "frå", "før",
    "ha", "hadde", "han", "har", "hos", "hun", "hva", "hvem", "hver", "hvilke", "hvis", "hvor", "hvordan", "i", "ikke", "ikkje", "inn",
    "ja", "jeg", "kan", "kunne", "man", "med", "meg", "mellom", "men", "mot", "ned", "noe", "noen", "nå", "når", "og", "også", "om", "opp",
    "oss", "over", "på", "seg", "selv", "si", "sin", "sine", "sitt", "skal", "skulle", "slik", "som", "så", "til", "under", "ut", "uten",
    "var", "ved", "vi", "vil", "ville", "vår", "være", "vært", "å",
];

const MONTHS: [&str; 12] =
    ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"];

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
        split(text)
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline {
            queue: vec![
                Box::new(StopWordFilter::new("stopWordFilter-saksgang", STOP_WORDS)),
                Box::new(RustStemmer::new("stemmer-no", rust_stemmers::Algorithm::Norwegian)),
            ],
        }
    }
}

/// The tokens of a text: split, stop words dropped, stemmed.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    thread_local! {
        static PIPELINE: OnceLock<Pipeline> = const { OnceLock::new() };
    }
    let words = Norwegian.tokenize(text);
    PIPELINE.with(|pipeline| pipeline.get_or_init(|| Norwegian.make_pipeline()).run(words))
}

/// Splits a text into words, numbers, sections and dates, not yet stemmed.
fn split(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.nfc().collect::<String>().to_lowercase().chars().collect();
    let mut scanner = Scanner { chars: &chars, at: 0, tokens: Vec::new() };
    while let Some(c) = scanner.peek(0) {
        if c == '§' {
            scanner.section();
        } else if c.is_ascii_digit() {
            scanner.number();
        } else if c.is_alphanumeric() {
            scanner.word();
        } else {
            scanner.at += 1;
        }
    }
    scanner.tokens
}

struct Scanner<'c> {
    chars: &'c [char],
    at: usize,
    tokens: Vec<String>,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// The length of a run of characters that begins `ahead` of here.
    fn run(&self, ahead: usize, belongs: impl Fn(char) -> bool) -> usize {
        self.chars.iter().skip(self.at + ahead).take_while(|c| belongs(**c)).count()
    }

    fn text(&self, ahead: usize, length: usize) -> String {
        self.chars.iter().skip(self.at + ahead).take(length).collect()
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
            self.at += ahead.max(1);
            return;
        }
        let mut length = digits;
        if self.is(ahead + length, |c| c == '-') {
            let more = self.run(ahead + length + 1, |c| c.is_ascii_digit());
            length += if more > 0 { more + 1 } else { 0 };
        }
        let number = format!("§{}", self.text(ahead, length));
        let mut end = ahead + length;
        let gap = usize::from(self.is(end, is_space));
        let letter = self.is(end + gap, |c| c.is_ascii_lowercase() && c != 'i') && !self.is(end + gap + 1, char::is_alphanumeric);
        if letter {
            self.tokens.push(format!("{number}{}", self.text(end + gap, 1)));
            end += gap + 1;
        }
        self.tokens.push(number);
        self.at += end;
    }

    /// A date, `3/17`, `3.5`, or a number with the letters that follow it.
    fn number(&mut self) {
        let digits = self.run(0, |c| c.is_ascii_digit());
        if let Some((date, length)) = self.date(digits) {
            self.tokens.push(date);
            if length > 0 {
                self.at += length;
                return;
            }
        }
        if self.is(digits, |c| c == '/') {
            let more = self.run(digits + 1, |c| c.is_ascii_digit());
            if (2..=4).contains(&more) {
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

    /// A date that begins here: its ISO form, and how many characters it takes (none for one written with a month's name, whose
    /// words are tokens too).
    fn date(&self, digits: usize) -> Option<(String, usize)> {
        if digits == 4 && self.is(4, |c| c == '-') && self.run(5, |c| c.is_ascii_digit()) == 2 && self.is(7, |c| c == '-') {
            return (self.run(8, |c| c.is_ascii_digit()) == 2).then(|| (self.text(0, 10), 10));
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
            return Some((iso(&self.text(dot + 1, year_digits), &month, &day), dot + 1 + year_digits));
        }
        let gap = self.run(digits + 1, is_space);
        let name_at = digits + 1 + gap;
        let letters = self.run(name_at, char::is_alphanumeric);
        let name = self.text(name_at, letters);
        let month = MONTHS.iter().position(|month| *month == name)? + 1;
        let year_at = name_at + letters + self.run(name_at + letters, is_space);
        (self.run(year_at, |c| c.is_ascii_digit()) == 4).then(|| (iso(&self.text(year_at, 4), &month.to_string(), &day), 0))
    }

    /// A word; a hyphened compound gives its parts and the whole without hyphens.
    fn word(&mut self) {
        let mut whole = String::new();
        let mut parts = 0;
        loop {
            let length = self.run(0, char::is_alphanumeric);
            whole.push_str(&self.text(0, length));
            parts += 1;
            self.push(length);
            if !(self.is(0, |c| c == '-') && self.is(1, |c| c.is_alphanumeric() && !c.is_ascii_digit())) {
                break;
            }
            self.at += 1;
        }
        if parts > 1 {
            self.tokens.push(whole);
        }
    }

    fn push(&mut self, length: usize) {
        self.tokens.push(self.text(0, length));
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
    use super::tokens;

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
}
