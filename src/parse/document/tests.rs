use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Document {
    document(&Source::decode("content/notat/x.md", text.as_bytes()))
}

#[test]
fn ids_are_paths_below_content() {
    for (path, id) in [("content/a/b.md", "a/b"), ("content/a/index.md", "a"), ("content/index.md", ""), ("content/bo\u{308}.md", "bö")] {
        assert_eq!(document_id(path).as_str(), id);
    }
}

#[test]
fn mentions_of_fields_and_text_stand_in_the_order_of_the_file() {
    let file = "\u{feff}---\r\ntype: referat\r\ndato: 2018-01-01\r\norgan: sg\r\nreferent: åse\r\ntil_stede: [åse]\r\nvedtak:\r\n  - id: SG 1/18\r\n    tekst: Se [SG 2/17].\r\nrelatert: [notat/å]\r\n---\r\n\r\n## Sak 1 Å\r\n\r\nSe [SG 1/18] og [x](å.md).\r\n";
    let document = read(file);
    assert_eq!(document.faults, []);
    let words: Vec<&str> = document.mentions.iter().map(|mention| &file[mention.span.range()]).collect();
    assert_eq!(words, ["sg", "åse", "åse", "SG 2/17", "notat/å", "SG 1/18", "å.md"]);
    let anchor = document.text.anchors.iter().find(|anchor| anchor.kind == AnchorKind::Decision).unwrap();
    assert_eq!((anchor.name.as_str(), &file[anchor.span.range()]), ("sg-1-18", "SG 1/18"));
}

fn check_spans(text: &str) {
    let document = read(text);
    let fits = |span: crate::source::Span| assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    for mut mention in document.mentions {
        mention.each_span(|span| fits(*span));
    }
    document.faults.iter().for_each(|fault| fits(fault.span));
    document.front.keys.iter().for_each(|key| fits(key.span));
    document.front.allowances.iter().for_each(|allowance| fits(allowance.span));
    document.text.anchors.iter().for_each(|anchor| fits(anchor.span));
    document.text.dates.iter().for_each(|date| fits(date.span));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn reading_is_total_and_spans_lie_on_character_edges(text in any::<String>()) {
        check_spans(&text);
        check_spans(&format!("---\n{text}\n---\n{text}"));
    }

    #[test]
    fn fields_of_any_content_are_total(pieces in proptest::collection::vec(prop_oneof![
        Just("type: referat\n"), Just("type: mandat\n"), Just("dato: "), Just("2018-02-30"), Just("vedtak:\n  - id: "), Just("SG 1/17"), Just("\n    tekst: |\n      "),
        Just("[SG 1/17] "), Just("å\u{a0}"), Just("\n"), Just("    tekst: "), Just("\"\\u00e5 [x][SG 2/17]\""), Just("'it''s [@a]'"), Just("hjemmel: NAV-loven § 14\n"), Just("organ: "),
        Just("{navn: Å}"), Just("- "), Just("  "), Just("relatert: [a/b#c]\n"), Just("<!-- saksgang: tillat a – å -->"), Just("---\n"), Just("## Sak 1 æ\n"), Just("\t"), Just("@"),
    ], 0..24)) {
        check_spans(&format!("---\n{}---\n{}", pieces.concat(), pieces.concat()));
    }
}

#[test]
fn what_is_personal_holds_no_date() {
    let dates = |text: &str| {
        let file = format!("---\ntype: notat\n---\n{text}\n");
        let document = read(&file);
        (document.personal.len(), document.text.dates.len())
    };
    assert_eq!(dates("Fristen er 31.02.2019."), (0, 1));
    assert_eq!(dates("Passord: 31.02.2019/Abc, fristen 01.03.2019."), (1, 1));
}
