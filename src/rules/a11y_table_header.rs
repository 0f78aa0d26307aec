//! a11y-table-header: a table with empty header cells.

use super::{Check, Counted, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};

/// The record.
pub const RECORD: Record = Record {
    name: "a11y-table-header",
    title: ("en tabell uten kolonneoverskrifter", "a table without column headers"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("a11y_table_header.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    notes.count(Counted::Tables, entry.document.text.tables.len());
    for table in &entry.document.text.tables {
        let empty: Vec<usize> =
            table.header.iter().enumerate().filter(|(_, cell)| cell.words.is_empty()).map(|(column, _)| column).collect();
        // The top left cell may be empty: it heads the rows' own headers.
        let faulty: Vec<usize> = empty.iter().copied().filter(|column| *column > 0).collect();
        let Some(first) = faulty.first().and_then(|column| table.header.get(*column)) else { continue };
        let message = if empty.len() == table.header.len() {
            Bilingual::new("Tabellen har ingen kolonneoverskrifter", "The table has no column headers")
        } else if faulty.len() == 1 {
            let column = faulty.first().map_or(1, |column| column + 1);
            Bilingual::new(format!("Kolonne {column} har ingen overskrift"), format!("Column {column} has no header"))
        } else {
            let columns = faulty.iter().map(|column| (column + 1).to_string()).collect::<Vec<_>>();
            let (nb, en) =
                (words::joined(columns.iter().map(String::as_str), "og"), words::joined(columns.iter().map(String::as_str), "and"));
            Bilingual::new(format!("Kolonnene {nb} har ingen overskrift"), format!("Columns {en} have no header"))
        };
        let help = Bilingual::new("Skriv i første rad hva kolonnen inneholder.", "Write in the first row what the column holds.");
        notes.add(Finding::new(RECORD.name, site.place(n, first.span), message).with_help(help));
    }
}
