//! id-format: a decision's number that is not `<code> <n>/<yy>`, or whose code is another body's.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Record, faults, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level};
use crate::index::Site;
use crate::model::{Decision, DecisionId};
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "id-format",
    title: ("et vedtaksnummer som er skrevet på en annen måte", "a decision number written another way"),
    levels: &[("", Level::Error)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("id_format.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        if let FaultKind::DecisionId { written } = kind {
            notes.add(unreadable(site, place, written));
        }
    }
    for (n, entry) in site.documents.iter().enumerate() {
        let decisions = entry.document.minutes().map_or(&[][..], |minutes| &minutes.decisions);
        if !decisions.is_empty() {
            let codes = codes(site, n);
            // A sign that only looks right is id-lookalike's.
            let faults = entry.document.faults.iter();
            let lookalikes: HashSet<Span> =
                faults.filter(|fault| matches!(fault.kind, FaultKind::Lookalike { .. })).map(|fault| fault.span).collect();
            for decision in decisions.iter().filter(|decision| decision.id.as_ref().is_some_and(|id| !lookalikes.contains(&id.span))) {
                written_otherwise(site, n, decision, &codes, notes);
            }
        }
    }
}

/// The codes of the bodies that met; empty where one of them has none, as any code may then be meant.
fn codes(site: &Site, document: usize) -> Vec<String> {
    let bodies = &site.document(document).front.bodies;
    let codes = bodies.iter().filter_map(|body| site.find_body(&body.value)).map(|body| site.body(body).code.as_ref());
    codes.map(|code| code.map(|code| code.value.to_uppercase())).collect::<Option<_>>().unwrap_or_default()
}

fn written_otherwise(site: &Site, document: usize, decision: &Decision, codes: &[String], notes: &mut Notes) {
    let Some(id) = &decision.id else { return };
    let place = site.place(document, id.span);
    let written = site.sources.slice(place);
    let other_body = !codes.is_empty() && !codes.contains(&id.value.code);
    if other_body {
        let known = words::one_of(codes);
        let message = Bilingual::new(
            format!("«{}» er ikke koden til organet, som er {}", id.value.code, known.nb),
            format!("“{}” is not the code of the body, which is {}", id.value.code, known.en),
        );
        let finding = Finding::new(RECORD.name, place, message);
        notes.add(match codes {
            [code] => with_meant(finding, place, &DecisionId { code: code.clone(), ..id.value.clone() }, false),
            _ => finding,
        });
    } else if written != id.value.to_string() {
        let message = Bilingual::new(
            format!("Vedtaksnummeret «{written}» er ikke skrevet som «{}»", id.value),
            format!("The decision number “{written}” is not written as “{}”", id.value),
        );
        notes.add(with_meant(Finding::new(RECORD.name, place, message), place, &id.value, true));
    }
}

fn unreadable(site: &Site, place: Place, written: &str) -> Finding {
    let shown = words::shown(site, place, written);
    let message = Bilingual::new(
        format!("«{shown}» er ikke et vedtaksnummer: kode, nummer og årstall med to sifre"),
        format!("“{shown}” is not a decision number: code, number and two-digit year"),
    );
    let finding = Finding::new(RECORD.name, place, message);
    match meant(site, place, written) {
        Some((id, safe)) => with_meant(finding, place, &id, safe),
        None => finding.with_help(Bilingual::new("Skriv for eksempel «SG 3/17».", "Write for example “SG 3/17”.")),
    }
}

fn with_meant(finding: Finding, place: Place, id: &DecisionId, safe: bool) -> Finding {
    let help = Bilingual::new(format!("Skriv «{id}»."), format!("Write “{id}”."));
    let fix = Fix::replace(safe, place, id.to_string(), Bilingual::new("Rett skrivemåten", "Mend the spelling"));
    finding.with_help(help).with_fix(fix)
}

/// The number that was probably meant: the year in four digits, another sign between the parts, or the code left out.
/// Safe to write where nothing was added.
fn meant(site: &Site, place: Place, written: &str) -> Option<(DecisionId, bool)> {
    let letters: String = written.chars().take_while(|c| c.is_alphabetic() || c.is_whitespace()).collect();
    let rest = written.get(letters.len()..)?.trim_start_matches(['-', '–', ':', '.', ' ']);
    let (number, year) = rest.split_once(['/', '-', '–', '.'])?;
    let (number, year) = (number.trim(), year.trim());
    let year = if year.len() == 4 { year.strip_prefix("20").or_else(|| year.strip_prefix("19"))? } else { year };
    let code = letters.trim();
    let entry = site.documents.iter().position(|entry| entry.source == place.source);
    let own = entry.map(|document| codes(site, document)).unwrap_or_default();
    let (code, safe) = match (code.is_empty(), own.as_slice()) {
        (true, [own]) => (own.as_str(), false),
        (true, _) => return None,
        (false, _) => (code, true),
    };
    DecisionId::read(&format!("{code} {number}/{year}")).map(|id| (id, safe))
}
