//! The standard index of elasticlunr.js, for whoever has a client of their own: `search.elasticlunr = true` in site.toml.
//!
//! Written from the same postings as the shards. elasticlunr-rs's own index would go through a JSON value of many times the size,
//! and its Norwegian pipeline drops numbers. Beside the index lies the script that registers ours, as `Index.load` asks for it.

use std::fmt::Write;

use serde_json::{Value, json};

use super::entries;
use super::export::address;
use super::postings::{Lists, Posting, Postings};
use super::{FIELDS, language};
use crate::index::Site;
use crate::output::Output;

/// The version of elasticlunr.js whose form this is.
const VERSION: &str = "0.9.5";

/// The index and the script, relative to the site's root.
const INDEX: &str = "sok/elasticlunr.json";
const PIPELINE: &str = "sok/elasticlunr-saksgang.js";

/// The two files. References are the entries' numbers as text; each document says where it is and what it is called.
pub fn files(site: &Site, postings: &Postings<'_>) -> Output {
    let tokens: Vec<u32> = postings.tokens.iter().copied().filter(|token| !postings.token(*token).starts_with('#')).collect();
    let lists = postings.lists(&tokens);
    let fields: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    let mut text = String::new();
    let _ = write!(
        text,
        r#"{{"version":"{VERSION}","lang":"Norwegian (Saksgang)","fields":{},"ref":"id","pipeline":["stopWordFilter-saksgang","stemmer-saksgang"],"documentStore":{},"index":{{"#,
        json!(fields),
        store(site, &lists, tokens.len())
    );
    for (n, name) in fields.iter().enumerate() {
        let own = tokens.iter().enumerate().map(|(slot, token)| (postings.token(*token).chars().collect(), lists.list(slot, n)));
        let own: Vec<Token> = own.filter(|(_, list)| !list.is_empty()).collect();
        let _ = write!(text, "{}\"{name}\":{{\"root\":", if n > 0 { "," } else { "" });
        tree(&own, &mut text);
        text.push('}');
    }
    text.push_str("}}\n");
    let mut output = Output::default();
    output.put(INDEX, text.into_bytes());
    let script = format!("const STOP = {};\n{}", json!(language::STOP_WORDS), include_str!("elastic.js"));
    output.put(PIPELINE, format!("(() => {{\n{script}}})();\n").into_bytes());
    output
}

/// What elasticlunr.js calls the document store: the documents, and how long their fields are.
fn store(site: &Site, lists: &Lists, tokens: usize) -> Value {
    let groups = entries::map(site, &entries::origins(site), |group| {
        let entries = group.entries.iter().map(|entry| {
            let [title, ..] = entry.fields(&group);
            json!({"title": title, "url": address(&group, &entry.place), "kind": entry.kind, "date": group.date, "past": entry.past})
        });
        entries.collect::<Vec<_>>()
    });
    let mut docs = serde_json::Map::new();
    for (n, mut entry) in groups.into_iter().flatten().enumerate() {
        if let Some(entry) = entry.as_object_mut() {
            entry.insert("id".to_owned(), json!(n.to_string()));
        }
        docs.insert(n.to_string(), entry);
    }
    let mut info: serde_json::Map<String, Value> =
        docs.keys().map(|id| (id.clone(), json!({"title": 0, "text": 0, "people": 0, "body": 0}))).collect();
    for token in 0..tokens {
        for (field, (name, _)) in FIELDS.iter().enumerate() {
            for posting in lists.list(token, field) {
                if let Some(lengths) = info.get_mut(&posting.entry.to_string()).and_then(Value::as_object_mut) {
                    lengths.insert((*name).to_owned(), json!(posting.length));
                }
            }
        }
    }
    json!({"save": true, "length": docs.len(), "docs": docs, "docInfo": info})
}

/// A token's letters, and where it stands.
type Token<'p> = (Vec<char>, &'p [Posting]);

/// The tree of letters of sorted tokens. What is still to be written lies on a stack of its own: a tree is as deep as its longest
/// token, and a token may be as long as a text.
fn tree(tokens: &[Token<'_>], text: &mut String) {
    // A node is the tokens that share so many first letters; none ends the node that was begun last.
    let mut steps = vec![Some((tokens, 0))];
    while let Some(step) = steps.pop() {
        let Some((tokens, depth)) = step else {
            text.push('}');
            continue;
        };
        if let Some(letter) = tokens.first().filter(|_| depth > 0).and_then(|(token, _)| token.get(depth - 1)) {
            let _ = write!(text, ",{}:", json!(letter));
        }
        let (own, below) = match tokens.split_first() {
            Some(((token, list), below)) if token.len() == depth => (Some(*list), below),
            _ => (None, tokens),
        };
        text.push_str("{\"docs\":{");
        for (n, Posting { entry, often, .. }) in own.into_iter().flatten().enumerate() {
            let comma = if n > 0 { "," } else { "" };
            let _ = write!(text, "{comma}\"{entry}\":{{\"tf\":{}}}", f64::from(*often).sqrt());
        }
        let _ = write!(text, "}},\"df\":{}", own.map_or(0, <[Posting]>::len));
        steps.push(None);
        let same = below.chunk_by(|(a, _), (b, _)| a.get(depth) == b.get(depth));
        steps.extend(same.rev().map(|same| Some((same, depth + 1))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_holds_its_own_and_then_its_letters() {
        let mut list = [Posting::default()];
        (list[0].entry, list[0].often) = (7, 4);
        let tokens: Vec<Token> = ["a", "ab", "b"].map(|token| (token.chars().collect(), &list[..])).into();
        let mut text = String::new();
        tree(&tokens, &mut text);
        let own = r#"{"docs":{"7":{"tf":2}},"df":1"#;
        assert_eq!(text, format!(r#"{{"docs":{{}},"df":0,"a":{own},"b":{own}}}}},"b":{own}}}}}"#));
    }

    #[test]
    fn a_word_may_be_longer_than_a_threads_stack() {
        const LETTERS: usize = 200_000;
        let written = std::thread::Builder::new().stack_size(256 * 1024).spawn(|| {
            let list = [Posting::default()];
            let mut text = String::new();
            tree(&[(vec!['a'; LETTERS], &list)], &mut text);
            text
        });
        let text = written.expect("a thread").join().expect("a tree");
        assert_eq!(text.matches(",\"a\":").count(), LETTERS);
        assert!(text.ends_with("}}") && text.matches('{').count() == text.matches('}').count());
    }
}
