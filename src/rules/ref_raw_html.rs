//! ref-raw-html: HTML in the text. It is shown as text; its links and images could be checked by nothing.

use super::{Check, FixKind, Notes, Reading, Record, naming};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};

/// The record.
pub const RECORD: Record = Record {
    name: "ref-raw-html",
    title: ("HTML i teksten", "HTML in the text"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_raw_html.md"),
    check: Check::Document(check),
};

/// Tags that only stand inside a table or a list.
const PARTS: &[&str] = &["caption", "col", "colgroup", "dd", "dt", "li", "tbody", "td", "tfoot", "th", "thead", "tr"];

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n, entry) = (reading.site, reading.document, reading.entry());
    let mut whole = false;
    for fault in &entry.document.faults {
        let FaultKind::RawHtml { tag } = &fault.kind else { continue };
        let tag = tag.to_lowercase();
        // The parts of a table or a list go with it: one fault, one finding.
        if whole && PARTS.contains(&tag.as_str()) {
            continue;
        }
        whole |= matches!(tag.as_str(), "table" | "ul" | "ol" | "dl");
        notes.add(finding(&tag, naming::quoted(site, n, &tag), site.place(n, fault.span)));
    }
}

fn finding(tag: &str, shown: &str, place: crate::source::Place) -> Finding {
    let (nb, en) = match tag {
        "a" => ("en lenke", "a link"),
        "img" | "picture" | "video" | "audio" | "iframe" | "object" | "embed" => {
            ("et bilde eller en annen fil", "an image or another file")
        }
        _ => ("formatering", "formatting"),
    };
    let message = Bilingual::new(
        format!("«<{shown}>» er HTML ({nb}) og vises som vanlig tekst"),
        format!("“<{shown}>” is HTML ({en}) and is shown as plain text"),
    );
    let help = match tag {
        "a" => Bilingual::new("Skriv lenken som [tekst](adresse).", "Write the link as [text](address)."),
        "img" => Bilingual::new("Skriv bildet som ![hva bildet viser](fil.png).", "Write the image as ![what the image shows](file.png)."),
        "br" => Bilingual::new("Avslutt linja med en omvendt skråstrek.", "End the line with a backslash."),
        "table" | "tr" | "td" | "th" => {
            Bilingual::new("Skriv tabellen med loddrette streker: | A | B |.", "Write the table with vertical bars: | A | B |.")
        }
        "b" | "strong" => Bilingual::new("Skriv fet tekst som **tekst**.", "Write bold text as **text**."),
        "i" | "em" => Bilingual::new("Skriv kursiv tekst som *tekst*.", "Write italic text as *text*."),
        _ => Bilingual::new(
            "Skriv det i Markdown, eller sett en omvendt skråstrek foran «<» hvis tegnet skal vises.",
            "Write it in Markdown, or put a backslash before “<” where the sign is meant.",
        ),
    };
    Finding::new(RECORD.name, place, message).with_help(help)
}
