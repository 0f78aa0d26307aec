//! A writer of Atom (RFC 4287). Days become instants at midnight UTC, which is the same day all over Europe.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::model::Date;

/// A feed.
pub struct Feed<'f> {
    /// Its own address, whole: also its id, as addresses stay.
    pub url: String,
    /// The page that shows the same.
    pub page: String,
    /// What it is called.
    pub title: String,
    /// Who publishes it.
    pub author: &'f str,
    /// The language of its titles.
    pub language: &'f str,
    /// The day it counts as changed where there are no entries.
    pub otherwise: Date,
    /// The newest first.
    pub entries: Vec<&'f Entry>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The page, whole: also the entry's id.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// The day it was made.
    pub published: Date,
    /// The day it last changed.
    pub updated: Date,
    /// The kind: `referat`, `vedtak`.
    pub category: String,
    /// What people call the kind, where that is another word.
    pub label: Option<String>,
    /// In the language of the text.
    pub language: String,
    /// The whole text, as HTML.
    pub content: Option<String>,
    /// The beginning of it, or what it is about, as HTML.
    pub summary: Option<String>,
}

/// A feed as bytes. Writing to memory does not fail.
pub fn write(feed: &Feed<'_>) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    match document(&mut writer, feed) {
        Ok(()) => writer.into_inner(),
        Err(_) => Vec::new(),
    }
}

type Xml = Writer<Vec<u8>>;

fn document(writer: &mut Xml, feed: &Feed<'_>) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root =
        writer.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).with_attribute(("xml:lang", feed.language));
    root.write_inner_content(|writer| {
        text(writer, "id", &feed.url)?;
        text(writer, "title", &feed.title)?;
        text(writer, "updated", &instant(feed.entries.iter().map(|entry| entry.updated).max().unwrap_or(feed.otherwise)))?;
        link(writer, "self", "application/atom+xml", &feed.url)?;
        link(writer, "alternate", "text/html", &feed.page)?;
        writer.create_element("author").write_inner_content(|writer| text(writer, "name", feed.author))?;
        text(writer, "generator", "Saksgang")?;
        feed.entries.iter().try_for_each(|one| entry(writer, one, feed.language))
    })?;
    Ok(())
}

fn entry(writer: &mut Xml, entry: &Entry, language: &str) -> io::Result<()> {
    let mut element = writer.create_element("entry");
    if entry.language != language {
        element = element.with_attribute(("xml:lang", entry.language.as_str()));
    }
    element.write_inner_content(|writer| {
        text(writer, "id", &entry.url)?;
        text(writer, "title", &entry.title)?;
        link(writer, "alternate", "text/html", &entry.url)?;
        text(writer, "published", &instant(entry.published))?;
        text(writer, "updated", &instant(entry.updated))?;
        let category = writer.create_element("category").with_attribute(("term", entry.category.as_str()));
        match &entry.label {
            Some(label) => category.with_attribute(("label", label.as_str())).write_empty()?,
            None => category.write_empty()?,
        };
        for (name, html) in [("summary", &entry.summary), ("content", &entry.content)] {
            if let Some(html) = html {
                writer.create_element(name).with_attribute(("type", "html")).write_text_content(BytesText::new(&allowed(html)))?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

fn text(writer: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(&allowed(words))).map(|_| ())
}

fn link(writer: &mut Xml, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    let link = writer.create_element("link").with_attribute(("rel", rel)).with_attribute(("type", kind)).with_attribute(("href", href));
    link.write_empty().map(|_| ())
}

fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// Text without the characters that XML has no way to say.
fn allowed(text: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}
