//! id-lookalike: a decision's number with a sign that only looks right: an en dash, a no-break space, the letter O for a nought.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "id-lookalike",
    title: ("et tegn som bare ligner", "a sign that only looks right"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("id_lookalike.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::Lookalike { written, meant } = kind else { continue };
        let sign = odd_sign(written, meant);
        let message = Bilingual::new(
            format!("«{written}» ser ut som «{meant}», men har {}", sign.nb),
            format!("“{written}” looks like “{meant}”, but has {}", sign.en),
        );
        let fix = Fix::replace(true, place, meant, Bilingual::new("Bytt ut tegnet", "Replace the sign"));
        let help = Bilingual::new(format!("Skriv «{meant}» på nytt for hånd.",), format!("Type “{meant}” again."));
        notes.add(Finding::new(RECORD.name, place, message).with_help(help).with_fix(fix));
    }
}

/// What the first sign is that differs.
fn odd_sign(written: &str, meant: &str) -> Bilingual {
    let odd = written.chars().find(|c| !meant.contains(*c)).unwrap_or_default();
    let (nb, en) = match odd {
        '–' | '—' | '\u{2010}' | '\u{2011}' | '\u{2212}' => ("en tankestrek for bindestrek", "a dash for a hyphen"),
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => ("et hardt mellomrom", "a no-break space"),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => ("et tegn som ikke synes", "a sign that cannot be seen"),
        'O' | 'o' => ("bokstaven O for null", "the letter O for a nought"),
        'l' | 'I' | 'i' => ("en bokstav for ett-tallet", "a letter for the digit one"),
        '\u{2044}' | '\u{2215}' | '\u{ff0f}' => ("en annen skråstrek", "another stroke"),
        '\u{370}'..='\u{52f}' => ("en bokstav fra et annet alfabet", "a letter of another alphabet"),
        _ => ("et annet tegn", "another sign"),
    };
    Bilingual::new(nb, en)
}
