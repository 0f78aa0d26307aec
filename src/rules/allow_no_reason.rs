//! allow-no-reason: a `tillat` without `grunn`. Whoever reads the document later must see why a rule was set aside.

use super::{Check, FixKind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Finding, Level};

/// The record.
pub const RECORD: Record = Record {
    name: "allow-no-reason",
    title: ("et unntak uten grunn", "an allowance without a reason"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("allow_no_reason.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    for allowance in &entry.document.front.allowances {
        let has_reason = allowance.reason.as_ref().is_some_and(|reason| !reason.value.trim().is_empty());
        if let (Some(rule), false) = (&allowance.rule, has_reason) {
            let message = Bilingual::new(
                format!("Unntaket fra «{}» har ingen grunn", rule.value),
                format!("The allowance of “{}” gives no reason", rule.value),
            );
            let help = Bilingual::new(
                "Skriv hvorfor regelen ikke gjelder her, i feltet «grunn» eller etter tankestreken i merknaden.",
                "Say why the rule does not apply here, in the field “grunn” or after the dash of the comment.",
            );
            notes.add(Finding::new(RECORD.name, site.place(n, allowance.span), message).with_help(help));
        }
    }
}
