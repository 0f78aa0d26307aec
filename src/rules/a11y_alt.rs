//! a11y-alt: an image without alternative text.

use super::{Check, FixKind, Notes, Reading, Record};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::model::Role;

/// The record.
pub const RECORD: Record = Record {
    name: "a11y-alt",
    title: ("et bilde uten alternativ tekst", "an image without alternative text"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("a11y_alt.md"),
    check: Check::Document(check),
};

/// Extensions of images: a text that ends in one is the file's name.
const IMAGES: &[&str] = &[".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".emf", ".wmf"];

/// What programs put where a description belongs.
const SAYS_NOTHING: &[&str] = &["bilde", "bilete", "image", "picture", "foto", "figur", "illustrasjon", "alt", "img"];

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    for reference in site.references_in(n) {
        let mention = site.mention(reference);
        if mention.role != Role::Image {
            continue;
        }
        let place = site.place(n, mention.whole);
        let message = match &mention.words {
            // `![Vedlegg 1]` has its label for a text.
            None if site.sources.slice(place).strip_prefix("![").is_some_and(|rest| !rest.trim_start().starts_with(']')) => continue,
            Some(words) if !words.value.trim().is_empty() => {
                if describes(&words.value) {
                    continue;
                }
                Bilingual::new(
                    "Den alternative teksten sier ikke hva bildet viser",
                    "The alternative text does not say what the image shows",
                )
            }
            _ => Bilingual::new("Bildet har ingen alternativ tekst", "The image has no alternative text"),
        };
        let help = Bilingual::new(
            "Skriv mellom hakeparentesene hva bildet viser: ![Kart over de fem kontorene](kart.png).",
            "Write between the brackets what the image shows: ![Map of the five offices](map.png).",
        );
        notes.add(Finding::new(RECORD.name, place, message).with_help(help));
    }
}

/// Whether a text says more than a file's name or "bilde 1".
fn describes(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    let name = IMAGES.iter().any(|extension| lower.ends_with(extension)) && !lower.contains(char::is_whitespace);
    let word = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '_' | '-' | ':'));
    !name && !SAYS_NOTHING.contains(&word)
}
