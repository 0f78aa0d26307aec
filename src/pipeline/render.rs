//! From a site to its files: theme, pages, and what lies beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Caches;
use crate::index::Site;
use crate::output::Output;
use crate::pages::{self, Page};
use crate::theme::{Theme, ThemeFault};
use crate::work::{self, Key};
use crate::world::{Failure, World};

/// The theme that is part of the program.
const BUILT_IN: &str = "navet";

/// A rendered site.
pub struct Rendered {
    /// Its files.
    pub output: Output,
    /// What is wrong with its theme.
    pub faults: Vec<ThemeFault>,
    /// Pages made now.
    pub rendered: usize,
    /// Pages in all.
    pub pages: usize,
}

/// Renders every page that is not remembered.
pub fn render(world: &dyn World, site: &Site, caches: &Caches) -> Result<Rendered, Failure> {
    let own = own_theme(world, &site.config.theme)?;
    let theme = match theme(&own, site) {
        Ok(theme) => theme,
        Err(faults) => return Ok(Rendered { output: Output::default(), faults, rendered: 0, pages: 0 }),
    };
    let pages = pages::pages(site);
    let made = work::map(&pages, |page| page_bytes(page, &theme, caches));

    let mut output = pages::files(site, &pages);
    for (path, bytes) in &theme.files {
        output.put(format!("_/{path}"), Arc::clone(bytes));
    }
    let (mut faults, mut rendered) = (Vec::new(), 0);
    let count = pages.len();
    for (page, result) in pages.into_iter().zip(made) {
        match result {
            Ok((bytes, made)) => {
                rendered += usize::from(made);
                output.put(page.path, bytes);
            }
            Err(fault) if faults.contains(&fault) => {}
            Err(fault) => faults.push(fault),
        }
    }
    Ok(Rendered { output, faults, rendered, pages: count })
}

/// A page's bytes, and whether they had to be made.
fn page_bytes(page: &Page<'_>, theme: &Theme, caches: &Caches) -> Result<(Arc<[u8]>, bool), ThemeFault> {
    let view = serde_json::to_vec(&page.view.data).unwrap_or_default();
    let key = Key::of(&[&theme.key.0, page.template.as_bytes(), &view]);
    if let Some(bytes) = caches.rendered.get(&key) {
        return Ok((bytes, false));
    }
    let html = page.html.as_ref().map_or_else(Vec::new, |make| make());
    let bytes: Arc<[u8]> = theme.render(page.template, &page.view, &html)?.into();
    caches.rendered.put(key, Arc::clone(&bytes));
    Ok((bytes, true))
}

fn theme(own: &BTreeMap<String, Vec<u8>>, site: &Site) -> Result<Theme, Vec<ThemeFault>> {
    let name = &site.config.theme;
    if own.is_empty() && name != BUILT_IN {
        let message = format!("the site has no folder themes/{name}/, and no theme of that name is built in");
        return Err(vec![ThemeFault { file: name.clone(), line: None, column: None, message }]);
    }
    Theme::load(own, &site.config.language)
}

/// The files of the site's own theme, by their path below its folder.
fn own_theme(world: &dyn World, name: &str) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    if name.is_empty() || name.contains(['/', '\\']) || name.starts_with('.') {
        return Ok(BTreeMap::new());
    }
    let folder = format!("themes/{name}");
    let prefix = format!("{folder}/");
    let mut files = BTreeMap::new();
    for entry in world.list(&folder)?.into_iter().filter(|entry| !entry.leads_outside) {
        if let Some(path) = entry.path.strip_prefix(&prefix).filter(|path| !path.split('/').any(|part| part.starts_with('.'))) {
            files.insert(path.to_owned(), world.read(&entry.path)?);
        }
    }
    Ok(files)
}
