//! num-heading-level: a heading level skipped, or a level-1 heading in the text.

use super::{Check, FixKind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Finding, Level};

/// The record.
pub const RECORD: Record = Record {
    name: "num-heading-level",
    title: ("et overskriftsnivå som er hoppet over", "a heading level that is skipped"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("num_heading_level.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    // The document's title is the page's level 1.
    let mut above = 1;
    for heading in &entry.document.text.headings {
        let level = heading.level;
        let fault = if level == 1 {
            Some((
                Bilingual::new(
                    "En overskrift på nivå 1 i teksten: dokumentets tittel er sidens eneste",
                    "A heading of level 1 in the text: the document's title is the page's only one",
                ),
                Bilingual::new("Begynn overskriftene i teksten på nivå 2: «##».", "Begin the headings of the text at level 2: “##”."),
            ))
        } else if level > above + 1 {
            let right = above + 1;
            let signs = "#".repeat(usize::from(right));
            Some((
                Bilingual::new(
                    format!("Overskriften er på nivå {level}, men den over er på nivå {above}"),
                    format!("The heading is of level {level}, but the one above it is of level {above}"),
                ),
                Bilingual::new(format!("Bruk nivå {right}: «{signs}»."), format!("Use level {right}: “{signs}”.")),
            ))
        } else {
            None
        };
        if let Some((message, help)) = fault {
            notes.add(Finding::new(RECORD.name, site.place(n, heading.span), message).with_help(help));
        }
        above = level;
    }
}
