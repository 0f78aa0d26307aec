//! What may be names of people, by its form alone: two or more capitalised words in a row, in the text and in the fields that hold text or
//! names.
//!
//! What may not enter: who is in a register.

use crate::model::words::Words;
use crate::model::{Details, Document, Who};
use crate::source::{Source, Span, Spanned, scan};

/// Every row of capitalised words of a document: those of its fields first, then those of its text.
#[must_use]
pub fn rows(document: &Document, source: &Source) -> Vec<Vec<Spanned<String>>> {
    let mut found = Vec::new();
    let mut fields = document.fields();
    fields.extend(named(document));
    fields.sort();
    for field in fields {
        let at = field.start as usize;
        rows_of(source.slice(field), |start, end| Span::new(at + start, at + end), &mut found);
    }
    for words in Words::of(&document.text, source) {
        rows_of(&words.plain, |start, end| words.span(start, end), &mut found);
    }
    found
}

/// Where the names of people outside the register stand.
fn named(document: &Document) -> Vec<Span> {
    let mut who: Vec<&Who> = Vec::new();
    match &document.details {
        Details::Minutes(minutes) => {
            who.extend(minutes.chair.iter().chain(&minutes.secretary));
            who.extend([&minutes.present, &minutes.absent, &minutes.guests].into_iter().flatten().map(|attendee| &attendee.who));
            who.extend(minutes.action_items.iter().flat_map(|item| &item.responsible));
        }
        Details::Mandate(mandate) => {
            who.extend(mandate.participants.iter().filter_map(|one| one.who.as_ref()));
            who.extend(mandate.approved_by.iter().chain(&mandate.client).chain(&mandate.contractor));
        }
        Details::Agreement(agreement) => who.extend(agreement.parties.iter().filter_map(|party| party.represented_by.as_ref())),
        _ => {}
    }
    let names = who.into_iter().filter_map(|who| match who {
        Who::Named { name, .. } => name.as_ref().map(|name| name.span),
        Who::Id(_) => None,
    });
    names.collect()
}

/// Rows of two or more capitalised words with nothing but one white space between them.
fn rows_of(text: &str, place: impl Fn(usize, usize) -> Span, rows: &mut Vec<Vec<Spanned<String>>>) {
    // Most capitalised words stand alone, so that nothing is made of one before the next is there.
    let mut row: Vec<(usize, &str)> = Vec::new();
    let mut ends = |row: &mut Vec<(usize, &str)>| {
        if row.len() >= 2 {
            let word = |(start, word): &(usize, &str)| Spanned::new((*word).to_owned(), place(*start, start + word.len()));
            rows.push(row.iter().map(word).collect());
        }
        row.clear();
    };
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’');
    let goes_on = |before: char| is_part(before) || before.is_alphanumeric() || matches!(before, '@' | '/');
    // Most bytes are seen not to begin such a word without a look at their letter; of what C3 begins, the first half are capitals.
    let may_begin = |byte: u8, after: u8| byte.is_ascii_uppercase() | ((byte == 0xc3) & (after < 0xa0)) | (byte > 0xc3);
    for at in scan::places(text, may_begin) {
        let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { continue };
        let Some(c) = rest.chars().next().filter(|c| c.is_uppercase() && !before.ends_with(goes_on)) else { continue };
        let word = rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len())).unwrap_or_default();
        let initial = word.len() == c.len_utf8() + 1 && word.ends_with('.');
        let bare = if initial { word } else { word.trim_end_matches(|c: char| !c.is_alphabetic()) };
        let gap = row.last().and_then(|(start, last)| text.get(start + last.len()..at));
        if !gap.is_some_and(|gap| matches!(gap, " " | "\n" | "\u{a0}")) {
            ends(&mut row);
        }
        row.push((at, bare));
    }
    ends(&mut row);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_at_signs_and_small_words() {
        let mut rows = Vec::new();
        let text = "Rådmann Ola B. Nordmann, Kari Nordmann og @Per Hansen møtte. Ola møtte NAV\nNarvik. 2Ola Nordmann-Hansen Li.";
        rows_of(text, Span::new, &mut rows);
        let written: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|part| part.value.as_str()).collect()).collect();
        let found =
            [vec!["Rådmann", "Ola", "B.", "Nordmann"], vec!["Kari", "Nordmann"], vec!["NAV", "Narvik"], vec!["Nordmann-Hansen", "Li"]];
        assert_eq!(written, found);
    }
}
