//! Templates: tera and pure filters, from a serialised view to a page's bytes. Knows views only as data.
//!
//! The default theme is compiled in; a theme folder in the site overrides it file by file. What may not enter: the site, the index, any
//! lookup. A template sees `root` (the way back to the site's root), `page` (title, language, crumbs), `view` (what its family says),
//! `html` (pieces of text, ready made), `head`, `header` and `footer` (what stands around all pages alike), and of the theme `t` (its
//! texts) and `assets` (its files' names with a mark of their content).

mod around;
mod faults;
mod files;
mod filters;
mod marks;
mod script;
mod style;
mod texts;
mod unused;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera, TeraResult, Value};

use crate::diagnostic::ThemeWrong;
use crate::output::hexadecimal;
use crate::source::Span;
use crate::work::{self, Key};

use around::Around;
pub use files::BUILT_IN;
pub(crate) use filters::relative;
pub use unused::{Unused, unused};

/// A page's view: data for a template.
pub struct View<'v> {
    data: Box<dyn Data + 'v>,
    /// The Rust type it was made of, by which docs/theming.md finds its fields.
    pub made_of: &'static str,
}

impl<'v> View<'v> {
    /// Takes a view struct.
    #[must_use]
    pub fn of<V: Serialize + Send + Sync + 'v>(view: V) -> Self {
        Self { data: Box::new(view), made_of: std::any::type_name::<V>() }
    }

    /// The data as JSON, for whoever holds docs/theming.md against it.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        self.data.json()
    }

    /// All it holds, to be hashed: what a page is known by. None where that cannot be told; the page is then made in every run.
    #[must_use]
    pub fn exact(&self) -> Option<Vec<u8>> {
        self.data.exact()
    }
}

/// What a view is read as: bytes to be known by, and the engine's own values, made only where the page is not known.
trait Data: Send + Sync {
    fn json(&self) -> Vec<u8>;
    fn exact(&self) -> Option<Vec<u8>>;
    fn context(&self) -> TeraResult<Context>;
}

impl<V: Serialize + Send + Sync> Data for V {
    fn json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn exact(&self) -> Option<Vec<u8>> {
        work::exact(self)
    }

    fn context(&self) -> TeraResult<Context> {
        Context::from_serialize(self)
    }
}

/// A theme, ready to render; shared between threads.
#[derive(Debug)]
pub struct Theme {
    /// The hash of everything in it: part of every rendered page's key.
    pub key: Key,
    /// Its files to publish below `/_/`, by their path below that: styles, scripts, the icon.
    pub files: BTreeMap<String, Arc<[u8]>>,
    engine: Tera,
    around: Around,
}

/// What is wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFault {
    /// The template or text file, relative to the theme's folder.
    pub file: String,
    /// The bytes at fault; none of them where the whole file is.
    pub span: Span,
    /// What is wrong.
    pub wrong: ThemeWrong,
    /// What the reader or the engine said.
    pub message: String,
}

impl Theme {
    /// Loads the default theme with a site's own files (path below the theme's folder) over it.
    ///
    /// # Errors
    /// Every fault in templates and texts.
    pub fn load(own: &BTreeMap<String, Vec<u8>>, language: &str) -> Result<Self, Vec<ThemeFault>> {
        let built_in: BTreeMap<&str, &[u8]> = files::BUILT_IN.iter().copied().collect();
        let own: BTreeMap<&str, &[u8]> = own.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
        let mut all = built_in.clone();
        all.extend(own.iter().map(|(path, bytes)| (*path, *bytes)));

        let mut faults = Vec::new();
        let texts = texts::read(&[&built_in, &own], language, &mut faults);
        let mut templates = Vec::new();
        let mut published = BTreeMap::new();
        for (path, bytes) in &all {
            if let Some(name) = path.strip_prefix("templates/") {
                match std::str::from_utf8(bytes) {
                    Ok(text) => templates.push((name, text)),
                    Err(error) => faults.push(ThemeFault::whole(path, ThemeWrong::Encoding, &error.to_string())),
                }
            } else if let Some(name) = path.strip_prefix("static/") {
                published.insert(name.to_owned(), published_file(name, bytes));
            }
        }

        let mut engine = Tera::new();
        filters::register(&mut engine, &texts, language);
        if let Err(error) = engine.add_raw_templates(templates.iter().copied()) {
            faults::syntax(&templates, &mut faults);
            if faults.is_empty() {
                faults.extend(faults::together(&error, &templates, &built_in, &own));
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let shared = engine.global_context();
        shared.insert("t", &texts);
        shared.insert("language", language);
        shared.insert("assets", &assets(&published));
        Ok(Self { key: key(&all, language), files: published, engine, around: Around::default() })
    }

    /// The key that the default theme has, without reading it.
    #[must_use]
    pub fn default_key(language: &str) -> Key {
        key(&files::BUILT_IN.iter().copied().collect(), language)
    }

    /// Renders a view. `html` are the ready-made pieces of the document's text, which the template places as `html[n]`.
    ///
    /// # Errors
    /// When the template fails on this view.
    pub fn render(&self, template: &str, view: &View<'_>, html: &[String]) -> Result<Vec<u8>, ThemeFault> {
        let fault = |error: &tera::Error| ThemeFault::from_engine(error, template);
        let mut context = view.data.context().map_err(|error| fault(&error))?;
        self.around.add(&self.engine, &mut context).map_err(|(template, error)| ThemeFault::from_engine(&error, template))?;
        let pieces: Vec<Value> = html.iter().map(|piece| Value::safe_string(piece)).collect();
        context.insert_value("html", Value::from(pieces));
        let mut bytes = Vec::with_capacity(16 * 1024);
        self.engine.render_to(template, &context, &mut bytes).map_err(|error| fault(&error))?;
        Ok(bytes)
    }
}

/// A file as it is published: styles and scripts without what only people read.
fn published_file(name: &str, bytes: &[u8]) -> Arc<[u8]> {
    match std::str::from_utf8(bytes) {
        Ok(text) if name.ends_with(".css") => Arc::from(style::compact(text).into_bytes()),
        Ok(text) if name.ends_with(".js") => Arc::from(script::compact(text).into_bytes()),
        _ => Arc::from(bytes),
    }
}

/// The published files' names with a mark of their content, so that a changed file is fetched anew.
fn assets(files: &BTreeMap<String, Arc<[u8]>>) -> BTreeMap<String, String> {
    let mark = |bytes: &Arc<[u8]>| hexadecimal::digits(Key::of(&[bytes]).0.iter().take(4));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn own(path: &str, text: &str) -> BTreeMap<String, Vec<u8>> {
        BTreeMap::from([(path.to_owned(), text.as_bytes().to_vec())])
    }

    fn render(template: &str, view: &serde_json::Value) -> Result<String, ThemeFault> {
        let theme = Theme::load(&own("templates/proof.html", template), "nb").expect("loads");
        theme.render("proof.html", &View::of(view.clone()), &["<b>".to_owned()]).map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
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
    fn lists_of_links_pieces_and_long_titles_are_marked() {
        let view = serde_json::json!({
            "root": "../", "to": [{"words": "A & B", "url": "/a/", "lang": "nn"}, {"words": "<C>", "url": null, "lang": null}],
        });
        let page = |template: &str| render(template, &view);
        assert_eq!(page("{{ to | links }}").as_deref(), Ok("<a href=\"../a/\" lang=\"nn\">A &amp; B</a>, &lt;C&gt;"));
        assert!(page("{{ 'A' | links }}").is_err());
        assert_eq!(page("{{ html[0] | said(lang='nb') }}{{ html[0] | said }}").as_deref(), Ok("<b><b>"));
        assert_eq!(page("{{ html[0] | said(lang='nn') }}").as_deref(), Ok("<div lang=\"nn\"><b></div>"));
        assert_eq!(page("{{ '<i>' | said(lang='nn') }}{{ '<i>' | said }}").as_deref(), Ok("<div lang=\"nn\">&lt;i&gt;</div>&lt;i&gt;"));
        assert_eq!(
            page("{{ '<i>' | worded(lang='nn') }}{{ none | worded(lang='nn') }}").as_deref(),
            Ok("<span lang=\"nn\">&lt;i&gt;</span>")
        );
        assert_eq!(page("{{ '<i>' | worded(lang='nb') }}{{ '<i>' | worded }}").as_deref(), Ok("&lt;i&gt;&lt;i&gt;"));
        assert_eq!(page("{{ 'Kommune/fylke <i>' | parting }}").as_deref(), Ok("Kommune/<wbr>fylke &lt;i&gt;"));
        assert_eq!(page("{{ '14.\u{a0}mai' | untied }}").as_deref(), Ok("14. mai"));
    }

    /// Where the first fault is: the file, and the words at fault in the site's own text of it.
    fn at(path: &str, text: &str) -> (String, String) {
        let faults = Theme::load(&own(path, text), "nb").err().unwrap_or_default();
        let first = faults.first().expect("a fault");
        (first.file.clone(), text.get(first.span.range()).expect("a range of the file").to_owned())
    }

    #[test]
    fn a_broken_template_is_named_with_the_words_at_fault() {
        let minutes = "templates/minutes.html";
        let there = |words: &str| (minutes.to_owned(), words.to_owned());
        assert_eq!(at(minutes, "a\n{% if %}\n"), there("%}"));
        assert_eq!(at(minutes, "a\n{{ view.title | uper }}\n"), there("uper"));
        assert_eq!(at(minutes, "a\n{% include \"gone.html\" %}\n").0, minutes);
        assert_eq!(at(minutes, "a\n{% extends \"gone.html\" %}\n"), there("\"gone.html\""));
        assert_eq!(at("i18n/nb.toml", "a = \nb = 2").0, "i18n/nb.toml");
        let template = "a\n\n{{ view.absent }}";
        let fault = render(template, &serde_json::json!({"view": {}})).expect_err("fails");
        assert_eq!((fault.file.as_str(), template.get(fault.span.range())), ("templates/proof.html", Some("absent")));
    }

    #[test]
    fn every_template_that_does_not_parse_is_named_at_once() {
        let mut two = own("templates/minutes.html", "{% if %}");
        two.insert("templates/body.html".to_owned(), b"{{ }}".to_vec());
        let faults = Theme::load(&two, "nb").err().unwrap_or_default();
        assert_eq!(faults.iter().map(|fault| fault.file.as_str()).collect::<Vec<_>>(), ["templates/body.html", "templates/minutes.html"]);
    }

    #[test]
    fn texts_of_ones_own_are_laid_over_the_built_in_ones() {
        let own = own("i18n/nb.toml", "[site]\nskip = \"Rett til saken\"\n");
        let theme = Theme::load(&own, "nn").expect("loads");
        let texts = theme.engine.render_str("{{ t.site.skip }}", &Context::new(), true);
        assert_ne!(texts.ok().as_deref(), Some("Rett til saken"), "nynorsk has its own");
        let theme = Theme::load(&own, "nb").expect("what it does not say is as before");
        assert_eq!(
            theme.say("{{ t.site.skip }}{{ t.site.menu }}"),
            format!("Rett til saken{}", Theme::load(&BTreeMap::new(), "nb").expect("loads").say("{{ t.site.menu }}"))
        );
    }

    impl Theme {
        fn say(&self, template: &str) -> String {
            self.engine.clone().render_str(template, &Context::new(), true).expect("renders")
        }
    }
}
