//! What is published beside the pages: the files that the audience gets, copied as they are, the data of the search, and what
//! search engines read.

use super::Page;
use crate::index::{Site, Subject};
use crate::output::Output;

/// The files below `content/` that go with the pages: those that a shown document lists or links.
#[must_use]
pub fn files(site: &Site, pages: &[Page<'_>]) -> Output {
    let mut output = super::search::files(site);
    output.files.extend(super::sitemap::files(site, pages).files);
    for file in site.published_files() {
        if let Some(found) = site.files.get(file) {
            output.copy(site.url(Subject::File(file)).trim_start_matches('/'), found.path.clone());
        }
    }
    output
}
