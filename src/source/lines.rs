//! The lines of a text and where they begin.

/// Every line with its break, and its first byte in the text; none after the last break.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let mut start = 0;
    std::iter::from_fn(move || {
        let end = ends.next().unwrap_or(text.len());
        let line = text.get(start..end).filter(|line| !line.is_empty())?;
        Some((std::mem::replace(&mut start, end), line))
    })
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn every_line_has_its_break_and_its_place() {
        for text in ["", "\n", "a", "a\n", "a\n\nbø\r\nc", "\n\n"] {
            assert_eq!(lines(text).map(|(_, line)| line).collect::<Vec<_>>(), text.split_inclusive('\n').collect::<Vec<_>>(), "{text:?}");
            assert!(lines(text).all(|(at, line)| text[at..].starts_with(line)));
        }
        assert_eq!(lines("a\n\nb").map(|(at, _)| at).collect::<Vec<_>>(), [0, 2, 3]);
    }
}
