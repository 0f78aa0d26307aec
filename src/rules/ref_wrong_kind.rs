//! ref-wrong-kind: a field that refers to something of another kind than it takes.

use super::{Check, FixKind, Notes, Record, ill_read, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::nearest::PartyKind;
use crate::index::{Miss, Reference, Resolution, Site, Subject};
use crate::model::{DecisionId, Details, Form, Role};
use crate::output::percent;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-wrong-kind",
    title: ("en henvisning til noe av feil slag", "a reference to something of the wrong kind"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_wrong_kind.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for reference in &site.references {
        if let (Resolution::External, Form::External(address)) = (&reference.resolution, &site.mention(reference).form) {
            notes.add_all(address_finding(site, reference, address));
            continue;
        }
        let found = match reference.resolution {
            Resolution::Target(target) if !takes(site, reference.role, target.subject) => target.subject,
            Resolution::Miss(Miss::PartyKind(subject)) => subject,
            _ => continue,
        };
        // What a document is that could not be read, nobody knows.
        if matches!(found, Subject::Document(document) if ill_read::document(site, document)) {
            continue;
        }
        let mention = site.mention(reference);
        let place = site.place(reference.document, misses::without_anchor(mention));
        let wanted = wanted(mention.role);
        let finding = finding(site, place, field(mention.role), &wanted, found);
        notes.add(match (mention.role, likely(site, reference.document, mention.role)) {
            (Role::Image, _) => finding.with_help(Bilingual::new(
                "Ta bort utropstegnet foran for å lage en lenke, eller vis til en bildefil.",
                "Remove the exclamation mark to make it a link, or refer to an image file.",
            )),
            (_, Some(likely)) => {
                let likely = naming::subject(site, likely);
                finding.with_help(Bilingual::new(
                    format!("Vis til {} her, for eksempel {}.", wanted.nb, likely.nb),
                    format!("Refer to {} here, such as {}.", wanted.en, likely.en),
                ))
            }
            _ => finding,
        });
    }
    for reference in site.register_references() {
        if let Resolution::Miss(Miss::PartyKind(found)) = reference.resolution {
            let wanted = match reference.takes {
                PartyKind::Person => Bilingual::new("en person", "a person"),
                PartyKind::Body => Bilingual::new("et organ", "a body"),
                PartyKind::Unit => Bilingual::new("en enhet", "a unit"),
            };
            notes.add(finding(site, reference.place, None, &wanted, found));
        }
    }
}

/// An address of the web in a field that takes something of the site, with the id of the page it is, where it is one of ours.
fn address_finding(site: &Site, reference: &Reference, address: &str) -> Option<Finding> {
    let role = reference.role;
    let of_documents = matches!(role, Role::Follows | Role::Approves | Role::ClosedIn(_) | Role::ReplacesDocument | Role::Covers(_));
    let of_decisions = matches!(role, Role::AdoptedBy | Role::Replaces(_) | Role::Repeals(_) | Role::Amends(_));
    let field = field(role).filter(|_| of_documents || of_decisions)?;
    let wanted = wanted(role);
    let message = Bilingual::new(
        format!("«{field}» skal vise til {}, men dette er en nettadresse", wanted.nb),
        format!("“{field}” must refer to {}, but this is an address of the web", wanted.en),
    );
    let meant = page_at(site, address).filter(|subject| takes(site, role, *subject) && !naming::is_exempt(site, reference.document));
    let id = meant.and_then(|subject| match subject {
        Subject::Decision(n) => Some(site.decisions.get(n)?.id.to_string()),
        Subject::Document(n) => Some(site.document(n).id.to_string()),
        _ => None,
    });
    let help = id.map_or_else(
        || Bilingual::new(format!("Skriv id-en til {}.", wanted.nb), format!("Write the id of {}.", wanted.en)),
        |id| Bilingual::new(format!("Skriv {id}."), format!("Write {id}.")),
    );
    let place = site.place(reference.document, site.mention(reference).span);
    Some(Finding::new(RECORD.name, place, message).with_help(help))
}

/// The decision or document whose page has an address, as a browser shows it.
fn page_at(site: &Site, address: &str) -> Option<Subject> {
    let base = site.config.base_url.trim_end_matches('/');
    let path = address.strip_prefix(base).filter(|path| !base.is_empty() && path.starts_with('/'))?;
    let path = path.split(['#', '?']).next()?.trim_end_matches("index.html").trim_matches('/');
    if let Some(slug) = path.strip_prefix("vedtak/") {
        let (rest, year) = slug.rsplit_once('-')?;
        let (code, number) = rest.rsplit_once('-')?;
        return site.find_decision(&DecisionId::read(&format!("{code} {number}/{year}"))?).map(Subject::Decision);
    }
    site.find_document(&String::from_utf8_lossy(&percent::decoded(path).0)).map(Subject::Document)
}

fn finding(site: &Site, place: Place, field: Option<&str>, wanted: &Bilingual, found: Subject) -> Finding {
    let (name, is) = (naming::subject(site, found), kind(site, found));
    let message = match field {
        Some(field) => Bilingual::new(
            format!("«{field}» skal vise til {}, men {} er {}", wanted.nb, name.nb, is.nb),
            format!("“{field}” must refer to {}, but {} is {}", wanted.en, name.en, is.en),
        ),
        None => Bilingual::new(
            format!("Her skal det stå {}, men {} er {}", wanted.nb, name.nb, is.nb),
            format!("This must be {}, but {} is {}", wanted.en, name.en, is.en),
        ),
    };
    let help = Bilingual::new(format!("Vis til {} her.", wanted.nb), format!("Refer to {} here.", wanted.en));
    Finding::new(RECORD.name, place, message).with_help(help)
}

/// What was probably meant: the meeting before, the decision that lists the document, the newest guide.
fn likely(site: &Site, document: usize, role: Role) -> Option<Subject> {
    match role {
        Role::Approves => {
            let bodies = site.bodies_of(document);
            bodies.iter().find_map(|body| site.previous_meeting(document, *body)).map(Subject::Document)
        }
        Role::AdoptedBy => site.covered_by(document).last().copied().map(Subject::Decision),
        Role::Follows => site.documents_of_type("veileder").iter().copied().max_by_key(|n| site.date(*n)).map(Subject::Document),
        _ => None,
    }
}

/// Whether a field takes a reference to such a thing.
fn takes(site: &Site, role: Role, subject: Subject) -> bool {
    let details = match subject {
        Subject::Document(n) => Some(&site.document(n).details),
        _ => None,
    };
    match role {
        Role::Follows => matches!(details, Some(Details::Guide(_))),
        Role::Approves => matches!(details, Some(Details::Minutes(_))),
        Role::ClosedIn(_) => matches!(details, Some(Details::Minutes(_))) || matches!(subject, Subject::Decision(_)),
        Role::ReplacesDocument | Role::Covers(_) => details.is_some(),
        Role::AdoptedBy | Role::Replaces(_) | Role::Repeals(_) | Role::Amends(_) => matches!(subject, Subject::Decision(_)),
        Role::Basis => matches!(subject, Subject::Statute(_)),
        Role::DecisionBasis(_) => matches!(subject, Subject::Statute(_) | Subject::Decision(_) | Subject::Document(_)),
        Role::Image => matches!(subject, Subject::File(_)),
        Role::Body | Role::ItemBody => matches!(subject, Subject::Body(_)),
        Role::Chair | Role::Secretary | Role::Present | Role::Absent | Role::Guest | Role::Participant => {
            matches!(subject, Subject::Person(_))
        }
        Role::Unit => matches!(subject, Subject::Unit(_)),
        _ => true,
    }
}

/// What a field takes, in words.
fn wanted(role: Role) -> Bilingual {
    let (nb, en) = match role {
        Role::Follows => ("en veileder", "a guide"),
        Role::Approves | Role::ClosedIn(_) => ("et referat", "minutes"),
        Role::ReplacesDocument | Role::Covers(_) => ("et dokument", "a document"),
        Role::AdoptedBy | Role::Replaces(_) | Role::Repeals(_) | Role::Amends(_) => ("et vedtak", "a decision"),
        Role::Basis | Role::DecisionBasis(_) => ("en lov", "a statute"),
        Role::Image => ("et bilde", "an image"),
        Role::Body | Role::ItemBody => ("et organ", "a body"),
        Role::Chair | Role::Secretary | Role::Present | Role::Absent | Role::Guest | Role::Participant => ("en person", "a person"),
        Role::Unit | Role::Party => ("en enhet", "a unit"),
        _ => ("noe annet", "something else"),
    };
    Bilingual::new(nb, en)
}

/// The field's name, where it has one of its own.
fn field(role: Role) -> Option<&'static str> {
    match role {
        Role::Follows => Some("følger"),
        Role::Approves => Some("godkjenner"),
        Role::ClosedIn(_) => Some("lukket_i"),
        Role::ReplacesDocument | Role::Replaces(_) => Some("erstatter"),
        Role::Covers(_) => Some("gjelder"),
        Role::AdoptedBy => Some("vedtatt"),
        Role::Repeals(_) => Some("opphever"),
        Role::Amends(_) => Some("endrer"),
        Role::Basis | Role::DecisionBasis(_) => Some("hjemmel"),
        Role::Body | Role::ItemBody => Some("organ"),
        Role::Chair => Some("møteleder"),
        Role::Secretary => Some("referent"),
        Role::Present => Some("til_stede"),
        Role::Absent => Some("forfall"),
        Role::Guest => Some("gjester"),
        Role::Unit => Some("enhet"),
        Role::Party => Some("parter"),
        _ => None,
    }
}

/// What something is, in words.
fn kind(site: &Site, subject: Subject) -> Bilingual {
    let (nb, en) = match subject {
        Subject::Document(n) => match &site.document(n).details {
            Details::Minutes(_) => ("et referat", "minutes"),
            Details::Mandate(_) => ("et mandat", "a mandate"),
            Details::Plan(_) => ("en organisasjonsplan", "an organisation plan"),
            Details::Agreement(_) => ("en avtale", "an agreement"),
            Details::Guide(_) => ("en veileder", "a guide"),
            Details::Report => ("en rapport", "a report"),
            Details::Note => ("et notat", "a note"),
            Details::Page => ("en side", "a page"),
            Details::Custom(_) => ("et dokument av en annen type", "a document of another type"),
        },
        Subject::Decision(_) => ("et vedtak", "a decision"),
        Subject::Person(_) => ("en person", "a person"),
        Subject::Body(_) => ("et organ", "a body"),
        Subject::Unit(_) => ("en enhet", "a unit"),
        Subject::Statute(_) => ("en lov", "a statute"),
        Subject::Case(_) => ("en saksgang", "a case"),
        Subject::File(_) => ("en fil", "a file"),
    };
    Bilingual::new(nb, en)
}
