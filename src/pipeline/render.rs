//! From a site to its files: theme, pages, and what lies beside them.

use std::collections::HashMap;
use std::sync::Arc;

use super::known::{self, Known};
use super::{Checked, Phase};
use crate::index::Site;
use crate::judge::LastLook;
use crate::output::Artifact;
use crate::output::Output;
use crate::pages::{self, Draft, Listed};
use crate::theme::{Theme, ThemeFault};
use crate::work::{self, Key, Store};

/// A rendered site.
#[derive(Default)]
pub struct Rendered {
    /// Its files.
    pub output: Output,
    /// What a template failed at, with the first page it could not make.
    pub faults: Vec<(String, ThemeFault)>,
    /// Pages whose views were made.
    pub viewed: usize,
    /// Pages made now.
    pub rendered: usize,
    /// Pages in all.
    pub pages: usize,
    /// What lists of all pages say of them.
    pub listed: Vec<Listed>,
    /// Files that the last look found a number in that may not go out, sorted.
    pub leaking: Vec<String>,
}

/// Renders every page of a checked site that the store does not have, and makes what lies beside them, with the files of the search as
/// they are given; none where the theme is broken.
pub fn render(checked: &Checked, store: &dyn Store, search: impl FnOnce() -> Output + Send) -> Option<Rendered> {
    let Checked { site, diagnostics, dress, interface, progress, .. } = checked;
    let key = dress.key(&site.config)?;
    let (look, known) = (LastLook::new(site), Known::new(site, key, *interface));
    let pages = || {
        let theme = dress.theme(&site.config)?;
        let beside = || if store.wanted() { beside(site, &known, store, &look) } else { Output::default() };
        let pages = || {
            let drafts = pages::pages(site, diagnostics);
            progress.begin(Phase::Pages, drafts.len());
            made(drafts, theme, &known, store, &look, || progress.step())
        };
        let (made, beside) = work::both(pages, beside);
        Some((theme, made, beside))
    };
    // The search takes long, and needs no theme, which one thread reads while the others wait.
    let (pages, search) = work::both(pages, || if store.wanted() { search() } else { Output::default() });
    let (theme, mut made, mut rest) = pages?;
    rest.files.extend(search.files);
    for (path, bytes) in &theme.files {
        rest.put(format!("_/{path}"), Arc::clone(bytes));
    }
    let (listing, leaking) = work::both(|| pages::listing(site, &made.listed), || look.leaking(&rest));
    made.leaking.extend(leaking.into_iter().chain(look.leaking(&listing)));
    rest.files.extend(listing.files);
    made.leaking.sort_unstable();
    // What has a page's name is the page.
    rest.files.extend(std::mem::take(&mut made.output.files));
    Some(Rendered { output: rest, ..made })
}

/// What lies beside the pages, the search left out.
fn beside(site: &Site, known: &Known<'_>, store: &dyn Store, look: &LastLook) -> Output {
    let mut output = pages::attachments(site);
    let made = work::map_into(pages::beside(site), |draft| {
        let key = known.files_key(&draft);
        if let Some(files) = key.as_ref().and_then(|key| known::find_files(store, key)) {
            return files;
        }
        let files = draft.made();
        // Whether a file with a number in it may go out depends on more than the file.
        let clean = |files: &Output| files.files.keys().all(|path| files.bytes(path).is_some_and(|bytes| look.at(path, bytes).is_clean()));
        if let Some(key) = key.filter(|_| clean(&files)) {
            known::note_files(store, key, &files);
        }
        files
    });
    output.files.extend(made.into_iter().flat_map(|files| files.files));
    output
}

/// What lies at a path of a checked site: a page that is made now, an attachment, or a file of the theme. None where nothing does,
/// where the theme fails, and for what is made from the whole site beside the pages.
pub fn at(checked: &Checked, path: &str) -> Option<Artifact> {
    let Checked { site, diagnostics, dress, .. } = checked;
    if let Some(file) = pages::attachment(site, path) {
        return Some(file);
    }
    let theme = dress.theme(&site.config)?;
    if let Some(name) = path.strip_prefix("_/") {
        return theme.files.get(name).map(|bytes| Artifact::Bytes(Arc::clone(bytes)));
    }
    // What is no page need not be looked for among all of them.
    if !path.ends_with(".html") {
        return None;
    }
    let page = pages::find(site, diagnostics, path)?.made();
    let html = page.html.as_ref().map_or_else(Vec::new, |make| make());
    theme.render(page.template, &page.view, &html).ok().map(|bytes| Artifact::Bytes(bytes.into()))
}

/// Whether a checked site has a page at a path.
pub fn has_page(checked: &Checked, path: &str) -> bool {
    pages::find(&checked.site, &checked.diagnostics, path).is_some()
}

/// Renders pages that the store does not have, and nothing beside them; `done` is called after each.
pub fn made(
    drafts: Vec<Draft<'_>>,
    theme: &Theme,
    known: &Known<'_>,
    store: &dyn Store,
    look: &LastLook,
    done: impl Fn() + Sync,
) -> Rendered {
    let drafts = one_for_each_path(drafts);
    let mut all = Rendered { pages: drafts.len(), ..Rendered::default() };
    let one = |draft: Draft<'_>| {
        let made = store.wanted().then(|| one(&draft, theme, known, store, look));
        done();
        made
    };
    let made = work::map_into(drafts, one);
    for result in made.into_iter().flatten() {
        match result {
            Ok(Made { listed, artifact, step, leaks }) => {
                all.viewed += usize::from(step != Step::Known);
                all.rendered += usize::from(step == Step::Rendered);
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
    /// How far it had to be made.
    step: Step,
    /// Whether the last look found a number in it.
    leaks: bool,
}

/// How far a page had to be made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It was known by its draft.
    Known,
    /// It was known by its view.
    Viewed,
    /// It was rendered.
    Rendered,
}

/// A page: the one that the store has, or made now and put there; with its path where the theme fails at it.
fn one(draft: &Draft<'_>, theme: &Theme, known: &Known<'_>, store: &dyn Store, look: &LastLook) -> Result<Made, (String, ThemeFault)> {
    let in_name = look.leaks_by_name(&draft.path);
    let before = known.key(draft);
    if let Some((listed, artifact)) = before.as_ref().and_then(|key| known::find(store, &draft.path, key)) {
        return Ok(Made { listed, artifact, step: Step::Known, leaks: in_name });
    }
    let page = draft.made();
    let key = page.view.exact().map(|view| Key::of(&[&theme.key.0, page.template.as_bytes(), &view]));
    let listed = Listed { path: page.path, title: page.title, listed: page.listed };
    let note = |key: &Key| before.iter().for_each(|before| known::note(store, *before, &listed, key));
    if let Some((key, artifact)) = key.and_then(|key| Some((key, store.find(&listed.path, &key)?))) {
        note(&key);
        return Ok(Made { listed, artifact, step: Step::Viewed, leaks: in_name });
    }
    let html = page.html.as_ref().map_or_else(Vec::new, |make| make());
    let bytes = theme.render(page.template, &page.view, &html).map_err(|fault| (listed.path.clone(), fault))?;
    let seen = look.at(&listed.path, &bytes);
    let artifact = if seen.leaks() {
        // What may not go out is never laid where it would go out from.
        Artifact::Bytes(bytes.into())
    } else {
        // A page with a number in it is looked at in every run: whether it may go out depends on more than the page.
        let key = key.filter(|_| seen.is_clean());
        key.iter().for_each(note);
        store.put(&listed.path, key, bytes)
    };
    Ok(Made { listed, artifact, step: Step::Rendered, leaks: in_name || seen.leaks() })
}
