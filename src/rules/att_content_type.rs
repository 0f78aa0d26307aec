//! att-content-type: a file whose content is not what its extension says.

use super::{FixKind, Notes, Record, misses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Resolution, Site, Subject};
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "att-content-type",
    title: ("en fil som er noe annet enn endelsen sier", "a file that is not what its extension says"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_content_type.md"),
    check,
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
    let mut spoken_of = vec![false; site.files.len()];
    for reference in &site.references {
        let Resolution::Target(target) = reference.resolution else { continue };
        let Subject::File(file) = target.subject else { continue };
        let new = spoken_of.get_mut(file).is_some_and(|spoken| !std::mem::replace(spoken, true));
        if new && let Some((says, is)) = mismatch(site, file) {
            let place = site.place(reference.document, misses::without_anchor(site.mention(reference)));
            notes.add(finding(site, reference.document, place, file, &says, is));
        }
    }
}

/// What the extension says and what the content is, where the two cannot both be right.
fn mismatch(site: &Site, file: usize) -> Option<(String, &str)> {
    let name = site.files.get(file)?.path.rsplit('/').next()?;
    let (_, extension) = name.rsplit_once('.')?;
    let says = extension.to_lowercase();
    let kinds = &site.inspected.get(file)?.as_ref()?.content_types;
    let same = |one: &str, other: &str| one == other || SAME.iter().any(|set| set.contains(&one) && set.contains(&other));
    match kinds.first() {
        Some(is) if !kinds.iter().any(|kind| same(kind, &says)) => Some((says, is)),
        _ => None,
    }
}

fn finding(site: &Site, document: usize, place: Place, file: usize, says: &str, is: &str) -> Finding {
    let name = site.files.get(file).and_then(|file| file.path.rsplit('/').next()).unwrap_or_default();
    let shown = naming::quoted(site, document, name);
    let message = Bilingual::new(
        format!("«{shown}» heter .{says}, men innholdet er .{is}"),
        format!("“{shown}” is called .{says}, but its content is .{is}"),
    );
    let help = Bilingual::new(
        format!("Lagre fila på nytt som .{says}, eller gi den endelsen .{is} her og på disken."),
        format!("Save the file as .{says}, or give it the extension .{is} here and on the disk."),
    );
    Finding::new(RECORD.name, place, message).with_help(help)
}
