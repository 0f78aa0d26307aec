//! What a row of results shows, in files of a few groups each: a query loads them for the rows that it shows.
//!
//! What many groups have alike, as the items that stand in every meeting, is in the start file once ([`Rows::common`]). Excerpts are
//! cut from the pages themselves, which are published anyway and are then in the browser's cache when a result is followed; a small
//! site, which has one file, has the texts in it. Titles and texts are tied as pages tie them, or amounts and days would part at line ends.

use std::collections::HashMap;

use super::entries::Group;
use super::shards::{Part, put};
use crate::pages::body::tie;

/// How many groups are in a file. Ten rows of ten groups load ten files: fewer groups are fewer bytes for a query, and more in all.
pub const TOGETHER: usize = 9;
/// What so many entries have alike is common.
const COMMON: usize = 32;
/// So much of what is common is in the start file.
const KEPT: usize = 512;

/// What is shown of a group.
#[derive(Debug)]
pub struct Row<'g> {
    /// Title and address, as a list's beginning.
    head: String,
    /// Of each entry but the first its title and its place, as two of a list.
    below: Vec<String>,
    texts: &'g [String],
}

impl<'g> Row<'g> {
    /// Takes what is shown of a group; with the texts of its entries, where excerpts are cut from them.
    #[must_use]
    pub fn of(group: &Group, texts: &'g [String]) -> Self {
        let below = group.entries.iter().skip(1).map(|entry| two(&tie(&entry.title), &entry.place)).collect();
        Self { head: two(&tie(&group.title), &group.url), below, texts }
    }
}

/// Two texts as they stand in a list.
fn two(one: &str, other: &str) -> String {
    let text = |text| serde_json::to_string(text).unwrap_or_default();
    format!("{},{}", text(one), text(other))
}

/// All rows.
pub struct Rows<'r> {
    rows: &'r [Row<'r>],
    /// Titles and places that many entries have, sorted.
    common: Vec<&'r str>,
}

impl<'r> Rows<'r> {
    /// Looks for what is common.
    #[must_use]
    pub fn of(rows: &'r [Row<'r>]) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        rows.iter().flat_map(|row| &row.below).for_each(|shown| *counts.entry(shown).or_default() += 1);
        let mut common: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count >= COMMON).collect();
        common.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        common.truncate(KEPT);
        let mut common: Vec<&str> = common.into_iter().map(|(shown, _)| shown).collect();
        common.sort_unstable();
        Self { rows, common }
    }

    /// What is common, each with its title and its place.
    #[must_use]
    pub fn common(&self) -> Vec<(String, String)> {
        self.common.iter().filter_map(|shown| serde_json::from_str(&format!("[{shown}]")).ok()).collect()
    }

    /// The files of rows, and of texts.
    #[must_use]
    pub fn parts(&self, in_one: bool) -> Vec<Part> {
        let places: HashMap<&str, String> = self.common.iter().copied().zip((0..).map(|n: usize| n.to_string())).collect();
        let file = |(n, rows): (usize, &[Row<'_>])| {
            let mut data = String::new();
            for row in rows {
                data.push_str(if data.is_empty() { "[[" } else { ",[" });
                data.push_str(&row.head);
                for shown in &row.below {
                    data.push(',');
                    // The number of what is common, else title and place.
                    data.push_str(places.get(shown.as_str()).unwrap_or(shown));
                }
                data.push(']');
            }
            data.push(']');
            put(&format!("m{n}"), &data)
        };
        let mut parts: Vec<Part> = self.rows.chunks(TOGETHER).enumerate().map(file).collect();
        if in_one {
            let texts: Vec<Vec<_>> = self.rows.iter().map(|row| row.texts.iter().map(|text| tie(text)).collect()).collect();
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
        let rows: Vec<Row<'_>> = (0..COMMON).map(|n| Row::of(&group(n), &[])).collect();
        let shown = Rows::of(&rows);
        assert_eq!(shown.common(), [("Sak 1 Referat fra forrige møte".to_owned(), "#sak-1".to_owned())]);
        let parts = shown.parts(false);
        assert_eq!(parts.len(), COMMON.div_ceil(TOGETHER));
        let begin = r##"saksgangSok.put("m0",[["Referat 0","referat/0/",0,"Sak 2 Emne 0","#sak-2"],["Referat 1""##;
        assert!(parts[0].script.as_ref().is_some_and(|script| script.starts_with(begin)), "{:?}", parts[0].script);
        assert!(Rows::of(&rows[1..]).common().is_empty());
    }

    #[test]
    fn amounts_and_days_are_tied_in_titles_and_texts() {
        let entry = |title: &str| Entry { title: title.to_owned(), ..Entry::default() };
        let entries = vec![entry(""), entry("Sak 1 Om 350 166 kroner")];
        let group = Group { title: "Referat 12. mai 2019".to_owned(), entries, ..Group::default() };
        let texts = ["Det koster 23 000 kroner.".to_owned(), "Etter § 14".to_owned()];
        let rows = [Row::of(&group, &texts)];
        let parts: String = Rows::of(&rows).parts(true).iter().filter_map(|part| part.script.as_deref()).collect();
        for tied in ["Referat 12.\u{a0}mai 2019", "Om 350\u{a0}166 kroner", "koster 23\u{a0}000 kroner", "§\u{a0}14"] {
            assert!(parts.contains(tied), "{tied}: {parts}");
        }
    }
}
