//! Acts cited by date and number: `lov 16. juni 2006 nr. 20`.

use std::ops::Range;

use super::section;
use crate::model::mention::Citation;
use crate::model::time::{Date, MONTHS};
use crate::source::scan;

/// Every act in a text that is cited by date and number, with the sections that follow it.
pub fn acts(text: &str) -> Vec<(Range<usize>, Citation)> {
    let mut found = Vec::new();
    for start in scan::places(text, |byte, after| (byte | 0x20 == b'l') & (after == b'o')) {
        if text.get(..start).is_none_or(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '-')) {
            continue;
        }
        let Some((length, statute)) = text.get(start..).and_then(act) else { continue };
        let end = start + length;
        let sign = text.get(end..).map_or(end, |rest| text.len() - rest.trim_start().len());
        let range_and_citation = match section::sections(text, sign) {
            Some(sections) => (start..sections.end, Citation { statute, sections: sections.list, detail: sections.detail }),
            None => (start..end, Citation { statute, sections: Vec::new(), detail: None }),
        };
        found.push(range_and_citation);
    }
    found
}

/// The act that a text begins with: its length, and its id at Lovdata (`lov/2006-06-16-20`).
pub fn act(text: &str) -> Option<(usize, String)> {
    let rest = text.strip_prefix("lov").or_else(|| text.strip_prefix("Lov"))?;
    let rest = spaced(rest)?;
    let rest = rest.strip_prefix("av").and_then(spaced).unwrap_or(rest);
    let (day, rest) = digits(rest, 2)?;
    let rest = rest.strip_prefix('.')?;
    let (month, rest) = match digits(rest, 2) {
        Some((month, rest)) => (month, rest.strip_prefix('.')?),
        None => month(rest.trim_start())?,
    };
    let (year, rest) = digits(rest.trim_start(), 4)?;
    let rest = spaced(rest)?;
    let rest = rest.strip_prefix("nr")?;
    let (number, rest) = digits(rest.strip_prefix('.').unwrap_or(rest).trim_start(), 5)?;
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (year >= 1600).then_some((text.len() - rest.len(), format!("lov/{date}-{number}")))
}

fn month(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let place = MONTHS.iter().position(|name| word.eq_ignore_ascii_case(name))?;
    Some((u32::try_from(place).ok()? + 1, rest))
}

fn digits(text: &str, most: usize) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=most).contains(&length) {
        return None;
    }
    let (number, rest) = text.split_at_checked(length)?;
    Some((number.parse().ok()?, rest))
}

fn spaced(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    (rest.len() < text.len()).then_some(rest)
}
