//! priv-contact: a private e-mail address or a phone number.

use super::{Check, FixKind, Notes, Record, personal};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::PersonalKind;

/// The record.
pub const RECORD: Record = Record {
    name: "priv-contact",
    title: ("en privat e-postadresse eller et telefonnummer", "a private e-mail address or a phone number"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("priv_contact.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for one in personal::of(site, |kind| matches!(kind, PersonalKind::Email | PersonalKind::Phone)) {
        let message = match one.kind {
            PersonalKind::Email => Bilingual::new("Her står en privat e-postadresse", "This is a private e-mail address"),
            PersonalKind::Phone => Bilingual::new("Her står et telefonnummer", "This is a phone number"),
            _ => continue,
        };
        notes.add(Finding::new(RECORD.name, one.place, message).with_help(Bilingual::new(
            "Skriv rollen eller kontoret i stedet, eller vis til kontaktsiden.",
            "Name the role or the office instead, or refer to the contact page.",
        )));
    }
    let kinds = [
        (PersonalKind::Email, "private e-postadresser", "private e-mail addresses"),
        (PersonalKind::Phone, "telefonnumre", "phone numbers"),
    ];
    for (kind, nb, en) in kinds {
        for one in personal::in_files(site, kind) {
            let (name, count) = (one.name, one.count);
            let message =
                Bilingual::new(format!("Innholdet i «{name}» har {nb} ({count})"), format!("The content of “{name}” holds {en} ({count})"));
            notes.add(Finding::new(RECORD.name, one.place, message).with_help(Bilingual::new(
                "Skriv rollene eller kontorene i fila i stedet.",
                "Name the roles or the offices in the file instead.",
            )));
        }
    }
}
