//! A number that two items have where another is missing: the item is read by the one that is missing, as everybody else names it so.

use std::collections::{BTreeMap, BTreeSet};

use super::anchor;
use crate::diagnostic::{Fault, FaultKind};
use crate::model::text::AgendaItem;

/// Gives items that repeat a number the one they were meant to have, where the items around them show it.
pub fn mend(items: &mut [AgendaItem], faults: &mut Vec<Fault>) {
    let mut rows: BTreeMap<(Option<u8>, Option<String>), Vec<usize>> = BTreeMap::new();
    for (nth, item) in items.iter().enumerate() {
        rows.entry((item.year, item.body.as_ref().map(|body| body.value.clone()))).or_default().push(nth);
    }
    for row in rows.values() {
        for (place, meant) in meant(row.iter().filter_map(|nth| items.get(*nth)).collect()) {
            let Some(nth) = row.get(place) else { continue };
            let Some(item) = items.get_mut(*nth) else { continue };
            faults.push(Fault { span: item.number_span, kind: FaultKind::AgendaRepeated { written: item.label(), meant } });
            (item.number, item.anchor) = (meant, anchor(meant, item.year));
        }
    }
}

/// Which items of a row, by their places, were meant to have which number.
fn meant(row: Vec<&AgendaItem>) -> Vec<(usize, u32)> {
    let mut numbers: Vec<u32> = row.iter().map(|item| item.number).collect();
    let starts = row.first().and_then(|item| item.year).is_none();
    let mut there: BTreeSet<u32> = numbers.iter().copied().collect();
    let mut mended = Vec::new();
    let mut passed: BTreeMap<u32, usize> = BTreeMap::new();
    for second in 0..numbers.len() {
        let Some(number) = numbers.get(second).copied() else { continue };
        let Some(first) = passed.get(&number).copied() else {
            passed.insert(number, second);
            continue;
        };
        let between = |place: usize| {
            let before = match place.checked_sub(1) {
                Some(before) => numbers.get(before).copied()?,
                None => starts.then_some(0)?,
            };
            let free = before.checked_add(1).filter(|free| !there.contains(free))?;
            // The next one may repeat a number, too.
            numbers.get(place + 1).is_none_or(|next| *next == free + 1 || *next <= before).then_some((place, free))
        };
        let Some((place, free)) = between(second).or_else(|| between(first)) else { continue };
        if let Some(number) = numbers.get_mut(place) {
            *number = free;
        }
        there.insert(free);
        passed.insert(free, place);
        passed.insert(number, if place == first { second } else { first });
        mended.push((place, free));
    }
    mended
}
