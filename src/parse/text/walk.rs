//! One pass over the events of a text: gathers headings, lists, tables, running text and links as they stand there.
//!
//! What an agenda item or a point is, is not known here.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::raw::{Entry, List, RawHeading, Walk};
use super::words::Words;
use super::{block, html};
use crate::diagnostic::{Fault, FaultKind};
use crate::model::Role;
use crate::model::text::{Block, BlockKind, Cell, Next, Prose, ProseKind, Table};
use crate::parse::markdown::{self, Links};
use crate::source::Span;

/// Walks through a text that begins at byte `base` of its file.
pub fn walk(text: &str, base: usize, role: Role) -> Walk {
    let mut walker = Walker::new(text, base, role);
    for (event, range) in markdown::events(text) {
        walker.event(event, range);
    }
    walker.flush();
    walker.walk.mentions.sort_by_key(|mention| (mention.whole.start, mention.whole.end));
    walker.walk
}

struct Walker<'t> {
    text: &'t str,
    base: usize,
    role: Role,
    walk: Walk,
    links: Links<'t>,
    words: Words,
    block: u32,
    /// Containers that are open, innermost last, by their place.
    open: Vec<usize>,
    /// How many lists and containers are open around the current one.
    list_depth: usize,
    /// The bytes of the list that began last.
    list: Range<usize>,
    in_heading: bool,
    in_cell: bool,
    in_code: bool,
    in_note: bool,
    html: Option<Range<usize>>,
    tags: html::Tags,
    table: Option<Table>,
    row: Vec<Cell>,
}

impl<'t> Walker<'t> {
    fn new(text: &'t str, base: usize, role: Role) -> Self {
        #[allow(clippy::single_range_in_vec_init)] // one container: the whole text
        let containers = vec![0..text.len()];
        Self {
            text,
            base,
            role,
            walk: Walk { containers, ..Walk::default() },
            links: Links::default(),
            words: Words::default(),
            block: 0,
            open: vec![0],
            list_depth: 0,
            list: 0..0,
            in_heading: false,
            in_cell: false,
            in_code: false,
            in_note: false,
            html: None,
            tags: html::Tags::default(),
            table: None,
            row: Vec::new(),
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        if let Some(mut mention) = self.links.read(self.text, &event, &range, self.role) {
            mention.shift(self.base);
            self.walk.mentions.push(mention);
        }
        if self.in_heading
            && let Some(heading) = self.walk.headings.last_mut()
            && !matches!(event, Event::End(TagEnd::Heading(_)))
        {
            let inner = heading.inner.get_or_insert_with(|| range.clone());
            inner.end = inner.end.max(range.end);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) if self.in_code => self.noticed(!words.trim().is_empty()),
            Event::Text(words) => {
                let exact = self.text.get(range.clone()) == Some(&*words);
                let kind = self.kind();
                if exact {
                    self.prose(&range, kind);
                }
                self.words.push(&words, range, exact, Some(kind));
                self.noticed(true);
            }
            Event::Code(words) => {
                self.words.push(&words, range, false, None);
                self.noticed(true);
            }
            Event::SoftBreak => {
                let kind = self.kind();
                self.words.push("\n", range, false, Some(kind));
            }
            Event::HardBreak => self.words.push("\n", range, false, None),
            Event::Html(_) => {
                let html = self.html.get_or_insert_with(|| range.clone());
                html.end = range.end;
            }
            Event::InlineHtml(_) => {
                self.words.push("\0", range.clone(), false, None);
                self.raw_html(range);
            }
            Event::FootnoteReference(_) => self.words.push("\0", range, false, None),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        if is_inline(&tag) {
            if matches!(tag, Tag::Image { .. }) {
                self.noticed(true);
            }
            return;
        }
        self.flush();
        self.follows(&tag);
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                self.in_heading = true;
                self.walk.headings.push(RawHeading {
                    range,
                    inner: None,
                    words: Words::default(),
                    level: level as u8,
                    has_attributes: id.is_some() || !classes.is_empty() || !attrs.is_empty(),
                    id: id.map(|id| id.to_string()),
                    classes: classes.iter().map(ToString::to_string).collect(),
                    container: self.open.last().copied().unwrap_or_default(),
                    has_text: false,
                });
            }
            Tag::CodeBlock(kind) => {
                self.walk.has_code = true;
                self.in_code = true;
                self.noticed(matches!(kind, CodeBlockKind::Fenced(_)));
            }
            Tag::List(first) => {
                if self.list_depth == 0 && self.open.len() == 1 {
                    let heading = self.walk.headings.len().checked_sub(1);
                    self.walk.lists.push(List { ordered: first.is_some(), heading, entries: Vec::new() });
                }
                self.list_depth += 1;
                self.list = range;
            }
            Tag::Item => {
                if self.list_depth == 1
                    && self.open.len() == 1
                    && let Some(list) = self.walk.lists.last_mut()
                {
                    list.entries.push(Entry { range: range.clone(), words: None });
                }
                let is_only = self.trim(range.clone()) == self.trim(self.list.clone());
                let date = block::date_at_head(self.text, &range, is_only).map(|date| self.span(&date));
                self.walk.dates_as_entries.extend(date);
                self.contain(range);
            }
            Tag::BlockQuote(_) => {
                self.noticed(true);
                self.contain(range);
            }
            Tag::FootnoteDefinition(_) => {
                self.in_note = true;
                self.contain(range);
            }
            Tag::DefinitionListDefinition => self.contain(range),
            Tag::Table(_) => {
                self.noticed(true);
                self.table = Some(Table { span: self.span(&self.trim(range)), header: Vec::new(), rows: Vec::new() });
            }
            Tag::TableCell => self.in_cell = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => return,
            TagEnd::Heading(_) => {
                let words = self.flush();
                self.in_heading = false;
                if let Some(heading) = self.walk.headings.last_mut() {
                    heading.words = words;
                }
                return;
            }
            TagEnd::TableCell => {
                let words = self.flush();
                self.in_cell = false;
                let span = self.span(&self.trim(range));
                self.row.push(Cell { span, words: words.shown() });
                return;
            }
            _ => {}
        }
        self.flush();
        match tag {
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::List(_) => self.list_depth = self.list_depth.saturating_sub(1),
            TagEnd::FootnoteDefinition => {
                self.in_note = false;
                self.leave();
            }
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition => self.leave(),
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    let shown = !html::only_comments(self.text.get(html.clone()).unwrap_or_default());
                    self.noticed(shown);
                    self.raw_html(html);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    if tag == TagEnd::TableHead { table.header = row } else { table.rows.push(row) }
                }
            }
            TagEnd::Table => self.walk.tables.extend(self.table.take()),
            _ => {}
        }
    }

    fn contain(&mut self, range: Range<usize>) {
        self.open.push(self.walk.containers.len());
        self.walk.containers.push(range);
    }

    fn leave(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Notes that the section has something to read.
    fn noticed(&mut self, something: bool) {
        if something
            && !self.in_heading
            && !self.in_note
            && let Some(heading) = self.walk.headings.last_mut()
        {
            heading.has_text = true;
        }
    }

    fn kind(&self) -> ProseKind {
        match self.links.innermost() {
            Some(markdown::LinkKind::Image) => ProseKind::Alternative,
            Some(markdown::LinkKind::Link) => ProseKind::Link,
            None if self.in_heading => ProseKind::Heading,
            None if self.in_cell => ProseKind::Cell,
            None => ProseKind::Paragraph,
        }
    }

    /// Adds to the running text; joined to the run before where only white space lies between.
    fn prose(&mut self, range: &Range<usize>, kind: ProseKind) {
        let span = self.span(range);
        if let Some(last) = self.walk.prose.last_mut()
            && (last.block, last.kind) == (self.block, kind)
            && let Some(gap) = (last.span.end as usize).checked_sub(self.base).and_then(|end| self.text.get(end..range.start))
            && gap.chars().all(char::is_whitespace)
        {
            last.span.end = span.end;
        } else {
            self.walk.prose.push(Prose { span, kind, block: self.block });
        }
    }

    /// Ends a block: notes what its words hold, and gives the words.
    fn flush(&mut self) -> Words {
        let words = std::mem::take(&mut self.words);
        if words.plain.is_empty() {
            return words;
        }
        self.block += 1;
        let span = self.span(&words.source().unwrap_or_default());
        self.walk.blocks.push(Block { span, kind: self.block_kind(), next: Next::End });
        let found = block::read(&words, self.role, |range| self.span(range));
        self.walk.mentions.extend(found.mentions);
        self.walk.dates.extend(found.dates);
        self.walk.periods.extend(found.periods);
        if self.list_depth == 1
            && self.open.len() == 2
            && !self.in_heading
            && !self.in_cell
            && let Some(entry) = self.walk.lists.last_mut().and_then(|list| list.entries.last_mut())
            && entry.words.is_none()
        {
            entry.words = Some(words);
            return Words::default();
        }
        words
    }

    /// Notes what begins after the block before.
    fn follows(&mut self, tag: &Tag<'_>) {
        if let Some(block) = self.walk.blocks.last_mut().filter(|block| block.next == Next::End) {
            block.next = match tag {
                Tag::Paragraph => Next::Paragraph,
                Tag::Heading { .. } => Next::Heading,
                Tag::List(_) => Next::List,
                Tag::Item => Next::Entry,
                Tag::Table(_) => Next::Table,
                _ => Next::Other,
            };
        }
    }

    fn block_kind(&self) -> BlockKind {
        match () {
            () if self.in_heading => BlockKind::Heading,
            () if self.in_cell => BlockKind::Cell,
            () if self.in_note => BlockKind::Note,
            () if self.list_depth > 0 => BlockKind::Entry,
            () if self.open.len() > 1 => BlockKind::Quotation,
            () => BlockKind::Paragraph,
        }
    }

    fn raw_html(&mut self, range: Range<usize>) {
        for (range, tag) in self.tags.read(self.text, range) {
            let span = self.span(&range);
            self.walk.faults.push(Fault { span, kind: FaultKind::RawHtml { tag } });
        }
    }

    fn trim(&self, range: Range<usize>) -> Range<usize> {
        markdown::trim(self.text, range)
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } | Tag::Image { .. }
    )
}
