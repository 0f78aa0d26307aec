//! From the events of a text to its pieces of HTML.

mod links;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::code;
use super::escape::{escape, tie, without_comments};
use super::footnotes::Footnotes;
use super::links::{Destination, Links};
use super::table::{Cell, Table};
use crate::index::{Site, Subject};
use crate::pages::words::{self, Words};
use crate::parse::markdown;
use crate::source::Span;

/// The id of the page's title: what a table above every heading is named by.
const TITLE: &str = "_tittel";

pub struct Writer<'s> {
    links: Links<'s>,
    words: &'static Words,
    /// The spans whose text is wanted.
    spans: Vec<Span>,
    /// Where the text begins in its file.
    base: u32,
    /// Anchors of headings by their first byte.
    headings: HashMap<u32, (&'s str, u8)>,
    /// Anchors of a list's points by the first byte of their number.
    points: HashMap<u32, &'s str>,
    pieces: Vec<String>,
    /// What is being written: the block, and within it what is caught for later.
    buffers: Vec<String>,
    /// The words without markup of what is being caught (a cell, an image's text).
    plain: Vec<String>,
    /// The heading that the text stands under.
    label: String,
    /// What became of it has been told, under a heading.
    told: HashSet<(String, Subject)>,
    open: Vec<Open>,
    tables: Vec<Table>,
    code: Option<(String, String)>,
    raw: Option<String>,
    footnotes: Footnotes,
}

/// A link or image that was begun.
enum Open {
    Anchor,
    Words,
    /// Its own words are dropped for these.
    Instead(String),
    /// Its words stay, and these follow.
    Followed(String),
    Image(Option<(String, Option<(u32, u32)>)>),
}

impl<'s> Writer<'s> {
    pub fn new(site: &'s Site, document: usize, links: Links<'s>, spans: &[Span], base: u32) -> Self {
        let found = site.document(document);
        let text = links.of_file().then_some(&found.text);
        let headings = text.iter().flat_map(|text| &text.headings);
        let points = text.iter().flat_map(|text| &text.points).filter(|point| point.heading.is_none());
        Self {
            links,
            words: words::of(found, site),
            spans: spans.to_vec(),
            base,
            headings: headings.map(|heading| (heading.span.start, (heading.anchor.as_str(), heading.level))).collect(),
            points: points.map(|point| (point.span.start, point.anchor.as_str())).collect(),
            pieces: vec![String::new(); spans.len()],
            buffers: vec![String::new()],
            plain: Vec::new(),
            label: TITLE.to_owned(),
            told: HashSet::new(),
            open: Vec::new(),
            tables: Vec::new(),
            code: None,
            raw: None,
            footnotes: Footnotes::default(),
        }
    }

    /// Writes the pieces, footnotes last.
    pub fn write(mut self, source: &str) -> Vec<String> {
        let mut depth = 0usize;
        let mut begun = 0u32;
        for (event, range) in markdown::events(source) {
            let start = self.base + u32::try_from(range.start).unwrap_or(u32::MAX - self.base);
            if depth == 0 {
                begun = start;
            }
            match event {
                Event::Start(tag) => {
                    depth += 1;
                    self.start(tag, start);
                }
                Event::End(tag) => {
                    self.end(tag);
                    depth = depth.saturating_sub(1);
                }
                other => self.leaf(other, source, range),
            }
            if depth == 0 {
                self.finish_block(begun);
            }
        }
        let footnotes = self.footnotes.html(self.words);
        self.pieces.push(footnotes);
        self.pieces
    }

    fn finish_block(&mut self, begun: u32) {
        let block = self.buffers.first_mut().map(std::mem::take).unwrap_or_default();
        // The spans are in the order of the file, and share no byte.
        let place = self.spans.partition_point(|span| span.start <= begun).checked_sub(1);
        if let Some(n) = place.filter(|n| self.spans.get(*n).is_some_and(|span| begun < span.end))
            && let Some(piece) = self.pieces.get_mut(n)
        {
            piece.push_str(&block);
        }
    }

    fn push(&mut self, html: &str) {
        if let Some(buffer) = self.buffers.last_mut() {
            buffer.push_str(html);
        }
    }

    fn catch(&mut self) {
        self.buffers.push(String::new());
    }

    fn caught(&mut self) -> String {
        if self.buffers.len() > 1 { self.buffers.pop().unwrap_or_default() } else { String::new() }
    }

    fn start(&mut self, tag: Tag<'_>, start: u32) {
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { level, .. } => {
                let (anchor, level) = self.headings.get(&start).copied().unwrap_or(("", level as u8));
                let level = level.max(2);
                if anchor.is_empty() {
                    self.push(&format!("<h{level}>"));
                } else {
                    self.label = anchor.to_owned();
                    self.push(&format!("<h{level} id=\"{}\">", escape(anchor)));
                }
            }
            Tag::BlockQuote(None) => self.push("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = self.callout(kind);
                self.push(&format!("<div class=\"callout {class}\" role=\"note\"><p class=\"callout-title\">{title}</p>\n"));
            }
            Tag::CodeBlock(kind) => {
                let language = if let CodeBlockKind::Fenced(language) = kind { language.into_string() } else { String::new() };
                self.code = Some((language, String::new()));
            }
            Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(first)) => self.push(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.push("<ul>\n"),
            Tag::Item => match (start..start.saturating_add(4)).find_map(|at| self.points.get(&at).copied()) {
                Some(anchor) => self.push(&format!("<li id=\"{}\">", escape(anchor))),
                None => self.push("<li>"),
            },
            Tag::FootnoteDefinition(label) => {
                self.footnotes.begin(&label);
                self.catch();
            }
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => self.tables.push(Table::new(alignments)),
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
            }
            Tag::TableCell => {
                self.catch();
                self.plain.push(String::new());
            }
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link { link_type, dest_url, id, .. } => self.begin_link(link_type, &dest_url, &id, start),
            Tag::Image { dest_url, id, .. } => self.begin_image(&dest_url, &id, start),
            Tag::MetadataBlock(_) => self.raw = Some(String::new()),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::Heading(level) => self.end_heading(level as u8),
            TagEnd::BlockQuote(None) => self.push("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.push("</div>\n"),
            TagEnd::CodeBlock => {
                if let Some((language, text)) = self.code.take() {
                    self.push(&code::block(&language, &text));
                }
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                let raw = self.raw.take().unwrap_or_default();
                let kept = without_comments(&raw);
                if !kept.trim().is_empty() {
                    self.push(&format!("<p>{}</p>\n", escape(kept.trim())));
                }
            }
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::FootnoteDefinition => {
                let text = self.caught();
                self.footnotes.end(text);
            }
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => {
                if let Some(table) = self.tables.pop() {
                    let html = table.html(&self.label);
                    self.push(&html);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::TableCell => {
                let cell = Cell { html: self.caught(), words: self.plain.pop().unwrap_or_default() };
                if let Some(table) = self.tables.last_mut() {
                    table.cell(cell);
                }
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
        }
    }

    fn end_heading(&mut self, level: u8) {
        let level = level.max(2);
        if self.headings.is_empty() {
            self.push(&format!("</h{level}>\n"));
        } else {
            let label = escape(&self.label);
            self.push(&format!(
                "<a class=\"permalink\" href=\"#{}\" aria-labelledby=\"{label}\"><span aria-hidden=\"true\">#</span></a></h{level}>\n",
                escape(&crate::pages::link::encode(&self.label))
            ));
        }
    }

    fn callout(&self, kind: BlockQuoteKind) -> (&'static str, &'static str) {
        match kind {
            BlockQuoteKind::Note => ("is-note", self.words.note),
            BlockQuoteKind::Tip => ("is-tip", self.words.tip),
            BlockQuoteKind::Important => ("is-important", self.words.important),
            BlockQuoteKind::Warning => ("is-warning", self.words.warning),
            BlockQuoteKind::Caution => ("is-caution", self.words.caution),
        }
    }

    fn leaf(&mut self, event: Event<'_>, source: &str, range: Range<usize>) {
        match event {
            Event::Text(text) => self.text(&text, source, range),
            Event::Code(text) => {
                self.note_plain(&text);
                self.push(&format!("<code>{}</code>", escape(&text)));
            }
            Event::InlineHtml(html) => self.push(&escape(&without_comments(&html))),
            Event::Html(html) => match &mut self.raw {
                Some(raw) => raw.push_str(&html),
                None => self.push(&escape(&without_comments(&html))),
            },
            Event::FootnoteReference(label) => {
                let (number, use_) = self.footnotes.refer(&label);
                let back = if use_ == 1 { format!("{number}") } else { format!("{number}-{use_}") };
                self.push(&format!(
                    "<sup class=\"footnote\"><a id=\"_fnref-{back}\" href=\"#_fn-{number}\" aria-label=\"{} {number}\">{number}</a></sup>",
                    self.words.footnote
                ));
            }
            Event::SoftBreak => {
                self.note_plain(" ");
                self.push("\n");
            }
            Event::HardBreak => {
                self.note_plain(" ");
                self.push("<br>\n");
            }
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => {
                let (class, words) = if done { ("task done", self.words.done) } else { ("task", self.words.undone) };
                self.push(&format!("<span class=\"{class}\" role=\"img\" aria-label=\"{words}\"></span> "));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&escape(&text)),
            Event::Start(_) | Event::End(_) => {}
        }
    }

    fn note_plain(&mut self, words: &str) {
        if let Some(plain) = self.plain.last_mut() {
            plain.push_str(words);
        }
    }

    fn text(&mut self, text: &str, source: &str, range: Range<usize>) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        if let Some(raw) = &mut self.raw {
            raw.push_str(text);
            return;
        }
        self.note_plain(text);
        if !self.open.is_empty() {
            self.push(&escape(&tie(text)));
            return;
        }
        let file =
            (source.get(range.clone()) == Some(text)).then(|| Span::new(range.start + self.base as usize, range.end + self.base as usize));
        let mut end = 0;
        for (cited, leads) in self.links.citations(text, file) {
            if let Destination::Inside { url, .. } = leads {
                self.push(&escape(&tie(text.get(end..cited.start).unwrap_or_default())));
                self.push(&format!("<a class=\"statute\" href=\"{}\">", escape(&crate::theme::relative(&self.links.root, &url))));
                self.push(&escape(&tie(text.get(cited.clone()).unwrap_or_default())));
                self.push("</a>");
                end = cited.end;
            }
        }
        self.push(&escape(&tie(text.get(end..).unwrap_or_default())));
    }
}
