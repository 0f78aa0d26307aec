//! How rules say dates, weekdays and lists of names, in both languages.
//!
//! What may not enter: any rule's own sentence.

use super::naming;
use crate::diagnostic::Bilingual;
use crate::index::Site;
use crate::model::text::Weekday;
use crate::model::{Date, time};
use crate::source::Place;

const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day as people say it: "9. november 2017", "9 November 2017".
#[must_use]
pub fn day(date: Date) -> Bilingual {
    let (_, en) = month(date.month());
    Bilingual::new(time::day_in_words(date), format!("{} {en} {}", date.day(), date.year()))
}

/// A month's name, 1–12, in bokmål and English; empty for any other number.
#[must_use]
pub fn month(number: i8) -> (&'static str, &'static str) {
    let place = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
    (time::month(number), MONTHS_EN.get(place).copied().unwrap_or_default())
}

/// The weekday of a date.
#[must_use]
pub fn weekday_of(date: Date) -> Weekday {
    match date.weekday() {
        jiff::civil::Weekday::Monday => Weekday::Monday,
        jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
        jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
        jiff::civil::Weekday::Thursday => Weekday::Thursday,
        jiff::civil::Weekday::Friday => Weekday::Friday,
        jiff::civil::Weekday::Saturday => Weekday::Saturday,
        jiff::civil::Weekday::Sunday => Weekday::Sunday,
    }
}

/// A weekday's name: "fredag", "Friday".
#[must_use]
pub fn weekday(weekday: Weekday) -> Bilingual {
    let (nb, en) = match weekday {
        Weekday::Monday => ("mandag", "Monday"),
        Weekday::Tuesday => ("tirsdag", "Tuesday"),
        Weekday::Wednesday => ("onsdag", "Wednesday"),
        Weekday::Thursday => ("torsdag", "Thursday"),
        Weekday::Friday => ("fredag", "Friday"),
        Weekday::Saturday => ("lørdag", "Saturday"),
        Weekday::Sunday => ("søndag", "Sunday"),
    };
    Bilingual::new(nb, en)
}

/// Quoted names, the last two joined by "eller": «a», «b» eller «c».
#[must_use]
pub fn one_of<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Bilingual {
    let names: Vec<S> = names.into_iter().collect();
    let listed = |open: &str, close: &str, or: &str| {
        let mut text = String::new();
        for (n, name) in names.iter().enumerate() {
            let between = if n == 0 {
                ""
            } else if n + 1 == names.len() {
                or
            } else {
                ", "
            };
            text.push_str(between);
            text.push_str(open);
            text.push_str(name.as_ref());
            text.push_str(close);
        }
        text
    };
    Bilingual::new(listed("«", "»", " eller "), listed("“", "”", " or "))
}

/// Words in a row, the last two joined by a word: "tagger, tittel og språk".
#[must_use]
pub fn joined<'w>(words: impl IntoIterator<Item = &'w str>, and: &str) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.as_slice() {
        [all @ .., before, last] if !all.is_empty() => format!("{}, {before} {and} {last}", all.join(", ")),
        [before, last] => format!("{before} {and} {last}"),
        _ => words.concat(),
    }
}

/// What an author wrote, for a message to quote: white space on one line, no longer than a line, and dots for what an exempt document says.
#[must_use]
pub fn shown(site: &Site, place: Place, written: &str) -> String {
    const LONGEST: usize = 60;
    if is_hidden(site, place) {
        return "•••".to_owned();
    }
    let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST {
        return words;
    }
    words.chars().take(LONGEST).chain(['…']).collect()
}

/// Whether a place is in an exempt document: neither its words are told, nor what they come near.
#[must_use]
pub fn is_hidden(site: &Site, place: Place) -> bool {
    site.document_in(place.source).is_some_and(|document| naming::is_exempt(site, document))
}

/// Why not every system can have a name, in words.
#[must_use]
pub fn not_portable(why: &str) -> Bilingual {
    let (nb, en) = match why {
        "reserved" => ("Windows har reservert navnet", "Windows keeps that name for itself"),
        "trailing-dot" => ("navnet slutter på punktum eller mellomrom", "the name ends with a dot or a space"),
        "not-utf-8" => ("navnet har tegn som ikke er UTF-8", "the name has signs that are not UTF-8"),
        _ => ("navnet har et tegn som ikke kan brukes i alle filsystemer", "the name has a sign that not every file system takes"),
    };
    Bilingual::new(nb, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_lists_are_said_as_people_say_them() {
        let date = jiff::civil::date(2017, 11, 9);
        assert_eq!(day(date), Bilingual::new("9. november 2017", "9 November 2017"));
        assert_eq!(weekday(weekday_of(date)).nb, "torsdag");
        assert_eq!(one_of(["a", "b", "c"]), Bilingual::new("«a», «b» eller «c»", "“a”, “b” or “c”"));
        assert_eq!(month(13), ("", ""));
        assert_eq!(joined(["a", "b", "c"], "og"), "a, b og c");
        assert_eq!((joined(["a", "b"], "og"), joined(["a"], "og")), ("a og b".to_owned(), "a".to_owned()));
    }
}
