//! Passwords, keys and tokens: only what has a form that hardly anything else has.

use super::personal;
use crate::model::{Personal, PersonalKind};
use crate::source::scan;

/// How tokens of known services begin, and how many signs must follow at least.
const PREFIXES: &[(&str, usize)] = &[
    ("AIza", 35),
    ("AKIA", 16),
    ("ASIA", 16),
    ("SG.", 40),
    ("dop_v1_", 40),
    ("gho_", 30),
    ("ghp_", 30),
    ("ghr_", 30),
    ("ghs_", 30),
    ("ghu_", 30),
    ("github_pat_", 40),
    ("glpat-", 20),
    ("hf_", 30),
    ("npm_", 30),
    ("pypi-", 40),
    ("rk_live_", 16),
    ("sk-ant-", 20),
    ("sk-proj-", 20),
    ("sk_live_", 16),
    ("xoxa-", 20),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("xoxs-", 20),
    ("ya29.", 20),
];

/// No token that is looked for has fewer bytes: the shortest prefix with what must follow it.
const SHORTEST: usize = 20;

/// Words that a password or key follows, each with the place of two letters that few other words have.
const WORDS: &[(&str, usize)] = &[
    ("passord", 0),
    ("password", 0),
    ("passwd", 0),
    ("api-nøkkel", 1),
    ("apikey", 1),
    ("api_key", 1),
    ("api-key", 1),
    ("client_secret", 0),
    ("client-secret", 0),
    ("access_token", 1),
    ("secret_key", 2),
    ("tilgangsnøkkel", 7),
];

/// Whether two bytes are such letters, in capitals or not.
#[inline(always)]
fn may_announce(byte: u8, after: u8) -> bool {
    let (byte, after) = (byte | 0x20, after | 0x20);
    ((byte == b'p') & ((after == b'a') | (after == b'i')))
        | ((byte == b'c') & ((after == b'l') | (after == b'c') | (after == b'r')))
        | ((byte == b's') & (after == b'n'))
}

/// Secrets.
pub fn find(text: &str) -> Vec<Personal> {
    let mut found = tokens(text);
    found.extend(private_keys(text));
    found.extend(addresses(text));
    found.extend(named(text));
    found
}

/// Tokens that say whose they are by how they begin.
fn tokens(text: &str) -> Vec<Personal> {
    let mut found = Vec::new();
    for (at, word) in long_words(text) {
        let token = word.trim_end_matches(['.', '-']);
        let known = token.len() >= SHORTEST
            && token.bytes().any(|byte| byte.is_ascii_digit())
            && PREFIXES.iter().any(|(prefix, least)| token.strip_prefix(prefix).is_some_and(|rest| is_random(rest, *least)));
        if known || (token.len() >= SHORTEST && is_web_token(token)) {
            found.push(personal(at, at + token.len(), PersonalKind::Secret));
        }
    }
    found
}

/// Runs of the signs of tokens that are long enough for one, with their places. A sign that belongs to none, seen from the far end of
/// where one could lie, rules out all before it at once.
fn long_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let parts = |byte: &u8| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            match bytes.get(at..at + SHORTEST)?.iter().rposition(parts) {
                Some(last) => at += last + 1,
                None => {
                    let start = at;
                    at = bytes.get(at..)?.iter().position(parts).map_or(bytes.len(), |length| start + length);
                    return Some((start, text.get(start..at)?));
                }
            }
        }
    })
}

/// Long enough, with letters and digits, and not the same sign over and over.
fn is_random(rest: &str, least: usize) -> bool {
    let mut signs: Vec<u8> = rest.bytes().collect();
    signs.sort_unstable();
    signs.dedup();
    rest.len() >= least && signs.len() >= 8 && rest.bytes().any(|b| b.is_ascii_digit()) && rest.bytes().any(|b| b.is_ascii_alphabetic())
}

/// `eyJ….eyJ….…`
fn is_web_token(token: &str) -> bool {
    let parts: Vec<&str> = token.split('.').collect();
    matches!(parts.as_slice(), [head, body, seal] if head.starts_with("eyJ") && body.starts_with("eyJ") && [head, body, seal].iter().all(|part| part.len() >= 10))
}

/// A private key between its two lines, or to the end of the text.
fn private_keys(text: &str) -> Vec<Personal> {
    const END: &str = "PRIVATE KEY-----";
    let mut found = Vec::new();
    let mut from = 0;
    // To see that there is none is quicker than to look for where one is.
    if !text.contains("-----BEGIN ") {
        return found;
    }
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("-----BEGIN ")).map(|at| from + at) {
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        from = start + line.len();
        if line.contains(END) {
            let rest = text.get(from..).unwrap_or_default();
            from = rest.find(END).map_or(text.len(), |at| from + at + END.len());
            found.push(personal(start, from, PersonalKind::Secret));
        }
    }
    found
}

/// The password in `https://user:password@host`.
fn addresses(text: &str) -> Vec<Personal> {
    if !text.contains("://") {
        return Vec::new();
    }
    let found = text.match_indices("://").filter_map(|(at, sign)| {
        const LONGEST: usize = 200;
        let start = at + sign.len();
        let rest = text.get(start..)?;
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '<' | '>' | ')' | ']')).unwrap_or(rest.len());
        let host = rest.get(..end).filter(|host| host.len() <= LONGEST)?;
        let (login, _) = host.rsplit_once('@')?;
        let (user, password) = login.split_once(':')?;
        let from = start + user.len() + 1;
        (password.len() >= 4).then(|| personal(from, from + password.len(), PersonalKind::Secret))
    });
    found.collect()
}

/// What follows "passord:" and the like, if it looks like one.
fn named(text: &str) -> Vec<Personal> {
    let ends = |at: usize| {
        WORDS.iter().filter_map(move |(word, letters)| {
            let start = at.checked_sub(*letters)?;
            let written = text.as_bytes().get(start..start + word.len())?;
            written.eq_ignore_ascii_case(word.as_bytes()).then_some(start + word.len())
        })
    };
    let values = scan::places(text, may_announce).flat_map(ends).filter_map(|end| value(text, end));
    values.map(|(start, end)| personal(start, end, PersonalKind::Secret)).collect()
}

/// The value behind a word that ends at a place, where `:`, `=` or "er" stands between.
fn value(text: &str, at: usize) -> Option<(usize, usize)> {
    const MARKUP: [char; 6] = ['"', '\'', '`', '*', '«', '“'];
    let rest = text.get(at..)?;
    let rest = ["et ", "en "].iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest);
    let rest = rest.trim_start_matches(MARKUP).trim_start_matches([' ', '\t']);
    let (rest, said) = match rest.strip_prefix([':', '=']) {
        Some(rest) => (rest, false),
        None => (rest.strip_prefix("er ")?, true),
    };
    let rest = rest.trim_start_matches([' ', '\t']).trim_start_matches(MARKUP).trim_start_matches([' ', '\t']).trim_start_matches(MARKUP);
    let start = text.len() - rest.len();
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '`' | '»' | '”' | '|')).unwrap_or(rest.len());
    let word = rest.get(..end)?.trim_end_matches(['.', ',', ';', ')', '*', '\'']);
    let has = |test: fn(char) -> bool| word.chars().any(test);
    let like = (6..=128).contains(&word.len())
        && has(|c| c.is_ascii_digit())
        && has(char::is_alphabetic)
        && !word.starts_with(['[', '<', '(', '§', '$', '{'])
        && !word.contains("://")
        && (!said || has(char::is_uppercase));
    like.then_some((start, start + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_announces_a_secret_is_looked_for() {
        for (word, letters) in WORDS {
            let two = &word.as_bytes()[*letters..letters + 2];
            assert!(may_announce(two[0], two[1]), "{word}");
            let text = format!("x {}: Abc12345 y", word.to_ascii_uppercase());
            assert_eq!(named(&text).len(), 1, "{text}");
        }
    }

    #[test]
    fn long_words_are_whole_and_at_their_places() {
        let long = "a".repeat(SHORTEST);
        for (before, after) in [("", ""), ("æ ", " b"), ("x ", "ø"), (&*"b ".repeat(30), "/c")] {
            let text = format!("{before}{long}{after} {long}.");
            let found: Vec<_> = long_words(&text).collect();
            let second = text.len() - SHORTEST - 1;
            assert_eq!(found, [(before.len(), &*long), (second, &*format!("{long}."))], "{text}");
        }
        assert_eq!(long_words(&"ab ".repeat(40)).count(), 0);
    }

    #[test]
    fn no_known_token_is_shorter_than_what_is_looked_at() {
        let shortest = PREFIXES.iter().map(|(prefix, least)| prefix.len() + least).min();
        assert_eq!(shortest, Some(SHORTEST));
    }
}
