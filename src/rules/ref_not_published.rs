//! ref-not-published: a published document refers to a draft, or to something this audience gets nothing of.
//!
//! Where the audience gets a stub, the reference becomes plain text and there is nothing to find, but in what is repeated elsewhere.

use super::{Check, FixKind, Notes, Record, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{DocumentState, MinutesState, Site, Subject, Visibility};
use crate::model::{Mention, Role, Text};
use crate::source::{Cover, Place};

/// The record.
pub const RECORD: Record = Record {
    name: "ref-not-published",
    title: ("en henvisning til noe som ikke blir publisert", "a reference to something that is not published"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_not_published.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        if entry.visibility != Visibility::Full || is_draft(site, n) {
            continue;
        }
        let mut repeated = None;
        for reference in site.references_in(n) {
            let Some(subject) = reference.target().map(|target| target.subject) else { continue };
            // An entry of the list of attachments says itself for whom the file is.
            if matches!(reference.role, Role::AttachmentFile(_)) {
                continue;
            }
            let place = || site.place(n, misses::without_anchor(site.mention(reference)));
            let draft = holder(site, subject).filter(|holder| *holder != n && is_draft(site, *holder));
            if let Some(draft) = draft {
                notes.add(to_a_draft(site, place(), subject, draft));
            } else if site.visibility(subject) == Visibility::Hidden {
                notes.add(to_nothing(site, place(), subject));
            } else if may_tell(subject, site.mention(reference))
                && site.visibility(subject) == Visibility::Stub
                && repeated.get_or_insert_with(|| repeated_in(&entry.document.text)).holds(site.mention(reference).whole)
            {
                notes.add(in_a_heading(place()));
            }
        }
    }
}

/// Whether a reference shows more of a subject than the id that a decision is called by.
fn may_tell(subject: Subject, mention: &Mention) -> bool {
    match subject {
        Subject::Document(_) | Subject::File(_) => true,
        Subject::Decision(_) => mention.words.is_some(),
        _ => false,
    }
}

/// The headings and the checklists of a guide, whose words lists, calendars and the search have without their links.
fn repeated_in(text: &Text) -> Cover {
    let entries = text.checklists.iter().flat_map(|list| &list.entries);
    Cover::of(text.headings.iter().map(|heading| heading.span).chain(entries.map(|entry| entry.span)))
}

/// Says nothing of what it refers to, which may be all that is exempt.
fn in_a_heading(place: Place) -> Finding {
    let message = Bilingual::new(
        "Overskrifter og sjekklister gjentas i lister, kalendere og søk, og denne viser til noe som er unntatt",
        "Headings and checklists are repeated in lists, calendars and the search, and this one refers to something exempt",
    );
    Finding::new(RECORD.name, place, message).with_help(Bilingual::new(
        "Flytt henvisningen ned i teksten, der den blir en kort omtale.",
        "Move the reference down into the text, where it becomes a short note.",
    ))
}

/// The document that a subject is, or that holds it.
fn holder(site: &Site, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Document(n) => Some(n),
        Subject::Decision(n) => site.decisions.get(n).map(|entry| entry.document),
        _ => None,
    }
}

fn to_a_draft(site: &Site, place: Place, subject: Subject, draft: usize) -> Finding {
    let name = naming::document(site, draft);
    let message = match subject {
        Subject::Decision(n) => {
            let id = site.decisions.get(n).map(|entry| entry.id.to_string()).unwrap_or_default();
            Bilingual::new(
                format!("{id} står i {}, som er et utkast og ikke blir publisert", name.nb),
                format!("{id} stands in {}, which is a draft and is not published", name.en),
            )
        }
        _ => Bilingual::new(
            format!("{} er et utkast og blir ikke publisert", name.nb),
            format!("{} is a draft and is not published", name.en),
        ),
    };
    Finding::new(RECORD.name, place, message).with_help(Bilingual::new(
        "Ta bort «status: utkast» i utkastet når det er ferdig, eller ta ut henvisningen.",
        "Remove “status: utkast” from the draft when it is finished, or take the reference out.",
    ))
}

/// Says neither title nor date of the target: who reads this may be outside its circle too.
fn to_nothing(site: &Site, place: Place, subject: Subject) -> Finding {
    let name = match subject {
        Subject::Document(n) => format!("«{}»", site.document(n).id),
        Subject::Decision(n) => site.decisions.get(n).map(|entry| entry.id.to_string()).unwrap_or_default(),
        Subject::File(n) => format!("«{}»", site.files.get(n).map_or("", |file| file.path.as_str())),
        _ => String::new(),
    };
    let audience = &site.audience.name;
    let message = Bilingual::new(
        format!("Målgruppa «{audience}» får ikke se {name}"),
        format!("The audience “{audience}” does not get to see {}", name.replace('«', "“").replace('»', "”")),
    );
    Finding::new(RECORD.name, place, message).with_help(Bilingual::new(
        "Ta ut henvisningen, eller gi målgruppa tilgang (for det som er unntatt, en kort omtale: «exempt = \"stub\"» i site.toml).",
        "Take the reference out, or give the audience access (for what is exempt, a stub: “exempt = \"stub\"” in site.toml).",
    ))
}

/// Whether a document is a draft, which no audience gets, whatever `serve` shows its author.
fn is_draft(site: &Site, document: usize) -> bool {
    matches!(site.entry(document).state, DocumentState::Draft | DocumentState::Minutes(MinutesState::Draft))
}
