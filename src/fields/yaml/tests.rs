use proptest::prelude::*;

use super::read_yaml;
use crate::diagnostic::{Fault, FaultKind, RefusedYaml, Trap};
use crate::fields::{Node, Value};

fn read(yaml: &str) -> (Node, Vec<Fault>) {
    let mut faults = Vec::new();
    let node = read_yaml(yaml, 0, &mut faults);
    (node, faults)
}

/// The tree in a short form that a test can compare.
fn show(node: &Node) -> String {
    match &node.value {
        Value::Absent => "-".to_owned(),
        Value::Unreadable => "!".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::List(list) => format!("[{}]", list.iter().map(show).collect::<Vec<_>>().join(" ")),
        Value::Map(map) => {
            format!("{{{}}}", map.iter().map(|(key, node)| format!("{}={}", key.value, show(node))).collect::<Vec<_>>().join(" "))
        }
    }
}

fn tree(yaml: &str) -> String {
    let (node, faults) = read(yaml);
    assert_eq!(faults, [], "{yaml}");
    show(&node)
}

/// The traps of a text with their bytes and what may be put there.
fn traps(yaml: &str) -> Vec<(Trap, String, Option<String>)> {
    let (_, faults) = read(yaml);
    faults
        .into_iter()
        .map(|fault| match fault.kind {
            FaultKind::Trap { trap, replacement } => (trap, yaml[fault.span.range()].to_owned(), replacement),
            other => panic!("{yaml}: {other:?}"),
        })
        .collect()
}

fn trap(yaml: &str, trap: Trap, written: &str, replacement: Option<&str>) {
    assert_eq!(traps(yaml), [(trap, written.to_owned(), replacement.map(str::to_owned))], "{yaml}");
    if let Some(replacement) = replacement {
        let mended = yaml.replacen(written, replacement, 1);
        assert_eq!(read(&mended).1, [], "the replacement must be readable: {mended}");
        assert_eq!(show(&read(&mended).0), show(&read(yaml).0), "and mean what was read: {mended}");
    }
}

#[test]
fn scalars_are_the_text_as_written() {
    assert_eq!(
        tree("versjon: 3.10\ntid: 11.00\nland: NO\nintet: ~\nnull: null\ntom:\nsitert: \"\"\nja: yes\n"),
        r#"{versjon="3.10" tid="11.00" land="NO" intet="~" null="null" tom=- sitert="" ja="yes"}"#
    );
    assert_eq!(tree("a: |\n  x\n   y\nb: >-\n  c\n  d\ne: f\n  g\n"), r#"{a="x\n y\n" b="c d" e="f g"}"#);
    assert_eq!(tree("a: [b, c]\nd:\n- e\n- {f: g}\n"), r#"{a=["b" "c"] d=["e" {f="g"}]}"#);
}

#[test]
fn spans_are_bytes_of_the_file_through_windows_line_ends_and_norwegian_letters() {
    let yaml = "møte: \"æ ø\"\r\nå: |\r\n  en\r\n  to\r\nliste: [bø, ål]\r\n";
    let mut faults = Vec::new();
    let node = read_yaml(yaml, 3, &mut faults);
    let Value::Map(map) = &node.value else { panic!("{node:?}") };
    let slice = |span: crate::source::Span| &yaml[span.start as usize - 3..span.end as usize - 3];
    let spans: Vec<_> = map.iter().map(|(key, node)| (slice(key.span), slice(node.span))).collect();
    assert_eq!(spans, [("møte", "æ ø"), ("å", "en\r\n  to"), ("liste", "[bø, ål]")]);
    let Value::List(list) = &map[2].1.value else { panic!() };
    assert_eq!(slice(list[1].span), "ål");
}

#[test]
fn every_duplicate_is_noted_and_the_first_kept() {
    let (node, faults) = read("a: 1\nb: 2\na: 3\na: 4\n");
    assert_eq!(show(&node), r#"{a="1" b="2"}"#);
    assert_eq!(faults.len(), 2);
    let many: String = (0..100).map(|n| format!("k{n}: x\n")).chain(["k7: y\n".to_owned()]).collect();
    assert_eq!(read(&many).1.len(), 1);
}

#[test]
fn what_the_contract_refuses_is_named() {
    let refused = |yaml: &'static str| -> Vec<_> {
        let (_, faults) = read(yaml);
        faults
            .iter()
            .map(|fault| match fault.kind {
                FaultKind::Refused(refused) => (refused, &yaml[fault.span.range()]),
                _ => panic!("{fault:?}"),
            })
            .collect()
    };
    assert_eq!(refused("a: &x 1\nb: *x\n"), [(RefusedYaml::Anchor, "&x"), (RefusedYaml::Alias, "*x")]);
    assert_eq!(refused("a: !t x\n"), [(RefusedYaml::Tag, "!t")]);
    assert_eq!(refused("<<: 4\n"), [(RefusedYaml::Merge, "<<")]);
    assert_eq!(refused("[a]: c\n"), [(RefusedYaml::ComplexKey, "[a]")]);
    assert_eq!(refused("a: b\n---\nc: d\n"), [(RefusedYaml::SecondDocument, "---")]);
}

#[test]
fn every_fault_is_found_in_one_run() {
    let yaml =
        "type: referat\ndato: [2019\ntittel: ja\nsted: 'Bodø\ntid: 11.00\norgan: {a: b\nstatus: utkast\ntull\ntil_stede:\n  - a\n b: c\n";
    let (node, faults) = read(yaml);
    assert_eq!(show(&node), r#"{type="referat" dato=! tittel="ja" sted=! tid="11.00" organ=! status="utkast" til_stede=!}"#);
    let lines: Vec<usize> = faults.iter().map(|fault| yaml[..fault.span.start as usize].matches('\n').count() + 1).collect();
    assert_eq!(lines, [2, 4, 6, 8, 11], "{faults:?}");
    assert!(faults.iter().all(|fault| matches!(&fault.kind, FaultKind::Syntax { message } if !message.is_empty())), "{faults:?}");
}

#[test]
fn a_comma_in_a_flow_mapping_is_a_trap() {
    trap("a: {statlig: 8,1}\n", Trap::FlowComma, "8,1", Some("\"8,1\""));
    trap("a: {statlig: 8,1, kommunal: 4}\n", Trap::FlowComma, "8,1", Some("\"8,1\""));
    trap("a: {beløp: 1000,-}\n", Trap::FlowComma, "1000,-", Some("\"1000,-\""));
    trap("a: {beløp: 1 000,- , sum: \"2\"}\n", Trap::FlowComma, "1 000,-", Some("\"1 000,-\""));
    trap("a: [kr 1000,-]\n", Trap::FlowComma, "kr 1000,-", Some("\"kr 1000,-\""));
    trap("a: {merknad: kom 12, gikk 13}\n", Trap::FlowComma, "kom 12, gikk 13", Some("\"kom 12, gikk 13\""));
    trap(
        "a: {merknad: kom 12, gikk 13, og kom igjen}\n",
        Trap::FlowComma,
        "kom 12, gikk 13, og kom igjen",
        Some("\"kom 12, gikk 13, og kom igjen\""),
    );
    assert_eq!(traps("a: {b: 8,1, c: 2,1}\n").len(), 2);
    assert_eq!(tree("a: {b: [8,1], c: , d: \"8,1\"}\n"), r#"{a={b=["8" "1"] c=- d="8,1"}}"#);
}

#[test]
fn fields_without_a_comma_or_a_colon_between_them_are_a_trap() {
    trap("a: {for: 3 mot: 1}\n", Trap::MissingComma, "3 mot: 1", Some("3, mot: 1"));
    trap("a: {for: 3 mot: 1 avstår: 0}\n", Trap::MissingComma, "3 mot: 1 avstår: 0", Some("3, mot: 1, avstår: 0"));
    trap("a: {for: 3, mot 1}\n", Trap::MissingColon, "3, mot 1", Some("3, mot: 1"));
    trap("a: {for: 3, mot:1}\n", Trap::MissingColon, "3, mot:1", Some("3, mot: 1"));
    assert_eq!(show(&read("a: {for: 3, mot 1}\n").0), r#"{a={for="3" mot="1"}}"#);
}

#[test]
fn a_field_whose_value_follows_its_colon_at_once_is_a_trap() {
    trap("type:notat\n", Trap::GluedValue, ":", Some(": "));
    trap("til_stede:[a, b]\n", Trap::GluedValue, ":", Some(": "));
    for (text, mended) in [
        ("a: b\ntype:notat\nc: d\n", "a: b\ntype: notat\nc: d\n"),
        ("a:\n  - id: SG 3/17\n    tekst:Enig.\n    fra: 2019-02-14\n", "a:\n  - id: SG 3/17\n    tekst: Enig.\n    fra: 2019-02-14\n"),
    ] {
        assert_eq!(traps(text), [(Trap::GluedValue, ":".to_owned(), Some(": ".to_owned()))], "{text}");
        assert_eq!(show(&read(text).0), tree(mended));
    }
    assert_eq!(tree("a: kl:12\nb: https://example.org\nc:\n  tid:12\n"), r#"{a="kl:12" b="https://example.org" c="tid:12"}"#);
    for text in ["https://example.org\n", "Sak:4\n", "a::b\n"] {
        assert!(!read(text).1.iter().any(|fault| matches!(fault.kind, FaultKind::Trap { .. })), "{text}");
    }
}

#[test]
fn a_colon_in_a_text_is_a_trap() {
    trap("tekst: Sak 4: budsjett\n", Trap::ColonInText, "Sak 4: budsjett", Some("\"Sak 4: budsjett\""));
    trap("tekst: Møtet sa:\n", Trap::ColonInText, "Møtet sa:", Some("\"Møtet sa:\""));
    trap("a:\n  - tekst: Sak \"4\": x # merk\n    b: c\n", Trap::ColonInText, "Sak \"4\": x", Some("'Sak \"4\": x'"));
    trap("tema:\n  - Sak 4: budsjett\n", Trap::ColonInText, "Sak 4: budsjett", Some("\"Sak 4: budsjett\""));
    trap("a: {merknad: Sak 4: x, b: c}\n", Trap::ColonInText, "Sak 4: x", Some("\"Sak 4: x\""));
    trap(
        "tekst: Dette er\n  Sak 4: budsjett\nb: c\n",
        Trap::ColonInText,
        "Dette er\n  Sak 4: budsjett",
        Some("\"Dette er Sak 4: budsjett\""),
    );
    assert_eq!(tree("tid: kl. 11:00\nurl: https://x.no/a:b\n"), r#"{tid="kl. 11:00" url="https://x.no/a:b"}"#);
}

#[test]
fn a_number_sign_before_a_word_is_a_trap_and_a_comment_is_none() {
    trap("a: Sak #4 og 5\nb: c\n", Trap::HashComment, "Sak #4 og 5", Some("\"Sak #4 og 5\""));
    trap("a: #4\n", Trap::HashComment, "#4", Some("\"#4\""));
    trap("a:\n  - Sak #4\n", Trap::HashComment, "Sak #4", Some("\"Sak #4\""));
    trap("a: {b: Sak #4, c: 1}\n", Trap::HashComment, "Sak #4", Some("\"Sak #4\""));
    assert_eq!(tree("# alt\na: b # merk\n#tett\nc: d#e\nf: \"g #h\"\n"), r#"{a="b" c="d#e" f="g #h"}"#);
}

#[test]
fn a_value_that_starts_with_a_sign_is_a_trap() {
    trap("a: @styringsgruppa\nb: c\n", Trap::StartSign, "@styringsgruppa", Some("\"@styringsgruppa\""));
    trap("a:\n  - @ola # merk\n  - b\n", Trap::StartSign, "@ola", Some("\"@ola\""));
    trap("a: *kursiv* tekst\n", Trap::StartSign, "*kursiv* tekst", Some("\"*kursiv* tekst\""));
    trap("a: *navn\n", Trap::StartSign, "*navn", Some("\"*navn\""));
    trap("a: [Vedlegg 2] viser\n", Trap::StartSign, "[Vedlegg 2] viser", Some("\"[Vedlegg 2] viser\""));
    trap("a: \"Kalla\" noe mer\n", Trap::StartSign, "\"Kalla\" noe mer", Some("'\"Kalla\" noe mer'"));
    trap("a: 'Nei' sa han\n", Trap::StartSign, "'Nei' sa han", Some("\"'Nei' sa han\""));
    trap("a: > 50 prosent\n", Trap::StartSign, "> 50 prosent", Some("\"> 50 prosent\""));
    trap("a: {b: @ola, c: d}\n", Trap::StartSign, "@ola", Some("\"@ola\""));
    trap("a: {b: \"Ja\" da, c: d}\n", Trap::StartSign, "\"Ja\" da", Some("'\"Ja\" da'"));
    assert_eq!(tree("a: [b]\nc: \"d\" # e\nf: 'g'\nh: >-\n  i\n"), r#"{a=["b"] c="d" f="g" h="i"}"#);
}

#[test]
fn tabs_and_no_break_spaces_as_indent_are_traps() {
    trap("a:\n\t- b\n", Trap::TabIndent, "\t", Some("  "));
    trap("a:\n\u{a0}\u{a0}- b\nc: d\n", Trap::NoBreakIndent, "\u{a0}\u{a0}", Some("  "));
    trap("a: |\n\u{a0}\u{a0}b\n", Trap::NoBreakIndent, "\u{a0}\u{a0}", Some("  "));
    let item = "a:\n  - id: x\n    sak: 2\n\ttekst: y\n    fra: z\n";
    trap(item, Trap::TabIndent, "\t", Some("    "));
    trap(&item.replace("    fra: z\n", ""), Trap::TabIndent, "\t", Some("    "));
    trap("a:\n  - b\n\t- c\n", Trap::TabIndent, "\t", Some("  "));
    trap("a:\n    - b\n\t- c\n", Trap::TabIndent, "\t", Some("    "));
    trap("a:\n  b: c\n\td: e\n", Trap::TabIndent, "\t", Some("  "));
    assert_eq!(show(&read("a:\n\t- id: x\n\t  b: c\n\t\td: e\n").0), r#"{a=[{id="x" b="c" d="e"}]}"#);
    trap("a:\n  - b: |\n\t\t\tc\n    d: e\n", Trap::TabIndent, "\t\t\t", Some("      "));
    // What nothing can be read with is not offered.
    trap("a: b\n\tc: d\n", Trap::TabIndent, "\t", None);
    assert_eq!(tree("a: |\n  b\n  \tc\nd: \"e\n  \tf\"\n"), r#"{a="b\n\tc\n" d="e f"}"#);
}

#[test]
fn a_trap_wins_over_what_it_causes_and_hides_nothing_else() {
    let (node, faults) = read("a: @x\nb: {c: 8,1}\nd: [e\nf: Sak 4: g\n");
    assert_eq!(show(&node), r#"{a="@x" b={c="8,1"} d=! f="Sak 4: g"}"#);
    assert_eq!(faults.len(), 4, "{faults:?}");
    let (node, faults) = read("vedtak:\n  - id: SG 1/17\n    tekst: Sak 4: ja\n  - id: SG 2/17\n    tekst: @x\n    sak: 4\n");
    assert_eq!(show(&node), r#"{vedtak=[{id="SG 1/17" tekst="Sak 4: ja"} {id="SG 2/17" tekst="@x" sak="4"}]}"#);
    assert_eq!(faults.len(), 2, "{faults:?}");
}

#[test]
fn limits_are_faults() {
    let deep = format!("a: {}\nb: c\n", "[".repeat(2000));
    let (node, faults) = read(&deep);
    assert!(matches!(faults.as_slice(), [Fault { kind: FaultKind::Limit { .. }, .. }]), "{faults:?}");
    assert_eq!(show(&node), r#"{a=! b="c"}"#);
}

/// Every top-level key with its bytes in the file.
fn keys(yaml: &str) -> Vec<(String, &str)> {
    let (node, _) = read(yaml);
    let Value::Map(map) = node.value else { panic!("{yaml}: {node:?}") };
    map.into_iter().map(|(key, _)| (key.value, &yaml[key.span.range()])).collect()
}

#[test]
fn a_quoted_key_spans_its_words_or_where_they_are_written_otherwise_its_quotes_too() {
    let owned = |pairs: &[(&str, &'static str)]| -> Vec<_> { pairs.iter().map(|(key, written)| ((*key).to_owned(), *written)).collect() };
    let read = [("a", "a"), ("b c", "b c"), ("d'e", "'d''e'"), ("f\tø", r#""f\tø""#)];
    assert_eq!(keys("'a': 1\r\n\"b c\" : 2\r\n'd''e': 3\r\n\"f\\tø\": 4\r\n"), owned(&read));
    assert_eq!(keys("{'a': 1, \"b c\": 2, 'd''e': 3,\r\n  \"f\\tø\": 4}\r\n"), owned(&read));
    assert_eq!(
        keys("{'a\r\n  b': 1, \"c\n\n  d\": 2, \"e\\\n  f\": 3}\n"),
        owned(&[("a b", "'a\r\n  b'"), ("c\nd", "\"c\n\n  d\""), ("ef", "\"e\\\n  f\"")])
    );
}

#[test]
fn a_key_whose_value_cannot_be_read_is_read_as_any_other() {
    let broken = "'a': [\r\n\"b c\" : [\r\n'd''e': [\r\n\"f\\tø\": [\r\n'g: h': [\r\n";
    let (node, _) = read(broken);
    assert_eq!(show(&node), "{a=! b c=! d'e=! f\tø=! g: h=!}");
    let written: Vec<_> = keys(broken).into_iter().map(|(_, written)| written).collect();
    assert_eq!(written, ["a", "b c", "'d''e'", "\"f\\tø\"", "g: h"]);
    let open = |yaml: &'static str| keys(yaml)[0].clone();
    assert_eq!(open("'vedtatt: x\nb: c\n"), ("vedtatt".to_owned(), "vedtatt"), "a quotation that is never closed is no part of the key");
    assert_eq!(open("\"vedtatt: x\r\n  mer\r\n"), ("vedtatt".to_owned(), "vedtatt"));
    assert_eq!(open("vedtatt': [\n"), ("vedtatt'".to_owned(), "vedtatt'"));
}

fn spans_fit(node: &Node, text: &str) {
    assert!(text.get(node.span.range()).is_some(), "{:?} in {text:?}", node.span);
    match &node.value {
        Value::List(list) => list.iter().for_each(|node| spans_fit(node, text)),
        Value::Map(map) => map.iter().for_each(|(key, node)| {
            assert!(text.get(key.span.range()).is_some(), "{key:?} in {text:?}");
            spans_fit(node, text);
        }),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn reading_is_total_and_spans_lie_on_character_edges(pieces in proptest::collection::vec(prop_oneof![
        Just("a: "), Just("\n"), Just("\r\n"), Just("  "), Just("- "), Just("\t"), Just("\u{a0}"), Just("["), Just("]"), Just("{"), Just("}"), Just(", "),
        Just(","), Just("\""), Just("'"), Just("#"), Just(" #x"), Just("# "), Just(": "), Just(":"), Just("@"), Just("*"), Just("&"), Just("!"), Just("|"), Just(">"),
        Just("|\n"), Just("møte"), Just("å b"), Just("---\n"), Just("..."), Just("?"), Just("\\"), Just("~"), Just("<<: "), Just("%"), Just("`"), Just("\u{feff}"), Just("\0"), Just("\r"), Just("𝄞"),
    ], 0..30)) {
        let text = pieces.concat();
        let (node, faults) = read(&text);
        spans_fit(&node, &text);
        for fault in faults {
            prop_assert!(text.get(fault.span.range()).is_some(), "{:?}", fault);
        }
    }

    #[test]
    fn reading_any_text_is_total(text in any::<String>()) {
        let (node, _) = read(&text);
        spans_fit(&node, &text);
    }
}
