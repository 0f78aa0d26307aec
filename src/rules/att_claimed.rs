//! att-claimed: a text that says that something is attached, in a document to which nothing is.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Resolution, Site};
use crate::model::text::ProseKind;
use crate::model::{Details, Document, Form};
use crate::source::{Span, scan};

/// The record.
pub const RECORD: Record = Record {
    name: "att-claimed",
    title: ("et vedlegg som er nevnt, men ikke lagt ved", "an attachment that is spoken of and not attached"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_claimed.md"),
    check: Check::Suspected { suspects, check },
};

fn check(reading: &Reading<'_>, claimed: &[Span], notes: &mut Notes) {
    if has_files(reading.site, reading.document) {
        return;
    }
    for span in claimed {
        let message = Bilingual::new(
            "Teksten sier at noe er vedlagt, men dokumentet har ingen vedlegg",
            "The text says that something is attached, but the document has no attachments",
        );
        let help = Bilingual::new(
            "Før fila under «vedlegg», eller lenk til det teksten viser til.",
            "List the file under “vedlegg”, or link to what the text refers to.",
        );
        notes.add(Finding::new(RECORD.name, reading.place(*span), message).with_help(help));
    }
}

/// Where a document says that something is attached to it.
fn suspects(reading: &Reading<'_>) -> Vec<Span> {
    let document = &reading.entry().document;
    let Some(source) = reading.source() else { return Vec::new() };
    // Templates and guides speak of what others will attach.
    if document.front.template || matches!(document.details, Details::Guide(_)) {
        return Vec::new();
    }
    // What a paragraph with a link calls attached is one click away.
    let links = document.text.prose.iter().filter(|prose| prose.kind == ProseKind::Link);
    let linked: HashSet<u32> = links.map(|prose| prose.block).collect();
    let passages = passages(document).into_iter().filter(|(_, block)| block.is_none_or(|block| !linked.contains(&block)));
    let claimed = passages.flat_map(|(span, _)| {
        let claims = claims(source.slice(span)).into_iter();
        claims.map(move |(start, end)| Span { start: span.start + start, end: span.start + end })
    });
    claimed.collect()
}

/// Whether anything is attached to a document, or was meant to be: a file that is not there is another rule's business.
fn has_files(site: &Site, n: usize) -> bool {
    let document = site.document(n);
    let file = |form: &Form| match form {
        Form::File(_) | Form::Attachment(_) => true,
        Form::Path { path, .. } => !path.to_lowercase().ends_with(".md"),
        _ => false,
    };
    !document.front.attachments.is_empty()
        || document.front.key("vedlegg").is_some()
        || document.mentions.iter().any(|mention| file(&mention.form))
        || site.references_in(n).iter().any(|reference| match &reference.resolution {
            Resolution::Target(target) => matches!(target.subject, crate::index::Subject::File(_)),
            _ => false,
        })
}

/// The running text, and the texts of decisions and action items; with the block each belongs to.
fn passages(document: &Document) -> Vec<(Span, Option<u32>)> {
    let prose = document.text.prose.iter().filter(|prose| matches!(prose.kind, ProseKind::Paragraph | ProseKind::Cell));
    let mut passages: Vec<(Span, Option<u32>)> = prose.map(|prose| (prose.span, Some(prose.block))).collect();
    if let Some(minutes) = document.minutes() {
        passages.extend(minutes.decisions.iter().filter_map(|decision| Some((decision.text.as_ref()?.span, None))));
        passages.extend(minutes.action_items.iter().filter_map(|action| Some((action.text.as_ref()?.span, None))));
    }
    passages
}

/// Where a text says that something is attached to it: the bytes of the claim.
fn claims(text: &str) -> Vec<(u32, u32)> {
    let after_ve =
        |at: usize| at.checked_sub(2).and_then(|from| text.as_bytes().get(from..at)).is_some_and(|two| two.eq_ignore_ascii_case(b"ve"));
    if !scan::places(text, |byte, after| (byte | 0x20 == b'd') & (after | 0x20 == b'l')).any(after_ve) {
        return Vec::new();
    }
    let words = words(text);
    let word = |n: Option<usize>| n.and_then(|n| words.get(n)).map_or("", |(_, word)| word.as_str());
    let mut claims = Vec::new();
    for (n, (start, this)) in words.iter().enumerate() {
        let back = |by: usize| word(n.checked_sub(by));
        let ahead = |by: usize| word(Some(n + by));
        let claim = match this.as_str() {
            "vedlagt" | "vedlagte" | "vedlagd" | "vedlagde" => {
                let elsewhere =
                    ["var", "ble", "vart", "ikke", "ikkje", "bli", "være", "blitt", "kan", "skal", "må", "bør", "uten", "utan", "å"];
                !(1..=3).any(|by| elsewhere.contains(&back(by))) && !is_other_letter(ahead(1))
            }
            "vedlegges" => {
                let later = ["skal", "må", "kan", "bør", "vil", "ikke", "å", "at", "som", "om", "når", "dersom", "hvis"];
                !(1..=4).any(|by| later.contains(&back(by))) && !is_other_letter(ahead(1)) && ahead(1) != "ikke"
            }
            "vedlegg" => {
                let points = matches!(back(1), "se" | "sjå" | "jf" | "jfr" | "jamfør");
                let numbered = ahead(1).chars().all(|c| c.is_ascii_digit()) && !ahead(1).is_empty();
                let after = if numbered { ahead(2) } else { ahead(1) };
                points && !matches!(after, "i" | "til" | "av" | "fra" | "frå" | "hos" | "på")
            }
            _ => false,
        };
        if claim {
            let first =
                if this == "vedlegg" { n.checked_sub(1).and_then(|n| words.get(n)).map_or(*start, |(start, _)| *start) } else { *start };
            claims.push((u32::try_from(first).unwrap_or(0), u32::try_from(start + this.len()).unwrap_or(0)));
        }
    }
    claims
}

/// What something else may have been attached to: a letter, an application, a notice of a meeting.
fn is_other_letter(word: &str) -> bool {
    let other = [
        "innkallingen",
        "innkallinga",
        "innkallelsen",
        "saken",
        "saka",
        "sakspapirene",
        "saksframlegget",
        "saksfremlegget",
        "søknaden",
        "søknader",
        "brevet",
        "e-posten",
        "eposten",
        "invitasjonen",
        "avtalen",
        "avtala",
        "avtaler",
        "mandatet",
        "rapporten",
        "høringsbrevet",
        "høringsnotatet",
        "tilbudet",
        "bestillingen",
        "fakturaen",
        "mål",
        "årsmeldingen",
        "planen",
        "kontrakten",
        "utlysningen",
    ];
    other.contains(&word)
}

/// The words of a text in lower case, with the bytes where they begin.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let letter = c.is_alphanumeric() || c == '-';
        match words.last_mut() {
            Some((_, word)) if letter && inside => word.push(c),
            _ if letter => words.push((at, c.to_string())),
            // A sentence's end parts words that do not speak of each other.
            _ if matches!(c, '.' | '!' | '?' | ';' | ':') && text.get(at + 1..).is_some_and(|rest| rest.starts_with([' ', '\n'])) => {
                let abbreviated =
                    inside && words.last().is_some_and(|(_, word)| word.eq_ignore_ascii_case("jf") || word.eq_ignore_ascii_case("jfr"));
                if !abbreviated {
                    words.push((at, String::new()));
                }
            }
            _ => {}
        }
        inside = letter;
    }
    // Only letters whose small form is as long keep their place; the words themselves are only compared.
    words.into_iter().map(|(at, word)| (at, word.to_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::claims;

    #[test]
    fn claims_are_told_from_talk_of_attachments() {
        for text in [
            "Budsjettet er vedlagt.",
            "Vedlagt følger planen.",
            "Se vedlagte oversikt.",
            "Presentasjonen vedlegges referatet.",
            "Forbruket er høyt, se vedlegg.",
            "Tallene (jf. vedlegg 2) viser det.",
            "Det ble ikke tid. Planen er vedlagt.",
        ] {
            assert_eq!(claims(text).len(), 1, "{text}");
        }
        for text in [
            "Planen ble vedlagt innkallingen.",
            "Delegasjonsvedtaket skal vedlegges avtalen.",
            "Notatet var ikke vedlagt.",
            "Kravene kan vedlegges senere.",
            "Se vedlegg 2 til avtalen.",
            "Se vedlegget i rapporten.",
            "Kontoret lager to vedlegg til normene.",
            "Avtalen har årlige planer som vedlegg.",
            "Forslaget er vedlagt saken.",
        ] {
            assert_eq!(claims(text), [], "{text}");
        }
        let text = "Åpent: se vedlegg 1.";
        let (start, end) = claims(text)[0];
        assert_eq!(&text[start as usize..end as usize], "se vedlegg");
    }
}
