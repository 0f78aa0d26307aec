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

/// Things of a kind that were not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omitted {
    /// How many.
    pub many: usize,
    /// What, as it stands behind the number: "columns not checked".
    pub what: Bilingual,
    /// Why, each reason once.
    pub reasons: Vec<Bilingual>,
}

/// How many reasons are told.
const NAMED: usize = 5;

/// The summary, without a closing line break. `shown` is the mildest level that was printed; what is milder is only counted.
#[must_use]
pub fn render(counts: Counts, diagnostics: &[Diagnostic], shown: Level, unchecked: &[Omitted], tongue: Tongue) -> String {
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
        errors_and_warnings(errors, warnings).get(tongue).to_owned()
    };
    let mut text = format!("{} {}: {found}", if nb { "Kontrollerte" } else { "Checked" }, checked.join(", "));
    if infos > 0 {
        let hidden = if shown > Level::Info { if nb { " (vis med --info)" } else { " (show with --info)" } } else { "" };
        text.push_str(&format!(", {}{hidden}", number(infos, ("merknad", "info"), ("merknader", "infos"))));
    }
    if counts.accepted > 0 {
        text.push_str(&format!(", {} {}", counts.accepted, if nb { "godtatt av grunnlinjen" } else { "accepted by the baseline" }));
    }
    text.push_str(&omissions(unchecked, tongue));
    text.push('.');
    text
}

/// `2 errors, 1 warning`.
#[must_use]
pub fn errors_and_warnings(errors: usize, warnings: usize) -> Bilingual {
    Bilingual::new(
        format!("{errors} feil, {warnings} {}", if warnings == 1 { "advarsel" } else { "advarsler" }),
        format!(
            "{errors} {}, {warnings} {}",
            if errors == 1 { "error" } else { "errors" },
            if warnings == 1 { "warning" } else { "warnings" }
        ),
    )
}

/// `; 2 columns not checked: cells that are more than a number`.
fn omissions(unchecked: &[Omitted], tongue: Tongue) -> String {
    let mut text = String::new();
    for Omitted { many, what, reasons } in unchecked {
        let named: Vec<&str> = reasons.iter().take(NAMED).map(|reason| reason.get(tongue)).collect();
        text.push_str(&format!("; {many} {}: {}", what.get(tongue), named.join(", ")));
        if let Some(rest) = reasons.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
            text.push_str(&if tongue == Tongue::Bokmal { format!(" og {rest} til") } else { format!(" and {rest} more") });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_none_are_many() {
        let said = |errors, warnings| errors_and_warnings(errors, warnings);
        assert_eq!((said(0, 1).nb.as_str(), said(1, 1).en.as_str()), ("0 feil, 1 advarsel", "1 error, 1 warning"));
        assert_eq!((said(2, 0).nb.as_str(), said(0, 2).en.as_str()), ("2 feil, 0 advarsler", "0 errors, 2 warnings"));
    }

    #[test]
    fn what_was_not_checked_is_said_with_its_reason() {
        let counts =
            Counts { documents: 1, decisions: 2, actions: 0, references: 3, attachments: 1, sums: 13, accepted: 4, ..Counts::default() };
        let reason = Bilingual::new("celler som er mer enn et tall", "cells that are more than a number");
        let what = Bilingual::new("kolonner ikke kontrollert", "columns not checked");
        let columns = Omitted { many: 2, what, reasons: vec![reason] };
        let names = (0..7).map(|n| Bilingual::new(format!("«{n}.pdf»"), format!("“{n}.pdf”"))).collect();
        let files =
            Omitted { many: 7, what: Bilingual::new("vedlegg ikke fullt kontrollert", "attachments not fully checked"), reasons: names };
        let text = render(counts, &[], Level::Warning, std::slice::from_ref(&columns), Tongue::Bokmal);
        assert_eq!(
            text,
            "Kontrollerte 1 dokument, 2 vedtak, 0 oppfølgingspunkter, 3 henvisninger, 1 vedlegg, 13 summer: ingen feil eller advarsler, \
             4 godtatt av grunnlinjen; 2 kolonner ikke kontrollert: celler som er mer enn et tall."
        );
        let text = render(Counts::default(), &[], Level::Warning, &[columns, files], Tongue::English);
        assert_eq!(
            text,
            "Checked 0 documents, 0 decisions, 0 action items, 0 references, 0 attachments: no errors or warnings; \
             2 columns not checked: cells that are more than a number; \
             7 attachments not fully checked: “0.pdf”, “1.pdf”, “2.pdf”, “3.pdf”, “4.pdf” and 2 more."
        );
    }
}
