//! What is published beside the pages: the files that the audience gets, copied as they are, and the data of the search.

use crate::index::{Site, Subject};
use crate::output::Output;

/// The files below `content/` that go with the pages: those that a shown document lists or links.
#[must_use]
pub fn files(site: &Site) -> Output {
    let mut output = super::search::files(site);
    for file in site.published_files() {
        if let Some(found) = site.files.get(file) {
            output.copy(site.url(Subject::File(file)).trim_start_matches('/'), found.path.clone());
        }
    }
    output
}
