//! The entries for other engines: NDJSON as OpenSearch and Elasticsearch take it in bulk, and the mapping that goes with it.
//!
//! The same entries as the site's own search has, and so nothing that the audience does not get.

use serde_json::{Value, json};

use super::entries::{self, Group};
use crate::index::Site;

/// Every entry as two lines, what to do with it and what it is; the id is the entry's place in the site.
#[must_use]
pub fn ndjson(site: &Site, index: &str) -> String {
    let lines = entries::map(site, &entries::origins(site), |group| {
        let entries = group.entries.iter().enumerate().map(|(n, entry)| {
            let url = address(&group, &entry.place);
            let [title, text, people, _] = entry.fields(&group);
            let head = json!({"index": {"_index": index, "_id": format!("{}~{n}", group.url)}});
            let body = json!({
                "url": url,
                "kind": entry.kind,
                "title": title,
                "text": text,
                "people": split(&people),
                "body": group.bodies,
                "date": group.date,
                "year": group.date.map(crate::model::Date::year),
                "state": (!entry.state.is_empty()).then_some(entry.state),
                "past": entry.past,
                "ids": entry.ids,
                "document": group.title,
                "document_url": group.url,
            });
            format!("{head}\n{body}\n")
        });
        entries.collect::<String>()
    });
    lines.concat()
}

/// Where an entry is, below the site's root.
pub fn address(group: &Group, place: &str) -> String {
    place.strip_prefix('/').map_or_else(|| format!("{}{place}", group.url), str::to_owned)
}

fn split(names: &str) -> Vec<&str> {
    names.split(" · ").filter(|name| !name.is_empty()).collect()
}

/// Settings and mapping for an index of these entries, with the engines' own Norwegian analyser; ids are compared in the form that
/// the entries have them in.
#[must_use]
pub fn mapping() -> Value {
    let norwegian = json!({"type": "text", "analyzer": "norwegian"});
    let named = json!({"type": "text", "analyzer": "norwegian", "fields": {"keyword": {"type": "keyword"}}});
    let keyword = json!({"type": "keyword"});
    json!({
        "settings": {
            "analysis": {
                "char_filter": {"plain": {"type": "pattern_replace", "pattern": "[^\\p{L}\\p{N}/§.]", "replacement": ""}},
                "normalizer": {"id": {"type": "custom", "char_filter": ["plain"], "filter": ["lowercase"]}}
            }
        },
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "url": keyword, "kind": keyword, "state": keyword, "document_url": keyword,
                "title": norwegian, "text": norwegian, "document": norwegian,
                "people": named, "body": named,
                "date": {"type": "date", "format": "strict_date"},
                "year": {"type": "short"},
                "past": {"type": "boolean"},
                "ids": {"type": "keyword", "normalizer": "id"}
            }
        }
    })
}
