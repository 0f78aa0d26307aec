//! ref-superseded: a document refers to a decision or document that had been replaced or repealed, without naming what came after.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Record, misses, naming, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DecisionState, DocumentState, Resolution, Site, Subject};
use crate::model::{Date, Details, Role};

/// The record.
pub const RECORD: Record = Record {
    name: "ref-superseded",
    title: ("en henvisning til noe som er erstattet eller opphevet", "a reference to something replaced or repealed"),
    levels: &[("", Level::Warning), ("rapport", Level::Info)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_superseded.md"),
    check: Check::Site(check),
};

/// What ended something.
#[derive(Clone, Copy)]
struct End {
    /// What came after, or the decision that repealed it.
    by: Subject,
    /// The first day it no longer counted.
    on: Date,
    /// Repealed, with nothing in its place.
    repealed: bool,
}

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let Some(date) = entry.document.front.date.as_ref().map(|date| date.value) else { continue };
        let mut spoken_of = HashSet::new();
        let mut named = None;
        for reference in site.references_in(n) {
            let Resolution::Target(target) = reference.resolution else { continue };
            let Some(end) = end(site, target.subject).filter(|end| end.on <= date) else { continue };
            if !relies_on(reference.role) || holds(site, n, target.subject) || !spoken_of.insert(target.subject) {
                continue;
            }
            let successors = successors(site, end);
            let named = named.get_or_insert_with(|| named_in(site, n));
            if successors.iter().any(|(successor, _)| named.contains(successor) || holds(site, n, *successor)) {
                continue;
            }
            let place = site.place(n, misses::without_anchor(site.mention(reference)));
            let finding = finding(site, place, target.subject, end, &successors, date);
            let in_report = matches!(entry.document.details, Details::Report);
            notes.add(if in_report { finding.with_case("rapport") } else { finding });
        }
    }
}

/// Whether what stands there takes its target to be in force.
fn relies_on(role: Role) -> bool {
    matches!(
        role,
        Role::Text
            | Role::DecisionText(_)
            | Role::ActionText(_)
            | Role::AdoptedBy
            | Role::Basis
            | Role::DecisionBasis(_)
            | Role::Covers(_)
            | Role::Follows
    )
}

/// What ended a subject, and when; none where it counts, or where the day is not known.
fn end(site: &Site, subject: Subject) -> Option<End> {
    let since = |by: Subject, on: Option<Date>, repealed| Some(End { by, on: on.or_else(|| naming::dated(site, by))?, repealed });
    match subject {
        Subject::Decision(n) => match site.decisions.get(n)?.state {
            DecisionState::ReplacedBy { decision, on } => since(Subject::Decision(decision), on, false),
            DecisionState::RepealedBy { decision, on } => since(Subject::Decision(decision), on, true),
            _ => None,
        },
        Subject::Document(n) => match site.entry(n).state {
            DocumentState::ReplacedBy { document, on } => since(Subject::Document(document), on, false),
            DocumentState::Repealed { decision: Some(decision) } => since(Subject::Decision(decision), None, true),
            _ => None,
        },
        _ => None,
    }
}

/// Everything that came after, the nearest first, with what ended it in its turn.
fn successors(site: &Site, first: End) -> Vec<(Subject, Option<End>)> {
    let mut list: Vec<(Subject, Option<End>)> = Vec::new();
    let mut met = HashSet::new();
    let mut next = Some(first);
    while let Some(this) = next {
        if !met.insert(this.by) {
            break;
        }
        next = end(site, this.by);
        list.push((this.by, next));
    }
    list
}

/// Whether a document is the subject, or the minutes that hold the decision.
fn holds(site: &Site, document: usize, subject: Subject) -> bool {
    match subject {
        Subject::Document(n) => n == document,
        Subject::Decision(n) => site.decisions.get(n).is_some_and(|decision| decision.document == document),
        _ => false,
    }
}

/// Everything a document names, in whatever field. Minutes named stand for the decisions made in them.
fn named_in(site: &Site, document: usize) -> HashSet<Subject> {
    let mut named: HashSet<Subject> = HashSet::new();
    for reference in site.references_in(document) {
        let Resolution::Target(target) = reference.resolution else { continue };
        if !named.insert(target.subject) {
            continue;
        }
        if let Subject::Document(n) = target.subject {
            let decisions = site.document(n).minutes().map(|minutes| minutes.decisions.as_slice()).unwrap_or_default();
            let ids = decisions.iter().filter_map(|decision| decision.id.as_ref());
            named.extend(ids.filter_map(|id| site.find_decision(&id.value)).map(Subject::Decision));
        }
    }
    named
}

fn finding(
    site: &Site,
    place: crate::source::Place,
    subject: Subject,
    end: End,
    successors: &[(Subject, Option<End>)],
    date: Date,
) -> Finding {
    let (old, by) = (naming::subject(site, subject), naming::subject(site, end.by));
    let on = if naming::dated(site, end.by) == Some(end.on) {
        Bilingual::new("", "")
    } else {
        let day = words::day(end.on);
        Bilingual::new(format!(" fra {}", day.nb), format!(" from {}", day.en))
    };
    let message = if end.repealed {
        Bilingual::new(format!("{} er opphevet ved {}{}", old.nb, by.nb, on.nb), format!("{} was repealed by {}{}", old.en, by.en, on.en))
    } else {
        Bilingual::new(format!("{} er erstattet av {}{}", old.nb, by.nb, on.nb), format!("{} was replaced by {}{}", old.en, by.en, on.en))
    };
    // Not what came after the document itself.
    let mut since = end.on;
    let come = |(_, ended): &&(Subject, Option<End>)| ended.map_or(since, |ended| std::mem::replace(&mut since, ended.on)) <= date;
    let in_force = successors.iter().take_while(come).last();
    let help = match in_force {
        Some((subject, ended)) if !end.repealed => {
            let held = naming::subject(site, *subject);
            let when = if ended.is_none() { ("gjelder nå", "is in force") } else { ("gjaldt den dagen", "was in force that day") };
            Bilingual::new(
                format!("Vis til {}, som {}, eller nevn begge.", held.nb, when.0),
                format!("Refer to {}, which {}, or name both.", held.en, when.1),
            )
        }
        _ => Bilingual::new(
            format!("Nevn {} også, eller ta ut henvisningen.", by.nb),
            format!("Name {} too, or take the reference out.", by.en),
        ),
    };
    let finding = Finding::new(RECORD.name, place, message).with_help(help);
    match written_at(site, end.by) {
        Some(place) => finding.with_label(place, Bilingual::new("Dette kom i stedet", "This came after it")),
        None => finding,
    }
}

/// Where the successor is written down: the entry of a decision, the title of a document.
fn written_at(site: &Site, subject: Subject) -> Option<crate::source::Place> {
    match subject {
        Subject::Decision(n) => {
            let entry = site.decisions.get(n)?;
            Some(site.place(entry.document, site.decision(n)?.id.as_ref()?.span))
        }
        Subject::Document(n) => Some(site.place(n, site.document(n).front.title.as_ref()?.span)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn what_is_proposed_held_on_the_day_of_the_document() {
        let minutes = |id: &str, date: &str, replaces: &str| {
            format!("---\ntype: referat\ndato: {date}\norgan: styret\nvedtak: [{{id: {id}, tekst: Ja{replaces}}}]\n---\n")
        };
        let one = minutes("ST 1/19", "2019-01-10", "");
        let two = minutes("ST 2/19", "2019-02-10", ", erstatter: [ST 1/19]");
        let three = minutes("ST 3/19", "2019-04-10", ", erstatter: [ST 2/19]");
        for (date, meant) in
            [("2019-03-01", "ST 2/19 (10. februar 2019), som gjaldt den dagen"), ("2019-05-01", "ST 3/19 (10. april 2019), som gjelder nå")]
        {
            let note = format!("---\ntype: notat\ntittel: Notat\ndato: {date}\n---\nSe [ST 1/19].\n");
            let files = [
                ("content/register/organer.yaml", "styret: {navn: Styret, kode: ST}\n"),
                ("content/referat/a.md", one.as_str()),
                ("content/referat/b.md", &two),
                ("content/referat/c.md", &three),
                ("content/notat/d.md", &note),
            ];
            assert_eq!(first(&super::RECORD, &files).help.unwrap().nb, format!("Vis til {meant}, eller nevn begge."));
        }
    }
}
