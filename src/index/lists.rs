//! The documents by type, by year and by topic.

use std::collections::BTreeMap;

use super::Site;
use super::tables::Lookup;
use crate::model::Date;

/// A topic (`tema`) with its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its address below `/tema/`: lower case, spaces as `-`.
    pub slug: String,
    /// As the first document writes it.
    pub label: String,
    /// Its documents, the latest first.
    pub documents: Vec<usize>,
}

impl Site {
    /// The types that documents have, by their Norwegian names in order, each with its documents, the latest first.
    pub fn types(&self) -> impl Iterator<Item = (&str, &[usize])> {
        self.tables.types.iter().map(|(name, documents)| (name.as_str(), documents.as_slice()))
    }

    /// The documents of a type, the latest first.
    #[must_use]
    pub fn documents_of_type(&self, name: &str) -> &[usize] {
        self.tables.types.get(name).map_or(&[], Vec::as_slice)
    }

    /// The years that documents are dated in, the latest first, each with its documents, the latest first.
    pub fn years(&self) -> impl Iterator<Item = (i16, &[usize])> {
        self.tables.years.iter().rev().map(|(year, documents)| (*year, documents.as_slice()))
    }

    /// The topics, by address.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.tables.topics
    }

    /// A document's date.
    #[must_use]
    pub fn date(&self, document: usize) -> Option<Date> {
        self.document(document).front.date.as_ref().map(|date| date.value)
    }
}

/// The longest address of a topic, in bytes: a name of a folder has at most 255 on most systems, and each byte is three in a link.
const LONGEST_SLUG: usize = 120;

/// A topic's address: letters and digits kept, the rest as single `-`, lower case. A long one is cut, and ends in a hash of the
/// whole, so that two which begin alike stay two.
#[must_use]
pub fn topic_slug(label: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let words: String = label.nfc().flat_map(char::to_lowercase).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let slug = words.split_whitespace().collect::<Vec<_>>().join("-");
    if slug.len() <= LONGEST_SLUG {
        return slug;
    }
    let hash = u64::from_le_bytes(*blake3::hash(slug.as_bytes()).as_bytes().first_chunk().unwrap_or(&[0; 8]));
    let ending = format!("-{hash:016x}");
    let fits = |(at, c): &(usize, char)| at + c.len_utf8() + ending.len() <= LONGEST_SLUG;
    let kept: String = slug.char_indices().take_while(fits).map(|(_, c)| c).collect();
    format!("{}{ending}", kept.trim_end_matches('-'))
}

/// The documents by type, year and topic, as [`super::Tables`] has them.
pub(super) struct Lists {
    pub types: BTreeMap<String, Vec<usize>>,
    pub years: BTreeMap<i16, Vec<usize>>,
    pub topics: Vec<Topic>,
}

/// Files every document under its type, its year and its topics. Needs the documents alone.
pub(super) fn gather(site: &Site) -> Lists {
    let mut order: Vec<usize> = (0..site.documents.len()).collect();
    order.sort_by_cached_key(|n| (std::cmp::Reverse(site.date(*n)), *n));
    let mut types: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut years: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    let mut topics: BTreeMap<String, Topic> = BTreeMap::new();
    let mut slugs: Lookup<&str, String> = Lookup::default();
    for n in order {
        let document = site.document(n);
        match types.get_mut(document.details.type_name()) {
            Some(documents) => documents.push(n),
            None => drop(types.insert(document.details.type_name().to_owned(), vec![n])),
        }
        if let Some(date) = site.date(n) {
            years.entry(date.year()).or_default().push(n);
        }
        for tag in &document.front.topics {
            let slug = slugs.entry(&tag.value).or_insert_with(|| topic_slug(&tag.value));
            if slug.is_empty() {
                continue;
            }
            if !topics.contains_key(slug) {
                topics.insert(slug.clone(), Topic { slug: slug.clone(), label: tag.value.clone(), documents: Vec::new() });
            }
            let Some(topic) = topics.get_mut(slug) else { continue };
            if topic.documents.last() != Some(&n) {
                topic.documents.push(n);
            }
        }
    }
    // The label of the first document by id, so that a new document does not rename a topic.
    let mut labels: Lookup<&str, &str> = Lookup::default();
    for tag in site.documents.iter().flat_map(|entry| &entry.document.front.topics) {
        if let Some(slug) = slugs.get(tag.value.as_str()) {
            labels.entry(slug).or_insert(&tag.value);
        }
    }
    for (slug, topic) in &mut topics {
        if let Some(label) = labels.get(slug.as_str()) {
            (*label).clone_into(&mut topic.label);
        }
    }
    Lists { types, years, topics: topics.into_values().collect() }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SLUG, topic_slug};

    #[test]
    fn a_long_topic_has_an_address_that_every_disk_can_hold_and_two_keep_two() {
        assert_eq!(topic_slug("Økonomi & drift"), "økonomi-drift");
        let whole = "å".repeat(LONGEST_SLUG / 2);
        assert_eq!(topic_slug(&whole), whole, "what fits is left alone");
        let (one, other) = (topic_slug(&"drift ".repeat(100)), topic_slug(&"drift ".repeat(101)));
        assert!(one.starts_with("drift-drift-") && one != other, "{one} {other}");
        for slug in [one, other, topic_slug(&"ø".repeat(300)), topic_slug(&"漢".repeat(300))] {
            assert!(slug.len() <= LONGEST_SLUG && slug.len() > LONGEST_SLUG - 10, "{slug}");
            assert_eq!(topic_slug(&slug), slug, "and it is its own address");
        }
    }
}
