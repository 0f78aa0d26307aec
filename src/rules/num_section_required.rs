//! num-section-required: a section that the type requires is missing.

use unicode_normalization::UnicodeNormalization;

use super::{Check, FixKind, Notes, Reading, Record, naming};
use crate::diagnostic::{Bilingual, Finding, Level, nearest};
use crate::model::Document;

/// The record.
pub const RECORD: Record = Record {
    name: "num-section-required",
    title: ("et påkrevd avsnitt som mangler", "a required section that is missing"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("num_section_required.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let document = &entry.document;
    let Some(type_name) = &document.front.type_name else { return };
    let required = site.config.type_rules(&type_name.value).map_or(&[][..], |rules| &rules.required_sections);
    if required.is_empty() {
        return;
    }
    let titles = titles(document);
    for section in required.iter().filter(|section| !titles.contains(&plain(&section.value))) {
        let message = Bilingual::new(
            format!("Avsnittet «{}» mangler; site.toml krever det i hver «{}»", section.value, type_name.value),
            format!("The section “{}” is missing; site.toml requires it in every “{}”", section.value, type_name.value),
        );
        let near = nearest(&plain(&section.value), titles.iter().map(String::as_str)).filter(|_| !naming::is_exempt(site, n));
        let help = match near {
            Some(near) => Bilingual::new(
                format!("Er det «{near}» som er avsnittet, så kall det «{}».", section.value),
                format!("If “{near}” is that section, call it “{}”.", section.value),
            ),
            None => Bilingual::new(
                format!("Ta med et avsnitt med overskriften «{}».", section.value),
                format!("Add a section with the heading “{}”.", section.value),
            ),
        };
        let finding = Finding::new(RECORD.name, site.place(n, type_name.span), message).with_help(help);
        notes.add(match site.config.source {
            Some(source) => {
                finding.with_label(crate::source::Place::new(source, section.span), Bilingual::new("påkrevd her", "required here"))
            }
            None => finding,
        });
    }
}

/// The titles of a document's headings, and those of its agenda items without their numbers.
fn titles(document: &Document) -> Vec<String> {
    let text = &document.text;
    let all = text.headings.iter().map(|heading| heading.title.as_str()).chain(text.items.iter().map(|item| item.title.as_str()));
    all.map(plain).collect()
}

/// A title as it is compared: lower case, letters with their marks as one sign (NFC), without a number before it or a sign after it.
fn plain(title: &str) -> String {
    let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')')).trim();
    let words = title.trim_end_matches([':', '.']).split_whitespace().collect::<Vec<_>>();
    words.join(" ").to_lowercase().nfc().collect()
}
