//! dec-minutes-unapproved: minutes that nothing approves although the body has met since, or that the next meeting passed over.
//!
//! An entry of `godkjenner` that another rule finds wrong probably meant the minutes in question: then nothing is said here.

use super::approvals::{self, Approval};
use super::{Check, FixKind, Notes, Record, faults, naming, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DocumentState, Neighbours};
use crate::index::{MinutesState, Site};

/// The record.
pub const RECORD: Record = Record {
    name: "dec-minutes-unapproved",
    title: ("et referat som ikke er godkjent", "minutes that nobody approved"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_minutes_unapproved.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let (Some(minutes), Some(held)) = (entry.document.minutes(), &entry.document.front.date) else { continue };
        let said = matches!(entry.state, DocumentState::Minutes(MinutesState::Approved));
        let approved = site.approvers(n).into_iter().any(|meeting| approvals::counts(site, meeting));
        if !approvals::counts(site, n) || said || approved || faults::unread(&entry.document, "merknadsfrist") {
            continue;
        }
        let later: Vec<(usize, Vec<Approval>)> = site
            .neighbours(n)
            .iter()
            .filter_map(|around| next_held(site, n, *around))
            .map(|meeting| (meeting, approvals::of(site, meeting)))
            .collect();
        let doubtful = |(meeting, approved): &(usize, Vec<Approval>)| {
            faults::unread(site.document(*meeting), "godkjenner") || approved.iter().any(|one| approvals::mistaken(site, *meeting, one))
        };
        if later.iter().any(doubtful) {
            continue;
        }
        if let Some((meeting, passed)) = later.iter().find_map(|(meeting, approved)| Some((*meeting, in_its_place(site, n, approved)?))) {
            notes.add(passed_over(site, n, meeting, passed));
        } else if let (Some((meeting, _)), None) = (later.first(), &minutes.comment_deadline) {
            notes.add(unapproved(site, n, held.span, *meeting));
        }
    }
}

/// The body's next meeting that counts and was held by the as-of date.
fn next_held(site: &Site, document: usize, around: Neighbours) -> Option<usize> {
    let mut next = around.next;
    while let Some(meeting) = next.filter(|meeting| !approvals::counts(site, *meeting) || site.date(*meeting) == site.date(document)) {
        next = site.next_meeting(meeting, around.body);
    }
    next.filter(|meeting| site.date(*meeting).is_some_and(|date| date <= site.as_of))
}

/// Minutes of the same body that the next meeting approves in place of these: earlier ones that another meeting has approved before.
fn in_its_place<'a>(site: &Site, document: usize, approved: &'a [Approval]) -> Option<&'a Approval> {
    let own = site.bodies_of(document);
    approved.iter().find(|one| {
        one.target.is_some_and(|target| {
            let before = site.approvers(target).into_iter().filter(|meeting| approvals::counts(site, *meeting)).count();
            site.bodies_of(target).iter().any(|body| own.contains(body)) && site.date(target) < site.date(document) && before > 1
        })
    })
}

fn passed_over(site: &Site, document: usize, meeting: usize, instead: &Approval) -> Finding {
    let (these, others) = (naming::document(site, document), instead.target.map(|other| naming::document(site, other)));
    let others = others.unwrap_or_else(|| Bilingual::new("", ""));
    let message = Bilingual::new(
        format!("Møtet godkjenner {} en gang til, mens {} ikke blir godkjent", others.nb, these.nb),
        format!("The meeting approves {} once more, while {} is not approved", others.en, these.en),
    );
    let id = &site.document(document).id;
    let help = Bilingual::new(
        format!("Skriv {id} hvis det er det referatet møtet godkjente."),
        format!("Write {id} if those are the minutes that the meeting approved."),
    );
    Finding::new(RECORD.name, site.place(meeting, instead.span), message).with_help(help)
}

fn unapproved(site: &Site, document: usize, at: crate::source::Span, next: usize) -> Finding {
    let next_day = site.date(next).map(words::day);
    let next_day = next_day.unwrap_or_else(|| Bilingual::new("", ""));
    let message = Bilingual::new(
        format!("Ingen har godkjent dette referatet, og organet møttes igjen {}", next_day.nb),
        format!("Nobody has approved these minutes, and the body met again on {}", next_day.en),
    );
    let help = Bilingual::new(
        "Før referatet under «godkjenner» i møtet som godkjente det, eller skriv merknadsfristen her.",
        "List these minutes under `godkjenner` in the meeting that approved them, or write the deadline for comments here.",
    );
    let finding = Finding::new(RECORD.name, site.place(document, at), message).with_help(help);
    match site.document(next).front.key("godkjenner").or(site.document(next).front.date.as_ref().map(|date| date.span)) {
        Some(span) => finding.with_label(site.place(next, span), Bilingual::new("Neste møte", "The next meeting")),
        None => finding,
    }
}
