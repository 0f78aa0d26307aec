//! Paths as authors write them: joined to a folder, compared, and told as seen from a folder. Text only; no file is looked at.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::output::name;

/// A path as it is compared: NFC, without letter case.
pub(super) fn fold(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().flat_map(char::to_lowercase).collect() }
}

/// A path in its composed form, which most paths have as they are.
pub(super) fn composed(path: &str) -> Cow<'_, str> {
    if path.is_ascii() { Cow::Borrowed(path) } else { path.nfc().collect() }
}

/// A relative path joined to a folder, `.` and `..` resolved, NFC, without a closing `/`; none where it leads out of the site's content.
/// A backslash is no separator: it is part of a name, which no file has.
pub(super) fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    let joined = parts.join("/");
    Some(if joined.is_ascii() { joined } else { composed(&joined).into_owned() })
}

/// A path as written in a file of `folder`: `../styringsgruppa/2018-09-14.md`.
pub(super) fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(to.len().saturating_sub(1));
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to.iter().skip(shared).copied()).collect::<Vec<_>>().join("/")
}

/// The folder of a document's own attachments, below `content/`: the one named like it, or an `index.md`'s own folder.
pub(super) fn own_folder(path: &str) -> &str {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    if stem == "index" { "" } else { stem.strip_suffix("/index").unwrap_or(stem) }
}

/// A path below `content/`.
pub(super) fn below_content(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// Whether a path looks like a file that is no document: it has a file's extension, other than `md`.
pub(super) fn looks_like_file(path: &str) -> bool {
    name::file_extension(path).is_some_and(|extension| !extension.eq_ignore_ascii_case("md"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joining_resolves_dots_and_never_leaves_the_content() {
        assert_eq!(join("referat/sg", "../pg/./2018.md").as_deref(), Some("referat/pg/2018.md"));
        assert_eq!(join("referat/sg", "../../../etc"), None);
        assert_eq!(join("", "a//b/").as_deref(), Some("a/b"));
        assert_eq!(join("", "../a"), None);
    }

    #[test]
    fn a_relative_path_leads_back() {
        for (folder, path) in [("referat/sg", "referat/pg/2018.md"), ("", "a/b.md"), ("a", "a/b.md"), ("a/b/c", "a/x.pdf"), ("a/b", "a")] {
            assert_eq!(join(folder, &relative(folder, path)).as_deref(), Some(path), "{folder} → {path}");
        }
        assert_eq!(relative("referat/sg", "referat/pg/2018.md"), "../pg/2018.md");
    }

    #[test]
    fn dates_and_documents_are_no_files() {
        assert!(looks_like_file("x/plan.pdf"));
        assert!(looks_like_file("bilde.JPG"));
        assert!(!looks_like_file("x/2018-09-14.md"));
        assert!(!looks_like_file("14.09.2018"));
        assert!(!looks_like_file("veileder/versjon-3"));
    }
}
