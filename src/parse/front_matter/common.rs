//! The fields that every type has.

use super::closed;
use super::mentions::Mentions;
use super::values::{ACCESS, id, item, reference, references, texts};
use crate::diagnostic::{Expected, Fault, FaultKind};
use crate::fields::{self, Mapping, Node, Value, list_of, list_or_one, word};
use crate::model::document::Correction;
use crate::model::{Adoption, Allowance, Attachment, FrontMatter, Role, Status};
use crate::output::name;
use crate::source::Spanned;

const STATUS: &[(&str, Status)] = &[
    ("utkast", Status::Draft),
    ("høring", Status::Hearing),
    ("godkjent", Status::Approved),
    ("gjeldende", Status::InForce),
    ("erstattet", Status::Replaced),
    ("opphevet", Status::Repealed),
    ("arkivert", Status::Archived),
];

const LANGUAGES: &[(&str, &str)] = &[("nb", "nb"), ("nn", "nn"), ("en", "en"), ("se", "se")];

/// Reads the common fields; which of them are required depends on the type and is noted elsewhere.
pub fn read(mapping: &mut Mapping<'_>, front: &mut FrontMatter, mentions: &mut Mentions<'_>, faults: &mut Vec<Fault>) {
    front.title = mapping.optional("tittel", fields::text, faults);
    front.date = mapping.optional("dato", fields::date, faults);
    front.status = mapping.optional("status", word(STATUS), faults);
    front.template = mapping.optional("mal", fields::boolean, faults).unwrap_or_default();
    front.bodies = mapping.optional("organ", list_or_one(id), faults).unwrap_or_default();
    front.responsible = mapping.optional("ansvarlig", id, faults);
    front.summary = mapping.optional("sammendrag", fields::text, faults);
    front.topics = texts(mapping, "tema", faults);
    front.related = references(mapping, "relatert", faults);
    front.adopted = mapping.optional("vedtatt", adoption, faults);
    front.replaces = references(mapping, "erstatter", faults);
    front.valid_from = mapping.optional("gjelder_fra", fields::date, faults);
    front.valid_to = mapping.optional("gjelder_til", fields::date, faults);
    front.review = mapping.optional("revideres", fields::date, faults);
    front.attachments = mapping.optional("vedlegg", attachments, faults).unwrap_or_default();
    front.access = mapping.optional("tilgang", word(ACCESS), faults);
    front.basis = mapping.optional("hjemmel", fields::text, faults);
    front.language = mapping.optional("språk", word(LANGUAGES), faults).map(|language| language.map(str::to_owned));
    front.aliases = texts(mapping, "alias", faults);
    front.archive_ref = mapping.optional("arkivref", fields::text, faults);
    front.seal = mapping.optional("segl", fields::text, faults);
    front.corrections = mapping.optional("rettelser", list_of(correction), faults).unwrap_or_default();
    front.allowances = mapping.optional("tillat", list_of(allowance), faults).unwrap_or_default();
    mention(front, mentions);
}

fn mention(front: &FrontMatter, mentions: &mut Mentions<'_>) {
    for body in &front.bodies {
        mentions.id(body, Role::Body);
    }
    if let Some(responsible) = &front.responsible {
        mentions.id(responsible, Role::Responsible);
    }
    mentions.references(&front.related, Role::Related);
    // A body that adopted elsewhere may be a free text as well as an id, so it refers to nothing.
    if let Some(Spanned { value: Adoption::Decision(written), span }) = &front.adopted {
        mentions.reference(&Spanned::new(written.clone(), *span), Role::AdoptedBy);
    }
    mentions.references(&front.replaces, Role::ReplacesDocument);
    for (n, attachment) in (0..).zip(&front.attachments) {
        if let Some(file) = &attachment.file {
            mentions.file(file, Role::AttachmentFile(n));
        }
    }
    if let Some(basis) = &front.basis {
        mentions.basis(basis, Role::Basis);
    }
    for basis in front.corrections.iter().filter_map(|correction| correction.basis.as_ref()) {
        mentions.basis(basis, Role::Correction);
    }
}

/// A decision id, or `{organ, dato, sak?}` where the decision is not in the site.
fn adoption(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<Adoption>> {
    if !matches!(node.value, Value::Map(_)) {
        return reference(node, key, faults).map(|written| written.map(Adoption::Decision));
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let elsewhere = Adoption::Elsewhere {
        body: mapping.require("organ", fields::text, faults),
        date: mapping.require("dato", fields::date, faults),
        item: mapping.optional("sak", item, faults),
    };
    mapping.close(faults);
    Some(Spanned::new(elsewhere, node.span))
}

/// The list; a file's name in its place is told as one in it would be.
fn attachments(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Vec<Attachment>> {
    match &node.value {
        Value::Text(text) if is_file(text) => Some(attachment(node, key, faults).into_iter().collect()),
        _ => list_of(attachment)(node, key, faults),
    }
}

fn is_file(text: &str) -> bool {
    !text.contains([',', ';']) && name::file_extension(text.trim()).is_some()
}

fn attachment(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Attachment> {
    if let Value::Text(text) = &node.value {
        let kind = FaultKind::WrongShape { key: key.to_owned(), expected: Expected::Attachment, found: text.clone() };
        faults.push(Fault { span: node.span, kind });
        // The file is listed all the same, so that nothing else is said of it.
        let file = is_file(text).then(|| Spanned::new(text.trim().to_owned(), node.span))?;
        return Some(Attachment { span: node.span, file: Some(file), title: None, role: None, sha256: None, access: None });
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let access = mapping.optional("tilgang", word(ACCESS), faults);
    let attachment = Attachment {
        span: mapping.span,
        file: mapping.require("fil", fields::text, faults),
        title: mapping.require("tittel", fields::text, faults),
        role: mapping.optional("rolle", fields::text, faults),
        sha256: mapping.optional("sha256", sha256, faults),
        access: closed::access(&mapping, access),
    };
    mapping.close(faults);
    Some(attachment)
}

fn sha256(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<String>> {
    let written = fields::text(node, key, faults)?;
    if written.value.len() == 64 && written.value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(written.map(|hex| hex.to_ascii_lowercase()));
    }
    let kind = FaultKind::WrongShape { key: key.to_owned(), expected: Expected::Sha256, found: written.value };
    faults.push(Fault { span: written.span, kind });
    None
}

fn correction(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Correction> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let correction = Correction {
        date: mapping.require("dato", fields::date, faults),
        what: mapping.require("hva", fields::text, faults),
        basis: mapping.optional("hjemmel", fields::text, faults),
    };
    mapping.close(faults);
    Some(correction)
}

/// `{regel, grunn}`; that the reason is missing is a rule's to say.
fn allowance(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Allowance> {
    let mut mapping = Mapping::open(node, key, faults)?;
    let allowance = Allowance {
        span: mapping.span,
        rule: mapping.require("regel", fields::text, faults),
        reason: mapping.optional("grunn", fields::text, faults),
        line_after: None,
    };
    mapping.close(faults);
    Some(allowance)
}
