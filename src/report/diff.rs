//! A change of a file as a unified diff, as `patch -p1` and `git apply` read it.

use similar::TextDiff;

/// The diff from one text of a file to the next; empty where they are equal. Paths are relative to the site's folder.
#[must_use]
pub fn unified(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let diff = TextDiff::from_lines(before, after);
    let mut text = diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string();
    // The remark on a last line without its end is a line too.
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn every_line_of_a_diff_ends() {
        assert!(unified("a.md", "en\nto", "en\ntre").ends_with("+tre\n\\ No newline at end of file\n"));
        assert_eq!(unified("a.md", "en\n", "en\n"), "");
    }
}
