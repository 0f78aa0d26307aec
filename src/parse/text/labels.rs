//! What stands alone in brackets, is text, and was meant to lead somewhere: what is nearly a decision's number, `[SG 3/2017]`, or another
//! reference, `[@Kari Nordmann]`, `[Sak nr. 4]`; the mark of a note that is not there, `[^3]`; and a reference that defines a link instead,
//! `[SG 3/17]: done`.
//!
//! What may not enter: which bodies have such a code, and which decision was meant.

use memchr::memchr_iter;

use crate::diagnostic::{Fault, FaultKind};
use crate::model::text::{Prose, ProseKind};
use crate::output::name::is_shared_file;
use crate::parse::{lookalike, markdown, reference};
use crate::source::Span;

/// Longer labels are not looked at.
const LONGEST: usize = 48;

/// Every such label of a text that begins at byte `base` of its file, as a fault of its own bytes. `prose` is the text's running text.
pub fn faults(text: &str, base: usize, prose: &[Prose]) -> Vec<Fault> {
    let mut definitions = None;
    let label = |at: usize| {
        let rest = text.get(at + 1..)?;
        let end = rest.bytes().take(LONGEST + 1).position(|byte| byte == b']')?;
        let label = rest.get(..end)?;
        let start = at + 1 + label.len() - label.trim_start().len();
        let (label, span) = (label.trim(), Span::new(base + start, base + start + label.trim().len()));
        let kind = match label.strip_prefix('^') {
            Some(name) if is_name(name) => FaultKind::NoteLabel { written: name.to_owned() },
            None if is_nearly_decision(label) && reference::form_of_label(label, 0).is_none() => {
                FaultKind::DecisionLabel { written: label.to_owned() }
            }
            None if rest.get(end + 1..)?.starts_with(':') && is_defined(label) => {
                let definitions = definitions.get_or_insert_with(|| markdown::definitions(text));
                definitions.get(&at).filter(|address| !is_address(address))?;
                return Some(Fault { span, kind: FaultKind::DefinedLabel { written: label.to_owned() } });
            }
            None if let Some(meant) = parted(label) => FaultKind::JoinedLabels { written: label.to_owned(), meant },
            None if is_nearly_reference(label) => FaultKind::Label { written: label.to_owned() },
            _ => return None,
        };
        run_at(prose, span.start).is_some().then_some(Fault { span, kind })
    };
    memchr_iter(b'[', text.as_bytes()).filter_map(label).collect()
}

/// Whether a label is nearly a decision's number, or looks like one: `SG l/17`.
fn is_nearly_decision(label: &str) -> bool {
    let may_look_like = || label.len() <= 20 && label.starts_with(char::is_uppercase);
    reference::is_nearly_decision(label)
        || (may_look_like() && label.contains(['/', '\u{2044}', '\u{2215}']) && lookalike::decision(label).is_some())
}

/// Whether a label is a reference, which nobody means to define.
fn is_defined(label: &str) -> bool {
    reference::form_of_label(label, 0).is_some()
}

/// Several references in one pair of brackets, each in its own: `SG 3/17], [SG 4/17`.
fn parted(label: &str) -> Option<String> {
    if !label.contains(' ') {
        return None;
    }
    let joint = |text: &str| [", ", "; ", " og ", " eller ", " and "].iter().filter_map(|sign| Some((text.find(sign)?, *sign))).min();
    let (mut rest, mut meant) = (label, String::new());
    while let Some((at, sign)) = joint(rest) {
        let (part, after) = (rest.get(..at)?, rest.get(at + sign.len()..)?);
        meant.push_str(&[part, "]", sign, "["].concat());
        rest = after;
        is_defined(part).then_some(())?;
    }
    (!meant.is_empty() && is_defined(rest)).then(|| meant + rest)
}

/// Whether the address of a definition is one, and not what was said after a colon: a word, a date, `ja/nei`, `f.eks.`.
pub fn is_address(text: &str) -> bool {
    let place = text.split('#').next().unwrap_or_default();
    let leads = text.starts_with(['#', '/', '.']) || text.contains([':', '@']) || text.starts_with("www.");
    let is_below = place.contains('/') && place.contains(char::is_alphabetic) && !reference::is_joined_words(place);
    text.trim_end_matches('.').len() > 1 && (leads || is_below || is_shared_file(place))
}

/// Whether a note may be called so.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The running text at a byte of the file, where it is words of the text and not of a link or an image.
pub fn run_at(prose: &[Prose], at: u32) -> Option<&Prose> {
    let after = prose.partition_point(|run| run.span.start <= at);
    let run = after.checked_sub(1).and_then(|n| prose.get(n))?;
    (run.span.end > at && !matches!(run.kind, ProseKind::Link | ProseKind::Alternative)).then_some(run)
}

/// Somebody by another name than an id, or an agenda item or attachment by more than its number.
fn is_nearly_reference(label: &str) -> bool {
    if !label.starts_with(['@', 's', 'S', 'v', 'V']) {
        return false;
    }
    let lower = label.to_lowercase();
    let number = ["sak", "vedlegg"].iter().find_map(|word| lower.strip_prefix(word)).map(str::trim_start);
    let number = number.map(|number| ["nr.", "nr", "no."].iter().find_map(|word| number.strip_prefix(word)).unwrap_or(number).trim_start());
    let digits = |number: &str| number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_number = |number: &str| digits(number) > 0 && number.get(digits(number)..).is_some_and(|rest| rest.chars().count() <= 1);
    let is_name = |name: &str| name.trim_start().starts_with(char::is_alphabetic);
    (label.strip_prefix('@').is_some_and(is_name) || number.is_some_and(is_number)) && reference::form_of_label(label, 0).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::{Kind, text};

    fn noted(body: &str) -> Vec<String> {
        let (_, _, faults) = text(body, 0, Kind::Other);
        let written = |fault: Fault| match fault.kind {
            FaultKind::DecisionLabel { written } | FaultKind::Label { written } => Some(written),
            FaultKind::NoteLabel { written } => Some(format!("^{written}")),
            _ => None,
        };
        let spans: Vec<&str> = faults.iter().filter_map(|fault| body.get(fault.span.range())).collect();
        let noted: Vec<String> = faults.iter().cloned().filter_map(written).collect();
        assert!(noted.iter().all(|written| spans.contains(&written.as_str())), "{noted:?} at {spans:?}");
        noted
    }

    #[test]
    fn what_is_nearly_a_decisions_number_is_noted_at_its_bytes() {
        for label in [
            "SG 3/2017",
            "SG 18/4",
            "SG 3-17",
            "sg-3–17",
            "SG nr. 3-17",
            "SG 3\\17",
            "SG 3/117",
            "SG 3 / 2017",
            "SG 3/17.",
            "SG l/17",
            "SG 3∕17",
        ] {
            assert_eq!(noted(&format!("Æ, jf. [{label}].")), [label], "{label}");
            assert_eq!(noted(&format!("| a |\n|---|\n| [ {label} ] |\n")), [label], "{label}");
        }
    }

    #[test]
    fn the_mark_of_a_note_that_is_not_there_is_noted() {
        assert_eq!(noted("Den ene[^1] og den andre[^om-møtet].\n\n[^1]: En note."), ["^om-møtet"]);
    }

    #[test]
    fn what_is_nearly_another_reference_is_noted() {
        for label in ["@Kari Nordmann", "@ kari-nordmann", "Sak nr. 4", "sak 4b", "Vedlegg nr 2", "vedlegg 2a"] {
            assert_eq!(noted(&format!("Se [{label}].")), [label], "{label}");
        }
        for label in ["@kari-nordmann", "Sak 4", "vedlegg 2", "sak 4 utgår", "saker", "vedlegg", "@", "Sakliste 4"] {
            assert_eq!(noted(&format!("Se [{label}].")), Vec::<String>::new(), "{label}");
        }
    }

    #[test]
    fn several_references_in_one_pair_of_brackets_are_noted_with_a_pair_for_each() {
        let meant = |label: &str| match text(&format!("Se [{label}]."), 0, Kind::Other).2.as_slice() {
            [Fault { kind: FaultKind::JoinedLabels { meant, .. }, .. }] => format!("[{meant}]"),
            faults => format!("{faults:?}"),
        };
        assert_eq!(meant("SG 3/17, SG 4/17 og Sak 4"), "[SG 3/17], [SG 4/17] og [Sak 4]");
        assert_eq!(meant("@ola; @kari-nordmann"), "[@ola]; [@kari-nordmann]");
        for other in ["SG 3/17, s. 4", "jf. SG 3/17 og SG 4/17", "og SG 3/17", "Sak 4 og 5"] {
            assert_eq!(meant(other), "[]", "{other}");
        }
    }

    #[test]
    fn a_reference_that_defines_nothing_is_noted_each_time() {
        let lines = |body: &str| {
            let faults = text(body, 0, Kind::Other).2;
            assert!(faults.iter().all(|fault| matches!(fault.kind, FaultKind::DefinedLabel { .. })), "{faults:?}");
            faults.iter().map(|fault| 1 + body[..fault.span.range().start].matches('\n').count()).collect::<Vec<_>>()
        };
        assert_eq!(
            lines("[SG 3/17]: vedtatt\n[SG 3/17]: utgår\n[Sak 4]: 01.03.2019\n[Sak 5]: ja/nei\n[sg 3/17]: f.eks.\n"),
            [1, 2, 3, 4, 5]
        );
        assert_eq!(lines("```\n[SG 3/17]: vedtatt\n[SG 3/17]: utgår\n```\n"), [0; 0]);
        for address in ["plan.pdf", "../plan", "/plan/", "#sak-2", "referat/a", "https://nav.no", "www.nav.no", "a@b.no", "plan.md#sak-2"] {
            assert_eq!(lines(&format!("[SG 3/17]: {address}\n\n[SG 3/17]")), [0; 0], "{address}");
        }
    }

    #[test]
    fn references_other_labels_and_what_is_no_running_text_are_left_alone() {
        for body in [
            "[SG 3/17]",
            "[sg3/17]",
            "[sic] [x] [3/2017] [SG] [SG 3] [Sak 4] [NAV-loven § 14]",
            "[SG 3-17](a.md)",
            "`[SG 3-17]`",
            "    [SG 3-17]",
            "[SG 3-17]: a.md\n\n[SG 3-17]",
            "[Vedtak om plan 2017-18]",
            "[SG 3-17",
            "Tekst.[^3]\n\n[^3]: En note.",
            "`[^3]` [^ 3 b]",
        ] {
            assert_eq!(noted(body), Vec::<String>::new(), "{body}");
        }
    }
}
