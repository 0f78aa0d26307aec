//! per-spelling: a name that is nearly one of the register's, or has its parts in another order.

use super::spelling::Likeness;
use super::{Check, FixKind, Notes, Reading, Record, names, naming};
use crate::diagnostic::{Bilingual, Finding, Fix, Level};
use crate::index::Site;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "per-spelling",
    title: ("et navn som nesten står i registeret", "a name that is nearly one of the register"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("per_spelling.md"),
    check: Check::Registers(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let known = reading.lookups.known.get_or_init(|| names::Known::of(site));
    for row in names::rows(&reading.entry().document) {
        let mut taken = names::taken(&row, known);
        for length in (2..=known.longest.min(row.len())).rev() {
            for (start, stretch) in names::stretches(&row, length, &taken.clone()) {
                let Some((meant, likeness)) = known.nearest(&names::folded(stretch)) else { continue };
                taken.iter_mut().skip(start).take(length).for_each(|part| *part = true);
                let place = site.place(n, names::span(stretch));
                notes.add(finding(site, n, place, meant, likeness));
            }
        }
    }
}

fn finding(site: &Site, document: usize, place: Place, meant: &str, likeness: Likeness) -> Finding {
    let exempt = naming::is_exempt(site, document);
    let (written, name) = (naming::quoted(site, document, site.sources.slice(place)), naming::quoted(site, document, meant));
    let message = match likeness {
        Likeness::Order => {
            Bilingual::new(format!("«{written}» står som «{name}» i registeret"), format!("“{written}” is “{name}” in the register"))
        }
        _ => Bilingual::new(
            format!("«{written}» er nesten, men ikke helt, «{name}» i registeret"),
            format!("“{written}” is almost, not quite, “{name}” in the register"),
        ),
    };
    let help = Bilingual::new(
        "Rett navnet. Er begge skrivemåtene riktige, skriv den andre under «også»; er det en annen, ta med henne eller ham i registeret.",
        "Correct the name. If both spellings are right, enter the other under `også`; if it is somebody else, enter them in the register.",
    );
    let finding = Finding::new(RECORD.name, place, message).with_help(help);
    if exempt {
        return finding;
    }
    let change = Bilingual::new(format!("Skriv «{meant}»"), format!("Write “{meant}”"));
    finding.with_fix(Fix::replace(false, place, meant, change))
}
