//! att-missing: a file that a document lists, links or shows is not there.

use super::{Check, FixKind, Notes, Record, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::output::name;

/// The record.
pub const RECORD: Record = Record {
    name: "att-missing",
    title: ("et vedlegg som ikke finnes", "an attachment that is not there"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_missing.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::File) {
        let written = lost.written();
        let message = Bilingual::new(format!("Fila «{written}» finnes ikke"), format!("The file “{written}” is not there"));
        let folder = site.document(lost.document).id.as_str();
        let otherwise = Bilingual::new(
            format!("Legg fila i mappa content/{folder}/ eller ved siden av dokumentet, eller ta den ut."),
            format!("Put the file into the folder content/{folder}/ or beside the document, or take it out."),
        );
        let mut nearest = site.nearest_files(lost.document, written);
        // A link that goes through the document's own folder keeps doing so, as other Markdown viewers need it.
        let begins = |own: &String| written.replace('\\', "/").starts_with(own.as_str());
        let own = Some(format!("{}/", name::last(folder))).filter(begins);
        for suggestion in &mut nearest {
            if let Some(own) = own.as_ref().filter(|_| !suggestion.written.contains('/')) {
                suggestion.written.insert_str(0, own);
            }
        }
        let help = naming::choose(&nearest, otherwise);
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn a_path_with_backslashes_is_told_with_slashes() {
        let note = "---\ntype: notat\ntittel: T\ndato: 2019-02-01\n---\nSe [planen](tall\\plan.csv).\n";
        let files = [("content/notat/tall.md", note), ("content/notat/tall/plan.csv", "a;b\n")];
        assert_eq!(first(&super::RECORD, &files).help.unwrap().nb, "Skriv «tall/plan.csv» hvis det er det du mener.");
    }
}
