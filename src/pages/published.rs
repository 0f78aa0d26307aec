//! What is published beside the pages: the files that the audience gets, copied as they are, the data of the search, what programs
//! read, and what search engines read. A file of the site's own never takes the place of one of these.

use std::collections::BTreeMap;

use super::Draft;
use crate::index::{Site, Subject};
use crate::output::{Artifact, Output};

/// What lists of all pages say of one.
pub struct Listed {
    /// Where it lies, relative to the site's root.
    pub path: String,
    /// Its title, without the site's.
    pub title: String,
    /// Whether search engines may list it.
    pub listed: bool,
}

/// The files below `content/` that a shown document lists or links.
#[must_use]
pub fn attachments(site: &Site) -> Output {
    let mut output = Output::default();
    for file in site.published_files() {
        if let Some(found) = site.files.get(file) {
            output.copy(site.url(Subject::File(file)).trim_start_matches('/'), found.path.clone());
        }
    }
    output
}

/// The files beside the pages that are made from the site alone, those of the search left out.
#[must_use]
pub fn beside(site: &Site) -> Vec<Draft<'_, Output>> {
    super::data::drafts(site)
}

/// The attachment at a path, relative to the site's root.
#[must_use]
pub fn attachment(site: &Site, path: &str) -> Option<Artifact> {
    let at = |file: &usize| site.url(Subject::File(*file)).trim_start_matches('/') == path;
    let found = site.files.get(site.published_files().find(at)?)?;
    Some(Artifact::Copy { from: found.path.clone() })
}

/// The files that list all pages.
#[must_use]
pub fn listing(site: &Site, pages: &[Listed]) -> Output {
    let mut output = super::sitemap::files(site, pages);
    output.put(ADDRESSES, addresses(pages));
    output
}

/// The addresses of the site's pages with their titles: what the page for lost addresses looks for the nearest in.
const ADDRESSES: &str = "sok/adresser.json";

/// Addresses below the root, as the browser has them decoded, each with its title; what search leaves out is left out here too.
fn addresses(pages: &[Listed]) -> Vec<u8> {
    let listed = pages.iter().filter(|page| page.listed).map(|page| {
        let path = page.path.strip_suffix("index.html").unwrap_or(&page.path);
        (path, page.title.as_str())
    });
    let sorted: BTreeMap<&str, &str> = listed.collect();
    serde_json::to_vec(&sorted).unwrap_or_default()
}
