//! The days of a meeting, where what else the file says shows which were meant: the slip is noted, and the day read as it was
//! meant, so that nothing else is said of it.

use crate::diagnostic::{Fault, FaultKind};
use crate::model::{Date, Details, FrontMatter, Text};
use crate::output::name;

/// Reads the days of minutes again.
pub fn mend(path: &str, front: &mut FrontMatter, details: &mut Details, text: &Text, faults: &mut Vec<Fault>) {
    let (Details::Minutes(minutes), Some(date)) = (details, &mut front.date) else { return };
    let decisions = minutes.decisions.iter().filter_map(|decision| Some(decision.id.as_ref()?.value.year));
    let years: Vec<u8> = decisions.chain(text.items.iter().filter_map(|item| item.year)).collect();
    if let Some(meant) = named(path).filter(|named| is_of_another_year(date.value, *named, &years)) {
        let written = date.value;
        faults.push(Fault { span: date.span, kind: FaultKind::DateYear { written: written.year(), meant: meant.to_string() } });
        date.value = meant;
        if let Some(last) = minutes.date_to.as_mut().filter(|last| last.value.year() == written.year()) {
            last.value = Date::new(meant.year(), last.value.month(), last.value.day()).unwrap_or(last.value);
        }
    }
    // A meeting that ends before it begins is taken to be over on its first day.
    if let Some(last) = minutes.date_to.take_if(|last| last.value < date.value) {
        faults.push(Fault { span: last.span, kind: FaultKind::EndsBefore { begins: date.span } });
    }
}

/// The day that a file is named after; its folder, for an `index.md`.
fn named(path: &str) -> Option<Date> {
    let path = path.strip_suffix(".md")?;
    name::last(path.strip_suffix("/index").unwrap_or(path)).get(..10)?.parse().ok()
}

/// Whether a date is the day that the file is named after in all but its year, and all numbers bear the file's year.
fn is_of_another_year(date: Date, named: Date, years: &[u8]) -> bool {
    let same_day = (date.month(), date.day()) == (named.month(), named.day());
    let bear = |year: i16| move |written: &u8| i16::from(*written) == year.rem_euclid(100);
    same_day && date.year() != named.year() && !years.is_empty() && years.iter().all(bear(named.year()))
}
