//! id-duplicate-anchor: two places of one document that a reference would call alike, and references to such a name.

use super::{Check, FixKind, Notes, Record};
use crate::diagnostic::{Bilingual, Finding, Label, Level};
use crate::index::{Miss, Resolution, Site};
use crate::model::Form;
use crate::model::text::{Anchor, AnchorKind};

/// The record.
pub const RECORD: Record = Record {
    name: "id-duplicate-anchor",
    title: ("to steder med samme navn i ett dokument", "two places of one name in a document"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("id_duplicate_anchor.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for document in 0..site.documents.len() {
        for group in site.ambiguous_anchors(document) {
            let anchors: Vec<&Anchor> = group.iter().filter_map(|n| site.document(document).text.anchors.get(*n)).collect();
            let Some((first, others)) = anchors.split_first() else { continue };
            for anchor in others {
                let name = &anchor.name;
                let message = Bilingual::new(
                    format!("To steder i dokumentet heter «#{name}»"),
                    format!("Two places of the document are called “#{name}”"),
                );
                let finding = Finding::new(RECORD.name, site.place(document, anchor.span), message)
                    .with_label(site.place(document, first.span), Bilingual::new("det første", "the first"))
                    .with_help(advice(anchor.kind));
                notes.add(finding);
            }
        }
    }
    references(site, notes);
}

fn advice(kind: AnchorKind) -> Bilingual {
    match kind {
        AnchorKind::Explicit | AnchorKind::Automatic => Bilingual::new("Gi ett av dem et annet navn.", "Give one of them another name."),
        AnchorKind::AgendaItem | AnchorKind::Point => Bilingual::new("Gi ett av dem et annet nummer.", "Give one of them another number."),
        AnchorKind::Decision => Bilingual::new("Gi det ene vedtaket et annet nummer.", "Give one of the decisions another number."),
    }
}

/// A reference to a name that two places have leads to neither.
fn references(site: &Site, notes: &mut Notes) {
    for reference in &site.references {
        let Resolution::Miss(Miss::AmbiguousAnchor { document }) = reference.resolution else { continue };
        let mention = site.mention(reference);
        let (name, span) = match &mention.form {
            Form::Document { anchor: Some(anchor), .. } | Form::Path { anchor: Some(anchor), .. } => (anchor.value.clone(), anchor.span),
            Form::Anchor(name) => (name.clone(), mention.span),
            Form::AgendaItem(number) => (format!("sak-{}", number.replace('/', "-")), mention.span),
            _ => continue,
        };
        let message = Bilingual::new(
            format!("Henvisningen kan mene flere steder: «#{name}» finnes mer enn én gang"),
            format!("The reference may mean several places: “#{name}” is there more than once"),
        );
        let mut finding = Finding::new(RECORD.name, site.place(reference.document, span), message).with_help(Bilingual::new(
            "Gi stedene hvert sitt navn eller nummer, og vis til det som er ment.",
            "Give each place a name or number of its own, and refer to the one that is meant.",
        ));
        finding.labels = places(site, document, &name);
        notes.add(finding);
    }
}

/// How many places a finding shows.
const MOST_LABELS: usize = 4;

/// Where a document has an anchor of that name, or agenda items of that number in a joint meeting.
fn places(site: &Site, document: usize, name: &str) -> Vec<Label> {
    let suffix = format!("-{name}");
    let anchors = &site.document(document).text.anchors;
    let fits = |anchor: &&Anchor| {
        anchor.kind != AnchorKind::Automatic
            && (anchor.name == name || anchor.kind == AnchorKind::AgendaItem && anchor.name.ends_with(&suffix))
    };
    anchors
        .iter()
        .filter(fits)
        .take(MOST_LABELS)
        .map(|anchor| Label { place: site.place(document, anchor.span), message: Bilingual::new("kan være ment", "may be meant") })
        .collect()
}
