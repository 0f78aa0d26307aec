//! From a site to its files: theme, pages, and what lies beside them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::index::Site;
use crate::judge::LastLook;
use crate::output::Artifact;
use crate::output::Output;
use crate::pages::{self, Page};
use crate::theme::{Theme, ThemeFault};
use crate::work::{self, Key, Store};

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
    /// Files that the last look found a number in that may not go out, sorted.
    pub leaking: Vec<String>,
}

/// Renders every page that the store does not have; `found` is what was judged.
pub fn render(site: &Site, found: &[Diagnostic], theme: &Theme, store: &dyn Store) -> Rendered {
    let look = LastLook::new(site);
    let pages = pages::pages(site, found);
    let mut output = pages::files(site, &pages);
    for (path, bytes) in &theme.files {
        output.put(format!("_/{path}"), Arc::clone(bytes));
    }
    let mut leaking = look.leaking(&output);
    let made = made(pages, theme, store, &look);
    output.files.extend(made.output.files);
    leaking.extend(made.leaking);
    leaking.sort_unstable();
    Rendered { output, leaking, ..made }
}

/// Renders pages that the store does not have, and nothing beside them.
pub fn made(pages: Vec<Page<'_>>, theme: &Theme, store: &dyn Store, look: &LastLook) -> Rendered {
    let pages = one_for_each_path(pages);
    let (count, mut output) = (pages.len(), Output::default());
    let mut faults: Vec<(String, ThemeFault)> = Vec::new();
    let (mut rendered, mut leaking) = (0, Vec::new());
    // A page's view and its text are let go as soon as it is rendered: all of them at once would take more memory than all pages.
    let made = work::map_into(pages, |page| match one(&page, theme, store, look) {
        Ok(made) => Ok((page.path, made)),
        Err(fault) => Err((page.path, fault)),
    });
    for result in made {
        match result {
            Ok((path, made)) => {
                rendered += usize::from(made.now);
                if made.leaks {
                    leaking.push(path.clone());
                }
                output.files.insert(path, made.artifact);
            }
            // One place in a template is one fault, however many pages come to it.
            Err((_, fault)) if faults.iter().any(|(_, known)| (&known.file, known.span) == (&fault.file, fault.span)) => {}
            Err(missing) => faults.push(missing),
        }
    }
    Rendered { output, faults, rendered, pages: count, leaking }
}

/// The last of the pages that claim one path; where two do, a rule has said so.
fn one_for_each_path(pages: Vec<Page<'_>>) -> Vec<Page<'_>> {
    let last: HashMap<String, usize> = pages.iter().enumerate().map(|(n, page)| (page.path.clone(), n)).collect();
    if last.len() == pages.len() {
        return pages;
    }
    pages.into_iter().enumerate().filter(|(n, page)| last.get(&page.path) == Some(n)).map(|(_, page)| page).collect()
}

/// A page as it goes into the output.
struct Made {
    artifact: Artifact,
    /// Whether it was made now.
    now: bool,
    /// Whether the last look found a number in it.
    leaks: bool,
}

/// A page: the one that the store has, or made now and put there.
fn one(page: &Page<'_>, theme: &Theme, store: &dyn Store, look: &LastLook) -> Result<Made, ThemeFault> {
    let key = Key::of(&[&theme.key.0, page.template.as_bytes(), &page.view.json]);
    let in_name = look.leaks_by_name(&page.path);
    if let Some(artifact) = store.find(&page.path, &key) {
        return Ok(Made { artifact, now: false, leaks: in_name });
    }
    let html = page.html.as_ref().map_or_else(Vec::new, |make| make());
    let bytes = theme.render(page.template, &page.view, &html)?;
    let seen = look.at(&page.path, &bytes);
    let artifact = if seen.leaks() {
        // What may not go out is never laid where it would go out from.
        Artifact::Bytes(bytes.into())
    } else {
        // A page with a number in it is looked at in every run: whether it may go out depends on more than the page.
        store.put(&page.path, seen.is_clean().then_some(key), bytes)
    };
    Ok(Made { artifact, now: true, leaks: in_name || seen.leaks() })
}
