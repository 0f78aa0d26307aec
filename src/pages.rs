//! Every URL of the site: per family one file with its view struct and a function from site to pages.
//!
//! Knows the site and makes views; the theme turns them into bytes. What may not enter: disks, levels, rules.

pub mod search;

use crate::index::Site;
use crate::output::Output;
use crate::theme::View;

/// A page to be rendered.
pub struct Page<'s> {
    /// Where it lies, relative to the site's root: `vedtak/sg-3-17/index.html`.
    pub path: String,
    /// The template.
    pub template: &'static str,
    /// What the template gets. Holds the hash of everything that `html` is made from, so that equal views mean equal pages.
    pub view: View,
    /// Makes the pieces of HTML of the document's text; called only when the page is not remembered.
    pub html: Option<Box<dyn Fn() -> Vec<String> + Send + Sync + 's>>,
}

/// A family of pages.
pub struct Family {
    /// Its name, as in the file's.
    pub name: &'static str,
    /// Makes its pages.
    pub pages: fn(&Site) -> Vec<Page<'_>>,
}

/// Every family, sorted by name.
pub static FAMILIES: &[Family] = &[];

/// Every page of the site.
#[must_use]
pub fn pages(site: &Site) -> Vec<Page<'_>> {
    FAMILIES.iter().flat_map(|family| (family.pages)(site)).collect()
}

/// What is published beside the pages: attachments, the search index, redirects' targets, robots.txt.
#[must_use]
pub fn files(_site: &Site) -> Output {
    Output::default()
}
