//! att-pdf-accessible: a PDF without tags, title or language.

use super::{Check, FixKind, Notes, Record, attached, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "att-pdf-accessible",
    title: ("en PDF som skjermlesere ikke får tak på", "a PDF that screen readers cannot follow"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_pdf_accessible.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for attached in attached::each(site) {
        let Some(pdf) = attached.inspection.and_then(|inspection| inspection.inside.pdf) else { continue };
        let lacks = [(pdf.tagged, ("tagger", "tags")), (pdf.title, ("tittel", "title")), (pdf.language, ("språk", "language"))];
        let lacks: Vec<(&str, &str)> = lacks.into_iter().filter(|(there, _)| !there).map(|(_, word)| word).collect();
        if lacks.is_empty() {
            continue;
        }
        let name = attached.name;
        let nb = words::joined(lacks.iter().map(|(nb, _)| *nb), "og");
        let en = words::joined(lacks.iter().map(|(_, en)| *en), "and");
        let message = Bilingual::new(format!("PDF-en «{name}» mangler {nb}"), format!("The PDF “{name}” lacks {en}"));
        let help = Bilingual::new(
            "Lagre den på nytt fra Word som tagget PDF, med tittel i egenskapene og språket satt.",
            "Save it again from Word as tagged PDF, with a title in the properties and the language set.",
        );
        notes.add(Finding::new(RECORD.name, attached.place, message).with_help(help));
    }
}
