//! E-mail addresses at providers that private people use.

use super::personal;
use crate::model::{Personal, PersonalKind};

/// Providers that have their name in many countries.
const NAMES: &[&str] = &["gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "icloud", "protonmail", "gmx"];
/// The endings of those names.
const ENDINGS: &[&str] = &["co.uk", "com", "de", "dk", "es", "eu", "fi", "fr", "it", "net", "nl", "no", "pl", "se"];
/// Providers by their whole domain.
const DOMAINS: &[&str] = &[
    "aol.com",
    "broadpark.no",
    "c2i.net",
    "frisurf.no",
    "getmail.no",
    "lyse.net",
    "mac.com",
    "me.com",
    "online.no",
    "pm.me",
    "proton.me",
    "sensewave.com",
    "start.no",
    "tele2.no",
    "vikenfiber.no",
    "webmail.no",
];

/// Addresses at consumer providers.
pub fn find(text: &str) -> Vec<Personal> {
    let signs = text.match_indices('@').filter_map(|(at, _)| {
        let local = text.get(..at)?.bytes().rev().take(64).take_while(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(b)).count();
        let rest = text.get(at + 1..)?;
        let length = rest.bytes().take(64).take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
        let domain = rest.get(..length)?.trim_end_matches(['.', '-']);
        (local > 0 && is_consumer(domain)).then(|| personal(at - local, at + 1 + domain.len(), PersonalKind::Email))
    });
    signs.collect()
}

fn is_consumer(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    let Some((name, ending)) = domain.split_once('.') else { return false };
    DOMAINS.contains(&domain.as_str()) || (NAMES.contains(&name) && ENDINGS.contains(&ending))
}
