//! Pages that staff and editors browse: action items by body, year and who is responsible, the chain of a decision drawn, what the
//! quality page tells and what it keeps, the accessibility statement, and the languages of the frame.
//!
//! Reads the built output, as a browser would get it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;

use std::fmt::Write;

use saksgang::output::Artifact;
use saksgang::pages::{FAMILIES, Where};
use saksgang::pipeline::{Built, Caches, Request, at, build};
use saksgang::world::Memory;

const TOML: &str = "format = 1\ntitle = \"Prøve\"\n";

fn built(world: &Memory) -> Built {
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    let built = build(world, &request, &mut Caches::default()).expect("memory never fails");
    assert!(built.whole, "the theme renders every page");
    built
}

fn page(built: &Built, path: &str) -> String {
    let bytes = built.output.bytes(path).unwrap_or_else(|| panic!("{path} is there: {:?}", built.output.files.keys().collect::<Vec<_>>()));
    String::from_utf8_lossy(bytes).into_owned()
}

/// The words of a page, without its markup, spaces alike.
fn words(built: &Built, path: &str) -> String {
    let html = page(built, path);
    let text: String = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect::<Vec<_>>().join(" ");
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Minutes of the base's body with decisions and action items as YAML.
fn minutes(date: &str, rest: &str) -> String {
    format!(
        "---\ntype: referat\ndato: {date}\norgan: styret\nreferent: sekretaeren\ntil_stede: [lederen, medlem-a, medlem-b, sekretaeren]\n{rest}---\n\n\
         ## Sak 1 Rammen\n\nVi så på rammen.\n"
    )
}

#[test]
fn action_items_have_pages_by_body_year_and_who_is_responsible() {
    let held = minutes(
        "2019-03-01",
        "oppfølging:\n  - {sak: 1, tekst: Skrive notatet., ansvarlig: medlem-a, frist: 2019-04-01}\n  \
         - {sak: 1, tekst: Ringe kommunen., ansvarlig: medlem-b, status: lukket}\n",
    );
    let built = built(&common::base().with("content/referat/styret/2019-03-01.md", held));
    let of = |path: &str| words(&built, &format!("oppfolging/{path}index.html"));
    assert!(of("").contains("Over fristen 1"), "{}", of(""));
    for path in ["organ/styret/", "ar/2019/"] {
        assert!(of(path).contains("Skrive notatet.") && of(path).contains("Ringe kommunen."), "{path}: {}", of(path));
    }
    let responsible = of("ansvarlig/medlem-a/");
    assert!(responsible.contains("Skrive notatet.") && !responsible.contains("Ringe kommunen."), "{responsible}");
    assert!(responsible.contains("Status per 1. januar 2020"), "lateness depends on the day: {responsible}");
    assert!(!of("lukket/").contains("Status per"), "what is closed does not: {}", of("lukket/"));
}

#[test]
fn very_many_who_are_responsible_are_listed_on_one_page_and_the_others_lead_there() {
    let mut world = common::base();
    let mut people = String::from_utf8_lossy(&world.files["content/register/personer.yaml"]).into_owned();
    let mut tasks = "oppfølging:\n".to_owned();
    for n in 0..201 {
        let _ = writeln!(people, "person-{n}: {{navn: Nr{n} Personsen}}");
        let _ = writeln!(tasks, "  - {{sak: 1, tekst: Oppgave {n}., ansvarlig: person-{n}, frist: 2030-04-01}}");
    }
    world =
        world.with("content/register/personer.yaml", people).with("content/referat/styret/2019-03-01.md", minutes("2019-03-01", &tasks));
    let built = built(&world);
    let of = |path: &str| page(&built, &format!("oppfolging/{path}index.html"));
    assert!(of("").contains("<details id=\"_ansvarlig\">") && of("").matches("/ansvarlig/person-").count() == 201);
    for path in ["organ/styret/", "lukket/", "ansvarlig/person-7/"] {
        assert!(of(path).contains("#_ansvarlig\">Etter ansvarlig <span class=\"n\">202</span></a>"), "{path}: {}", of(path));
        assert!(!of(path).contains("ansvarlig/person-8/"), "{path}");
    }
}

#[test]
fn what_is_late_stands_first_and_is_two_clicks_away_however_long_the_list() {
    let mut world = common::base();
    for (year, due) in [(2018, "2018-12-01"), (2019, "2030-12-01")] {
        let mut tasks = "oppfølging:\n".to_owned();
        for n in 0..120 {
            let _ = writeln!(tasks, "  - {{sak: 1, tekst: Oppgave {n} fra {year}., ansvarlig: medlem-a, frist: {due}}}");
        }
        world = world.with(&format!("content/referat/styret/{year}-05-02.md"), minutes(&format!("{year}-05-02"), &tasks));
    }
    let built = built(&world);
    let rows = |path: &str| page(&built, path).matches(">Oppgave ").count();
    assert_eq!(rows("oppfolging/index.html"), 240, "the late ones of an earlier year stand beside the latest year");
    let first = words(&built, "oppfolging/index.html");
    assert!(first.find("Oppgave 7 fra 2018").is_some_and(|late| late < first.find("Oppgave 0 fra 2019").unwrap_or(0)), "and before it");
    assert!(page(&built, "oppfolging/index.html").contains("href=\"../oppfolging/over-fristen/\""));
    assert_eq!(rows("oppfolging/over-fristen/index.html"), 120);
    assert_eq!(rows("oppfolging/ansvarlig/medlem-a/index.html"), 240, "so it is for everybody who owes them");
    assert!(page(&built, "index.html").contains("<a class=\"late\" href=\"oppfolging/over-fristen/\">120 over fristen</a>"));
}

#[test]
fn titles_in_another_language_are_marked_wherever_they_stand() {
    let english = "språk: en\nalias: [/gammelt/]\nsammendrag: The board met.\ntittel: The board\nvedtak:\n  - {id: ST 9/19, sak: 1, tittel: The \
        frame, tekst: Agreed.}\noppfølging:\n  - {sak: 1, tekst: Write the note., ansvarlig: medlem-a}\n";
    let built = built(&common::base().with("content/referat/styret/2019-05-02.md", minutes("2019-05-02", english)));
    let meeting = "referat/styret/2019-05-02/";
    for (path, said) in [
        ("ar/2019/index.html", format!("<a href=\"../../{meeting}\" lang=\"en\">The board</a>")),
        ("ar/2019/index.html", "<p class=\"summary\" lang=\"en\">The board met.</p>".to_owned()),
        ("vedtak/index.html", "<span lang=\"en\">The frame</span>".to_owned()),
        ("vedtak/st-9-19/index.html", format!("<a href=\"../../{meeting}#st-9-19\" lang=\"en\">The board</a>")),
        ("oppfolging/index.html", "<th scope=\"row\" lang=\"en\">Write the note.</th>".to_owned()),
        ("gammelt/index.html", format!("<a href=\"../{meeting}\" lang=\"en\">The board</a>")),
    ] {
        assert!(page(&built, path).contains(&said), "{said} in {path}: {}", page(&built, path));
    }
    let own = page(&built, "referat/styret/2019-01-10/index.html");
    assert_eq!(own.matches(" lang=\"").count(), 1, "the site's own language is said once: {own}");
}

#[test]
fn what_is_cited_in_an_authors_own_words_has_its_address_on_paper() {
    let text = "---\ntype: notat\ntittel: Notatet\ndato: 2019-02-01\n---\n\n## Bakgrunn\n\nSe [møtet i januar][referat/styret/2019-01-10], \
        [ST 1/19], [lederen][@lederen] og [over](#bakgrunn).\n";
    let note = page(&built(&common::base().with("content/notat/a.md", text)), "notat/a/index.html");
    assert!(note.contains("data-to=\"referat/styret/2019-01-10\">møtet i januar</a>"), "{note}");
    assert_eq!(note.matches("data-to=").count(), 1, "an id, a name and a place of the same page need none: {note}");
    assert!(note.contains("Adressene i parentes begynner med: https://example.org/prove/"), "{note}");
}

#[test]
fn the_front_page_tells_what_is_next_before_how_much_there_is() {
    let front = page(&built(&common::base()), "index.html");
    let at = |id: &str| front.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("{id} in {front}"));
    assert!(at("_referater") < at("_vedtak") && at("_vedtak") < at("_oppgaver") && at("_oppgaver") < at("_mandater"));
    assert!(at("_mandater") < front.find("class=\"counts\"").expect("the counts"));
}

#[test]
fn a_register_of_very_many_is_split_by_year() {
    let mut world = common::base();
    for year in [2018, 2019] {
        let mut decisions = "vedtak:\n".to_owned();
        for n in 10..130 {
            let _ = writeln!(decisions, "  - {{id: ST {n}/{}, sak: 1, tekst: Vedtak nummer {n}.}}", year % 100);
        }
        world = world.with(&format!("content/referat/styret/{year}-05-02.md"), minutes(&format!("{year}-05-02"), &decisions));
    }
    let built = built(&world);
    let rows = |path: &str| page(&built, path).matches("<tr><th scope=\"row\"").count();
    assert!((120..=130).contains(&rows("vedtak/index.html")), "the latest year: {}", rows("vedtak/index.html"));
    assert!((120..=130).contains(&rows("vedtak/organ/styret/index.html")), "the body's latest year");
    assert_eq!(rows("vedtak/organ/styret/2018/index.html"), 120);
    assert!(
        page(&built, "vedtak/organ/styret/index.html").contains("href=\"../../../vedtak/organ/styret/2018/\""),
        "and leads to the other"
    );
    assert_eq!(
        page(&built, "organ/styret/index.html").matches("<tr><th scope=\"row\" data-label=\"Id\"").count(),
        50,
        "a body shows the latest"
    );
}

#[test]
fn a_chain_is_drawn_with_the_documents_that_its_decisions_adopted() {
    let changed = minutes(
        "2019-03-01",
        "vedtak:\n  - {id: ST 2/19, sak: 1, tekst: Rammen endres., endrer: [ST 1/19], gjelder: [mandat/prosjektet]}\n",
    );
    let built = built(&common::base().with("content/referat/styret/2019-03-01.md", changed));
    let earlier = page(&built, "vedtak/st-1-19/index.html");
    let drawing = earlier.split("<svg").nth(1).and_then(|rest| rest.split("</svg>").next()).expect("a drawing");
    for said in ["href=\"../../vedtak/st-2-19/\"", "href=\"../../mandat/prosjektet/\"", "endrer ST\u{a0}1/19"] {
        assert!(drawing.contains(said), "{said} in {drawing}");
    }
    assert!(words(&built, "vedtak/st-1-19/index.html").contains("endrer ST 1/19 (fra 1. mars 2019 )"), "the list says the same");
}

#[test]
fn what_is_cited_can_be_copied_without_a_script() {
    let built = built(&common::base());
    let minutes = page(&built, "referat/styret/2019-01-10/index.html").replace('\u{a0}', " ");
    assert!(minutes.contains("<a href=\"#st-1-19\">ST 1/19, Styret 10. januar 2019, sak 1</a>"), "{minutes}");
    assert!(minutes.contains("data-cite=\"ST 1/19, Styret 10. januar 2019, sak 1\""), "the decision has a link of its own");
}

#[test]
fn editors_get_the_open_findings_and_nothing_of_what_is_exempt() {
    let secret = "---\ntype: notat\ntittel: Hemmelig kanari\ndato: 2019-02-01\ntilgang: unntatt\nhjemmel: offentleglova § 13\n---\n\n\
        Se [et dokument][notat/finnes-ikke].\n";
    let open =
        "---\ntype: notat\ntittel: Notatet\ndato: 2019-02-01\n---\n\nSe [et dokument][notat/borte] og [det andre][notat/kanari#borte].\n";
    let world = common::base().with("content/notat/kanari.md", secret).with("content/notat/apent.md", open);
    assert!(built(&world).output.bytes("kvalitet/index.html").is_none(), "only where site.toml asks for it");
    let built = built(&world.with("site.toml", format!("{TOML}quality = true\n")));
    let told = words(&built, "kvalitet/index.html");
    assert!(told.contains("Notatet") && told.contains("ref-unknown-document") && told.contains("notat/borte"), "{told}");
    assert!(!told.to_lowercase().contains("kanari") && !told.contains("finnes-ikke"), "{told}");
    assert!(
        told.contains("i et dokument som ikke vises her") || told.contains("i dokumenter som ikke vises her"),
        "what is hidden is counted: {told}"
    );
    assert!(words(&built, "kvalitet/ref-unknown-document/index.html").contains("notat/borte"));
    assert!(page(&built, "kvalitet/index.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(page(&built, "index.html").contains("href=\"kvalitet/\""), "the foot of every page leads there");
}

#[test]
fn a_mended_fault_leaves_the_quality_page_in_a_warm_build_too() {
    let faulty = "---\ntype: notat\ntittel: Notatet\ndato: 2019-02-01\n---\n\nSe [et dokument][notat/borte].\n";
    let world = common::base().with("site.toml", format!("{TOML}quality = true\n"));
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    let mut caches = Caches::default();
    let first = build(&world.clone().with("content/notat/a.md", faulty), &request, &mut caches).expect("memory never fails");
    assert!(page(&first, "kvalitet/index.html").contains("notat/borte"));
    let mended = world.with("content/notat/a.md", faulty.replace("Se [et dokument][notat/borte].", "Ingenting."));
    let warm = build(&mended, &request, &mut caches).expect("memory never fails");
    let cold = build(&mended, &request, &mut Caches::default()).expect("memory never fails");
    assert!(!page(&warm, "kvalitet/index.html").contains("notat/borte"));
    assert!(page(&warm, "kvalitet/index.html") == page(&cold, "kvalitet/index.html"));
}

#[test]
fn the_accessibility_statement_says_what_site_toml_says() {
    let toml = format!(
        "{TOML}owner = \"Kontoret\"\n[accessibility]\nstatus = \"partial\"\ncontact = \"post@example.org\"\ndate = 2019-03-01\n\
         [[accessibility.exceptions]]\nwhat = \"Skannede vedlegg\"\ncriterion = \"1.1.1\"\ninstead = \"Be om teksten\"\n"
    );
    assert!(built(&common::base()).output.bytes("tilgjengelighet/index.html").is_none(), "no statement that nobody made");
    let built = built(&common::base().with("site.toml", toml));
    let told = words(&built, "tilgjengelighet/index.html");
    for said in ["Kontoret er ansvarlig", "Delvis i samsvar", "1. mars 2019", "Skannede vedlegg krav 1.1.1", "Be om teksten"] {
        assert!(told.contains(said), "{said} in {told}");
    }
    assert!(page(&built, "tilgjengelighet/index.html").contains("href=\"mailto:post@example.org\""));
}

#[test]
fn the_page_for_lost_addresses_knows_those_there_are() {
    let secret =
        "---\ntype: notat\ntittel: Hemmelig kanari\ndato: 2019-02-01\ntilgang: unntatt\nhjemmel: offentleglova § 13\n---\n\nTekst.\n";
    let built = built(&common::base().with("content/notat/kanari.md", secret));
    let known: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&page(&built, "sok/adresser.json")).expect("an object of addresses");
    assert!(known.contains_key("vedtak/st-1-19/") && known.contains_key("ar/2019/"), "{known:?}");
    assert!(!known.keys().any(|address| address.contains("kanari") || address.contains("404")), "{known:?}");
}

#[test]
fn a_language_with_words_for_the_frame_alone_marks_what_it_borrows() {
    let built = built(&common::base().with("site.toml", TOML.replace("format = 1", "format = 1\nlanguage = \"se\"")));
    let register = page(&built, "vedtak/index.html");
    for said in [
        "<html lang=\"se\">",
        "aria-current=\"page\">Mearrádusat</a>",
        "<main id=\"_innhold\" tabindex=\"-1\" lang=\"nb\"",
        "<a href=\"../oppfolging/\" lang=\"nb\">Oppfølging</a>",
        "lang=\"se\">ođđajagemánu 10. b. 2019</time>",
    ] {
        assert!(register.replace('\u{a0}', " ").contains(said), "{said} in {register}");
    }
}

#[test]
fn an_english_site_calls_minutes_in_english() {
    let english = TOML.replace("format = 1", "format = 1\nlanguage = \"en\"");
    let built = built(&common::base().with("site.toml", english).with("content/referat/styret/2019-05-02.md", minutes("2019-05-02", "")));
    let told = words(&built, "referat/styret/2019-05-02/index.html");
    assert!(told.contains("Minutes – Styret 2 May 2019") && !told.contains("Referat"), "{told}");
    let front = words(&built, "index.html");
    assert!(
        front.contains("Minutes – Styret 2 May 2019") && !front.contains("2 May 2019 2 May 2019"),
        "a day in a title is said once: {front}"
    );
}

/// Pages of every kind: former addresses, documents at addresses of registers, and two documents with one address.
fn crowded() -> Memory {
    let note = |title: &str, more: &str| format!("---\ntype: notat\ntittel: {title}\ndato: 2019-01-02\n{more}---\n\nTekst.\n");
    let toml = "quality = true\n[accessibility]\nemail = \"post@example.org\"\n";
    common::base()
        .with("site.toml", format!("{TOML}{toml}"))
        .with("content/notat/a.md", note("A", "alias: [gammel/a, gammel.html]\n"))
        .with("content/notat/A.md", note("Stor A", ""))
        .with("content/notat/æ ø.md", note("Æ", ""))
        .with("content/organ/styret.md", note("Styret selv", ""))
        .with("content/vedtak/index.md", note("Vedtakene", ""))
        .with("content/index.md", note("Forsiden", ""))
        .with("content/notat/index.md", note("Notatene", ""))
}

#[test]
fn each_page_is_found_by_itself_as_it_is_among_all_and_nothing_else_is() {
    let built = built(&crowded());
    let pages: Vec<_> = built.output.files.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    for wanted in ["gammel/a/index.html", "gammel.html", "organ/styret/index.html", "kvalitet/index.html", "tilgjengelighet/index.html"] {
        assert!(pages.iter().any(|(path, _)| *path == wanted), "{wanted}");
    }
    for (path, page) in pages {
        let Artifact::Bytes(bytes) = page else { panic!("{path} is made") };
        assert!(at(&built.checked, path) == Some(Artifact::Bytes(bytes.clone())), "{path}");
    }
    for path in ["gammel/index.html", "organ/ingen/index.html", "notat/b/index.html", "ny.html", "vedtak/styret/index.html"] {
        assert!(at(&built.checked, path).is_none(), "{path}");
    }
}

#[test]
fn every_family_lies_where_it_says() {
    let built = built(&crowded());
    let site = &built.checked.site;
    for family in FAMILIES {
        for draft in (family.pages)(site) {
            let first = draft.path.split('/').next().unwrap_or_default();
            let id = draft.path.trim_end_matches("index.html").trim_end_matches('/');
            let lies = match family.lies {
                Where::Below(part) => part == first,
                Where::AtDocuments => site.find_document(id).is_some(),
                Where::Anywhere => true,
            };
            assert!(lies, "{} at {}", family.name, draft.path);
        }
    }
}
