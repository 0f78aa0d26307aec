//! Where a new document belongs: its id from what it is, and whether that is free.

use unicode_normalization::UnicodeNormalization;

use crate::cli::Stop;
use crate::diagnostic::Bilingual;
use crate::index::Site;
use crate::index::url::{RESERVED, asked_for};

/// An id as it may be used: free, portable, and no page's own.
pub fn id(site: &Site, asked: &str) -> Result<String, Stop> {
    let id: String = asked.trim_matches('/').trim_end_matches(".md").nfc().collect();
    let id = id.strip_prefix("content/").unwrap_or(&id).to_owned();
    let portable = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '(' | ')');
    let fine = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with(['.', ' ']) && part.chars().all(portable);
    let first = id.split('/').next().unwrap_or_default();
    let reserved: Vec<&str> = RESERVED.iter().copied().chain(asked_for(&site.config)).collect();
    if !id.split('/').all(fine) || reserved.contains(&first) {
        let message = Bilingual::new(format!("«{asked}» kan ikke være en dokument-id"), format!("“{asked}” cannot be a document id"));
        let help = Bilingual::new(
            format!("bruk bokstaver, tall og bindestrek, med / mellom mapper, og ikke begynn med {}/", reserved.join("/, ")),
            format!("use letters, digits and hyphens, with / between folders, and do not begin with {}/", reserved.join("/, ")),
        );
        return Err(Stop::wrong_use(message, help));
    }
    match site.find_document(&id) {
        Some(there) => Err(taken(&site.document(there).path)),
        None => Ok(id),
    }
}

/// The file is there already.
pub fn taken(path: &str) -> Stop {
    let message = Bilingual::new(format!("«{path}» finnes fra før og er urørt"), format!("“{path}” exists already and is untouched"));
    let help = Bilingual::new(
        "rediger den, eller gi det nye dokumentet en annen id med --id",
        "edit it, or give the new document another id with --id",
    );
    Stop::wrong_use(message, help)
}

/// A title as the last part of an id: small letters, digits and hyphens.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.to_lowercase().nfc() {
        match c {
            'å' | 'ä' => slug.push('a'),
            'ø' | 'ö' => slug.push('o'),
            'æ' => slug.push_str("ae"),
            c if c.is_alphanumeric() => slug.extend(c.nfd().find(|base| base.is_alphanumeric())),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_title_becomes_the_last_part_of_an_id() {
        assert_eq!(super::slug("Hvorfor større kompetansemiljøer?"), "hvorfor-storre-kompetansemiljoer");
        assert_eq!(super::slug("  § 14 – Mål & «é» "), "14-mal-e");
        assert_eq!(super::slug("…"), "");
    }
}
