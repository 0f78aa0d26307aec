//! sum-budget: `budsjett` whose lines do not add up to its `sum`.

use super::{Check, FixKind, Kind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::Details;
use crate::rules::figures::written;

/// The record.
pub const RECORD: Record = Record {
    name: "sum-budget",
    title: ("et budsjett som ikke går opp", "a budget that does not add up"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("sum_budget.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let Details::Mandate(mandate) = &entry.document.details else { return };
    let Some((budget, sum)) = mandate.budget.as_ref().and_then(|budget| Some((budget, budget.sum.as_ref()?))) else { return };
    if budget.lines.is_empty() {
        return;
    }
    let amounts: Option<Vec<i128>> = budget.lines.iter().map(|line| line.amount.as_ref().map(|amount| hundredths(amount.value))).collect();
    let Some(amounts) = amounts else {
        let reason = Bilingual::new("en post er uten beløp", "a line has no amount");
        notes.leave(Kind::Budget, site.place(n, budget.span), reason);
        return;
    };
    let (stands, should): (i128, i128) = (hundredths(sum.value), amounts.iter().sum());
    if stands != should {
        let decimals = if stands % 100 == 0 && should % 100 == 0 { 0 } else { 2 };
        let shown = |amount: i128| written(if decimals == 0 { amount / 100 } else { amount }, decimals);
        let (stood, should, off, more) = (shown(stands), shown(should), shown((stands - should).abs()), stands > should);
        let message = Bilingual::new(
            format!("Summen er {stood}, men postene gir {should}: {off} for {}", if more { "mye" } else { "lite" }),
            format!("The sum is {stood}, but the lines give {should}: {off} too {}", if more { "much" } else { "little" }),
        );
        let help = Bilingual::new("Rett summen eller posten som er gal.", "Correct the sum, or the line that is wrong.");
        notes.add(Finding::new(RECORD.name, site.place(n, sum.span), message).with_help(help));
    }
}

/// An amount in øre.
fn hundredths(amount: f64) -> i128 {
    #[allow(clippy::cast_possible_truncation)] // Clipped at amounts that nobody has.
    let rounded = (amount * 100.0).round() as i128;
    rounded.clamp(-10_i128.pow(24), 10_i128.pow(24))
}
