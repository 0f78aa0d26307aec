//! ref-text-mismatch: a link text that names another meeting, item, point or decision than the link leads to.

use super::{Check, FixKind, Notes, Record, words};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::{Site, Subject, Target};
use crate::model::text::DateMention;
use crate::model::{Date, DecisionId, Mention};
use crate::source::Spanned;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-text-mismatch",
    title: ("en lenketekst som nevner noe annet enn målet", "a link text that names something else than its target"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("ref_text_mismatch.md"),
    check: Check::Site(check),
};

/// Words by which a link text says that its date is the meeting's.
const MEETING: &[&str] = &["møte", "referat", "protokoll", "møtebok"];

/// Words by which it says that its date is a decision's.
const DECIDED: &[&str] = &["vedtak", "vedtaket"];

/// Words that may stand around a date that is all a link text says.
const AROUND: &[&str] = &["i", "fra", "av", "den", "på", "the", "of"];

fn check(site: &Site, notes: &mut Notes) {
    for reference in &site.references {
        let Some(target) = reference.target().filter(|_| reference.role.in_text()) else { continue };
        let mention = site.mention(reference);
        let Some(text) = &mention.words else { continue };
        let message = other_date(site, reference.document, mention, text, target)
            .or_else(|| other_number(site, text, target))
            .or_else(|| other_decision(site, text, target));
        if let Some(message) = message {
            let help = Bilingual::new("Rett lenketeksten eller målet.", "Mend the link text or the target.");
            notes.add(Finding::new(RECORD.name, site.place(reference.document, text.span), message).with_help(help));
        }
    }
}

/// Minutes of another day than the one the text names.
fn other_date(site: &Site, document: usize, mention: &Mention, text: &Spanned<String>, target: Target) -> Option<Bilingual> {
    let (minutes, decided) = match (target.subject, site.decision_of(target)) {
        (_, Some(decision)) => (site.decisions.get(decision)?.document, true),
        (Subject::Document(minutes), None) => (minutes, false),
        _ => return None,
    };
    let held = site.date(minutes)?;
    let to = site.document(minutes).minutes()?.date_to.as_ref().map_or(held, |to| to.value);
    let dates = &site.document(document).text.dates;
    let first = dates.partition_point(|date| date.span.start < text.span.start);
    let named: Vec<&DateMention> = dates.iter().skip(first).take_while(|date| text.span.contains(date.span)).collect();
    let [only] = named.as_slice() else { return None };
    let lower = text.value.to_lowercase();
    // What else is said of a decision may have a day of its own: "vedtaket om møtet 3. mai".
    let says_meeting = || !decided && MEETING.iter().any(|word| lower.contains(word));
    let of_meeting = says_meeting() || is_all(site, document, mention, text, only);
    let date = only.date.or_else(|| {
        let year = only.year.unwrap_or(held.year());
        Date::new(year, i8::try_from(only.month).ok()?, i8::try_from(only.day).ok()?).ok()
    })?;
    let day = words::day(held);
    (of_meeting && !(held <= date && date <= to)).then(|| {
        if decided {
            return Bilingual::new(
                format!("Lenken fører til et vedtak fra {}, ikke fra den dagen teksten nevner", day.nb),
                format!("The link leads to a decision of {}, not of the day that the text names", day.en),
            );
        }
        Bilingual::new(
            format!("Lenken fører til referatet fra {}, ikke til den dagen teksten nevner", day.nb),
            format!("The link leads to the minutes of {}, not of the day that the text names", day.en),
        )
    })
}

/// Whether a date is all that a link text says.
fn is_all(site: &Site, document: usize, mention: &Mention, text: &Spanned<String>, date: &DateMention) -> bool {
    let source = site.sources.slice(site.place(document, text.span));
    let start = (date.span.start.saturating_sub(mention.words.as_ref().map_or(0, |words| words.span.start))) as usize;
    let end = start + (date.span.end - date.span.start) as usize;
    let rest = [source.get(..start).unwrap_or_default(), source.get(end..).unwrap_or_default()].join(" ").to_lowercase();
    rest.split(|c: char| !c.is_alphabetic()).all(|word| word.is_empty() || AROUND.contains(&word) || DECIDED.contains(&word))
}

/// Another agenda item or point than the one whose number the text names.
fn other_number(site: &Site, text: &Spanned<String>, target: Target) -> Option<Bilingual> {
    let (Subject::Document(document), Some(anchor)) = (target.subject, target.anchor) else { return None };
    let model = &site.document(document).text;
    let anchor = model.anchors.get(anchor)?;
    let lower = text.value.to_lowercase();
    if let Some(item) = model.items.iter().find(|item| item.anchor == anchor.name) {
        let named = numbers_after(&lower, &["sak"]);
        return (!named.is_empty() && !named.iter().any(|number| item.matches(number))).then(|| {
            let label = item.label();
            Bilingual::new(
                format!("Lenken fører til sak {label}, ikke til den saken teksten nevner"),
                format!("The link leads to item {label}, not to the item that the text names"),
            )
        });
    }
    let point = model.points.iter().find(|point| point.anchor == anchor.name)?;
    let named = numbers_after(&lower, &["punkt", "pkt", "pkt.", "point"]);
    (!named.is_empty() && !named.contains(&point.number)).then(|| {
        let number = &point.number;
        Bilingual::new(
            format!("Lenken fører til punkt {number}, ikke til det punktet teksten nevner"),
            format!("The link leads to point {number}, not to the point that the text names"),
        )
    })
}

/// Another decision than the one whose number the text names.
fn other_decision(site: &Site, text: &Spanned<String>, target: Target) -> Option<Bilingual> {
    let decision = site.decisions.get(site.decision_of(target)?)?;
    let pieces: Vec<&str> = text.value.split_whitespace().collect();
    let read = |pair: &[&str]| {
        let written = pair.join(" ");
        let code = written.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim();
        let capitals = !code.is_empty() && code.chars().all(char::is_uppercase);
        DecisionId::read(written.trim_matches(|c: char| !c.is_alphanumeric())).filter(|_| capitals)
    };
    let named: Vec<DecisionId> = pieces.windows(2).chain(pieces.windows(1)).filter_map(read).collect();
    (!named.is_empty() && !named.contains(&decision.id)).then(|| {
        let id = &decision.id;
        Bilingual::new(
            format!("Lenken fører til {id}, ikke til det vedtaket teksten nevner"),
            format!("The link leads to {id}, not to the decision that the text names"),
        )
    })
}

/// The numbers that stand after a word: `4` and `4/19` after "sak", and the further ones of "sak 4 og 5".
fn numbers_after(text: &str, names: &[&str]) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut counting = false;
    for piece in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ':' | '–')) {
        let number = piece.trim_end_matches('.');
        let is_number =
            number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/'));
        counting = names.contains(&piece) || counting && (is_number || matches!(piece, "og" | "eller" | "til" | ""));
        if counting && is_number {
            numbers.push(number.to_owned());
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::numbers_after;

    #[test]
    fn numbers_stand_after_their_word() {
        assert_eq!(numbers_after("sak 4 og 5 i møtet 1.", &["sak"]), ["4", "5"]);
        assert_eq!(numbers_after("punkt 3.5.", &["punkt"]), ["3.5"]);
        assert_eq!(numbers_after("saken fra 2018", &["sak"]), Vec::<String>::new());
    }
}
