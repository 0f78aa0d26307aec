//! The shapes that fields take and values have, in words: what should stand there, and how to write it.
//!
//! What may not enter: which value is wrong.

use crate::diagnostic::{Bilingual, Expected};

/// What was found, where it is no text.
pub(super) fn of(found: &str) -> Option<Bilingual> {
    match found {
        "text" => Some(Bilingual::new("en tekst", "a text")),
        "list" => Some(Bilingual::new("en liste", "a list")),
        "mapping" => Some(Bilingual::new("en gruppe av felter", "a group of fields")),
        "absent" | "" => Some(Bilingual::new("tomt", "empty")),
        _ => None,
    }
}

/// What a field takes, and how to write it.
pub(super) fn wanted(expected: &Expected) -> (Bilingual, Bilingual) {
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
        Expected::Attachment => (
            said("en gruppe av felter", "a group of fields"),
            said("Skriv «{fil: fil.pdf, tittel: Tittel}», i en liste.", "Write “{fil: file.pdf, tittel: Title}”, in a list."),
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
        Expected::Deadline => (
            said("en dato, «neste møte» eller «fortløpende»", "a date, “neste møte” or “fortløpende”"),
            said(
                "Skriv for eksempel «2019-03-01», eller «fortløpende» for det som ikke har noen siste dag.",
                "Write for example “2019-03-01”, or “fortløpende” for what has no last day.",
            ),
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
        Expected::NewId => (
            said("en id uten mellomrom", "an id without spaces"),
            said(
                "Skriv små bokstaver, sifre og bindestreker, for eksempel «guro-fremmed».",
                "Write lower-case letters, digits and hyphens, such as “guro-fremmed”.",
            ),
        ),
        Expected::TimeZone => (
            said("navnet på en tidssone", "the name of a time zone"),
            said("Skriv for eksempel «Europe/Oslo».", "Write for example “Europe/Oslo”."),
        ),
        Expected::Code => (
            said("en kode av inntil åtte bokstaver", "a code of up to eight letters"),
            said("Skriv for eksempel «SG».", "Write for example “SG”."),
        ),
        Expected::Sha256 => (
            said("en SHA-256-sum", "a SHA-256 sum"),
            said(
                "Skriv de 64 tegnene som «sha256sum» viser, eller fjern feltet.",
                "Write the 64 characters that “sha256sum” shows, or remove the field.",
            ),
        ),
    }
}
