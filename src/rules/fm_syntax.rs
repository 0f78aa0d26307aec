//! fm-syntax: fields that cannot be read, constructs the contract refuses, and files beyond what one may hold.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level, Limit, RefusedYaml};
use crate::fields::UNALIKE;
use crate::index::Site;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-syntax",
    title: ("felter som ikke kan leses", "fields that cannot be read"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("fm_syntax.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let (message, help) = match kind {
            FaultKind::Syntax { message } => sign(site, place).unwrap_or_else(|| (unreadable(message), reading_help(site, place, message))),
            FaultKind::Refused(refused) => refusal(*refused),
            FaultKind::Limit { limit } => beyond(*limit),
            _ => continue,
        };
        notes.add(Finding::new(RECORD.name, place, message).with_help(help));
    }
}

/// What stands there where it is a single sign that people do not see as one: a dash alone, a no-break space after the colon.
fn sign(site: &Site, place: Place) -> Option<(Bilingual, Bilingual)> {
    let source = site.sources.get(place.source).filter(|_| site.config.source != Some(place.source))?;
    let begins = source.text.get(..place.span.start as usize)?.rfind('\n').map_or(0, |end| end + 1);
    let line = source.text.get(begins..)?.lines().next()?;
    let (key, value) = line.split_once(':')?;
    if !key.trim_start_matches([' ', '-']).chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    if value.trim() == "-" && source.slice(place.span) == "-" {
        let message = Bilingual::new("En strek alene begynner en liste", "A dash alone begins a list");
        let help = Bilingual::new("Skriv verdien, eller ta ut feltet.", "Write the value, or take the field out.");
        return Some((message, help));
    }
    value.starts_with(NO_BREAK).then(|| {
        let message = Bilingual::new(
            "Etter kolonet står et hardt mellomrom, og da blir det ikke lest som et felt",
            "A no-break space follows the colon, so that it is not read as a field",
        );
        (message, Bilingual::new("Skriv et vanlig mellomrom etter kolonet.", "Write a plain space after the colon."))
    })
}

/// Spaces that do not end a field's name.
const NO_BREAK: [char; 3] = ['\u{a0}', '\u{202f}', '\u{2007}'];

/// A file beyond a limit.
fn beyond(limit: Limit) -> (Bilingual, Bilingual) {
    let said = limit.said();
    let (nb, en) = match limit {
        Limit::Bytes(_) => ("Fila er større enn det som leses", "The file is larger than what is read"),
        Limit::Levels(_) => ("Her står flere ting inni hverandre enn det som leses", "More things stand in each other here than are read"),
        Limit::Values(_) => ("Fila har flere verdier enn det som leses", "The file has more values than are read"),
    };
    let help = match limit {
        Limit::Levels(_) => Bilingual::new("Skriv innholdet med færre nivåer.", "Write the content with fewer levels."),
        _ => Bilingual::new("Del innholdet på flere dokumenter.", "Spread the content over several documents."),
    };
    (Bilingual::new(format!("{nb} ({})", said.nb), format!("{en} ({})", said.en)), help)
}

/// What the parsers of YAML and TOML stop at, by words of their own messages, said plainly. The first that fits counts.
const PLAINLY: &[(&[&str], &str, &str)] = &[
    (
        &["quote", "unclosed string", "invalid basic string"],
        "Et anførselstegn er ikke lukket, eller det står tekst etter det",
        "A quotation mark is not closed, or text follows it",
    ),
    (
        &["bracket", "flow sequence", "flow mapping", "inline table", "unclosed array", "illegal placement of ':'"],
        "En parentes er ikke lukket, eller et komma mangler",
        "A bracket is not closed, or a comma is missing",
    ),
    (
        &["escape", "hexadecimal"],
        "En omvendt skråstrek i anførselstegn betyr noe annet enn seg selv",
        "A backslash in quotation marks means something other than itself",
    ),
    (
        &["expected key", "expected a key", "expected ':'", "simple key"],
        "Her ventes et feltnavn med kolon etter",
        "A field's name and a colon are expected here",
    ),
    (
        &["mapping values are not allowed", "mapping keys are not allowed"],
        "Her står et kolon der det ikke kan stå",
        "A colon stands where none can stand",
    ),
    (
        &["not alike"],
        "Denne oppføringen står ikke like langt inn som resten av lista",
        "This entry is not indented like the rest of its list",
    ),
    (
        &["plain scalar"],
        "En verdi begynner med et tegn som betyr noe annet her",
        "A value begins with a sign that means something else here",
    ),
    (
        &["indent", "block collection", "block sequence", "tab"],
        "Innrykket stemmer ikke med linjene over",
        "The indentation does not fit the lines above",
    ),
];

/// So many of the first in [`PLAINLY`] are of something that was opened and not closed; parsers tell it where they miss it.
const UNCLOSED: usize = 2;

/// Which of [`PLAINLY`] a message is.
fn plainly(parser: &str) -> Option<usize> {
    PLAINLY.iter().position(|(words, _, _)| words.iter().any(|word| parser.contains(word)))
}

fn unreadable(parser: &str) -> Bilingual {
    if let Some((_, nb, en)) = plainly(parser).and_then(|n| PLAINLY.get(n)) {
        return Bilingual::new(*nb, *en);
    }
    let parser = parser.trim().trim_end_matches('.');
    // The parser's words are English, and say nothing to a secretary.
    Bilingual::new("Feltene kan ikke leses herfra", format!("The fields cannot be read from here ({parser})"))
}

fn reading_help(site: &Site, place: Place, parser: &str) -> Bilingual {
    if plainly(parser).is_some_and(|n| n < UNCLOSED) {
        return Bilingual::new("Sett inn det som mangler, her eller på en linje over.", "Put in what is missing, here or on a line above.");
    }
    if parser == UNALIKE {
        return Bilingual::new(
            "Sett alle strekene i lista like langt inn, så blir hver linje en oppføring for seg.",
            "Indent every dash of the list alike, so that each line is an entry of its own.",
        );
    }
    if site.config.source == Some(place.source) {
        return Bilingual::new(
            "Skriv «navn = verdi», med teksten i anførselstegn, og avsnittene i hakeparenteser.",
            "Write “name = value”, text in quotation marks, and sections in square brackets.",
        );
    }
    Bilingual::new(
        "Skriv «felt: verdi» med mellomrom etter kolon, like mye innrykk i samme liste, og sett teksten i anførselstegn hvis den har spesielle tegn.",
        "Write “field: value” with a space after the colon, indent a list's lines alike, and quote a text that has special signs.",
    )
}

fn refusal(refused: RefusedYaml) -> (Bilingual, Bilingual) {
    let quote = || Bilingual::new("Sett verdien i anførselstegn hvis den er ment som tekst.", "Quote the value if it is meant as text.");
    match refused {
        RefusedYaml::Anchor => (
            Bilingual::new(
                "Et ord som begynner med «&», er et anker i YAML, og slike brukes ikke her",
                "A word that begins with “&” is an anchor in YAML, and anchors are not used here",
            ),
            quote(),
        ),
        RefusedYaml::Alias => (
            Bilingual::new(
                "Et ord som begynner med «*», viser til et anker i YAML, og slike brukes ikke her",
                "A word that begins with “*” is an alias in YAML, and aliases are not used here",
            ),
            quote(),
        ),
        RefusedYaml::Tag => (
            Bilingual::new(
                "Et ord som begynner med «!», er et merke i YAML, og slike brukes ikke her",
                "A word that begins with “!” is a tag in YAML, and tags are not used here",
            ),
            quote(),
        ),
        RefusedYaml::Merge => (
            Bilingual::new(
                "«<<» fletter inn andre felter i YAML, og det brukes ikke her",
                "“<<” merges other fields in YAML, and that is not used here",
            ),
            Bilingual::new("Skriv feltene ut.", "Write the fields out."),
        ),
        RefusedYaml::ComplexKey => (
            Bilingual::new(
                "Navnet på et felt kan ikke være en liste eller en gruppe av felter",
                "The name of a field cannot be a list or a group of fields",
            ),
            Bilingual::new("Skriv navnet som ett ord før kolonet.", "Write the name as one word before the colon."),
        ),
        RefusedYaml::SecondDocument => (
            Bilingual::new("Feltene er delt i to av en skillelinje", "The fields are split in two by a separator line"),
            Bilingual::new(
                "Fjern skillelinjen, og behold alle feltene samlet.",
                "Remove the separator line, and keep all fields together.",
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn what_was_opened_and_not_closed_is_said_plainly_and_looked_for_above() {
        for (field, said, marked) in [
            ("erstatter: [SG 1/19", "En parentes er ikke lukket", "[SG 1/19"),
            ("tittel: \"Nytt", "Et anførselstegn er ikke lukket", "\"Nytt"),
            ("stemmer: {for: 5", "En parentes er", "{for: 5"),
        ] {
            let text = format!("---\ntype: referat\nvedtak:\n  - id: SG 2/19\n    {field}\n    fra: 2019-02-14\n---\n");
            let found = first(&super::RECORD, &[("content/referat/a.md", &text)]);
            assert!(found.message.nb.starts_with(said), "{field}: {}", found.message.nb);
            assert_eq!(&text[found.place.span.range()], marked);
            assert_eq!(found.help.unwrap().nb, "Sett inn det som mangler, her eller på en linje over.", "{field}");
        }
    }

    #[test]
    fn a_sign_that_is_not_seen_as_one_is_named() {
        for (field, said) in
            [("sted: -", "En strek alene begynner en liste"), ("sted:\u{a0}Teams", "Etter kolonet står et hardt mellomrom")]
        {
            let text = format!("---\ntype: referat\ndato: 2019-02-14\norgan: styret\n{field}\n---\n");
            let found = first(&super::RECORD, &[("content/referat/a.md", &text)]);
            assert!(found.message.nb.starts_with(said), "{field}: {}", found.message.nb);
        }
    }

    #[test]
    fn an_entry_that_is_indented_further_is_told_so_and_made_part_of_no_other() {
        for (list, marked) in [
            ("til_stede:\n  - ola-nordmann\n   - kari-nordmann\n", "- kari-nordmann"),
            ("tema:\n  - økonomi\n    - drift\n  - bemanning\n", "- drift"),
        ] {
            let text = format!("---\ntype: referat\ndato: 2019-02-14\norgan: styret\n{list}---\n");
            let found = first(&super::RECORD, &[("content/referat/a.md", &text)]);
            assert_eq!(&text[found.place.span.range()], marked);
            assert!(found.help.unwrap().nb.starts_with("Sett alle strekene i lista like langt inn"));
        }
    }

    #[test]
    fn no_word_of_the_parser_is_told_in_norwegian() {
        let text = "---\ntype: notat\ntittel: T\ndato: 2019-02-14\nvedlegg: [{fil: ?, -}]\n---\n";
        let found = first(&super::RECORD, &[("content/notat/a.md", text)]);
        assert!(!found.message.nb.contains('(') && !found.message.nb.contains("scalar"), "{}", found.message.nb);
    }
}
