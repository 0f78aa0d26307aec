//! From what a browser asks for to a path in the site. Nothing here knows what lies there.

use unicode_normalization::UnicodeNormalization;

use crate::output::percent;

/// Whether the name a request was sent to is this machine's own. Another name means that a page elsewhere had itself
/// resolved to this machine to read what is not meant for it.
pub fn is_own_name(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, port)) if port.is_empty() || port.starts_with(':') => name,
            _ => return false,
        },
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    ["127.0.0.1", "localhost", "::1"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Whether an `Origin` is a page of this machine's own: `http` and one of its names, on any port.
pub fn is_own_origin(origin: &str) -> bool {
    origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")).is_some_and(is_own_name)
}

/// The path below the site's root that a URL's path means, NFC, without the leading slash; none for one that climbs or is no text.
pub fn path(requested: &str) -> Option<String> {
    let decoded = decode(requested.strip_prefix('/')?)?;
    let odd = decoded.contains(['\\', '\0']) || decoded.split('/').any(|part| matches!(part, "." | ".."));
    (!odd).then(|| decoded.nfc().collect())
}

fn decode(text: &str) -> Option<String> {
    let (bytes, whole) = percent::decoded(text);
    String::from_utf8(bytes).ok().filter(|_| whole)
}

/// A path as it stands in a URL.
pub fn encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte);
    percent::encoded(path, plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_own_names_are_answered() {
        for host in ["127.0.0.1", "127.0.0.1:8017", "localhost:1", "LOCALHOST", "[::1]:80", "[::1]"] {
            assert!(is_own_name(host), "{host}");
        }
        for host in ["", "example.org", "localhost.example.org:80", "127.0.0.1.example.org", "[::1]x", "[::1", "evil:127.0.0.1"] {
            assert!(!is_own_name(host), "{host}");
        }
    }

    #[test]
    fn only_pages_of_this_machine_may_ask() {
        for origin in ["http://127.0.0.1:8017", "http://localhost:1", "http://[::1]:80"] {
            assert!(is_own_origin(origin), "{origin}");
        }
        for origin in ["null", "", "http://example.org", "http://127.0.0.1.example.org", "file://localhost", "localhost"] {
            assert!(!is_own_origin(origin), "{origin}");
        }
    }

    #[test]
    fn paths_are_decoded_and_never_climb() {
        assert_eq!(path("/a/b%20c/").as_deref(), Some("a/b c/"));
        assert_eq!(path("/m%C3%B8te/").as_deref(), Some("møte/"));
        assert_eq!(path("/mo%CC%88te").as_deref(), Some("möte"), "NFC");
        for climbing in ["/../x", "/a/%2e%2e/x", "/a/..", "/%2e", "/a%5c..%5cb", "/%00", "/%ff", "/%4", "/%zz", "x", ""] {
            assert_eq!(path(climbing), None, "{climbing}");
        }
        assert_eq!(encode("møte/a b"), "m%C3%B8te/a%20b");
    }
}
