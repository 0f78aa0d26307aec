//! fm-unknown-key: a field that the type does not have. The nearest one is offered.

use super::{Check, FixKind, Notes, Record, faults, ill_read, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level, nearest};
use crate::index::Site;
use crate::parse::front_matter;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "fm-unknown-key",
    title: ("et felt som ikke finnes", "a field that does not exist"),
    levels: &[("", Level::Error)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("fm_unknown_key.md"),
    check: Check::Site(check),
};

/// Values that are written as fields of their own, by what has the field that they belong in.
const VALUES: &[(&str, &str, &str)] = &[("oppfølging", "avlyst", "status"), ("vedtak", "enstemmig", "stemmer")];

fn check(site: &Site, notes: &mut Notes) {
    asked_for(site, notes);
    for (place, kind) in faults::of(site, RECORD.name) {
        if let FaultKind::HeadingAttribute { written, nearest } = kind {
            // Which keys a heading may have depends on the type, and that is not known.
            if site.document_in(place.source).is_some_and(|document| ill_read::document(site, document)) {
                continue;
            }
            notes.add(after_heading(site, place, written, nearest.as_deref()));
        }
        let FaultKind::UnknownKey { key, owner, nearest } = kind else { continue };
        let message = Bilingual::new(format!("Feltet «{key}» finnes ikke i «{owner}»"), format!("There is no field “{key}” in “{owner}”"));
        let finding = Finding::new(RECORD.name, place, message);
        notes.add(match nearest {
            Some(meant) => finding
                .with_help(Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?")))
                .with_fix(Fix::replace(false, place, meant, Bilingual::new(format!("Skriv «{meant}»"), format!("Write “{meant}”")))),
            None => finding.with_help(match VALUES.iter().find(|(of, value, _)| (*of, *value) == (owner.as_str(), key.as_str())) {
                Some((_, value, field)) => Bilingual::new(
                    format!("«{value}» er en verdi: skriv «{field}: {value}»."),
                    format!("“{value}” is a value: write “{field}: {value}”."),
                ),
                None if site.config.source == Some(place.source) => {
                    Bilingual::new("Fjern feltet: site.toml har ikke noe slikt.", "Remove the field: site.toml has none such.")
                }
                None => Bilingual::new(
                    "Fjern feltet, eller flytt opplysningen til teksten.",
                    "Remove the field, or move what it says to the text.",
                ),
            }),
        });
    }
}

/// A field that site.toml asks of a type that does not have it: no document could give it.
fn asked_for(site: &Site, notes: &mut Notes) {
    let Some(source) = site.config.source else { return };
    for rules in &site.config.types {
        let fields = front_matter::fields_of(&rules.name.value);
        for key in rules.required.iter().filter(|key| !fields.contains(&key.value.as_str())) {
            let (key, name, place) = (&key.value, &rules.name.value, Place::new(source, key.span));
            let message = Bilingual::new(
                format!("Feltet «{key}» finnes ikke i «{name}», så ingen kan fylle det ut"),
                format!("There is no field “{key}” in “{name}”, so nobody can give it"),
            );
            let finding = Finding::new(RECORD.name, place, message);
            notes.add(match nearest(key, fields.iter().copied()) {
                Some(meant) => finding.with_help(Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?"))),
                None => finding.with_help(Bilingual::new(
                    "Fjern det fra «required». Det som ikke har et felt, kan kreves som en del med «required_sections».",
                    "Remove it from “required”. What has no field may be asked for as a section with “required_sections”.",
                )),
            });
        }
    }
}

/// `{utkast}` after a heading, which nobody would see.
fn after_heading(site: &Site, place: Place, written: &str, nearest: Option<&str>) -> Finding {
    let shown = words::shown(site, place, written);
    let message = Bilingual::new(
        format!("«{{{shown}}}» etter overskriften betyr ingenting, og blir ikke vist"),
        format!("“{{{shown}}}” after the heading means nothing, and is not shown"),
    );
    let help = match nearest {
        Some(meant) => Bilingual::new(format!("Mente du «{meant}=…»?"), format!("Did you mean “{meant}=…”?")),
        None => Bilingual::new(
            "Skriv det i vanlige parenteser, eller fjern det. Etter en overskrift kan det stå {#anker} og {.punkter}, og etter en sak {saksgang=…} og {organ=…}.",
            "Write it in round brackets, or remove it. A heading may have {#anchor} and {.punkter}, an agenda item {saksgang=…} and {organ=…}.",
        ),
    };
    Finding::new(RECORD.name, place, message).with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn a_value_that_stands_as_a_field_is_told_its_field() {
        for (entry, help) in [
            ("vedtak: [{id: ST 1/19, tekst: Ja., enstemmig: ja}]", "«enstemmig» er en verdi: skriv «stemmer: enstemmig»."),
            ("oppfølging: [{tekst: Se., avlyst: ja}]", "«avlyst» er en verdi: skriv «status: avlyst»."),
            ("enstemmig: ja", "Fjern feltet, eller flytt opplysningen til teksten."),
        ] {
            let minutes = format!("---\ntype: referat\ndato: 2019-02-14\norgan: styret\n{entry}\n---\n");
            assert_eq!(first(&super::RECORD, &[("content/referat/a.md", &minutes)]).help.unwrap().nb, help);
        }
    }
}
