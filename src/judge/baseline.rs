//! A baseline: today's findings, accepted as they are, so that an old collection can start clean and what is new stands out.
//!
//! The file is TOML, sorted, and holds hashes in place of words: nothing of a document is repeated in it.

use serde::{Deserialize, Serialize};

use super::known::{Known, pair};
use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules::theme_broken;
use crate::source::Sources;

/// The version of the file's form.
const FORMAT: u32 = 1;

/// Findings accepted as they are, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    known: Vec<Known>,
}

/// An entry as the file has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    document: String,
    rule: String,
    content: String,
    line: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    #[serde(default)]
    finding: Vec<Row>,
}

impl Baseline {
    /// A baseline that accepts these findings.
    #[must_use]
    pub fn accepting(diagnostics: &[Diagnostic], sources: &Sources) -> Self {
        let mut known: Vec<Known> = diagnostics.iter().map(|diagnostic| Known::of(diagnostic, sources)).collect();
        known.sort();
        Self { known }
    }

    /// How many findings it accepts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether it accepts none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The file's text; equal findings give equal bytes.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = format!(
            "# Findings accepted as they are. Written by `saksgang baseline`; used with `--baseline`.\n# An entry that matches nothing any more is reported; write the file anew to be rid of it.\nformat = {FORMAT}\n"
        );
        for one in &self.known {
            let value = |text: &str| toml::Value::String(text.to_owned()).to_string();
            text.push_str(&format!(
                "\n[[finding]]\ndocument = {}\nrule = {}\ncontent = {}\nline = {}\n",
                value(&one.document),
                value(&one.rule),
                value(&one.content),
                value(&one.line)
            ));
        }
        text
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// What is wrong with it, when it is no baseline.
    pub fn from_toml(text: &str) -> Result<Self, Bilingual> {
        let file: File = toml::from_str(text).map_err(|error| {
            let said = error.message().to_owned();
            Bilingual::new(format!("den er ikke en grunnlinje: {said}"), format!("it is no baseline: {said}"))
        })?;
        if file.format != FORMAT {
            let format = file.format;
            return Err(Bilingual::new(
                format!("dette programmet kjenner format {FORMAT}, ikke {format}"),
                format!("this program knows format {FORMAT}, not {format}"),
            ));
        }
        let known = |row: Row| Known { document: row.document, rule: row.rule, content: row.content, line: row.line };
        Ok(Self { known: file.finding.into_iter().map(known).collect() })
    }

    /// Drops the findings it accepts. Gives back what is left, how many were accepted, and the entries that match nothing any more.
    #[must_use]
    pub fn apply(&self, diagnostics: Vec<Diagnostic>, sources: &Sources) -> (Vec<Diagnostic>, usize, Vec<Known>) {
        let today: Vec<Known> = diagnostics.iter().map(|diagnostic| Known::of(diagnostic, sources)).collect();
        let (mut is_known, is_there) = pair(&today, &self.known);
        // What keeps the site from being made cannot be lived with.
        for (known, diagnostic) in is_known.iter_mut().zip(&diagnostics) {
            *known = *known && diagnostic.finding.rule != theme_broken::RECORD.name;
        }
        let accepted = is_known.iter().filter(|known| **known).count();
        let left = diagnostics.into_iter().zip(is_known).filter(|(_, known)| !known).map(|(diagnostic, _)| diagnostic).collect();
        let stale = self.known.iter().zip(is_there).filter(|(_, there)| !there).map(|(one, _)| one.clone()).collect();
        (left, accepted, stale)
    }
}
