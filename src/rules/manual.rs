//! A rule's `.md` cut into its parts: for `explain`, and for reports that carry their rules' help.
//!
//! What may not enter: any rule's own words.

use super::Record;
use crate::diagnostic::Tongue;

/// The heading of the part that is written in bokmål.
pub const BOKMAL: &str = "På norsk";
/// The heading of the little sites that are also the rule's tests.
pub const EXAMPLES: &str = "Examples";

impl Record {
    /// Its documentation: what stands before the first section, and the sections by their headings.
    #[must_use]
    pub fn manual(&self) -> (&'static str, Vec<(&'static str, &'static str)>) {
        let body = self.document.split_once('\n').map_or("", |(_, body)| body);
        // The documents in the examples have headings of their own.
        let (told, examples) = body.split_once(&format!("\n## {EXAMPLES}\n")).unwrap_or((body, ""));
        let mut parts = told.split("\n## ");
        let opening = parts.next().unwrap_or_default().trim();
        (opening, parts.filter_map(|part| part.split_once('\n')).chain([(EXAMPLES, examples)]).collect())
    }

    /// What it catches, why, and how to mend it, as Markdown and without the examples.
    #[must_use]
    pub fn help(&self, tongue: Tongue) -> String {
        let (opening, sections) = self.manual();
        let bokmal = sections.iter().find(|(heading, _)| *heading == BOKMAL);
        if let (Tongue::Bokmal, Some((_, said))) = (tongue, bokmal) {
            return said.trim().to_owned();
        }
        let mut text = opening.to_owned();
        for (heading, said) in sections.iter().filter(|(heading, _)| *heading != BOKMAL && *heading != EXAMPLES) {
            text.push_str(&format!("\n\n## {heading}\n\n{}", said.trim()));
        }
        text
    }
}
