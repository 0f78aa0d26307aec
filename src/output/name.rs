//! What a file or a folder can be called, how long a path may be, and what its parts are: true of what is read and of what is written.

/// Bytes of one name: what nearly every file system holds.
pub const LONGEST_NAME: usize = 255;

/// Bytes of a path below the site's root. Systems hold 4096 with the folder that the site lies in, browsers and servers about 2000 of an
/// address.
pub const LONGEST_PATH: usize = 1000;

/// What files that people link to are called at their ends.
const SHARED: [&str; 24] = [
    "csv", "doc", "docx", "gif", "htm", "html", "jpeg", "jpg", "md", "mp4", "msg", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx", "rtf",
    "svg", "txt", "xls", "xlsx", "zip",
];

/// Names that Windows keeps for devices, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Why something is no name, or no path, anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// A name has so many bytes, more than [`LONGEST_NAME`].
    LongName(usize),
    /// A path has so many bytes, more than [`LONGEST_PATH`].
    LongPath(usize),
    /// It is empty, leads elsewhere (`.`, `..`), or has a separator or a control sign in it.
    NoName,
}

/// The folder that a path lies in, without a closing `/` and empty at the top, and its last name.
#[must_use]
pub fn parted(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The folder that a path lies in, without a closing `/`; empty at the top.
#[must_use]
pub fn folder(path: &str) -> &str {
    parted(path).0
}

/// The last name of a path: the file's own, without its folders.
#[must_use]
pub fn last(path: &str) -> &str {
    parted(path).1
}

/// What follows the last point in a path's last name, in the letter case it has; none where there is no point.
#[must_use]
pub fn extension(path: &str) -> Option<&str> {
    last(path).rsplit_once('.').map(|(_, extension)| extension)
}

/// The extension that tells a file from an id or a date: one to five letters and digits after some name, at least one of them a letter.
#[must_use]
pub fn file_extension(path: &str) -> Option<&str> {
    let (stem, extension) = last(path).rsplit_once('.')?;
    let fits = (1..=5).contains(&extension.len())
        && extension.bytes().all(|b| b.is_ascii_alphanumeric())
        && extension.bytes().any(|b| b.is_ascii_alphabetic());
    (fits && !stem.is_empty()).then_some(extension)
}

/// Whether a path ends as the files do that people share: a stem, a point and `pdf`, `docx` and the like, in any letter case.
#[must_use]
pub fn is_shared_file(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(stem, extension)| {
        stem.ends_with(|c: char| !c.is_whitespace()) && SHARED.iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// What is wrong with one name, if anything.
#[must_use]
pub fn misfit(name: &str) -> Option<Misfit> {
    if matches!(name, "" | "." | "..") || name.contains(|c: char| c.is_control() || matches!(c, '/' | '\\')) {
        return Some(Misfit::NoName);
    }
    (name.len() > LONGEST_NAME).then_some(Misfit::LongName(name.len()))
}

/// What is wrong with a path of names, if anything.
#[must_use]
pub fn misfit_of_path(path: &str) -> Option<Misfit> {
    let long = (path.len() > LONGEST_PATH).then_some(Misfit::LongPath(path.len()));
    long.or_else(|| path.split('/').find_map(misfit))
}

/// Why not every system can have a file of that name: `not-utf-8`, `reserved`, `trailing-dot` or `sign`.
#[must_use]
pub fn not_everywhere(name: &str) -> Option<&'static str> {
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
    use super::*;

    #[test]
    fn names_have_a_length_and_lead_nowhere() {
        assert_eq!(misfit(&"a".repeat(LONGEST_NAME)), None);
        assert_eq!(misfit(&"å".repeat(128)), Some(Misfit::LongName(256)), "bytes count, not letters");
        for none in ["", ".", "..", "a/b", "a\\b", "a\nb", "a\0b"] {
            assert_eq!(misfit(none), Some(Misfit::NoName), "{none:?}");
        }
        for name in ["...", ".a", "a b", "å", "a:b", "%2e%2e"] {
            assert_eq!(misfit(name), None, "{name:?}");
        }
        assert_eq!(misfit_of_path("notat/a"), None);
        assert_eq!(misfit_of_path(&"ab/".repeat(334)), Some(Misfit::LongPath(1002)));
        assert_eq!(misfit_of_path(&format!("a/{}", "b".repeat(300))), Some(Misfit::LongName(300)));
        assert_eq!(misfit_of_path("a//b"), Some(Misfit::NoName));
    }

    #[test]
    fn a_path_has_a_folder_a_last_name_and_an_extension() {
        assert_eq!(parted("content/notat/a.b.MD"), ("content/notat", "a.b.MD"));
        assert_eq!((parted("a"), parted("a/"), parted("/a"), parted("")), (("", "a"), ("a", ""), ("", "a"), ("", "")));
        assert_eq!(extension("x.y/a.b.MD"), Some("MD"));
        assert_eq!((extension("x.y/a"), extension(".a"), extension("a.")), (None, Some("a"), Some("")));
    }

    #[test]
    fn versions_dates_and_hidden_files_have_no_extension_of_a_file() {
        assert_eq!((file_extension("x/plan.pdf"), file_extension("a.7z")), (Some("pdf"), Some("7z")));
        for none in ["punkt 3.5", "2018.09", ".pdf", "a.", "a.markdown", "a.b/c", "a.æ"] {
            assert_eq!(file_extension(none), None, "{none}");
        }
    }

    #[test]
    fn names_that_windows_cannot_have_are_told() {
        for name in ["aux", "COM1", "nul.txt", "a.", "a ", "a:b", "hva?"] {
            assert!(not_everywhere(name).is_some(), "{name}");
        }
        for name in ["auxiliary", "com10", "com0", "å.b", "Møte 3 – vedlegg"] {
            assert_eq!(not_everywhere(name), None, "{name}");
        }
    }
}
