//! Styles as they are published: without comments, indentation and the space that only people need.
//!
//! What may not enter: knowing any property or selector. A style that is odd stays as odd as it was.

/// A style sheet with the same meaning in fewer bytes. Quoted text stays as it is.
pub(super) fn compact(style: &str) -> String {
    let mut made = String::with_capacity(style.len());
    let mut rest = style;
    let mut space = false;
    while let Some(sign) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            // A comment parts words as a space does.
            space = true;
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        if sign.is_ascii_whitespace() {
            space = true;
            rest = rest.trim_start_matches(|sign: char| sign.is_ascii_whitespace());
            continue;
        }
        let end = if matches!(sign, '"' | '\'') { quoted(rest, sign) } else { sign.len_utf8() };
        let (piece, after) = rest.split_at(end);
        if std::mem::take(&mut space) && !made.ends_with(PARTS_BEFORE) && !piece.starts_with(PARTS_AFTER) && !made.is_empty() {
            made.push(' ');
        }
        if sign == '}' && made.ends_with(';') {
            made.pop();
        }
        made.push_str(piece);
        rest = after;
    }
    made
}

/// After these a space means nothing. A colon is not among the next ones: `a :hover` is another selector than `a:hover`.
const PARTS_BEFORE: [char; 5] = ['{', '}', ';', ',', ':'];
/// Before these a space means nothing.
const PARTS_AFTER: [char; 4] = ['{', '}', ';', ','];

/// Where a quoted text ends; at the end of the style where it never does.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            sign if sign == mark => return at + sign.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn space_that_means_something_stays() {
        for (style, wanted) in [
            ("/* a */\na :hover , b { color : red ; }\n", "a :hover,b{color :red}"),
            ("p { margin: 0 -1px calc(1px + 2%); }", "p{margin:0 -1px calc(1px + 2%)}"),
            (
                "@media (min-width: 40rem) and (hover: none) {\n  a > b + c { d: e }\n}",
                "@media (min-width:40rem) and (hover:none){a > b + c{d:e}}",
            ),
            ("q::before { content: \" { ; \\\" \"; } r { content: '/* x */' }", "q::before{content:\" { ; \\\" \"}r{content:'/* x */'}"),
            ("a/* x */b { c: url(\"x  y\") }", "a b{c:url(\"x  y\")}"),
            ("/* never closed", ""),
            ("a { b: \"never closed", "a{b:\"never closed"),
            ("", ""),
        ] {
            assert_eq!(compact(style), wanted);
            assert_eq!(compact(&compact(style)), wanted, "a second time changes nothing");
        }
    }
}
