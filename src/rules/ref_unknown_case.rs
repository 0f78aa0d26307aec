//! ref-unknown-case: an agenda item put on a case (`{saksgang=…}`) that is not in the register.

use super::{Check, FixKind, Notes, Record, ill_read, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::RegisterKind;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-case",
    title: ("en henvisning til en saksgang som ikke finnes", "a reference to a case that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_case.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    if ill_read::register(site, RegisterKind::Cases) {
        return ill_read::leave_alone(site, RegisterKind::Cases, notes);
    }
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Case) {
        let written = lost.written();
        let message = Bilingual::new(
            format!("Det finnes ingen saksgang «{written}» i registeret over saksganger"),
            format!("There is no case “{written}” in the register of cases"),
        );
        let otherwise = Bilingual::new("Før saksgangen i register/saksganger.yaml.", "Enter the case in register/saksganger.yaml.");
        let help = naming::choose(&site.nearest_cases(written), otherwise);
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help));
    }
}
