//! Filters that mark up what stands on every page many times: links, days and languages.
//!
//! Components of the theme could say it, and did: by those a cold build took 6 % more instructions.
//! What may not enter: anything that a theme would want to look otherwise.

use std::sync::Arc;

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::filters::{Manner, relative};

/// What the marks of a language need.
pub(super) struct Marks {
    pub manner: Arc<Manner>,
    /// The language of what stands on the pages.
    pub rest: String,
    /// The attribute of what the theme itself says in another language than that; else nothing.
    pub spoken: String,
}

impl Marks {
    pub fn new(manner: Arc<Manner>, rest: &str, language: &str) -> Self {
        let spoken = if rest == language { String::new() } else { format!(" lang=\"{language}\"") };
        Self { manner, rest: rest.to_owned(), spoken }
    }

    /// A link, or its words where it leads nowhere; with its language where that is another.
    pub fn link(&self, to: &Value, state: &State) -> TeraResult<Value> {
        let mut marked = String::new();
        self.push_link(&mut marked, to, &root(state)?, state)?;
        Ok(Value::safe_string(&marked))
    }

    /// Links with commas between them.
    pub fn links(&self, to: &Value, state: &State) -> TeraResult<Value> {
        let to = to.as_array().ok_or_else(|| Error::message("`links` needs a list of links"))?;
        let (mut marked, root) = (String::new(), root(state)?);
        for (n, one) in to.iter().enumerate() {
            if n > 0 {
                marked.push_str(", ");
            }
            self.push_link(&mut marked, one, &root, state)?;
        }
        Ok(Value::safe_string(&marked))
    }

    fn push_link(&self, marked: &mut String, to: &Value, root: &Value, state: &State) -> TeraResult<()> {
        let to = to.as_map().ok_or_else(|| Error::message("`link` needs a link"))?;
        let (mut words, mut url, mut lang) = ("", None, None);
        // So few entries are gone through sooner than looked up.
        for (key, value) in to {
            match (key.as_str(), value.as_str().filter(|text| !text.is_empty())) {
                (Some("words"), Some(text)) => words = text,
                (Some("url"), text) => url = text,
                (Some("lang"), text) => lang = text,
                _ => {}
            }
        }
        let Some(url) = url else { return push_escaped(marked, words, state) };
        let root = root.as_str().ok_or_else(|| Error::message("`link` needs `root`; a component takes it as `@root`"))?;
        marked.reserve(root.len() + url.len() + words.len() + 24);
        marked.push_str("<a href=\"");
        push_escaped(marked, &relative(root, url), state)?;
        marked.push('"');
        self.push_tongue(marked, lang, state)?;
        marked.push('>');
        push_escaped(marked, words, state)?;
        marked.push_str("</a>");
        Ok(())
    }

    /// The attribute of a language, for a tag; nothing where it is that of what stands on the pages, or unknown.
    pub fn tongue(&self, of: &Value, state: &State) -> TeraResult<Value> {
        let mut marked = String::new();
        self.push_tongue(&mut marked, of.as_str(), state)?;
        Ok(Value::safe_string(&marked))
    }

    /// A piece of a document's text as it is; in a `<div>` with its language where that is another than what stands on the pages.
    pub fn said(&self, html: &Value, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
        self.within("div", html, kwargs, state)
    }

    /// A text; in a `<span>` with its language where that is another than what stands on the pages.
    pub fn worded(&self, text: &Value, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
        self.within("span", text, kwargs, state)
    }

    /// What is said, as it is; in an element with its language, `lang`, where that is another than what stands on the pages.
    fn within(&self, element: &str, said: &Value, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
        let lang: Option<Value> = kwargs.get("lang")?;
        let mut tongue = String::new();
        self.push_tongue(&mut tongue, lang.as_ref().and_then(Value::as_str), state)?;
        if tongue.is_empty() || said.is_none() {
            return Ok(said.clone());
        }
        Ok(Value::safe_string(&format!("<{element}{tongue}>{}</{element}>", state.escape_if_needed(said)?)))
    }

    fn push_tongue(&self, marked: &mut String, lang: Option<&str>, state: &State) -> TeraResult<()> {
        if let Some(lang) = lang.filter(|lang| !lang.is_empty() && *lang != self.rest) {
            marked.push_str(" lang=\"");
            push_escaped(marked, lang, state)?;
            marked.push('"');
        }
        Ok(())
    }

    /// A day in words. With `left`, scripts may tell how long it is until then.
    pub fn day(&self, at: &str, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
        let written = escaped(at, state)?;
        let left: Option<bool> = kwargs.get("left")?;
        let until = if left == Some(true) { format!(" data-until=\"{written}\"") } else { String::new() };
        let words = escaped(&self.manner.long_date(at), state)?;
        Ok(Value::safe_string(&format!("<time datetime=\"{written}\"{until}{}>{words}</time>", self.spoken)))
    }
}

/// The way to the site's root; undefined where the template does not have it.
fn root(state: &State) -> TeraResult<Value> {
    Ok(state.get("root")?.unwrap_or_else(Value::undefined))
}

/// A text that may break after each slash.
pub fn parting(text: &str, state: &State) -> TeraResult<Value> {
    let escaped = escaped(text, state)?;
    Ok(Value::safe_string(&if escaped.contains('/') { escaped.replace('/', "/<wbr>") } else { escaped }))
}

/// A text with its signs of HTML escaped, as the templates do.
fn escaped(text: &str, state: &State) -> TeraResult<String> {
    let mut marked = String::with_capacity(text.len());
    push_escaped(&mut marked, text, state)?;
    Ok(marked)
}

fn push_escaped(marked: &mut String, text: &str, state: &State) -> TeraResult<()> {
    // Without a way out of it, a loop looks at many bytes at a time.
    if text.bytes().fold(false, |any, byte| any | matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        marked.push_str(&state.escape(text)?);
    } else {
        marked.push_str(text);
    }
    Ok(())
}
