//! How findings name things: a document by id, title and date, a decision by number and date, and the ids that were
//! probably meant. Titles of exempt documents are never named.
//!
//! What may not enter: any rule's own sentence.

use super::words;
use crate::diagnostic::Bilingual;
use crate::index::{Site, Subject, Suggestion};
use crate::model::{Access, Date};
use crate::source::Spanned;

/// The id of the one person of the register who is called so.
pub(super) fn person_called<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    let people = site.registers.people.entries.iter();
    only(people.filter(|person| person.name.iter().chain(&person.also).any(|own| own.value == name)).map(|person| &person.id))
}

/// The one id there is, where there are not several.
pub(super) fn only<'s>(mut ids: impl Iterator<Item = &'s Spanned<String>>) -> Option<&'s str> {
    let first = ids.next()?;
    ids.next().is_none().then_some(first.value.as_str())
}

/// A document as «id» with its title and date: `mandat/prosjektet` (Mandat for prosjektet, 10. januar 2019).
pub(super) fn document(site: &Site, document: usize) -> Bilingual {
    let entry = site.entry(document);
    let id = &entry.document.id;
    let title = (!is_exempt(site, document)).then_some(entry.title.as_str());
    let date = site.date(document);
    // The title that minutes without one are given holds the date already.
    let date = if entry.document.front.title.is_none() && title.is_some() { None } else { date };
    let (nb, en) = aside(title, date);
    Bilingual::new(format!("«{id}»{nb}"), format!("“{id}”{en}"))
}

/// A decision by its id, with its title and the day it was made: SG 3/17 (Tre piloter, 8. september 2017).
pub(super) fn decision(site: &Site, decision: usize) -> Bilingual {
    let Some(entry) = site.decisions.get(decision) else { return Bilingual::new("", "") };
    let open = site.decision(decision).is_some_and(|listed| !listed.exempt) && !is_exempt(site, entry.document);
    let title = if open { site.decision_title(decision).filter(|title| !title.is_empty()) } else { None };
    let (nb, en) = aside(title, entry.date);
    Bilingual::new(format!("{}{nb}", entry.id), format!("{}{en}", entry.id))
}

/// Whatever a reference may lead to, as a message names it.
pub(super) fn subject(site: &Site, subject: Subject) -> Bilingual {
    let quoted = |name: &str| Bilingual::new(format!("«{name}»"), format!("“{name}”"));
    match subject {
        Subject::Document(n) => document(site, n),
        Subject::Decision(n) => decision(site, n),
        Subject::File(n) => quoted(site.files.get(n).map_or("", |file| file.path.as_str())),
        _ => quoted(&site.name(subject)),
    }
}

/// The day of what a reference leads to: a document's date, the day a decision was made.
pub(super) fn dated(site: &Site, subject: Subject) -> Option<Date> {
    match subject {
        Subject::Document(n) => site.date(n),
        Subject::Decision(n) => site.decisions.get(n)?.date,
        _ => None,
    }
}

/// Whether a document's text is withheld from everybody: it may be named by its id, never by its words.
pub(super) fn is_exempt(site: &Site, document: usize) -> bool {
    site.access(document) == Access::Exempt
}

/// Words of a document in a message; dots where the document is exempt.
pub(super) fn quoted<'s>(site: &Site, document: usize, words: &'s str) -> &'s str {
    if is_exempt(site, document) { "•••" } else { words }
}

/// Advice that names what was probably meant, or other advice where nothing is near.
pub(super) fn choose(suggestions: &[Suggestion], otherwise: Bilingual) -> Bilingual {
    let named = suggestions.iter().map(|one| {
        let (nb, en) = aside(Some(one.title.as_str()).filter(|title| !title.is_empty()), one.date);
        (format!("«{}»{nb}", one.written), format!("“{}”{en}", one.written))
    });
    let (nb, en): (Vec<String>, Vec<String>) = named.unzip();
    match (nb.as_slice(), en.as_slice()) {
        ([nb], [en]) => Bilingual::new(format!("Skriv {nb} hvis det er det du mener."), format!("Write {en} if that is what you mean.")),
        ([nb @ .., last_nb], [en @ .., last_en]) => Bilingual::new(
            format!("Velg det du mener: {} eller {last_nb}.", nb.join(", ")),
            format!("Choose what you mean: {} or {last_en}.", en.join(", ")),
        ),
        _ => otherwise,
    }
}

/// Title and date in brackets, in both languages; nothing where neither is known.
fn aside(title: Option<&str>, date: Option<Date>) -> (String, String) {
    let date = date.map(words::day);
    match (title, date) {
        (None, None) => (String::new(), String::new()),
        (Some(title), None) => (format!(" ({title})"), format!(" ({title})")),
        (None, Some(date)) => (format!(" ({})", date.nb), format!(" ({})", date.en)),
        (Some(title), Some(date)) => (format!(" ({title}, {})", date.nb), format!(" ({title}, {})", date.en)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_suggestion_is_offered_and_several_are_listed() {
        let one = |written: &str| Suggestion { written: written.to_owned(), title: "Tittel".to_owned(), date: None };
        let otherwise = || Bilingual::new("Se etter.", "Look.");
        assert_eq!(choose(&[], otherwise()), otherwise());
        assert_eq!(choose(&[one("a")], otherwise()).nb, "Skriv «a» (Tittel) hvis det er det du mener.");
        let three = choose(&[one("a"), one("b"), one("c")], otherwise());
        assert_eq!(three.nb, "Velg det du mener: «a» (Tittel), «b» (Tittel) eller «c» (Tittel).");
        assert_eq!(three.en, "Choose what you mean: “a” (Tittel), “b” (Tittel) or “c” (Tittel).");
    }
}
