//! dec-two-in-force: two mandates for one who is to carry them out, or two plans of one unit, that count on one and the same day.
//! Days come from the documents alone, so that the finding is the same whatever day it is. A document and what it replaces, however
//! far back, follow each other and are never two at once.

use std::collections::{BTreeMap, HashSet};

use super::{Check, FixKind, Notes, Record, naming, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DocumentState, LinkKind, Site};
use crate::model::{Date, Details, Who};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "dec-two-in-force",
    title: ("to som gjelder samtidig", "two in force at once"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("dec_two_in_force.md"),
    check: Check::Site(check),
};

/// A document with its first and last day in force.
#[derive(Clone, Copy)]
struct Term {
    document: usize,
    at: Span,
    from: Date,
    to: Option<Date>,
}

fn check(site: &Site, notes: &mut Notes) {
    let mut groups: BTreeMap<(bool, String), Vec<Term>> = BTreeMap::new();
    for (n, entry) in site.documents.iter().enumerate() {
        let (plan, who) = match &entry.document.details {
            Details::Mandate(mandate) => (false, mandate.contractor.as_ref()),
            Details::Plan(plan) => (true, plan.unit.as_ref()),
            _ => continue,
        };
        if let Some((who, (from, to))) = who.zip(term(site, n)) {
            let term = Term { document: n, at: who.span(), from, to };
            groups.entry((plan, key(who))).or_default().push(term);
        }
    }
    for ((plan, _), mut terms) in groups {
        terms.sort_by_key(|term| (term.from, term.document));
        let mut last: Option<Term> = None;
        for (place, term) in terms.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|before| terms.get(before)).copied();
            // The one just before, and the one that counts longest: what else overlaps is found with them.
            let other = [before, last].into_iter().flatten().find(|other| {
                other.to.is_none_or(|to| term.from <= to) && term.to.is_none_or(|to| to >= term.from) && !follows(site, *term, *other)
            });
            if let Some(other) = other {
                notes.add(finding(site, plan, *term, other));
            }
            if last.is_none_or(|last| last.to.is_some_and(|to| term.to.is_none_or(|own| own > to))) {
                last = Some(*term);
            }
        }
    }
}

fn key(who: &Who) -> String {
    match who {
        Who::Id(id) => format!("@{}", id.value),
        Who::Named { name, .. } => name.as_ref().map_or_else(String::new, |name| name.value.trim().to_lowercase()),
    }
}

/// The days on which a document counts; none for one that never does, or whose end is not known.
fn term(site: &Site, document: usize) -> Option<(Date, Option<Date>)> {
    let own = site.document_to(document);
    let ended = match site.entry(document).state {
        DocumentState::InForce | DocumentState::NotYet { .. } => None,
        DocumentState::Expired { on } => Some(on),
        DocumentState::ReplacedBy { on, .. } => Some(on?.yesterday().ok()?),
        DocumentState::Repealed { decision } => Some(site.first_day(decision?)?.yesterday().ok()?),
        _ => return None,
    };
    let to = [own, ended].into_iter().flatten().min();
    Some((site.document_from(document)?, to))
}

/// Whether one of two takes the other's place, itself or by what it was adopted with, through whatever was between.
fn follows(site: &Site, one: Term, other: Term) -> bool {
    reaches(site, one.document, other.document) || reaches(site, other.document, one.document)
}

fn reaches(site: &Site, from: usize, to: usize) -> bool {
    let mut met = HashSet::from([from]);
    let mut waiting = vec![from];
    while let Some(document) = waiting.pop() {
        let mut earlier = site.predecessors(document);
        for link in site.adopted_by(document).map(|decision| site.acts_on(decision)).unwrap_or_default() {
            if link.kind != LinkKind::Amends {
                earlier.extend(site.adopts(link.earlier));
            }
        }
        for next in earlier {
            if next == to {
                return true;
            }
            if met.insert(next) {
                waiting.push(next);
            }
        }
    }
    false
}

fn finding(site: &Site, plan: bool, term: Term, other: Term) -> Finding {
    let name = naming::document(site, other.document);
    let since = words::day(term.from);
    let (nb, en) = if plan {
        ("planer for samme enhet", "plans of one unit")
    } else {
        ("mandater for samme oppdragstaker", "mandates for one contractor")
    };
    let message = Bilingual::new(
        format!("Fra {} gjelder også {}: to {nb}", since.nb, name.nb),
        format!("From {} on {} is in force too: two {en}", since.en, name.en),
    );
    let id = &site.document(other.document).id;
    let help = Bilingual::new(
        format!("Skriv erstatter: [{id}] her, eller gjelder_til i den som er over."),
        format!("Write erstatter: [{id}] here, or gjelder_til in the one that is over."),
    );
    Finding::new(RECORD.name, site.place(term.document, term.at), message)
        .with_help(help)
        .with_label(site.place(other.document, other.at), Bilingual::new("Den andre", "The other"))
}
