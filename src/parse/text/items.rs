//! Agenda items: which headings of minutes are one, which only look like one, and what they are called.

mod lost;
mod repeated;

use std::collections::HashMap;
use std::ops::Range;

use super::headings::attribute;
use super::raw::Walk;
use crate::diagnostic::{AgendaFault, Fault, FaultKind};
use crate::model::text::{AgendaItem, Heading};
use crate::model::{Form, Mention, Role};
use crate::source::{Span, Spanned};

/// The agenda items of a text, and what came with them.
#[derive(Debug, Default)]
pub struct Items {
    pub list: Vec<AgendaItem>,
    /// `{saksgang=…}`, `{organ=…}`.
    pub mentions: Vec<Mention>,
    pub faults: Vec<Fault>,
}

impl Items {
    /// Of each heading, whether an agenda item begins with it, or what was meant as one.
    pub fn begun_by(&self, headings: &[Heading]) -> Vec<bool> {
        let mut begun = vec![false; headings.len()];
        let at_fault = self.faults.iter().filter_map(|fault| {
            let place = headings.partition_point(|heading| heading.span.start <= fault.span.start).checked_sub(1)?;
            headings.get(place).filter(|heading| heading.span.contains(fault.span)).map(|_| place)
        });
        for place in self.list.iter().map(|item| item.heading as usize).chain(at_fault) {
            if let Some(begun) = begun.get_mut(place) {
                *begun = true;
            }
        }
        begun
    }
}

/// Reads the headings of minutes.
pub fn items(walk: &Walk, headings: &[Heading], body: &str, base: usize) -> Items {
    let mut items = Items::default();
    for (n, (raw, heading)) in walk.headings.iter().zip(headings).enumerate() {
        let Some(read) = read(&raw.words.plain).filter(|_| raw.container == 0) else { continue };
        let place = raw.words.place(&read.written);
        let number_span = Span::new(base + place.start, base + place.end);
        let wrong = read.wrong.or((raw.level != 2).then_some(AgendaFault::Level));
        if let Some(wrong) = wrong {
            let written = raw.words.plain.get(read.written).unwrap_or_default().to_owned();
            items.faults.push(Fault { span: number_span, kind: FaultKind::AgendaHeading { written, wrong } });
            continue;
        }
        let case = attribute(raw, body, base, "saksgang");
        let organ = attribute(raw, body, base, "organ");
        items.mentions.extend(case.as_ref().map(|case| mention(case, Form::Case(case.value.clone()), Role::ItemCase)));
        items.mentions.extend(organ.as_ref().map(|body| mention(body, Form::Party(body.value.clone()), Role::ItemBody)));
        items.list.push(AgendaItem {
            number: read.number,
            year: read.year,
            number_span,
            title: title(raw.words.plain.get(read.written.end..).unwrap_or_default()),
            heading: u32::try_from(n).unwrap_or(u32::MAX),
            anchor: anchor(read.number, read.year),
            case,
            body: organ,
            content: Span::new(base + raw.range.end, (heading.section.end as usize).max(base + raw.range.end)),
        });
    }
    items.faults.extend(without_space(walk, body, base));
    repeated::mend(&mut items.list, &mut items.faults);
    let lost = lost::find(walk, &items, body, base);
    items.faults.extend(lost);
    name_by_body(&mut items.list);
    items
}

/// Lines that would be an agenda item's heading with a space after their `##`.
fn without_space<'w>(walk: &'w Walk, body: &'w str, base: usize) -> impl Iterator<Item = Fault> + 'w {
    walk.prose.iter().filter_map(move |run| {
        let start = (run.span.start as usize).checked_sub(base)?;
        let (before, line) = body.split_at_checked(start)?;
        let heading = line.trim_start_matches('#');
        let signs = line.len() - heading.len();
        if !(1..=6).contains(&signs) || !(before.is_empty() || before.ends_with('\n')) {
            return None;
        }
        let written = read(heading.lines().next()?)?.written;
        let span = Span::new(base + start, base + start + signs + written.end);
        let written = heading.get(written)?.to_owned();
        Some(Fault { span, kind: FaultKind::AgendaHeading { written, wrong: AgendaFault::NoSpace } })
    })
}

fn mention(value: &Spanned<String>, form: Form, role: Role) -> Mention {
    Mention { span: value.span, whole: value.span, form, role, words: None }
}

fn anchor(number: u32, year: Option<u8>) -> String {
    year.map_or_else(|| format!("sak-{number}"), |year| format!("sak-{number}-{year:02}"))
}

/// Where two bodies use a number each, the items that say whose they are get the body's name before theirs.
fn name_by_body(items: &mut [AgendaItem]) {
    let mut first: HashMap<&str, Option<&str>> = HashMap::new();
    let shared = items.iter().any(|item| {
        let body = item.body.as_ref().map(|body| body.value.as_str());
        *first.entry(&item.anchor).or_insert(body) != body
    });
    for item in items.iter_mut().filter(|_| shared) {
        if let Some(body) = &item.body {
            item.anchor = format!("{}-{}", body.value, item.anchor);
        }
    }
}

/// What a heading says that begins like an agenda item.
struct Read {
    number: u32,
    year: Option<u8>,
    /// The bytes of `Sak 4/19`.
    written: Range<usize>,
    wrong: Option<AgendaFault>,
}

/// Reads `Sak 4`, `Sak 4/19`, and what looks like them; nothing where no number follows the word.
fn read(heading: &str) -> Option<Read> {
    let (word, rest) = heading.split_at_checked(3)?;
    if !word.eq_ignore_ascii_case("sak") {
        return None;
    }
    let rest = rest.trim_start();
    let rest = match rest.get(..2) {
        Some(nr) if nr.eq_ignore_ascii_case("nr") => rest.get(2..)?.trim_start_matches('.').trim_start(),
        _ => rest,
    };
    let (number, rest) = digits(rest)?;
    let mut read = Read { number, year: None, written: 0..heading.len() - rest.len(), wrong: None };
    if let Some((year, after)) = year(rest) {
        read.year = Some(year);
        read.written.end = heading.len() - after.len();
        read.wrong = wrong(after, false);
        if read.wrong.is_some() {
            read.written.end = fault_end(heading, read.written.end);
        }
        return Some(read);
    }
    read.wrong = wrong(rest, true);
    if read.wrong.is_some() {
        read.written.end = fault_end(heading, read.written.end);
    }
    Some(read)
}

/// `/19` or `/2019` after a number.
fn year(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start().strip_prefix('/')?.trim_start();
    let (year, after) = digits(rest)?;
    let written = rest.len() - after.len();
    let fits = written == 2 || (written == 4 && (1900..2100).contains(&year));
    u8::try_from(year % 100).ok().filter(|_| fits).map(|year| (year, after))
}

/// What is wrong with what follows the number, if anything: a letter, a further number.
fn wrong(rest: &str, alone: bool) -> Option<AgendaFault> {
    let next = rest.chars().next()?;
    let after = rest.get(next.len_utf8()..).unwrap_or_default();
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if next.is_alphanumeric() || (next == '.' && digit(after)) {
        return Some(AgendaFault::Letter);
    }
    if matches!(next, '-' | '–' | '—' | '/' | '&' | '+') && digit(after) {
        return Some(AgendaFault::Several);
    }
    if alone && next == '/' {
        return Some(AgendaFault::Letter);
    }
    let rest = rest.trim_start();
    let joined = ["og ", "til ", "& ", "+ ", ", "].iter().find_map(|word| rest.strip_prefix(word)).map(str::trim_start);
    let (_, end) = joined.and_then(|text| digits(text.strip_prefix("Sak ").or_else(|| text.strip_prefix("sak ")).unwrap_or(text)))?;
    // `Sak 4 og 5 Budsjett`, but not `Sak 4 og 2. gangs behandling`.
    (end.is_empty() || end.starts_with([' ', ':', ',', '/', '–'])).then_some(AgendaFault::Several)
}

/// The end of the words that make a heading a fault: the number and what is joined to it.
fn fault_end(heading: &str, from: usize) -> usize {
    let rest = heading.get(from..).unwrap_or_default();
    let length = rest.rfind(|c: char| c.is_ascii_digit()).filter(|_| wrong(rest, true) == Some(AgendaFault::Several)).map_or_else(
        || rest.find(char::is_whitespace).unwrap_or(rest.len()),
        |_| {
            let first = rest.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
            first + rest.get(first..).map_or(0, |digits| digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()))
        },
    );
    from + length
}

/// The title after the number: `:`, `.`, `–` between them are no part of it.
fn title(rest: &str) -> String {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix([':', '.', '–', '—', '-']).unwrap_or(rest);
    rest.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=6).contains(&length) {
        return None;
    }
    let (number, rest) = text.split_at_checked(length)?;
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::{Kind, text};

    fn shown(markdown: &str) -> Vec<String> {
        let (text, _, faults) = text(markdown, 0, Kind::Minutes);
        let items = text.items.iter().map(|i| format!("{} #{} {}", i.label(), i.anchor, i.title));
        let faults = faults.iter().map(|fault| match &fault.kind {
            FaultKind::AgendaHeading { written, wrong } => {
                assert_eq!(&markdown[fault.span.range()], written);
                format!("{wrong:?} {written}")
            }
            FaultKind::AgendaRepeated { written, meant } => format!("{written} for {meant}"),
            other => format!("{other:?}"),
        });
        items.chain(faults).collect()
    }

    #[test]
    fn every_way_to_write_an_item() {
        for (heading, expected) in [
            ("## Sak 4 Budsjett", "4 #sak-4 Budsjett"),
            ("## Sak 4/19 Budsjett", "4/19 #sak-4-19 Budsjett"),
            ("## Sak 4/2019: Budsjett", "4/19 #sak-4-19 Budsjett"),
            ("## Sak 4: Budsjett", "4 #sak-4 Budsjett"),
            ("## Sak 4. Budsjett", "4 #sak-4 Budsjett"),
            ("## Sak 4 – Budsjett", "4 #sak-4 Budsjett"),
            ("## SAK 4 – 3 piloter *nå*", "4 #sak-4 3 piloter nå"),
            ("## Sak 4", "4 #sak-4 "),
            ("## Sak 12 og 2. gangs behandling", "12 #sak-12 og 2. gangs behandling"),
            ("Sak 4 Budsjett\n---", "4 #sak-4 Budsjett"),
        ] {
            assert_eq!(shown(heading), [expected], "{heading}");
        }
    }

    #[test]
    fn what_only_looks_like_an_item_is_a_fault() {
        for (heading, expected) in [
            ("## Sak 4a Budsjett", "Letter Sak 4a"),
            ("## Sak 4.1 Budsjett", "Letter Sak 4.1"),
            ("## Sak 4 og 5 Budsjett", "Several Sak 4 og 5"),
            ("## Sak 4 og sak 5", "Several Sak 4 og sak 5"),
            ("## Sak 4–6: Budsjett 2019", "Several Sak 4–6"),
            ("## Sak 4, 5 og 6", "Several Sak 4, 5"),
            ("## Sak 4/5 Budsjett", "Several Sak 4/5"),
            ("### Sak 4 Budsjett", "Level Sak 4"),
            ("# Sak 4/19", "Level Sak 4/19"),
        ] {
            assert_eq!(shown(heading), [expected], "{heading}");
        }
        for (line, expected) in [
            ("**Sak 2 Budsjett**", "Line Sak 2"),
            ("**Sak 2** Budsjett 2019", "Line Sak 2"),
            ("__Sak 2__", "Line Sak 2"),
            ("Sak 2: Budsjett", "Line Sak 2"),
            ("Sak 2 Budsjett\nForslaget er lagt fram.", "Line Sak 2"),
            ("## Saksnr. 2 Budsjett", "Name Saksnr. 2"),
            ("## Saksnummer 2: Budsjett", "Name Saksnummer 2"),
            ("## Sak #2 Budsjett", "Name Sak #2"),
            ("## 2. Budsjett", "Name 2"),
        ] {
            let all = shown(&format!("## Sak 1 A\n\n{line}\n\n## Sak 3 B\n"));
            assert_eq!(all, ["1 #sak-1 A", "3 #sak-3 B", expected], "{line}");
            let all = shown(&format!("## Sak 1 A\n\n{line}\n\n## Sak 2 C\n\n## Sak 3 B\n"));
            assert_eq!(all.len(), 3, "{line}: the number is there");
            let all = shown(&format!("## Sak 1 A\n\n## Sak 3 B\n\n{line}\n"));
            assert_eq!(all.len(), 2, "{line}: not where it belongs");
        }
        for line in [
            "Sak 2 ble utsatt.",
            "Sak 2 Budsjett ble drøftet.",
            "> Sak 2 Budsjett",
            "- Sak 2 Budsjett",
            "## 2. november",
            "## 2.1 Tall",
            "Sak 2 Budsjett og\nplan",
        ] {
            assert_eq!(shown(&format!("## Sak 1 A\n\n{line}\n\n## Sak 3 B\n")).len(), 2, "{line}");
        }
        for heading in ["## Saker", "## Saksliste 4", "## Sak til neste møte", "> ## Sak 4", "## Vedtak 4", "## Sakarias 3"] {
            assert_eq!(shown(heading), Vec::<String>::new(), "{heading}");
        }
    }

    #[test]
    fn a_repeated_number_is_read_as_the_one_that_is_missing_beside_it() {
        let numbers = |row: &[u32]| {
            let markdown: String = row.iter().map(|number| format!("## Sak {number} A\n\n")).collect();
            text(&markdown, 0, Kind::Minutes).0.items.iter().map(|item| item.number).collect::<Vec<_>>()
        };
        for (written, read) in [
            ([1, 2, 2, 4], [1, 2, 3, 4]),
            ([1, 3, 3, 4], [1, 2, 3, 4]),
            ([2, 2, 3, 4], [1, 2, 3, 4]),
            ([1, 2, 3, 3], [1, 2, 3, 4]),
            ([1, 2, 3, 2], [1, 2, 3, 4]),
            ([1, 2, 2, 2], [1, 2, 3, 4]),
            ([1, 2, 2, 3], [1, 2, 2, 3]),
            ([1, 2, 2, 5], [1, 2, 2, 5]),
        ] {
            assert_eq!(numbers(&written), read, "{written:?}");
        }
    }

    #[test]
    fn attributes_have_exact_bytes_and_are_mentions() {
        let markdown = "\r\n## Sak 1 Å {saksgang=budsjett organ=råd}\r\n\r\nTekst\r\n";
        let (text, mentions, _) = text(markdown, 0, Kind::Minutes);
        let item = &text.items[0];
        let slice = |span: Span| &markdown[span.range()];
        assert_eq!(item.case.as_ref().map(|case| slice(case.span)), Some("budsjett"));
        assert_eq!(item.body.as_ref().map(|body| slice(body.span)), Some("råd"));
        assert_eq!(slice(item.number_span), "Sak 1");
        assert_eq!(slice(item.content).trim(), "Tekst");
        assert_eq!(text.headings[0].title, "Sak 1 Å");
        assert_eq!(
            mentions.iter().map(|m| (m.role, slice(m.span))).collect::<Vec<_>>(),
            [(Role::ItemCase, "budsjett"), (Role::ItemBody, "råd")]
        );
    }

    #[test]
    fn numbers_used_by_two_bodies_are_told_apart() {
        let joint = "## Sak 1 A {organ=forum}\n\n## Sak 1 B {organ=gruppa}\n\n## Sak 2 C {organ=gruppa}\n\n## Sak 3 D\n";
        assert_eq!(shown(joint), ["1 #forum-sak-1 A", "1 #gruppa-sak-1 B", "2 #gruppa-sak-2 C", "3 #sak-3 D"]);
        assert_eq!(shown("## Sak 1 A {organ=forum}\n\n## Sak 2 B {organ=gruppa}\n"), ["1 #sak-1 A", "2 #sak-2 B"]);
        assert_eq!(shown("## Sak 1 A\n\n## Sak 1 B\n"), ["1 #sak-1 A", "2 #sak-2 B", "1 for 2"]);
    }
}
