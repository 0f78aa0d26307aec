//! Facts of every group in columns: what facets are counted by and ties are broken by, known before the first query.
//!
//! Packed numbers, one text a column; groups lie sorted by their ids, so that neighbours are alike and columns compress well.

use std::collections::HashMap;
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::entries::Group;
use super::packing::{put, signed};
use crate::model::Date;

/// The columns. Tables come in the order in which their values are met first.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Columns {
    /// Kind, state, and 1 where it no longer stands.
    kinds: Vec<(String, String, u8)>,
    /// What entries a group has: a kind and how many in turns, as packed numbers.
    shapes: Vec<String>,
    /// By group: its shape.
    groups: String,
    /// By group: 0 for none, else the days since the dated group before, signed, and one.
    dates: String,
    /// The bodies' names.
    bodies: Vec<String>,
    /// Sets of bodies, by their places.
    sets: Vec<Vec<usize>>,
    /// Runs of groups: the set and how many have it.
    belongs: String,
    #[serde(skip)]
    making: Making,
}

#[derive(Debug, Default)]
struct Making {
    kinds: Table<(String, String, u8)>,
    shapes: Table<Vec<u8>>,
    bodies: Table<String>,
    sets: Table<Vec<usize>>,
    groups: Vec<u8>,
    dates: Vec<u8>,
    day: i64,
    belongs: Vec<u8>,
    run: Option<(usize, u32)>,
}

/// Values with the places they were met in first.
#[derive(Debug)]
struct Table<T> {
    values: Vec<T>,
    places: HashMap<T, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { values: Vec::new(), places: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Table<T> {
    fn place(&mut self, value: T) -> usize {
        if let Some(place) = self.places.get(&value) {
            return *place;
        }
        self.values.push(value.clone());
        self.places.insert(value, self.values.len() - 1);
        self.values.len() - 1
    }
}

impl Columns {
    /// Appends a group. Gives the places of its entries' kinds.
    pub fn add(&mut self, group: &Group) -> Vec<usize> {
        let making = &mut self.making;
        let kinds: Vec<usize> = group
            .entries
            .iter()
            .map(|entry| making.kinds.place((entry.kind.clone(), entry.state.to_owned(), u8::from(entry.past))))
            .collect();
        let mut shape = Vec::new();
        for same in kinds.chunk_by(|a, b| a == b) {
            put(&mut shape, number(same.first().copied().unwrap_or_default()));
            put(&mut shape, number(same.len()));
        }
        put(&mut making.groups, number(making.shapes.place(shape)));
        match group.date.map(days) {
            Some(day) => {
                put(&mut making.dates, signed(day - making.day) + 1);
                making.day = day;
            }
            None => put(&mut making.dates, 0),
        }
        let set = group.bodies.iter().map(|body| making.bodies.place(body.clone())).collect();
        let set = making.sets.place(set);
        match &mut making.run {
            Some((same, count)) if *same == set => *count += 1,
            run => {
                let before = run.replace((set, 1));
                making.end(before);
            }
        }
        kinds
    }

    /// Closes the columns once all groups are in.
    pub fn finish(&mut self) {
        let mut making = std::mem::take(&mut self.making);
        let last = making.run.take();
        making.end(last);
        let text = |packed: Vec<u8>| String::from_utf8(packed).unwrap_or_default();
        self.kinds = making.kinds.values;
        self.shapes = making.shapes.values.into_iter().map(text).collect();
        self.groups = text(making.groups);
        self.dates = text(making.dates);
        self.bodies = making.bodies.values;
        self.sets = making.sets.values;
        self.belongs = text(making.belongs);
    }
}

impl Making {
    fn end(&mut self, run: Option<(usize, u32)>) {
        if let Some((set, count)) = run {
            put(&mut self.belongs, number(set));
            put(&mut self.belongs, count);
        }
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Days since 1970, as the browser counts them.
fn days(date: Date) -> i64 {
    i64::from((date - Date::constant(1970, 1, 1)).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::search::entries::Entry;

    fn group(date: &str, body: &str, items: usize) -> Group {
        let entry = |kind: &str| Entry { kind: kind.to_owned(), ..Entry::default() };
        let entries = std::iter::once(entry("referat")).chain(std::iter::repeat_n(entry("item"), items)).collect();
        Group { date: date.parse().ok(), bodies: vec![body.to_owned()], entries, ..Group::default() }
    }

    #[test]
    fn groups_that_are_alike_share_their_shape_and_their_run() {
        let mut columns = Columns::default();
        for group in [group("1970-01-02", "Styret", 3), group("1970-01-03", "Styret", 3), group("", "Rådet", 1)] {
            columns.add(&group);
        }
        columns.finish();
        assert_eq!((columns.kinds.len(), columns.shapes.as_slice()), (2, ["#$$&".to_owned(), "#$$$".to_owned()].as_slice()));
        assert_eq!((columns.groups.as_str(), columns.dates.as_str(), columns.belongs.as_str()), ("##$", "&&#", "#%$$"));
    }
}
