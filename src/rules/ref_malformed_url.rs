//! ref-malformed-url: an address outside the site that no browser can follow, or that the site does not link to.

use super::{Check, FixKind, Notes, Reading, Record, addresses, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::Form;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-malformed-url",
    title: ("en nettadresse som ikke er gyldig", "an address that is not valid"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_malformed_url.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    for reference in site.references_in(n) {
        let mention = site.mention(reference);
        let Form::External(written) = &mention.form else { continue };
        let Some(wrong) = addresses::fault(written).filter(|_| !addresses::is_share(written)) else { continue };
        let shown = naming::quoted(site, n, written);
        let message = Bilingual::new(
            format!("«{shown}» er ingen gyldig nettadresse: {}", wrong.nb),
            format!("“{shown}” is no valid address: {}", wrong.en),
        );
        let help = Bilingual::new(
            "Lim inn adressen fra nettleseren på nytt, fra «https://» og ut.",
            "Paste the address from the browser again, from “https://” on.",
        );
        notes.add(Finding::new(RECORD.name, site.place(n, mention.span), message).with_help(help));
    }
}
