//! Faults: facts that a reader notes while it reads, without a word of what is wrong with them.
//!
//! What may not enter: sentences and levels.

use serde::{Deserialize, Serialize};

use super::Bilingual;
use crate::source::Span;

/// A fact noted while a file was read, to be put into words by the rule that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The bytes at fault, in the file it was noted in.
    pub span: Span,
    /// What is the matter.
    pub kind: FaultKind,
}

/// The kinds of fault; each belongs to exactly one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the variants' sentences say what their fields are")]
pub enum FaultKind {
    /// fm-encoding: not UTF-8. `byte` at `offset` on disk; `likely` is the letter it is in Windows-1252.
    Encoding { offset: u64, byte: u8, likely: char },
    /// fm-missing: the file does not begin with `---`.
    FrontMatterMissing,
    /// fm-missing: empty lines stand before the first `---`.
    FrontMatterGap,
    /// fm-missing: a line that was meant for the first or last `---` is written with other signs.
    FrontMatterHyphens,
    /// fm-missing: the closing `---` is not there.
    FrontMatterUnclosed,
    /// fm-syntax: not valid YAML (or TOML); the parser's own words, in English.
    Syntax { message: String },
    /// fm-syntax: a construct that the contract refuses.
    Refused(RefusedYaml),
    /// fm-syntax: larger, deeper or with more values than a file may have.
    Limit { limit: Limit },
    /// fm-duplicate-key.
    DuplicateKey { key: String, first: Span },
    /// fm-unknown-key: `owner` says what the key stood in ("referat", "vedtak").
    UnknownKey { key: String, owner: String, nearest: Option<String> },
    /// fm-unknown-key: what stands in the braces after a heading and means nothing there.
    HeadingAttribute { written: String, nearest: Option<String> },
    /// fm-required: `condition` is why it is needed, when it is not always.
    Required { key: String, owner: String, condition: Option<Condition> },
    /// fm-type: another shape or value than the key takes.
    WrongShape { key: String, expected: Expected, found: String },
    /// fm-type: a word that is not one of the allowed ones.
    NotAllowed { key: String, found: String, allowed: Vec<String>, nearest: Option<String> },
    /// fm-unknown-type.
    UnknownType { found: String, known: Vec<String>, nearest: Option<String> },
    /// fm-date-format: readable, but not written `YYYY-MM-DD`; `meant` is how it should be written.
    DateFormat { written: String, meant: String },
    /// date-invalid: written as a date, and no such day exists.
    DateInvalid { written: String, last_day: Option<u8> },
    /// id-year: the date bears another year than the file's name and every number of a decision or item; `meant` is that day.
    DateYear { written: i16, meant: String },
    /// date-period: the last day of a meeting, before its first.
    EndsBefore { begins: Span },
    /// date-time: a time that does not exist, or ends before it begins.
    TimeInvalid { written: String },
    /// fm-yaml-trap: YAML reads it otherwise than it looks.
    Trap { trap: Trap, replacement: Option<String> },
    /// num-agenda: a heading that looks like an agenda item and is none.
    AgendaHeading { written: String, wrong: AgendaFault },
    /// num-agenda: an item with the number of another, where `meant` is missing beside it.
    AgendaRepeated { written: String, meant: u32 },
    /// id-format: a decision id that cannot be read at all.
    DecisionId { written: String },
    /// id-format: a lone label in a text that is nearly a decision's number, and is no reference.
    DecisionLabel { written: String },
    /// ref-unknown-label: a lone label in a text that is nearly a reference, and is none.
    Label { written: String },
    /// ref-unknown-label: several references in one pair of brackets, which are none together; `meant` has a pair for each.
    JoinedLabels { written: String, meant: String },
    /// ref-unknown-label: the mark of a note that the text does not have.
    NoteLabel { written: String },
    /// ref-unknown-label: a reference with a colon after it at the beginning of a line, which Markdown takes, with the words after it, for
    /// the definition of a link.
    DefinedLabel { written: String },
    /// ref-malformed-url: a link's target with a space in it, which makes the link words; `meant` is how it can be written.
    LinkTarget { written: String, meant: Option<String> },
    /// id-lookalike: readable once a lookalike sign is replaced.
    Lookalike { written: String, meant: String },
    /// ref-raw-html: HTML in the text, shown as text.
    RawHtml { tag: String },
    /// fm-file-name and DESIGN's portable paths: a file name that not every system can have.
    PathNotPortable { name: String, why: String },
    /// theme-broken: what the theme's engine or a reader stopped at, in its own words; `page` is the first one it could not make.
    Theme { wrong: ThemeWrong, message: String, page: Option<String> },
    /// theme-unused: a file or text of the site's own theme that nothing uses, and the one that was probably meant.
    ThemeUnused { name: String, meant: Option<String> },
}

/// What is wrong with a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeWrong {
    /// A template cannot be read, or names a filter, part or template that there is none of.
    Template,
    /// A template fails on a page: it asks for something that the page has not.
    Page,
    /// The same of a template that the site does not have itself: it comes with the program.
    BuiltIn,
    /// A template of the site's own leaves out what others use of the one it stands for; `message` is its name.
    Lacks,
    /// A file of texts cannot be read.
    Texts,
    /// A file is not UTF-8.
    Encoding,
    /// site.toml names a theme that is neither in the site nor in the program; `message` is its name.
    Absent,
}

/// YAML that the contract refuses because an author never means it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefusedYaml {
    /// `&name`
    Anchor,
    /// `*name`
    Alias,
    /// `!tag`
    Tag,
    /// `<<`
    Merge,
    /// A key that is a list or a mapping.
    ComplexKey,
    /// A second document in one front matter.
    SecondDocument,
}

/// Why a key is required although it is not always.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// `tilgang: unntatt` or `unntatt: ja` needs `hjemmel`.
    Exempt,
    /// A mandate or plan that is `gjeldende` needs `vedtatt`.
    InForce,
    /// site.toml asks for it.
    SiteConfig,
    /// One of several keys must be there (the list).
    OneOf(Vec<String>),
}

/// What a key takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    /// One text.
    Text,
    /// A list.
    List,
    /// A list, and what stands there looks like several values joined by commas.
    ListNotCommas,
    /// A list with at least so many entries.
    AtLeast(usize),
    /// A mapping.
    Mapping,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// `YYYY-MM-DD`.
    Date,
    /// A date, `neste møte` or `fortløpende`.
    Deadline,
    /// A date or a period (`YYYY`, `YYYY-MM`, `YYYY-Qn`, `YYYY-Hn`).
    Period,
    /// `11.00–14.00`.
    TimeRange,
    /// `ja` or `nei`.
    YesNo,
    /// An id of the register, where a name stands; `{navn: …}` is the way for somebody outside it.
    Id,
    /// A decision id.
    DecisionId,
    /// A hexadecimal SHA-256.
    Sha256,
    /// An id that is given here.
    NewId,
    /// `{fil: …, tittel: …}`.
    Attachment,
    /// The name of a time zone.
    TimeZone,
    /// The code of a body: letters, as its decisions' ids begin with.
    Code,
}

/// What YAML reads otherwise than it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trap {
    /// `{statlig: 8,1}` is two entries.
    FlowComma,
    /// `{for: 3 mot: 1}`, two fields without a comma between them.
    MissingComma,
    /// `{for: 3, mot 1}`, a field without its colon, or the space after it.
    MissingColon,
    /// `type:notat`, a field whose value follows its colon at once.
    GluedValue,
    /// `tekst: Sak 4: budsjett`.
    ColonInText,
    /// `Sak #4` loses the rest as a comment.
    HashComment,
    /// A value that starts with `@`, `*`, `[` or a quoted word.
    StartSign,
    /// A tab as indent.
    TabIndent,
    /// A no-break space as indent.
    NoBreakIndent,
    /// `430.650`: a decimal or a thousands mark.
    AmbiguousNumber,
}

/// What is wrong with a heading that looks like an agenda item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgendaFault {
    /// Not a level-2 heading.
    Level,
    /// `Sak 4a`.
    Letter,
    /// `Sak 4 og 5`.
    Several,
    /// `##Sak 4`, which is a line of text.
    NoSpace,
    /// `**Sak 4 Budsjett**`, a line of its own.
    Line,
    /// `Saksnr. 4`, `4. Budsjett`.
    Name,
}

/// How much of one file is read. What goes beyond is not read, and said to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// So many bytes; whole mebibytes.
    Bytes(u64),
    /// So many levels in each other.
    Levels(usize),
    /// So many values.
    Values(usize),
}

impl Limit {
    /// In words.
    #[must_use]
    pub fn said(self) -> Bilingual {
        match self {
            Self::Bytes(bytes) => Bilingual::new(format!("{} MiB", bytes >> 20), format!("{} MiB", bytes >> 20)),
            Self::Levels(levels) => Bilingual::new(format!("{levels} nivåer"), format!("{levels} levels")),
            Self::Values(values) => Bilingual::new(format!("{values} verdier"), format!("{values} values")),
        }
    }
}
