//! Diagnostics to text and to what machines read: pure functions, one file per format, and the list of them.
//!
//! What may not enter: levels being decided, terminals being asked, absolute paths, clocks.

pub mod concise;
pub mod diff;
pub mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod place;
pub mod sarif;
pub mod summary;
pub mod text;

use crate::diagnostic::{Bilingual, Diagnostic, Level, Tongue};
use crate::source::Sources;

/// What a format is made of.
#[derive(Debug, Clone, Copy)]
pub struct Report<'r> {
    /// What to show, in the order people read it.
    pub diagnostics: &'r [Diagnostic],
    /// The files they stand in.
    pub sources: &'r Sources,
    /// The rules there are, for formats that explain them.
    pub rules: &'r [RuleWords],
    /// Where the site lies in the project that holds it: empty, or with a closing `/`. For formats whose readers know the project.
    pub within: &'r str,
    /// The language of messages.
    pub tongue: Tongue,
    /// Whether escape codes for colour may be used.
    pub colour: bool,
}

/// A rule in words.
#[derive(Debug, Clone)]
pub struct RuleWords {
    /// Its stable name.
    pub name: &'static str,
    /// What it catches, in a few words.
    pub title: Bilingual,
    /// What it catches, why, and how to mend it, as Markdown.
    pub help: Bilingual,
    /// Its own level.
    pub level: Level,
}

/// An output format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whether it shows infos without being asked: programs filter for themselves.
    pub always_infos: bool,
    /// The report in it, with a closing line break.
    pub render: fn(&Report<'_>) -> String,
}

/// Every format, sorted by name. A new one is its file, its `mod` line above, and its line here.
pub static FORMATS: &[&Format] =
    &[&concise::FORMAT, &github::FORMAT, &gitlab::FORMAT, &json::FORMAT, &jsonl::FORMAT, &junit::FORMAT, &sarif::FORMAT, &text::FORMAT];

/// The format of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name).copied()
}
