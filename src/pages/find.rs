//! The page at one path: only the families that can have one there draft their pages for it.
//!
//! What may not enter: what a page shows.

use super::{Draft, FAMILIES, Family, pages, quality, redirect};
use crate::diagnostic::Diagnostic;
use crate::index::Site;
use crate::work;

/// Where the pages of a family lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Below a first part of the address, or at it.
    Below(&'static str),
    /// At the addresses of documents.
    AtDocuments,
    /// Anywhere.
    Anywhere,
}

/// The page at a path, relative to the site's root.
#[must_use]
pub fn find<'s>(site: &'s Site, found: &'s [Diagnostic], path: &str) -> Option<Draft<'s>> {
    let is = |draft: &Draft<'_>| draft.path == path;
    let own = work::map(&asked(site, path), |family| (family.pages)(site).into_iter().rfind(is)).into_iter().flatten();
    let own = own.chain(quality::pages(site, found).into_iter().rfind(is));
    // Where two claim one path, the last has it; what leads on has none that is taken, so that all must be known for it.
    own.last().or_else(|| redirect::is_former(site, path).then(|| pages(site, found).into_iter().rfind(is))?)
}

/// The families that can have a page at a path, in their order.
fn asked(site: &Site, path: &str) -> Vec<&'static Family> {
    let first = path.split('/').next().unwrap_or_default();
    let id = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let is_document = site.find_document(id).is_some();
    let can = |family: &&Family| match family.lies {
        Where::Below(part) => part == first,
        Where::AtDocuments => is_document,
        Where::Anywhere => true,
    };
    FAMILIES.iter().copied().filter(can).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::tests::{Draft, document};
    use crate::model::Details;

    #[test]
    fn only_families_that_can_have_a_page_at_a_path_are_asked() {
        let minutes = |id: &str| document(id, Details::Minutes(Box::default()));
        let site = Draft::default().with(minutes("notat/a")).with(minutes("organ/a")).build();
        let names = |path: &str| asked(&site, path).into_iter().map(|family| family.name).collect::<Vec<_>>();
        let of_documents = ["agreement", "document", "guide", "lists", "mandate", "minutes", "plan"];
        assert_eq!(names("organ/styret/index.html"), ["bodies", "lists"]);
        assert_eq!(names("vedtak/index.html"), ["decision", "lists", "register"]);
        assert_eq!(names("index.html"), ["front", "lists"]);
        assert_eq!(names("notat/a/index.html"), of_documents);
        assert_eq!(names("notat/b/index.html"), ["lists"]);
        let both = names("organ/a/index.html");
        assert!(both.contains(&"bodies") && of_documents.iter().all(|one| both.contains(one)), "{both:?}");
    }
}
