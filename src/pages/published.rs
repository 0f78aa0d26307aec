//! What is published beside the pages: the attachments and files that published documents list or link.

use crate::index::{Resolution, Site, Subject};
use crate::output::Output;

use super::link::title;
use super::parts::{may_see, published_documents};

/// The files below `content/` that go with the pages. A file is copied only when a document the audience gets lists or links it.
#[must_use]
pub fn files(site: &Site) -> Output {
    let mut output = Output::default();
    for document in published_documents(site) {
        let entry = site.entry(document);
        let attachments = &site.document(document).front.attachments;
        let withheld: Vec<usize> = attachments
            .iter()
            .zip(&entry.attachments)
            .filter(|(attachment, _)| !may_see(site, attachment.access.as_ref().map(|access| access.value)))
            .filter_map(|(_, file)| *file)
            .collect();
        let listed = entry.attachments.iter().copied().flatten();
        let linked = site.references_in(document).iter().filter_map(|reference| match &reference.resolution {
            Resolution::Target(target) => match target.subject {
                Subject::File(file) => Some(file),
                _ => None,
            },
            _ => None,
        });
        for file in listed.chain(linked).filter(|file| !withheld.contains(file)) {
            copy(site, file, &mut output);
        }
    }
    output
}

fn copy(site: &Site, file: usize, output: &mut Output) {
    if let Some(found) = site.files.get(file).filter(|found| !found.leads_outside && !title(site, Subject::File(file)).is_empty()) {
        output.copy(site.url(Subject::File(file)).trim_start_matches('/'), found.path.clone());
    }
}
