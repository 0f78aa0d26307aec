//! An agreement beside the guide it follows: which points the guide requires, and what each is called on both sides.
//!
//! What may not enter: a rule's own sentence.

use std::collections::{HashMap, HashSet};

use crate::index::{Site, Subject};
use crate::model::{Details, Guide, Heading, Point, Role};

/// An agreement and its guide.
pub(super) struct Pair<'s> {
    /// The agreement's place in the site.
    pub agreement: usize,
    /// The guide's.
    pub guide: usize,
    /// What the guide asks for.
    pub asks: &'s Guide,
}

/// Every agreement with the guide that it follows; templates are left out, and guides in which no point could be read.
pub(super) fn pairs(site: &Site) -> impl Iterator<Item = Pair<'_>> {
    (0..site.documents.len()).filter_map(move |agreement| {
        let document = site.document(agreement);
        if !matches!(document.details, Details::Agreement(_)) || document.front.template {
            return None;
        }
        let Some(Subject::Document(guide)) = site.subject_as(agreement, Role::Follows) else { return None };
        match &site.document(guide).details {
            Details::Guide(asks) => Some(Pair { agreement, guide, asks }),
            _ => None,
        }
    })
}

/// The points of a document by number, the first of each; and the numbers that stand twice.
pub(super) fn points(site: &Site, document: usize) -> (HashMap<&str, &Point>, HashSet<&str>) {
    let mut points: HashMap<&str, &Point> = HashMap::new();
    let mut twice = HashSet::new();
    for point in &site.document(document).text.points {
        if points.contains_key(point.number.as_str()) {
            twice.insert(point.number.as_str());
        } else {
            points.insert(&point.number, point);
        }
    }
    (points, twice)
}

/// The heading of a point.
pub(super) fn heading<'s>(site: &'s Site, document: usize, point: &Point) -> Option<&'s Heading> {
    site.document(document).text.headings.get(point.heading? as usize)
}

/// A title as two titles are compared: words and numbers alone, without letter case.
pub(super) fn plain(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
