//! att-required: a signed agreement without an attachment that its guide requires.

use super::{Check, FixKind, Notes, Record, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Resolution, Site, Subject};
use crate::model::{Details, Role};

/// The record.
pub const RECORD: Record = Record {
    name: "att-required",
    title: ("et påkrevd vedlegg som mangler", "a required attachment that is missing"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_required.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (n, entry) in site.documents.iter().enumerate() {
        let document = &entry.document;
        let Details::Agreement(agreement) = &document.details else { continue };
        let (Some(follows), Some(_), false) = (&agreement.follows, &agreement.signed, document.front.template) else { continue };
        let Some(guide) = followed(site, n) else { continue };
        let Details::Guide(details) = &site.document(guide).details else { continue };
        let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        for required in &details.requires_attachments {
            let roles = document.front.attachments.iter().filter_map(|attachment| attachment.role.as_ref());
            if roles.into_iter().any(|role| same(&role.value, &required.value)) {
                continue;
            }
            let role = naming::quoted(site, guide, &required.value);
            let message = Bilingual::new(
                format!("Veilederen krever vedlegget «{role}», og den signerte avtalen har det ikke"),
                format!("The guide requires the attachment “{role}”, and the signed agreement lacks it"),
            );
            let help = Bilingual::new(
                format!("Før fila under «vedlegg» med «rolle: {role}»."),
                format!("List the file under “vedlegg” with “rolle: {role}”."),
            );
            let label = Bilingual::new("her krever veilederen det", "the guide requires it here");
            let finding = Finding::new(RECORD.name, site.place(n, follows.span), message);
            notes.add(finding.with_help(help).with_label(site.place(guide, required.span), label));
        }
    }
}

/// The guide that an agreement follows.
fn followed(site: &Site, agreement: usize) -> Option<usize> {
    site.references_in(agreement).iter().filter(|reference| reference.role == Role::Follows).find_map(|reference| {
        match reference.resolution {
            Resolution::Target(target) => match target.subject {
                Subject::Document(document) => Some(document),
                _ => None,
            },
            _ => None,
        }
    })
}
