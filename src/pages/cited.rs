//! "Cited by": what refers to a page, grouped by kind, each document once in a kind.

use serde::Serialize;

use super::grouped::grouped;
use super::link::{Link, address, link};
use crate::index::{Reference, Site, Subject};
use crate::model::{Date, Document, Role};
use crate::source::Span;

/// Everything that refers to a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Cited {
    /// By kind, in a fixed order; no group is empty.
    pub groups: Vec<Group>,
    /// How many documents there are in all groups together.
    pub count: usize,
}

/// The references of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The key of its words in the theme's texts.
    pub kind: Kind,
    /// The newest first.
    pub entries: Vec<Citing>,
}

/// A document that refers to the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citing {
    /// The document.
    pub document: Link,
    /// Its date.
    pub date: Option<Date>,
    /// The agenda items it does so in.
    pub places: Vec<Link>,
    /// What of the page it refers to: "Sak 3 Budsjett".
    pub to: Vec<String>,
}

/// How one thing refers to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Minutes that approve these.
    Approves,
    /// It names this decision as the one that adopted it.
    AdoptedBy,
    /// A decision that covers this document.
    Covers,
    /// It replaces this.
    Replaces,
    /// It repeals this.
    Repeals,
    /// It amends this.
    Amends,
    /// An agreement that follows this guide.
    Follows,
    /// An action item that was closed here.
    Closes,
    /// It has its legal basis here.
    Basis,
    /// Minutes of a meeting that this person took part in, or was absent from.
    Attendance,
    /// A task or an office: responsible, client, contractor, party.
    Office,
    /// Minutes or documents of this body.
    Body,
    /// Agenda items of this case.
    Case,
    /// It names this as related.
    Related,
    /// Its text mentions this.
    Text,
}

/// What refers to a subject, but for what stands in the subject itself.
#[must_use]
pub fn cited(site: &Site, subject: Subject) -> Cited {
    cited_but(site, subject, &[])
}

/// The same without the kinds that the page shows in a better place.
#[must_use]
pub fn cited_but(site: &Site, subject: Subject, without: &[Kind]) -> Cited {
    let others = site.shown_backlinks(subject).filter(|reference| subject != Subject::Document(reference.document));
    let of_kinds = others.map(|reference| ((kind(reference.role), reference.document), reference));
    let mut found = grouped(of_kinds.filter(|((kind, _), _)| !without.contains(kind)));
    found.sort_by_cached_key(|((kind, document), _)| (*kind, std::cmp::Reverse(site.date(*document)), *document));
    let count = found.len();
    let mut groups: Vec<Group> = Vec::new();
    for ((kind, document), references) in found {
        let entry = citing(site, document, &references);
        match groups.last_mut().filter(|group| group.kind == kind) {
            Some(group) => group.entries.push(entry),
            None => groups.push(Group { kind, entries: vec![entry] }),
        }
    }
    Cited { groups, count }
}

/// The documents that some references stand in, the newest first, each once.
#[must_use]
pub fn entries(site: &Site, references: &[&Reference]) -> Vec<Citing> {
    let mut documents = grouped(references.iter().map(|reference| (reference.document, *reference)));
    documents.sort_by_cached_key(|(document, _)| (std::cmp::Reverse(site.date(*document)), *document));
    documents.into_iter().map(|(document, references)| citing(site, document, &references)).collect()
}

fn citing(site: &Site, document: usize, references: &[&Reference]) -> Citing {
    let citing = site.document(document);
    let mut places: Vec<Link> = Vec::new();
    let mut to: Vec<String> = Vec::new();
    for reference in references {
        if let Some(place) = place(site, document, citing, site.mention(reference).span, reference.role)
            && !places.contains(&place)
        {
            places.push(place);
        }
        if let Some(anchor) = reference.target().and_then(|target| site.anchor(target))
            && !to.contains(&anchor.title)
        {
            to.push(anchor.title.clone());
        }
    }
    Citing { document: link(site, Subject::Document(document)), date: site.date(document), places, to }
}

/// The agenda item or decision in which a mention stands.
fn place(site: &Site, document: usize, citing: &Document, span: Span, role: Role) -> Option<Link> {
    let url = address(site, Subject::Document(document));
    if let Role::Covers(n) | Role::Replaces(n) | Role::Repeals(n) | Role::Amends(n) | Role::DecisionBasis(n) | Role::DecisionText(n) = role
    {
        let id = &citing.minutes()?.decisions.get(usize::from(n))?.id.as_ref()?.value;
        return Some(Link::to(id.to_string(), format!("{url}#{}", id.slug())));
    }
    let item = citing.text.items.get(citing.text.item_around(span)?)?;
    Some(Link::to(format!("{} {}", crate::pages::words::item(citing, site).to_lowercase(), item.label()), format!("{url}#{}", item.anchor)))
}

fn kind(role: Role) -> Kind {
    match role {
        Role::Approves => Kind::Approves,
        Role::AdoptedBy => Kind::AdoptedBy,
        Role::Covers(_) => Kind::Covers,
        Role::ReplacesDocument | Role::Replaces(_) => Kind::Replaces,
        Role::Repeals(_) => Kind::Repeals,
        Role::Amends(_) => Kind::Amends,
        Role::Follows => Kind::Follows,
        Role::ClosedIn(_) => Kind::Closes,
        Role::DecisionBasis(_) | Role::Basis => Kind::Basis,
        Role::Chair | Role::Secretary | Role::Present | Role::Absent | Role::Guest => Kind::Attendance,
        Role::ActionResponsible(_)
        | Role::Responsible
        | Role::Client
        | Role::Contractor
        | Role::ApprovedBy
        | Role::Participant
        | Role::Unit
        | Role::Party => Kind::Office,
        Role::Body | Role::ItemBody => Kind::Body,
        Role::ItemCase => Kind::Case,
        Role::Related | Role::Correction => Kind::Related,
        Role::Text | Role::Image | Role::DecisionText(_) | Role::ActionText(_) | Role::AttachmentFile(_) => Kind::Text,
    }
}
