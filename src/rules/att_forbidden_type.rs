//! att-forbidden-type: files with macros, programs, and what would run on the site's own origin.

use super::attached::Attached;
use super::{Check, FixKind, Kind, Notes, Record, attached};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::{Danger, Unread};

/// The record.
pub const RECORD: Record = Record {
    name: "att-forbidden-type",
    title: ("en fil som kan kjøres", "a file that could run"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_forbidden_type.md"),
    check: Check::Site(check),
};

/// What a browser would run as a part of the site.
const ON_THE_SITE: &[&str] = &["html", "htm", "shtml", "xhtml", "xht", "mht", "mhtml", "js", "mjs", "cjs", "xml", "xsl", "xslt", "hta"];
/// Office files that are made to carry macros.
const WITH_MACROS: &[&str] = &["docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam", "sldm"];
/// What a double click would run.
const PROGRAMS: &[&str] = &[
    "exe", "dll", "com", "scr", "msi", "msp", "bat", "cmd", "ps1", "vbs", "vbe", "jse", "wsf", "wsh", "jar", "lnk", "reg", "pif", "cpl",
    "app", "sh", "apk", "deb", "rpm", "dmg", "pkg", "swf", "url", "chm",
];
/// What web servers run, or obey, where it lies.
const ON_THE_SERVER: &[&str] =
    &["php", "phtml", "phar", "asp", "aspx", "ascx", "ashx", "asmx", "jsp", "jspx", "cgi", "cfm", "config", "htaccess"];
/// What browsers take for a page where no extension says otherwise.
const PAGES: &[&str] = &["html", "svg", "xml"];

fn check(site: &Site, notes: &mut Notes) {
    let files = attached::each(site);
    for attached in &files {
        if let Some((message, help)) = verdict(attached) {
            notes.add(Finding::new(RECORD.name, attached.place, message).with_help(help));
        }
        if attached.inspection.is_none() {
            let reason =
                Bilingual::new(format!("«{}» kunne ikke åpnes", attached.name), format!("“{}” could not be opened", attached.name));
            notes.leave(Kind::Attachment, attached.place, reason);
        }
    }
    // What holds more than is looked into is att-size's to say.
    let own = [Unread::Size, Unread::Damaged];
    attached::leave_alone(&files, &own, notes);
}

fn verdict(attached: &Attached<'_>) -> Option<(Bilingual, Bilingual)> {
    let (name, extension) = (attached.name, attached.extension.as_str());
    let dangers = attached.inspection.map_or(&[][..], |inspection| &inspection.inside.dangers);
    let kind = attached.inspection.and_then(|inspection| inspection.content_types.first()).map(String::as_str);
    let nameless_page = extension.is_empty() && kind.is_some_and(|kind| PAGES.contains(&kind));
    if WITH_MACROS.contains(&extension) || dangers.contains(&Danger::Macros) {
        return Some((
            Bilingual::new(format!("«{name}» er en fil med makroer"), format!("“{name}” is a file with macros")),
            Bilingual::new(
                "Lagre den uten makroer, som .docx, .xlsx, .pptx eller PDF.",
                "Save it without macros, as .docx, .xlsx, .pptx or PDF.",
            ),
        ));
    }
    if dangers.contains(&Danger::Script) {
        return Some((
            Bilingual::new(format!("«{name}» inneholder skript"), format!("“{name}” holds script")),
            Bilingual::new("Lagre tegningen uten skript, eller som PNG.", "Save the drawing without script, or as PNG."),
        ));
    }
    if PROGRAMS.contains(&extension) || dangers.contains(&Danger::Program) {
        return Some((
            Bilingual::new(format!("«{name}» er eller inneholder et program"), format!("“{name}” is or holds a program")),
            Bilingual::new(
                "Ta den ut; programmer hører ikke hjemme blant vedlegg.",
                "Take it out; programs have no place among attachments.",
            ),
        ));
    }
    if ON_THE_SERVER.contains(&extension) {
        return Some((
            Bilingual::new(
                format!("«{name}» er en fil som webtjeneren kunne kjøre eller rette seg etter"),
                format!("“{name}” is a file that the web server could run or obey"),
            ),
            Bilingual::new("Lagre innholdet som PDF, eller som tekst i et dokument.", "Save the content as PDF, or as text of a document."),
        ));
    }
    (ON_THE_SITE.contains(&extension) || nameless_page).then(|| {
        (
            Bilingual::new(
                format!("«{name}» ville blitt kjørt i nettleseren som en del av nettstedet"),
                format!("“{name}” would run in the browser as a part of the site"),
            ),
            Bilingual::new("Lagre innholdet som PDF, eller som tekst i et dokument.", "Save the content as PDF, or as text of a document."),
        )
    })
}
