//! Templates: tera and pure filters, from a serialised view to a page's bytes. Knows views only as data.
//!
//! The default theme is compiled in; a theme folder in the site overrides it file by file. What may not enter: the site, the index, any lookup.
//! A template sees `root` (the way back to the site's root), `page` (title, language, crumbs), `view` (what its family says), `html` (pieces of
//! text, ready made), and of the theme `t` (its texts) and `assets` (its files' names with a mark of their content).

mod faults;
mod files;
mod filters;
mod texts;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::work::Key;

pub use files::BUILT_IN;
pub(crate) use filters::relative;

/// A page's view: data for a template, with the hash it is remembered by.
#[derive(Debug, Clone)]
pub struct View {
    /// The data as JSON, which the hash is taken of.
    pub data: serde_json::Value,
}

impl View {
    /// Serialises a view struct.
    #[must_use]
    pub fn of(view: &impl Serialize) -> Self {
        Self { data: serde_json::to_value(view).unwrap_or(serde_json::Value::Null) }
    }
}

/// A theme, ready to render; shared between threads.
pub struct Theme {
    /// The hash of everything in it: part of every rendered page's key.
    pub key: Key,
    /// Its files to publish below `/_/`, by their path below that: styles, scripts, the icon.
    pub files: BTreeMap<String, Arc<[u8]>>,
    engine: Tera,
}

/// What is wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFault {
    /// The template or text file, relative to the theme's folder.
    pub file: String,
    /// The line, where known.
    pub line: Option<usize>,
    /// The column, where known.
    pub column: Option<usize>,
    /// The engine's words.
    pub message: String,
}

impl Theme {
    /// Loads the default theme with a site's own files (path below the theme's folder) over it.
    ///
    /// # Errors
    /// Every fault in templates and texts.
    pub fn load(own: &BTreeMap<String, Vec<u8>>, language: &str) -> Result<Self, Vec<ThemeFault>> {
        let mut all: BTreeMap<&str, &[u8]> = files::BUILT_IN.iter().copied().collect();
        all.extend(own.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));

        let mut faults = Vec::new();
        let texts = texts::read(&all, language, &mut faults);
        let mut templates = Vec::new();
        let mut published = BTreeMap::new();
        for (path, bytes) in &all {
            if let Some(name) = path.strip_prefix("templates/") {
                match std::str::from_utf8(bytes) {
                    Ok(text) => templates.push((name, text)),
                    Err(error) => faults.push(ThemeFault::whole(path, &error.to_string())),
                }
            } else if let Some(name) = path.strip_prefix("static/") {
                published.insert(name.to_owned(), Arc::from(*bytes));
            }
        }

        let mut engine = Tera::new();
        filters::register(&mut engine, &texts, language);
        faults::syntax(&templates, &mut faults);
        if faults.is_empty()
            && let Err(error) = engine.add_raw_templates(templates)
        {
            faults.push(ThemeFault::from_engine(&error, ""));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let shared = engine.global_context();
        shared.insert("t", &texts);
        shared.insert("language", language);
        shared.insert("assets", &assets(&published));
        Ok(Self { key: key(&all, language), files: published, engine })
    }

    /// Renders a view. `html` are the ready-made pieces of the document's text, which the template places as `html[n]`.
    ///
    /// # Errors
    /// When the template fails on this view.
    pub fn render(&self, template: &str, view: &View, html: &[String]) -> Result<Vec<u8>, ThemeFault> {
        let fault = |error: &tera::Error| ThemeFault::from_engine(error, template);
        let mut context = Context::from_serialize(&view.data).map_err(|error| fault(&error))?;
        let pieces: Vec<Value> = html.iter().map(|piece| Value::safe_string(piece)).collect();
        context.insert_value("html", Value::from(pieces));
        let mut bytes = Vec::with_capacity(16 * 1024);
        self.engine.render_to(template, &context, &mut bytes).map_err(|error| fault(&error))?;
        Ok(bytes)
    }
}

/// The published files' names with a mark of their content, so that a changed file is fetched anew.
fn assets(files: &BTreeMap<String, Arc<[u8]>>) -> BTreeMap<String, String> {
    let mark = |bytes: &Arc<[u8]>| hex(&Key::of(&[bytes])).chars().take(8).collect::<String>();
    files.iter().map(|(name, bytes)| (name.replace(['.', '-', '/'], "_"), format!("/_/{name}?{}", mark(bytes)))).collect()
}

fn key(all: &BTreeMap<&str, &[u8]>, language: &str) -> Key {
    let mut parts: Vec<&[u8]> = vec![env!("CARGO_PKG_VERSION").as_bytes(), language.as_bytes()];
    for (path, bytes) in all {
        parts.push(path.as_bytes());
        parts.push(bytes);
    }
    Key::of(&parts)
}

fn hex(key: &Key) -> String {
    key.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(path: &str, text: &str) -> BTreeMap<String, Vec<u8>> {
        BTreeMap::from([(path.to_owned(), text.as_bytes().to_vec())])
    }

    fn render(template: &str, view: &serde_json::Value) -> Result<String, ThemeFault> {
        let theme = Theme::load(&own("templates/proof.html", template), "nb").expect("loads");
        theme.render("proof.html", &View { data: view.clone() }, &["<b>".to_owned()]).map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    }

    #[test]
    fn the_default_theme_loads_in_every_language() {
        for language in ["nb", "nn", "en", "se"] {
            let faults = Theme::load(&BTreeMap::new(), language).err();
            assert_eq!(faults, None, "{language}");
        }
    }

    #[test]
    fn every_file_of_the_default_theme_is_compiled_in() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/navet");
        let mut found = Vec::new();
        for entry in walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            found.push(entry.path().strip_prefix(&folder).expect("below").to_string_lossy().replace('\\', "/"));
        }
        found.sort();
        let listed: Vec<String> = files::BUILT_IN.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(listed, found, "src/theme/files.rs lists themes/navet, sorted");
    }

    #[test]
    fn values_are_escaped_and_pieces_are_not() {
        let page = render("{{ view.words }} {{ html[0] }}", &serde_json::json!({"view": {"words": "<i>\"&"}})).expect("renders");
        assert_eq!(page, "&lt;i&gt;&quot;&amp; <b>");
    }

    #[test]
    fn links_are_relative_to_the_page() {
        let page = |root: &str| render("{{ '/vedtak/sg-3-17/#x' | rel }} {{ '/' | rel }}", &serde_json::json!({ "root": root }));
        assert_eq!(page("../../").as_deref(), Ok("../../vedtak/sg-3-17/#x ../../"));
        assert_eq!(page("").as_deref(), Ok("vedtak/sg-3-17/#x ./"));
    }

    #[test]
    fn a_broken_template_is_named_with_its_line() {
        let faults = Theme::load(&own("templates/minutes.html", "a\n{% if %}\n"), "nb").err().unwrap_or_default();
        let places: Vec<_> = faults.iter().map(|fault| (fault.file.as_str(), fault.line)).collect();
        assert_eq!(places, [("templates/minutes.html", Some(2))]);
        let fault = render("a\n\n{{ view.absent }}", &serde_json::json!({"view": {}})).expect_err("fails");
        assert_eq!((fault.file.as_str(), fault.line), ("templates/proof.html", Some(3)));
        let faults = Theme::load(&own("i18n/nb.toml", "a = \nb = 2"), "nb").err().unwrap_or_default();
        assert_eq!(faults.first().map(|fault| (fault.file.as_str(), fault.line)), Some(("i18n/nb.toml", Some(1))));
    }
}
