//! Sentences in which a body says that it decided something: "Styringsgruppa vedtok …", "Det ble besluttet …", "Enstemmig vedtatt".
//! Whatever may be a plan, a negation, an earlier decision or another body's is none.
//!
//! What may not enter: what stands around a sentence (`outcomes`), the site, and any rule's own sentence.

use std::ops::Range;

use crate::model::time::MONTHS;
use crate::source::scan;

/// Active verbs, which need their subject beside them.
pub(super) const VERBS: &[&str] = &["vedtok", "vedtar", "vedtek", "besluttet", "beslutta", "beslutter"];
/// Verbs of the present tense among them, which a proposal uses too.
pub(super) const PRESENT: &[&str] = &["vedtar", "vedtek", "beslutter", "fatter", "fattar", "gjør", "gjer"];
/// Make a verb for deciding with "vedtak" as their object: "fattet følgende vedtak".
pub(super) const MADE: &[&str] = &["fattet", "fatta", "traff", "gjorde", "fatter", "fattar", "gjør", "gjer"];
/// The same as participles.
pub(super) const MADE_DONE: &[&str] = &["fattet", "fatta", "truffet", "gjort", "gjord"];
/// What is made.
pub(super) const DECISION: &[&str] = &["vedtak", "vedtaket"];
/// May stand before it, and say that it follows.
pub(super) const FOLLOWING: &[&str] = &["følgende", "følgjande", "slikt", "dette"];
/// What is decided.
pub(super) const DONE: &[&str] = &["vedtatt", "vedteke", "vedteken", "besluttet", "beslutta"];
/// The auxiliaries: only those of the first line tell what happened now.
pub(super) const BECAME: &[&str] = &["ble", "blei", "vart"];
const AUXILIARIES: &[&str] = &["ble", "blei", "vart", "er", "var", "har", "hadde", "blir", "bli", "være", "vere", "vert"];
/// After "er": now and here.
const NOW: &[&str] = &["nå", "no", "dermed", "herved", "enstemmig", "samrøystes"];
/// May stand between subject and verb.
const BETWEEN: &[&str] = &["enstemmig", "samrøystes", "deretter", "også", "så", "dermed", "derfor", "da", "altså", "likevel"];
pub(super) const NEGATIONS: &[&str] = &["ikke", "ikkje", "ingen", "inga", "intet", "ingenting", "aldri", "verken", "uten", "utan"];
/// Begin a clause that tells of something else than what happened.
const SUBORDINATE: &[&str] = &[
    "som", "at", "fordi", "hvis", "dersom", "når", "før", "inntil", "til", "mens", "hva", "slik", "om", "siden", "ettersom", "etter",
    "enn", "det",
];
/// The same ahead of a passive, where "til", "om", "etter" and "det" are plain words.
const CLAUSES: &[&str] = &["som", "at", "fordi", "hvis", "dersom", "når", "før", "inntil", "mens", "hva", "slik", "ettersom"];
/// Proposals and expectations.
pub(super) const PROPOSED: &[&str] = &[
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
pub(super) const EARLIER: &[&str] = &["tidligere", "tidlegare", "forrige", "førre", "sist", "fjor", "allerede", "opprinnelig", "fjorårets"];
/// Beginnings of words for what is approved rather than decided.
pub(super) const FORMALITIES: &[&str] =
    &["referat", "møtebok", "protokoll", "dagsorden", "saksliste", "sakliste", "innkalling", "møteinnkalling"];
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
pub(super) struct Word {
    /// Its letters.
    pub text: String,
    /// Its place.
    pub range: Range<usize>,
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

pub(super) fn words(text: &str, within: Range<usize>) -> Vec<Word> {
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
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
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

pub(super) fn at(words: &[Word], n: Option<usize>) -> &str {
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

/// "Styringsgruppa vedtok", "Deretter vedtok styringsgruppa", "Styringsgruppa fattet følgende vedtak".
pub(super) fn active(words: &[Word], n: usize, bodies: &Bodies) -> bool {
    let decides = VERBS.contains(&at(words, Some(n))) || makes(words, n, bodies);
    if !decides || month_before(words, n) {
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

/// Whether a verb has "vedtak" as its object: "fattet deretter følgende vedtak". Without a word that says it follows, only in the past.
fn makes(words: &[Word], n: usize, bodies: &Bodies) -> bool {
    let verb = at(words, Some(n));
    if !MADE.contains(&verb) {
        return false;
    }
    let mut k = begins_at(words, n + 1, &bodies.own).unwrap_or(n + 1);
    let mut following = false;
    while k < n + 8 && (BETWEEN.contains(&at(words, Some(k))) || FOLLOWING.contains(&at(words, Some(k))) || is_article(at(words, Some(k))))
    {
        following |= FOLLOWING.contains(&at(words, Some(k)));
        k += 1;
    }
    at(words, Some(k)) == "vedtak" && (following || !PRESENT.contains(&verb)) && (following || !dated(words, k + 1))
}

fn is_article(word: &str) -> bool {
    matches!(word, "et" | "eit")
}

/// "Det ble fattet følgende vedtak", "Følgende vedtak ble fattet", "Vedtaket ble fattet mot to stemmer".
fn is_made(words: &[Word], n: usize) -> bool {
    if !MADE_DONE.contains(&at(words, Some(n))) || !(0..n).any(|k| BECAME.contains(&at(words, Some(k)))) {
        return false;
    }
    let after = (n + 1..n + 4).find(|k| at(words, Some(*k)) == "vedtak");
    let between =
        |k: usize| BETWEEN.contains(&at(words, Some(k))) || FOLLOWING.contains(&at(words, Some(k))) || is_article(at(words, Some(k)));
    let before = (1..n).find(|k| at(words, Some(*k)) == "vedtak").is_some_and(|k| FOLLOWING.contains(&at(words, Some(k - 1))));
    let itself = at(words, Some(0)) == "vedtaket" && words.get(n + 1..).is_some_and(is_manner) && !at(words, Some(n)).starts_with("gjor");
    before || itself || after.is_some_and(|after| (n + 1..after).all(between) && !dated(words, after + 1))
}

/// Whether words tell how something was decided, and nothing else.
fn is_manner(words: &[Word]) -> bool {
    words.iter().all(|word| MANNER.contains(&word.text.as_str()) || word.text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// "Det ble enstemmig vedtatt", "Forslaget er dermed vedtatt", "Enstemmig vedtatt".
pub(super) fn passive(words: &[Word], n: usize, bodies: &Bodies) -> bool {
    let made = is_made(words, n);
    if !(made || DONE.contains(&at(words, Some(n)))) || month_before(words, n) || dated(words, n + 1) || by_others(words, n, bodies) {
        return false;
    }
    let auxiliary = (n.saturating_sub(6)..n).rev().find(|k| AUXILIARIES.contains(&at(words, Some(*k))));
    match auxiliary {
        Some(k) if BECAME.contains(&at(words, Some(k))) => (0..k).all(|k| !CLAUSES.contains(&at(words, Some(k)))),
        Some(k) => {
            at(words, Some(k)) == "er" && NOW.contains(&at(words, Some(k + 1))) && (0..k).all(|k| !CLAUSES.contains(&at(words, Some(k))))
        }
        None => {
            let participle = !matches!(at(words, Some(n)), "besluttet" | "beslutta") || n + 1 == words.len();
            participle && n <= 4 && words.get(n + 1..).is_some_and(is_manner)
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
