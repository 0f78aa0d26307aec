//! Law 8: no byte of an exempt document reaches an output it is not meant for, be it a page, the search index, a feed,
//! a file's name or a message. Every word that must not get out contains “kanari”.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;

use saksgang::diagnostic::Tongue;
use saksgang::output::Artifact;
use saksgang::pages::search::export;
use saksgang::pipeline::{Built, Caches, Request, build};
use saksgang::report::json;
use saksgang::report::text::{TextOptions, render};
use saksgang::world::Memory;

const MINUTES: &str = "---
type: referat
tittel: Kanarimøtet
dato: 2019-03-01
organ: styret
tilgang: unntatt
hjemmel: offentleglova § 13
sted: Kanarisalen
referent: sekretaeren
til_stede: [lederen, medlem-a, medlem-b, sekretaeren]
gjester: [{navn: Kanari Gjest, rolle: kanarirolle, enhet: {navn: Kanarienheten}}]
sammendrag: Kanarisammendrag.
tema: [kanaritema]
godkjenner: [referat/styret/2019-01-10]
arkivref: kanari-77
alias: [/kanarialias/]
vedlegg: [{fil: kanarifil.txt, tittel: Kanarivedlegg}]
neste_møte: {dato: 2019-04-01, sted: Kanaristedet, merknad: kanarimerknad}
vedtak:
  - {id: ST 3/19, sak: 3, tittel: Kanarivedtak, tekst: Kanaritekst i vedtaket.}
oppfølging:
  - {sak: 3, tekst: Kanarioppgave, ansvarlig: sekretaeren, frist: 2019-05-01}
---

## Sak 3 Kanarisaken {saksgang=budsjettet}

Kanariprosa om [@gjesten] og NAV-loven § 14, jf. [ST 1/19]. Se [et dokument][notat/finnes-ikke].

| Kanari | Tall |
| --- | --- |
| kanaricelle | 1 |

```toml
kanarikode = true
```

![kanaribilde](kanaribilde.png)
";

const MANDATE: &str = "---
type: mandat
tittel: Kanarimandat
dato: 2019-03-01
organ: styret
tilgang: unntatt
hjemmel: offentleglova § 13
oppdragstaker: {navn: Kanariutvalget}
deltakere: [{navn: Kanari Deltaker, rolle: kanarirolle}]
budsjett: {poster: [{post: Kanaripost, beløp: 12}], sum: 12}
---

## Oppdrag

1. Kanaripunkt.
";

const OPEN: &str = "---
type: referat
dato: 2019-04-04
organ: styret
referent: sekretaeren
til_stede: [lederen, medlem-a, medlem-b, sekretaeren]
vedtak:
  - {id: ST 4/19, sak: 1, tittel: Kanaritittel, tekst: Kanaritekst., unntatt: ja, hjemmel: offentleglova § 13, gjelder: [mandat/kanarimandat]}
  - {id: ST 5/19, sak: 1, tekst: 'Jf. [møtet][referat/styret/kanarimote], [referat/styret/kanarimote#sak-3] og [saka](kanarimote.md#sak-3).'}
oppfølging:
  - {sak: 1, tekst: 'Lese [mandatet][mandat/kanarimandat] og [mandat/kanarimandat].', ansvarlig: sekretaeren, frist: 2020-02-01}
  - {sak: 1, tekst: Rydde., ansvarlig: sekretaeren, frist: 2019-06-01, status: lukket, lukket_i: referat/styret/kanarimote}
---

## Sak 1 En lukket sak

Se [møtet i mars][referat/styret/kanarimote#sak-3], [ST 3/19] og [mandatet](../../mandat/kanarimandat.md#punkt-1).
Se [referat/styret/kanarimote], [kanariordene][mandat/kanarimandat], [mandat/kanarimandat][] og [kanarifila](kanarimote/kanarifil.txt).
Se [kanarimote/kanarifil.txt].
";

const FOLLOWING: &str = "---
type: mandat
tittel: Mandat for oppfølgingen
dato: 2019-04-05
organ: styret
vedtatt: ST 5/19
oppdragsgiver: styret
oppdragstaker: kontoret
periode: {fra: 2019-04-05, til: 2020-12-31}
---

## Oppdrag

1. Følge opp [mandat/kanarimandat].
2. Følge opp [kanarisaken][referat/styret/kanarimote#sak-3] hver måned.
";

fn site() -> Memory {
    common::base()
        .with("content/referat/styret/kanarimote.md", MINUTES)
        .with("content/referat/styret/kanarimote/kanarifil.txt", "Kanarivedleggets bytes.")
        .with("content/referat/styret/kanarimote/kanaribilde.png", &b"\x89PNG\r\n\x1a\nkanari"[..])
        .with("content/mandat/kanarimandat.md", MANDATE)
        .with("content/referat/styret/2019-04-04.md", OPEN)
        .with("content/mandat/oppfolging.md", FOLLOWING)
}

fn leaks(built: &Built) -> Vec<String> {
    let mut leaks = Vec::new();
    for (path, artifact) in &built.output.files {
        if path.to_lowercase().contains("kanari") {
            leaks.push(format!("the name {path}"));
        }
        let words = match artifact {
            Artifact::Bytes(bytes) => String::from_utf8_lossy(bytes).to_lowercase(),
            Artifact::Copy { from } => from.to_lowercase(),
            Artifact::Laid { .. } => panic!("{path} lies in memory"),
        };
        if let Some(at) = words.find("kanari") {
            let around: String = words[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
            leaks.push(format!("{path}: …{around}{}…", words[at..].chars().take(40).collect::<String>()));
        }
    }
    // The index's words are packed so that no reader finds them; what it is made of is what the export gives.
    let entries = export::ndjson(&built.checked.site, "saksgang").to_lowercase();
    leaks.extend(entries.lines().filter(|line| line.contains("kanari")).map(|line| format!("search: {line}")));
    leaks
}

#[test]
fn nothing_of_an_exempt_document_or_decision_gets_out() {
    for audience in ["intern", "offentlig"] {
        for drafts in [false, true] {
            let request = Request { as_of: "2020-01-01".parse().ok(), audience: Some(audience.to_owned()), drafts, ..Request::default() };
            let built = build(&site(), &request, &mut Caches::default()).expect("memory never fails");
            assert!(built.output.files.keys().any(|path| path.contains("2019-04-04")), "the open minutes are published");
            for (path, word) in [
                ("kalender/kalender.ics", "meeting-styret-2019-04-04"),
                ("organ/styret/nytt.atom", "ST 5/19"),
                ("api/decisions/2019.json", "ST 5/19"),
                ("vedtak/vedtak.csv", "ST 5/19"),
                ("oppfolging/oppfolging.csv", "Lese"),
            ] {
                let text = built.output.bytes(path).map(String::from_utf8_lossy).unwrap_or_default();
                assert!(text.contains(word), "{path} tells of the open minutes: {text}");
            }
            let leaks = leaks(&built);
            assert!(leaks.is_empty(), "{audience}:\n{}", leaks.join("\n"));
        }
    }
}

#[test]
fn no_message_shows_the_text_of_an_exempt_document() {
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    let checked = build(&site(), &request, &mut Caches::default()).expect("memory never fails").checked;
    let exempt = |path: &str| path.contains("kanari");
    let of_exempt = checked
        .diagnostics
        .iter()
        .filter(|d| checked.site.sources.get(d.finding.place.source).is_some_and(|source| exempt(&source.path)))
        .count();
    assert!(of_exempt > 0, "something is found in the exempt minutes");
    for tongue in [Tongue::Bokmal, Tongue::English] {
        let shown = [
            render(&checked.diagnostics, &checked.site.sources, TextOptions { tongue, colour: false }),
            json::render(&checked.diagnostics, &checked.site.sources, tongue),
        ];
        for shown in shown {
            // The path of the file is how a secretary finds it; its words are what nobody may see.
            let words = shown.to_lowercase().replace("kanarimote", "").replace("kanarimandat.md", "").replace("mandat/kanarimandat", "");
            let around = words.find("kanari").map(|at| words[at..].chars().take(60).collect::<String>());
            assert_eq!(around, None, "{shown}");
        }
    }
}

#[test]
fn what_is_not_exempt_is_there() {
    let open = MINUTES.replace("tilgang: unntatt\nhjemmel: offentleglova § 13\n", "");
    let world = site().with("content/referat/styret/kanarimote.md", open);
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    let built = build(&world, &request, &mut Caches::default()).expect("memory never fails");
    let leaks = leaks(&built).join("\n");
    for word in ["search: {", "kanarimote/index.html", "kanaritema", "kanarialias", "kanarifil.txt"] {
        assert!(leaks.contains(word), "the test sees {word} when it is published:\n{leaks}");
    }
}
