//! File names that not every system can have.

use crate::diagnostic::{Fault, FaultKind};
use crate::source::Span;

/// Names that Windows keeps for devices, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// What is wrong with the names in a path below `content/`, the whole file being the place.
#[must_use]
pub fn faults(path: &str) -> Vec<Fault> {
    let parts = path.split('/').filter_map(|name| Some((name, reason(name)?)));
    parts
        .map(|(name, why)| Fault { span: Span::default(), kind: FaultKind::PathNotPortable { name: name.to_owned(), why: why.to_owned() } })
        .collect()
}

/// Why not every system can have a file of that name.
fn reason(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let numbered =
        |prefix: &str| stem.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit() && b != b'0'));
    match () {
        () if name.contains('\u{fffd}') => Some("not-utf-8"),
        () if DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt") => Some("reserved"),
        () if name.ends_with('.') || name.ends_with(' ') => Some("trailing-dot"),
        () if name.contains(|c: char| c.is_control() || matches!(c, ':' | '\\' | '<' | '>' | '"' | '|' | '?' | '*')) => Some("sign"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_that_windows_cannot_have_are_noted() {
        for path in ["content/aux.md", "content/COM1/a.md", "content/a./b.md", "content/a:b.md", "content/a\\b.md", "content/hva?.md"] {
            assert_eq!(super::faults(path).len(), 1, "{path}");
        }
        for path in ["content/auxiliary.md", "content/com10.md", "content/å.b.md", "content/Møte 3 – vedlegg.md"] {
            assert_eq!(super::faults(path).len(), 0, "{path}");
        }
    }
}
