//! From a site to its files: theme, pages, and what lies beside them.

use std::sync::Arc;

use super::Caches;
use crate::diagnostic::Diagnostic;
use crate::index::Site;
use crate::output::Output;
use crate::pages::{self, Page};
use crate::theme::{Theme, ThemeFault};
use crate::work::{self, Key};

/// A rendered site.
#[derive(Default)]
pub struct Rendered {
    /// Its files.
    pub output: Output,
    /// What a template failed at, with the first page it could not make.
    pub faults: Vec<(String, ThemeFault)>,
    /// Pages made now.
    pub rendered: usize,
    /// Pages in all.
    pub pages: usize,
}

/// Renders every page that is not remembered; `found` is what was judged.
pub fn render(site: &Site, found: &[Diagnostic], theme: &Theme, caches: &Caches) -> Rendered {
    let pages = pages::pages(site, found);
    let mut output = pages::files(site, &pages);
    for (path, bytes) in &theme.files {
        output.put(format!("_/{path}"), Arc::clone(bytes));
    }
    let made = made(pages, theme, caches);
    output.files.extend(made.output.files);
    Rendered { output, ..made }
}

/// Renders pages that are not remembered, and nothing beside them.
pub fn made(pages: Vec<Page<'_>>, theme: &Theme, caches: &Caches) -> Rendered {
    let (count, mut output) = (pages.len(), Output::default());
    let mut faults: Vec<(String, ThemeFault)> = Vec::new();
    let mut rendered = 0;
    // A page's view and its text are let go as soon as it is rendered: all of them at once would take more memory than all pages.
    let made = work::map_into(pages, |page| match page_bytes(&page, theme, caches) {
        Ok((bytes, made)) => Ok((page.path, bytes, made)),
        Err(fault) => Err((page.path, fault)),
    });
    for result in made {
        match result {
            Ok((path, bytes, made)) => {
                rendered += usize::from(made);
                output.put(path, bytes);
            }
            // One place in a template is one fault, however many pages come to it.
            Err((_, fault)) if faults.iter().any(|(_, known)| (&known.file, known.span) == (&fault.file, fault.span)) => {}
            Err(missing) => faults.push(missing),
        }
    }
    Rendered { output, faults, rendered, pages: count }
}

/// A page's bytes, and whether they had to be made.
fn page_bytes(page: &Page<'_>, theme: &Theme, caches: &Caches) -> Result<(Arc<[u8]>, bool), ThemeFault> {
    let key = Key::of(&[&theme.key.0, page.template.as_bytes(), &page.view.json]);
    if let Some(bytes) = caches.rendered.get(&key) {
        return Ok((bytes, false));
    }
    let html = page.html.as_ref().map_or_else(Vec::new, |make| make());
    let bytes: Arc<[u8]> = theme.render(page.template, &page.view, &html)?.into();
    caches.rendered.put(key, Arc::clone(&bytes));
    Ok((bytes, true))
}
