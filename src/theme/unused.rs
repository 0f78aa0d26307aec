//! What stands in a site's own theme and nothing uses: a template, style or script by a name that nobody asks for, and a text that no
//! template shows. It is probably misspelt, and what it was meant for stays as it comes with the program.
//!
//! What may not enter: what is wrong with a file that is used.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::BUILT_IN;
use super::texts::COMPLETE;
use crate::diagnostic::nearest;
use crate::source::Span;

/// Tables of texts that are looked up by the types of documents, which a site may add to.
const OPEN: [&str; 2] = ["type", "types"];

/// Something that nothing uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// The file, relative to the theme's folder.
    pub file: String,
    /// Where in it; none of its bytes where it is the whole file.
    pub span: Span,
    /// The name of the file, or the path of the text.
    pub name: String,
    /// What was probably meant: a file of the built-in theme, or the path of one of its texts.
    pub meant: Option<String>,
}

/// What a site's own theme has that nothing uses; its files by their path below its folder.
#[must_use]
pub fn unused(own: &BTreeMap<String, Vec<u8>>, language: &str) -> Vec<Unused> {
    // A text of `i18n/` says its own name.
    let asking = own.iter().filter(|(path, _)| !path.starts_with("i18n/"));
    let said: Vec<&str> = asking.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok()).collect();
    let is_said = |name: &str| said.iter().any(|text| text.contains(name));
    let mut found = Vec::new();
    for (path, bytes) in own {
        let is_built_in = BUILT_IN.iter().any(|(known, _)| known == path);
        match path.strip_prefix("i18n/") {
            Some(name) if is_built_in || name == format!("{language}.toml") => {
                found.extend(texts(path, std::str::from_utf8(bytes).unwrap_or_default(), is_said));
            }
            _ if is_built_in || is_used(path, bytes, is_said) => {}
            _ => {
                let meant = meant(path, language);
                // Beside the folders there may be a licence, a note; another language may be on its way.
                if meant.is_some() || path.starts_with("templates/") {
                    found.push(Unused { file: path.clone(), span: Span::default(), name: path.clone(), meant });
                }
            }
        }
    }
    found
}

/// Whether a template has parts, which any other may use, or another file of the theme names it.
fn is_used(path: &str, bytes: &[u8], is_said: impl Fn(&str) -> bool) -> bool {
    let has_parts = || std::str::from_utf8(bytes).is_ok_and(|text| text.contains("component "));
    match path.split_once('/') {
        Some(("templates", name)) => is_said(&format!("\"{name}\"")) || is_said(&format!("'{name}'")) || has_parts(),
        Some(("static", name)) => {
            let asset: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
            is_said(name) || is_said(&asset)
        }
        _ => false,
    }
}

/// The file of the built-in theme that one by another name was probably meant for.
fn meant(path: &str, language: &str) -> Option<String> {
    if let Some(name) = path.strip_prefix("i18n/") {
        let is_of_it = name.get(..2).is_some_and(|start| language.starts_with(start)) || matches!(name, "no.toml" | "nb-NO.toml");
        return is_of_it.then(|| format!("i18n/{language}.toml"));
    }
    let name = |path: &'static str| path.rsplit('/').next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let files = || BUILT_IN.iter().map(|(known, _)| *known);
    // By the name alone: of a whole path the nearest may be anything. A picture called `logo.svg` was not meant for `icon.svg`.
    let begins_so = |known: &&str| path.starts_with("templates/") || known.chars().next() == last.chars().next();
    let near = || nearest(last, files().map(name).filter(begins_so));
    let meant = files().map(name).find(|known| *known == last).or_else(near)?;
    files().find(|known| name(known) == meant).map(str::to_owned)
}

/// The texts of a file that the built-in theme has not, that come near one it has, and that no template of the site's own names.
fn texts(path: &str, text: &str, is_said: impl Fn(&str) -> bool) -> Vec<Unused> {
    let complete = BUILT_IN.iter().find(|(known, _)| *known == format!("i18n/{COMPLETE}.toml"));
    let complete = complete.and_then(|(_, bytes)| DeTable::parse(std::str::from_utf8(bytes).ok()?).ok());
    let mut found = Vec::new();
    if let (Some(complete), Ok(own)) = (complete, DeTable::parse(text)) {
        within(own.get_ref(), complete.get_ref(), "", &mut |key, span, meant| {
            if !is_said(key.rsplit('.').next().unwrap_or_default()) {
                found.push(Unused { file: path.to_owned(), span, name: key.to_owned(), meant: Some(meant) });
            }
        });
    }
    found
}

fn within(own: &DeTable<'_>, known: &DeTable<'_>, above: &str, tell: &mut impl FnMut(&str, Span, String)) {
    let joined = |key: &str| if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
    for (key, value) in own {
        let name: &str = key.get_ref();
        match (known.get(name).map(Spanned::get_ref), value.get_ref()) {
            (Some(DeValue::Table(known)), DeValue::Table(own)) if !OPEN.contains(&name) => within(own, known, &joined(name), tell),
            (Some(_), _) => {}
            (None, _) => {
                if let Some(meant) = nearest(name, known.keys().map(|known| known.get_ref().as_ref())) {
                    let span = key.span();
                    tell(&joined(name), Span::new(span.start, span.end), joined(meant));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(files: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
        let own = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        unused(&own, "nb").into_iter().map(|one| (one.name, one.meant)).collect()
    }

    #[test]
    fn names_that_nobody_asks_for_are_told_with_what_was_meant() {
        for (path, meant) in [
            ("templates/desicion.html", "templates/decision.html"),
            ("template/decision.html", "templates/decision.html"),
            ("site.css", "static/site.css"),
            ("static/site.cs", "static/site.css"),
            ("i18n/no.toml", "i18n/nb.toml"),
        ] {
            assert_eq!(told(&[(path, "")]), [(path.to_owned(), Some(meant.to_owned()))], "{path}");
        }
        assert_eq!(told(&[("templates/helt-eget.html", "")]), [("templates/helt-eget.html".to_owned(), None)]);
        let texts = "[site]\nskp = \"x\"\nskip = \"y\"\n[sit]\na = \"b\"\n[facts]\n";
        let expected = [("sit", "site"), ("site.skp", "site.skip")].map(|(name, meant)| (name.to_owned(), Some(meant.to_owned())));
        assert_eq!(told(&[("i18n/nb.toml", texts)]), expected);
    }

    #[test]
    fn what_is_used_or_nobody_could_mean_is_left_alone() {
        for files in [
            &[("templates/decision.html", ""), ("static/site.css", ""), ("i18n/nn.toml", "[site]\nskip = \"x\"\n")][..],
            &[("templates/my-parts.html", "{% component my_part() %}{% endcomponent %}")],
            &[("templates/base.html", "{% extends \"grunn.html\" %}"), ("templates/grunn.html", "")],
            &[("templates/head.html", "{{ assets.site2_css }}"), ("static/site2.css", "")],
            &[("static/logo.svg", ""), ("LICENSE", ""), ("README.md", ""), ("i18n/de.toml", "")],
            &[
                ("i18n/nb.toml", "[type]\nnotatet = \"x\"\n[site]\nskp = \"x\"\nhilsen = \"Hei\"\n"),
                ("templates/base.html", "{{ t.site.skp }}"),
            ],
        ] {
            assert_eq!(told(files), [], "{files:?}");
        }
    }
}
