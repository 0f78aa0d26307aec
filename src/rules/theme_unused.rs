//! theme-unused: a file or a text of the site's own theme that nothing uses.

use super::{Check, FixKind, Notes, Record, faults};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "theme-unused",
    title: ("en fil eller tekst i temaet som ingenting bruker", "a file or text of the theme that nothing uses"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("theme_unused.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::ThemeUnused { name, meant } = kind else { continue };
        let message = Bilingual::new(
            format!("Ingenting bruker «{name}», så det har ingen virkning"),
            format!("Nothing uses “{name}”, so it has no effect"),
        );
        let help = match meant {
            Some(meant) => Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?")),
            None => Bilingual::new(
                "Vis til den fra en annen mal, eller ta den bort. «saksgang theme eject» viser hva malene heter.",
                "Name it in another template, or take it away. “saksgang theme eject” shows what the templates are called.",
            ),
        };
        notes.add(Finding::new(RECORD.name, place, message).with_help(help));
    }
}
