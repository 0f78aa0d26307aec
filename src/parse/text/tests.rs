//! What holds for any text: reading is total, spans are exact, sections nest, anchors are unique unless they were written twice.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::FaultKind;
use crate::model::Form;
use crate::model::text::{AnchorKind, ProseKind};

const KINDS: [Kind; 5] = [Kind::Minutes, Kind::Mandate, Kind::Agreement, Kind::Guide, Kind::Other];

fn slice(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or("not a span")
}

/// Every span of a text, from the largest to the smallest thing.
fn spans(text: &Text, mentions: &[Mention], faults: &[Fault]) -> Vec<Span> {
    let mut all = vec![text.span];
    for heading in &text.headings {
        all.extend([heading.span, heading.title_span, heading.section]);
    }
    all.extend(text.anchors.iter().map(|anchor| anchor.span));
    for item in &text.items {
        all.extend([item.number_span, item.content]);
        all.extend(item.case.iter().chain(&item.body).map(|value| value.span));
    }
    all.extend(text.points.iter().flat_map(|point| [point.span, point.content]));
    for table in &text.tables {
        all.push(table.span);
        all.extend(table.header.iter().chain(table.rows.iter().flatten()).map(|cell| cell.span));
    }
    all.extend(text.prose.iter().map(|prose| prose.span));
    all.extend(text.dates.iter().flat_map(|date| std::iter::once(date.span).chain(date.weekday.iter().map(|day| day.span))));
    all.extend(text.checklists.iter().flat_map(|list| list.entries.iter().map(|entry| entry.span)));
    for mention in mentions {
        mention.clone().each_span(|span| all.push(*span));
    }
    all.extend(faults.iter().map(|fault| fault.span));
    all
}

fn holds(source: &str, body_start: usize, kind: Kind) {
    let (text, mentions, faults) = text(source, body_start, kind);
    for span in spans(&text, &mentions, &faults) {
        assert!(span.start <= span.end && source.get(span.range()).is_some(), "{span:?} of {source:?}");
        assert!(text.span.contains(span), "{span:?} outside {:?} of {source:?}", text.span);
    }
    for heading in &text.headings {
        assert!(heading.section.contains(heading.span) && heading.span.contains(heading.title_span), "{heading:?} of {source:?}");
        for other in &text.headings {
            let (a, b) = (heading.section, other.section);
            let apart = a.end <= b.start || b.end <= a.start;
            assert!(apart || a.contains(b) || b.contains(a), "sections cross: {heading:?} {other:?} of {source:?}");
        }
    }
    for (n, anchor) in text.anchors.iter().enumerate() {
        assert!(!anchor.name.is_empty());
        let alike = text.anchors.iter().skip(n + 1).filter(|other| other.name == anchor.name);
        let automatic = |kind: AnchorKind| kind == AnchorKind::Automatic;
        assert_eq!(alike.filter(|other| automatic(anchor.kind) || automatic(other.kind)).count(), 0, "{anchor:?} of {source:?}");
    }
    for heading in &text.headings {
        assert!(text.anchors.iter().any(|anchor| anchor.name == heading.anchor));
    }
    for mention in &mentions {
        assert!(mention.whole.contains(mention.span), "{mention:?} of {source:?}");
    }
    assert!(mentions.windows(2).all(|pair| pair[0].whole.start <= pair[1].whole.start));
    assert!(
        text.prose.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start || pair[0].block < pair[1].block),
        "prose of {source:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(source in "\\PC{0,200}", start in 0_usize..40, kind in 0_usize..5) {
        holds(&source, start, KINDS[kind]);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300), start in 0_usize..40, kind in 0_usize..5) {
        holds(&String::from_utf8_lossy(&bytes), start, KINDS[kind]);
    }

    #[test]
    fn any_markdown_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..30), start in 0_usize..6, kind in 0_usize..5) {
        holds(&pieces.concat(), start, KINDS[kind]);
    }

    #[test]
    fn a_piece_stays_inside_its_scalar(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..20)) {
        let value = pieces.concat();
        let raw: String = value.split_inclusive('\n').map(|line| format!("    {line}")).collect();
        let file = format!("tekst: |\n{raw}");
        let offsets = crate::parse::offsets::Offsets::of(&value, Span::new(9, file.len()), &file);
        let piece = piece(&value, |span| offsets.span(span), Role::DecisionText(0));
        let found = spans(&Text { span: Span::new(9, 9), dates: piece.dates, ..Text::default() }, &piece.mentions, &piece.faults);
        for span in found {
            prop_assert!(span.start >= 9 && file.get(span.range()).is_some(), "{:?} {:?}", span, file);
        }
    }
}

/// What Markdown, references, statutes and dates are made of.
const PIECES: [&str; 60] = [
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "    ",
    "# ",
    "## ",
    "### ",
    "###### ",
    "Sak 4",
    "Sak 4/19 ",
    "Sak 4a",
    " {saksgang=b organ=å}",
    " {#id .punkter}",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "[SG 3/17]",
    "[å][b]",
    "[å](b.md#c)",
    "![",
    "[^1]",
    "[^1]: ",
    "§ 14",
    "NAV-loven ",
    "§§ 28 a–k",
    " i kommuneloven",
    "fredag ",
    "9. november 2017",
    "31.02.2018",
    "–",
    "1. ",
    "2) ",
    "- ",
    "- [ ] ",
    "> ",
    "> [!NOTE]\n",
    "| a | b |\n",
    "|---|---|\n",
    "| \\| | 2 |\n",
    "*",
    "**",
    "`",
    "```\n",
    "<!-- ",
    " -->",
    "<b>",
    "</div>\n",
    "&amp;",
    "&#248;",
    "\\",
    "æøå",
    "e\u{301}",
    "\u{feff}",
    "Mandat",
    "3.5. ",
    "Til vurdering\n\n",
];

#[test]
fn bytes_are_exact_through_mark_line_ends_letters_entities_and_emphasis() {
    let head = "\u{feff}---\r\ntype: referat\r\n---\r\n";
    let body = "## Sak 1 Ønsk*ede*&nbsp;å\\* {saksgang=b}\r\n\r\nEtter NAV-lo**ven**\r\n§&nbsp;14 og [væ](../å%20b.md#sak-4), fredag *9.* november 2017.\r\n";
    let source = format!("{head}{body}");
    let (text, mentions, faults) = text(&source, head.len(), Kind::Minutes);
    assert_eq!(faults, []);
    assert_eq!(slice(&source, text.headings[0].title_span), "Ønsk*ede*&nbsp;å\\*".replace("Ønsk", "Sak 1 Ønsk"));
    assert_eq!(text.headings[0].title, "Sak 1 Ønskede å*");
    assert_eq!(text.items[0].title, "Ønskede å*");
    let found: Vec<&str> = mentions.iter().map(|mention| slice(&source, mention.span)).collect();
    assert_eq!(found, ["b", "NAV-lo**ven**\r\n§&nbsp;14", "../å%20b.md#sak-4"]);
    let Form::Path { path, anchor: Some(anchor) } = &mentions[2].form else { panic!("a path") };
    assert_eq!((path.as_str(), slice(&source, anchor.span)), ("../å b.md", "sak-4"));
    assert_eq!(text.dates.iter().map(|date| slice(&source, date.span)).collect::<Vec<_>>(), ["fredag *9.* november 2017"]);
}

#[test]
fn prose_is_the_files_own_bytes() {
    let source =
        "Første `kode` linje\nandre [lenke](x.md) &amp; mer ![bilde](y.png)\n\n| Å |\n| - |\n| b |\n\n```\nkode\n```\n<!-- skjult -->\n";
    let (text, ..) = text(source, 0, Kind::Other);
    let found: Vec<_> = text.prose.iter().map(|prose| (slice(source, prose.span), prose.kind, prose.block)).collect();
    use ProseKind::{Alternative, Cell, Link, Paragraph};
    assert_eq!(
        found,
        [
            ("Første ", Paragraph, 0),
            (" linje\nandre ", Paragraph, 0),
            ("lenke", Link, 0),
            (" ", Paragraph, 0),
            (" mer ", Paragraph, 0),
            ("bilde", Alternative, 0),
            ("Å", Cell, 1),
            ("b", Cell, 2),
        ]
    );
    assert!(text.has_code);
}

#[test]
fn tables_have_cells_with_exact_bytes() {
    let source = "| Post | Beløp |\n| --- | ---: |\n| *Lønn* å |  1 200 |\n| Sum \\| alt | |\n";
    let (text, ..) = text(source, 0, Kind::Other);
    let table = &text.tables[0];
    let row = |cells: &[crate::model::text::Cell]| {
        cells.iter().map(|cell| (slice(source, cell.span).to_owned(), cell.words.clone())).collect::<Vec<_>>()
    };
    let cell = |bytes: &str, words: &str| (bytes.to_owned(), words.to_owned());
    assert_eq!(row(&table.header), [cell("Post", "Post"), cell("Beløp", "Beløp")]);
    assert_eq!(row(&table.rows[0]), [cell("*Lønn* å", "Lønn å"), cell("1 200", "1 200")]);
    assert_eq!(row(&table.rows[1]), [cell("Sum \\| alt", "Sum | alt"), cell("", "")]);
}

#[test]
fn html_is_a_fault_and_comments_are_none() {
    let source = "<!-- skjult -->\n\nTekst <b>fet</b> <!-- <i> -->\n\n<div>\n<img src=\"a\">\n</div>\n\n`<code>`\n";
    let (_, _, faults) = text(source, 0, Kind::Other);
    let found: Vec<_> = faults.iter().map(|fault| slice(source, fault.span)).collect();
    assert_eq!(found, ["<b>", "<div>", "<img src=\"a\">"]);
    assert!(faults.iter().all(|fault| matches!(fault.kind, FaultKind::RawHtml { .. })));
}

#[test]
fn sections_know_whether_they_have_text() {
    let source = "## A\n\n<!-- x -->\n\n## B\n\n### C\n\n- d\n\n## E\n\n[^1]: note\n";
    let (text, ..) = text(source, 0, Kind::Other);
    let found: Vec<_> = text.headings.iter().map(|h| (h.title.as_str(), h.has_text, slice(source, h.section).lines().count())).collect();
    assert_eq!(found, [("A", false, 4), ("B", false, 6), ("C", true, 4), ("E", false, 3)]);
}

#[test]
fn statutes_are_recognised_outside_links_and_code() {
    let source =
        "NAV-loven § 14 og `NAV-loven § 15`, [NAV-loven § 16](https://lovdata.no/), [NAV-loven § 17] og lov 16. juni 2006 nr. 20.\n";
    let (text, mentions, _) = text(source, 0, Kind::Other);
    let found: Vec<_> = mentions.iter().map(|mention| slice(source, mention.span)).collect();
    assert_eq!(found, ["NAV-loven § 14", "https://lovdata.no/", "NAV-loven § 17", "lov 16. juni 2006 nr. 20"]);
    assert_eq!(text.dates, []);
}
