//! id-format: a decision's number that is not `<code> <n>/<yy>`, or whose code is another body's; and what is nearly one, alone in brackets
//! in a text, where the code is known.

use std::collections::HashSet;

use super::misses::Lost;
use super::{Check, FixKind, Notes, Record, faults, misses, naming, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level};
use crate::index::{Miss, Site};
use crate::model::{Decision, DecisionId};
use crate::parse::{lookalike, reference};
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
        match kind {
            FaultKind::DecisionId { written } => notes.add(unreadable(site, place, written)),
            FaultKind::DecisionLabel { written } => notes.add_all(nearly(site, place, written)),
            _ => {}
        }
    }
    for lost in misses::lost(site).filter(|lost| names_decision(site, lost)) {
        notes.add_all(nearly(site, lost.target(), site.sources.slice(lost.target())));
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

/// The numbers of minutes with another body's code, where the right one is known: what was meant, and the bytes.
pub(super) fn of_another_body(site: &Site, document: usize) -> Vec<(DecisionId, Place)> {
    let decisions = site.document(document).minutes().map_or(&[][..], |minutes| &minutes.decisions);
    let codes = if decisions.is_empty() { Vec::new() } else { codes(site, document) };
    let [code] = codes.as_slice() else { return Vec::new() };
    let ids = decisions.iter().filter_map(|decision| decision.id.as_ref()).filter(|id| id.value.code != *code);
    ids.map(|id| (DecisionId { code: code.clone(), ..id.value.clone() }, site.place(document, id.span))).collect()
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

/// Whether a label that leads nowhere, `[vedtaket][SG 3/2017]`, is nearly the number of a decision.
pub(super) fn names_decision(site: &Site, lost: &Lost<'_>) -> bool {
    let label = site.sources.slice(lost.target());
    let is_label = || site.sources.slice(site.place(lost.document, lost.mention.whole)).ends_with(']');
    matches!(lost.miss, Miss::Document | Miss::Label)
        && lost.mention.role.in_text()
        && reference::is_nearly_decision(label)
        && is_label()
        && has_code(site, label)
}

/// Whether the first word of a label is a code that decisions have.
fn has_code(site: &Site, label: &str) -> bool {
    let code = code(label);
    let bodies = site.registers.bodies.entries.iter().filter_map(|body| body.code.as_ref());
    let known = bodies.map(|code| code.value.to_uppercase()).any(|known| known == code);
    // Decisions are sorted by their ids, and those by their codes first.
    let first = site.decisions.partition_point(|entry| entry.id.code < code);
    known || site.decisions.get(first).is_some_and(|entry| entry.id.code == code)
}

fn code(label: &str) -> String {
    label.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_uppercase()
}

/// What is nearly the number of a decision, where its first word is a code that decisions have.
fn nearly(site: &Site, place: Place, written: &str) -> Option<Finding> {
    if !has_code(site, written) {
        return None;
    }
    let code = code(written);
    let shown = words::shown(site, place, written);
    let message = Bilingual::new(
        format!("«{shown}» er ikke skrevet som et vedtaksnummer, så det blir ingen henvisning"),
        format!("“{shown}” is not written as a decision number, so it is no reference"),
    );
    let finding = Finding::new(RECORD.name, place, message);
    if let Some(id) = lookalike::decision(written).filter(|id| !words::is_hidden(site, place) && site.find_decision(id).is_some()) {
        return Some(with_meant(finding, place, &id, true));
    }
    let (number, year) = figures(written)?;
    let otherwise = Bilingual::new("Skriv for eksempel «SG 3/17».", "Write for example “SG 3/17”.");
    if words::is_hidden(site, place) {
        return Some(finding.with_help(otherwise));
    }
    if let Some(id) = read(&code, number, year).filter(|id| site.find_decision(id).is_some()) {
        return Some(with_meant(finding, place, &id, true));
    }
    // Number and year the other way round.
    if let Some(turned) = read(&code, year, number).and_then(|id| site.find_decision(&id)) {
        let meant = naming::decision(site, turned);
        return Some(finding.with_help(Bilingual::new(format!("Mente du {}?", meant.nb), format!("Did you mean {}?", meant.en))));
    }
    Some(finding.with_help(naming::choose(&site.nearest_decisions(&format!("{code} {number}/{year}")), otherwise)))
}

/// The number and the year of a label, as they stand.
fn figures(written: &str) -> Option<(&str, &str)> {
    let mut figures = written.split(|c: char| !c.is_ascii_digit()).filter(|text| !text.is_empty());
    Some((figures.next()?, figures.next()?))
}

/// The number of a decision of its parts, the year in two digits or four.
fn read(code: &str, number: &str, year: &str) -> Option<DecisionId> {
    DecisionId::read(&format!("{code} {number}/{}", two_digits(year)?))
}

/// A year's last two digits; none where they alone would be another year's.
fn two_digits(year: &str) -> Option<&str> {
    match year.split_at_checked(2) {
        Some((century, short)) if year.len() == 4 => (century == if short < "50" { "20" } else { "19" }).then_some(short),
        _ => Some(year),
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
    let code = letters.trim();
    let entry = site.document_in(place.source);
    let own = entry.map(|document| codes(site, document)).unwrap_or_default();
    let (code, safe) = match (code.is_empty(), own.as_slice()) {
        (true, [own]) => (own.as_str(), false),
        (true, _) => return None,
        (false, _) => (code, true),
    };
    read(code, number, year).map(|id| (id, safe))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::found::first;

    /// The help and the fix of a label in a text whose front matter has one more field.
    fn of_label(label: &str, field: &str) -> (String, Option<String>) {
        let minutes = "---\ntype: referat\ndato: 2017-02-01\norgan: styret\nvedtak: [{id: ST 3/17, tekst: Ja.}]\n---\n";
        let note = format!("---\ntype: notat\ntittel: Notat\ndato: 2019-02-01\n{field}---\nSe [{label}].\n");
        let register = ("content/register/organer.yaml", "styret: {navn: Styret, kode: ST}\n");
        let found = first(&RECORD, &[register, ("content/referat/a.md", minutes), ("content/notat/b.md", &note)]);
        (found.help.unwrap().nb, found.fix.map(|fix| fix.edits[0].text.clone()))
    }

    #[test]
    fn a_label_is_mended_where_the_year_is_the_decisions() {
        assert_eq!(of_label("ST 3/2017", ""), ("Skriv «ST 3/17».".to_owned(), Some("ST 3/17".to_owned())));
        assert_eq!(of_label("ST 3/1917", "").1, None, "a hundred years too early");
        for (year, short) in [("2049", Some("49")), ("1950", Some("50")), ("2050", None), ("1949", None), ("17", Some("17"))] {
            assert_eq!(two_digits(year), short);
        }
    }

    #[test]
    fn of_an_exempt_text_neither_its_words_nor_what_they_come_near_is_told() {
        let exempt = "tilgang: unntatt\nhjemmel: offentleglova § 13\n";
        for label in ["ST 3/2017", "ST 17/3", "ST 4/2017"] {
            assert_eq!(of_label(label, exempt), ("Skriv for eksempel «SG 3/17».".to_owned(), None), "{label}");
        }
    }
}
