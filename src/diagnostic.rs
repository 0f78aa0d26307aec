//! What there is to say about a file: faults (facts noted while reading), findings (a rule's word about them)
//! and diagnostics (a finding with its level). Plain data; how it is shown is the business of `report`.

use serde::{Deserialize, Serialize};

use crate::source::{Place, Span};

/// The languages that messages exist in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tongue {
    /// Norwegian bokmål.
    #[default]
    Bokmal,
    /// English.
    English,
}

/// One sentence in both languages; both fields are required, so a missing translation does not compile.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bilingual {
    /// Norwegian bokmål.
    pub nb: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// Both sentences at once.
    pub fn new(nb: impl Into<String>, en: impl Into<String>) -> Self {
        Self { nb: nb.into(), en: en.into() }
    }

    /// The sentence in a language.
    #[must_use]
    pub fn get(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::Bokmal => &self.nb,
            Tongue::English => &self.en,
        }
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported.
    Off,
    /// Worth knowing; shown when asked for.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong: stops the build.
    Error,
}

/// A rule's word about a place. It carries no level: `judge` adds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's stable name.
    pub rule: &'static str,
    /// Which case of the rule, for rules with more than one level; empty for its usual one.
    pub case: &'static str,
    /// The exact bytes at fault.
    pub place: Place,
    /// What is wrong, in one sentence without a full stop's worth of advice.
    pub message: Bilingual,
    /// Related places, such as the other definition.
    pub labels: Vec<Label>,
    /// How to mend it, an imperative.
    pub help: Option<Bilingual>,
    /// An edit that mends it.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding with nothing but its message; the rest is added with the `with_…` methods.
    #[must_use]
    pub fn new(rule: &'static str, place: Place, message: Bilingual) -> Self {
        Self { rule, case: "", place, message, labels: Vec::new(), help: None, fix: None }
    }

    /// Names the case of the rule.
    #[must_use]
    pub fn with_case(mut self, case: &'static str) -> Self {
        self.case = case;
        self
    }

    /// Adds a related place.
    #[must_use]
    pub fn with_label(mut self, place: Place, message: Bilingual) -> Self {
        self.labels.push(Label { place, message });
        self
    }

    /// Adds the advice.
    #[must_use]
    pub fn with_help(mut self, help: Bilingual) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds an edit that mends it.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// A related place with what it has to do with the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub message: Bilingual,
}

/// A change of text that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the change does.
    pub message: Bilingual,
    /// Whether the meaning certainly stays, so that `--fix` may apply it unasked.
    pub safe: bool,
    /// The edits, none overlapping another.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// New text in one place. `safe` where the meaning certainly stays.
    #[must_use]
    pub fn replace(safe: bool, place: Place, text: impl Into<String>, message: Bilingual) -> Self {
        Self { message, safe, edits: vec![Edit { place, text: text.into() }] }
    }
}

/// New text in place of old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; empty to insert.
    pub place: Place,
    /// What to put there.
    pub text: String,
}

/// Where a level was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The rule's own level.
    Rule,
    /// `[rules]` in site.toml names the rule or its family.
    Config(String),
    /// `-D`, `-W` or `-A` on the command line.
    CommandLine(String),
    /// One step milder because the document is a draft.
    Draft,
}

/// A finding with its level: what people and CI see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The finding.
    pub finding: Finding,
    /// How much it weighs here.
    pub level: Level,
    /// Why it weighs that much.
    pub reason: Reason,
    /// Whether the source line may be shown: not for exempt documents, nor where a secret would be repeated.
    pub show_source: bool,
}

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
    /// date-time: a time that does not exist, or ends before it begins.
    TimeInvalid { written: String },
    /// fm-yaml-trap: YAML reads it otherwise than it looks.
    Trap { trap: Trap, replacement: Option<String> },
    /// num-agenda: a heading that looks like an agenda item and is none.
    AgendaHeading { written: String, wrong: AgendaFault },
    /// id-format: a decision id that cannot be read at all.
    DecisionId { written: String },
    /// id-format: a lone label in a text that is nearly a decision's number, and is no reference.
    DecisionLabel { written: String },
    /// ref-unknown-label: the mark of a note that the text does not have.
    NoteLabel { written: String },
    /// id-lookalike: readable once a lookalike sign is replaced.
    Lookalike { written: String, meant: String },
    /// ref-raw-html: HTML in the text, shown as text.
    RawHtml { tag: String },
    /// fm-file-name and DESIGN's portable paths: a file name that not every system can have.
    PathNotPortable { name: String, why: String },
    /// theme-broken: what the theme's engine or a reader stopped at, in its own words; `page` is the first one it could not make.
    Theme { wrong: ThemeWrong, message: String, page: Option<String> },
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
}

/// What YAML reads otherwise than it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trap {
    /// `{statlig: 8,1}` is two entries.
    FlowComma,
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

/// The candidate nearest to what was written, if any is near enough to have been meant (a third of its letters, at least one).
#[must_use]
pub fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let written = written.to_lowercase();
    let letters = written.chars().count();
    let allowed = (letters / 3).max(1);
    // Nothing that people write by mistake is longer, and the comparison grows with the square of it.
    const LONGEST: usize = 200;
    candidates
        .into_iter()
        .filter(|candidate| letters <= LONGEST && candidate.chars().count().abs_diff(letters) <= allowed)
        .map(|candidate| (strsim::osa_distance(&written, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
