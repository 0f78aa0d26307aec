//! The order of names in lists: the alphabet of the site's language, family names first.
//!
//! Norwegian has æ, ø and å last and reads aa as å; Northern Sámi has letters of its own after those they are made of; English has neither.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A letter's place: the letter it stands with, and its place after that one.
type Place = (char, u8);

/// What a person's name is sorted by: the family name, then the rest.
#[must_use]
pub fn person(language: &str, name: &str) -> (Vec<Place>, Vec<Place>) {
    let (given, family) = name.rsplit_once([' ', '\u{a0}']).unwrap_or(("", name));
    (words(language, family), words(language, given))
}

/// What any other name is sorted by.
#[must_use]
pub fn words(language: &str, name: &str) -> Vec<Place> {
    let name = name.nfc().flat_map(char::to_lowercase).collect::<String>();
    let name = if language == "en" { name } else { name.replace("aa", "å") };
    name.chars().flat_map(|c| letter(language, c)).collect()
}

fn letter(language: &str, c: char) -> Vec<Place> {
    let last = match c {
        'æ' | 'ä' => Some(1),
        'ø' | 'ö' => Some(2),
        'å' => Some(3),
        _ => None,
    };
    match (last, language) {
        (Some(_), "en") if c == 'æ' => vec![('a', 0), ('e', 0)],
        (Some(_), "en") if c == 'ø' => vec![('o', 0)],
        (Some(place), "nb" | "nn" | "se") => vec![('z', place + 1)],
        (None, "se") => vec![match c {
            'á' => ('a', 1),
            'č' => ('c', 1),
            'đ' => ('d', 1),
            'ŋ' => ('n', 1),
            'š' => ('s', 1),
            'ŧ' => ('t', 1),
            'ž' => ('z', 1),
            c => (plain(c), 0),
        }],
        _ => vec![(plain(c), 0)],
    }
}

/// A letter without its marks.
fn plain(c: char) -> char {
    match c {
        'đ' => 'd',
        'ŋ' => 'n',
        'ŧ' => 't',
        '\u{a0}' => ' ',
        c => std::iter::once(c).nfd().find(|c| !is_combining_mark(*c)).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norwegian_letters_come_last() {
        let mut names = ["Kari Åsen", "Per Aasen", "Ola Ørn", "Eva Zakariassen", "Ida Ær"];
        names.sort_by_key(|name| person("nb", name));
        assert_eq!(names, ["Eva Zakariassen", "Ida Ær", "Ola Ørn", "Kari Åsen", "Per Aasen"]);
    }

    #[test]
    fn every_language_has_its_own_alphabet() {
        let sorted = |language: &str| {
            let mut names = ["Ærfugl", "Zoo", "Áltá", "Atla", "Čoahkkin", "Cup", "Aas", "Ås"];
            names.sort_by_key(|name| words(language, name));
            names.join(" ")
        };
        assert_eq!(sorted("nb"), "Áltá Atla Čoahkkin Cup Zoo Ærfugl Aas Ås");
        assert_eq!(sorted("se"), "Atla Áltá Cup Čoahkkin Zoo Ærfugl Aas Ås");
        assert_eq!(sorted("en"), "Aas Ærfugl Áltá Ås Atla Čoahkkin Cup Zoo");
    }
}
