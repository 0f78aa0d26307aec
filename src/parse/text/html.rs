//! Raw HTML in the text: shown as text and noted, but for comments, which are never output.

use std::collections::HashSet;
use std::ops::Range;

/// The tags seen so far, so that an element is noted once and not again where it ends.
#[derive(Debug, Default)]
pub struct Tags {
    opened: HashSet<String>,
}

impl Tags {
    /// The tags in a range of the text: their bytes, and what they are called.
    pub fn read(&mut self, text: &str, range: Range<usize>) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        let mut at = range.start;
        while let Some(rest) = text.get(at..range.end)
            && let Some(open) = rest.find('<')
        {
            let start = at + open;
            let tag = rest.get(open..).unwrap_or_default();
            if tag.starts_with("<!--") {
                at = tag.find("-->").map_or(range.end, |end| start + end + 3);
                continue;
            }
            let inner = tag.get(1..).unwrap_or_default();
            let closing = inner.starts_with('/');
            let name_start = inner.strip_prefix('/').unwrap_or(inner);
            let length = name_start.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '!' | '?')).unwrap_or(name_start.len());
            let name = name_start.get(..length).unwrap_or_default().to_ascii_lowercase();
            if name.is_empty() {
                at = start + 1;
                continue;
            }
            let end = tag.find('>').map_or(range.end, |end| start + end + 1);
            if !closing || !self.opened.contains(&name) {
                found.push((start..end, name.clone()));
            }
            self.opened.insert(name);
            at = end;
        }
        found
    }
}

/// Whether a piece of HTML holds nothing but comments.
pub fn only_comments(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        match comment.find("-->") {
            Some(end) => rest = comment.get(end + 3..).unwrap_or_default().trim_start(),
            None => return true,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_noted_once_and_comments_never() {
        let text = "<div class=\"a\">x <!-- <b> --> <br/></div></p>";
        let found: Vec<_> =
            Tags::default().read(text, 0..text.len()).into_iter().map(|(range, name)| (text[range].to_owned(), name)).collect();
        let tag = |written: &str, name: &str| (written.to_owned(), name.to_owned());
        assert_eq!(found, [tag("<div class=\"a\">", "div"), tag("<br/>", "br"), tag("</p>", "p")]);
        assert!(only_comments(" <!-- a -->\n<!-- b"));
        assert!(!only_comments("<!-- a --> b"));
    }
}
