//! Former addresses of documents: a page at each that leads on.

use std::collections::HashSet;

use serde::Serialize;

use super::frame::{Frame, Section, page, path};
use super::link::{Link, address, encode, link};
use super::{Draft, Page};
use crate::index::{Redirect, Site, Subject};

/// What the template gets.
#[derive(Serialize)]
struct View {
    to: Link,
    /// The full address, where the site knows its own.
    canonical: Option<String>,
}

/// A page for each alias whose address is nobody else's: `taken` are the paths of the other pages and files.
pub(super) fn pages<'s>(site: &'s Site, taken: &HashSet<String>) -> Vec<Draft<'s>> {
    let draft = |redirect: &Redirect| {
        let (url, target) = (encode(&redirect.from), Subject::Document(redirect.document));
        Draft::new(&url.clone(), move || one(site, &url, target)).without_words()
    };
    site.redirects().iter().map(draft).filter(|one| !taken.contains(&one.path.to_lowercase())).collect()
}

/// Whether a path, relative to the site's root, is that of a former address.
pub(super) fn is_former(site: &Site, at: &str) -> bool {
    site.redirects().iter().any(|redirect| path(&encode(&redirect.from)) == at)
}

fn one<'s>(site: &'s Site, url: &str, target: Subject) -> Page<'s> {
    let base = site.config.base_url.trim_end_matches('/');
    let canonical = (!base.is_empty()).then(|| format!("{base}{}", address(site, target)));
    let mut frame = Frame::new(site, "", Section::None);
    frame.unlisted = true;
    page(site, url, "redirect.html", frame, View { to: link(site, target), canonical }, None)
}
