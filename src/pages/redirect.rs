//! Former addresses of documents: a page at each that leads on.

use std::collections::HashSet;

use serde::Serialize;

use super::Page;
use super::frame::{Frame, Section, page};
use super::link::{Link, address, encode, link};
use crate::index::{Site, Subject};

/// What the template gets.
#[derive(Serialize)]
struct View {
    to: Link,
    /// The full address, where the site knows its own.
    canonical: Option<String>,
}

/// A page for each alias whose address is nobody else's: `taken` are the paths of the other pages and files.
pub(super) fn pages<'s>(site: &'s Site, taken: &HashSet<String>) -> Vec<Page<'s>> {
    let mut made: Vec<Page<'s>> = Vec::new();
    for redirect in site.redirects() {
        let target = Subject::Document(redirect.document);
        let base = site.config.base_url.trim_end_matches('/');
        let canonical = (!base.is_empty()).then(|| format!("{base}{}", address(site, target)));
        let mut frame = Frame::new(site, "", Section::None);
        frame.unlisted = true;
        let url = encode(&redirect.from);
        let one = page(site, &url, "redirect.html", &frame, &View { to: link(site, target), canonical }, None);
        if !taken.contains(&one.path.to_lowercase()) {
            made.push(one);
        }
    }
    made
}
