//! Tables as CSV, in two manners, because no one manner opens right everywhere.
//!
//! For programs as RFC 4180 says: commas, CRLF, UTF-8 without a byte order mark. For Norwegian spreadsheets, where the comma is the
//! decimal sign: semicolons, and a byte order mark, without which Excel takes UTF-8 for Windows-1252. In both, a cell that a spreadsheet
//! would take for a formula begins with an apostrophe, which makes it text.

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// RFC 4180.
    Programs,
    /// What Excel opens right where the list separator is a semicolon.
    Spreadsheets,
}

/// A table as bytes; the first row holds the columns' names.
pub fn write(columns: &[&str], rows: &[Vec<String>], manner: Manner) -> Vec<u8> {
    let separator = if manner == Manner::Programs { "," } else { ";" };
    let mut text = String::from(if manner == Manner::Programs { "" } else { "\u{feff}" });
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<String> = cells.map(|cell| quoted(&harmless(cell))).collect();
        text.push_str(&cells.join(separator));
        text.push_str("\r\n");
    };
    line(&mut columns.iter().copied());
    for row in rows {
        line(&mut row.iter().map(String::as_str));
    }
    text.into_bytes()
}

/// A cell in quotation marks where it has to be.
fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', ';', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A cell that no spreadsheet takes for a formula; the signs' wide forms are read as the signs by some.
fn harmless(cell: &str) -> String {
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}');
    let first = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).chars().next();
    if first.is_some_and(formula) || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_manners_keep_their_rules() {
        let rows = vec![vec!["a, b; \"c\"".to_owned(), "æ\nø".to_owned()]];
        assert_eq!(write(&["x", "y"], &rows, Manner::Programs), "x,y\r\n\"a, b; \"\"c\"\"\",\"æ\nø\"\r\n".as_bytes());
        assert!(write(&["x", "y"], &rows, Manner::Spreadsheets).starts_with("\u{feff}x;y\r\n\"a, b; ".as_bytes()));
    }

    #[test]
    fn no_cell_is_a_formula() {
        for written in ["=1+1", "+47", "-2", "@sum", " =1", "\t=1", "＝1", "\u{a0}=1", "\r\n=1"] {
            assert_eq!(harmless(written), format!("'{written}"));
        }
        for written in ["a=b", "350 166", "", "SG 3/17", "– og"] {
            assert_eq!(harmless(written), written);
        }
    }
}
