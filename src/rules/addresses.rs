//! Addresses outside the site, by their form alone: disks and file shares, and what is wrong with a web address.
//!
//! What may not enter: a look at the network.

use crate::diagnostic::Bilingual;

/// `file://…`, `C:\…`, `C:/…`, `\\server\…`.
pub(super) fn is_share(written: &str) -> bool {
    let drive = || {
        let mut signs = written.chars();
        signs.next().is_some_and(|c| c.is_ascii_alphabetic()) && signs.next() == Some(':') && matches!(signs.next(), Some('\\' | '/'))
    };
    let scheme = written.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("file:"));
    written.starts_with('\\') || scheme || drive()
}

/// What is wrong with an address, if anything.
pub(super) fn fault(written: &str) -> Option<Bilingual> {
    let wrong = |nb: &str, en: &str| Some(Bilingual::new(nb, en));
    if written.starts_with("//") {
        return wrong("«https:» mangler foran", "“https:” is missing at its beginning");
    }
    if written.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\')) {
        return wrong("den inneholder et tegn som ikke kan stå i en adresse", "it holds a sign that no address can have");
    }
    if written.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        return wrong("«https://» mangler foran", "“https://” is missing at its beginning");
    }
    if written.split_once("//").is_some_and(|(scheme, _)| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))) {
        return wrong("kolonet mangler foran «//»", "the colon before “//” is missing");
    }
    let Some((scheme, rest)) = written.split_once(':') else {
        return wrong("«mailto:» mangler foran", "“mailto:” is missing at its beginning");
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => match rest.strip_prefix("//") {
            None => wrong("«//» mangler etter kolonet", "“//” is missing after the colon"),
            Some(rest) => {
                let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
                let host = authority.rsplit('@').next().unwrap_or_default();
                (!is_host(host))
                    .then(|| Bilingual::new("navnet på nettstedet er ikke riktig skrevet", "the site's name is not well written"))
            }
        },
        "mailto" => match rest.split('?').next().unwrap_or_default().split_once('@') {
            Some((name, host)) if !name.is_empty() && is_host(host) => None,
            _ => wrong("e-postadressen er ikke hel", "the e-mail address is not whole"),
        },
        "tel" => (!rest.chars().any(|c| c.is_ascii_digit())).then(|| Bilingual::new("nummeret mangler", "the number is missing")),
        _ => wrong("slike adresser lenkes det ikke til", "the site does not link to such addresses"),
    }
}

/// The address that was probably meant, where only its beginning is wrong.
pub(super) fn meant(written: &str) -> Option<String> {
    let lower = written.to_ascii_lowercase();
    let scheme = ["https", "http"].into_iter().find(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| rest.starts_with([':', '/'])));
    let meant = match scheme {
        Some(scheme) => format!("{scheme}://{}", written.get(scheme.len()..)?.trim_start_matches([':', '/'])),
        None if lower.starts_with("//") => format!("https:{written}"),
        None if lower.starts_with("www.") => format!("https://{written}"),
        None if !lower.contains(':') && lower.contains('@') => format!("mailto:{written}"),
        None => return None,
    };
    (meant != written && fault(&meant).is_none()).then_some(meant)
}

/// Whether a host can be one: names joined by single dots, letters, digits and hyphens, and perhaps a port; or an address in brackets.
fn is_host(written: &str) -> bool {
    if written.starts_with('[') {
        return written.contains(']');
    }
    let (name, port) = written.split_once(':').map_or((written, None), |(name, port)| (name, Some(port)));
    let port_fits = port.is_none_or(|port| port.is_empty() || port.parse::<u16>().is_ok());
    let name = name.strip_suffix('.').unwrap_or(name);
    let part_fits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '%'));
    port_fits && name.split('.').all(part_fits)
}

#[cfg(test)]
mod tests {
    use super::{fault, is_share, meant};

    #[test]
    fn what_lost_its_beginning_is_given_it_back() {
        for (written, expected) in [
            ("www.nav.no", Some("https://www.nav.no")),
            ("https//nav.no/a", Some("https://nav.no/a")),
            ("https//nav.no:8080", Some("https://nav.no:8080")),
            ("http:/nav.no", Some("http://nav.no")),
            ("//nav.no/a", Some("https://nav.no/a")),
            ("kari@elvedal.kommune.no", Some("mailto:kari@elvedal.kommune.no")),
            ("https://example..org", None),
            ("https://nav.no", None),
            ("javascript:alert(1)", None),
            ("mailto:post", None),
        ] {
            assert_eq!(meant(written).as_deref(), expected, "{written}");
            assert_eq!(fault(written).is_none(), written == "https://nav.no", "{written}");
        }
    }

    #[test]
    fn a_missing_colon_is_told_where_a_port_has_one() {
        assert!(fault("https//nav.no:8080").unwrap().nb.starts_with("kolonet mangler"));
    }

    #[test]
    fn disks_and_shares_are_told_from_addresses() {
        for share in ["file:///tmp/a.pdf", "FILE:a", "C:\\Users\\a.pdf", "m:/felles/a.pdf", "\\\\server\\felles", "\\server\\felles"] {
            assert!(is_share(share), "{share}");
        }
        for other in ["https://example.org/", "mailto:a@example.org", "plan.pdf", "filen.pdf", "", "å"] {
            assert!(!is_share(other), "{other}");
        }
    }

    #[test]
    fn only_what_no_browser_follows_is_at_fault() {
        for good in [
            "https://example.org",
            "http://localhost:8080/a?b=c#d",
            "https://æøå.no/sti/(1)",
            "https://a@b.example.org./",
            "HTTPS://[::1]:80/",
            "mailto:post@example.org?subject=Hei",
            "tel:+4700000000",
            "https://example.org/a%20b/å",
        ] {
            assert!(fault(good).is_none(), "{good}");
        }
        for bad in [
            "https:/example.org",
            "https://",
            "https:///sti",
            "https://example..org/",
            "https://example.org:port/",
            "https://exa mple.org",
            "mailto:post",
            "mailto:@example.org",
            "tel:",
            "javascript:alert(1)",
            "//example.org/a",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
