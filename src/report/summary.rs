//! The last line of a run: what was checked, what was found, what was not checked and why.

use crate::diagnostic::{Bilingual, Diagnostic, Level, Tongue};

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Decisions.
    pub decisions: usize,
    /// Action items.
    pub actions: usize,
    /// References.
    pub references: usize,
    /// Attachments.
    pub attachments: usize,
    /// Sums worked out anew.
    pub sums: usize,
    /// Dates in texts held against the calendar.
    pub dates: usize,
    /// Tables looked through.
    pub tables: usize,
    /// Findings that the baseline accepted.
    pub accepted: usize,
}

/// The summary, without a closing line break. `shown` is the mildest level that was printed; what is milder is only counted.
#[must_use]
pub fn render(counts: Counts, diagnostics: &[Diagnostic], shown: Level, unchecked: &[Bilingual], tongue: Tongue) -> String {
    let nb = tongue == Tongue::Bokmal;
    let number = |n: usize, one: (&str, &str), many: (&str, &str)| {
        let word = if n == 1 { one } else { many };
        format!("{n} {}", if nb { word.0 } else { word.1 })
    };
    let mut checked = vec![
        number(counts.documents, ("dokument", "document"), ("dokumenter", "documents")),
        number(counts.decisions, ("vedtak", "decision"), ("vedtak", "decisions")),
        number(counts.actions, ("oppfølgingspunkt", "action item"), ("oppfølgingspunkter", "action items")),
        number(counts.references, ("henvisning", "reference"), ("henvisninger", "references")),
        number(counts.attachments, ("vedlegg", "attachment"), ("vedlegg", "attachments")),
    ];
    // Only some sites have these; a nought would be noise.
    let some = [
        (counts.tables, ("tabell", "table"), ("tabeller", "tables")),
        (counts.sums, ("sum", "sum"), ("summer", "sums")),
        (counts.dates, ("dato", "date"), ("datoer", "dates")),
    ];
    checked.extend(some.into_iter().filter(|(n, _, _)| *n > 0).map(|(n, one, many)| number(n, one, many)));
    let count = |level: Level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
    let (errors, warnings, infos) = (count(Level::Error), count(Level::Warning), count(Level::Info));
    let found = if errors + warnings == 0 {
        if nb { "ingen feil eller advarsler".to_owned() } else { "no errors or warnings".to_owned() }
    } else {
        format!(
            "{}, {}",
            number(errors, ("feil", "error"), ("feil", "errors")),
            number(warnings, ("advarsel", "warning"), ("advarsler", "warnings"))
        )
    };
    let mut text = format!("{} {}: {found}", if nb { "Kontrollerte" } else { "Checked" }, checked.join(", "));
    if infos > 0 {
        let hidden = if shown > Level::Info { if nb { " (vis med --info)" } else { " (show with --info)" } } else { "" };
        text.push_str(&format!(", {}{hidden}", number(infos, ("merknad", "info"), ("merknader", "infos"))));
    }
    if counts.accepted > 0 {
        text.push_str(&format!(", {} {}", counts.accepted, if nb { "godtatt av grunnlinjen" } else { "accepted by the baseline" }));
    }
    text.push('.');
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for reason in unchecked {
        match reasons.iter_mut().find(|(known, _)| *known == reason.get(tongue)) {
            Some((_, n)) => *n += 1,
            None => reasons.push((reason.get(tongue), 1)),
        }
    }
    for (reason, n) in reasons {
        let intro = if nb { "Ikke kontrollert" } else { "Not checked" };
        text.push_str(&format!("\n{intro}: {n} × {reason}."));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_checked_is_said_with_its_reason() {
        let counts =
            Counts { documents: 1, decisions: 2, actions: 0, references: 3, attachments: 1, sums: 13, accepted: 4, ..Counts::default() };
        let reason = Bilingual::new("kolonnen har annet enn tall", "the column holds more than numbers");
        let text = render(counts, &[], Level::Warning, &[reason.clone(), reason], Tongue::Bokmal);
        assert_eq!(
            text,
            "Kontrollerte 1 dokument, 2 vedtak, 0 oppfølgingspunkter, 3 henvisninger, 1 vedlegg, 13 summer: ingen feil eller advarsler, \
             4 godtatt av grunnlinjen.\n\
             Ikke kontrollert: 2 × kolonnen har annet enn tall."
        );
    }
}
