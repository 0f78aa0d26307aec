//! The theme's texts, `i18n/<language>.toml`: what a language lacks is said in bokmål.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::ThemeFault;
use crate::diagnostic::ThemeWrong;

/// The language that every text exists in.
const COMPLETE: &str = "nb";

/// The texts of a language over those of bokmål; in each of them those of a later theme over those of an earlier one.
pub(super) fn read(themes: &[&BTreeMap<&str, &[u8]>], language: &str, faults: &mut Vec<ThemeFault>) -> Value {
    let mut texts = Value::Object(Map::new());
    for tongue in [COMPLETE, language] {
        let path = format!("i18n/{tongue}.toml");
        for bytes in themes.iter().filter_map(|files| files.get(path.as_str())) {
            match file(&path, bytes) {
                Ok(said) => lay_over(&mut texts, said),
                Err(fault) => faults.push(fault),
            }
        }
        if language == COMPLETE {
            break;
        }
    }
    texts
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

    /// Every dotted path of a tree of texts.
    fn paths(texts: &Value, above: &str, found: &mut Vec<String>) {
        match texts {
            Value::Object(below) => {
                for (key, value) in below {
                    paths(value, &format!("{above}.{key}"), found);
                }
            }
            _ => found.push(above.to_owned()),
        }
    }

    #[test]
    fn no_language_says_what_bokmal_does_not() {
        let texts = |name: &str| {
            let path = format!("{}/themes/navet/i18n/{name}.toml", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).expect("there");
            let mut found = Vec::new();
            paths(&toml::from_str(&text).expect("texts"), "", &mut found);
            found
        };
        let bokmal = texts("nb");
        for language in ["nn", "en"] {
            for path in texts(language) {
                assert!(bokmal.contains(&path), "{language}: {path}");
            }
        }
        for path in bokmal {
            assert!(texts("en").contains(&path), "en lacks {path}");
        }
    }
}
