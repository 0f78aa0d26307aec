//! A document's text as pieces of HTML: links resolved by the index, anchors, tables, callouts, footnotes, code.
//!
//! Only what is written here becomes markup: raw HTML is text, comments are nothing, addresses have a list of allowed schemes,
//! and nothing carries `style` or a script, so that a strict content security policy holds. What may not enter: templates.

mod code;
mod escape;
mod excerpt;
mod fate;
mod footnotes;
mod links;
mod plain;
mod table;
mod writer;

use crate::index::{Reference, Resolution, Site, Subject};
use crate::model::{Point, Role};
use crate::output::hexadecimal;
use crate::source::Span;
use crate::work::Key;

pub use escape::{escape, tie};
pub use links::withheld_in;
use links::{Destination, Links, destination};
pub use plain::plain;
use writer::Writer;

/// The pieces of a document's text, one for each span, and the footnotes as the last. Text outside the spans (an agenda item's heading,
/// which the template writes) is left out. `root` is the way from the page to the site's root.
#[must_use]
pub fn pieces(site: &Site, document: usize, root: &str, spans: &[Span]) -> Vec<String> {
    let text = site.document(document).text.span;
    let source = site.sources.slice(site.place(document, text));
    let links = Links::of_text(site, document, root);
    Writer::new(site, document, links, spans, text.start).write(source)
}

/// A text of the front matter (a decision's, an action item's) as HTML; `role` is that of its mentions.
#[must_use]
pub fn field(site: &Site, document: usize, root: &str, text: &str, role: Role) -> String {
    if is_words_alone(text) && site.references_as(document, role).next().is_none() {
        return ["<p>", &escape(&tie(text)), "</p>\n"].concat();
    }
    let links = Links::of_field(site, document, root, role);
    let whole = Span::new(0, text.len());
    Writer::new(site, document, links, &[whole], 0).write(text).concat()
}

/// Whether a text is one paragraph of words, in which no sign can be Markdown's: most action items are, and need no parser.
fn is_words_alone(text: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() | (byte >= 0x80) | matches!(byte, b' ' | b',' | b'.' | b'-' | b'/' | b'(' | b')');
    let is_short = text.len() <= 1000;
    is_short && text.starts_with(char::is_alphabetic) && !text.ends_with(' ') && text.bytes().fold(true, |all, byte| all & word(byte))
}

/// The same in a line of its own: a single paragraph loses its tags.
#[must_use]
pub fn line(site: &Site, document: usize, root: &str, text: &str, role: Role) -> String {
    let html = field(site, document, root, text, role);
    let inner = html.trim().strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).filter(|html| !html.contains("<p>"));
    inner.map_or(html.clone(), str::to_owned)
}

/// The title of a point; none where its text, of which a list's point has its title, holds a link whose words are withheld: one of those
/// that [`withheld_in`] gives of its document. That no heading does is seen to by ref-not-published.
#[must_use]
pub fn told_title<'p>(withheld: &[Span], point: &'p Point) -> &'p str {
    let first = withheld.partition_point(|span| span.start < point.content.start);
    let may_tell = point.heading.is_none() && withheld.get(first).is_some_and(|span| point.content.contains(*span));
    if may_tell { "" } else { &point.title }
}

/// The first paragraph of a part of the text, as HTML without markup; it ends where a sentence does, or in `…`.
#[must_use]
pub fn excerpt(site: &Site, document: usize, span: Span) -> String {
    excerpt::first_paragraph(site, document, span)
}

/// The hash of everything that a document's HTML is made from: its bytes, and where its references lead.
/// Two pages with equal fingerprints have equal pieces.
#[must_use]
pub fn fingerprint(site: &Site, document: usize) -> String {
    printed(site, document, &site.entry(document).key.0, site.references_in(document).iter())
}

/// The same of the HTML that [`field`] makes of a text of the front matter.
#[must_use]
pub fn field_fingerprint(site: &Site, document: usize, role: Role) -> String {
    printed(site, document, &site.document(document).interface.0, site.references_as(document, role))
}

fn printed<'s>(site: &'s Site, document: usize, said: &[u8], references: impl Iterator<Item = &'s Reference>) -> String {
    let mut facts = Vec::new();
    let mut add = |fact: &[u8]| {
        facts.extend_from_slice(&fact.len().to_le_bytes());
        facts.extend_from_slice(fact);
    };
    for reference in references {
        add(&reference.mention.to_le_bytes());
        match destination(site, document, reference) {
            // By far the most, and a listing for people takes longest.
            Destination::Inside { url, title, fate } => [&url, &title, fate.unwrap_or("")].iter().for_each(|fact| add(fact.as_bytes())),
            other => add(format!("{other:?}").as_bytes()),
        }
        if let Resolution::Target(target) = &reference.resolution
            && let Subject::File(file) = target.subject
        {
            let size = site.inspected.get(file).and_then(Option::as_ref).and_then(|inspection| inspection.dimensions);
            add(format!("{size:?}").as_bytes());
        }
    }
    let key = Key::of(&[said, site.config.language.as_bytes(), &facts]);
    hexadecimal::digits(key.0.iter().take(16))
}

#[cfg(test)]
mod tests;
