//! Findings known from elsewhere, a baseline or an earlier revision, and which of today's they are: by rule, file and content.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::report::fingerprint;
use crate::source::Sources;

/// A finding that is known without its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Known {
    /// The file, relative to the site's folder, as it may be shown.
    pub document: String,
    /// The rule.
    pub rule: String,
    /// The words at fault, as a hash.
    pub content: String,
    /// The line around them, as a hash.
    pub line: String,
}

impl Known {
    /// What is known of a finding.
    #[must_use]
    pub fn of(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let print = fingerprint::of(diagnostic, sources);
        let document = sources.shown_path(diagnostic.finding.place.source).to_owned();
        Self { document, rule: diagnostic.finding.rule.to_owned(), content: print.content, line: print.line }
    }
}

/// Pairs today's findings with known ones, each with one at most: first those whose line is the same too, then those whose line
/// was changed around them. Says for each of today's whether it is known, and for each known one whether it is still there.
#[must_use]
pub fn pair(today: &[Known], known: &[Known]) -> (Vec<bool>, Vec<bool>) {
    let (mut is_known, mut is_there) = (vec![false; today.len()], vec![false; known.len()]);
    for with_line in [true, false] {
        let key = |one: &Known| {
            let line = if with_line { one.line.clone() } else { String::new() };
            (one.document.clone(), one.rule.clone(), one.content.clone(), line)
        };
        let mut waiting: HashMap<_, Vec<usize>> = HashMap::new();
        for (n, one) in known.iter().enumerate().rev().filter(|(n, _)| is_there.get(*n) == Some(&false)) {
            waiting.entry(key(one)).or_default().push(n);
        }
        for (one, known) in today.iter().zip(&mut is_known).filter(|(_, known)| !**known) {
            if let Some(there) = waiting.get_mut(&key(one)).and_then(Vec::pop).and_then(|n| is_there.get_mut(n)) {
                (*known, *there) = (true, true);
            }
        }
    }
    (is_known, is_there)
}

/// What a change brought: every finding in a file that was changed, and those elsewhere that were not there before.
#[must_use]
pub fn brought(today: Vec<Diagnostic>, sources: &Sources, before: &[Known], is_changed: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let known: Vec<Known> = today.iter().map(|diagnostic| Known::of(diagnostic, sources)).collect();
    let (was_there, _) = pair(&known, before);
    let in_changed = |diagnostic: &Diagnostic| sources.get(diagnostic.finding.place.source).is_some_and(|source| is_changed(&source.path));
    let brought = today.into_iter().zip(was_there).filter(|(diagnostic, was_there)| !was_there || in_changed(diagnostic));
    brought.map(|(diagnostic, _)| diagnostic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(content: &str, line: &str) -> Known {
        Known { document: "content/a.md".to_owned(), rule: "r".to_owned(), content: content.to_owned(), line: line.to_owned() }
    }

    #[test]
    fn the_same_line_goes_first_and_each_known_one_counts_once() {
        let known = [one("x", "1"), one("x", "2"), one("gone", "3")];
        let today = [one("x", "new"), one("x", "2"), one("x", "1"), one("y", "1")];
        assert_eq!(pair(&today, &known), (vec![false, true, true, false], vec![true, true, false]));
    }

    #[test]
    fn a_changed_line_is_still_known() {
        assert_eq!(pair(&[one("x", "new")], &[one("x", "old")]), (vec![true], vec![true]));
    }
}
