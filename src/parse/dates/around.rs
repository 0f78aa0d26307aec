//! What stands around a place in a text: words, numbers, signs.
//!
//! What may not enter: what a date is.

/// The word that stands before a place, a comma and white space between, and where it begins.
pub fn word_before(text: &str, start: usize) -> Option<(&str, usize)> {
    let before = text.get(..start)?;
    let close = before.trim_end();
    if close.len() == before.len() {
        return None;
    }
    let (word, at) = last_word(close.strip_suffix(',').unwrap_or(close));
    (!word.is_empty()).then_some((word, at))
}

/// The word a text ends with, and where it begins.
pub fn last_word(text: &str) -> (&str, usize) {
    let at = text.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last().map_or(text.len(), |(at, _)| at);
    (text.get(at..).unwrap_or_default(), at)
}

/// The word a text begins with, and its length.
pub fn word_at(text: &str) -> (&str, usize) {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    (text.get(..end).unwrap_or_default(), end)
}

/// A year of two or four digits.
pub fn short_year(text: &str, at: usize) -> Option<(i16, usize)> {
    let (year, end) = digits(text, at, 4)?;
    let year = match end - at {
        4 if (1800..3000).contains(&year) => year,
        2 if year < 50 => year + 2000,
        2 => year + 1900,
        _ => return None,
    };
    Some((i16::try_from(year).ok()?, end))
}

/// A whole number of at most so many digits.
pub fn digits(text: &str, at: usize, most: usize) -> Option<(u16, usize)> {
    let rest = text.get(at..)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..length).filter(|_| (1..=most).contains(&length))?;
    Some((number.parse().ok()?, at + length))
}

/// Whether one of the signs stands at a place; where it ends.
pub fn sign(text: &str, at: usize, signs: &[char]) -> Option<usize> {
    let c = text.get(at..)?.chars().next()?;
    signs.contains(&c).then(|| at + c.len_utf8())
}

/// Where the white space at a place ends.
pub fn space(text: &str, at: usize) -> usize {
    text.get(at..).map_or(at, |rest| text.len() - rest.trim_start().len())
}

/// Whether a number ends here: no letter, no further digits behind a sign.
pub fn closed(text: &str, end: usize) -> bool {
    let mut rest = text.get(end..).unwrap_or_default().chars();
    match rest.next() {
        // `18.11.29.presentasjon` is a file's name.
        Some('.') => !rest.next().is_some_and(|c| c.is_ascii_digit() || c.is_lowercase()),
        Some(',' | '/' | ':') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
        Some('%') => false,
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}
