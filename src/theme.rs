//! Templates: tera and pure filters, from a serialised view to a page's bytes. Knows views only as data.
//!
//! The default theme is compiled in; a theme folder in the site overrides it file by file. What may not enter: the site, the index, any lookup.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::work::Key;

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
    /// Its files to publish below `/_/`: styles, scripts, the icon.
    pub files: BTreeMap<String, Arc<[u8]>>,
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
    pub fn load(_own: &BTreeMap<String, Vec<u8>>, _language: &str) -> Result<Self, Vec<ThemeFault>> {
        Ok(Self { key: Key::of(&[]), files: BTreeMap::new() })
    }

    /// Renders a view. `html` are the ready-made pieces of the document's text, which the template places as `html[n]`.
    ///
    /// # Errors
    /// When the template fails on this view.
    pub fn render(&self, _template: &str, _view: &View, _html: &[String]) -> Result<Vec<u8>, ThemeFault> {
        Ok(Vec::new())
    }
}
