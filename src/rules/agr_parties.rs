//! agr-parties: an agreement with fewer than two parties, or with a party that is not in the register.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Record, faults, ill_read, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::{Agreement, Details, RegisterKind, Role, Who};
use crate::source::Span;

/// The record.
pub const RECORD: Record = Record {
    name: "agr-parties",
    title: ("en avtale uten to kjente parter", "an agreement without two known parties"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("agr_parties.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let Details::Agreement(agreement) = &entry.document.details else { continue };
        if !entry.document.front.template && !faults::unread(&entry.document, "parter") {
            notes.add_all(too_few(site, n, agreement));
        }
    }
    if ill_read::register(site, RegisterKind::Units) {
        return ill_read::leave_alone(site, RegisterKind::Units, notes);
    }
    for lost in misses::lost(site) {
        let unknown = lost.mention.role == Role::Party && matches!(lost.miss, Miss::Unit | Miss::Body | Miss::Person | Miss::Party);
        if !unknown || site.document(lost.document).front.template {
            continue;
        }
        let written = lost.written();
        let message =
            Bilingual::new(format!("Parten «{written}» står ikke i registeret"), format!("The party “{written}” is not in the register"));
        let otherwise = Bilingual::new(
            "Før parten i register/enheter.yaml, eller skriv {navn: …} for en som ikke skal stå der.",
            "Enter the party in register/enheter.yaml, or write {navn: …} for one that does not belong there.",
        );
        let help = naming::choose(&misses::nearest_parties(site, lost.target(), written, None), otherwise);
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help));
    }
}

/// Fewer than two parties, one that is named twice counting once. Where site.toml requires the field, its absence is found already.
fn too_few(site: &Site, document: usize, agreement: &Agreement) -> Option<Finding> {
    let front = &site.document(document).front;
    let written = front.key("parter");
    let asked_for = site.config.type_rules("avtale").is_some_and(|rules| rules.required.iter().any(|key| key.value == "parter"));
    if agreement.parties.is_empty() && asked_for {
        return None;
    }
    let different: HashSet<String> = agreement.parties.iter().filter_map(|party| party.unit.as_ref()).map(name).collect();
    if different.len() >= 2 {
        return None;
    }
    let at = written.unwrap_or(Span { start: front.span.start, end: front.span.start });
    let message = match (agreement.parties.len(), different.len()) {
        (0, _) => Bilingual::new("Avtalen har ingen parter", "The agreement has no parties"),
        (1, _) => Bilingual::new("Avtalen har bare én part", "The agreement has only one party"),
        _ => Bilingual::new("Partene i avtalen er en og samme", "The parties of the agreement are one and the same"),
    };
    let help = Bilingual::new(
        "Før alle som inngår avtalen: parter: [{enhet: …, representert_ved: …}, …].",
        "List everybody who enters into it: parter: [{enhet: …, representert_ved: …}, …].",
    );
    Some(Finding::new(RECORD.name, site.place(document, at), message).with_help(help))
}

fn name(who: &Who) -> String {
    match who {
        Who::Id(id) => format!("@{}", id.value),
        Who::Named { name, .. } => name.as_ref().map_or_else(String::new, |name| name.value.trim().to_lowercase()),
    }
}
