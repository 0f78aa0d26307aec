//! Signs that look like those of an id and are others: pasted dashes, strokes and spaces, letters for digits.
//!
//! What may not enter: whether there is such an id.

use crate::model::DecisionId;

/// The decision that a text looks like the number of, its signs replaced by plain ones.
pub fn decision(written: &str) -> Option<DecisionId> {
    let plain = plain_signs(written);
    let meant = plain.as_deref().unwrap_or(written);
    DecisionId::read(meant).or_else(|| DecisionId::read(&number_signs(meant)))
}

/// The same text with plain hyphens, spaces and slashes, if it has any that only look so. A text with a `§` keeps its dashes.
pub fn plain_signs(text: &str) -> Option<String> {
    if text.is_ascii() || text.contains('§') {
        return None;
    }
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}'))
        .map(|c| match c {
            '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => ' ',
            '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2014}' | '\u{2212}' => '-',
            '\u{2044}' | '\u{2215}' => '/',
            other => other,
        })
        .collect();
    (plain != text).then_some(plain)
}

/// The letters O and l for digits, and a dash for the slash, behind the code.
fn number_signs(id: &str) -> String {
    let Some((code, rest)) = id.trim().split_once(' ') else { return id.to_owned() };
    let rest: String = rest
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            '-' => '/',
            other => other,
        })
        .collect();
    format!("{code} {rest}")
}
