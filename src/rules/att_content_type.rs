//! att-content-type: a file whose content is not what its extension says.

use super::attached::Attached;
use super::{Check, FixKind, Notes, Record, attached};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "att-content-type",
    title: ("en fil som er noe annet enn endelsen sier", "a file that is not what its extension says"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_content_type.md"),
    check: Check::Site(check),
};

/// Extensions that stand for the same kind of content.
const SAME: &[&[&str]] = &[
    &["jpg", "jpeg", "jpe", "jfif"],
    &["tif", "tiff"],
    &["htm", "html", "xhtml"],
    &["zip", "docx", "xlsx", "pptx", "dotx", "xltx", "potx", "vsdx", "odt", "ods", "odp", "odg", "epub", "jar", "docm", "xlsm", "pptm"],
    &["doc", "xls", "ppt", "msg", "vsd", "mpp", "dot", "xlt", "pot", "msi"],
    &["mp4", "m4v", "m4a", "mov"],
    &["gz", "tgz"],
    &["ogg", "oga", "ogv"],
];

fn check(site: &Site, notes: &mut Notes) {
    for attached in attached::each(site) {
        if let Some(is) = mismatch(&attached) {
            notes.add(finding(&attached, is));
        }
    }
}

/// What the content is, where the extension cannot be right too.
fn mismatch<'s>(attached: &Attached<'s>) -> Option<&'s str> {
    let says = attached.extension.as_str();
    let kinds = &attached.inspection?.content_types;
    let same = |one: &str, other: &str| one == other || SAME.iter().any(|set| set.contains(&one) && set.contains(&other));
    let is = kinds.first().filter(|_| !says.is_empty() && !kinds.iter().any(|kind| same(kind, says)))?;
    Some(is)
}

fn finding(attached: &Attached<'_>, is: &str) -> Finding {
    let (shown, says) = (attached.name, attached.extension.as_str());
    let message = Bilingual::new(
        format!("«{shown}» heter .{says}, men innholdet er .{is}"),
        format!("“{shown}” is called .{says}, but its content is .{is}"),
    );
    let help = Bilingual::new(
        format!("Lagre fila på nytt som .{says}, eller gi den endelsen .{is} her og på disken."),
        format!("Save the file as .{says}, or give it the extension .{is} here and on the disk."),
    );
    Finding::new(RECORD.name, attached.place, message).with_help(help)
}
