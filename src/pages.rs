//! Every URL of the site: per family one file with its view struct and a function from site to pages.
//!
//! Knows the site and makes views; the theme turns them into bytes. What may not enter: disks, levels, rules.
//! A new family: a file with a `View` (all that its template shows, and `body::fingerprint` where it places a document's text) and a
//! `FAMILY`, a line in [`FAMILIES`], a template, its texts in `i18n`.

pub mod actions;
pub mod bodies;
pub mod body;
pub mod cases;
pub mod cited;
pub mod decision;
pub mod document;
pub mod frame;
pub mod front;
pub mod link;
pub mod minutes;
pub mod paper;
pub mod parts;
pub mod people;
pub mod published;
pub mod register;
pub mod rows;
pub mod search;
pub mod state;
pub mod statutes;
pub mod timeline;
pub mod units;
pub mod words;

use crate::index::Site;
use crate::theme::View;

pub use published::files;

/// A page to be rendered.
pub struct Page<'s> {
    /// Where it lies, relative to the site's root: `vedtak/sg-3-17/index.html`.
    pub path: String,
    /// The template.
    pub template: &'static str,
    /// What the template gets. Holds the hash of everything that `html` is made from, so that equal views mean equal pages.
    pub view: View,
    /// Makes the pieces of HTML of the document's text; called only when the page is not remembered.
    pub html: Option<frame::Html<'s>>,
}

/// A family of pages.
pub struct Family {
    /// Its name, as in the file's.
    pub name: &'static str,
    /// Makes its pages.
    pub pages: fn(&Site) -> Vec<Page<'_>>,
}

/// Every family, sorted by name.
#[rustfmt::skip] // one a line, so that two new families never meet
pub static FAMILIES: &[&Family] = &[
    &actions::FAMILY,
    &bodies::FAMILY,
    &cases::FAMILY,
    &decision::FAMILY,
    &document::FAMILY,
    &front::FAMILY,
    &minutes::FAMILY,
    &people::FAMILY,
    &register::FAMILY,
    &search::FAMILY,
    &statutes::FAMILY,
    &units::FAMILY,
];

/// Every page of the site.
#[must_use]
pub fn pages(site: &Site) -> Vec<Page<'_>> {
    FAMILIES.iter().flat_map(|family| (family.pages)(site)).collect()
}
