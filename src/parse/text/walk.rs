//! One pass over the events of a text: gathers headings, lists, tables, running text and links as they stand there.
//!
//! What an agenda item or a point is, is not known here.
//! Longer than 400 lines because the one pass has one state, which every kind of event reads and writes.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::html;
use super::words::Words;
use crate::diagnostic::{Fault, FaultKind};
use crate::model::text::{Block, BlockKind, Cell, DateMention, Next, PeriodMention, PeriodNumber, Prose, ProseKind, Table};
use crate::model::{Form, Mention, Role};
use crate::parse::markdown::{self, Links};
use crate::parse::{dates, statutes};
use crate::source::{Span, Spanned};

/// What stands in a text. Ranges are bytes of the text, spans bytes of the file.
#[derive(Debug, Default)]
pub struct Walk {
    pub headings: Vec<RawHeading>,
    /// Quotations, list entries, footnotes: ranges a heading's section cannot leave. The first is the whole text.
    pub containers: Vec<Range<usize>>,
    /// Lists that stand in no other list, quotation or note.
    pub lists: Vec<List>,
    pub tables: Vec<Table>,
    pub prose: Vec<Prose>,
    pub blocks: Vec<Block>,
    pub dates_as_entries: Vec<Span>,
    pub dates: Vec<DateMention>,
    pub periods: Vec<PeriodMention>,
    pub mentions: Vec<Mention>,
    pub faults: Vec<Fault>,
    pub has_code: bool,
}

/// A heading as it stands there.
#[derive(Debug)]
pub struct RawHeading {
    pub range: Range<usize>,
    /// From the first to the last byte of its words, markup included.
    pub inner: Option<Range<usize>>,
    pub words: Words,
    pub level: u8,
    pub id: Option<String>,
    pub classes: Vec<String>,
    /// Whether `{…}` follows the title.
    pub has_attributes: bool,
    /// The container it stands in, by its place.
    pub container: usize,
    /// Whether anything but headings stands between it and the next heading.
    pub has_text: bool,
}

/// A list as it stands there.
#[derive(Debug)]
pub struct List {
    pub ordered: bool,
    /// The heading before it, by its place.
    pub heading: Option<usize>,
    pub entries: Vec<Entry>,
}

/// A list's entry.
#[derive(Debug)]
pub struct Entry {
    pub range: Range<usize>,
    /// The words of its first block.
    pub words: Option<Words>,
}

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
                let date = date_at_head(self.text, &range, is_only).map(|date| self.span(&date));
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

    /// Ends a block: finds statutes and dates in its words, and gives the words.
    fn flush(&mut self) -> Words {
        let words = std::mem::take(&mut self.words);
        if words.plain.is_empty() {
            return words;
        }
        self.block += 1;
        let span = self.span(&words.source().unwrap_or_default());
        self.walk.blocks.push(Block { span, kind: self.block_kind(), next: Next::End });
        let citations = statutes::citations(&words.plain);
        // The date in `lov 16. juni 2006 nr. 20` is the act's name.
        let in_citation: Vec<Range<usize>> = citations.iter().map(|(range, _)| range.clone()).collect();
        for (range, citation) in citations {
            if words.all(&range, |kind| !matches!(kind, ProseKind::Link | ProseKind::Alternative)) {
                let span = self.span(&words.place(&range));
                self.walk.mentions.push(Mention { span, whole: span, form: Form::Statute(citation), role: self.role, words: None });
            }
        }
        let found_dates = dates::dates(&words.plain);
        self.periods(&words, &found_dates);
        for found in found_dates {
            let next = in_citation.partition_point(|range| range.end <= found.range.start);
            let named = in_citation.get(next).is_some_and(|range| range.contains(&found.range.start));
            if !named && words.all(&found.range, |_| true) {
                let span = self.span(&words.place(&found.range));
                let weekday = found.weekday.map(|(day, range)| Spanned::new(day, self.span(&words.place(&range))));
                let (day, month, year, date) = (found.day, found.month, found.year, found.date);
                self.walk.dates.push(DateMention { span, weekday, day, month, year, date });
            }
        }
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

    /// Notes the weeks, quarters and halves of a year in a block's words.
    fn periods(&mut self, words: &Words, dates: &[dates::Found]) {
        for found in dates::periods(&words.plain, dates).into_iter().filter(|found| words.all(&found.range, |_| true)) {
            let span = |range: &Range<usize>| self.span(&words.place(range));
            let number = |(value, range, dash): &(u8, Range<usize>, bool)| PeriodNumber { value: *value, span: span(range), dash: *dash };
            let numbers = found.numbers.iter().map(number).collect();
            let (beside, span) = (found.beside.as_ref().map(span), span(&found.range));
            self.walk.periods.push(PeriodMention { span, part: found.part, numbers, year: found.year, beside });
        }
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

/// The date that a numbered entry is in truth: `14. september 2018`. A month with a capital is an entry of a list of months.
fn date_at_head(text: &str, entry: &Range<usize>, is_only: bool) -> Option<Range<usize>> {
    let written = text.get(entry.clone())?;
    let line = written.lines().next()?;
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line.get(digits..)?.strip_prefix('.')?;
    let month = after.trim_start();
    let word = month.find(|c: char| !c.is_alphabetic()).unwrap_or(month.len());
    let whole = !month.get(word..)?.starts_with(['-', '–']);
    let is_date = (1..=2).contains(&digits) && whole && month.starts_with(char::is_lowercase) && dates::starts_with_month(month);
    if is_only && let Some(period) = dates::periods(line, &[]).into_iter().find(|period| period.range.start == 0) {
        return Some(entry.start..entry.start + period.range.end);
    }
    let short = entry.start + line.len() - month.len() + word;
    let found = dates::dates(line).into_iter().next().filter(|found| found.range.start == 0);
    is_date.then(|| entry.start..found.map_or(short, |found| (entry.start + found.range.end).max(short)))
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } | Tag::Image { .. }
    )
}
