//! ref-unknown-anchor: the document is there, but not the agenda item, point or heading in it.

use super::{Check, FixKind, Notes, Record, ill_read, misses, naming, num_agenda};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Miss, Site};
use crate::model::Form;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unknown-anchor",
    title: ("en henvisning til et sted som ikke finnes i dokumentet", "a reference to a place the document does not have"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_unknown_anchor.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for lost in misses::lost(site) {
        let Miss::Anchor { document } = *lost.miss else { continue };
        if ill_read::document(site, document) {
            continue;
        }
        let written = match &lost.mention.form {
            Form::AgendaItem(number) => format!("sak-{}", number.replace('/', "-")),
            Form::Anchor(anchor) => anchor.clone(),
            _ => misses::anchor(lost.mention).map_or_else(String::new, |anchor| anchor.value.clone()),
        };
        let itself = document == lost.document;
        let shown = naming::quoted(site, lost.document, &written);
        let otherwise = Bilingual::new(
            "Se hvilke saker, punkter og overskrifter dokumentet har, og skriv en av dem.",
            "See which items, points and headings the document has, and write one of those.",
        );
        let mut nearest = lost.near(|| site.nearest_anchors(document, &written));
        for suggestion in &mut nearest {
            suggestion.written = as_written(&lost.mention.form, &suggestion.written);
        }
        let message = sentence(shown, &if itself { this_document() } else { naming::document(site, document) });
        let told = written.strip_prefix("sak-").and_then(|number| num_agenda::misread(site, document, &number.replace('-', "/")));
        notes.add(Finding::new(RECORD.name, lost.anchor(), message).with_help(naming::choose(&nearest, otherwise)).told_by(told));
    }
}

fn this_document() -> Bilingual {
    Bilingual::new("Dette dokumentet", "This document")
}

/// An anchor as the reference names it: `Sak 4`, `#sak-4`, or bare after a document's id.
fn as_written(form: &Form, anchor: &str) -> String {
    match form {
        Form::AgendaItem(_) => match anchor.strip_prefix("sak-") {
            Some(number) => format!("Sak {}", number.replace('-', "/")),
            None => format!("#{anchor}"),
        },
        Form::Anchor(_) => format!("#{anchor}"),
        _ => anchor.to_owned(),
    }
}

/// Says what is missing in the words that people use for it.
fn sentence(anchor: &str, document: &Bilingual) -> Bilingual {
    let numbered = |prefix: &str| anchor.strip_prefix(prefix).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let Bilingual { nb, en } = document;
    if let Some(number) = numbered("sak-") {
        let number = number.replace('-', "/");
        return Bilingual::new(format!("{nb} har ingen sak {number}"), format!("{en} has no agenda item {number}"));
    }
    if let Some(number) = numbered("punkt-").or_else(|| numbered("")) {
        return Bilingual::new(format!("{nb} har ikke noe punkt {number}"), format!("{en} has no point {number}"));
    }
    Bilingual::new(format!("{nb} har ikke noe sted som heter «#{anchor}»"), format!("{en} has no place called “#{anchor}”"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_points_are_called_what_people_call_them() {
        let said = |anchor| sentence(anchor, &this_document()).nb;
        assert_eq!(said("sak-4"), "Dette dokumentet har ingen sak 4");
        assert_eq!(said("sak-4-19"), "Dette dokumentet har ingen sak 4/19");
        assert_eq!(said("punkt-7"), "Dette dokumentet har ikke noe punkt 7");
        assert_eq!(said("3.5"), "Dette dokumentet har ikke noe punkt 3.5");
        assert_eq!(said("sak-a"), "Dette dokumentet har ikke noe sted som heter «#sak-a»");
    }
}
