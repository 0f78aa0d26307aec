//! a11y-link-text: a link whose text says nothing of where it leads: "her", "klikk her", "les mer", a bare address.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Reading, Record, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::model::words::OBJECT;
use crate::model::{Form, Mention, Role};
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "a11y-link-text",
    title: ("en lenketekst som ikke sier hvor den fører", "a link text that does not say where it leads"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("a11y_link_text.md"),
    check: Check::Document(check),
};

/// Texts that mean nothing out of their sentence.
const SAYS_NOTHING: &[&str] = &[
    "her",
    "klikk her",
    "trykk her",
    "se her",
    "les her",
    "les mer her",
    "les mer",
    "les meir",
    "mer",
    "meir",
    "mer her",
    "lenke",
    "lenka",
    "lenken",
    "link",
    "linken",
    "denne",
    "denne lenken",
    "denne lenka",
    "denne linken",
    "denne siden",
    "denne sida",
    "se lenke",
    "se link",
    "mer informasjon",
    "meir informasjon",
    "last ned",
    "last ned her",
    "here",
    "click here",
    "read more",
    "more",
    "this link",
    "this",
];

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let site = reading.site;
    for mention in &reading.entry().document.mentions {
        if !mention.role.in_text() || mention.role == Role::Image {
            continue;
        }
        if let Some((span, message)) = fault(mention) {
            notes.add(finding(reading.place(span), message));
        }
    }
    let targets: HashSet<u32> = reading
        .entry()
        .document
        .faults
        .iter()
        .filter(|fault| matches!(fault.kind, FaultKind::LinkTarget { .. }))
        .map(|fault| fault.span.start)
        .collect();
    for block in reading.words() {
        for (start, end) in addresses(&block.plain) {
            // What is a link already was looked at above.
            if block.linked(start) {
                continue;
            }
            let place = reading.place(block.span(start, end));
            // A link that is none, as its target has a space in it, is ref-malformed-url's.
            if targets.contains(&place.span.start) {
                continue;
            }
            let shown = words::shown(site, place, site.sources.slice(place));
            let message = Bilingual::new(
                format!("Adressen «{shown}» står naken i teksten, og er ingen lenke"),
                format!("The address “{shown}” stands bare in the text, and is no link"),
            );
            notes.add(finding(place, message));
        }
    }
}

fn finding(place: Place, message: Bilingual) -> Finding {
    let help = Bilingual::new(
        "La lenketeksten si hva som finnes der: [årsrapporten for 2018](…).",
        "Let the link text say what is found there: [annual report for 2018](…).",
    );
    Finding::new(RECORD.name, place, message).with_help(help)
}

/// What is wrong with a link's text, and where.
fn fault(mention: &Mention) -> Option<(Span, Bilingual)> {
    let bare = || Bilingual::new("Lenketeksten er bare adressen", "The link text is only the address");
    let Some(words) = &mention.words else {
        // `<https://…>`
        let address = matches!(&mention.form, Form::External(address) if is_address(address));
        return address.then(|| (mention.whole, bare()));
    };
    if words.value.trim().is_empty() {
        return Some((mention.whole, Bilingual::new("Lenken har ingen tekst", "The link has no text")));
    }
    let text = words.value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if SAYS_NOTHING.contains(&text) {
        let message = Bilingual::new("Lenketeksten sier ikke hvor lenken fører", "The link text does not say where the link leads");
        return Some((words.span, message));
    }
    is_address(words.value.trim()).then(|| (words.span, bare()))
}

/// Whether a text is an address of the web as a whole.
fn is_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://") || lower.starts_with("www.")) && !text.contains(char::is_whitespace)
}

/// Addresses of the web in running text, without the signs that end the sentence.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut end = 0;
    // To see that there is none is quicker than to look for where they are.
    if !text.contains("http") {
        return found;
    }
    for (start, _) in text.match_indices("http") {
        let Some(rest) = text.get(start..).filter(|_| start >= end) else { continue };
        let host = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"));
        if !host.is_some_and(|host| host.starts_with(char::is_alphanumeric)) {
            continue;
        }
        let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | OBJECT)).unwrap_or(rest.len());
        let address = rest.get(..length).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*']);
        found.push((start, start + address.len()));
        end = start + length;
    }
    found
}
