//! The page for addresses that lead nowhere.

use super::frame::{Frame, NOT_FOUND, Section, page};
use super::{Draft, Family, Page, Where};
use crate::index::Site;

/// The page for lost addresses.
pub static FAMILY: Family = Family { name: "lost", lies: Where::Below("404.html"), pages };

fn pages(site: &Site) -> Vec<Draft<'_>> {
    vec![Draft::new(NOT_FOUND, || one(site))]
}

fn one(site: &Site) -> Page<'_> {
    let mut frame = Frame::new(site, "", Section::None);
    frame.unlisted = true;
    page(site, NOT_FOUND, "lost.html", frame, (), None)
}
