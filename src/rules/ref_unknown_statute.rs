//! ref-unknown-statute: a statute cited that neither the site's register nor the built-in list has.

use super::{Check, FixKind, Notes, Record, ill_read, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::RegisterKind;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-statute",
    title: ("en henvisning til en lov som ikke står i registeret", "a reference to a statute that is not in the register"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_statute.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    if ill_read::register(site, RegisterKind::Statutes) {
        return ill_read::leave_alone(site, RegisterKind::Statutes, notes);
    }
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Statute) {
        let written = lost.written();
        let message = Bilingual::new(
            format!("Loven «{written}» står ikke i lovregisteret"),
            format!("The statute “{written}” is not in the register of statutes"),
        );
        let otherwise = Bilingual::new(
            "Før loven i register/lover.yaml med navn, kortnavn og adressen hos Lovdata.",
            "Enter the statute in register/lover.yaml with its name, short names and address at Lovdata.",
        );
        let help = naming::choose(&site.nearest_statutes(written), otherwise);
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help));
    }
}
