//! The names of months and weekdays: bokmål, nynorsk, English and Northern Sámi. What must not enter: how dates are put together.

use crate::model::text::Weekday;
use crate::model::time::MONTHS;

/// Full names in English and, in the nominative, in Sámi, January first. Those in bokmål and nynorsk are the model's.
const OTHER_TONGUES: [[&str; 2]; 12] = [
    ["january", "ođđajagemánnu"],
    ["february", "guovvamánnu"],
    ["march", "njukčamánnu"],
    ["april", "cuoŋománnu"],
    ["may", "miessemánnu"],
    ["june", "geassemánnu"],
    ["july", "suoidnemánnu"],
    ["august", "borgemánnu"],
    ["september", "čakčamánnu"],
    ["october", "golggotmánnu"],
    ["november", "skábmamánnu"],
    ["december", "juovlamánnu"],
];

/// Abbreviations, with a full stop or without.
const SHORT: [&[&str]; 12] = [
    &["jan"],
    &["feb", "febr"],
    &["mar"],
    &["apr"],
    &[],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep", "sept"],
    &["okt", "oct"],
    &["nov"],
    &["des", "dec"],
];

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["mandag", "måndag", "monday", "vuossárga", "mánnodat"]),
    (Weekday::Tuesday, &["tirsdag", "tysdag", "tuesday", "maŋŋebárga", "disdat"]),
    (Weekday::Wednesday, &["onsdag", "wednesday", "gaskavahkku"]),
    (Weekday::Thursday, &["torsdag", "thursday", "duorastat"]),
    (Weekday::Friday, &["fredag", "friday", "bearjadat"]),
    (Weekday::Saturday, &["lørdag", "laurdag", "saturday", "lávvardat", "lávvordat"]),
    (Weekday::Sunday, &["søndag", "sundag", "sunday", "sotnabeaivi"]),
];

/// Abbreviations in bokmål and nynorsk, Monday first, with a full stop. Not `tor`, which is whoever took the minutes.
const SHORT_WEEKDAYS: [&[&str]; 7] = [&["man", "mån"], &["tir", "tirs", "tys"], &["ons"], &["tors"], &["fre"], &["lør", "laur"], &["søn"]];

/// The month a word names in full, 1–12.
pub fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let norwegian = MONTHS.iter().position(|name| *name == word);
    place(norwegian.or_else(|| OTHER_TONGUES.iter().position(|names| names.contains(&word.as_str())))?)
}

/// The month a word abbreviates, 1–12.
pub fn short_month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    place(SHORT.iter().position(|names| names.contains(&word.as_str()))?)
}

/// The month of a Sámi genitive as it stands before the day (`njukčamánu 1.`), 1–12.
pub fn month_before_day(word: &str) -> Option<u8> {
    month(&format!("{}mánnu", word.to_lowercase().strip_suffix("mánu")?))
}

/// The weekday a word names, also as `fredagen`.
pub fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    let named = |word: &str| WEEKDAYS.iter().find(|(_, names)| names.contains(&word)).map(|(day, _)| *day);
    named(&word).or_else(|| named(word.strip_suffix("en")?).filter(|_| word.ends_with("dagen")))
}

/// The weekday that a word before a full stop abbreviates. Without one it may be another word: `man 3. mai`.
pub fn short_weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    SHORT_WEEKDAYS.iter().position(|names| names.contains(&word.as_str())).and_then(|n| WEEKDAYS.get(n)).map(|(day, _)| *day)
}

fn place(n: usize) -> Option<u8> {
    u8::try_from(n + 1).ok()
}
