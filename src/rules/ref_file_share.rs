//! ref-file-share: a link to a file on somebody's own disk or on a file share, which no reader of the site can open.

use super::{Check, FixKind, Notes, Reading, Record, addresses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::Form;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-file-share",
    title: ("en lenke til en fil på en egen disk eller et fellesområde", "a link to a file on one's own disk or on a share"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_file_share.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    for reference in site.references_in(n) {
        let mention = site.mention(reference);
        let Form::External(written) = &mention.form else { continue };
        if !addresses::is_share(written) {
            continue;
        }
        // As it stands there: CommonMark takes one of two backslashes for an escape.
        let shown = naming::quoted(site, n, site.sources.slice(site.place(n, mention.span)));
        let message = Bilingual::new(
            format!("«{shown}» ligger på en egen disk eller et fellesområde, der leserne ikke kommer til"),
            format!("“{shown}” lies on somebody's disk or on a file share, where readers cannot get at it"),
        );
        let folder = site.document(n).id.as_str();
        let help = Bilingual::new(
            format!("Kopier fila til content/{folder}/ og før den under «vedlegg», eller lenk til et nettsted."),
            format!("Copy the file to content/{folder}/ and list it under “vedlegg”, or link to a web page."),
        );
        notes.add(Finding::new(RECORD.name, site.place(n, mention.span), message).with_help(help));
    }
}
