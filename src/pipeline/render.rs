//! From a site to its files: theme, pages, and what lies beside them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::index::Site;
use crate::judge::LastLook;
use crate::output::Artifact;
use crate::output::Output;
use crate::pages::{self, Draft, Listed, Page};
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
    /// What lists of all pages say of them.
    pub listed: Vec<Listed>,
    /// Files that the last look found a number in that may not go out, sorted.
    pub leaking: Vec<String>,
}

/// Renders every page that the store does not have; `found` is what was judged.
pub fn render(site: &Site, found: &[Diagnostic], theme: &Theme, store: &dyn Store) -> Rendered {
    let look = LastLook::new(site);
    // The few that take long stand between the many.
    let (mut made, beside) = work::both(|| made(pages::pages(site, found), theme, store, &look), || pages::beside(site));
    let mut rest = beside;
    rest.files.extend(pages::listing(site, &made.listed).files);
    for (path, bytes) in &theme.files {
        rest.put(format!("_/{path}"), Arc::clone(bytes));
    }
    made.leaking.extend(look.leaking(&rest));
    made.leaking.sort_unstable();
    // What has a page's name is the page.
    rest.files.extend(std::mem::take(&mut made.output.files));
    Rendered { output: rest, ..made }
}

/// Renders pages that the store does not have, and nothing beside them.
pub fn made(drafts: Vec<Draft<'_>>, theme: &Theme, store: &dyn Store, look: &LastLook) -> Rendered {
    let drafts = one_for_each_path(drafts);
    let mut all = Rendered { pages: drafts.len(), ..Rendered::default() };
    for result in work::map_into(drafts, |draft| one(&draft.page(), theme, store, look)) {
        match result {
            Ok(Made { listed, artifact, now, leaks }) => {
                all.rendered += usize::from(now);
                if leaks {
                    all.leaking.push(listed.path.clone());
                }
                all.output.files.insert(listed.path.clone(), artifact);
                all.listed.push(listed);
            }
            // One place in a template is one fault, however many pages come to it.
            Err((_, fault)) if all.faults.iter().any(|(_, known)| (&known.file, known.span) == (&fault.file, fault.span)) => {}
            Err(missing) => all.faults.push(missing),
        }
    }
    all
}

/// The last of the drafts that claim one path; where two do, a rule has said so.
fn one_for_each_path(drafts: Vec<Draft<'_>>) -> Vec<Draft<'_>> {
    let last: HashMap<String, usize> = drafts.iter().enumerate().map(|(n, draft)| (draft.path.clone(), n)).collect();
    if last.len() == drafts.len() {
        return drafts;
    }
    drafts.into_iter().enumerate().filter(|(n, draft)| last.get(&draft.path) == Some(n)).map(|(_, draft)| draft).collect()
}

/// A page as it goes into the output.
struct Made {
    listed: Listed,
    artifact: Artifact,
    /// Whether it was made now.
    now: bool,
    /// Whether the last look found a number in it.
    leaks: bool,
}

/// A page: the one that the store has, or made now and put there; with its path where the theme fails at it.
fn one(page: &Page<'_>, theme: &Theme, store: &dyn Store, look: &LastLook) -> Result<Made, (String, ThemeFault)> {
    let key = Key::of(&[&theme.key.0, page.template.as_bytes(), &page.view.json]);
    let in_name = look.leaks_by_name(&page.path);
    let listed = Listed { path: page.path.clone(), title: page.title.clone(), listed: page.listed };
    if let Some(artifact) = store.find(&page.path, &key) {
        return Ok(Made { listed, artifact, now: false, leaks: in_name });
    }
    let html = page.html.as_ref().map_or_else(Vec::new, |make| make());
    let bytes = theme.render(page.template, &page.view, &html).map_err(|fault| (page.path.clone(), fault))?;
    let seen = look.at(&page.path, &bytes);
    let artifact = if seen.leaks() {
        // What may not go out is never laid where it would go out from.
        Artifact::Bytes(bytes.into())
    } else {
        // A page with a number in it is looked at in every run: whether it may go out depends on more than the page.
        store.put(&page.path, seen.is_clean().then_some(key), bytes)
    };
    Ok(Made { listed, artifact, now: true, leaks: in_name || seen.leaks() })
}
