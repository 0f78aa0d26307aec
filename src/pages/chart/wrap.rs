//! Words on lines of a given width. An SVG has no lines of its own, so a word's width is guessed, rather too wide than too narrow.

/// Breaks words into lines at most `room` wide, in units of the drawing; a word too long for a line is broken. Never empty.
pub(in crate::pages) fn wrap(words: &str, room: i32, size: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for (word, spaced) in parts(words) {
        let joined = if spaced && !line.is_empty() { format!("{line} {word}") } else { format!("{line}{word}") };
        if width(&joined, size) <= room {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut pieces = pieces(word, room, size);
        line = pieces.pop().unwrap_or_default();
        lines.append(&mut pieces);
    }
    lines.push(line);
    lines
}

/// How wide the longest word is that a line cannot break.
pub(super) fn longest(words: &str, size: i32) -> i32 {
    parts(words).map(|(word, _)| width(word, size)).max().unwrap_or(0)
}

/// What a line may be broken between, with whether a space comes before it: words, and the parts of `Lillehammer-Gausdal`.
fn parts(words: &str) -> impl Iterator<Item = (&str, bool)> {
    let words = words.split([' ', '\n', '\t']).filter(|word| !word.is_empty());
    words.flat_map(|word| word.split_inclusive(['-', '/', '\u{2013}']).enumerate().map(|(n, part)| (part, n == 0)))
}

/// A word broken where a line is full; the hyphen counts.
fn pieces(word: &str, room: i32, size: i32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let full = pieces.last().is_some_and(|piece| !piece.is_empty() && width(&format!("{piece}{c}-"), size) > room);
        if full && width(word, size) > room {
            if let Some(piece) = pieces.last_mut() {
                piece.push('-');
            }
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

/// About how wide words are in a sans serif type.
fn width(words: &str, size: i32) -> i32 {
    let hundredths: i32 = words
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 32,
            'f' | 't' | 'r' | '(' | ')' | '/' | '-' | ' ' | '\u{a0}' => 42,
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 96,
            c if c.is_uppercase() => 74,
            _ => 62,
        })
        .sum();
    hundredths * size / 100
}

#[cfg(test)]
mod tests {
    use super::{width, wrap};

    #[test]
    fn words_are_kept_and_lines_fit() {
        for text in ["", "Markedsavdelingen", "Prosjekt helhetlig oppfølging av lavinntektsfamilier", "a  b\u{a0}c", &"Æ".repeat(90)] {
            for room in [4, 40, 108, 200] {
                let lines = wrap(text, room, 15);
                let joined: String = lines.concat().replace('-', "");
                assert_eq!(joined.replace(' ', ""), text.replace(' ', ""), "{room}");
                assert!(lines.iter().all(|line| width(line, 15) <= room || line.chars().count() <= 2), "{room}: {lines:?}");
            }
        }
        assert_eq!(wrap("Arbeidsintegrering og økonomi", 150, 15), ["Arbeidsintegrering", "og økonomi"]);
        assert_eq!(wrap("NAV Lillehammer-Gausdal", 120, 15), ["NAV", "Lillehammer-", "Gausdal"]);
    }
}
