//! How minutes, their items and decisions are cited: "SG 3/17, Styringsgruppa 8. september 2017, sak 4".

use serde::Serialize;

use super::link::{party, title};
use crate::index::{Site, Subject};
use crate::model::Date;

/// A meeting as a citation names it; the theme puts day and item into words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The bodies that met; the minutes' title where they name none.
    pub bodies: Vec<String>,
    /// The day, where bodies are named.
    pub date: Option<Date>,
}

/// The meeting that minutes tell of; any other document by its title and date.
#[must_use]
pub fn citation(site: &Site, document: usize) -> Citation {
    let found = site.document(document);
    let bodies: Vec<String> = found.front.bodies.iter().map(|body| party(site, &body.value).words).collect();
    let of_meeting = found.minutes().is_some() && !bodies.is_empty();
    let called = title(site, Subject::Document(document));
    // Minutes without bodies are called after their day already.
    let date = site.date(document).filter(|_| of_meeting || found.minutes().is_none());
    Citation { bodies: if of_meeting { bodies } else { vec![called] }, date }
}
