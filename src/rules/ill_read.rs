//! What could not be read: what it lacks says nothing then, and the fault in it is found already.
//!
//! What may not enter: what a reference leads to.

use super::{Kind, Notes};
use crate::diagnostic::{Bilingual, Fault, FaultKind};
use crate::index::Site;
use crate::model::{Details, Document, RegisterKind};
use crate::output::name;
use crate::source::{Place, SourceId, Span};

/// Whether a register could not be read to its end.
pub(super) fn register(site: &Site, kind: RegisterKind) -> bool {
    let broken = |fault: &Fault| matches!(fault.kind, FaultKind::Syntax { .. } | FaultKind::Limit { .. });
    source(site, kind).is_some_and(|source| site.register_faults.iter().any(|(file, fault)| *file == source && broken(fault)))
}

/// Notes that a rule left a register's ids alone.
pub(super) fn leave_alone(site: &Site, kind: RegisterKind, notes: &mut Notes) {
    let Some(source) = source(site, kind) else { return };
    let name = site.sources.get(source).map_or("", |source| name::last(&source.path));
    let reason = Bilingual::new(format!("«{name}» kunne ikke leses"), format!("“{name}” could not be read"));
    notes.leave(Kind::Register, Place::new(source, Span::default()), reason);
}

fn source(site: &Site, kind: RegisterKind) -> Option<SourceId> {
    let registers = &site.registers;
    match kind {
        RegisterKind::People => registers.people.source,
        RegisterKind::Bodies => registers.bodies.source,
        RegisterKind::Units => registers.units.source,
        RegisterKind::Statutes => registers.statutes.source,
        RegisterKind::Cases => registers.cases.source,
    }
}

/// Whether a document's fields or type could not be read, so that what stands in it is not known either.
pub(super) fn document(site: &Site, document: usize) -> bool {
    is_unread(site, site.document(document))
}

/// Whether that is so of any document, or something in it was refused: what is not found may then stand there.
pub fn any(site: &Site) -> bool {
    let ill = |fault: &Fault| matches!(fault.kind, FaultKind::Encoding { .. } | FaultKind::Refused(_));
    site.documents.iter().any(|entry| is_unread(site, &entry.document) || entry.document.faults.iter().any(ill))
}

/// Whether something within a span of a document could not be read.
pub(super) fn within(document: &Document, span: Span) -> bool {
    document.faults.iter().any(|fault| span.contains(fault.span))
}

/// Whether a document's attachments may have been meant to be listed, and are not for another fault.
pub(super) fn attachments(site: &Site, document: &Document) -> bool {
    let meant = |fault: &Fault| matches!(&fault.kind, FaultKind::UnknownKey { nearest: Some(key), .. } if key == "vedlegg");
    is_unread(site, document) || document.faults.iter().any(meant)
}

/// Whether a decision may stand in minutes whose front matter could not be read, or under a number that cannot be read and was probably
/// meant as this one.
pub(super) fn decision(site: &Site, id: &str) -> bool {
    let mut unread = site.documents.iter().filter(|entry| is_unread(site, &entry.document));
    let stands_in = |entry: &crate::index::Entry| site.sources.get(entry.source).is_some_and(|source| source.text.contains(id));
    unread.any(stands_in) || site.faulty().flat_map(|entry| &entry.document.faults).any(|fault| is_meant(fault, id))
}

/// Whether a fault is the number of a decision, and this one was probably meant: it has the same figures, and the code or none.
fn is_meant(fault: &Fault, id: &str) -> bool {
    let FaultKind::DecisionId { written } = &fault.kind else { return false };
    let ((code, figures), (meant, known)) = (code_and_figures(written), code_and_figures(id));
    !figures.is_empty() && figures == known && (code.is_empty() || code == meant)
}

/// The letters of what is nearly a decision's number, in capitals, and its figures; a year in two of them.
fn code_and_figures(written: &str) -> (String, Vec<u32>) {
    let code: String = written.chars().take_while(|c| !c.is_ascii_digit()).filter(|c| c.is_alphabetic()).collect();
    let figures = written.split(|c: char| !c.is_ascii_digit()).filter_map(|figure| figure.parse::<u32>().ok());
    (code.to_uppercase(), figures.enumerate().map(|(place, figure)| if place == 0 { figure } else { figure % 100 }).collect())
}

fn is_unread(site: &Site, document: &Document) -> bool {
    use FaultKind::{Encoding, FrontMatterGap, FrontMatterHyphens, FrontMatterMissing, FrontMatterUnclosed, Limit, Syntax, UnknownType};
    let unknown_type = matches!(&document.details, Details::Custom(name) if site.config.type_rules(name).is_none());
    unknown_type
        || document.faults.iter().any(|fault| {
            matches!(
                fault.kind,
                FrontMatterMissing
                    | FrontMatterGap
                    | FrontMatterHyphens
                    | FrontMatterUnclosed
                    | Limit { .. }
                    | Syntax { .. }
                    | UnknownType { .. }
            ) || matches!(fault.kind, Encoding { .. }) && document.front.span == Span::default()
        })
}
