//! att-outside: a file outside `content/`: an absolute path, one that climbs out, or a link on the disk that leads out. A document behind
//! such a link is not read.

use super::{Check, FixKind, Notes, Record, misses};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::output::name;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "att-outside",
    title: ("en fil utenfor content/", "a file outside content/"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_outside.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Outside) {
        let written = lost.written();
        let message = Bilingual::new(
            format!("«{written}» ligger utenfor content/ og kan ikke publiseres"),
            format!("“{written}” lies outside content/ and cannot be published"),
        );
        let folder = site.document(lost.document).id.as_str();
        let help = Bilingual::new(
            format!("Kopier fila til content/{folder}/ og skriv bare filnavnet."),
            format!("Copy the file to content/{folder}/ and write the file name alone."),
        );
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help));
    }
    let documents = site.files.iter().filter(|file| file.leads_outside && file.path.ends_with(".md"));
    notes.add_all(documents.filter_map(|file| {
        let name = name::last(&file.path);
        let message = Bilingual::new(
            format!("«{name}» er en lenke ut av content/, så dokumentet blir ikke lest"),
            format!("“{name}” is a link out of content/, so the document is not read"),
        );
        let help = Bilingual::new("Legg selve dokumentet i content/.", "Put the document itself into content/.");
        Some(Finding::new(RECORD.name, Place::whole(site.sources.find(&file.path)?), message).with_help(help))
    }));
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::of;
    use crate::world::Memory;

    #[test]
    fn a_document_that_a_link_leads_to_outside_is_told() {
        let world = Memory::default().with_link_outside("content/ute.md").with_link_outside("content/ute.pdf");
        let told: Vec<String> = of(&super::RECORD, &world).into_iter().map(|found| found.message.nb).collect();
        assert_eq!(told, ["«ute.md» er en lenke ut av content/, så dokumentet blir ikke lest"]);
    }
}
