//! What stays the same of a finding when other lines move: its rule, its file, the words at fault, and the line around them.
//!
//! What nobody may be shown is no part of it, because a short text can be guessed from its hash.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::{Place, Source, Sources};

/// A finding by its content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint {
    /// Rule, file, the words at fault and the message: 16 hexadecimal digits.
    pub content: String,
    /// The line it stands in, white space aside: 8 hexadecimal digits. Tells apart findings of equal content.
    pub line: String,
}

/// The fingerprint of a finding.
#[must_use]
pub fn of(diagnostic: &Diagnostic, sources: &Sources) -> Fingerprint {
    let finding = &diagnostic.finding;
    let source = sources.get(finding.place.source);
    let path = sources.shown_path(finding.place.source);
    let said = |range| plain(&sources.shown(finding.place.source, range).text);
    let (words, around) = match source.filter(|_| diagnostic.show_source) {
        Some(source) => (said(finding.place.span.range()), said(first_line(source, finding.place))),
        None => (String::new(), String::new()),
    };
    let message = without_numbers(&finding.message.en);
    Fingerprint { content: hash(&[finding.rule, finding.case, path, &words, &message], 16), line: hash(&[&around], 8) }
}

/// A fingerprint of its own for each of some findings: those alike in all are numbered.
#[must_use]
pub fn unique(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let mut seen: HashMap<Fingerprint, usize> = HashMap::new();
    let one = |diagnostic: &Diagnostic| {
        let print = of(diagnostic, sources);
        let text = format!("{}{}", print.content, print.line);
        let nth = seen.entry(print).or_default();
        *nth += 1;
        hash(&[&text, &nth.to_string()], 32)
    };
    diagnostics.iter().map(one).collect()
}

/// White space as single blanks: an editor that wraps or indents anew changes no finding.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line a place begins in.
fn first_line(source: &Source, place: Place) -> Range<usize> {
    let at = (place.span.start as usize).min(source.text.len());
    let start = source.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let end = source.text.get(at..).and_then(|after| after.find('\n')).map_or(source.text.len(), |newline| at + newline);
    start..end
}

/// A message without its numbers: a count or a day that moves on is no new finding.
fn without_numbers(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    for c in message.chars() {
        if !c.is_ascii_digit() {
            text.push(c);
        } else if !text.ends_with('0') {
            text.push('0');
        }
    }
    text
}

/// Hexadecimal digits of a hash over parts that cannot run into each other.
fn hash(parts: &[&str], digits: usize) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Bilingual, Finding, Level, Reason};
    use crate::source::Span;

    fn prints(text: &str, show_source: bool) -> (Vec<Fingerprint>, Vec<String>) {
        let mut sources = Sources::default();
        let source = sources.add(Source::decode("content/a.md", text.as_bytes()));
        let diagnostics: Vec<_> = text
            .match_indices("SG 9/17")
            .map(|(at, found)| {
                let place = Place::new(source, Span::new(at, at + found.len()));
                let message = Bilingual::new("", format!("Line {at}"));
                let finding = Finding::new("ref-unknown-decision", place, message);
                Diagnostic { finding, level: Level::Error, reason: Reason::Rule, show_source }
            })
            .collect();
        (diagnostics.iter().map(|diagnostic| of(diagnostic, &sources)).collect(), unique(&diagnostics, &sources))
    }

    #[test]
    fn lines_above_and_white_space_change_nothing_and_words_do() {
        let (was, _) = prints("Se SG 9/17 her.\n", true);
        assert_eq!(prints("Nytt.\n\n  Se  SG 9/17 her.\r\n", true).0, was);
        let (other, _) = prints("Les SG 9/17 her.\n", true);
        assert_eq!(other[0].content, was[0].content);
        assert_ne!(other[0].line, was[0].line);
    }

    #[test]
    fn equal_findings_get_fingerprints_of_their_own() {
        let (prints, unique) = prints("Se SG 9/17.\nSe SG 9/17.\n", true);
        assert_eq!(prints[0], prints[1]);
        assert_ne!(unique[0], unique[1]);
    }

    #[test]
    fn what_may_not_be_shown_is_no_part_of_it() {
        assert_eq!(prints("Hemmelig SG 9/17.", false).0, prints("Annet SG 9/17.", false).0);
    }
}
