//! The one way Markdown is read: the options of the contract, the events that `Text` and the pages' HTML are both made from,
//! and the mentions that links are.
//!
//! **Links and mentions.** Every `Tag::Link` and `Tag::Image` of [`events`] is exactly one [`Mention`], and the event's byte range
//! is the mention's `whole`: for a text that begins at byte `base` of its file, `whole == base + range`. Start and end event of a link
//! have the same range. So whoever renders looks a link up by `Span::new(base + range.start, base + range.end)`.
//! Two mentions never share a `whole`. Statutes cited in running text are mentions too, but no events: their `whole`
//! lies inside one block, outside links and code, and may extend over several `Text` events (over emphasis, a line end,
//! an entity); whoever links them wraps each text event, or the part of it, that lies in the mention's `whole`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::reference;
use crate::model::{Form, Mention, Role};
use crate::source::{Span, Spanned};

pub mod limits;

/// How many definitions with one label are told apart.
const TIMES_DEFINED: usize = 4;

/// CommonMark with tables, footnotes, task lists, strikethrough, definition lists, heading attributes and callouts.
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// The events of a text with their byte ranges in it.
///
/// A label that no definition in the text explains still comes as a link, of the types `ReferenceUnknown`, `CollapsedUnknown` and
/// `ShortcutUnknown`, with the label as its destination: `[text][label]` and `[label][]` always, a lone `[label]` only when it has one
/// of the contract's forms ([`reference::form_of_label`]). `[sic]`, `[x]`, `[^n]` and `[bookmark: …]` stay text.
///
/// A text beyond the [`limits`] has none.
pub fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let text = if limits::exceeded(text).is_some() { "" } else { text };
    Parser::new_with_broken_link_callback(text, options(), Some(undefined_label)).into_offset_iter()
}

/// The definitions of links in a text, `[label]: address`: the address of each, by the byte where it begins. They are shown nowhere.
///
/// Of several with one label the first counts, and the parser tells of it alone; the text without it is read for the next,
/// four times at the most.
#[must_use]
pub fn definitions(text: &str) -> HashMap<usize, String> {
    let (mut all, mut rest) = (HashMap::new(), Cow::Borrowed(text));
    for _ in 0..TIMES_DEFINED {
        let parser = Parser::new_ext(&rest, options());
        let found: Vec<(Range<usize>, String)> =
            parser.reference_definitions().iter().map(|(_, definition)| (definition.span.clone(), definition.dest.to_string())).collect();
        if found.is_empty() {
            break;
        }
        let mut without = rest.into_owned();
        for (span, address) in found {
            without.replace_range(span.clone(), &" ".repeat(span.len()));
            all.insert(span.start, address);
        }
        rest = Cow::Owned(without);
    }
    all
}

/// Every link, image and reference of a piece of Markdown that begins at byte `base` of its file, in order.
#[must_use]
pub fn mentions_in(text: &str, base: usize, role: Role) -> Vec<Mention> {
    let moved = |span: Span| Span::new(span.start as usize + base, span.end as usize + base);
    super::text::piece(text, moved, role).mentions
}

#[allow(clippy::needless_pass_by_value)] // the callback's signature
fn undefined_label<'t>(link: BrokenLink<'t>) -> Option<(CowStr<'t>, CowStr<'t>)> {
    let label = link.reference;
    if label.starts_with('^') || left_by_word(&label) {
        return None;
    }
    let explicit = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
    (explicit || reference::form_of_label(&label, 0).is_some()).then_some((label, CowStr::Borrowed("")))
}

/// What Word's conversion leaves in brackets, `[bookmark: _Toc1][bookmark: _Toc2]`: text, and no reference of any kind.
fn left_by_word(label: &str) -> bool {
    label.split_once(':').is_some_and(|(word, _)| {
        ["bookmark", "footnoteref", "endnoteref", "image"].iter().any(|left| word.trim_end().eq_ignore_ascii_case(left))
    })
}

/// Makes mentions of the links and images that events bring, with spans that count from the beginning of the text.
#[derive(Default)]
pub(super) struct Links<'t> {
    open: Vec<OpenLink<'t>>,
}

/// A link or an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkKind {
    /// `[…]`
    Link,
    /// `![…]`
    Image,
}

struct OpenLink<'t> {
    kind: LinkKind,
    link_type: LinkType,
    destination: CowStr<'t>,
    label: CowStr<'t>,
    /// The bytes of what stands between the brackets, as far as it was read.
    inner: Option<Range<usize>>,
    words: String,
}

impl<'t> Links<'t> {
    /// What the words now stand in, if it is a link or an image.
    pub(super) fn innermost(&self) -> Option<LinkKind> {
        self.open.last().map(|open| open.kind)
    }

    /// Takes the next event; gives the mention when its link ends.
    pub(super) fn read(&mut self, text: &str, event: &Event<'t>, range: &Range<usize>, role: Role) -> Option<Mention> {
        let finished = match event {
            Event::End(TagEnd::Link | TagEnd::Image) => self.open.pop(),
            _ => None,
        };
        if let Some(open) = self.open.last_mut() {
            let inner = open.inner.get_or_insert_with(|| range.clone());
            inner.end = inner.end.max(range.end);
            match event {
                Event::Text(words) | Event::Code(words) => open.words.push_str(words),
                Event::SoftBreak | Event::HardBreak => open.words.push(' '),
                _ => open.words.push_str(finished.as_ref().map_or("", |inside| &inside.words)),
            }
        }
        if let Event::Start(Tag::Link { link_type, dest_url, id, .. } | Tag::Image { link_type, dest_url, id, .. }) = event {
            let (destination, label) = (dest_url.clone(), id.clone());
            let kind = if matches!(event, Event::Start(Tag::Image { .. })) { LinkKind::Image } else { LinkKind::Link };
            self.open.push(OpenLink { kind, link_type: *link_type, destination, label, inner: None, words: String::new() });
        }
        let role = if matches!(event, Event::End(TagEnd::Image)) { Role::Image } else { role };
        finished.map(|open| open.mention(text, range, role))
    }
}

impl OpenLink<'_> {
    fn mention(self, text: &str, whole: &Range<usize>, role: Role) -> Mention {
        let target = self.target(text, whole);
        let written = text.get(target.clone()).unwrap_or_default();
        let mut form = match self.link_type {
            LinkType::ReferenceUnknown | LinkType::CollapsedUnknown => reference::form_of_explicit_label(&self.label, target.start),
            LinkType::ShortcutUnknown => {
                reference::form_of_label(&self.label, target.start).unwrap_or_else(|| Form::Unknown(self.label.to_string()))
            }
            LinkType::Shortcut | LinkType::Collapsed | LinkType::Reference if let Some(form) = self.defined_by_mistake(target.start) => {
                form
            }
            LinkType::Email => Form::External(format!("mailto:{}", self.destination.trim_start_matches("mailto:"))),
            _ => reference::form_of_destination(&self.destination, target.start),
        };
        if let Form::Document { anchor: Some(anchor), .. } | Form::Path { anchor: Some(anchor), .. } = &mut form {
            // Escapes, entities and percent signs make the written target longer than what it says.
            let start = written.find('#').map_or(target.start, |hash| target.start + hash + 1);
            anchor.span = Span::new(start, target.end);
        }
        let named = !matches!(
            self.link_type,
            LinkType::Shortcut
                | LinkType::ShortcutUnknown
                | LinkType::Collapsed
                | LinkType::CollapsedUnknown
                | LinkType::Autolink
                | LinkType::Email
        );
        let words = self.inner.filter(|_| named).map(|inner| Spanned::new(self.words, Span::new(inner.start, inner.end)));
        Mention { span: Span::new(target.start, target.end), whole: Span::new(whole.start, whole.end), form, role, words }
    }

    /// What the label means, where a line such as `[SG 3/17]: Done.` has become its definition.
    fn defined_by_mistake(&self, base: usize) -> Option<Form> {
        let meant = reference::form_of_label(&self.label, base).filter(|_| !super::text::is_address(&self.destination))?;
        (!matches!(meant, Form::Document { .. } | Form::Path { .. })).then_some(meant)
    }

    /// The bytes of the target as written: the label, or the destination without its `<>`.
    fn target(&self, text: &str, whole: &Range<usize>) -> Range<usize> {
        let source = text.get(whole.clone()).unwrap_or_default();
        let opening = if source.starts_with('!') { 2 } else { 1 };
        let words_end = self.inner.as_ref().map_or(whole.start + opening, |inner| inner.end);
        let tail = text.get(words_end..whole.end).unwrap_or_default();
        let found = match self.link_type {
            LinkType::Inline => tail.find("](").map(|at| destination(text, words_end + at + 2, whole.end)),
            LinkType::Reference | LinkType::ReferenceUnknown => tail.find("][").map(|at| words_end + at + 2..whole.end.saturating_sub(1)),
            // The parser's range of `[label][]` leaves the `[]` out.
            _ => Some(whole.start + opening..whole.end.saturating_sub(1)),
        };
        let range = found.filter(|range| range.start <= range.end).unwrap_or_else(|| whole.clone());
        trim(text, range)
    }
}

/// The bytes of an inline link's destination, which begins at or after `start`.
fn destination(text: &str, start: usize, end: usize) -> Range<usize> {
    let rest = text.get(start..end).unwrap_or_default();
    let begin = rest.len() - rest.trim_start().len();
    let rest = rest.get(begin..).unwrap_or_default();
    let (pointed, rest, begin) = match rest.strip_prefix('<') {
        Some(inner) => (true, inner, begin + 1),
        None => (false, rest, begin),
    };
    let mut depth = 0_u32;
    let mut escaped = false;
    let length = rest.find(|c: char| {
        if escaped {
            escaped = false;
            return false;
        }
        match c {
            '\\' => escaped = true,
            '>' if pointed => return true,
            _ if pointed => {}
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            c if c.is_ascii_whitespace() => return true,
            _ => {}
        }
        false
    });
    start + begin..start + begin + length.unwrap_or(rest.len())
}

/// A range without the white space at its ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<(String, String, Option<String>)> {
        let slice = |span: Span| text[span.range()].to_owned();
        mentions_in(text, 0, Role::Text).into_iter().map(|m| (slice(m.span), slice(m.whole), m.words.map(|w| slice(w.span)))).collect()
    }

    #[test]
    fn spans_are_the_bytes_of_the_target() {
        for (text, target, whole, words) in [
            ("å [SG 3/17] b", "SG 3/17", "[SG 3/17]", None),
            ("[vedtaket][SG 3/17]", "SG 3/17", "[vedtaket][SG 3/17]", Some("vedtaket")),
            ("[**v**e][ukjent  etikett]", "ukjent  etikett", "[**v**e][ukjent  etikett]", Some("**v**e")),
            ("[Sak 4][]", "Sak 4", "[Sak 4]", None),
            ("[a](../b.md#sak-4 'tittel')", "../b.md#sak-4", "[a](../b.md#sak-4 'tittel')", Some("a")),
            ("[a](<b c.pdf>)", "b c.pdf", "[a](<b c.pdf>)", Some("a")),
            ("[a](b(1).pdf)", "b(1).pdf", "[a](b(1).pdf)", Some("a")),
            ("[a\\]](b.pdf)", "b.pdf", "[a\\]](b.pdf)", Some("a\\]")),
            ("[a]( b.pdf )", "b.pdf", "[a]( b.pdf )", Some("a")),
            ("[](b.pdf)", "b.pdf", "[](b.pdf)", None),
            ("![alt *x*](b.png)", "b.png", "![alt *x*](b.png)", Some("alt *x*")),
            ("<https://nav.no>", "https://nav.no", "<https://nav.no>", None),
            ("<a@b.no>", "a@b.no", "<a@b.no>", None),
            ("[a][d]\n\n[d]: x.md", "d", "[a][d]", Some("a")),
            ("[a `]` b](x.md)", "x.md", "[a `]` b](x.md)", Some("a `]` b")),
        ] {
            assert_eq!(targets(text), [(target.to_owned(), whole.to_owned(), words.map(str::to_owned))], "{text}");
        }
    }

    #[test]
    fn a_reference_that_a_line_defines_by_mistake_means_what_it_says() {
        let form = |text: &str| mentions_in(text, 0, Role::Text).remove(0).form;
        assert!(matches!(form("[SG 3/17] og\n\n[SG 3/17]: Gjennomført.\n"), Form::Decision(_)));
        assert!(matches!(form("[det][Sak 4]\n\n[Sak 4]: Utsatt\n"), Form::AgendaItem(_)));
        assert!(matches!(form("[SG 3/17]\n\n[SG 3/17]: plan.md\n"), Form::Path { .. }));
        assert!(!matches!(form("[a/b]\n\n[a/b]: om\n"), Form::Document { id, .. } if id == "a/b"));
    }

    #[test]
    fn what_is_no_reference_stays_text() {
        for text in ["[sic]", "- [x] gjort", "[^1]", "[^1]: note", "> [!NOTE]\n> a", "`[SG 3/17]`", "[bookmark: _Toc1]", "\\[SG 3/17]"] {
            assert_eq!(targets(text), [], "{text}");
        }
        assert_eq!(targets("[a][^1]"), []);
        assert_eq!(targets("2.0 [bookmark: _Toc1][bookmark: _Toc2]Formålet [footnoteRef:1][image: x.png]"), []);
    }

    #[test]
    fn offsets_count_from_the_base_and_anchors_have_their_own_bytes() {
        let text = "[a](../b%20c.md#sak-4)";
        let mentions = mentions_in(text, 100, Role::Text);
        let [Mention { form: Form::Path { path, anchor: Some(anchor) }, span, .. }] = mentions.as_slice() else { panic!("{mentions:?}") };
        assert_eq!(path, "../b c.md");
        assert_eq!((anchor.value.as_str(), anchor.span), ("sak-4", Span::new(116, 121)));
        assert_eq!(*span, Span::new(104, 121));
    }

    #[test]
    fn every_link_event_has_its_mention() {
        let text = "[a](b.md) og ![c](d.png) [SG 1/17]\n\n| [e][f] |\n| --- |\n| [![g](h.png)](i.md) |\n";
        let starts = events(text).filter(|(event, _)| matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. })));
        let mut ranges: Vec<Span> = starts.map(|(_, range)| Span::new(range.start, range.end)).collect();
        let mut wholes: Vec<Span> = mentions_in(text, 0, Role::Text).into_iter().map(|m| m.whole).collect();
        ranges.sort_by_key(|span| (span.start, span.end));
        wholes.sort_by_key(|span| (span.start, span.end));
        assert_eq!(ranges, wholes);
        assert_eq!(wholes.len(), 6);
    }
}
