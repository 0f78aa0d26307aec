//! date-review-due: a document that is still in force although its day of review or its last day has passed.

use super::{Check, FixKind, Notes, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DocumentState, Site};
use crate::model::Status;

/// The record.
pub const RECORD: Record = Record {
    name: "date-review-due",
    title: ("et gjeldende dokument som skulle vært revidert", "a document in force that is due for review"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_review_due.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let front = &entry.document.front;
        let written = front.status.as_ref().map(|status| status.value);
        let stands = matches!(entry.state, DocumentState::InForce | DocumentState::Published);
        if let Some(review) = front.review.as_ref().filter(|review| stands && review.value < site.as_of) {
            let day = words::day(review.value);
            let message = Bilingual::new(
                format!("Dokumentet skulle vært revidert {}, og gjelder fortsatt", day.nb),
                format!("The document was to be reviewed by {}, and is still in force", day.en),
            );
            let help = Bilingual::new(
                "Revider dokumentet og sett en ny dato, eller ta med det nye dokumentet som erstatter det.",
                "Review the document and set a new date, or add the document that replaces it.",
            );
            notes.add(Finding::new(RECORD.name, site.place(n, review.span), message).with_help(help));
        }
        // Past its last day it is in force by the author's word alone.
        let ended = matches!(entry.state, DocumentState::Expired { .. }) && written == Some(Status::InForce);
        if let Some(last) = front.valid_to.as_ref().filter(|last| ended && last.value < site.as_of) {
            let day = words::day(last.value);
            let message = Bilingual::new(
                format!("Dokumentet gjaldt til {}, men statusen er fortsatt «gjeldende»", day.nb),
                format!("The document was in force until {}, but its status is still “gjeldende”", day.en),
            );
            let help = Bilingual::new(
                "Forleng «gjelder_til», eller ta ut «status»: at dokumentet er utløpt, ser programmet selv.",
                "Extend “gjelder_til”, or take “status” out: the program sees for itself that the document has expired.",
            );
            let finding = Finding::new(RECORD.name, site.place(n, last.span), message).with_help(help);
            let status = front.status.as_ref().map(|status| site.place(n, status.span));
            notes.add(match status {
                Some(place) => finding.with_label(place, Bilingual::new("statusen", "the status")),
                None => finding,
            });
        }
    }
}
