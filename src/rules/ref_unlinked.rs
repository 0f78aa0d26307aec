//! ref-unlinked: running text that names something that could be referred to: "SG 3/17", "referat 27.04.18", "Vedlegg 2", "sak 4".

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Reading, Record, ill_read, naming};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::index::{Site, Subject};
use crate::model::text::{BlockKind, DateMention};
use crate::model::words::Words;
use crate::model::{Date, DecisionId};
use crate::source::{Cover, Place, Span, scan};

/// The record.
pub const RECORD: Record = Record {
    name: "ref-unlinked",
    title: ("noe som kunne vært en henvisning", "something that could be a reference"),
    levels: &[("", Level::Info), (UNKNOWN, Level::Info)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("ref_unlinked.md"),
    check: Check::Suspected { suspects, check },
};

/// The number of a decision that is not there.
const UNKNOWN: &str = "unknown";

/// Words after a number that make it another document's: "vedlegg 2 til rapporten", "sak 4 i forrige møte".
const ANOTHERS: &[&str] = &["i", "fra", "til", "av", "på", "ved", "under", "hos", "og"];

/// Words between "referat" and its date.
const BETWEEN: &[&str] = &["fra", "av", "for", "møtet", "møte", "i", "den"];

/// What a text names.
struct Named {
    start: usize,
    end: usize,
    subject: Subject,
    /// The label of the reference, where the words are none.
    label: Option<String>,
    /// What it is, for the message.
    what: Bilingual,
}

/// Where in the text such a thing may begin, as far as its own document tells.
fn suspects(reading: &Reading<'_>) -> Vec<Span> {
    let (site, n) = (reading.site, reading.document);
    let mut found = Vec::new();
    for block in blocks(reading) {
        let may_begin = |start: &usize| {
            let rest = block.plain.get(*start..).unwrap_or_default();
            let names = decision_id(rest).is_some()
                || attachment(site, n, rest).is_some()
                || item(site, n, block, *start, rest).is_some()
                || meeting(site, n, block, *start, rest).is_some();
            names && !block.linked(*start)
        };
        found.extend(word_starts(&block.plain).into_iter().filter(may_begin).map(|start| block.span(start, start)));
    }
    found
}

fn check(reading: &Reading<'_>, suspected: &[Span], notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    let faulty = Cover::of(site.document(n).faults.iter().map(|fault| fault.span));
    let mut rest = suspected;
    for block in blocks(reading) {
        let (own, after) = rest.split_at(rest.iter().take_while(|at| block.block.span.contains(**at)).count());
        rest = after;
        let mut end = 0;
        for start in own.iter().filter_map(|at| block.find(at.start as usize)) {
            if start < end {
                continue;
            }
            let rest = block.plain.get(start..).unwrap_or_default();
            let found = decision(site, n, rest)
                .or_else(|| attachment(site, n, rest))
                .or_else(|| item(site, n, block, start, rest))
                .or_else(|| minutes(site, n, block, start, rest));
            let Some(mut named) = found else {
                end = end.max(unknown(reading, block, start, notes).unwrap_or_default());
                continue;
            };
            named.start += start;
            named.end += start;
            end = named.end;
            // What is a fault already is mended by another rule.
            if !faulty.holds(block.span(named.start, named.end)) {
                notes.add_all(finding(site, n, block, &named));
            }
        }
    }
}

/// The text without its headings.
fn blocks<'r, 's>(reading: &'r Reading<'s>) -> impl Iterator<Item = &'r Words<'s>> {
    reading.words().iter().filter(|block| block.block.kind != BlockKind::Heading)
}

fn finding(site: &Site, document: usize, block: &Words<'_>, named: &Named) -> Option<Finding> {
    let place = site.place(document, block.span(named.start, named.end));
    // Beside a link to the same thing, the name needs none.
    let (references, paragraph) = (site.references_in(document), block.block.span);
    let first = references.partition_point(|reference| site.mention(reference).whole.start < paragraph.start);
    let beside = references.iter().skip(first).take_while(|reference| site.mention(reference).whole.start < paragraph.end);
    let linked = beside.filter(|reference| paragraph.contains(site.mention(reference).whole)).any(|reference| {
        reference.target().is_some_and(|target| target.subject == named.subject && named.subject != Subject::Document(document))
    });
    let written = block.plain.get(named.start..named.end)?;
    if linked || site.sources.slice(place) != written {
        return None;
    }
    let shown = naming::quoted(site, document, written);
    let message =
        Bilingual::new(format!("«{shown}» er {}, men ingen lenke", named.what.nb), format!("“{shown}” is {}, but no link", named.what.en));
    let text = named.label.as_ref().map_or_else(|| format!("[{written}]"), |label| format!("[{written}][{label}]"));
    let advice = Bilingual::new("Gjør det til en henvisning", "Make it a reference");
    let (text, end) = match site.sources.get(place.source).and_then(|source| source.text.get(place.span.end as usize..)) {
        // At the beginning of a line Markdown would take the colon for that of a definition, which is not shown.
        Some(rest) if rest.starts_with(':') && block.plain.get(..named.start)?.trim().is_empty() => {
            (format!("{text}\\:"), place.span.end + 1)
        }
        _ => (text, place.span.end),
    };
    let help = Bilingual::new(format!("Skriv {text}."), format!("Write {text}."));
    let whole = Place::new(place.source, Span { start: place.span.start, end });
    let fix = Fix { message: advice, safe: true, edits: vec![Edit { place: whole, text }] };
    Some(Finding::new(RECORD.name, place, message).with_help(help).with_fix(fix))
}

/// Where words begin that may begin what is looked for: in capitals, or "vedlegg", "sak", "referat", "møtereferat".
fn word_starts(text: &str) -> Vec<usize> {
    let within = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '[');
    let mut starts = Vec::new();
    // Most bytes are seen not to begin such a word without a look at their letter: a body's code is of capitals alone; of what C3 begins,
    // the first half are capitals.
    let may_begin = |byte: u8, after: u8| {
        let (first, second) = (byte | 0x20, after | 0x20);
        (byte.is_ascii_uppercase() & !after.is_ascii_lowercase())
            | (((first == b'v') | (first == b'r')) & (second == b'e'))
            | ((first == b's') & (second == b'a'))
            | ((first == b'm') & (after == 0xc3))
            | ((byte == 0xc3) & (after < 0xa0))
            | (byte > 0xc3)
    };
    for at in scan::places(text, may_begin) {
        let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { continue };
        if !before.ends_with(within) && rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_lowercase()) {
            starts.push(at);
        }
    }
    starts
}

/// "SG 3/17", made in other minutes than these.
fn decision(site: &Site, document: usize, rest: &str) -> Option<Named> {
    let (id, end) = decision_id(rest)?;
    let found = site.find_decision(&id).filter(|found| site.decisions.get(*found).is_some_and(|entry| entry.document != document))?;
    let what = Bilingual::new("et vedtak", "a decision");
    Some(Named { start: 0, end, subject: Subject::Decision(found), label: None, what })
}

/// Notes the number of a decision that a body with that code did not make, in a year in which it made others; tells where it ends.
fn unknown(reading: &Reading<'_>, block: &Words<'_>, start: usize, notes: &mut Notes) -> Option<usize> {
    let (site, n) = (reading.site, reading.document);
    let (id, length) = decision_id(block.plain.get(start..)?)?;
    let is_of_year = reading.lookups.decided.get_or_init(|| decided(site)).contains(&(id.code.clone(), id.year));
    if !is_of_year || site.find_decision(&id).is_some() || *reading.lookups.unread.get_or_init(|| ill_read::any(site)) {
        return None;
    }
    let shown = naming::quoted(site, n, block.plain.get(start..start + length)?);
    let message = Bilingual::new(format!("Det finnes ikke noe vedtak «{shown}»"), format!("There is no decision “{shown}”"));
    let otherwise =
        Bilingual::new("Skriv id-en slik referatet fører den under «vedtak».", "Write the id as the minutes list it under “vedtak”.");
    let near = if naming::is_exempt(site, n) { Vec::new() } else { site.nearest_decisions(&id.to_string()) };
    let place = site.place(n, block.span(start, start + length));
    notes.add(Finding::new(RECORD.name, place, message).with_case(UNKNOWN).with_help(naming::choose(&near, otherwise)));
    Some(start + length)
}

/// The codes and years of which there are decisions.
fn decided(site: &Site) -> HashSet<(String, u8)> {
    site.decisions.iter().map(|entry| (entry.id.code.clone(), entry.id.year)).collect()
}

/// What has the form of a decision's id, and where it ends.
fn decision_id(rest: &str) -> Option<(DecisionId, usize)> {
    let code = rest.find(|c: char| !c.is_uppercase()).filter(|length| *length > 0)?;
    let number = rest.get(code..)?.trim_start_matches([' ', '\u{a0}']);
    let digits = Some(number.find(|c: char| !c.is_ascii_digit() && c != '/').unwrap_or(number.len())).filter(|length| *length > 0)?;
    let after = number.get(digits..)?;
    let end = rest.len() - after.len();
    let id = DecisionId::read(rest.get(..end)?).filter(|_| !after.starts_with(char::is_alphanumeric))?;
    Some((id, end))
}

/// "Vedlegg 2" of the same document.
fn attachment(site: &Site, document: usize, rest: &str) -> Option<Named> {
    let (number, end) = number_after(rest, "vedlegg")?;
    let count = site.document(document).front.attachments.len();
    let number: usize = number.parse().ok()?;
    let what = Bilingual::new("et vedlegg til dokumentet", "an attachment of the document");
    (1..=count).contains(&number).then_some(Named { start: 0, end, subject: Subject::Document(document), label: None, what })
}

/// "sak 4" of the same minutes, in another item.
fn item(site: &Site, document: usize, block: &Words<'_>, start: usize, rest: &str) -> Option<Named> {
    let (number, end) = number_after(rest, "sak")?;
    let place = site.find_item(document, number, None)?;
    let own = site.document(document).text.items.get(place)?.content.contains(block.block.span);
    let sentence = block.plain.get(..start)?.rsplit(['.', '\n']).next()?.to_lowercase();
    let of_another = ["forrige", "møte", "referat", "tidligere", "kommunestyre"].iter().any(|word| sentence.contains(word));
    let what = Bilingual::new("en sak i møtet", "an agenda item of the meeting");
    (!own && !of_another).then_some(Named { start: 0, end, subject: Subject::Document(document), label: None, what })
}

/// "referat 27.04.18": the minutes of the same body on that day.
fn minutes(site: &Site, document: usize, block: &Words<'_>, start: usize, rest: &str) -> Option<Named> {
    let (day, end) = meeting(site, document, block, start, rest)?;
    let found = site.bodies_of(document).iter().copied().find_map(|body| meeting_on(site, body, day)).filter(|found| *found != document)?;
    let what = Bilingual::new("et referat", "minutes of a meeting");
    Some(Named { start: 0, end, subject: Subject::Document(found), label: Some(site.document(found).id.to_string()), what })
}

/// The day of a meeting whose minutes are spoken of, and where that ends.
fn meeting(site: &Site, document: usize, block: &Words<'_>, start: usize, rest: &str) -> Option<(Date, usize)> {
    let beginning = rest.as_bytes().first_chunk::<2>().map(|two| two.map(|byte| byte.to_ascii_lowercase()));
    if !matches!(beginning, Some([b'r', b'e'] | [b'm', 0xc3])) {
        return None;
    }
    let word = rest.find(|c: char| !c.is_alphabetic())?;
    if !matches!(rest.get(..word)?.to_lowercase().as_str(), "referat" | "referatet" | "møtereferat" | "møtereferatet") {
        return None;
    }
    let mut at = word;
    let date = loop {
        let tail = rest.get(at..)?;
        at += tail.len() - tail.trim_start().len();
        if let Some(date) = date_at(site, document, block.place(start + at)) {
            break date;
        }
        let tail = rest.get(at..)?;
        let length = tail.find(|c: char| !c.is_alphabetic()).filter(|length| *length > 0)?;
        if !BETWEEN.contains(&tail.get(..length)?) {
            return None;
        }
        at += length;
    };
    let end = at + (date.span.end - date.span.start) as usize;
    Some((date.date?, end))
}

fn date_at(site: &Site, document: usize, place: usize) -> Option<&DateMention> {
    let dates = &site.document(document).text.dates;
    let next = dates.partition_point(|date| (date.span.start as usize) < place);
    dates.get(next).filter(|date| date.span.start as usize == place)
}

fn meeting_on(site: &Site, body: usize, day: Date) -> Option<usize> {
    let meetings = site.meetings(body);
    let next = meetings.partition_point(|other| site.date(*other) < Some(day));
    meetings.get(next).copied().filter(|other| site.date(*other) == Some(day))
}

/// The number after a word, and where it ends; none where it is another document's, or one of several.
fn number_after<'t>(rest: &'t str, word: &str) -> Option<(&'t str, usize)> {
    let (start, tail) = rest.split_at_checked(word.len())?;
    if !start.eq_ignore_ascii_case(word) {
        return None;
    }
    let number = tail.trim_start_matches([' ', '\u{a0}']);
    if number.len() == tail.len() {
        return None;
    }
    let length = number.find(|c: char| !c.is_ascii_digit() && c != '/').unwrap_or(number.len());
    let after = number.get(length..)?;
    let next = after.split_whitespace().next().unwrap_or_default();
    let separate = !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | ')'));
    let own = !after.starts_with(char::is_whitespace) || !ANOTHERS.contains(&next);
    (length > 0 && separate && own).then(|| (number.get(..length).unwrap_or_default(), rest.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn a_colon_at_the_beginning_of_a_line_does_not_become_that_of_a_definition() {
        let minutes = "---\ntype: referat\ndato: 2019-02-01\norgan: styret\nvedtak: [{id: ST 3/19, tekst: Ja.}]\n---\n";
        let register = ("content/register/organer.yaml", "styret: {navn: Styret, kode: ST}\n");
        for (text, mended) in
            [("ST 3/19: Gjennomført.", "[ST 3/19]\\:"), ("- ST 3/19: Ja", "[ST 3/19]\\:"), ("Om ST 3/19: Ja", "[ST 3/19]")]
        {
            let note = format!("---\ntype: notat\ntittel: Notat\ndato: 2019-03-01\n---\n{text}\n");
            let found = first(&super::RECORD, &[register, ("content/referat/a.md", minutes), ("content/notat/b.md", &note)]);
            assert_eq!(found.fix.unwrap().edits[0].text, mended, "{text}");
            assert_eq!(found.help.unwrap().nb, format!("Skriv {mended}."), "{text}");
        }
    }
}
