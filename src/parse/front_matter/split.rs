//! Where the front matter ends and the text begins.

use std::ops::Range;

use crate::diagnostic::{Fault, FaultKind};
use crate::source::{BYTE_ORDER_MARK, Span, lines};

/// A file cut in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// From the first `---` to the end of the last; empty when there is none.
    pub span: Span,
    /// The YAML between.
    pub yaml: Range<usize>,
    /// The first byte of the text.
    pub body: usize,
    /// What is wrong with the `---` lines.
    pub fault: Option<Fault>,
}

/// Cuts a file at its `---` lines. Where the closing one is missing, the front matter is taken to end at the first blank line.
#[must_use]
pub fn split(file: &str) -> Split {
    let start = if file.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let mut yaml_start = None;
    let mut blank = None;
    let mut nearly: Option<Split> = None;
    let mut ends_there = None;
    let mut block = None;
    for (at, line) in lines(file.get(start..).unwrap_or_default()) {
        let (at, content) = (start + at, line.trim_end());
        match yaml_start {
            None if content == "---" => yaml_start = Some(at + line.len()),
            None => break,
            Some(_) if content == "---" && ends_there == Some(true) => break,
            Some(yaml) if content == "---" => {
                return Split { span: Span::new(start, at + content.len()), yaml: yaml..at, body: at + line.len(), fault: None };
            }
            Some(_) if content.is_empty() && blank.is_none() => blank = Some(at),
            Some(_) if content.is_empty() => {}
            Some(_) if block.is_some_and(|indent| indent < indent_of(content)) => {}
            Some(yaml) if blank.is_none() && nearly.is_none() && is_nearly(content) => {
                let fault = Fault { span: Span::new(at, at + content.len()), kind: FaultKind::FrontMatterHyphens };
                let span = Span::new(start, at + content.len());
                nearly = Some(Split { span, yaml: yaml..at, body: at + line.len(), fault: Some(fault) });
            }
            Some(_) => {
                block = opens_block(content).then(|| indent_of(content));
                if nearly.is_some() && ends_there.is_none() {
                    // What is text already cannot be parted from the fields by a `---` below it, which is a rule or a heading's line.
                    ends_there = Some(!is_field(content) && indent_of(content) == 0);
                }
            }
        }
    }
    let Some(yaml_start) = yaml_start else {
        let fault = opening(file, start).unwrap_or(Fault { span: Span::new(start, start), kind: FaultKind::FrontMatterMissing });
        return Split { span: Span::new(start, start), yaml: start..start, body: start, fault: Some(fault) };
    };
    if let Some(nearly) = nearly {
        return nearly;
    }
    let end = blank.unwrap_or(file.len());
    let fault = Fault { span: Span::new(start, start + 3), kind: FaultKind::FrontMatterUnclosed };
    Split { span: Span::new(start, end), yaml: yaml_start..end, body: end, fault: Some(fault) }
}

/// What keeps the first line from being `---`, where fields follow: empty lines above it, or other signs in its place.
fn opening(file: &str, start: usize) -> Option<Fault> {
    let mut below = lines(file.get(start..)?).skip_while(|(_, line)| line.trim().is_empty());
    let (at, line) = below.next()?;
    below.next().filter(|(_, line)| is_field(line))?;
    let (at, content) = (start + at, line.trim_end());
    let (span, kind) = match content {
        "---" => (Span::new(start, at), FaultKind::FrontMatterGap),
        _ if is_nearly(content) => (Span::new(at, at + content.len()), FaultKind::FrontMatterHyphens),
        _ => return None,
    };
    Some(Fault { span, kind })
}

/// Whether a line was meant for `---`: hyphens fewer or more, dashes as word processors make of them, or with spaces.
fn is_nearly(line: &str) -> bool {
    let signs = || line.chars().filter(|c| !c.is_whitespace()).count();
    line.chars().all(|c| matches!(c, '-' | '–' | '—' | '\u{2212}') || c.is_whitespace())
        && line != "---"
        && ((2..=20).contains(&signs()) || line.trim() == "—")
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Whether the lines below a line, indented more than it, are a text of their own: after `key: |`, `- >-` and the like.
fn opens_block(line: &str) -> bool {
    line.rsplit_once(' ').is_some_and(|(before, sign)| {
        let marks = sign.strip_prefix(['|', '>']);
        before.trim_end().ends_with([':', '-']) && marks.is_some_and(|marks| marks.chars().all(|c| matches!(c, '+' | '-' | '1'..='9')))
    })
}

/// Whether a line begins with one word and a colon.
fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || c == '_')
            && (value.is_empty() || value.starts_with(char::is_whitespace))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(file: &str) -> (&str, &str, Option<FaultKind>) {
        let split = split(file);
        (&file[split.yaml.clone()], &file[split.body..], split.fault.map(|fault| fault.kind))
    }

    #[test]
    fn the_front_matter_stands_between_two_lines() {
        assert_eq!(parts("---\na: b\n---\ntekst\n---\n"), ("a: b\n", "tekst\n---\n", None));
        assert_eq!(parts("\u{feff}---\r\na: b\r\n---  \r\ntekst"), ("a: b\r\n", "tekst", None));
        assert_eq!(parts("---\n---"), ("", "", None));
        assert_eq!(parts("tekst\n---\n"), ("", "tekst\n---\n", Some(FaultKind::FrontMatterMissing)));
        assert_eq!(parts(""), ("", "", Some(FaultKind::FrontMatterMissing)));
        assert_eq!(parts("---\na: b\n\ntekst\n"), ("a: b\n", "\ntekst\n", Some(FaultKind::FrontMatterUnclosed)));
        let unclosed = split("\u{feff}---\na: b");
        assert_eq!(unclosed.fault.map(|fault| fault.span), Some(Span::new(3, 6)));
    }

    #[test]
    fn lines_that_were_meant_for_three_hyphens_are_told_from_text() {
        let fault = |file: &str| {
            let fault = split(file).fault.unwrap();
            (file[fault.span.range()].to_owned(), fault.kind)
        };
        let hyphens = |signs: &str| (signs.to_owned(), FaultKind::FrontMatterHyphens);
        assert_eq!(fault("\n\r\n---\ntype: side\n---\n"), ("\n\r\n".to_owned(), FaultKind::FrontMatterGap));
        assert_eq!(fault("\u{feff}\n---\ntype: side\n---\n"), ("\n".to_owned(), FaultKind::FrontMatterGap));
        for signs in ["----", "--", "—", "–-", " ---", "- - -"] {
            assert_eq!(fault(&format!("{signs}\ntype: side\n---\n")), hyphens(signs));
            assert_eq!(fault(&format!("---\ntype: side\n{signs} \ntekst")), hyphens(signs));
        }
        for text in ["\n---\n\ntekst: ja", "----\nEt avsnitt.\n", "-\ntype: side\n", "\nHei: du\ntype: side", ""] {
            assert_eq!(fault(text).1, FaultKind::FrontMatterMissing, "{text}");
        }
        assert_eq!(fault("---\na: b\n\ntekst\n\n-----\n").1, FaultKind::FrontMatterUnclosed);
        assert_eq!(parts("---\na: b\n----\ntekst\n"), ("a: b\n", "tekst\n", Some(FaultKind::FrontMatterHyphens)));
        assert_eq!(parts("---\na: |\n--\n---\ntekst\n").2, None);
        assert_eq!(
            parts("---\na: b\n----\n\ntekst\n\n---\nmer\n"),
            ("a: b\n", "\ntekst\n\n---\nmer\n", Some(FaultKind::FrontMatterHyphens))
        );
        assert_eq!(parts("---\na: b\n--\n\nc: d\n---\nmer\n"), ("a: b\n--\n\nc: d\n", "mer\n", None));
    }

    #[test]
    fn lines_within_a_text_of_the_fields_close_nothing() {
        for yaml in ["a: |\n  en\n  --\n  to\n", "b:\n  - tekst: >-\n      en\n      —\n      to\n", "a:\n  - |\n    en\n    ----\n"] {
            assert_eq!(parts(&format!("---\n{yaml}---\ntekst\n")), (yaml, "tekst\n", None));
            assert_eq!(split(&format!("---\n{yaml}\ntekst\n")).fault.unwrap().kind, FaultKind::FrontMatterUnclosed, "{yaml}");
            assert_eq!(parts(&format!("---\n{yaml}----\ntekst\n")), (yaml, "tekst\n", Some(FaultKind::FrontMatterHyphens)));
        }
    }
}
