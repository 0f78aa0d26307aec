//! dec-approves-other-body: a meeting that approves the minutes of a body it has nothing to do with.

use super::{Check, FixKind, Notes, Record, approvals, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject};

/// The record.
pub const RECORD: Record = Record {
    name: "dec-approves-other-body",
    title: ("godkjenning av et annet organs referat", "approval of another body's minutes"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_approves_other_body.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        if entry.document.minutes().is_none() || entry.document.front.template {
            continue;
        }
        for approval in approvals::of(site, n) {
            let Some(approved) = approval.target.filter(|target| site.document(*target).minutes().is_some()) else { continue };
            if !approvals::strangers(site, n, approved) {
                continue;
            }
            let (own, other) = (bodies(site, n), bodies(site, approved));
            let message = Bilingual::new(
                format!(
                    "{own} godkjenner referatet {}, men {other} står verken over, under eller ved siden av",
                    naming::document(site, approved).nb
                ),
                format!("{own} approves {}, but {other} is neither above, below nor beside it", naming::document(site, approved).en),
            );
            let help = Bilingual::new(
                "Vis til organets eget referat, eller rett «under» i register/organer.yaml.",
                "Refer to the body's own minutes, or correct `under` in register/organer.yaml.",
            );
            notes.add(Finding::new(RECORD.name, site.place(n, approval.span), message).with_help(help));
        }
    }
}

fn bodies(site: &Site, document: usize) -> String {
    site.bodies_of(document).iter().map(|body| site.name(Subject::Body(*body))).collect::<Vec<_>>().join(" / ")
}
