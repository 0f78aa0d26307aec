//! ref-unknown-document: a reference to a document that does not exist, by id or by path.

use super::misses::Lost;
use super::{Check, FixKind, Notes, Record, id_format, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::{DecisionId, Form};

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-document",
    title: ("en henvisning til et dokument som ikke finnes", "a reference to a document that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_document.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site).filter(|lost| *lost.miss == Miss::Document && !id_format::names_decision(site, lost)) {
        let written = lost.written();
        let by_path = matches!(lost.mention.form, Form::Path { .. });
        let message = if by_path {
            Bilingual::new(format!("Det ligger ikke noe dokument i «{written}»"), format!("There is no document at “{written}”"))
        } else {
            Bilingual::new(format!("Det finnes ikke noe dokument «{written}»"), format!("There is no document “{written}”"))
        };
        let otherwise = if by_path && written.contains('\\') {
            Bilingual::new("Skriv stien med skråstreker: «/», ikke «\\».", "Write the path with slashes: “/”, not “\\”.")
        } else if by_path {
            Bilingual::new(
                "Rett stien: den regnes fra mappa som dette dokumentet ligger i.",
                "Correct the path: it counts from the folder that this document lies in.",
            )
        } else {
            Bilingual::new(
                "Skriv dokumentets id: stien under content/ uten «.md».",
                "Write the document's id: its path below content/ without “.md”.",
            )
        };
        let nearest = if by_path { site.nearest_paths(lost.document, written) } else { site.nearest_documents(written) };
        let help = decision_at(site, &lost).unwrap_or_else(|| naming::choose(&nearest, otherwise));
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help));
    }
}

/// What to write for the address of a decision's page, `/vedtak/sg-3-17/`: its number.
fn decision_at(site: &Site, lost: &Lost<'_>) -> Option<Bilingual> {
    let Form::Document { id, .. } = &lost.mention.form else { return None };
    let mut parts = id.strip_prefix("vedtak/")?.rsplitn(3, '-');
    let (year, number, code) = (parts.next()?, parts.next()?, parts.next()?);
    let id = DecisionId::read(&format!("{code} {number}/{year}"))?;
    if naming::is_exempt(site, lost.document) || site.find_decision(&id).is_none() {
        return None;
    }
    let words = lost.mention.words.as_ref().map(|words| words.value.as_str()).filter(|words| words.chars().count() <= 40);
    let written = words.map_or_else(|| format!("[{id}]"), |words| format!("[{words}][{id}]"));
    Some(Bilingual::new(
        format!("Vis til vedtaket med nummeret: skriv «{written}»."),
        format!("Refer to the decision by its number: write “{written}”."),
    ))
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn the_address_of_a_decisions_page_is_told_its_number() {
        let minutes = "---\ntype: referat\ndato: 2017-02-01\norgan: styret\nvedtak: [{id: ST 3/17, tekst: Ja.}]\n---\n";
        for (link, help) in [
            ("[vedtaket](/vedtak/st-3-17/)", "Vis til vedtaket med nummeret: skriv «[vedtaket][ST 3/17]»."),
            ("[/vedtak/st-3-17/]", "Vis til vedtaket med nummeret: skriv «[ST 3/17]»."),
            ("[vedtaket](/vedtak/st-4-17/)", "Skriv dokumentets id: stien under content/ uten «.md»."),
        ] {
            let note = format!("---\ntype: notat\ntittel: Notat\ndato: 2019-02-01\n---\nSe {link}.\n");
            let found = first(&super::RECORD, &[("content/referat/a.md", minutes), ("content/notat/b.md", &note)]);
            assert_eq!(found.help.unwrap().nb, help, "{link}");
        }
    }
}
