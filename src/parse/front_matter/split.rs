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
    for (at, line) in lines(file.get(start..).unwrap_or_default()) {
        let (at, content) = (start + at, line.trim_end());
        match yaml_start {
            None if content == "---" => yaml_start = Some(at + line.len()),
            None => break,
            Some(yaml) if content == "---" => {
                return Split { span: Span::new(start, at + content.len()), yaml: yaml..at, body: at + line.len(), fault: None };
            }
            Some(_) if content.is_empty() && blank.is_none() => blank = Some(at),
            Some(_) => {}
        }
    }
    let Some(yaml_start) = yaml_start else {
        let fault = Fault { span: Span::new(start, start), kind: FaultKind::FrontMatterMissing };
        return Split { span: Span::new(start, start), yaml: start..start, body: start, fault: Some(fault) };
    };
    let end = blank.unwrap_or(file.len());
    let fault = Fault { span: Span::new(start, start + 3), kind: FaultKind::FrontMatterUnclosed };
    Split { span: Span::new(start, end), yaml: yaml_start..end, body: end, fault: Some(fault) }
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
}
