//! att-tracked-changes: a Word or Open Document text with changes or comments left in it.

use super::{Check, FixKind, Notes, Record, attached};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::{Revisions, Unread};

/// The record.
pub const RECORD: Record = Record {
    name: "att-tracked-changes",
    title: ("et vedlegg med sporede endringer eller kommentarer", "an attachment with tracked changes or comments"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_tracked_changes.md"),
    check: Check::Site(check),
};

/// Texts; a workbook's comments are a part of it.
const TEXTS: &[&str] = &["docx", "dotx", "docm", "dotm", "odt", "ott", "zip"];

fn check(site: &Site, notes: &mut Notes) {
    let files = attached::each(site);
    for attached in &files {
        let Some(inspection) = attached.inspection else { continue };
        let is_text = inspection.content_types.first().is_some_and(|kind| TEXTS.contains(&kind.as_str()));
        let left = inspection.inside.revisions;
        if !is_text || left == Revisions::default() {
            continue;
        }
        let (nb, en) = counted(left);
        let name = attached.name;
        let message = Bilingual::new(format!("Det står igjen {nb} i «{name}»"), format!("There are {en} left in “{name}”"));
        let help = Bilingual::new(
            "Godta eller avvis endringene, slett kommentarene, og lagre fila på nytt.",
            "Accept or reject the changes, delete the comments, and save the file again.",
        );
        notes.add(Finding::new(RECORD.name, attached.place, message).with_help(help));
    }
    attached::leave_alone(&files, &[Unread::OldFormat], notes);
}

/// "3 sporede endringer og 1 kommentar".
fn counted(left: Revisions) -> (String, String) {
    let words = |count: u32, one: (&str, &str), many: (&str, &str)| {
        let (nb, en) = if count == 1 { one } else { many };
        (count > 0).then(|| (format!("{count} {nb}"), format!("{count} {en}")))
    };
    let changes = words(left.changes, ("sporet endring", "tracked change"), ("sporede endringer", "tracked changes"));
    let comments = words(left.comments, ("kommentar", "comment"), ("kommentarer", "comments"));
    match (changes, comments) {
        (Some((nb, en)), Some((also_nb, also_en))) => (format!("{nb} og {also_nb}"), format!("{en} and {also_en}")),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => (String::new(), String::new()),
    }
}
