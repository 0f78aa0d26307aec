//! dec-status: a written status, or the word "forslag" in a title, that the facts contradict.

use super::{Check, FixKind, Notes, Record, approvals, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DocumentState, LinkKind, Site, Subject};
use crate::model::{Role, Status};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-status",
    title: ("en status som ikke stemmer", "a status that is not true"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_status.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let meant = meant(site);
    for (n, entry) in site.documents.iter().enumerate() {
        let front = &entry.document.front;
        if front.template {
            continue;
        }
        match front.status.as_ref().map(|status| (status.value, status.span)) {
            Some((status @ (Status::Replaced | Status::Repealed), span)) if !ended(site, n) && !meant.contains(&n) => {
                notes.add(not_ended(site, n, span, status));
            }
            Some((Status::InForce, span)) => notes.add_all(still_in_force(site, n, span)),
            _ => {}
        }
        notes.add_all(proposal(site, n));
    }
}

/// Whether something in the site took a document's place or repealed it, on whatever day: a successor, or a later decision about it
/// or about the decision that adopted it.
fn ended(site: &Site, document: usize) -> bool {
    let counts = |other: &usize| {
        let status = site.document(*other).front.status.as_ref().map(|status| status.value);
        approvals::counts(site, *other) && status != Some(Status::Hearing)
    };
    let adopting = site.adopted_by(document);
    let undone = |decision: usize| site.acted_on_by(decision).iter().any(|link| link.kind != LinkKind::Amends);
    let later = || {
        let made = adopting.and_then(|decision| site.decisions.get(decision)?.date).or(site.date(document));
        let after = |decision: &usize| site.decisions.get(*decision).is_some_and(|entry| entry.date > made);
        site.covered_by(document).iter().any(|decision| Some(*decision) != adopting && after(decision))
    };
    site.successors(document).iter().any(counts) || adopting.is_some_and(undone) || later()
}

/// Documents that a reference which leads nowhere probably meant to replace or repeal.
fn meant(site: &Site) -> Vec<usize> {
    let mut documents = Vec::new();
    for lost in misses::lost(site) {
        let nearest = match lost.mention.role {
            Role::ReplacesDocument | Role::Covers(_) => site.nearest_documents(lost.written()),
            Role::Replaces(_) | Role::Repeals(_) => {
                let ids = site.nearest_decisions(lost.written()).into_iter();
                let decisions = ids.filter_map(|near| site.find_decision(&crate::model::DecisionId::read(&near.written)?));
                documents.extend(decisions.flat_map(|decision| site.adopts(decision)));
                continue;
            }
            _ => continue,
        };
        documents.extend(nearest.into_iter().filter_map(|near| site.find_document(&near.written)));
    }
    documents
}

fn not_ended(site: &Site, document: usize, at: Span, status: Status) -> Finding {
    let (message, help) = if status == Status::Replaced {
        (
            Bilingual::new(
                "Statusen er «erstattet», men ikke noe dokument erstatter dette",
                "The status is `erstattet`, but no document replaces this one",
            ),
            Bilingual::new(
                "Skriv «erstatter» i etterfølgeren, eller rett statusen.",
                "Write `erstatter` in the successor, or correct the status.",
            ),
        )
    } else {
        (
            Bilingual::new(
                "Statusen er «opphevet», men ikke noe vedtak opphever dette",
                "The status is `opphevet`, but no decision repeals this",
            ),
            Bilingual::new(
                "Før vedtaket som opphevet det, med «opphever» eller «gjelder», eller rett statusen.",
                "Enter the decision that repealed it, with `opphever` or `gjelder`, or correct the status.",
            ),
        )
    };
    Finding::new(RECORD.name, site.place(document, at), message).with_help(help)
}

fn still_in_force(site: &Site, document: usize, at: Span) -> Option<Finding> {
    let (by, repealed) = match site.entry(document).state {
        DocumentState::ReplacedBy { document, .. } => (Subject::Document(document), false),
        DocumentState::Repealed { decision: Some(decision) } => (Subject::Decision(decision), true),
        _ => return None,
    };
    let name = naming::subject(site, by);
    let message = if repealed {
        Bilingual::new(
            format!("Statusen er «gjeldende», men dokumentet er opphevet ved {}", name.nb),
            format!("The status is `gjeldende`, but the document was repealed by {}", name.en),
        )
    } else {
        Bilingual::new(
            format!("Statusen er «gjeldende», men dokumentet er erstattet av {}", name.nb),
            format!("The status is `gjeldende`, but the document was replaced by {}", name.en),
        )
    };
    let help = Bilingual::new("Ta statusen ut: den regnes ut av seg selv.", "Take the status out: it is worked out by itself.");
    Some(Finding::new(RECORD.name, site.place(document, at), message).with_help(help))
}

/// "Forslag" as a word in the title of something adopted.
fn proposal(site: &Site, document: usize) -> Option<Finding> {
    let front = &site.document(document).front;
    let status = front.status.as_ref().map(|status| status.value);
    if front.adopted.is_none() || matches!(status, Some(Status::Draft | Status::Hearing)) {
        return None;
    }
    let span = front.title.as_ref()?.span;
    let title = site.sources.slice(site.place(document, span));
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let found = title.match_indices(['F', 'f']).find(|(at, _)| {
        let (before, rest) = title.split_at(*at);
        let word = rest.get(.."forslag".len()).is_some_and(|word| word.eq_ignore_ascii_case("forslag"));
        word && !letter(before.chars().next_back()) && !letter(rest.chars().nth("forslag".len()))
    });
    let start = span.start as usize + found?.0;
    let at = Span::new(start, start + "forslag".len());
    let message =
        Bilingual::new("Tittelen sier «forslag», men dokumentet er vedtatt", "The title says “forslag”, but the document is adopted");
    let help = Bilingual::new(
        "Ta ordet ut av tittelen, eller ta ut «vedtatt» hvis det ennå er et forslag.",
        "Take the word out of the title, or take out `vedtatt` if it still is a proposal.",
    );
    Some(Finding::new(RECORD.name, site.place(document, at), message).with_help(help))
}
