//! The text of a document, as far as one file tells: headings, anchors, agenda items, points, tables and prose.
//! The HTML is made from the source text when a page needs it; nothing of it is kept here.

use serde::{Deserialize, Serialize};

use super::time::Date;
use crate::source::{Span, Spanned};

/// What was found in a document's text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Text {
    /// The text: everything after the closing `---` line.
    pub span: Span,
    /// Every heading, in order.
    pub headings: Vec<Heading>,
    /// Every anchor: headings, points, explicit ones; in order. An agenda item or point with `{#name}` has two.
    pub anchors: Vec<Anchor>,
    /// Agenda items (minutes only).
    pub items: Vec<AgendaItem>,
    /// Numbered points: of a mandate's list, or numbered headings of agreements and guides.
    pub points: Vec<Point>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Runs of running text as they stand in the file (not code, not link targets, not comments).
    pub prose: Vec<Prose>,
    /// The blocks that the running text stands in, by their number ([`Prose::block`]).
    pub blocks: Vec<Block>,
    /// Entries of numbered lists that are a date at the beginning of a line: the date's bytes.
    pub dates_as_entries: Vec<Span>,
    /// Dates in the running text that could be read, and such as do not exist.
    pub dates: Vec<DateMention>,
    /// Weeks, quarters and halves of a year in the running text.
    pub periods: Vec<PeriodMention>,
    /// Whether there is a code block (pages then load the highlighter's styles).
    pub has_code: bool,
    /// A task list, checklist or plain list below a heading "Til vurdering": the list's items, by heading.
    pub checklists: Vec<Checklist>,
}

impl Text {
    /// The agenda item that a heading, by its place in [`Text::headings`], begins; the items are in the order of their headings.
    #[must_use]
    pub fn item_of(&self, heading: usize) -> Option<&AgendaItem> {
        let place = self.items.partition_point(|item| (item.heading as usize) < heading);
        self.items.get(place).filter(|item| item.heading as usize == heading)
    }

    /// The agenda item, by its place, below whose heading a span stands; no two of them share a byte.
    #[must_use]
    pub fn item_around(&self, span: Span) -> Option<usize> {
        let place = self.items.partition_point(|item| item.content.start <= span.start).checked_sub(1)?;
        self.items.get(place).filter(|item| item.content.contains(span)).map(|_| place)
    }

    /// The same, or the one in whose heading the span stands.
    #[must_use]
    pub fn item_with(&self, span: Span) -> Option<usize> {
        let begins = |item: &AgendaItem| self.headings.get(item.heading as usize).map(|heading| heading.span);
        let place = self.items.partition_point(|item| begins(item).is_some_and(|heading| heading.start <= span.start)).checked_sub(1)?;
        let item = self.items.get(place)?;
        (item.content.contains(span) || begins(item).is_some_and(|heading| heading.contains(span))).then_some(place)
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The whole heading line, attributes included.
    pub span: Span,
    /// Its words without markup: the number included, the attributes not.
    pub title: String,
    /// The title's bytes: after the signs, before the attributes.
    pub title_span: Span,
    /// 1–6.
    pub level: u8,
    /// Its anchor.
    pub anchor: String,
    /// Classes given with `{.class}`.
    pub classes: Vec<String>,
    /// From here to the next heading of the same or a higher level: the bytes of the section, heading included.
    pub section: Span,
    /// Whether anything but headings stands between it and the next heading.
    pub has_text: bool,
}

/// A place a fragment can point to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Without `#`.
    pub name: String,
    /// What made it: the heading's title, the point's number, or the name in `{#name}`.
    pub span: Span,
    /// How it came about.
    pub kind: AnchorKind,
    /// What a person would call it: the heading's title, "Punkt 4".
    pub title: String,
}

/// How an anchor came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnchorKind {
    /// Made from a heading's words; repeats get a suffix.
    Automatic,
    /// `{#name}`.
    Explicit,
    /// An agenda item.
    AgendaItem,
    /// A point of a mandate, agreement or guide.
    Point,
    /// A decision, `#sg-3-17`, in the minutes that hold it.
    Decision,
}

/// An agenda item of minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// The number: 4 of `Sak 4/19`.
    pub number: u32,
    /// The year: 19 of `Sak 4/19`.
    pub year: Option<u8>,
    /// The bytes of `Sak 4/19`.
    pub number_span: Span,
    /// The title without number and attributes.
    pub title: String,
    /// The heading, by its place in [`Text::headings`].
    pub heading: u32,
    /// Its anchor: `sak-4`, `sak-4-19`, `styringsgruppa-sak-1`.
    pub anchor: String,
    /// `{saksgang=…}`.
    pub case: Option<Spanned<String>>,
    /// `{organ=…}`.
    pub body: Option<Spanned<String>>,
    /// The bytes below the heading, up to the next agenda item or heading of its level.
    pub content: Span,
}

impl AgendaItem {
    /// The number as people write it: `4`, `4/19`.
    #[must_use]
    pub fn label(&self) -> String {
        self.year.map_or_else(|| self.number.to_string(), |year| format!("{}/{year:02}", self.number))
    }

    /// The number of what is written, without its year.
    #[must_use]
    pub fn number_in(written: &str) -> Option<u32> {
        written.split_once('/').map_or(written, |(number, _)| number).trim().parse().ok()
    }

    /// Whether a written number (`4`, `4/19`) means this item; `4` also finds `4/17`.
    #[must_use]
    pub fn matches(&self, written: &str) -> bool {
        let year = written.split_once('/').map(|(_, year)| year.trim());
        Self::number_in(written) == Some(self.number) && year.is_none_or(|year| self.year.is_some_and(|own| year.parse() == Ok(own)))
    }
}

/// A numbered point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// As written without a closing dot: `4`, `3.5`.
    pub number: String,
    /// The number's bytes.
    pub span: Span,
    /// The title of a numbered heading, or the first words of a list point.
    pub title: String,
    /// Its anchor: `punkt-4`, `3.5`.
    pub anchor: String,
    /// The heading, by its place in [`Text::headings`], for numbered headings.
    pub heading: Option<u32>,
    /// The bytes of its own text, without the points below it.
    pub content: Span,
    /// Whether it has text of its own.
    pub has_text: bool,
}

/// The list below "Til vurdering" in a guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// The heading "Til vurdering", by its place in [`Text::headings`].
    pub heading: u32,
    /// The point it belongs to, by its place in [`Text::points`].
    pub point: Option<u32>,
    /// Each entry's words without markup.
    pub entries: Vec<Spanned<String>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The whole table.
    pub span: Span,
    /// The header cells.
    pub header: Vec<Cell>,
    /// The rows below.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its bytes, without the white space around.
    pub span: Span,
    /// Its words without markup.
    pub words: String,
}

/// A run of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// Its bytes; the words are the file's own bytes there.
    pub span: Span,
    /// Where it stands.
    pub kind: ProseKind,
    /// The paragraph, heading, list entry or cell it belongs to, counted through the document.
    pub block: u32,
}

/// A paragraph, heading, list entry or cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// From the first to the last byte of its words, markup between them included.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// What begins next after it, at whatever depth.
    pub next: Next,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A paragraph that stands in nothing else.
    Paragraph,
    /// A heading.
    Heading,
    /// A table's cell.
    Cell,
    /// A paragraph of a list's entry.
    Entry,
    /// A paragraph of a quotation or callout.
    Quotation,
    /// A paragraph of a footnote.
    Note,
}

/// What begins after a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    /// Nothing: the text ends.
    End,
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// A list.
    List,
    /// The next entry of a list.
    Entry,
    /// A table.
    Table,
    /// Anything else: code, a quotation, a note, the next cell.
    Other,
}

/// Where running text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProseKind {
    /// A paragraph, list entry or quotation.
    Paragraph,
    /// A heading.
    Heading,
    /// A table's cell.
    Cell,
    /// The text of a link: already a reference.
    Link,
    /// The alternative text of an image.
    Alternative,
}

/// A date in running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// The date's bytes, with its weekday.
    pub span: Span,
    /// The weekday as written, with its place.
    pub weekday: Option<Spanned<Weekday>>,
    /// Day, month and year as written; the year may be absent and is then the document's.
    pub day: u8,
    /// 1–12 when it could be read; another number does not exist as a month.
    pub month: u8,
    /// Four digits; two-digit years are completed to 1950–2049.
    pub year: Option<i16>,
    /// The date, where year is written and the day exists.
    pub date: Option<Date>,
}

/// A part of a year in running text: a week, a quarter, a half; or several that share a word (`uke 49–50`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodMention {
    /// Its bytes, with its year.
    pub span: Span,
    /// What is counted.
    pub part: Part,
    /// The numbers as written, at least one.
    pub numbers: Vec<PeriodNumber>,
    /// Four digits; it may be absent and is then the document's.
    pub year: Option<i16>,
    /// The dates that say the same again: `uke 49 (2.–6. desember)`, `4. desember (uke 49)`.
    pub beside: Option<Span>,
}

/// A number of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodNumber {
    /// As written; there may be no such week.
    pub value: u8,
    /// Its bytes.
    pub span: Span,
    /// Whether a dash leads on to the next number.
    pub dash: bool,
}

/// What a year is divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Weeks by ISO 8601: Monday first, the first is the one with 4 January.
    Week,
    /// Quarters.
    Quarter,
    /// Thirds (`tertial`).
    Third,
    /// Halves.
    Half,
}

impl Part {
    /// How many of them a year has at most.
    #[must_use]
    pub fn in_a_year(self) -> u8 {
        match self {
            Self::Week => 53,
            Self::Quarter => 4,
            Self::Third => 3,
            Self::Half => 2,
        }
    }
}

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weekday {
    /// mandag
    Monday,
    /// tirsdag
    Tuesday,
    /// onsdag
    Wednesday,
    /// torsdag
    Thursday,
    /// fredag
    Friday,
    /// lørdag
    Saturday,
    /// søndag
    Sunday,
}
