//! ref-unknown-decision: a reference to a decision that no minutes hold.

use super::{Check, FixKind, Notes, Record, ill_read, meant, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::Form;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-decision",
    title: ("en henvisning til et vedtak som ikke finnes", "a reference to a decision that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_decision.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let mut lost = misses::lost(site).filter(|lost| *lost.miss == Miss::Decision).peekable();
    if lost.peek().is_none() {
        return;
    }
    let (unread, meant) = (ill_read::Decisions::of(site), meant::Numbers::of(site));
    for lost in lost {
        let written = lost.written();
        let (id, told) = match &lost.mention.form {
            Form::Decision(id) => (id.to_string(), meant.told_by(id)),
            _ => (written.to_owned(), None),
        };
        if unread.may_hold(&id) {
            continue;
        }
        // With a word more than an id has, it is told as its author wrote it.
        let shown = match written.split_whitespace().count() {
            0..=2 => Bilingual::new(id.as_str(), id.as_str()),
            _ => Bilingual::new(format!("«{written}»"), format!("“{written}”")),
        };
        let [nb, en] = [&shown.nb, &shown.en].map(|shown| naming::quoted(site, lost.document, shown));
        let message = Bilingual::new(format!("Det finnes ikke noe vedtak {nb}"), format!("There is no decision {en}"));
        let otherwise = Bilingual::new(
            "Skriv id-en slik referatet fører den under «vedtak», eller skriv inn vedtaket i referatet fra møtet.",
            "Write the id as the minutes list it under “vedtak”, or list the decision in the minutes of its meeting.",
        );
        let help = naming::choose(&lost.near(|| site.nearest_decisions(&id)), otherwise);
        notes.add(Finding::new(RECORD.name, lost.target(), message).with_help(help).told_by(told));
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::{all, first};

    const REGISTER: (&str, &str) = ("content/register/organer.yaml", "styret: {navn: Styret, kode: ST}\n");

    #[test]
    fn of_an_exempt_text_nothing_is_told_that_its_references_come_near() {
        let minutes = "---\ntype: referat\ndato: 2017-02-01\norgan: styret\nvedtak: [{id: ST 3/17, tekst: Ja.}]\n---\n";
        for (label, rule) in [("ST 4/17", &super::RECORD), ("referat/a#st-4-17", &crate::rules::ref_unknown_anchor::RECORD)] {
            let help = |field: &str| {
                let note = format!("---\ntype: notat\ntittel: Notat\ndato: 2019-02-01\n{field}---\nSe [{label}].\n");
                first(rule, &[REGISTER, ("content/referat/a.md", minutes), ("content/notat/b.md", &note)]).help.unwrap().nb
            };
            assert!(help("").contains("3"), "{}", help(""));
            assert!(!help("tilgang: unntatt\nhjemmel: offentleglova § 13\n").contains('3'));
        }
    }

    #[test]
    fn a_number_that_is_written_wrong_in_the_minutes_is_one_fault() {
        for (written, unknown) in [("ST 3/2017", 0), ("st 3-17", 0), ("3/17", 0), ("ST 4/2017", 1), ("AU 3/2017", 1)] {
            let minutes = format!(
                "---\ntype: referat\ndato: 2017-02-01\norgan: styret\nvedtak: [{{id: {written}, tekst: Ja.}}]\n---\nSe [ST 3/17].\n"
            );
            assert_eq!(all(&super::RECORD, &[REGISTER, ("content/referat/a.md", &minutes)]).len(), unknown, "{written}");
        }
    }
}
