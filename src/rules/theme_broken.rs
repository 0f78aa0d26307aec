//! theme-broken: a template or a file of texts that cannot be used, or a theme that is not there.
//!
//! What templates and texts are when they are read is known to every check; what a template asks for and does not get is known only
//! when the pages are made, and [`finding`] puts that into words too. Its level is always an error: there is no site without it.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level, ThemeWrong, nearest};
use crate::index::Site;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "theme-broken",
    title: ("en mal eller tekstfil i temaet som ikke kan brukes", "a template or text file of the theme that cannot be used"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("theme_broken.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        notes.add(finding(place, kind));
    }
}

/// A fault of the theme in words.
#[must_use]
pub fn finding(place: Place, kind: &FaultKind) -> Finding {
    let FaultKind::Theme { wrong, message, page } = kind else {
        return Finding::new(RECORD.name, place, Bilingual::new("Temaet kan ikke brukes", "The theme cannot be used"));
    };
    let page = page.as_ref().map_or(String::new(), |page| format!("/{}", page.trim_end_matches("index.html")));
    let page = page.as_str();
    let message = message.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let (said, help) = match wrong {
        ThemeWrong::Absent => (
            Bilingual::new(
                format!("Temaet «{message}» finnes ikke: nettstedet har ingen mappe themes/{message}/"),
                format!("There is no theme “{message}”: the site has no folder themes/{message}/"),
            ),
            Bilingual::new("Skriv «navet», eller lag mappa.", "Write “navet”, or make the folder."),
        ),
        ThemeWrong::Encoding => (
            Bilingual::new("Fila er ikke lagret som UTF-8", "The file is not saved as UTF-8"),
            Bilingual::new("Lagre den på nytt med tegnsettet UTF-8.", "Save it again as UTF-8."),
        ),
        ThemeWrong::Texts => (
            Bilingual::new(
                format!("Tekstene kan ikke leses herfra ({message})"),
                format!("The texts cannot be read from here ({message})"),
            ),
            Bilingual::new("Skriv «navn = \"tekst\"», én på hver linje.", "Write “name = \"text\"”, one on each line."),
        ),
        ThemeWrong::Template => (unreadable(message), mend_or_remove()),
        ThemeWrong::Page => (missing(message, page), look_up(message)),
        ThemeWrong::BuiltIn if page.is_empty() => (unreadable(message), see_own()),
        ThemeWrong::BuiltIn => (missing(message, page), see_own()),
        ThemeWrong::Lacks => (
            Bilingual::new(
                format!("Malen mangler «{message}», som andre maler bruker"),
                format!("The template lacks “{message}”, which other templates use"),
            ),
            Bilingual::new("Ta det med fra malen som følger med.", "Keep it, as the template that comes with the program has it."),
        ),
    };
    Finding::new(RECORD.name, place, said).with_help(help)
}

/// What the engine says of a name that there is none of, by its first words.
const UNKNOWN: &[(&str, &str, &str)] = &[
    ("Unknown filter", "Det finnes ikke noe filter", "There is no filter"),
    ("Unknown function", "Det finnes ikke noen funksjon", "There is no function"),
    ("Unknown component", "Det finnes ikke noen del", "There is no component"),
    ("Unknown template", "Det finnes ikke noen mal", "There is no template"),
    ("Unknown test", "Det finnes ikke noen prøve", "There is no test"),
];

fn unreadable(engine: &str) -> Bilingual {
    if let Some((_, nb, en)) = UNKNOWN.iter().find(|(words, ..)| engine.starts_with(words))
        && let Some(name) = quoted(engine)
    {
        return Bilingual::new(format!("{nb} «{name}»"), format!("{en} “{name}”"));
    }
    if let Some(name) = quoted(engine).filter(|_| engine.starts_with("Block ")) {
        return Bilingual::new(
            format!("Malen fyller «{name}», som ingen mal den bygger på, har"),
            format!("The template fills “{name}”, which no template that it extends has"),
        );
    }
    Bilingual::new(format!("Malen kan ikke leses herfra ({engine})"), format!("The template cannot be read from here ({engine})"))
}

/// What a page asked for.
fn missing(engine: &str, page: &str) -> Bilingual {
    match quoted(engine).filter(|_| engine.contains("not defined") || engine.contains("not found")) {
        Some(name) => Bilingual::new(
            format!("Malen ber om «{name}», som siden {page} ikke har"),
            format!("The template asks for “{name}”, which the page {page} has not"),
        ),
        None => Bilingual::new(
            format!("Malen kan ikke lage siden {page} ({engine})"),
            format!("The template cannot make the page {page} ({engine})"),
        ),
    }
}

/// The name between the engine's marks.
fn quoted(engine: &str) -> Option<&str> {
    engine.split('`').nth(1).filter(|name| !name.is_empty())
}

fn mend_or_remove() -> Bilingual {
    Bilingual::new(
        "Rett malen, eller fjern fila: da brukes den som følger med.",
        "Mend the template, or remove the file: then the one that comes with the program is used.",
    )
}

/// The engine lists what there is; a name close to the one asked for was probably meant.
fn look_up(engine: &str) -> Bilingual {
    let there = engine.split_once("Available fields: ").or_else(|| engine.split_once("Available variables: "));
    let meant = there.zip(quoted(engine)).and_then(|((_, names), asked)| nearest(asked, names.split(", ")));
    if let Some(meant) = meant {
        return Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?"));
    }
    Bilingual::new(
        "docs/theming.md viser hva hver side har; «{% if navn is defined %}» spør først.",
        "docs/theming.md lists what each page has; “{% if name is defined %}” asks first.",
    )
}

fn see_own() -> Bilingual {
    Bilingual::new(
        "Malen følger med programmet; se om en mal i nettstedets eget tema endrer det den bruker.",
        "The template comes with the program; see whether a template of the site's own theme changes what it uses.",
    )
}
