//! What is published beside the pages: the files that the audience gets, copied as they are, the data of the search, what programs
//! read, and what search engines read. A file of the site's own never takes the place of one of these.

use std::collections::BTreeMap;

use super::Page;
use crate::index::{Site, Subject};
use crate::output::Output;

/// The files below `content/` that go with the pages: those that a shown document lists or links.
#[must_use]
pub fn files(site: &Site, pages: &[Page<'_>]) -> Output {
    let mut output = Output::default();
    for file in site.published_files() {
        if let Some(found) = site.files.get(file) {
            output.copy(site.url(Subject::File(file)).trim_start_matches('/'), found.path.clone());
        }
    }
    for own in [super::search::files(site), super::data::files(site), super::sitemap::files(site, pages)] {
        output.files.extend(own.files);
    }
    output.put(ADDRESSES, addresses(pages));
    output
}

/// The addresses of the site's pages with their titles: what the page for lost addresses looks for the nearest in.
const ADDRESSES: &str = "sok/adresser.json";

/// Addresses below the root, as the browser has them decoded, each with its title; what search leaves out is left out here too.
fn addresses(pages: &[Page<'_>]) -> Vec<u8> {
    let listed = pages.iter().filter(|page| page.listed).map(|page| {
        let path = page.path.strip_suffix("index.html").unwrap_or(&page.path);
        (path, page.title.as_str())
    });
    let sorted: BTreeMap<&str, &str> = listed.collect();
    serde_json::to_vec(&sorted).unwrap_or_default()
}
