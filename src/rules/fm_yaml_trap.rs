//! fm-yaml-trap: what the fields' notation (YAML) reads otherwise than it looks.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, Expected, Fault, FaultKind, Finding, Fix, Level, Trap};
use crate::index::Site;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-yaml-trap",
    title: ("noe som leses annerledes enn det ser ut", "something that is read otherwise than it looks"),
    levels: &[("", Level::Error), (AMBIGUOUS, Level::Warning)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("fm_yaml_trap.md"),
    check: Check::Site(check),
};

/// `430.650`: thousands, or a decimal?
const AMBIGUOUS: &str = "ambiguous-number";

/// How the counts of a vote begin.
fn is_vote(field: &str) -> bool {
    ["for:", "mot:", "avstår:"].iter().any(|key| field.starts_with(key))
}

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::Trap { trap, replacement } = kind else { continue };
        // Quoted it would be no list either: fm-type says how it is written.
        if *trap == Trap::StartSign && site.sources.slice(place).starts_with("- ") && is_for_list(site, place) {
            continue;
        }
        let (message, help) = words(*trap);
        let finding = Finding::new(RECORD.name, place, message).with_help(help);
        let finding = if *trap == Trap::AmbiguousNumber { finding.with_case(AMBIGUOUS) } else { finding };
        notes.add(match replacement {
            Some(text) => {
                let does = match trap {
                    Trap::TabIndent | Trap::NoBreakIndent => Bilingual::new("Med vanlige mellomrom", "With plain spaces"),
                    Trap::MissingComma => Bilingual::new("Med komma mellom feltene", "With commas between the fields"),
                    Trap::MissingColon => Bilingual::new("Med kolon og mellomrom", "With a colon and a space"),
                    Trap::GluedValue => Bilingual::new("Med mellomrom etter kolonet", "With a space after the colon"),
                    Trap::AmbiguousNumber => Bilingual::new("Med mellomrom mellom tusener", "With spaces between thousands"),
                    _ => Bilingual::new("Med anførselstegn", "With quotation marks"),
                };
                let safe = match trap {
                    Trap::AmbiguousNumber => false,
                    // Of votes it is certain that they are fields of their own.
                    Trap::MissingComma | Trap::MissingColon => text.split(", ").skip(1).all(is_vote),
                    _ => true,
                };
                finding.with_fix(Fix::replace(safe, place, text, does))
            }
            None => finding,
        });
    }
}

/// Whether a list was expected where something else stands.
fn is_for_list(site: &Site, place: Place) -> bool {
    let is_list = |fault: &Fault| {
        fault.span == place.span && matches!(&fault.kind, FaultKind::WrongShape { expected: Expected::List | Expected::ListNotCommas, .. })
    };
    site.documents.iter().filter(|entry| entry.source == place.source).any(|entry| entry.document.faults.iter().any(is_list))
}

fn words(trap: Trap) -> (Bilingual, Bilingual) {
    let quote = || Bilingual::new("Sett hele teksten i anførselstegn.", "Put the whole text in quotation marks.");
    let spaces = || Bilingual::new("Rykk inn med vanlige mellomrom.", "Indent with plain spaces.");
    match trap {
        Trap::FlowComma => (
            Bilingual::new(
                "Innenfor «{ }» og «[ ]» skiller komma, så denne verdien blir delt i to",
                "Within “{ }” and “[ ]” a comma separates, so this value is cut in two",
            ),
            Bilingual::new(
                "Sett verdien i anførselstegn, eller skriv feltene på egne linjer.",
                "Quote the value, or write the fields on lines of their own.",
            ),
        ),
        Trap::MissingComma => (
            Bilingual::new("Her mangler et komma mellom to felter", "A comma is missing between two fields here"),
            Bilingual::new("Skriv komma foran hvert nytt felt.", "Write a comma before each new field."),
        ),
        Trap::MissingColon => (
            Bilingual::new(
                "Her mangler kolon og mellomrom mellom feltets navn og verdi",
                "A colon and a space are missing between a field's name and its value",
            ),
            Bilingual::new("Skriv «navn: verdi», med mellomrom etter kolonet.", "Write “name: value”, with a space after the colon."),
        ),
        Trap::GluedValue => (
            Bilingual::new(
                "Etter kolonet mangler et mellomrom, og da blir det ikke lest som et felt",
                "A space is missing after the colon, so that it is not read as a field",
            ),
            Bilingual::new("Skriv et mellomrom etter kolonet.", "Write a space after the colon."),
        ),
        Trap::ColonInText => (
            Bilingual::new(
                "Kolon og mellomrom leses som et nytt felt midt i teksten",
                "A colon and a space are read as a new field in the middle of the text",
            ),
            quote(),
        ),
        Trap::HashComment => (
            Bilingual::new(
                "Alt fra tegnet # leses som en merknad og faller bort",
                "Everything from the sign # is read as a comment and is lost",
            ),
            quote(),
        ),
        Trap::StartSign => (
            Bilingual::new(
                "Tegnet som teksten begynner med, betyr noe annet her",
                "The sign that the text begins with means something else here",
            ),
            quote(),
        ),
        Trap::TabIndent => (Bilingual::new("Innrykket er laget med tabulator", "The indentation is made with a tab"), spaces()),
        Trap::NoBreakIndent => {
            (Bilingual::new("Innrykket er laget med harde mellomrom", "The indentation is made with no-break spaces"), spaces())
        }
        Trap::AmbiguousNumber => (
            Bilingual::new("Punktumet kan være både tusenskille og desimaltegn", "The point may be a thousands mark or a decimal point"),
            Bilingual::new(
                "Skriv tusener med mellomrom («430 650») og desimaler med komma («430,65»).",
                "Write thousands with a space (“430 650”) and decimals with a comma (“430,65”).",
            ),
        ),
    }
}
