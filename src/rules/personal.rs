//! Where personal data and secrets stand: in documents, registers, site.toml and the names of files.
//!
//! What may not enter: any rule's own sentence, and the data itself; nothing here gives a text back.

use std::collections::HashSet;

use super::attached;
use crate::index::Site;
use crate::model::PersonalKind;
use crate::model::text::Table;
use crate::parse::personal::{find, is_phone};
use crate::source::{Place, SourceId, Span};

/// Something personal or secret in the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Where: its bytes, or the whole file for a file's name.
    pub place: Place,
    /// What it is.
    pub kind: PersonalKind,
    /// Whether it stands in the file's name.
    pub in_name: bool,
}

/// Something personal or secret in the words of an attachment.
#[derive(Debug, Clone)]
pub struct InFile<'s> {
    /// Where the file is listed or linked first.
    pub place: Place,
    /// The file's name for a message.
    pub name: &'s str,
    /// How many there are.
    pub count: u32,
}

/// The attachments with so much of a kind in their words, in the order of the documents.
pub fn in_files(site: &Site, kind: PersonalKind) -> Vec<InFile<'_>> {
    let count = |attached: &attached::Attached<'_>| {
        let personal = attached.inspection.map_or(&[][..], |inspection| &inspection.inside.personal);
        personal.iter().find(|(found, _)| *found == kind).map(|(_, count)| *count)
    };
    let files = attached::each(site).into_iter();
    files.filter_map(|attached| Some(InFile { place: attached.place, name: attached.name, count: count(&attached)? })).collect()
}

/// Everything of some kinds in the site that is personal or secret: in the order of the documents, then registers, then site.toml, then
/// names.
pub fn of(site: &Site, wanted: impl Fn(PersonalKind) -> bool) -> Vec<Found> {
    let inside = |source: SourceId, span: Span, kind: PersonalKind| Found { place: Place::new(source, span), kind, in_name: false };
    let mut found = Vec::new();
    let by_phone = wanted(PersonalKind::Phone);
    for entry in site.personal_or_tabled() {
        found.extend(entry.document.personal.iter().map(|one| inside(entry.source, one.span, one.kind)));
        let tables = if by_phone { entry.document.text.tables.as_slice() } else { &[] };
        found.extend(tables.iter().flat_map(phones).map(|span| inside(entry.source, span, PersonalKind::Phone)));
    }
    found.extend(site.register_personal.iter().map(|(source, one)| inside(*source, one.span, one.kind)));
    if let Some((source, file)) = site.config.source.and_then(|id| Some((id, site.sources.get(id)?))) {
        found.extend(find(&file.text).into_iter().map(|one| inside(source, one.span, one.kind)));
    }
    found.extend(site.name_personal.iter().map(|(source, one)| Found { place: Place::whole(*source), kind: one.kind, in_name: true }));
    let mut seen = HashSet::new();
    found.retain(|one| wanted(one.kind) && seen.insert((one.place, one.kind)));
    found
}

/// Phone numbers in a column that is headed so.
fn phones(table: &Table) -> impl Iterator<Item = Span> {
    let headed = |title: &str| {
        let may_be = title.starts_with(['T', 't', 'M', 'm']);
        let title = if may_be { title.to_lowercase() } else { String::new() };
        ["telefon", "tlf", "mobil"].iter().any(|word| title.starts_with(word)) && !title.contains("abonnement")
    };
    let columns = table.header.iter().enumerate().filter(move |(_, cell)| headed(&cell.words)).map(|(column, _)| column);
    columns
        .flat_map(|column| table.rows.iter().filter_map(move |row| row.get(column)))
        .filter(|cell| is_phone(&cell.words))
        .map(|cell| cell.span)
}
