//! Tables: alignment as classes, row headers, sum rows marked, in a box of their own that scrolls.

use pulldown_cmark::Alignment;

use super::escape::escape;

/// A table while its events come in.
#[derive(Debug, Default)]
pub struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<Cell>>,
}

/// A cell: its HTML, and its words for telling numbers and sums.
#[derive(Debug, Default)]
pub struct Cell {
    /// What stands in it.
    pub html: String,
    /// Its words without markup.
    pub words: String,
}

impl Table {
    /// A table with the alignment of its columns.
    pub fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, rows: Vec::new() }
    }

    /// Begins a row; the first is the header.
    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the row.
    pub fn cell(&mut self, cell: Cell) {
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    /// The finished table; `label` is the id of the heading it stands under, which names the box.
    pub fn html(&self, label: &str) -> String {
        let mut html = format!("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{}\"><table>\n", escape(label));
        // Once a column: a column's class depends on all its cells.
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let classes: Vec<&str> = (0..columns).map(|column| self.class(column)).collect();
        let class = |column: usize| classes.get(column).copied().unwrap_or_default();
        let mut rows = self.rows.iter();
        if let Some(header) = rows.next().filter(|header| header.iter().any(|cell| !cell.words.trim().is_empty())) {
            html.push_str("<thead><tr>");
            for (column, cell) in header.iter().enumerate() {
                // An empty corner is no header: nothing would be read out for it.
                let tag = if cell.words.trim().is_empty() { "td" } else { "th scope=\"col\"" };
                let end = tag.split(' ').next().unwrap_or(tag);
                html.push_str(&format!("<{tag}{}>{}</{end}>", class(column), cell.html));
            }
            html.push_str("</tr></thead>\n");
        }
        html.push_str("<tbody>\n");
        for row in rows {
            html.push_str(if is_sum(row) { "<tr class=\"sum\">" } else { "<tr>" });
            for (column, cell) in row.iter().enumerate() {
                let heads = column == 0 && row.len() > 1 && !cell.words.trim().is_empty() && !is_number(&cell.words);
                let (tag, end) = if heads { ("th scope=\"row\"", "th") } else { ("td", "td") };
                html.push_str(&format!("<{tag}{}>{}</{end}>", class(column), cell.html));
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody></table></div>\n");
        html
    }

    fn class(&self, column: usize) -> &'static str {
        match self.alignments.get(column) {
            Some(Alignment::Right) => " class=\"n\"",
            Some(Alignment::Center) => " class=\"c\"",
            Some(Alignment::None) | None if self.is_numeric(column) => " class=\"n\"",
            _ => "",
        }
    }

    /// Whether a column, its header apart, holds numbers and nothing else.
    fn is_numeric(&self, column: usize) -> bool {
        let mut any = false;
        for words in self.rows.iter().skip(1).filter_map(|row| row.get(column)).map(|cell| cell.words.trim()) {
            if words.is_empty() || words == "-" || words == "–" {
                continue;
            }
            if !is_number(words) {
                return false;
            }
            any = true;
        }
        any
    }
}

/// A sum row: its first non-empty cell begins with one of the words, or has SUM as a word.
fn is_sum(row: &[Cell]) -> bool {
    let Some(first) = row.iter().map(|cell| cell.words.trim()).find(|words| !words.is_empty()) else { return false };
    if first.split(|c: char| !c.is_alphanumeric()).any(|word| word == "SUM") {
        return true;
    }
    let folded = first.to_lowercase();
    ["sum", "totalt", "total", "samlet", "samla", "i alt", "til sammen", "til saman"].iter().any(|word| {
        let rest = folded.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric));
        // What was gathered in is no sum.
        rest.is_some_and(|rest| !word.starts_with("saml") || !matches!(rest.split_whitespace().next(), Some("inn" | "opp")))
    })
}

/// A number with what may stand around it: spaces and points in it, kr, %, a closing `,-`.
fn is_number(words: &str) -> bool {
    let bare =
        words.trim().trim_start_matches("kr").trim_end_matches("kr").trim_end_matches('%').trim_end_matches(",-").trim_end_matches(".-");
    let bare = bare.trim().trim_start_matches(['-', '\u{2212}', '–', '+']).trim();
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(words: &str) -> Cell {
        Cell { html: escape(words).into_owned(), words: words.to_owned() }
    }

    #[test]
    fn sums_and_numbers_are_told_by_their_words() {
        for sum in ["Sum", "Sum lønn", "Totalt", "I alt", "Lønn SUM", "Til sammen:", "Samla"] {
            assert!(is_sum(&[cell(""), cell(sum), cell("3")]), "{sum}");
        }
        for other in ["Summering", "Totaltall", "Lønn sum", "Konsum", "Samla inn"] {
            assert!(!is_sum(&[cell(other), cell("3")]), "{other}");
        }
        for number in ["350 166", "−600 000", "55,9 %", "kr 3", "430.650,-"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["3 (0,6)", "202.500*", "Lønn", "", "-"] {
            assert!(!is_number(other), "{other}");
        }
    }

    #[test]
    fn alignment_is_a_class() {
        let mut table = Table::new(vec![Alignment::Left, Alignment::None, Alignment::Center]);
        for row in [["Post", "Beløp", "M"], ["Lønn", "5", "a"], ["Sum", "5", "b"]] {
            table.row();
            for words in row {
                table.cell(cell(words));
            }
        }
        let html = table.html("sak-3");
        assert!(html.contains("<th scope=\"col\" class=\"n\">Beløp</th><th scope=\"col\" class=\"c\">M</th>"), "{html}");
        assert!(html.contains("<tr class=\"sum\"><th scope=\"row\">Sum</th><td class=\"n\">5</td>"), "{html}");
        assert!(html.contains("aria-labelledby=\"sak-3\"") && !html.contains("style="), "{html}");
    }
}
