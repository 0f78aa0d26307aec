//! Pages that are made from several documents: an agreement beside its guide, a mandate's points, lists, redirects, the sitemap.
//!
//! Reads the built output, as a browser would get it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;

use saksgang::pipeline::{Built, Caches, Request, build};
use saksgang::world::Memory;

const GUIDE: &str = "---
type: veileder
tittel: Veileder til avtalen
dato: 2019-01-02
versjon: 3.0
krever_punkt: [1, 2, 2.10]
krever_vedlegg: [driftsavtale]
---

## 1 Parter

Hvem avtalen gjelder.

### Til vurdering

- Er begge parter nevnt?

## 2 Drift

Hvordan kontoret drives.

### 2.10 Åpningstid

Når kontoret er åpent.
";

const AGREEMENT: &str = "---
type: avtale
tittel: Avtale om kontoret
dato: 2019-02-01
følger: veileder/avtalen
parter: [{enhet: {navn: Kommunen}, representert_ved: {navn: Rådmannen}}, {enhet: {navn: Etaten}}]
periode: {fra: 2019, til: 2022-06}
alias: [/gammel avtale/, /vedtak/, /om/]
tema: [Avtaler]
---

Innledning.

## 1 Avtaleparter

Vi to.

## 3 Annet

Ellers ingenting.
";

fn site() -> Memory {
    common::base().with("content/veileder/avtalen.md", GUIDE).with("content/avtale/kontoret.md", AGREEMENT)
}

fn built(world: &Memory) -> Built {
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    let built = build(world, &request, &mut Caches::default()).expect("memory never fails");
    assert!(!built.output.files.is_empty(), "something is published");
    built
}

/// The words of a page, without its markup, spaces alike.
fn words(built: &Built, path: &str) -> String {
    let html = page(built, path);
    let text: String = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect::<Vec<_>>().join(" ");
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page(built: &Built, path: &str) -> String {
    let bytes = built.output.bytes(path).unwrap_or_else(|| panic!("{path} is there: {:?}", built.output.files.keys().collect::<Vec<_>>()));
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn an_agreement_says_what_its_guide_misses_in_it() {
    let built = built(&site());
    let agreement = words(&built, "avtale/kontoret/index.html");
    for said in [
        "2 punkter som veilederen krever, mangler: 2 Drift 2.10 Åpningstid",
        "Vedlegg som mangler: driftsavtale.",
        "Ett punkt finnes ikke i veilederen: 3 Annet",
        "Ett punkt har en annen overskrift enn i veilederen: 1 Avtaleparter",
        "Periode 2019 – juni 2022",
        "Er begge parter nevnt?",
        "Punkt 2.10 mangler i avtalen.",
    ] {
        assert!(agreement.contains(said), "“{said}” in {agreement}");
    }
    let place = |words: &str| agreement.rfind(words).unwrap_or_else(|| panic!("{words}"));
    assert!(
        place("Vi to.") < place("Punkt 2 mangler") && place("Punkt 2.10 mangler") < place("Ellers ingenting."),
        "in the order of numbers"
    );
    assert!(words(&built, "veileder/avtalen/index.html").contains("Avtaler som følger veilederen 1 # Avtale om kontoret"));
}

#[test]
fn a_guide_that_the_audience_does_not_get_leaves_no_trace_in_the_agreement() {
    let exempt = GUIDE.replace("versjon: 3.0", "tilgang: unntatt\nhjemmel: offentleglova § 14");
    let built = built(&site().with("content/veileder/avtalen.md", exempt));
    let agreement = page(&built, "avtale/kontoret/index.html");
    for secret in ["Åpningstid", "begge parter", "Veileder til", "Drift", "2.10"] {
        assert!(!agreement.contains(secret), "{secret}");
    }
    assert!(agreement.contains("Ellers ingenting."));
}

#[test]
fn former_addresses_lead_on_unless_something_else_lies_there() {
    let built = built(&site());
    let moved = page(&built, "gammel avtale/index.html");
    assert!(moved.contains("content=\"0; url=../avtale/kontoret/\"") && moved.contains("<a href=\"../avtale/kontoret/\""), "{moved}");
    assert!(page(&built, "vedtak/index.html").contains("Vedtaksregister"), "the register is not replaced by an alias");
    assert!(!page(&built, "om/index.html").contains("http-equiv=\"refresh\""), "nor is a document");
}

#[test]
fn lists_hold_what_is_shown_and_nothing_else() {
    let secret = "---\ntype: notat\ntittel: Utkastet\ndato: 2011-01-01\nstatus: utkast\ntema: [Hemmelig]\n---\n\nTekst.\n";
    let built =
        built(&site().with("content/notat/utkast.md", secret).with("content/notat/to ord.md", secret.replace("status: utkast\n", "")));
    assert!(words(&built, "avtale/index.html").contains("Avtale om kontoret"));
    assert!(words(&built, "ar/2019/index.html").contains("Avtale om kontoret"));
    assert!(words(&built, "tema/avtaler/index.html").contains("Avtale om kontoret"));
    assert!(words(&built, "notat/index.html").contains("Notater 1"), "{}", words(&built, "notat/index.html"));
    assert!(page(&built, "notat/index.html").contains("href=\"../notat/to%20ord/\""));
    assert!(built.output.bytes("notat/to ord/index.html").is_some(), "a page lies where its address leads");
    assert!(words(&built, "kalender/index.html").contains("Holdte møter 2019"));
}

#[test]
fn search_engines_get_the_pages_and_not_what_leads_to_them() {
    let toml = "format = 1\ntitle = \"Prøve\"\nbase_url = \"https://example.org/x/\"\n";
    let open = built(&site().with("site.toml", toml));
    let map = page(&open, "sitemap.xml");
    assert!(map.contains("<loc>https://example.org/x/avtale/kontoret/</loc>"), "{map}");
    for unlisted in ["404", "/sok/", "gammel"] {
        assert!(!map.contains(unlisted), "{unlisted}");
    }
    assert!(page(&open, "robots.txt").contains("Allow: /\nSitemap: https://example.org/x/sitemap.xml"));
    assert!(page(&open, "404.html").contains("href=\"/x/vedtak/\""), "links of the page for lost addresses begin at the server's root");

    let internal = site().with("site.toml", toml).with("content/avtale/kontoret.md", AGREEMENT.replace("tema:", "tilgang: intern\ntema:"));
    assert_eq!(page(&built(&internal), "robots.txt"), "User-agent: *\nDisallow: /\n", "what is internal is not for search engines");
}

#[test]
fn an_adoption_outside_the_site_is_told_with_its_date_and_case() {
    let plan = "---\ntype: organisasjonsplan\ntittel: Planen\ndato: 2019-02-01\nenhet: {navn: Kontoret}\n\
        vedtatt: {organ: Kommunestyret, dato: 2019-01-31, sak: 7/19}\nfremdrift:\n  - {navn: Start, fra: 2019-03, til: 2019-04}\n---\n\nTekst.\n";
    let built = built(&common::base().with("content/plan.md", plan));
    let told = page(&built, "plan/index.html");
    let adopted = told.split("<dt>Vedtatt</dt>").nth(1).and_then(|rest| rest.split("</dd>").next()).expect("who adopted it");
    assert_eq!(
        adopted.trim().replace('\n', ""),
        "<dd>Kommunestyret, <time datetime=\"2019-01-31\">31.\u{a0}januar 2019</time>, sak 7/19",
        "{adopted}"
    );
    assert!(told.contains("mars 2019</time>\u{a0}– <time"), "several words on each side of the dash: {told}");
}

#[test]
fn search_says_names_where_the_text_says_ids() {
    let built = built(&common::base().with(
        "content/notat/hvem.md",
        "---\ntype: notat\ntittel: Hvem\ndato: 2019-02-01\n---\n\nSaken går til [@styret], ikke til post@eksempel.\n",
    ));
    let index = page(&built, "sok/indeks.js");
    assert!(!index.contains("@styret"), "{index}");
    assert!(index.contains("post@eksempel"), "what is no id stays");
}
