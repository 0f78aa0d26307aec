//! What stands around many pages alike: the site's head, header and footer, rendered once for each way back to the root and each section.
//!
//! Each is a template of its own that sees `root`, `site`, `page.section`, and `url` on a section's first page and the front page. A page's
//! own template places what came of it by the same name. On a page of a decision it is two thirds of the bytes.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use tera::value::{Key, Map};
use tera::{Context, Tera, TeraResult, Value};

/// The templates, and the names that pages place them by.
const PARTS: [(&str, &str); 3] = [("head.html", "head"), ("header.html", "header"), ("footer.html", "footer")];

/// What was rendered, by what it was rendered from.
#[derive(Debug, Default)]
pub(super) struct Around(RwLock<HashMap<String, Arc<Alike>>>);

/// The parts of pages that share them.
#[derive(Debug)]
struct Alike {
    site: Value,
    parts: [Value; PARTS.len()],
}

impl Around {
    /// Adds the parts to what a page's template sees, where that is a page of a site.
    ///
    /// # Errors
    /// When one of their templates fails, with its name.
    pub fn add(&self, engine: &Tera, context: &mut Context) -> Result<(), (&'static str, tera::Error)> {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let page = |name| context.get("page").and_then(|page| page.get_from_path(name));
        let (Some(site), Some(_)) = (context.get("site"), context.get("root")) else { return Ok(()) };
        let (site, root, section) = (site.clone(), text(context.get("root")), text(page("section")));
        let url = text(context.get("url"));
        let first = url == "/" || page("top").is_some_and(Value::is_truthy);
        let url = if first { url } else { String::new() };
        let key = format!("{root}\n{section}\n{url}");
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).filter(|known| known.site == site).cloned();
        let alike = match known {
            Some(known) => known,
            None => {
                let made = Arc::new(Alike { parts: parts(engine, root, &section, url, &site)?, site });
                self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
                made
            }
        };
        for ((_, name), part) in PARTS.iter().zip(&alike.parts) {
            context.insert_value(*name, part.clone());
        }
        Ok(())
    }
}

fn parts(
    engine: &Tera,
    root: String,
    section: &str,
    url: String,
    site: &Value,
) -> Result<[Value; PARTS.len()], (&'static str, tera::Error)> {
    let mut context = Context::new();
    context.insert_value("root", Value::from(root));
    context.insert_value("url", Value::from(url));
    context.insert_value("site", site.clone());
    context.insert_value("page", Value::from(Map::from_iter([(Key::Str("section"), Value::normal_string(section))])));
    let part = |(template, _): (&'static str, &str)| -> TeraResult<Value> { Ok(Value::safe_string(&engine.render(template, &context)?)) };
    let mut made = [Value::none(), Value::none(), Value::none()];
    for (slot, which) in made.iter_mut().zip(PARTS) {
        *slot = part(which).map_err(|error| (which.0, error))?;
    }
    Ok(made)
}
