//! The beginning of a part of a text, for pages that lead to it.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::escape::{escape, tie, without_comments};
use super::links::{Destination, destination, link_at, tells};
use crate::index::Site;
use crate::model::Form;
use crate::parse::markdown;
use crate::source::{Span, lines};

/// An excerpt is at most about this long, in characters.
const LONG: usize = 280;

/// The first paragraph of a span of the text, as HTML without markup.
pub(super) fn first_paragraph(site: &Site, document: usize, span: Span) -> String {
    let source = site.sources.slice(site.place(document, span));
    // Nearly always the first paragraph can be told without reading all that follows.
    let found = opening(source).and_then(|opening| words(site, document, span.start, opening).ok());
    let words = found.unwrap_or_else(|| words(site, document, span.start, source).unwrap_or_else(|all| all));
    escape(&tie(&shortened(words.trim()))).into_owned()
}

/// The text until the blank line after the first line that begins with a letter; none where that is all of it, or where something further
/// down may give a link its address.
fn opening(source: &str) -> Option<&str> {
    let mut begun = false;
    let (at, blank) = lines(source).find(|(_, line)| {
        begun |= line.starts_with(char::is_alphabetic);
        begun && line.trim().is_empty()
    })?;
    source.get(..at + blank.len()).filter(|_| !source.contains("]:"))
}

/// The words of the first paragraph of a source that begins at byte `start` of its file; as an error where it has no end there.
fn words(site: &Site, document: usize, start: u32, source: &str) -> Result<String, String> {
    let mut words = String::new();
    let (mut quoted, mut within, mut silent) = (0usize, false, 0usize);
    for (event, range) in markdown::events(source) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quoted += 1,
            Event::End(TagEnd::BlockQuote(_)) => quoted = quoted.saturating_sub(1),
            Event::Start(Tag::Paragraph | Tag::Item) if quoted == 0 => within = true,
            // What ends in a colon goes on in the list below.
            Event::End(TagEnd::Paragraph | TagEnd::Item) if within && words.trim_end().ends_with(':') => words.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item) if within && !words.trim().is_empty() => return Ok(words),
            Event::Start(Tag::Link { link_type, .. }) if within => {
                let at = start.saturating_add(u32::try_from(range.start).unwrap_or(u32::MAX));
                match shown(site, document, link_type, at) {
                    Some(instead) => {
                        words.push_str(&instead);
                        silent = 1;
                    }
                    None => silent = 0,
                }
            }
            Event::End(TagEnd::Link) => silent = 0,
            Event::Start(Tag::Image { .. }) => silent += 1,
            Event::End(TagEnd::Image) => silent = silent.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if within && silent == 0 => words.push_str(&text),
            Event::InlineHtml(html) if within => words.push_str(&without_comments(&html)),
            Event::SoftBreak | Event::HardBreak if within => words.push(' '),
            _ => {}
        }
    }
    Err(words)
}

/// What stands for a link other than its own words: a title for a bare id, a note for what is withheld.
fn shown(site: &Site, document: usize, kind: LinkType, start: u32) -> Option<String> {
    let reference = link_at(site, document, start)?;
    match destination(site, document, reference) {
        Destination::Withheld(note) => Some(note),
        Destination::Inside { title, .. } if tells(site, reference) => Some(title),
        Destination::Inside { title, .. } if matches!(kind, LinkType::ShortcutUnknown | LinkType::CollapsedUnknown) => {
            let form = &site.mention(reference).form;
            matches!(form, Form::Document { .. } | Form::Path { .. } | Form::Party(_) | Form::Case(_)).then_some(title)
        }
        _ => None,
    }
}

/// At most a few sentences: cut after the last that fits, else at a word.
fn shortened(words: &str) -> String {
    let Some((limit, _)) = words.char_indices().nth(LONG) else { return words.to_owned() };
    let head = words.get(..limit).unwrap_or(words);
    let sentence = head.rmatch_indices(". ").find(|(at, _)| {
        let next = head.get(at + 2..).and_then(|rest| rest.chars().next());
        let number = head.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        next.is_some_and(char::is_uppercase) && !number
    });
    match sentence.filter(|(at, _)| *at > LONG / 3) {
        Some((at, _)) => head.get(..=at).unwrap_or(head).to_owned(),
        None => format!("{} …", head.rsplit_once(' ').map_or(head, |(kept, _)| kept).trim_end_matches([',', ';', ':'])),
    }
}

#[cfg(test)]
mod tests {
    use super::{opening, shortened};

    #[test]
    fn an_opening_ends_where_its_first_paragraph_does() {
        assert_eq!(opening("\n## Sak 1\n\nFørst dette.\nOg dette.\n\nSå mer.\n"), Some("\n## Sak 1\n\nFørst dette.\nOg dette.\n\n"));
        assert_eq!(opening("Bare dette.\n"), None);
        assert_eq!(opening("Se [planen].\n\n[planen]: /plan/\n"), None, "the address stands further down");
    }

    #[test]
    fn long_texts_end_with_a_sentence() {
        let text = format!("{} Den er god. Ord {}", "Saken ble drøftet den 3. mai og utsatt av alle".repeat(4), "ord ".repeat(40));
        assert!(shortened(&text).ends_with("Den er god."), "{}", shortened(&text));
        assert!(shortened(&"ord ".repeat(90)).ends_with("ord …"));
        assert_eq!(shortened("Kort."), "Kort.");
    }
}
