//! The theme's texts, `i18n/<language>.toml`: what a language lacks is said in bokmål, and `lent` lists it.
//!
//! `manner.rest` names the language of what stands on the pages: a language may have words for the frame alone.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::ThemeFault;
use crate::diagnostic::ThemeWrong;

/// The language that every text exists in.
pub(super) const COMPLETE: &str = "nb";

/// The texts of a language over those of bokmål; in each of them those of a later theme over those of an earlier one.
pub(super) fn read(themes: &[&BTreeMap<&str, &[u8]>], language: &str, faults: &mut Vec<ThemeFault>) -> Value {
    let mut texts = Value::Object(Map::new());
    let mut own = Value::Object(Map::new());
    for tongue in [COMPLETE, language] {
        let path = format!("i18n/{tongue}.toml");
        for bytes in themes.iter().filter_map(|files| files.get(path.as_str())) {
            match file(&path, bytes) {
                Ok(said) => {
                    if tongue == language {
                        lay_over(&mut own, said.clone());
                    }
                    lay_over(&mut texts, said);
                }
                Err(fault) => faults.push(fault),
            }
        }
        if language == COMPLETE {
            break;
        }
    }
    let lent = borrowed(&texts, &own);
    if let Value::Object(texts) = &mut texts {
        texts.insert("lent".to_owned(), lent.into());
    }
    texts
}

/// The dotted paths of what a language does not say itself, so that a page can mark it as another language.
fn borrowed(below: &Value, own: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    every(below, "", &mut paths);
    paths.retain(|path| find(own, path).is_none());
    paths
}

/// The dotted path of every text.
fn every(texts: &Value, above: &str, found: &mut Vec<String>) {
    match texts {
        Value::Object(below) => {
            for (key, value) in below {
                let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
                every(value, &path, found);
            }
        }
        _ => found.push(above.to_owned()),
    }
}

fn file(path: &str, bytes: &[u8]) -> Result<Value, ThemeFault> {
    let text = std::str::from_utf8(bytes).map_err(|error| ThemeFault::whole(path, ThemeWrong::Encoding, &error.to_string()))?;
    toml::from_str(text)
        .map_err(|error: toml::de::Error| ThemeFault::at(path, error.span().unwrap_or_default(), ThemeWrong::Texts, error.message()))
}

/// Puts texts over texts, table by table.
fn lay_over(below: &mut Value, above: Value) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (key, value) in above {
                lay_over(below.entry(key).or_insert(Value::Null), value);
            }
        }
        (below, above) => *below = above,
    }
}

/// A text by its dotted path.
pub(super) fn find<'t>(texts: &'t Value, path: &str) -> Option<&'t Value> {
    path.split('.').try_fold(texts, |texts, part| texts.get(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_language_lacks_is_said_in_bokmal() {
        let all: BTreeMap<&str, &[u8]> =
            [("i18n/nb.toml", b"[a]\nx = 'bok'\ny = 'begge'".as_slice()), ("i18n/nn.toml", b"[a]\nx = 'nyn'".as_slice())].into();
        let mut faults = Vec::new();
        let texts = read(&[&all], "nn", &mut faults);
        assert_eq!(find(&texts, "a.x").and_then(Value::as_str), Some("nyn"));
        assert_eq!(find(&texts, "a.y").and_then(Value::as_str), Some("begge"));
        assert_eq!(find(&read(&[&all], "fr", &mut faults), "a.x").and_then(Value::as_str), Some("bok"));
        assert_eq!(faults, []);
    }

    fn texts(name: &str) -> Value {
        let path = format!("{}/themes/navet/i18n/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        toml::from_str(&std::fs::read_to_string(path).expect("there")).expect("texts")
    }

    fn paths(texts: &Value) -> Vec<String> {
        let mut found = Vec::new();
        every(texts, "", &mut found);
        found.sort();
        found
    }

    #[test]
    fn every_text_is_said_in_every_whole_language() {
        let bokmal = paths(&texts("nb"));
        for language in ["nn", "en"] {
            assert_eq!(paths(&texts(language)), bokmal, "{language}");
        }
        for path in paths(&texts("se")) {
            assert!(bokmal.contains(&path), "se: {path}");
        }
    }

    #[test]
    fn every_northern_sami_word_has_a_source() {
        let told = include_str!("../../docs/northern-sami.md");
        let own = texts("se");
        for path in paths(&own).iter().filter(|path| *path != "manner.rest") {
            let row =
                told.lines().find(|line| line.starts_with(&format!("| `{path}` |"))).unwrap_or_else(|| panic!("{path} has no source"));
            let words = match find(&own, path) {
                Some(Value::Array(list)) => {
                    [list.first(), list.last()].map(|word| word.and_then(Value::as_str).unwrap_or_default()).join(" … ")
                }
                text => text.and_then(Value::as_str).unwrap_or_default().to_owned(),
            };
            assert!(row.contains(&format!("| {words} |")), "{path}: {words} in {row}");
        }
    }

    /// The names in braces of a text, with their signs: what a template fills in.
    fn gaps(text: &str) -> Vec<&str> {
        let mut gaps: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
        gaps.sort_unstable();
        gaps
    }

    #[test]
    fn a_text_has_the_same_gaps_in_every_language() {
        let bokmal = texts("nb");
        for language in ["nn", "en", "se"] {
            let own = texts(language);
            for path in paths(&own).iter().filter(|path| !path.starts_with("manner.") && !path.ends_with(".one")) {
                let text = |texts: &Value| find(texts, path).and_then(Value::as_str).map(str::to_owned).unwrap_or_default();
                assert_eq!(gaps(&text(&own)), gaps(&text(&bokmal)), "{language}: {path}");
            }
        }
    }

    #[test]
    fn every_text_that_a_template_asks_for_is_there() {
        let bokmal = texts("nb");
        let folder = format!("{}/themes/navet/templates", env!("CARGO_MANIFEST_DIR"));
        let mut asked = 0;
        for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let template = std::fs::read_to_string(&entry).expect("UTF-8");
            let starts = template.match_indices("t.").filter(|(at, _)| {
                let before = template[..*at].chars().next_back();
                before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '"'))
            });
            for (at, _) in starts {
                let path: String = template[at + 2..].chars().take_while(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.')).collect();
                let path = path.trim_end_matches('.');
                if path.contains('.') {
                    asked += 1;
                    assert!(find(&bokmal, path).is_some(), "{}: t.{path}", entry.display());
                }
            }
        }
        assert!(asked > 200, "the templates were read: {asked}");
    }

    #[test]
    fn what_is_lent_is_listed() {
        let all: BTreeMap<&str, &[u8]> =
            [("i18n/nb.toml", b"[a]\nx = 'bok'\ny = 'begge'".as_slice()), ("i18n/se.toml", b"[a]\nx = 'sami'".as_slice())].into();
        let lent = |language: &str| find(&read(&[&all], language, &mut Vec::new()), "lent").cloned();
        assert_eq!(lent("se"), Some(serde_json::json!(["a.y"])));
        assert_eq!(lent("nb"), Some(serde_json::json!([])));
    }
}
