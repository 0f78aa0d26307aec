//! priv-account: a bank account number with a valid check digit.

use super::{Check, FixKind, Notes, Record, personal};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::PersonalKind;

/// The record.
pub const RECORD: Record = Record {
    name: "priv-account",
    title: ("et kontonummer", "a bank account number"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("priv_account.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for one in personal::of(site, |kind| kind == PersonalKind::Account) {
        let message = if one.in_name {
            Bilingual::new("Filnavnet har det som ser ut som et kontonummer", "The file's name holds what looks like an account number")
        } else {
            Bilingual::new("Dette ser ut som et kontonummer", "This looks like an account number")
        };
        notes.add(Finding::new(RECORD.name, one.place, message).with_help(Bilingual::new(
            "Ta nummeret ut hvis kontoen er en persons. Er det et annet nummer eller en virksomhets konto, så tillat det med en grunn.",
            "Take the number out if the account is a person's. If it is another number or an organisation's account, allow it with a reason.",
        )));
    }
    for one in personal::in_files(site, PersonalKind::Account) {
        let (name, count) = (one.name, one.count);
        let message = Bilingual::new(
            format!("Innholdet i «{name}» har {count} tall som ser ut som kontonummer"),
            format!("The content of “{name}” holds {count} of what look like account numbers"),
        );
        notes.add(Finding::new(RECORD.name, one.place, message).with_help(Bilingual::new(
            "Ta numrene ut av fila hvis kontoene er personers; ellers tillat dem med en grunn.",
            "Take the numbers out of the file if the accounts are people's; else allow them with a reason.",
        )));
    }
}
