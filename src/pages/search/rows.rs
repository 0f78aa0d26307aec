//! What a row of results shows, in files of a few groups each: a query loads them for the rows that it shows.
//!
//! What many groups have alike, as the items that stand in every meeting, is in the start file once ([`Rows::common`]). Excerpts are
//! cut from the pages themselves, which are published anyway and are then in the browser's cache when a result is followed; a small
//! site, which has one file, has the texts in it.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::entries::Group;
use super::shards::{Part, put};

/// How many groups are in a file. Ten rows of ten groups load ten files: fewer groups are fewer bytes for a query, and more in all.
pub const TOGETHER: usize = 9;
/// What so many entries have alike is common.
const COMMON: usize = 32;
/// So much of what is common is in the start file.
const KEPT: usize = 512;

/// What is shown of a group.
pub struct Row {
    title: String,
    url: String,
    /// Of each entry but the first its title and its place.
    below: Vec<(String, String)>,
    texts: Vec<String>,
}

impl Row {
    /// Takes what is shown of a group; the texts where excerpts are cut from them.
    #[must_use]
    pub fn of(group: &Group, with_texts: bool) -> Self {
        let below = group.entries.iter().skip(1).map(|entry| (entry.title.clone(), entry.place.clone())).collect();
        let texts = group.entries.iter().filter(|_| with_texts).map(|entry| entry.text.clone()).collect();
        Self { title: group.title.clone(), url: group.url.clone(), below, texts }
    }
}

/// All rows.
pub struct Rows<'r> {
    rows: &'r [Row],
    /// Titles and places that many entries have, sorted.
    pub common: Vec<&'r (String, String)>,
}

impl<'r> Rows<'r> {
    /// Looks for what is common.
    #[must_use]
    pub fn of(rows: &'r [Row]) -> Self {
        let mut counts: HashMap<&(String, String), usize> = HashMap::new();
        rows.iter().flat_map(|row| &row.below).for_each(|shown| *counts.entry(shown).or_default() += 1);
        let mut common: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= COMMON).collect();
        common.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        common.truncate(KEPT);
        let mut common: Vec<_> = common.into_iter().map(|(shown, _)| shown).collect();
        common.sort_unstable();
        Self { rows, common }
    }

    /// The files of rows, and of texts.
    #[must_use]
    pub fn parts(&self, in_one: bool) -> Vec<Part> {
        let places: HashMap<&(String, String), usize> = self.common.iter().copied().zip(0..).collect();
        // The number of what is common, else title and place.
        let below = |shown: &(String, String)| match places.get(shown) {
            Some(place) => vec![json!(place)],
            None => vec![json!(shown.0), json!(shown.1)],
        };
        let row = |row: &Row| [json!(row.title), json!(row.url)].into_iter().chain(row.below.iter().flat_map(below)).collect::<Value>();
        let file = |(n, rows): (usize, &[Row])| put(&format!("m{n}"), &rows.iter().map(row).collect::<Value>().to_string());
        let mut parts: Vec<Part> = self.rows.chunks(TOGETHER).enumerate().map(file).collect();
        if in_one {
            let texts: Vec<&Vec<String>> = self.rows.iter().map(|row| &row.texts).collect();
            parts.push(put("e", &serde_json::to_string(&texts).unwrap_or_default()));
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::search::entries::Entry;

    #[test]
    fn what_many_groups_have_alike_is_told_once() {
        let entry = |title: &str, place: &str| Entry { title: title.to_owned(), place: place.to_owned(), ..Entry::default() };
        let group = |n: usize| Group {
            title: format!("Referat {n}"),
            url: format!("referat/{n}/"),
            entries: vec![entry("", ""), entry("Sak 1 Referat fra forrige møte", "#sak-1"), entry(&format!("Sak 2 Emne {n}"), "#sak-2")],
            ..Group::default()
        };
        let rows: Vec<Row> = (0..COMMON).map(|n| Row::of(&group(n), false)).collect();
        let shown = Rows::of(&rows);
        assert_eq!(shown.common, [&("Sak 1 Referat fra forrige møte".to_owned(), "#sak-1".to_owned())]);
        let parts = shown.parts(false);
        assert_eq!(parts.len(), COMMON.div_ceil(TOGETHER));
        let begin = r##"saksgangSok.put("m0",[["Referat 0","referat/0/",0,"Sak 2 Emne 0","#sak-2"],["Referat 1""##;
        assert!(parts[0].script.starts_with(begin), "{}", parts[0].script);
        assert!(Rows::of(&rows[1..]).common.is_empty());
    }
}
