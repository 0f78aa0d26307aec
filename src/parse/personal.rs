//! Personal data and secrets in any plain text: a file as it lies there, a file's name, the words of an attachment.
//!
//! One pass over the text for each kind, linear in its length. What may not enter: what a finding says; where it is allowed.

mod address;
mod number;
mod secret;

use std::borrow::Cow;

use crate::model::{Personal, PersonalKind};
use crate::source::Span;

pub use number::{is_account, is_national_id, is_phone};

/// Everything personal or secret in a text, in its order, none inside another. Spans are bytes of the text.
#[must_use]
pub fn find(text: &str) -> Vec<Personal> {
    let mut found = number::find(text);
    found.extend(address::find(text));
    found.extend(secret::find(text));
    found.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    let mut end = 0;
    found.retain(|one| {
        let free = one.span.start >= end;
        if free {
            end = one.span.end;
        }
        free
    });
    found
}

/// The national id numbers among them. A text without one is not asked for the other kinds.
#[must_use]
pub fn national_ids(text: &str) -> Vec<Personal> {
    let is_id = |one: &Personal| one.kind == PersonalKind::NationalId;
    if !number::find(text).iter().any(is_id) {
        return Vec::new();
    }
    find(text).into_iter().filter(is_id).collect()
}

/// The text with dots in place of id numbers, account numbers and secrets.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let found: Vec<Personal> = find(text).into_iter().filter(|one| one.kind.is_masked()).collect();
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for one in found {
        shown.push_str(text.get(end..one.span.range().start).unwrap_or_default());
        shown.extend(text.get(one.span.range()).unwrap_or_default().chars().map(|c| if c.is_whitespace() { c } else { '•' }));
        end = one.span.range().end;
    }
    shown.push_str(text.get(end..).unwrap_or_default());
    Cow::Owned(shown)
}

fn personal(start: usize, end: usize, kind: PersonalKind) -> Personal {
    Personal { span: Span::new(start, end), kind }
}

/// The end of the line before a place, at most so many bytes of it.
fn before(text: &str, at: usize, most: usize) -> &str {
    let mut start = at.saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = text.get(start..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
