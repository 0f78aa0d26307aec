//! ref-unknown-label: `[text][label]` whose label is no reference at all, a reference in a field that has no known form, a lone label that
//! is nearly a reference, several in one, or defines a link, or the mark of a note that is not there.

use std::collections::HashMap;

use super::{Check, FixKind, Notes, Record, faults, id_format, misses, naming, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level, nearest};
use crate::index::{Miss, Site};
use crate::model::Role;
use crate::source::{Place, SourceId};

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-label",
    title: ("en henvisning som ikke viser til noe", "a reference that refers to nothing"),
    levels: &[("", Level::Error)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("ref_unknown_label.md"),
    check: Check::Site(check),
};

/// Marks without a note of one file that the note meant is looked for: each goes through the whole text.
const MOST_NOTES: usize = 20;

fn check(site: &Site, notes: &mut Notes) {
    let mut looked_for: HashMap<SourceId, usize> = HashMap::new();
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Label && !id_format::names_decision(site, lost)) {
        let written = lost.written();
        if matches!(lost.mention.role, Role::Basis | Role::DecisionBasis(_)) {
            let help = Bilingual::new(
                "Skriv en lov fra lovregisteret med paragraf, for eksempel «NAV-loven § 14».",
                "Write a statute of the register with its section, such as “NAV-loven § 14”.",
            );
            notes.add(leads_nowhere(lost.target(), written).with_help(help));
            continue;
        }
        let otherwise = Bilingual::new(
            "Skriv en dokument-id, et vedtak («SG 3/17»), «Sak 4», «Vedlegg 2», en lov med paragraf eller «@» foran en id.",
            "Write a document's id, a decision (“SG 3/17”), “Sak 4”, “Vedlegg 2”, a statute with its section, or “@” before an id.",
        );
        let mut nearest = site.nearest_decisions(written);
        nearest.extend(site.nearest_documents(written));
        nearest.truncate(3);
        notes.add(leads_nowhere(lost.target(), written).with_help(naming::choose(&nearest, otherwise)));
    }
    for (place, kind) in faults::of(site, RECORD.name) {
        match kind {
            FaultKind::Label { written } => notes.add(nearly(site, place, &words::shown(site, place, written))),
            FaultKind::JoinedLabels { written, meant } => {
                let is_hidden = words::is_hidden(site, place);
                notes.add(joined(place, &words::shown(site, place, written), meant, is_hidden));
            }
            FaultKind::DefinedLabel { written } => notes.add(defined(place, &words::shown(site, place, written))),
            FaultKind::NoteLabel { written } => {
                let looked = looked_for.entry(place.source).or_default();
                *looked += 1;
                let meant = if *looked <= MOST_NOTES { note_meant(site, place, written) } else { None };
                notes.add(without_note(place, &words::shown(site, place, written), meant));
            }
            _ => {}
        }
    }
}

fn leads_nowhere(place: Place, written: &str) -> Finding {
    let message = Bilingual::new(format!("«{written}» viser ikke til noe"), format!("“{written}” does not refer to anything"));
    Finding::new(RECORD.name, place, message)
}

/// What is nearly a reference: somebody's name for an id, or more than a number.
fn nearly(site: &Site, place: Place, written: &str) -> Finding {
    let finding = leads_nowhere(place, written);
    if written.starts_with('@') {
        let otherwise = Bilingual::new(
            "Skriv «@» og id-en fra registeret, uten mellomrom, eller ta bort klammene.",
            "Write “@” and the id of the register, without spaces, or take the brackets away.",
        );
        return finding.with_help(naming::choose(&misses::nearest_parties(site, place, written, None), otherwise));
    }
    let word: String = written.chars().take_while(|c| c.is_alphabetic()).collect();
    let number: String = written.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    if number.is_empty() {
        // Of an exempt document no words are told.
        return finding
            .with_help(Bilingual::new("Rett henvisningen, eller ta bort klammene.", "Mend the reference, or take the brackets away."));
    }
    finding.with_help(Bilingual::new(
        format!("Skriv «{word} {number}» hvis det er det du mener, eller ta bort klammene."),
        format!("Write “{word} {number}” if that is what you mean, or take the brackets away."),
    ))
}

/// Several references in one pair of brackets.
fn joined(place: Place, written: &str, meant: &str, is_hidden: bool) -> Finding {
    let message = Bilingual::new(
        format!("«[{written}]» er flere henvisninger i én klamme, og viser ikke til noe"),
        format!("“[{written}]” is several references in one pair of brackets, and refers to nothing"),
    );
    let finding = Finding::new(RECORD.name, place, message);
    if is_hidden {
        return finding.with_help(Bilingual::new("Sett hver henvisning i sin egen klamme.", "Put each reference in brackets of its own."));
    }
    let does = Bilingual::new(format!("Skriv [{meant}]"), format!("Write [{meant}]"));
    let help = Bilingual::new(format!("{}.", does.nb), format!("{}.", does.en));
    finding.with_help(help).with_fix(Fix::replace(true, place, meant, does))
}

/// A reference at the beginning of a line that a colon follows.
fn defined(place: Place, written: &str) -> Finding {
    let message = Bilingual::new(
        format!("«[{written}]:» blir i Markdown en lenkedefinisjon, og linja vises ikke"),
        format!("“[{written}]:” is a link definition in Markdown, and the line is not shown"),
    );
    let help = Bilingual::new(
        format!("Sett en omvendt skråstrek foran kolonet: «[{written}]\\:»."),
        format!("Put a backslash before the colon: “[{written}]\\:”."),
    );
    Finding::new(RECORD.name, place, message).with_help(help)
}

fn without_note(place: Place, written: &str, meant: Option<&str>) -> Finding {
    let message = Bilingual::new(format!("Det finnes ingen fotnote «{written}»"), format!("There is no note “{written}”"));
    if let Some(meant) = meant {
        let help = Bilingual::new(format!("Mente du «[^{meant}]»?"), format!("Did you mean “[^{meant}]”?"));
        return Finding::new(RECORD.name, place, message).with_help(help);
    }
    let help = Bilingual::new(
        format!("Skriv fotnoten på en egen linje: «[^{written}]: …», eller stryk merket."),
        format!("Write the note on a line of its own, “[^{written}]: …”, or strike the mark."),
    );
    Finding::new(RECORD.name, place, message).with_help(help)
}

/// The note that nothing refers to, by nearly that name.
fn note_meant<'s>(site: &'s Site, place: Place, written: &str) -> Option<&'s str> {
    let text: &str = site.sources.get(place.source).map_or("", |source| &source.text);
    let notes = text.lines().filter_map(|line| line.trim_start().strip_prefix("[^")?.split_once("]:")).map(|(name, _)| name);
    let is_unused = |name: &&str| text.matches(&format!("[^{name}]")).count() == 1;
    nearest(written, notes).filter(is_unused).filter(|_| !words::is_hidden(site, place))
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn where_only_a_statute_fits_nothing_else_is_proposed() {
        let text = "---\ntype: notat\ntittel: A\ndato: 2019-02-14\nhjemmel: NAV-lov § 14\n---\n";
        let found = first(&super::RECORD, &[("content/notat/a.md", text)]);
        assert_eq!(found.help.unwrap().nb, "Skriv en lov fra lovregisteret med paragraf, for eksempel «NAV-loven § 14».");
    }

    #[test]
    fn a_note_by_nearly_that_name_that_nothing_refers_to_is_proposed() {
        let help = |text: &str| {
            let note = format!("---\ntype: notat\ntittel: N\ndato: 2019-02-01\n---\n{text}\n");
            first(&super::RECORD, &[("content/notat/b.md", &note)]).help.unwrap().nb
        };
        assert_eq!(help("Se.[^kontrakt]\n\n[^kontrkt]: Kontrakten."), "Mente du «[^kontrkt]»?");
        assert!(help("Se.[^kontrakt] Og.[^kontrkt]\n\n[^kontrkt]: Kontrakten.").starts_with("Skriv fotnoten"));
    }
}
