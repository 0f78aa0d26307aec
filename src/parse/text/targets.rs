//! Targets of links and images with a space in them: `[planen](plan 2024.pdf)` is no link to CommonMark, and would be published with its
//! brackets.
//!
//! What may not enter: whether there is such a file.

use std::ops::Range;

use memchr::memmem;

use super::labels;
use crate::diagnostic::{Fault, FaultKind};
use crate::model::text::Prose;
use crate::output::name::is_shared_file;
use crate::parse::reference;
use crate::source::Span;

/// Longer labels and targets are not looked at.
const LONGEST: usize = 300;

/// Every such target of a text that begins at byte `base` of its file. `prose` is the text's running text.
pub fn faults(text: &str, base: usize, prose: &[Prose]) -> Vec<Fault> {
    let fault = |at: usize| {
        let target = target(text, at + 2)?;
        let written = text.get(target.clone())?;
        let label = reference::form_of_label(written, 0).is_some().then(|| Some(format!("[{written}]")));
        // A reference stands in brackets of the other kind.
        let (target, meant) =
            match label.filter(|_| target.start == at + 2 && text.get(target.end..).is_some_and(|rest| rest.starts_with(')'))) {
                Some(label) => (target.start - 1..target.end + 1, label),
                None => (target, meant(written)?),
            };
        let (written, span) = (text.get(target.clone())?, Span::new(base + target.start, base + target.end));
        // An escape or an entity in it ends one run and begins another.
        let block = |at| labels::run_at(prose, at).map(|run| run.block);
        let is_words = block(span.start).is_some_and(|own| block(span.end) == Some(own));
        let kind = FaultKind::LinkTarget { written: written.to_owned(), meant };
        (is_words && has_label(text, at)).then_some(Fault { span, kind })
    };
    memmem::find_iter(text.as_bytes(), b"](").filter_map(fault).collect()
}

/// The bytes from here to the bracket that closes on the same line, where they hold a space; a title after them is left out.
fn target(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    let mut depth = 0_u32;
    let mut escaped = false;
    let end = rest.bytes().take(LONGEST).take_while(|byte| *byte != b'\n').position(|byte| {
        match byte {
            _ if escaped => {
                escaped = false;
                return false;
            }
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 0 => return true,
            b')' => depth -= 1,
            _ => {}
        }
        false
    })?;
    let inner = rest.get(..end)?;
    let written = without_title(inner.trim());
    let begin = start + inner.len() - inner.trim_start().len();
    (written.contains(' ') && !written.contains(['<', '>']) && !written.contains("](")).then_some(begin..begin + written.len())
}

/// A target without the title that may follow it, in any of the three pairs of signs that CommonMark knows.
fn without_title(inner: &str) -> &str {
    let before = |close: char, open: &str| inner.strip_suffix(close).and_then(|inner| inner.get(..inner.rfind(open)?));
    // File names have such signs too, but do not end with them.
    let rarer = || before('\'', " '").or_else(|| before(')', " (")).filter(|target| is_shared_file(target.trim_end()));
    before('"', " \"").or_else(rarer).map_or(inner, str::trim_end)
}

/// Whether words in brackets, on the same paragraph, end with the `]` at this byte. Those of an image may be none.
fn has_label(text: &str, closing: usize) -> bool {
    let bytes = text.as_bytes();
    let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied();
    let is_escaped = |at: usize| byte(at.checked_sub(1)) == Some(b'\\');
    if is_escaped(closing) {
        return false;
    }
    let mut depth = 0_u32;
    let mut has_words = false;
    for at in (closing.saturating_sub(LONGEST)..closing).rev() {
        match byte(Some(at)) {
            Some(b'[' | b']') if is_escaped(at) => {}
            Some(b']') => depth += 1,
            Some(b'[') if depth > 0 => depth -= 1,
            Some(b'[') => return has_words || byte(at.checked_sub(1)) == Some(b'!'),
            Some(b'\n') if byte(at.checked_sub(1)) == Some(b'\n') => return false,
            Some(other) => has_words |= !other.is_ascii_whitespace(),
            None => return false,
        }
    }
    false
}

/// How a target would have to be written, where what looks like one can be; none where it is no target at all.
#[allow(clippy::option_option)] // Outer: is it a target. Inner: can it be mended.
fn meant(written: &str) -> Option<Option<String>> {
    let first = written.split(' ').next().unwrap_or_default();
    let lower = first.to_ascii_lowercase();
    let place = written.split('#').next().unwrap_or_default();
    if ["https://", "http://", "mailto:", "www."].iter().any(|start| lower.starts_with(start)) {
        let in_path = first.split_once("://").is_some_and(|(_, rest)| rest.contains('/'));
        return Some((in_path && is_shared_file(place)).then(|| written.replace(' ', "%20")));
    }
    let pointed = || Some(Some(format!("<{written}>")));
    let is_aside = ["se", "jf", "jf.", "jfr", "jfr."].contains(&lower.as_str());
    match () {
        () if is_shared_file(place) => pointed().filter(|_| !is_aside),
        () if is_shared_file(first.split('#').next().unwrap_or_default()) => Some(None),
        () if first.starts_with("../") || first.starts_with("./") => pointed(),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::{Kind, text};

    fn noted(body: &str) -> Vec<(String, Option<String>)> {
        let (_, _, faults) = text(body, 0, Kind::Other);
        let target = |fault: &Fault| match &fault.kind {
            FaultKind::LinkTarget { written, meant } => {
                assert_eq!(&body[fault.span.range()], written);
                Some((written.clone(), meant.clone()))
            }
            _ => None,
        };
        faults.iter().filter_map(target).collect()
    }

    #[test]
    fn a_space_in_a_target_is_noted_and_what_was_meant() {
        for (body, written, meant) in [
            ("Se [planen](plan 2024.pdf).", "plan 2024.pdf", Some("<plan 2024.pdf>")),
            ("![kart](kart over kommunen.png)", "kart over kommunen.png", Some("<kart over kommunen.png>")),
            ("![](kart over kommunen.png)", "kart over kommunen.png", Some("<kart over kommunen.png>")),
            ("[**a** `b`]( Plan (utkast 2).PDF \"Planen\" )", "Plan (utkast 2).PDF", Some("<Plan (utkast 2).PDF>")),
            ("[a](min plan.pdf 'Planen')", "min plan.pdf", Some("<min plan.pdf>")),
            ("[a](min plan.pdf (utkast))", "min plan.pdf", Some("<min plan.pdf>")),
            ("[a](min\\_plan 2.pdf)", "min\\_plan 2.pdf", Some("<min\\_plan 2.pdf>")),
            ("[a](min&amp;din plan.pdf)", "min&amp;din plan.pdf", Some("<min&amp;din plan.pdf>")),
            ("[SG 3/17](min plan.pdf)", "min plan.pdf", Some("<min plan.pdf>")),
            ("[a](min plan.md#sak-4)", "min plan.md#sak-4", Some("<min plan.md#sak-4>")),
            ("[a](../min mappe/plan)", "../min mappe/plan", Some("<../min mappe/plan>")),
            ("[x](../styret/2024-02-08.md med mer)", "../styret/2024-02-08.md med mer", None),
            ("| a |\n|---|\n| [a](https://nav.no/min plan.pdf) |\n", "https://nav.no/min plan.pdf", Some("https://nav.no/min%20plan.pdf")),
            ("Se [vedtaket](SG 3/17).", "(SG 3/17)", Some("[SG 3/17]")),
            ("# [a](https://nav.no og mer)", "https://nav.no og mer", None),
        ] {
            assert_eq!(noted(body), [(written.to_owned(), meant.map(str::to_owned))], "{body}");
        }
    }

    #[test]
    fn asides_links_and_what_is_no_running_text_are_left_alone() {
        for body in [
            "[sic](dette er en merknad)",
            "[sic](se plan.pdf)",
            "[sic](ja og/eller nei)",
            "[a](<min plan.pdf>) [b](min%20plan.pdf) [c](plan.pdf \"Min plan.pdf\")",
            "`[a](min plan.pdf)`",
            "    [a](min plan.pdf)",
            "\\[a](min plan.pdf)",
            "[a\\](min plan.pdf)",
            "[a] (min plan.pdf)",
            "a](min plan.pdf)",
            "- [ ](min plan.pdf)",
            "[a](min\nplan.pdf)",
            "[a\n\nb](min plan.pdf)",
            "[a](min plan.pdf",
        ] {
            assert_eq!(noted(body), [], "{body}");
        }
        let deep = format!("{}{}", "[a](".repeat(50_000), "b c.pdf)".repeat(10));
        assert!(noted(&deep).len() <= 1, "and in no time");
    }
}
