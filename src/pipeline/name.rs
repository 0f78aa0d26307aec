//! File names that not every system can have.

use crate::diagnostic::{Fault, FaultKind};
use crate::output::name::not_everywhere;
use crate::source::Span;

/// What is wrong with the names in a path below `content/`, the whole file being the place.
#[must_use]
pub fn faults(path: &str) -> Vec<Fault> {
    let parts = path.split('/').filter_map(|name| Some((name, not_everywhere(name)?)));
    parts
        .map(|(name, why)| Fault { span: Span::default(), kind: FaultKind::PathNotPortable { name: name.to_owned(), why: why.to_owned() } })
        .collect()
}

/// Whether a path is the one on disk: what is not UTF-8 in that stands in it as a sign of its own, and nothing can be opened by it.
pub fn is_whole(path: &str) -> bool {
    !path.contains(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_name_in_a_path_is_looked_at() {
        for path in ["content/aux.md", "content/COM1/a.md", "content/a./b.md", "content/a:b.md", "content/a\\b.md", "content/hva?.md"] {
            assert_eq!(super::faults(path).len(), 1, "{path}");
        }
        for path in ["content/auxiliary.md", "content/com10.md", "content/å.b.md", "content/Møte 3 – vedlegg.md"] {
            assert_eq!(super::faults(path).len(), 0, "{path}");
        }
    }
}
