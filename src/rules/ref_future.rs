//! ref-future: minutes that cite, approve or replace something dated after their own meeting. Most often a wrong year.
//!
//! A decision that replaces, repeals or amends a later one is dec-time-order.

use super::{Check, FixKind, Notes, Record, misses, naming, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DocumentState, Resolution, Site, Subject};
use crate::model::{Date, DecisionId, Role};

/// The record.
pub const RECORD: Record = Record {
    name: "ref-future",
    title: ("et referat som viser til noe fra etter møtet", "minutes that refer to something from after the meeting"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_future.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let Some(minutes) = entry.document.minutes() else { continue };
        let last_day = minutes.date_to.as_ref().or(entry.document.front.date.as_ref()).map(|date| date.value);
        let Some(held) = last_day else { continue };
        for reference in site.references_in(n) {
            let Resolution::Target(target) = reference.resolution else { continue };
            if !looks_back(reference.role) || target.subject == Subject::Document(n) {
                continue;
            }
            // What is no more than a draft has no date of its own yet.
            if is_draft(site, target.subject) {
                continue;
            }
            let may_be_draft = reference.role == Role::Text && may_have_been_draft(site, target.subject);
            let Some(date) = naming::dated(site, target.subject).filter(|date| *date > held) else { continue };
            if may_be_draft && year_before(site, target.subject, date).is_none() {
                continue;
            }
            let place = site.place(n, misses::without_anchor(site.mention(reference)));
            notes.add(finding(site, place, held, target.subject, date));
        }
    }
}

fn is_draft(site: &Site, subject: Subject) -> bool {
    match subject {
        Subject::Document(n) => matches!(site.entry(n).state, DocumentState::Draft | DocumentState::Hearing),
        _ => false,
    }
}

/// Whether a document that is dated by its adoption may have lain before a meeting as a draft.
fn may_have_been_draft(site: &Site, subject: Subject) -> bool {
    matches!(subject, Subject::Document(n) if site.document(n).minutes().is_none())
}

/// Whether what stands there must have existed when the meeting was held.
fn looks_back(role: Role) -> bool {
    matches!(
        role,
        Role::Text
            | Role::DecisionText(_)
            | Role::ActionText(_)
            | Role::AdoptedBy
            | Role::ReplacesDocument
            | Role::Covers(_)
            | Role::DecisionBasis(_)
            | Role::Basis
            | Role::Approves
    )
}

fn finding(site: &Site, place: crate::source::Place, held: Date, subject: Subject, date: Date) -> Finding {
    let (name, held) = (naming::subject(site, subject), words::day(held));
    let message = Bilingual::new(
        format!("{} kom etter møtet, som ble holdt {}", name.nb, held.nb),
        format!("{} came after the meeting, which was held on {}", name.en, held.en),
    );
    let help = match year_before(site, subject, date) {
        Some(meant) => {
            let meant = naming::subject(site, meant);
            Bilingual::new(
                format!("Skriv {} hvis det er den fra året før du mener.", meant.nb),
                format!("Write {} if you mean the one of the year before.", meant.en),
            )
        }
        None => Bilingual::new(
            "Vis til noe som fantes da møtet ble holdt, eller list det som kom senere, under «relatert» eller «lukket_i».",
            "Refer to something that existed when the meeting was held, or list what came later under “relatert” or “lukket_i”.",
        ),
    };
    Finding::new(RECORD.name, place, message).with_help(help)
}

/// The same body's minutes of the same day a year earlier, or the decision with the same number of the year before.
fn year_before(site: &Site, subject: Subject, date: Date) -> Option<Subject> {
    match subject {
        Subject::Document(n) => {
            let earlier = Date::new(date.year() - 1, date.month(), date.day()).ok()?;
            let bodies = site.bodies_of(n);
            let mut meetings = bodies.iter().flat_map(|body| site.meetings(*body)).copied();
            meetings
                .find(|meeting| site.date(*meeting) == Some(earlier))
                .map(Subject::Document)
                .or_else(|| same_path_a_year_before(site, n, date, earlier))
        }
        Subject::Decision(n) => {
            let id = &site.decisions.get(n)?.id;
            let earlier = DecisionId { year: id.year.checked_sub(1)?, ..id.clone() };
            site.find_decision(&earlier).map(Subject::Decision)
        }
        _ => None,
    }
}

/// The document whose id differs in the year of its date alone.
fn same_path_a_year_before(site: &Site, document: usize, date: Date, earlier: Date) -> Option<Subject> {
    let id = site.document(document).id.as_str();
    let other = id.replace(&date.to_string(), &earlier.to_string());
    if other == id { None } else { site.find_document(&other).map(Subject::Document) }
}
