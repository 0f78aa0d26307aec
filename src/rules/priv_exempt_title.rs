//! priv-exempt-title: the title or eight words of the text of something exempt, in a document that is not.
//!
//! Words are compared by hashes of runs of them, so that the work is linear in the texts. A finding never repeats the words:
//! it points into the exempt document too, so no source is shown, and the judge withholds its bytes everywhere else.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Check, FixKind, Notes, Record, naming};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::{Date, Decision, Document};
use crate::parse::offsets::Offsets;
use crate::source::{Place, Source, Span, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "priv-exempt-title",
    title: ("ord fra noe som er unntatt offentlighet", "words of something exempt from public access"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("priv_exempt_title.md"),
    check: Check::Site(check),
};

/// A title of fewer words says too little to be recognised.
const SHORTEST_TITLE: usize = 4;
/// So many words of a text in a row are no accident.
const RUN: usize = 8;
/// Of which so many have letters: dates and section numbers alone are nobody's words.
const WITH_LETTERS: usize = 6;
/// Words that so many open documents have are a form of words, not a leak.
const COMMON: usize = 5;

/// A word by its hash, with its bytes in the file.
#[derive(Clone, Copy)]
struct Word {
    hash: u64,
    letters: bool,
    span: Span,
}

/// Something exempt.
struct Secret {
    place: Place,
    date: Option<Date>,
    is_decision: bool,
}

/// What is not to be found in open documents. Values are places in `all`.
#[derive(Default)]
struct Secrets {
    all: Vec<Secret>,
    /// By the hash of all words.
    titles: HashMap<u64, usize>,
    /// By the hash of the first words: how many words such titles have.
    lengths: HashMap<u64, BTreeSet<usize>>,
    runs: HashMap<u64, usize>,
}

/// Some words of an open document that are also of something exempt.
struct Hit {
    document: usize,
    key: u64,
    secret: usize,
    span: Span,
    is_title: bool,
}

fn check(site: &Site, notes: &mut Notes) {
    let secrets = secrets(site);
    if secrets.all.is_empty() {
        return;
    }
    let mut hits = Vec::new();
    for n in (0..site.documents.len()).filter(|n| !naming::is_exempt(site, *n)) {
        for words in passages(site, n, |decision| !decision.exempt) {
            secrets.search(n, &words, &mut hits);
        }
    }
    let known = open_before(site, &secrets, &hits);
    hits.retain(|hit| !known.contains(&(hit.key, hit.is_title)));
    let mut joined: Vec<Hit> = Vec::new();
    hits.sort_by_key(|hit| (hit.document, hit.span.start, hit.span.end));
    for hit in hits {
        match joined.last_mut() {
            Some(last) if last.document == hit.document && hit.span.start <= last.span.end => {
                last.span = last.span.join(hit.span);
                last.is_title |= hit.is_title;
            }
            _ => joined.push(hit),
        }
    }
    for hit in joined {
        if let Some(secret) = secrets.all.get(hit.secret) {
            notes.add(finding(site.place(hit.document, hit.span), secret, hit.is_title));
        }
    }
}

/// Everything exempt in the site. Of two with the same words the earlier one counts.
fn secrets(site: &Site) -> Secrets {
    let mut secrets = Secrets::default();
    let mut order: Vec<usize> = (0..site.documents.len()).collect();
    order.sort_by_key(|n| (site.date(*n), *n));
    for n in order {
        let entry = site.entry(n);
        let Some(source) = site.sources.get(entry.source) else { continue };
        let date = site.date(n);
        if naming::is_exempt(site, n) {
            let title = entry.document.front.title.as_ref();
            let place = site.place(n, title.map_or_else(Span::default, |title| title.span));
            let decisions = entry.document.minutes().map_or(&[][..], |minutes| &minutes.decisions);
            let titles = title.into_iter().chain(decisions.iter().filter_map(|decision| decision.title.as_ref()));
            let titles: Vec<Vec<Word>> = titles.map(|title| field(title, source)).collect();
            secrets.add(Secret { place, date, is_decision: false }, &titles, &passages(site, n, |_| true));
            continue;
        }
        let decisions = entry.document.minutes().map_or(&[][..], |minutes| &minutes.decisions);
        for decision in decisions.iter().filter(|decision| decision.exempt) {
            let title: Vec<Vec<Word>> = decision.title.iter().map(|title| field(title, source)).collect();
            let text: Vec<Vec<Word>> = decision.text.iter().map(|text| field(text, source)).collect();
            secrets.add(Secret { place: site.place(n, decision.span), date, is_decision: true }, &title, &text);
        }
    }
    secrets
}

impl Secrets {
    fn add(&mut self, secret: Secret, titles: &[Vec<Word>], texts: &[Vec<Word>]) {
        let place = self.all.len();
        self.all.push(secret);
        for title in titles.iter().filter(|title| title.iter().filter(|word| word.letters).count() >= SHORTEST_TITLE) {
            if let Some(first) = title.get(..SHORTEST_TITLE) {
                self.lengths.entry(joined(first)).or_default().insert(title.len());
                self.titles.entry(joined(title)).or_insert(place);
            }
        }
        for run in texts.iter().flat_map(|text| text.windows(RUN)).filter(|run| says_something(run)) {
            self.runs.entry(joined(run)).or_insert(place);
        }
    }

    fn search(&self, document: usize, words: &[Word], hits: &mut Vec<Hit>) {
        let mut hit = |run: &[Word], key: u64, secret: usize, is_title: bool| {
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                hits.push(Hit { document, key, secret, span: first.span.join(last.span), is_title });
            }
        };
        for (at, first) in words.windows(SHORTEST_TITLE).enumerate() {
            for length in self.lengths.get(&joined(first)).into_iter().flatten() {
                let Some(run) = words.get(at..at + length) else { continue };
                let key = joined(run);
                if let Some(secret) = self.titles.get(&key) {
                    hit(run, key, *secret, true);
                }
            }
        }
        for run in words.windows(RUN).filter(|run| says_something(run)) {
            let key = joined(run);
            if let Some(secret) = self.runs.get(&key) {
                hit(run, key, *secret, false);
            }
        }
    }
}

/// The words that were open before they became part of something exempt, and those that are common.
fn open_before(site: &Site, secrets: &Secrets, hits: &[Hit]) -> BTreeSet<(u64, bool)> {
    let mut seen: BTreeMap<(u64, bool), BTreeSet<usize>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for hit in hits {
        let key = (hit.key, hit.is_title);
        let documents = seen.entry(key).or_default();
        documents.insert(hit.document);
        let earlier = match (site.date(hit.document), secrets.all.get(hit.secret).and_then(|secret| secret.date)) {
            (Some(open), Some(exempt)) => open < exempt,
            _ => false,
        };
        if earlier || (!hit.is_title && documents.len() >= COMMON) {
            known.insert(key);
        }
    }
    known
}

/// The words of a document, by passages that no run goes across: fields, paragraphs, headings, cells.
fn passages(site: &Site, n: usize, decisions: impl Fn(&Decision) -> bool) -> Vec<Vec<Word>> {
    let document: &Document = site.document(n);
    let Some(source) = site.sources.get(site.entry(n).source) else { return Vec::new() };
    let front = &document.front;
    let mut fields: Vec<&Spanned<String>> = front.title.iter().chain(&front.summary).collect();
    fields.extend(front.attachments.iter().filter_map(|attachment| attachment.title.as_ref()));
    if let Some(minutes) = document.minutes() {
        let listed = minutes.decisions.iter().filter(|decision| decisions(decision));
        fields.extend(listed.flat_map(|decision| decision.title.iter().chain(&decision.text)));
        fields.extend(minutes.action_items.iter().filter_map(|action| action.text.as_ref()));
    }
    let mut passages: Vec<Vec<Word>> = fields.into_iter().map(|text| field(text, source)).collect();
    let mut block = None;
    for prose in &document.text.prose {
        if block != Some(prose.block) {
            block = Some(prose.block);
            passages.push(Vec::new());
        }
        if let Some(passage) = passages.last_mut() {
            passage.extend(words(source.slice(prose.span), prose.span.start as usize));
        }
    }
    passages
}

/// The words of a field, with their places in the file.
fn field(text: &Spanned<String>, source: &Source) -> Vec<Word> {
    let offsets = Offsets::of(&text.value, text.span, &source.text);
    words(&text.value, 0).map(|word| Word { span: offsets.span(word.span), ..word }).collect()
}

fn words(text: &str, base: usize) -> impl Iterator<Item = Word> {
    let mut at = base;
    text.split_inclusive(|c: char| !c.is_alphanumeric()).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        word.chars().flat_map(char::to_lowercase).for_each(|c| c.hash(&mut hasher));
        let span = Span::new(start, start + word.len());
        Some(Word { hash: hasher.finish(), letters: word.chars().any(char::is_alphabetic), span })
    })
}

fn joined(words: &[Word]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.iter().for_each(|word| word.hash.hash(&mut hasher));
    hasher.finish()
}

fn says_something(run: &[Word]) -> bool {
    run.iter().filter(|word| word.letters).count() >= WITH_LETTERS
}

fn finding(place: Place, secret: &Secret, is_title: bool) -> Finding {
    let (what_nb, what_en) = if secret.is_decision {
        ("et vedtak som er unntatt offentlighet", "a decision that is exempt from public access")
    } else {
        ("et dokument som er unntatt offentlighet", "a document that is exempt from public access")
    };
    let message = if is_title {
        Bilingual::new(format!("Her står tittelen på {what_nb}"), format!("This is the title of {what_en}"))
    } else {
        Bilingual::new(format!("Her står ord fra teksten i {what_nb}"), format!("These are words from the text of {what_en}"))
    };
    Finding::new(RECORD.name, place, message).with_label(secret.place, Bilingual::new("det er unntatt her", "it is exempt here")).with_help(
        Bilingual::new(
            "Skriv noe annet, eller vis til det uten å si hva det handler om: [vedtaket][id].",
            "Write something else, or refer to it without saying what it is about: [the decision][id].",
        ),
    )
}
