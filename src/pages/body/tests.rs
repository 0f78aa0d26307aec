//! Whole little sites, read and resolved, and the HTML of one of their documents.

use std::sync::Arc;

use super::*;
use crate::config::{Audience, Config, ExemptAs};
use crate::index::{Inputs, build};
use crate::model::{Access, Date};
use crate::parse;
use crate::source::{Source, Sources};
use crate::work::Key;
use crate::world::FileEntry;

/// A site of the given documents (`side.md`) and registers (`register/organer.yaml`), for readers inside.
fn site(files: &[(&str, &str)]) -> Site {
    let mut sources = Sources::default();
    let (mut documents, mut registers, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for (path, text) in files {
        let path = format!("content/{path}");
        let source = Source::decode(path.clone(), text.as_bytes());
        if path.ends_with(".md") {
            let document = Arc::new(parse::document(&source));
            let key = Key::of(&[source.path.as_bytes(), source.text.as_bytes()]);
            documents.push((sources.add(source), key, document));
        } else if path.ends_with("organer.yaml") {
            let register = Arc::new(parse::register(&source, crate::model::RegisterKind::Bodies));
            registers.push((sources.add(source), register));
        } else {
            sources.add(source);
            others.push((FileEntry { path, size: 5, modified: 0, inode: 0, leads_outside: false }, None));
        }
    }
    let audience = Audience { name: "intern".to_owned(), access: vec![Access::Open, Access::Internal], exempt: ExemptAs::Stub };
    build(Inputs {
        config: Config::default(),
        sources,
        documents,
        registers,
        built_in: parse::built_in_statutes(),
        files: others,
        file_faults: Vec::new(),
        name_personal: Vec::new(),
        permalinks: None,
        as_of: Date::new(2018, 11, 21).expect("a day"),
        audience,
        drafts: false,
        commits: Arc::default(),
    })
}

proptest::proptest! {
    #[test]
    fn words_alone_are_what_a_parser_makes_of_them(text in "[a-zA-ZæÅé0-9 ,./()\u{a0}-]{1,40}") {
        if is_words_alone(&text) {
            let site = site(&[("a/side.md", "---\ntype: side\n---\n")]);
            let links = Links::of_field(&site, 0, "", Role::DecisionText(0));
            let parsed = Writer::new(&site, 0, links, &[Span::new(0, text.len())], 0).write(&text).concat();
            proptest::prop_assert_eq!(field(&site, 0, "", &text, Role::DecisionText(0)), parsed);
        }
    }
}

/// The text of a page, as HTML.
fn html(body: &str) -> String {
    html_beside(body, &[])
}

fn html_beside(body: &str, others: &[(&str, &str)]) -> String {
    let page = format!("---\ntype: side\ntittel: Prøve\n---\n\n{body}\n");
    let mut files = vec![("a/side.md", page.as_str())];
    files.extend(others);
    let site = site(&files);
    let document = site.find_document("a/side").expect("there");
    pieces(&site, document, "../../", &[site.document(document).text.span]).concat()
}

#[test]
fn nothing_that_an_author_writes_becomes_markup() {
    for attack in [
        "<script>alert(1)</script>",
        "Tekst <img src=x onerror=alert(1)> tekst",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "[\"><script>](https://example.org/\"onmouseover=\"x)",
        "## Tittel {#\"onclick=\"alert(1)}",
        "| a |\n| --- |\n| <svg/onload=alert(1)> |",
        "```\"><script>\n</code><script>alert(1)</script>\n```",
        "[^1]\n\n[^1]: <script>x</script>",
        "<style>body{display:none}</style>",
        "<div style=\"position:fixed\">x</div>",
    ] {
        let html = html(attack);
        let lower = html.to_lowercase();
        for tag in ["<script", "<img", "<svg", "<style", "<div style", "<iframe"] {
            assert!(!lower.contains(tag), "{attack}: {html}");
        }
        for part in html.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(tag, _)| tag) {
            let outside_quotes: String = part.split('"').step_by(2).collect();
            assert!(!outside_quotes.contains(" on") && !outside_quotes.contains("style="), "{attack}: {part}");
            assert!(!part.to_lowercase().contains("href=\"javascript") && !part.to_lowercase().contains("href=\"data"), "{attack}: {part}");
        }
    }
}

#[test]
fn comments_never_come_out() {
    let html = html("Før <!-- hemmelig --> etter\n\n<!--\nhemmelig\n\nhemmelig -->\n\nSlutt <!-- hemmelig");
    assert!(html.contains("Før") && html.contains("etter") && !html.contains("<!-- hemmelig -->"), "{html}");
    assert_eq!(html.matches("hemmelig").count(), 1, "an unclosed one inside a line is text: {html}");
}

#[test]
fn references_lead_where_the_index_says() {
    let other = "---\ntype: side\ntittel: Den andre siden\n---\n\n## Bakgrunn\n\nTekst.\n";
    let text = "Se [denne][b/annen], [b/annen], [delen](../b/annen.md#bakgrunn), [fila](side/plan.pdf), [@gruppa] og [borte][b/borte].";
    let files = [("b/annen.md", other), ("register/organer.yaml", "gruppa: {navn: Gruppa for prøver}\n"), ("a/side/plan.pdf", "%PDF-")];
    let html = html_beside(text, &files);
    for expected in [
        "<a href=\"../../b/annen/\" data-to=\"b/annen\">denne</a>",
        "<a href=\"../../b/annen/\">Den andre siden</a>",
        "<a href=\"../../b/annen/#bakgrunn\" data-to=\"b/annen/#bakgrunn\">delen</a>",
        "<a href=\"../../a/side/plan.pdf\" data-to=\"a/side/plan.pdf\">fila</a>",
        "<a href=\"../../organ/gruppa/\">Gruppa for prøver</a>",
        " og borte.",
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
}

#[test]
fn what_no_longer_counts_is_told_beside_the_link_but_not_where_it_was_ended() {
    let minutes = |day: &str, rest: &str| format!("---\ntype: referat\norgan: styret\ndato: {day}\n{rest}---\n\nSe [ST 1/18].\n");
    let first = minutes("2018-01-01", "vedtak: [{id: ST 1/18}, {id: ST 2/18}, {id: ST 3/18, til: 2018-02-01}, {id: ST 4/18}]\n");
    let second = minutes("2018-02-01", "vedtak: [{id: ST 5/18, erstatter: [ST 1/18]}, {id: ST 6/18, opphever: [ST 2/18]}]\n");
    let plan = "---\ntype: mandat\ntittel: Mandatet\ndato: 2018-01-01\norgan: styret\nvedtatt: ST 4/18\nstatus: opphevet\n---\n";
    let files = [
        ("referat/a.md", first.as_str()),
        ("referat/b.md", second.as_str()),
        ("b/plan.md", plan),
        ("register/organer.yaml", "styret: {navn: Styret, kode: ST}\n"),
    ];
    let body = "Jf. [ST 1/18], [det andre][ST 2/18], [ST 3/18], [ST 4/18] og [b/plan], [ST 2/18].";
    let html = html_beside(body, &files);
    let told = |after: &str, word: &str| html.contains(&format!("{after}</a>&nbsp;<span class=\"fate\">({word})</span>"));
    assert!(told("1/18", "nå erstattet") && told("det andre", "nå opphevet") && told("Mandatet", "nå opphevet"), "{html}");
    assert!(told("3/18", "utløpt") && html.matches("fate").count() == 4, "{html}");
    let site = site(&files);
    for (path, count) in [("referat/a", 0), ("referat/b", 0)] {
        let document = site.find_document(path).expect("there");
        let own = pieces(&site, document, "", &[site.document(document).text.span]).concat();
        assert_eq!(own.matches("fate").count(), count, "{path}: {own}");
    }
}

#[test]
fn an_exempt_document_is_words_in_parentheses() {
    let secret =
        "---\ntype: notat\ntittel: Hemmelig tittel\ndato: 2018-01-01\ntilgang: unntatt\nhjemmel: offentleglova § 13\n---\n\nHemmelig.\n";
    let html = html_beside("Se [b/varsel] og [varselet om X][b/varsel].", &[("b/varsel.md", secret)]);
    assert_eq!(html.matches("(unntatt, offentleglova § 13)").count(), 2, "{html}");
    assert!(!html.contains("Hemmelig") && !html.contains("b/varsel") && !html.contains("varselet om X"), "{html}");
}

#[test]
fn of_an_exempt_decision_the_id_stands_and_no_words_that_tell_of_it() {
    let whole = "---\ntype: referat\ntilgang: unntatt\nhjemmel: offentleglova § 13\norgan: styret\ndato: 2018-01-01\nvedtak: [{id: ST 1/18}]\n---\n";
    let part =
        "---\ntype: referat\norgan: styret\ndato: 2018-02-01\nvedtak: [{id: ST 2/18, unntatt: ja, hjemmel: offentleglova § 13}]\n---\n";
    let files = [
        ("referat/a.md", whole),
        ("referat/b.md", part),
        ("referat/a/x.png", "x"),
        ("register/organer.yaml", "styret: {navn: Styret, kode: ST}\n"),
    ];
    let body = "Jf. [ST 1/18], [klagen fra X][ST 1/18], [ST 2/18] og [*saken* om X][ST 2/18]. ![Bilde av X](../referat/a/x.png)";
    let html = html_beside(body, &files);
    assert_eq!(html.matches("ST\u{a0}1/18 (unntatt, offentleglova § 13)").count(), 2, "{html}");
    assert_eq!(html.matches(">ST\u{a0}2/18</a>").count(), 2, "{html}");
    assert!(html.contains(" (unntatt)") && !html.contains('X') && !html.contains("klagen") && !html.contains("saken"), "{html}");
}

#[test]
fn statutes_in_running_text_become_links() {
    let html = html("Etter NAV-loven § 14 og *NAV-loven § 13* gjelder dette, jf. `NAV-loven § 14`.");
    assert!(html.contains("<a class=\"statute\" href=\"../../lov/nav-loven/#paragraf-14\">NAV-loven §\u{a0}14</a>"), "{html}");
    assert!(html.contains("<em><a class=\"statute\" href=\"../../lov/nav-loven/#paragraf-13\">"), "{html}");
    assert!(html.contains("<code>NAV-loven § 14</code>"), "{html}");
}

#[test]
fn headings_have_anchors_and_tables_are_named_by_them() {
    let html = html("# Øverst\n\n## Økonomi\n\n| Post | Beløp |\n| --- | ---: |\n| Lønn | 300 000 |\n| Sum | 300 000 |\n");
    assert!(html.contains("<h2 id=\"øverst\">Øverst<a class=\"permalink\" href=\"#øverst\" aria-labelledby=\"øverst\">"), "{html}");
    assert!(html.contains("aria-labelledby=\"økonomi\"><table>"), "{html}");
    assert!(
        html.contains("<th scope=\"col\" class=\"n\">Beløp</th>") && html.contains("<tr class=\"sum\"><th scope=\"row\">Sum</th>"),
        "{html}"
    );
    assert!(!html.contains("<h1"), "the page has its own: {html}");
}

#[test]
fn callouts_tasks_and_footnotes_speak_the_language_of_the_text() {
    let html = html("> [!WARNING]\n> Pass på.\n\n- [x] Ferdig\n- [ ] Ikke\n\nEn note[^a], to ganger[^a].\n\n[^a]: Noten.\n");
    assert!(html.contains("<div class=\"callout is-warning\" role=\"note\"><p class=\"callout-title\">Advarsel</p>"), "{html}");
    assert!(
        html.contains("class=\"task done\" role=\"img\" aria-label=\"Utført\"") && html.contains("aria-label=\"Ikke utført\""),
        "{html}"
    );
    assert!(html.contains("id=\"_fnref-1\" href=\"#_fn-1\"") && html.contains("id=\"_fnref-1-2\" href=\"#_fn-1\""), "{html}");
    assert!(html.contains("<li id=\"_fn-1\"><p>Noten.</p>"), "{html}");
}

#[test]
fn words_in_brackets_that_mean_nothing_stay() {
    assert!(html("Han skrev [sic] her.").contains("Han skrev [sic] her."));
}

#[test]
fn the_fingerprint_follows_text_and_targets() {
    let page = "---\ntype: side\ntittel: Prøve\n---\n\nSe [b/annen].\n";
    let print = |text: &str, others: &[(&str, &str)]| {
        let mut files = vec![("a.md", text)];
        files.extend(others);
        let site = site(&files);
        fingerprint(&site, site.find_document("a").expect("there"))
    };
    let other = |title: &str| format!("---\ntype: side\ntittel: {title}\n---\n");
    let (one, two) = (other("En"), other("To"));
    assert_eq!(print(page, &[("b/annen.md", &one)]), print(page, &[("b/annen.md", &one), ("c.md", &two)]));
    assert_ne!(print(page, &[("b/annen.md", &one)]), print(page, &[("b/annen.md", &two)]), "the title stands in the text");
    let repealed = one.replace("tittel", "status: opphevet\ntittel");
    assert_ne!(print(page, &[("b/annen.md", &one)]), print(page, &[("b/annen.md", &repealed)]), "what became of it, too");
    assert_ne!(print(page, &[]), print(page, &[("b/annen.md", &one)]));
    assert_ne!(print(page, &[]), print(&format!("{page}Mer."), &[]));
}

#[test]
fn the_fingerprint_of_a_field_follows_the_front_matter_and_its_own_targets() {
    let print = |said: &str, text: &str, title: &str| {
        let minutes =
            format!("---\ntype: referat\norgan: s\ndato: 2020-01-10\nvedtak:\n  - id: S 1/20\n    tekst: {said}\n---\n\n{text}\n");
        let other = format!("---\ntype: side\ntittel: {title}\n---\n");
        let site = site(&[("a.md", &minutes), ("b/annen.md", &other)]);
        field_fingerprint(&site, site.find_document("a").expect("there"), Role::DecisionText(0))
    };
    let one = print("Se [b/annen].", "Ord.", "En");
    assert_eq!(one, print("Se [b/annen].", "Andre ord.", "En"), "the text is not in the field");
    assert_ne!(one, print("Se også [b/annen].", "Ord.", "En"));
    assert_ne!(one, print("Se [b/annen].", "Ord.", "To"), "the title stands in the field");
    assert_eq!(print("Gå.", "Se [b/annen].", "En"), print("Gå.", "Se [b/annen].", "To"), "it does not");
}

#[test]
fn an_excerpt_is_the_first_paragraph_in_words() {
    let page = "---\ntype: side\ntittel: Prøve\n---\n\n> [!NOTE]\n> Merknad.\n\nFørste **avsnitt** med [lenke](https://example.org) & <b>:\n\n- punkt\n\nAndre.\n";
    let site = site(&[("a.md", page)]);
    let document = site.find_document("a").expect("there");
    assert_eq!(excerpt(&site, document, site.document(document).text.span), "Første avsnitt med lenke &amp; &lt;b&gt;: punkt");
}
