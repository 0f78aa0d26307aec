//! Headings with their titles, attributes and sections.

use std::ops::Range;

use super::raw::{RawHeading, Walk};
use crate::diagnostic::{Fault, FaultKind, nearest};
use crate::model::text::Heading;
use crate::source::{Span, Spanned};

/// The headings of a text in order; their anchors are given later, when items and points are known.
pub fn headings(walk: &Walk, body: &str, base: usize) -> Vec<Heading> {
    let span = |range: Range<usize>| Span::new(base + range.start, base + range.end);
    walk.headings
        .iter()
        .enumerate()
        .map(|(n, raw)| Heading {
            span: span(line(raw, body)),
            title: raw.words.shown(),
            title_span: span(title(raw, body)),
            level: raw.level,
            anchor: String::new(),
            classes: raw.classes.clone(),
            section: span(raw.range.start..section_end(walk, n)),
            has_text: raw.has_text,
        })
        .collect()
}

/// The value of `name=value` in the braces after a heading, with its bytes.
pub fn attribute(raw: &RawHeading, body: &str, base: usize, name: &str) -> Option<Spanned<String>> {
    pieces(raw, body).into_iter().find_map(|range| {
        let (key, value) = body.get(range.clone())?.split_once('=')?;
        let start = base + range.end - value.len();
        (key == name && !value.is_empty()).then(|| Spanned::new(value.to_owned(), Span::new(start, start + value.len())))
    })
}

/// The bytes of `name` in `{#name}`.
pub fn id_span(raw: &RawHeading, body: &str, base: usize) -> Option<Span> {
    let range = pieces(raw, body).into_iter().rfind(|range| body.get(range.clone()).is_some_and(|piece| piece.starts_with('#')))?;
    Some(Span::new(base + range.start + 1, base + range.end))
}

/// What stands in the braces after a heading and means nothing: neither `#name` nor `.class`, nor one of the keys that it may have.
pub fn unknown_attributes(raw: &RawHeading, body: &str, base: usize, keys: &[&str]) -> Vec<Fault> {
    let known = |piece: &str| {
        let named = piece.split_once('=').is_some_and(|(key, value)| keys.contains(&key) && !value.is_empty());
        named || piece.starts_with(['#', '.']) && piece.len() > 1
    };
    let is_known = |range: &Range<usize>| body.get(range.clone()).is_some_and(known);
    let mut faults = Vec::new();
    // Words in a row are one remark.
    for run in pieces(raw, body).chunk_by(|a, b| is_known(a) == is_known(b)) {
        let (Some(first), Some(last)) = (run.first().filter(|first| !is_known(first)), run.last()) else { continue };
        let range = first.start..last.end;
        let piece = body.get(range.clone()).unwrap_or_default();
        let key = piece.split('=').next().unwrap_or_default();
        let nearest = nearest(key, keys.iter().copied()).map(str::to_owned);
        let kind = FaultKind::HeadingAttribute { written: piece.to_owned(), nearest };
        faults.push(Fault { span: Span::new(base + range.start, base + range.end), kind });
    }
    faults
}

/// The words in the braces after a heading.
fn pieces(raw: &RawHeading, body: &str) -> Vec<Range<usize>> {
    let after = raw.inner.as_ref().map_or(raw.range.start, |inner| inner.end);
    let braces = body.get(after..raw.range.end).filter(|_| raw.has_attributes).and_then(|tail| {
        let open = tail.find('{')? + 1;
        let close = open + tail.get(open..)?.find('}')?;
        Some(after + open..after + close)
    });
    let Some(braces) = braces else { return Vec::new() };
    let inside = body.get(braces.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut rest = inside;
    loop {
        rest = rest.trim_start();
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if length == 0 {
            return found;
        }
        let start = braces.end - rest.len();
        found.push(start..start + length);
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// The heading without the line end.
fn line(raw: &RawHeading, body: &str) -> Range<usize> {
    let words = body.get(raw.range.clone()).unwrap_or_default();
    raw.range.start..raw.range.start + words.trim_end().len()
}

/// From the first to the last byte of the title; an empty place after the signs where there is none.
fn title(raw: &RawHeading, body: &str) -> Range<usize> {
    if let Some(inner) = &raw.inner {
        // The parser leaves the backslash out of what it escapes.
        let escaped = inner.start > raw.range.start && body.get(..inner.start).is_some_and(|before| before.ends_with('\\'));
        return inner.start - usize::from(escaped)..inner.end;
    }
    let line = line(raw, body);
    let signs = body.get(line.clone()).map_or(0, |words| words.len() - words.trim_start_matches('#').len());
    line.start + signs..line.start + signs
}

/// Where a heading's section ends: at the next heading of its level or a higher one beside it, or with what it stands in.
fn section_end(walk: &Walk, n: usize) -> usize {
    let Some(raw) = walk.headings.get(n) else { return 0 };
    let container = walk.containers.get(raw.container).map_or(raw.range.end, |container| container.end);
    walk.headings
        .iter()
        .skip(n + 1)
        .take_while(|other| other.range.start < container)
        .find(|other| other.container == raw.container && other.level <= raw.level)
        .map_or(container, |other| other.range.start)
}
