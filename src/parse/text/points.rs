//! Numbered points: of a mandate's list, and numbered headings of agreements and guides with their checklists.

use std::collections::HashMap;
use std::ops::Range;

use super::Kind;
use super::raw::{Entry, List, Walk};
use crate::model::text::{Checklist, Heading, Point};
use crate::source::{Span, Spanned};

/// How many letters of a list point's text its title may have.
const TITLE_LENGTH: usize = 80;

/// The points of a text and, in a guide, its checklists.
pub fn points(walk: &Walk, headings: &[Heading], body: &str, base: usize, kind: Kind) -> (Vec<Point>, Vec<Checklist>) {
    match kind {
        Kind::Mandate => (of_list(walk, headings, body, base), Vec::new()),
        Kind::Agreement => (of_headings(walk, headings, base), Vec::new()),
        Kind::Guide => {
            let points = of_headings(walk, headings, base);
            let checklists = checklists(walk, headings, &points, base);
            (points, checklists)
        }
        Kind::Minutes | Kind::Other => (Vec::new(), Vec::new()),
    }
}

/// The list under the heading marked `{.punkter}`, else the first under a heading that speaks of a mandate.
fn of_list(walk: &Walk, headings: &[Heading], body: &str, base: usize) -> Vec<Point> {
    let marked = headings.iter().find(|heading| heading.classes.iter().any(|class| class == "punkter"));
    let lists: Vec<&List> = walk.lists.iter().filter(|list| list.ordered).collect();
    let under = |list: &&&List, heading: &Heading| {
        list.entries.first().is_some_and(|entry| heading.section.range().contains(&(base + entry.range.start)))
    };
    let Some(section) = marked.or_else(|| {
        let named: Vec<&Heading> = headings.iter().filter(|heading| speaks_of_mandate(&heading.title)).collect();
        lists.iter().find_map(|list| named.iter().rev().find(|heading| under(&list, heading)).copied())
    }) else {
        return Vec::new();
    };
    let mut points: Vec<Point> = Vec::new();
    for list in lists.iter().filter(|list| under(list, section)) {
        let read: Vec<Point> = list.entries.iter().filter_map(|entry| point(entry, body, base)).collect();
        // A list goes on after a paragraph in between when its numbers do.
        let value = |point: Option<&Point>| point.and_then(|point| point.number.parse::<u32>().ok());
        let goes_on = value(points.last()).zip(value(read.first())).is_some_and(|(last, next)| next == last + 1);
        if points.is_empty() || goes_on {
            points.extend(read);
        } else {
            break;
        }
    }
    points
}

fn speaks_of_mandate(title: &str) -> bool {
    let title = title.to_lowercase();
    title.contains("mandat") || title.contains("oppdrag")
}

/// A point of a list.
fn point(entry: &Entry, body: &str, base: usize) -> Option<Point> {
    let text = body.get(entry.range.clone())?;
    let start = entry.range.start + text.len() - text.trim_start().len();
    let rest = body.get(start..entry.range.end)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..length).filter(|number| !number.is_empty())?;
    let content = crate::parse::markdown::trim(body, (start + length + 1).min(entry.range.end)..entry.range.end);
    Some(Point {
        number: number.to_owned(),
        span: Span::new(base + start, base + start + length),
        title: first_words(&entry.words.as_ref().map(super::words::Words::shown).unwrap_or_default()),
        anchor: format!("punkt-{number}"),
        heading: None,
        has_text: !content.is_empty(),
        content: Span::new(base + content.start, base + content.end),
    })
}

/// The first sentence, or as many words as fit.
fn first_words(text: &str) -> String {
    let ends = |end: &usize| {
        let (before, after) = text.split_at_checked(*end).unwrap_or((text, ""));
        before.ends_with(char::is_alphabetic) && after.get(2..).is_some_and(|next| next.starts_with(char::is_uppercase))
    };
    let sentence =
        text.match_indices(". ").map(|(end, _)| end).find(ends).and_then(|end| text.get(..end)).unwrap_or(text).trim_end_matches('.');
    if sentence.chars().count() <= TITLE_LENGTH {
        return sentence.to_owned();
    }
    let mut short = String::new();
    for word in sentence.split(' ') {
        if short.chars().count() + word.chars().count() >= TITLE_LENGTH {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short + " …"
}

/// Headings that begin with a number.
fn of_headings(walk: &Walk, headings: &[Heading], base: usize) -> Vec<Point> {
    let numbered: Vec<(usize, Range<usize>, String)> = walk
        .headings
        .iter()
        .enumerate()
        .filter(|(_, raw)| raw.container == 0)
        .filter_map(|(n, raw)| number(&raw.words.plain).map(|(range, title)| (n, raw.words.place(&range), title)))
        .collect();
    let mut points = Vec::with_capacity(numbered.len());
    for (place, (n, span, title)) in numbered.iter().enumerate() {
        let (Some(raw), Some(heading)) = (walk.headings.get(*n), headings.get(*n)) else { continue };
        let next = numbered.get(place + 1).and_then(|(next, ..)| walk.headings.get(*next).map(|raw| (*next, base + raw.range.start)));
        let section_end = heading.section.end as usize;
        let end = next.map_or(section_end, |(_, start)| start.min(section_end));
        let last = next.map_or(walk.headings.len(), |(next, _)| next);
        let own = walk.headings.get(*n..last).unwrap_or_default();
        let has_text = own.iter().any(|raw| raw.has_text && base + raw.range.start < end);
        let number = raw.words.plain.get(number(&raw.words.plain).map_or(0..0, |(range, _)| range)).unwrap_or_default().to_owned();
        points.push(Point {
            anchor: number.clone(),
            number,
            span: Span::new(base + span.start, base + span.end),
            title: title.clone(),
            heading: u32::try_from(*n).ok(),
            content: Span::new(base + raw.range.end, end.max(base + raw.range.end)),
            has_text,
        });
    }
    points
}

/// The number a title begins with, without a closing dot, and the title after it. Years and dates are no numbers.
fn number(title: &str) -> Option<(Range<usize>, String)> {
    let end = title.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(title.len());
    let written = title.get(..end)?;
    let rest = title.get(end..)?;
    let number = written.strip_suffix('.').unwrap_or(written);
    let parts_fit = number.split('.').all(|part| (1..=2).contains(&part.len()));
    let closed = rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with(':');
    if !parts_fit || !closed {
        return None;
    }
    let rest = rest.trim_start().trim_start_matches([':', '–', '—', '-']);
    let words = rest.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ");
    let date = written.ends_with('.') && crate::parse::dates::starts_with_month(&words);
    (!date).then_some((0..number.len(), words))
}

/// The lists below headings "Til vurdering".
fn checklists(walk: &Walk, headings: &[Heading], points: &[Point], base: usize) -> Vec<Checklist> {
    let mut found = Vec::new();
    let mut lists: HashMap<usize, Vec<&List>> = HashMap::new();
    for list in &walk.lists {
        if let Some(heading) = list.heading {
            lists.entry(heading).or_default().push(list);
        }
    }
    let mut points = points.iter().enumerate().peekable();
    // The points whose sections are open, each within the one before, with where they end.
    let mut open: Vec<(usize, u32)> = Vec::new();
    for (n, heading) in headings.iter().enumerate() {
        while open.pop_if(|(_, end)| *end < heading.span.end).is_some() {}
        if let Some((place, _)) = points.next_if(|(_, point)| point.heading.is_some_and(|own| own as usize == n)) {
            open.push((place, heading.section.end));
        }
        let title = heading.title.trim_end_matches([':', '.']).to_lowercase();
        let own =
            number(&title).map_or(title.as_str(), |(range, _)| title.get(range.end..).unwrap_or_default().trim_start_matches('.').trim());
        if own != "til vurdering" {
            continue;
        }
        let entries: Vec<Spanned<String>> = lists
            .remove(&n)
            .unwrap_or_default()
            .into_iter()
            .flat_map(|list| &list.entries)
            .filter_map(|entry| {
                let words = entry.words.as_ref()?;
                let source = words.source()?;
                Some(Spanned::new(words.shown(), Span::new(base + source.start, base + source.end)))
            })
            .collect();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        found.push(Checklist { heading: number(n), point: open.last().map(|(place, _)| number(*place)), entries });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::text;

    fn shown(markdown: &str, kind: Kind) -> Vec<String> {
        let (text, ..) = text(markdown, 0, kind);
        let point = |p: &Point| {
            format!("{} #{} {} | {} | {}", &markdown[p.span.range()], p.anchor, p.title, &markdown[p.content.range()].trim(), p.has_text)
        };
        text.points.iter().map(point).collect()
    }

    #[test]
    fn a_mandates_points_stand_under_the_marked_heading() {
        let markdown = "## Om mandatet\n\n1. Nei\n\n## Punkter {.punkter}\n\nInnledning.\n\n1. Kartlegge *status*. Og mer.\n2) \n";
        let expected = ["1 #punkt-1 Kartlegge status | Kartlegge *status*. Og mer. | true", "2 #punkt-2  |  | false"];
        assert_eq!(shown(markdown, Kind::Mandate), expected);
        assert_eq!(first_words("Bli én etat innen 1. januar 2020, bl.a. her. Og mer."), "Bli én etat innen 1. januar 2020, bl.a. her");
        let markdown = "1. Nei\n\n## Oppdraget\n\n- nei\n\n### Punkter\n\n  1. a\n  3. b\n\n     - c\n\nImellom.\n\n4. d\n\n> 5. e\n";
        assert_eq!(
            shown(markdown, Kind::Mandate),
            ["1 #punkt-1 a | a | true", "3 #punkt-3 b | b\n\n     - c | true", "4 #punkt-4 d | d | true"]
        );
        assert_eq!(shown("## Annet\n\n1. a\n", Kind::Mandate), Vec::<String>::new());
    }

    #[test]
    fn numbered_headings_are_the_points_of_agreements() {
        let markdown = "## 3 Drift\n\n### 3.5. Mål\n\nTekst\n\n#### Mer\n\n## 2018 i tall\n\n## 1. mars 2019\n\n## 4\n\n> ## 5 Nei\n";
        assert_eq!(
            shown(markdown, Kind::Agreement),
            ["3 #3 Drift |  | false", "3.5 #3.5 Mål | Tekst\n\n#### Mer | true", "4 #4  | > ## 5 Nei | true"]
        );
        assert_eq!(shown(markdown, Kind::Other), Vec::<String>::new());
    }

    #[test]
    fn a_guides_checklists_belong_to_its_points() {
        let markdown = "## 3 Drift\n\n### 3.1 Mål\n\nTekst\n\n#### Til vurdering\n\n- [ ] Er *målene* klare?\n- Hvem\n  gjør hva?\n\n  Mer.\n\n## Til vurdering:\n\nIngen liste.\n";
        let (text, ..) = text(markdown, 0, Kind::Guide);
        let [first, second] = text.checklists.as_slice() else { panic!("two checklists") };
        assert_eq!((first.heading, first.point), (2, Some(1)));
        let words: Vec<_> = first.entries.iter().map(|entry| (entry.value.as_str(), &markdown[entry.span.range()])).collect();
        assert_eq!(words, [("Er målene klare?", "Er *målene* klare?"), ("Hvem gjør hva?", "Hvem\n  gjør hva?")]);
        assert_eq!((second.point, second.entries.len()), (None, 0));
    }
}
