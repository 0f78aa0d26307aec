//! From the HTML that is written here to words alone, for what shows no markup. Reads that HTML and no other: so links that lead
//! nowhere for the audience are already gone from it, with the ids they name.

use quick_xml::escape::unescape;

/// Elements that end a word: what follows them is not the same one.
const APART: [&str; 12] = ["p", "br", "li", "ul", "ol", "tr", "td", "th", "div", "h3", "h4", "blockquote"];

/// The words of some HTML, with single spaces.
#[must_use]
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, left)) = after.split_once('>') else { break };
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if APART.contains(&name) {
            text.push(' ');
        }
        rest = left;
    }
    text.push_str(rest);
    let text = unescape(&text).map_or_else(|_| text.clone(), std::borrow::Cow::into_owned);
    text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_people_read() {
        assert_eq!(
            plain("<p>Jf. <a href=\"x>y\">§&#160;14</a> &lt;b&gt; &amp; <em>m</em>er.</p>\n<p>Og</p><ul><li>så</li></ul>"),
            "Jf. y\">§ 14 <b> & mer. Og så"
        );
        assert_eq!(plain("<a href=\"a&gt;b\">x</a>"), "x");
    }
}
