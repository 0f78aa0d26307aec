//! fm-type: a value of another shape than its field takes, or a word that is not one of the allowed ones.

use super::{Check, FixKind, Notes, Record, faults, naming, words};
use crate::diagnostic::{Bilingual, Expected, FaultKind, Finding, Fix, Level};
use crate::index::Site;
use crate::index::nearest::PartyKind;
use crate::source::{Place, Span, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "fm-type",
    title: ("en verdi som ikke passer i feltet", "a value that does not fit its field"),
    levels: &[("", Level::Error)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("fm_type.md"),
    check: Check::Site(check),
};

/// The key that takes ids of bodies: one that no register has cannot be written there.
const BODY: &str = "organ";

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        match kind {
            FaultKind::WrongShape { key, expected, found } => notes.add(wrong_shape(site, place, key, expected, found)),
            FaultKind::NotAllowed { key, found, allowed, nearest } => {
                notes.add(not_allowed(site, place, key, found, allowed, nearest.as_deref()));
            }
            _ => {}
        }
    }
}

fn not_allowed(site: &Site, place: Place, key: &str, found: &str, allowed: &[String], nearest: Option<&str>) -> Finding {
    let shown = words::shown(site, place, found);
    let message =
        Bilingual::new(format!("«{shown}» er ikke en verdi som «{key}» kan ha"), format!("“{shown}” is not a value that “{key}” can have"));
    let finding = Finding::new(RECORD.name, place, message);
    match nearest {
        Some(meant) => finding
            .with_help(Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?")))
            .with_fix(Fix::replace(false, place, meant, Bilingual::new(format!("Skriv «{meant}»"), format!("Write “{meant}”")))),
        None => {
            let allowed = words::one_of(allowed);
            finding.with_help(Bilingual::new(format!("Skriv {}.", allowed.nb), format!("Write {}.", allowed.en)))
        }
    }
}

fn wrong_shape(site: &Site, place: Place, key: &str, expected: &Expected, found: &str) -> Finding {
    let (needed, help) = wanted(expected);
    let is = shape(found).unwrap_or_else(|| {
        let found = words::shown(site, place, found);
        Bilingual::new(format!("«{found}»"), format!("“{found}”"))
    });
    let message = Bilingual::new(
        format!("«{key}» skal være {}, men er {}", needed.nb, is.nb),
        format!("“{key}” should be {}, but is {}", needed.en, is.en),
    );
    let finding = Finding::new(RECORD.name, place, message);
    if *expected == Expected::Id && holds_the_next_entry(site, place) {
        return finding.with_help(Bilingual::new(
            "Sett alle strekene i lista like langt inn, så blir hver linje en oppføring for seg.",
            "Indent every dash of the list alike, so that each line is an entry of its own.",
        ));
    }
    let of_body = *expected == Expected::Id && key == BODY;
    let hidden = words::is_hidden(site, place);
    let registered = match expected {
        _ if hidden => None,
        Expected::Id if of_body => body_named(site, found),
        Expected::Id => person_named(site, found).or_else(|| body_named(site, found)).or_else(|| unit_named(site, found)),
        _ => None,
    };
    let bodies = if of_body && !hidden { bodies_listed(site, found) } else { None };
    let help = match registered {
        Some(id) => Bilingual::new(format!("Skriv id-en «{id}» fra registeret."), format!("Write the id “{id}” of the register.")),
        None if bodies.is_some() => wanted(&Expected::ListNotCommas).1,
        None if of_body => {
            let otherwise = Bilingual::new(
                "Skriv id-en fra register/organer.yaml, og før organet der om det mangler.",
                "Write the id of register/organer.yaml, and list the body there if it is missing.",
            );
            let nearest = if hidden { Vec::new() } else { site.nearest_parties(found, Some(PartyKind::Body)) };
            naming::choose(&nearest, otherwise)
        }
        None => help,
    };
    let finding = finding.with_help(help);
    let text = if of_body { bodies.or_else(|| registered.map(str::to_owned)) } else { mended(expected, found, registered) };
    match text {
        Some(text) => {
            let words = Bilingual::new(format!("Skriv «{text}»"), format!("Write “{text}”"));
            finding.with_fix(Fix::replace(false, with_quotes(site, place), text, words))
        }
        None => finding,
    }
}

/// Whether a value goes on over a line that begins with a dash: an entry of the same list that is indented further.
fn holds_the_next_entry(site: &Site, place: Place) -> bool {
    site.sources.slice(place).lines().skip(1).any(|line| line.trim_start().starts_with("- "))
}

/// What was found, where it is no text.
fn shape(found: &str) -> Option<Bilingual> {
    match found {
        "text" => Some(Bilingual::new("en tekst", "a text")),
        "list" => Some(Bilingual::new("en liste", "a list")),
        "mapping" => Some(Bilingual::new("en gruppe av felter", "a group of fields")),
        "absent" | "" => Some(Bilingual::new("tomt", "empty")),
        _ => None,
    }
}

/// What a field takes, and how to write it.
fn wanted(expected: &Expected) -> (Bilingual, Bilingual) {
    let said = |nb: &str, en: &str| Bilingual::new(nb, en);
    match expected {
        Expected::Text => (said("én tekst", "one text"), said("Skriv én verdi etter kolonet.", "Write one value after the colon.")),
        Expected::List => {
            (said("en liste", "a list"), said("Sett hakeparenteser rundt: «[verdi]».", "Put square brackets around it: “[value]”."))
        }
        Expected::ListNotCommas => (
            said("en liste", "a list"),
            said("Sett hakeparenteser rundt: «[verdi, verdi]».", "Put square brackets around it: “[value, value]”."),
        ),
        Expected::AtLeast(count) => (
            Bilingual::new(format!("en liste med minst {count}"), format!("a list of at least {count}")),
            said("Legg til det som mangler.", "Add what is missing."),
        ),
        Expected::Mapping => (
            said("en gruppe av felter", "a group of fields"),
            said(
                "Skriv feltene på egne linjer under, eller som «{felt: verdi, felt: verdi}».",
                "Write the fields on lines of their own below, or as “{field: value, field: value}”.",
            ),
        ),
        Expected::Whole => (said("et helt tall", "a whole number"), said("Skriv bare sifre.", "Write digits only.")),
        Expected::Number => (
            said("et tall", "a number"),
            said("Skriv et tall, for eksempel «8,1» eller «430 650».", "Write a number, such as “8,1” or “430 650”."),
        ),
        Expected::Date => (
            said("en dato", "a date"),
            said("Skriv år-måned-dag, for eksempel «2019-03-01».", "Write year-month-day, such as “2019-03-01”."),
        ),
        Expected::Period => (
            said("en dato eller en periode", "a date or a period"),
            said(
                "Skriv for eksempel «2019-03-01», «2019-03», «2019-Q1», «2019-H1» eller «2019».",
                "Write for example “2019-03-01”, “2019-03”, “2019-Q1”, “2019-H1” or “2019”.",
            ),
        ),
        Expected::TimeRange => (
            said("et klokkeslett eller et tidsrom", "a time or a range of time"),
            said("Skriv for eksempel «11.00–14.00».", "Write for example “11.00–14.00”."),
        ),
        Expected::YesNo => (said("«ja» eller «nei»", "“ja” or “nei”"), said("Skriv «ja» eller «nei».", "Write “ja” or “nei”.")),
        Expected::Id => (
            said("en id fra registeret", "an id of the register"),
            said(
                "Skriv id-en fra registeret. Den som ikke står der, skrives som «{navn: Fornavn Etternavn}».",
                "Write the id of the register. Somebody outside it is written as “{navn: First Last}”.",
            ),
        ),
        Expected::DecisionId => {
            (said("nummeret på et vedtak", "a decision's number"), said("Skriv for eksempel «SG 3/17».", "Write for example “SG 3/17”."))
        }
        Expected::Sha256 => (
            said("en SHA-256-sum", "a SHA-256 sum"),
            said(
                "Skriv de 64 tegnene som «sha256sum» viser, eller fjern feltet.",
                "Write the 64 characters that “sha256sum” shows, or remove the field.",
            ),
        ),
    }
}

/// The value as it was probably meant, where that can be told.
fn mended(expected: &Expected, found: &str, registered: Option<&str>) -> Option<String> {
    let is_text = shape(found).is_none() && !found.contains(['\n', '"', '[', ']', '{', '}', '#', ':']);
    match expected {
        Expected::ListNotCommas if is_text => {
            let values: Vec<&str> = found.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
            Some(format!("[{}]", values.join(", ")))
        }
        Expected::List if is_text => Some(format!("[{found}]")),
        Expected::Id if registered.is_some() => registered.map(str::to_owned),
        Expected::Id if is_text && !found.contains(',') && found.contains(' ') => Some(format!("{{navn: {found}}}")),
        Expected::YesNo => match found.to_lowercase().as_str() {
            "ja" | "yes" | "true" | "y" | "on" | "1" => Some("ja".to_owned()),
            "nei" | "no" | "false" | "n" | "off" | "0" => Some("nei".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// The id of the one person of the register who is called so.
fn person_named<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    let people = site.registers.people.entries.iter();
    only(people.filter(|person| person.name.iter().chain(&person.also).any(|own| own.value == name)).map(|person| &person.id))
}

/// The id of the one body that is called so.
fn body_named<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    let bodies = site.registers.bodies.entries.iter();
    only(bodies.filter(|body| body.name.as_ref().is_some_and(|own| own.value == name)).map(|body| &body.id))
}

/// Ids of bodies with commas between them, as the list that was meant; none where one of them is no body's.
fn bodies_listed(site: &Site, found: &str) -> Option<String> {
    let ids: Vec<&str> = found.split(',').map(str::trim).collect();
    (ids.len() > 1 && ids.iter().all(|id| site.find_body(id).is_some())).then(|| format!("[{}]", ids.join(", ")))
}

/// The id of the one unit that is called so.
fn unit_named<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    let units = site.registers.units.entries.iter();
    only(units.filter(|unit| unit.name.as_ref().is_some_and(|own| own.value == name)).map(|unit| &unit.id))
}

/// The one id there is, where there are not several.
fn only<'s>(mut ids: impl Iterator<Item = &'s Spanned<String>>) -> Option<&'s str> {
    let first = ids.next()?;
    ids.next().is_none().then_some(first.value.as_str())
}

/// A value's place with the quotation marks around it.
fn with_quotes(site: &Site, place: Place) -> Place {
    let Some(source) = site.sources.get(place.source) else { return place };
    let bytes = source.text.as_bytes();
    let before = place.span.start.checked_sub(1).and_then(|at| bytes.get(at as usize));
    match (before, bytes.get(place.span.end as usize)) {
        (Some(open @ (b'"' | b'\'')), Some(close)) if open == close => {
            Place::new(place.source, Span { start: place.span.start - 1, end: place.span.end + 1 })
        }
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    /// The help and the fix of what `organ` says; more fields may follow.
    fn of_body(written: &str) -> (String, Option<String>) {
        let bodies = "styret: {navn: Styret for fellesskapet}\nradet: {navn: Rådet}\n";
        let minutes = format!("---\ntype: referat\ndato: 2019-02-14\norgan: {written}\n---\n");
        let found = first(&super::RECORD, &[("content/register/organer.yaml", bodies), ("content/referat/a.md", &minutes)]);
        (found.help.unwrap().nb, found.fix.map(|fix| fix.edits[0].text.clone()))
    }

    #[test]
    fn an_entry_that_is_indented_further_is_told_so_and_not_taken_for_a_name() {
        let minutes = "---\ntype: referat\ndato: 2019-02-14\norgan: styret\ntil_stede:\n  - ola-nordmann\n   - kari-nordmann\n---\n";
        let found = first(&super::RECORD, &[("content/referat/a.md", minutes)]);
        assert!(found.help.unwrap().nb.starts_with("Sett alle strekene i lista like langt inn") && found.fix.is_none());
    }

    #[test]
    fn a_bodys_name_is_mended_to_its_id_and_never_to_somebody_outside_the_register() {
        assert_eq!(of_body("Styret for fellesskapet"), ("Skriv id-en «styret» fra registeret.".to_owned(), Some("styret".to_owned())));
        let near = "Skriv «styret» (Styret for fellesskapet) hvis det er det du mener.";
        assert_eq!(of_body("Styret for felleskapet"), (near.to_owned(), None));
        let list = of_body("styret, radet");
        assert_eq!(list, ("Sett hakeparenteser rundt: «[verdi, verdi]».".to_owned(), Some("[styret, radet]".to_owned())));
        let (help, fix) = of_body("Et helt annet organ");
        assert!(help.starts_with("Skriv id-en fra register/organer.yaml") && fix.is_none(), "{help}");
        for written in ["Styret for fellesskapet", "Styret for felleskapet", "styret, radet"] {
            let exempt = of_body(&format!("{written}\ntilgang: unntatt\nhjemmel: offentleglova § 13"));
            assert_eq!(exempt, (help.clone(), None), "of an exempt document nothing is told that its words come near");
        }
    }
}
