//! A last look at what is about to be published: national id numbers in the text of the site's own output.
//!
//! The rule `priv-national-id` looks at what authors wrote; this looks at what came of it, whatever way it came: put together from
//! pieces, from a theme, or from something that no rule reads. What a shown source says in so many digits was judged there, by its
//! level and its allowances, and is not judged again. What may not enter: the numbers themselves; only places are told.

mod digits;

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::Value;

use crate::index::Site;
use crate::model::PersonalKind;
use crate::output::{Artifact, Output};
use crate::parse::personal::national_ids;
use crate::rules::personal;
use crate::source::scan;
use crate::work;

/// Tags that do not part words: a number may run through them.
const INLINE: &[&str] =
    &["a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "wbr"];

/// Attributes whose values are words.
const ATTRIBUTES: &[&str] = &["alt=\"", "title=\"", "content=\"", "aria-label=\""];

/// What a look at a text found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// No number.
    Clean,
    /// Numbers that a shown source has, too.
    Judged,
    /// A number that no shown source has.
    Leaking,
}

impl Seen {
    /// Whether there is no number at all.
    #[must_use]
    pub fn is_clean(self) -> bool {
        self == Self::Clean
    }

    /// Whether there is a number that may not go out.
    #[must_use]
    pub fn leaks(self) -> bool {
        self == Self::Leaking
    }
}

/// The look, ready for any number of files.
pub struct LastLook {
    judged: HashSet<String>,
}

impl LastLook {
    /// Gathers what was judged where it was written.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self { judged: judged(site) }
    }

    /// Looks at a file that was made.
    #[must_use]
    pub fn at(&self, path: &str, bytes: &[u8]) -> Seen {
        if !digits::enough(path, bytes) {
            return Seen::Clean;
        }
        let mut seen = Seen::Clean;
        for id in texts(path, bytes).iter().flat_map(|text| ids(text)) {
            if !self.judged.contains(&id) {
                return Seen::Leaking;
            }
            seen = Seen::Judged;
        }
        seen
    }

    /// Whether a file's name holds a number that may not go out.
    #[must_use]
    pub fn leaks_by_name(&self, path: &str) -> bool {
        digits::enough("", path.as_bytes()) && ids(path).any(|id| !self.judged.contains(&id))
    }

    /// The files that hold a number which may not go out; sorted. Of copied files only the names: their content is the rules' to read.
    #[must_use]
    pub fn leaking(&self, output: &Output) -> Vec<String> {
        let files: Vec<_> = output.files.iter().collect();
        let found = work::map(&files, |(path, artifact)| {
            let inside = matches!(artifact, Artifact::Bytes(bytes) if self.at(path, bytes).leaks());
            inside || self.leaks_by_name(path)
        });
        files.into_iter().zip(found).filter(|(_, found)| *found).map(|((path, _), _)| path.clone()).collect()
    }
}

/// The digits of every national id number in a text.
fn ids(text: &str) -> impl Iterator<Item = String> {
    national_ids(text).into_iter().map(|one| text.get(one.span.range()).unwrap_or_default().chars().filter(char::is_ascii_digit).collect())
}

/// The numbers that stand in sources which are not kept from the audience: the rules have spoken of these.
fn judged(site: &Site) -> HashSet<String> {
    let shown = |source| site.document_in(source).is_none_or(|document| site.shown(crate::index::Subject::Document(document)));
    let places = personal::of(site, |kind| kind == PersonalKind::NationalId).into_iter().filter(|one| shown(one.place.source));
    let texts = places.filter_map(|one| {
        let source = site.sources.get(one.place.source)?;
        Some(if one.in_name { ids(&source.path).collect() } else { ids(source.slice(one.place.span)).collect::<Vec<_>>() })
    });
    texts.flatten().collect()
}

/// What people read in a file; nothing of files that hold no text.
fn texts(path: &str, bytes: &[u8]) -> Vec<String> {
    // Nearly everything is UTF-8, which takes longer to mend than to see.
    let text = std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
    match path.rsplit('.').next() {
        _ if is_markup(path) => words(&text),
        Some("json") => serde_json::from_str(&text).map_or_else(|_| vec![text.into_owned()], |value: Value| strings(&value)),
        Some("ics") => vec![text.replace("\r\n ", "").replace("\r\n\t", "")],
        Some("css" | "js" | "map" | "woff2" | "png" | "ico") => Vec::new(),
        _ => vec![text.into_owned()],
    }
}

fn is_markup(path: &str) -> bool {
    matches!(path.rsplit('.').next(), Some("html" | "xml" | "atom" | "svg"))
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(entries) => entries.iter().flat_map(|(name, value)| std::iter::once(name.clone()).chain(strings(value))).collect(),
        _ => Vec::new(),
    }
}

/// The words between the tags, and the values of attributes that are words.
fn words(markup: &str) -> Vec<String> {
    let (mut between, mut found) = (String::with_capacity(markup.len() / 2), Vec::new());
    let mut rest = 0;
    let mut signs = scan::places(markup, |byte, _| (byte == b'<') | (byte == b'>'));
    let mut next = |sign| signs.find(|at| markup.as_bytes().get(*at) == Some(&sign));
    while let Some(open) = next(b'<') {
        between.push_str(markup.get(rest..open).unwrap_or_default());
        let close = next(b'>').unwrap_or(markup.len());
        let tag = markup.get(open + 1..close).unwrap_or_default();
        rest = close + 1;
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            between.push('\n');
        }
        let attributes = if digits::enough_in_tag(tag.as_bytes()) { ATTRIBUTES } else { &[] };
        for attribute in attributes {
            if let Some(value) = tag.split_once(attribute).and_then(|(_, value)| value.split('"').next()) {
                found.push(plain(value));
            }
        }
    }
    between.push_str(markup.get(rest..).unwrap_or_default());
    found.push(plain(&between));
    found
}

/// The text with its character references read, as far as they could part or make digits.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let read = after.split_once(';').and_then(|(name, after)| Some((letter(name)?, after)));
        let (letter, after) = read.unwrap_or(('&', after));
        plain.push(letter);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

fn letter(name: &str) -> Option<char> {
    match name {
        "nbsp" => Some(' '),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        }
    }
}
