//! num-date-as-list: a line that starts with a date, which Markdown reads as a numbered list.

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "num-date-as-list",
    title: ("en dato som blir en nummerert liste", "a date that becomes a numbered list"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("num_date_as_list.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    for span in &entry.document.text.dates_as_entries {
        let place = site.place(n, *span);
        let date = site.sources.slice(place);
        let Some(dot) = date.find('.') else { continue };
        let shown = words::shown(site, place, date);
        let message = Bilingual::new(
            format!("Linja begynner med datoen {shown}, og blir da et punkt i en nummerert liste"),
            format!("The line begins with the date {shown}, and so becomes an entry of a numbered list"),
        );
        let help = Bilingual::new(
            "Sett en omvendt skråstrek foran punktumet, eller begynn linja med et ord.",
            "Put a backslash before the full stop, or begin the line with a word.",
        );
        let at = span.start as usize + dot;
        let edit = Edit { place: Place::new(place.source, Span::new(at, at)), text: "\\".to_owned() };
        let fix = Fix {
            message: Bilingual::new("Sett en omvendt skråstrek foran punktumet", "Put a backslash before the full stop"),
            safe: true,
            edits: vec![edit],
        };
        notes.add(Finding::new(RECORD.name, place, message).with_help(help).with_fix(fix));
    }
}
