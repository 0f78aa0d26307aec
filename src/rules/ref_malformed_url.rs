//! ref-malformed-url: an address outside the site that no browser can follow, or that the site does not link to; and a target with a space
//! in it, which is no link.

use super::{Check, FixKind, Notes, Reading, Record, addresses, naming, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Fix, Level};
use crate::index::Site;
use crate::model::Form;
use crate::source::Place;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-malformed-url",
    title: ("en nettadresse som ikke er gyldig", "an address that is not valid"),
    levels: &[("", Level::Error)],
    fix: FixKind::Safe,
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
        let place = site.place(n, mention.span);
        let finding = Finding::new(RECORD.name, place, message);
        // The address of a defined label stands elsewhere.
        let is_here = site.sources.slice(place) == written;
        notes.add(match addresses::meant(written).filter(|_| is_here && !words::is_hidden(site, place)) {
            Some(meant) => to_write(finding, &meant, false),
            None => finding.with_help(help),
        });
    }
    for fault in &site.document(n).faults {
        if let FaultKind::LinkTarget { written, meant } = &fault.kind {
            notes.add(with_space(site, reading.place(fault.span), written, meant.as_deref()));
        }
    }
}

/// A target that is cut at its space, so that there is no link at all.
fn with_space(site: &Site, place: Place, written: &str, meant: Option<&str>) -> Finding {
    let shown = words::shown(site, place, written);
    let message = Bilingual::new(
        format!("Det er mellomrom i «{shown}», så dette blir ingen lenke"),
        format!("There is a space in “{shown}”, so this becomes no link"),
    );
    let finding = Finding::new(RECORD.name, place, message);
    if addresses::is_share(written) || written.starts_with("//") {
        return finding.with_help(Bilingual::new(
            "Den som leser, når ikke en disk eller et fellesområde. Legg fila i content/, og lenk til den der.",
            "Readers do not reach a disk or a file share. Put the file in content/, and link to it there.",
        ));
    }
    match meant.filter(|_| !words::is_hidden(site, place)) {
        Some(meant) => to_write(finding, meant, true),
        None => finding.with_help(Bilingual::new(
            "Sett bare fila eller adressen i parentesen; et filnavn med mellomrom skrives mellom «<» og «>».",
            "Put only the file or address in the brackets; a file name with a space is written between “<” and “>”.",
        )),
    }
}

/// With what to write in its place.
fn to_write(finding: Finding, meant: &str, safe: bool) -> Finding {
    let does = Bilingual::new(format!("Skriv «{meant}»"), format!("Write “{meant}”"));
    let help = Bilingual::new(format!("{}.", does.nb), format!("{}.", does.en));
    let fix = Fix::replace(safe, finding.place, meant, does);
    finding.with_help(help).with_fix(fix)
}
