//! Our reading of YAML against an independent one: for every front matter and register of this repository, and for made-up
//! trees, both give the same tree of plain text.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/drawn.rs"]
mod drawn;

use std::fmt::{self, Write};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use saksgang::diagnostic::{Fault, FaultKind};
use saksgang::fields::{Node, Value, read_yaml};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Reads with the other reader what our tree says is there, and tells the first difference.
struct As<'n>(&'n Node);

impl<'de> DeserializeSeed<'de> for As<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, other: D) -> Result<(), D::Error> {
        match &self.0.value {
            Value::Map(_) => other.deserialize_map(self),
            Value::List(_) => other.deserialize_seq(self),
            // Every scalar is the text that stands there; a key without a value is an empty one to the other reader.
            Value::Text(ours) => same(ours, &String::deserialize(other)?),
            Value::Absent => same("", &String::deserialize(other)?),
            Value::Unreadable => Err(Error::custom("we could not read it")),
        }
    }
}

impl<'de> Visitor<'de> for As<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {}", self.0.shape())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut theirs: A) -> Result<(), A::Error> {
        let Value::List(ours) = &self.0.value else { return Err(Error::custom("a list")) };
        for entry in ours {
            theirs.next_element_seed(As(entry))?.ok_or_else(|| Error::custom("an entry too many"))?;
        }
        theirs.next_element::<serde::de::IgnoredAny>()?.map_or(Ok(()), |_| Err(Error::custom("an entry too few")))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut theirs: A) -> Result<(), A::Error> {
        let Value::Map(ours) = &self.0.value else { return Err(Error::custom("a mapping")) };
        for (key, value) in ours {
            same(&key.value, &theirs.next_key::<String>()?.ok_or_else(|| Error::custom("a key too many"))?)?;
            theirs.next_value_seed(As(value))?;
        }
        theirs.next_key::<String>()?.map_or(Ok(()), |key| Err(Error::custom(format!("the key {key} too few"))))
    }
}

fn same<E: Error>(ours: &str, theirs: &str) -> Result<(), E> {
    if ours == theirs { Ok(()) } else { Err(Error::custom(format!("ours {ours:?}, theirs {theirs:?}"))) }
}

fn compare(yaml: &str) -> Result<(), String> {
    let mut faults: Vec<Fault> = Vec::new();
    let ours = read_yaml(yaml, 0, &mut faults);
    let wrong: Vec<_> = faults.iter().filter(|fault| matches!(fault.kind, FaultKind::Syntax { .. } | FaultKind::Refused(_))).collect();
    if !wrong.is_empty() {
        return Err(format!("{wrong:?}\n{yaml}"));
    }
    As(&ours).deserialize(serde_yaml::Deserializer::from_str(yaml)).map_err(|difference| format!("{difference}\n{yaml}"))
}

fn gather(folder: &Path, found: &mut Vec<(String, String)>) {
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() {
            gather(&path, found);
        } else if name.ends_with(".yaml") {
            found.push((name, fs::read_to_string(&path).expect("UTF-8")));
        } else if name.ends_with(".md") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map(|(front, _)| format!("{front}\n"));
            found.extend(front.map(|front| (name, front)));
        }
    }
}

#[test]
fn every_front_matter_and_register_reads_alike() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["content", "tests/base", "tests/demo"] {
        gather(&root.join(folder), &mut files);
    }
    assert!(files.len() > 60, "{} files", files.len());
    let differences: Vec<String> = files.iter().filter_map(|(name, yaml)| Some(format!("{name}: {}", compare(yaml).err()?))).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn a_difference_is_seen() {
    let mut faults = Vec::new();
    let ours = read_yaml("a: 1\nb: [x, y]\n", 0, &mut faults);
    for other in ["a: 2\nb: [x, y]\n", "a: 1\nb: [x]\n", "a: 1\nb: [x, y, z]\n", "a: 1\n", "a: 1\nb: [x, y]\nc: 3\n", "a: 1\nb: x\n"] {
        assert!(As(&ours).deserialize(serde_yaml::Deserializer::from_str(other)).is_err(), "{other}");
    }
}

/// A tree as a test makes it up.
#[derive(Debug, Clone)]
enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl serde::Serialize for Tree {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => to.serialize_str(text),
            Self::List(entries) => to.collect_seq(entries),
            Self::Map(entries) => to.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zæøå0-9 ,:#@*&!|>%'\"{}\\[\\]?~.–-]{0,16}",
        "[a-zæøå ]{1,8}(\n[a-zæøå #:]{0,8}){0,3}\n?",
        prop::sample::select(vec![
            "3.10",
            "NO",
            "~",
            "null",
            "11.00",
            "2019-03-01",
            "- x",
            "a: b",
            "x #y",
            "0x1f",
            "1e3",
            "<<",
            "\u{a0}",
            "\t"
        ])
        .prop_map(str::to_owned),
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    word().prop_map(Tree::Text).prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Tree::List),
            prop::collection::btree_map("[a-zæøå_]{1,8}", inner, 0..4).prop_map(|map| Tree::Map(map.into_iter().collect())),
        ]
    })
}

fn shown(node: &Node) -> String {
    let mut text = String::new();
    match &node.value {
        Value::Text(value) => write!(text, "{value:?}"),
        Value::Absent => write!(text, "\"\""),
        Value::Unreadable => write!(text, "?"),
        Value::List(entries) => write!(text, "[{}]", entries.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{}: {}", key.value, shown(value))).collect();
            write!(text, "{{{}}}", entries.join(", "))
        }
    }
    .expect("a text takes everything");
    text
}

fn wanted(tree: &Tree) -> String {
    match tree {
        Tree::Text(text) => format!("{text:?}"),
        Tree::List(entries) => format!("[{}]", entries.iter().map(wanted).collect::<Vec<_>>().join(", ")),
        Tree::Map(entries) => {
            let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {}", wanted(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

proptest! {
    #![proptest_config(drawn::cases(400))]

    #[test]
    fn what_another_program_writes_reads_as_it_was_meant(entries in prop::collection::btree_map("[a-zæøå_]{1,8}", tree(), 1..5)) {
        let tree = Tree::Map(entries.into_iter().collect());
        let yaml = serde_yaml::to_string(&tree).expect("a tree can be written");
        let mut faults = Vec::new();
        let ours = read_yaml(&yaml, 0, &mut faults);
        prop_assert_eq!(shown(&ours), wanted(&tree), "{}\n{:?}", yaml, faults);
        if let Err(difference) = compare(&yaml) {
            prop_assert!(false, "{}", difference);
        }
    }

    #[test]
    fn what_an_author_writes_reads_as_it_was_meant(
        entries in prop::collection::btree_map("[a-zæøå_]{1,8}", tree(), 1..5),
        styles in prop::collection::vec(any::<u8>(), 8),
        windows in any::<bool>(),
    ) {
        let tree = Tree::Map(entries.into_iter().collect());
        let mut yaml = String::new();
        by_hand(&tree, 0, false, &mut styles.iter().copied().cycle(), &mut yaml);
        let yaml = format!("{}\n", yaml.trim_start());
        let yaml = if windows { yaml.replace('\n', "\r\n") } else { yaml };
        let mut faults = Vec::new();
        let ours = read_yaml(&yaml, 0, &mut faults);
        prop_assert_eq!(&faults, &[], "{}", yaml);
        prop_assert_eq!(shown(&ours), wanted(&tree), "{}", yaml);
        prop_assert_eq!(compare(&yaml), Ok(()));
    }

    #[test]
    fn what_both_accept_they_read_alike(pieces in prop::collection::vec(prop::sample::select(vec![
        "a: ", "b:\n", "c: ", "\n", "  ", "- ", "[x, y]", "{k: v}", "\"q\"", "'s'", " # c", "|\n    t\n    u\n", ">-\n    t\n\n    u\n",
        "ord", "3.0", "~", "å b", ",", ": ", "]", "yes",
    ]), 0..14)) {
        let yaml = pieces.concat();
        let mut faults = Vec::new();
        let ours = read_yaml(&yaml, 0, &mut faults);
        let accepted = serde_yaml::from_str::<serde::de::IgnoredAny>(&yaml).is_ok();
        if faults.is_empty() && accepted && matches!(ours.value, Value::Map(_)) {
            prop_assert_eq!(compare(&yaml), Ok(()));
        }
    }
}

/// Writes a tree as an author might: plain where that is safe, else quoted one way or the other, or as a block; in brackets or by lines.
fn by_hand(tree: &Tree, indent: usize, flow: bool, styles: &mut impl Iterator<Item = u8>, out: &mut String) {
    let margin = " ".repeat(indent);
    let style = styles.next().unwrap_or_default() % 4;
    match tree {
        Tree::Text(text) => {
            let plain =
                text.trim() == text && !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-'));
            let block = !flow && !text.is_empty() && text.split('\n').all(|line| line.trim() == line && !line.is_empty());
            match style {
                0 | 1 if plain && !text.starts_with('-') => out.push_str(text),
                2 if block => {
                    out.push_str("|-");
                    for line in text.lines() {
                        out.push_str(&format!("\n{margin}  {line}"));
                    }
                }
                3 if !text.contains(['\n', '\t']) => out.push_str(&format!("'{}'", text.replace('\'', "''"))),
                _ => {
                    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
                    out.push_str(&format!("\"{escaped}\""));
                }
            }
        }
        Tree::List(list) if flow || style == 0 || list.is_empty() => {
            out.push('[');
            for (at, tree) in list.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                by_hand(tree, indent, true, styles, out);
            }
            out.push(']');
        }
        Tree::Map(map) if flow || style == 0 && indent > 0 || map.is_empty() => {
            out.push('{');
            for (at, (key, tree)) in map.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                out.push_str(&format!("{key}: "));
                by_hand(tree, indent, true, styles, out);
            }
            out.push('}');
        }
        Tree::List(list) => {
            for tree in list {
                out.push_str(&format!("\n{margin}- "));
                by_hand(tree, indent + 2, false, styles, out);
            }
        }
        Tree::Map(map) => {
            for (key, tree) in map {
                out.push_str(&format!("\n{margin}{key}: "));
                by_hand(tree, indent + 2, false, styles, out);
            }
        }
    }
}
