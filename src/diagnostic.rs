//! What there is to say about a file: faults (facts noted while reading), findings (a rule's word about them)
//! and diagnostics (a finding with its level). Plain data; how it is shown is the business of `report`.

mod fault;
mod near;

use crate::source::Place;

pub use fault::{AgendaFault, Condition, Expected, Fault, FaultKind, Limit, RefusedYaml, ThemeWrong, Trap};
pub use near::{distance, nearest};

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
    /// A finding, by its rule and place, that tells the same fault better: where that is heard, and weighs as much, this one is not.
    pub told_by: Option<(&'static str, Place)>,
}

impl Finding {
    /// A finding with nothing but its message; the rest is added with the `with_…` methods.
    #[must_use]
    pub fn new(rule: &'static str, place: Place, message: Bilingual) -> Self {
        Self { rule, case: "", place, message, labels: Vec::new(), help: None, fix: None, told_by: None }
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

    /// Names the finding that tells the same fault better, where there is one.
    #[must_use]
    pub fn told_by(mut self, other: Option<(&'static str, Place)>) -> Self {
        self.told_by = other;
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
