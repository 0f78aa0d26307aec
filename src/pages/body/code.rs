//! Code blocks: highlighted as classes, which `highlight.css` gives colours; that file is loaded only on pages with code.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::escape::escape;

/// Loaded at the first code block: most sites have none.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The prefix of every class.
const PREFIX: &str = "hl-";

/// A code block in a language, by its name or usual extension; plain where the language is not known.
#[must_use]
pub fn block(language: &str, code: &str) -> String {
    let token = language.split([' ', ',', '{']).next().unwrap_or_default();
    let inner = highlighted(token, code).unwrap_or_else(|| escape(code).into_owned());
    format!("<pre class=\"code\" tabindex=\"0\"><code>{inner}</code></pre>\n")
}

fn highlighted(token: &str, code: &str) -> Option<String> {
    if token.is_empty() {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(token)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, ClassStyle::SpacedPrefixed { prefix: PREFIX });
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn code_is_classes_and_text() {
        let html = block("yaml", "a: <b>\n");
        assert!(html.contains("class=\"hl-") && html.contains("&lt;b&gt;") && !html.contains("style="), "{html}");
        assert_eq!(block("ukjent", "<x>"), "<pre class=\"code\" tabindex=\"0\"><code>&lt;x&gt;</code></pre>\n");
    }
}
