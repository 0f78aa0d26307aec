//! The page for addresses that lead nowhere.

use super::frame::{Frame, NOT_FOUND, Section, page};
use super::{Family, Page};
use crate::index::Site;

/// The page for lost addresses.
pub static FAMILY: Family = Family { name: "lost", pages };

fn pages(site: &Site) -> Vec<Page<'_>> {
    let mut frame = Frame::new(site, "", Section::None);
    frame.unlisted = true;
    vec![page(site, NOT_FOUND, "lost.html", &frame, &(), None)]
}
