//! priv-national-id: the id number of a person, in a text, a field, a register or a file's name. Its digits are never repeated.

use super::{Check, FixKind, Notes, Record, attached, personal};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::{PersonalKind, Unread};

/// The record.
pub const RECORD: Record = Record {
    name: "priv-national-id",
    title: ("et fødselsnummer", "a national id number"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("priv_national_id.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for one in personal::of(site, |kind| kind == PersonalKind::NationalId) {
        let message = if one.in_name {
            Bilingual::new("Filnavnet har et fødselsnummer eller D-nummer", "The file's name holds a national id number")
        } else {
            Bilingual::new("Her står et fødselsnummer eller D-nummer", "This is a national id number")
        };
        let help = if one.in_name {
            Bilingual::new(
                "Gi fila et navn uten nummeret, her og på disken.",
                "Give the file a name without the number, here and on the disk.",
            )
        } else {
            Bilingual::new(
                "Ta nummeret ut, og vis til saken i arkivet i stedet. Er det lagt i versjonskontroll, må historikken også ryddes.",
                "Take the number out and refer to the case in the records instead. If it was committed, the history must be cleaned too.",
            )
        };
        notes.add(Finding::new(RECORD.name, one.place, message).with_help(help));
    }
    for one in personal::in_files(site, PersonalKind::NationalId) {
        let (name, count) = (one.name, one.count);
        let s = if count == 1 { "" } else { "s" };
        let message = Bilingual::new(
            format!("Innholdet i «{name}» har {count} fødselsnummer eller D-nummer"),
            format!("The content of “{name}” holds {count} national id number{s}"),
        );
        let help = Bilingual::new(
            "Ta numrene ut av fila. Er den lagt i versjonskontroll, må historikken også ryddes.",
            "Take the numbers out of the file. If it was committed, the history must be cleaned too.",
        );
        notes.add(Finding::new(RECORD.name, one.place, message).with_help(help));
    }
    attached::leave_alone(&attached::each(site), &[Unread::PdfText], notes);
}
