//! Sentences in which a body says that it decided something: "Styringsgruppa vedtok …", "Det ble besluttet …", "Enstemmig vedtatt".
//! Whatever may be a plan, a negation, an earlier decision or another body's is none.
//!
//! What may not enter: the site, and any rule's own sentence.

use std::ops::Range;

use crate::model::time::MONTHS;
use crate::source::scan;

/// Active verbs, which need their subject beside them.
const VERBS: &[&str] = &["vedtok", "vedtar", "vedtek", "besluttet", "beslutta", "beslutter"];
/// What is decided.
const DONE: &[&str] = &["vedtatt", "vedteke", "vedteken", "besluttet", "beslutta"];
/// The auxiliaries: only those of the first line tell what happened now.
const BECAME: &[&str] = &["ble", "blei", "vart"];
const AUXILIARIES: &[&str] = &["ble", "blei", "vart", "er", "var", "har", "hadde", "blir", "bli", "være", "vere", "vert"];
/// After "er": now and here.
const NOW: &[&str] = &["nå", "no", "dermed", "herved", "enstemmig", "samrøystes"];
/// May stand between subject and verb.
const BETWEEN: &[&str] = &["enstemmig", "samrøystes", "deretter", "også", "så", "dermed", "derfor", "da", "altså", "likevel"];
const NEGATIONS: &[&str] = &["ikke", "ikkje", "ingen", "inga", "intet", "ingenting", "aldri", "verken", "uten", "utan"];
/// Begin a clause that tells of something else than what happened.
const SUBORDINATE: &[&str] = &[
    "som", "at", "fordi", "hvis", "dersom", "når", "før", "inntil", "til", "mens", "hva", "slik", "om", "siden", "ettersom", "etter",
    "enn", "det",
];
/// The same ahead of a passive, where "til", "om", "etter" and "det" are plain words.
const CLAUSES: &[&str] = &["som", "at", "fordi", "hvis", "dersom", "når", "før", "inntil", "mens", "hva", "slik", "ettersom"];
/// Proposals and expectations.
const PROPOSED: &[&str] = &[
    "foreslått",
    "foreslo",
    "foreslår",
    "anbefalt",
    "anbefaler",
    "anbefalte",
    "innstilt",
    "innstiller",
    "ønsker",
    "ønsket",
    "ber",
    "ba",
    "forventes",
    "ventes",
    "planlagt",
    "planlegges",
    "føreslått",
];
/// Earlier.
const EARLIER: &[&str] = &["tidligere", "tidlegare", "forrige", "førre", "sist", "fjor", "allerede", "opprinnelig", "fjorårets"];
/// Beginnings of words for what is approved rather than decided.
const FORMALITIES: &[&str] = &["referat", "møtebok", "protokoll", "dagsorden", "saksliste", "sakliste", "innkalling", "møteinnkalling"];
/// Beginnings of words for bodies that others belong to, and for what only such bodies decide.
const ELSEWHERE: &[&str] = &[
    "kommunestyre",
    "bystyre",
    "formannskap",
    "fylkesting",
    "storting",
    "regjering",
    "departement",
    "direktorat",
    "fellesnemnd",
    "sameting",
    "årsmøte",
    "landsmøte",
    "generalforsamling",
    "lov",
    "statsbudsjett",
    "kommuneproposisjon",
    "forskrift",
];
/// May follow a participle in a sentence without a verb: "Vedtatt mot to stemmer".
const MANNER: &[&str] = &[
    "enstemmig",
    "samrøystes",
    "mot",
    "med",
    "en",
    "én",
    "to",
    "tre",
    "stemme",
    "stemmer",
    "i",
    "tråd",
    "forslaget",
    "innstillingen",
    "innstillinga",
    "som",
    "foreslått",
];

/// What the bodies that met are called, and others.
pub(super) struct Bodies {
    /// Own names, each as its words.
    pub own: Vec<Vec<String>>,
    /// Names of other bodies and units, each as its words.
    pub others: Vec<Vec<String>>,
}

/// One word, in small letters, with its place.
struct Word {
    text: String,
    range: Range<usize>,
}

/// Where in a paragraph the bodies say that they decided something.
pub(super) fn decided(text: &str, bodies: &Bodies) -> Option<Range<usize>> {
    let mut headed = None;
    sentences(text).into_iter().find_map(|sentence| {
        let is_head = text.get(sentence.clone()).is_some_and(|head| head.trim().eq_ignore_ascii_case("vedtak:"));
        let words = words(text, sentence.clone());
        let said = |list: &[&str]| words.iter().any(|word| list.contains(&word.text.as_str()));
        let begins = |list: &[&str]| words.iter().any(|word| list.iter().any(|start| word.text.starts_with(start)));
        if said(NEGATIONS) || said(PROPOSED) || said(EARLIER) || begins(FORMALITIES) {
            headed = None;
            return None;
        }
        // "Vedtak: Planen er godkjent."
        if is_head {
            headed = words.first().map(|word| word.range.clone());
            return None;
        }
        if let Some(head) = headed.take().filter(|_| !words.is_empty()) {
            return Some(head);
        }
        let at = (0..words.len()).find(|n| active(&words, *n, bodies) || passive(&words, *n, bodies))?;
        words.get(at).map(|word| word.range.clone())
    })
}

/// Whether a text has a word that may tell of a decision at all.
pub(super) fn may_tell(text: &str) -> bool {
    let begins =
        |at: usize, start: &str| text.as_bytes().get(at..at + start.len()).is_some_and(|part| part.eq_ignore_ascii_case(start.as_bytes()));
    let may_begin = |byte: u8, after: u8| (((byte | 0x20) == b'v') | ((byte | 0x20) == b'b')) & ((after | 0x20) == b'e');
    scan::places(text, may_begin).any(|at| begins(at, "vedt") || begins(at, "beslut"))
}

/// The words of a text, as names are compared.
pub(super) fn name(text: &str) -> Vec<String> {
    words(text, 0..text.len()).into_iter().map(|word| word.text).collect()
}

fn words(text: &str, within: Range<usize>) -> Vec<Word> {
    let Some(part) = text.get(within.clone()) else { return Vec::new() };
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '@' | '/');
    let mut words = Vec::new();
    let mut rest = 0;
    while let Some(start) = part.get(rest..).and_then(|tail| tail.find(is_word)).map(|at| rest + at) {
        let tail = part.get(start..).unwrap_or_default();
        let end = start + tail.find(|c| !is_word(c)).unwrap_or(tail.len());
        words.push(Word { text: part.get(start..end).unwrap_or_default().to_lowercase(), range: within.start + start..within.start + end });
        rest = end;
    }
    words
}

/// Sentences: up to a sign and a white space, where the word before is no number and no abbreviation.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(['.', '!', '?', ':', ';']) {
        let end = at + sign.len();
        let last = text.get(start..at).and_then(|before| before.split_whitespace().next_back()).unwrap_or_default();
        let short = sign == "." && (last.chars().count() <= 2 || last.ends_with(|c: char| c.is_ascii_digit()));
        if text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) && !short {
            found.push(start..end);
            start = end;
        }
    }
    found.push(start..text.len());
    found
}

fn at(words: &[Word], n: Option<usize>) -> &str {
    n.and_then(|n| words.get(n)).map_or("", |word| word.text.as_str())
}

/// Whether one of the names ends right before a place.
fn ends_at(words: &[Word], end: usize, names: &[Vec<String>]) -> Option<usize> {
    names.iter().filter(|name| !name.is_empty() && name.len() <= end).find_map(|name| {
        let start = end - name.len();
        let same = words.get(start..end)?.iter().zip(name).all(|(word, own)| word.text == *own);
        same.then_some(start)
    })
}

/// Whether one of the names begins at a place.
fn begins_at(words: &[Word], start: usize, names: &[Vec<String>]) -> Option<usize> {
    names.iter().filter(|name| !name.is_empty()).find_map(|name| {
        let end = start + name.len();
        let same = words.get(start..end)?.iter().zip(name).all(|(word, own)| word.text == *own);
        same.then_some(end)
    })
}

/// A day or month, as it stands after "vedtok" or "vedtatt" of something decided then.
fn dated(words: &[Word], n: usize) -> bool {
    let one = |n: usize| {
        let word = at(words, Some(n));
        word.starts_with(|c: char| c.is_ascii_digit()) || MONTHS.contains(&word)
    };
    one(n) || (matches!(at(words, Some(n)), "i" | "den" | "på") && (one(n + 1) || at(words, Some(n + 1)).starts_with("møte")))
}

fn month_before(words: &[Word], n: usize) -> bool {
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let in_year = |k: usize| at(words, Some(k)) == "i" && year(at(words, Some(k + 1)));
    (0..n).any(|k| MONTHS.contains(&at(words, Some(k))) || in_year(k))
}

/// "Styringsgruppa vedtok", "Deretter vedtok styringsgruppa".
fn active(words: &[Word], n: usize, bodies: &Bodies) -> bool {
    if !VERBS.contains(&at(words, Some(n))) || month_before(words, n) {
        return false;
    }
    let mut before = n;
    while before > 0 && BETWEEN.contains(&at(words, before.checked_sub(1))) {
        before -= 1;
    }
    if let Some(start) = ends_at(words, before, &bodies.own) {
        return !SUBORDINATE.contains(&at(words, start.checked_sub(1))) && !dated(words, n + 1);
    }
    let inverted = begins_at(words, n + 1, &bodies.own);
    inverted.is_some_and(|end| !SUBORDINATE.contains(&at(words, n.checked_sub(1))) && !dated(words, end))
}

/// "Det ble enstemmig vedtatt", "Forslaget er dermed vedtatt", "Enstemmig vedtatt".
fn passive(words: &[Word], n: usize, bodies: &Bodies) -> bool {
    if !DONE.contains(&at(words, Some(n))) || month_before(words, n) || dated(words, n + 1) || by_others(words, n, bodies) {
        return false;
    }
    let auxiliary = (n.saturating_sub(6)..n).rev().find(|k| AUXILIARIES.contains(&at(words, Some(*k))));
    match auxiliary {
        Some(k) if BECAME.contains(&at(words, Some(k))) => (0..k).all(|k| !CLAUSES.contains(&at(words, Some(k)))),
        Some(k) => {
            at(words, Some(k)) == "er" && NOW.contains(&at(words, Some(k + 1))) && (0..k).all(|k| !CLAUSES.contains(&at(words, Some(k))))
        }
        None => {
            let manner = |word: &Word| MANNER.contains(&word.text.as_str()) || word.text.bytes().all(|byte| byte.is_ascii_digit());
            let participle = !matches!(at(words, Some(n)), "besluttet" | "beslutta") || n + 1 == words.len();
            participle && n <= 4 && words.get(n + 1..).is_some_and(|rest| rest.iter().all(manner))
        }
    }
}

/// Whether others are named ahead of a participle, or right after it as those who decided.
fn by_others(words: &[Word], n: usize, bodies: &Bodies) -> bool {
    let other = |k: usize| {
        let word = at(words, Some(k));
        let own = bodies.own.iter().any(|name| name.iter().any(|part| part == word));
        !own && (ELSEWHERE.iter().any(|start| word.starts_with(start)) || begins_at(words, k, &bodies.others).is_some())
    };
    let agent = (n + 1..(n + 4).min(words.len())).find(|k| matches!(at(words, Some(*k)), "av" | "i"));
    let by = agent.is_some_and(|k| at(words, Some(k)) == "av" && begins_at(words, k + 1, &bodies.own).is_none());
    by || (0..n).any(other) || agent.is_some_and(|k| other(k + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Option<&str> {
        let bodies = Bodies {
            own: ["Styringsgruppa", "gruppa", "møtet"].map(name).to_vec(),
            others: ["Prosjektgruppa", "@kommunen"].map(name).to_vec(),
        };
        decided(text, &bodies).and_then(|range| text.get(range))
    }

    #[test]
    fn what_the_body_decided_is_found() {
        for text in [
            "Styringsgruppa vedtok å forlenge prosjektet.",
            "Etter en drøfting vedtok styringsgruppa at planen skal følges.",
            "Saken ble lagt fram av lederen. Det ble enstemmig vedtatt å øke rammen til 350 000 kroner.",
            "Budsjettet på 350 000 kroner ble vedtatt.",
            "Forslaget er dermed vedtatt.",
            "Enstemmig vedtatt.",
            "Vedtatt mot to stemmer.",
            "Gruppa besluttet deretter å sende saken til kommunestyret.",
            "Det vart vedteke å flytte.",
            "Vedtak: Planen er godkjent.",
            "Saken ble drøftet. VEDTAK: Kontoret flytter til høsten.",
        ] {
            assert!(says(text).is_some(), "{text}");
        }
    }

    #[test]
    fn plans_negations_and_others_decisions_are_not() {
        for text in [
            "Styringsgruppa vedtok ikke noe i saken.",
            "Planen skal vedtas i neste møte.",
            "Budsjettet blir vedtatt i juni.",
            "Kommunestyret vedtok planen.",
            "Planen ble vedtatt av kommunestyret i Fauske.",
            "Prosjektgruppa besluttet å vente.",
            "Planen som styringsgruppa vedtok, følges.",
            "Planen som ble vedtatt, følges.",
            "Styringsgruppa vedtok 8. september 2017 å starte.",
            "I mai ble det vedtatt å starte.",
            "Referatet ble vedtatt.",
            "Det ble foreslått at planen ble vedtatt.",
            "Rammen er vedtatt.",
            "Vedtatt budsjett for året ble vist.",
            "Når rammen er besluttet, går arbeidet videre.",
            "Statsbudsjettet ble vedtatt.",
            "Vedtak: Ikke noe nytt.",
            "Vedtak: Referatet er godkjent.",
            "Forslag til vedtak: Planen godkjennes.",
            "Vedtak:",
        ] {
            assert_eq!(says(text), None, "{text}");
        }
    }
}
