//! Where the text of an agenda item says that a body decided something: in a sentence (`resolved`), or below a head as "Vedtak" and
//! "Styret fattet følgende vedtak:". What stands below "Forslag til vedtak" is proposed.
//!
//! What may not enter: the site, and any rule's own sentence.

use std::ops::Range;

use super::resolved::{
    BECAME, Bodies, DECISION, DONE, EARLIER, FOLLOWING, FORMALITIES, MADE, MADE_DONE, NEGATIONS, PRESENT, PROPOSED, VERBS, Word, active,
    at, name, passive, sentences, words,
};

/// May stand in a head, too: "Vedtaket ble som følger:".
const IN_HEADS: &[&str] = &["slik", "som", "følger", "følgjer", "i", "saken", "saka", "enstemmig", "samrøystes", "endelig", "endeleg"];
/// Stand between "Vedtaket" and the colon.
const READS: &[&str] = &["ble", "blei", "vart", "lyder", "lød", "lydde"];
/// Beginnings of words for what is proposed.
const PROPOSALS: &[&str] =
    &["forslag", "framlegg", "fremlegg", "innstilling", "tilråding", "tilrådning", "anbefaling", "utkast", "vedtaksfor", "vedtaksfram"];
/// Beginnings of words that head what comes after a proposal.
const AFTERWARDS: &[&str] = &["behandling", "handsaming", "votering", "avstem", "avrøysting", "røysting", "drøfting", "diskusjon"];
/// Say of an item that it was not treated.
const WITHDRAWN: &[&str] = &["utgår", "utgikk", "utgjekk", "utgått", "trekkes", "trekkast", "trukket", "trekt"];
/// A head has so many words at most.
const HEAD: usize = 12;

/// A heading, paragraph or entry of a list.
pub(super) struct Passage<'t> {
    /// Its words.
    pub text: &'t str,
    /// Whether it is a heading.
    pub title: bool,
    /// Whether it is an entry of a list.
    pub entry: bool,
    /// Whether another passage follows right after it.
    pub followed: bool,
}

/// How far a proposal goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proposal {
    /// To the end of its paragraph, and of the list below it.
    Here,
    /// To the next head.
    Below,
}

/// What a head says of what stands below it.
enum Head {
    Decision(Range<usize>),
    Proposal,
}

/// Where in the passages of an item the bodies say that they decided something: which of them, and which bytes. What stands below
/// "Vedtak" in an item about minutes or the agenda is their approval.
pub(super) fn decided<'t>(title: &str, passages: impl IntoIterator<Item = Passage<'t>>, bodies: &Bodies) -> Option<(usize, Range<usize>)> {
    let is_formality = name(title).iter().any(|word| FORMALITIES.iter().any(|start| word.starts_with(start)));
    let (mut headed, mut proposal): (Option<(usize, Range<usize>)>, Option<Proposal>) = (None, None);
    for (n, passage) in passages.into_iter().enumerate() {
        if passage.title {
            (headed, proposal) = (None, None);
        } else if !passage.entry && proposal == Some(Proposal::Here) {
            proposal = None;
        }
        for sentence in stated(passage.text, bodies) {
            let words = words(passage.text, sentence.clone());
            let said = |list: &[&str]| words.iter().any(|word| list.contains(&word.text.as_str()));
            let begins = |list: &[&str]| words.iter().any(|word| list.iter().any(|start| word.text.starts_with(start)));
            let written = passage.text.get(sentence.clone()).unwrap_or_default().trim();
            if words.is_empty() {
                headed = headed.filter(|_| written.is_empty());
                continue;
            }
            let headline = sentence.start == 0 && sentence.end == first_line(passage.text).len();
            let whole = headline || written.len() == passage.text.trim().len();
            let last = passage.text.get(sentence.end..).is_none_or(|rest| rest.trim().is_empty());
            let dropped = said(NEGATIONS) || said(EARLIER) || begins(FORMALITIES);
            match head(&words, written.ends_with(':'), whole && !written.ends_with(['.', '?', '!']), bodies) {
                Some(Head::Proposal) => {
                    headed = None;
                    proposal = Some(if last { Proposal::Below } else { Proposal::Here });
                    continue;
                }
                Some(Head::Decision(range)) if !dropped => {
                    proposal = None;
                    headed = (!last || passage.followed).then_some((n, range));
                    continue;
                }
                _ => {}
            }
            if passage.title {
                continue;
            }
            if words.first().is_some_and(|word| AFTERWARDS.iter().any(|start| word.text.starts_with(start))) {
                proposal = None;
            }
            if dropped {
                headed = None;
                continue;
            }
            // "Vedtak: Planen er godkjent."
            if let Some(head) = headed.take() {
                if is_formality || matches!(at(&words, Some(0)), "se" | "sjå" | "jf") || is_withdrawn(&words) {
                    continue;
                }
                if words.iter().take(2).any(|word| matches!(word.text.as_str(), "vises" | "visest" | "viser")) {
                    // What it is may follow.
                    headed = Some(head);
                    continue;
                }
                return Some(head);
            }
            if said(PROPOSED) {
                continue;
            }
            let tells = |k: &usize| {
                let is_active = (proposal.is_none() || !PRESENT.contains(&at(&words, Some(*k)))) && active(&words, *k, bodies);
                is_active || passive(&words, *k, bodies)
            };
            if let Some(word) = (0..words.len()).find(tells).and_then(|k| words.get(k)) {
                return Some((n, word.range.clone()));
            }
        }
    }
    None
}

/// The sentences of a passage. A first line that is a head is one, though it ends without a sign.
fn stated(text: &str, bodies: &Bodies) -> Vec<Range<usize>> {
    let line = first_line(text);
    let mut sentences = sentences(text);
    let next = text.get(line.len()..).and_then(|rest| rest.trim_start().chars().next());
    if let Some(first) = sentences.first_mut()
        && line.len() < first.end
        && next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        && head(&words(text, 0..line.len()), false, true, bodies).is_some()
    {
        let rest = line.len()..first.end;
        first.end = line.len();
        sentences.insert(1, rest);
    }
    sentences
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// "Utgår.", "Saken trekkes.": nothing was decided.
fn is_withdrawn(words: &[Word]) -> bool {
    words.len() <= 4 && words.iter().any(|word| WITHDRAWN.contains(&word.text.as_str()))
}

/// What a sentence heads: with a colon, or alone in its passage.
fn head(words: &[Word], colon: bool, alone: bool, bodies: &Bodies) -> Option<Head> {
    if !(colon || alone) || words.len() > HEAD {
        return None;
    }
    let of = |list: &[&str]| words.iter().position(|word| list.contains(&word.text.as_str()));
    let decision = of(DECISION);
    let proposal = words.iter().position(|word| PROPOSALS.iter().any(|start| word.text.starts_with(start)));
    if let Some(proposal) = proposal.filter(|proposal| decision.is_none_or(|decision| *proposal <= decision)) {
        let own = colon || proposal == 0 || decision.is_some();
        return (own && of(VERBS).is_none() && of(DONE).is_none() && of(BECAME).is_none()).then_some(Head::Proposal);
    }
    let decision = decision?;
    let made = || (0..words.len()).find(|n| MADE.contains(&at(words, Some(*n))) && active(words, *n, bodies));
    let was_made = || (0..words.len()).find(|n| MADE_DONE.contains(&at(words, Some(*n))) && passive(words, *n, bodies));
    let range = |n: usize| words.get(n).map(|word| Head::Decision(word.range.clone()));
    if let Some(n) = made().or_else(was_made).filter(|_| colon) {
        return range(n);
    }
    let is_own =
        |word: &str| word.strip_suffix('s').is_some_and(|name| bodies.own.iter().any(|own| matches!(own.as_slice(), [one] if one == name)));
    let rest = words.iter().enumerate().filter(|(n, word)| {
        let said = word.text.as_str();
        let about = if *n < decision { is_own(said) } else { colon && READS.contains(&said) };
        !(*n == decision || about || FOLLOWING.contains(&said) || IN_HEADS.contains(&said))
    });
    if rest.count() == 0 { range(decision) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Passages are lines: of a heading, of an entry, of a paragraph; `|` is a line's end inside one.
    fn says(text: &str) -> Option<&str> {
        let bodies = Bodies {
            own: ["Styringsgruppa", "gruppa", "møtet"].map(name).to_vec(),
            others: ["Prosjektgruppa", "@kommunen"].map(name).to_vec(),
        };
        let lines: Vec<&str> = text.lines().collect();
        let texts: Vec<String> = lines.iter().map(|line| line.trim_start_matches(['#', '-', ' ']).replace('|', "\n")).collect();
        let passages = lines.iter().zip(&texts).enumerate().map(|(n, (line, text))| Passage {
            text,
            title: line.starts_with('#'),
            entry: line.starts_with('-'),
            followed: n + 1 < lines.len(),
        });
        let (n, range) = decided("Plan", passages, &bodies)?;
        lines[n].trim_start_matches(['#', '-', ' ']).get(range)
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
            "# Vedtak\nPlanen godkjennes som framlagt.",
            "# Styringsgruppas vedtak:\n- Planen godkjennes.",
            "Vedtak\nPlanen godkjennes.",
            "Vedtak|Planen godkjennes.",
            "Forslaget fra lederen om|Nordkontoret ble enstemmig vedtatt.",
            "Styringsgruppa fattet følgende vedtak:\n- Planen godkjennes.",
            "Styringsgruppa fattet enstemmig følgende vedtak: Planen godkjennes.",
            "Etter en drøfting gjorde styringsgruppa slikt vedtak: Planen godkjennes.",
            "Styringsgruppa fatta følgjande vedtak:\nPlanen vert godkjend.",
            "Styringsgruppa fattet vedtak om å flytte.",
            "Det ble fattet følgende vedtak: Planen godkjennes.",
            "Følgende vedtak ble gjort:\n- Planen godkjennes.",
            "Vedtaket ble fattet mot to stemmer.",
            "Vedtaket ble:\nPlanen godkjennes.",
            "Vedtaket vart som følgjer: Planen er godkjend.",
            "Vedtak: Gruppa ber kommunen om å legge fram en plan.",
            "Forslag til vedtak: Gruppa vedtar planen.\nForslaget ble enstemmig vedtatt.",
            "# Forslag til vedtak\nGruppa vedtar planen.\n# Vedtak\nSom forslaget.",
            "Innstilling:\nGruppa vedtar planen.\nVotering: Enstemmig vedtatt.",
            "Vedtak i tråd med innstillingen: Enstemmig vedtatt.",
            "Vedtak: Det vises til saksframlegget. Rammen godkjennes.",
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
            "Vedtak: Utgår.",
            "Vedtak: Saken trekkes.",
            "Vedtak: Det vises til sak 3.",
            "# Vedtak\nViser til sak 3.",
            "Forslag til vedtak: Planen godkjennes.",
            "Vedtak:",
            "Forslag til vedtak: Gruppa vedtar planen.",
            "Innstilling til vedtak: Styringsgruppa vedtar planen. Gruppa beslutter å starte.",
            "Leders innstilling:\nGruppa vedtar planen.\nGruppa vedtar rammen.",
            "Forslag til vedtak: Gruppa vedtar følgende:\n- Gruppa vedtar planen.",
            "# Forslag til vedtak\nGruppa vedtar planen.",
            "# Tidligere forslag til vedtak\nGruppa vedtar planen.",
            "Forslag til vedtak|Gruppa vedtar planen.",
            "Administrasjonen la fram følgende forslag til vedtak:\n- Gruppa vedtar planen.",
            "# Vedtak\nIngen.",
            "# Vedtak\n–\nLederen takket for møtet.",
            "# Vedtak\nSe vedtakslista.",
            "# Vedtak\n# Oppfølging\nLederen følger opp.",
            "# Kommunestyrets vedtak\nPlanen godkjennes.",
            "# Oppfølging av vedtak\nLederen følger opp.",
            "Kommunestyret fattet følgende vedtak:\n- Planen godkjennes.",
            "Styringsgruppa fattet følgende vedtak: Referatet godkjennes.",
            "Styringsgruppa fattet ikke vedtak i saken.",
            "Styringsgruppa fatter vedtak om rammen hvert år.",
            "Styringsgruppa gjorde vedtak 8. mai 2018 om å starte.",
            "Vedtaket ble gjort kjent for ansatte.",
            "Vedtaket ble fattet av kommunestyret.",
            "Når det er fattet vedtak, går arbeidet videre.",
        ] {
            assert_eq!(says(text), None, "{text}");
        }
    }
}
