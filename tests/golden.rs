//! What each family's page looks like as HTML, in tests/golden/, for people to read when it changes.
//!
//! The site is the one that docs/format.md makes. Of each template one page is kept, its main part only; of one page everything.
//! `UPDATE=1 cargo test --test golden` writes them anew. Read the difference before you commit it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/contract.rs"]
mod contract;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use saksgang::pages::{Draft, pages};
use saksgang::pipeline::{Built, Caches, Request, build};

/// The page that stands for each template, sorted. A new template gets a line here.
const PAGES: &[(&str, &str)] = &[
    ("actions.html", "oppfolging/index.html"),
    ("agreement.html", "avtale/felleskontoret/index.html"),
    ("bodies.html", "organ/index.html"),
    ("body.html", "organ/partnerskapet/index.html"),
    ("calendar.html", "kalender/index.html"),
    ("case.html", "sak/felleskontoret/index.html"),
    ("cases.html", "sak/index.html"),
    ("data.html", "api/index.html"),
    ("decision.html", "vedtak/ps-1-24/index.html"),
    ("document.html", "flyttet/index.html"),
    ("front.html", "index.html"),
    ("guide.html", "veileder/partnerskapsavtale/index.html"),
    ("list.html", "rapport/index.html"),
    ("lost.html", "404.html"),
    ("mandate.html", "mandat/felleskontoret/index.html"),
    ("minutes.html", "referat/partnerskapet/2024-04-11/index.html"),
    ("people.html", "person/index.html"),
    ("person.html", "person/per-protokollvik/index.html"),
    ("plan.html", "organisasjonsplan/felleskontoret/index.html"),
    ("quality.html", "kvalitet/index.html"),
    ("redirect.html", "gammel-side/index.html"),
    ("register.html", "vedtak/index.html"),
    ("search.html", "sok/index.html"),
    ("statement.html", "tilgjengelighet/index.html"),
    ("statute.html", "lov/nav-loven/index.html"),
    ("statutes.html", "lov/index.html"),
    ("topics.html", "tema/index.html"),
    ("unit.html", "enhet/felleskontoret/index.html"),
    ("units.html", "enhet/index.html"),
];

/// The page that is kept whole, with head, menu and foot.
const WHOLE: &str = "document.html";

fn site() -> Built {
    let request = Request { as_of: "2024-04-20".parse().ok(), ..Request::default() };
    build(&contract::site(), &request, &mut Caches::default()).expect("memory never fails")
}

/// The main part of a page. Lines that hold nothing say nothing.
fn main_part(page: &str) -> String {
    let inside = page.split_once("<main").and_then(|(_, rest)| rest.rsplit_once("</main>"));
    let text = inside.map_or(page.to_owned(), |(main, _)| format!("<main{main}</main>\n"));
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    // Marks of the content of styles and scripts change with them, and are held by other tests.
    lines.join("\n") + "\n"
}

/// Without the marks of the assets' content.
fn unmarked(page: &str) -> String {
    let mut pieces = page.split("/_/");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let cut = piece.find('"').and_then(|end| piece.get(..end)?.find('?').map(|mark| (mark, end)));
        let piece = cut.map_or(piece.to_owned(), |(mark, end)| format!("{}{}", &piece[..mark], &piece[end..]));
        format!("{text}/_/{piece}")
    })
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

#[test]
fn every_family_has_its_page() {
    let built = site();
    assert!(built.whole, "{:?}", built.checked.diagnostics);
    let update = std::env::var_os("UPDATE").is_some();
    let mut differ = Vec::new();
    for (template, path) in PAGES {
        let bytes =
            built.output.bytes(path).unwrap_or_else(|| panic!("{path} is there: {:?}", built.output.files.keys().collect::<Vec<_>>()));
        let page = unmarked(&String::from_utf8_lossy(bytes));
        let wanted = if *template == WHOLE { page } else { main_part(&page) };
        let file = golden(template);
        if update {
            fs::write(&file, &wanted).expect("tests/golden");
        } else if fs::read_to_string(&file).unwrap_or_default() != wanted {
            differ.push(format!("{template} ({path}):\n{}", first_difference(&fs::read_to_string(&file).unwrap_or_default(), &wanted)));
        }
    }
    assert!(
        differ.is_empty(),
        "{} pages changed; UPDATE=1 cargo test --test golden writes them anew:\n{}",
        differ.len(),
        differ.join("\n")
    );
}

fn first_difference(before: &str, now: &str) -> String {
    let lines = before.lines().map(Some).chain(std::iter::repeat(None)).zip(now.lines().map(Some).chain(std::iter::repeat(None)));
    let differ = lines.take_while(|pair| *pair != (None, None)).find(|(before, now)| before != now);
    differ.map_or(String::new(), |(before, now)| format!("- {}\n+ {}", before.unwrap_or_default(), now.unwrap_or_default()))
}

#[test]
fn every_template_has_a_page_and_each_page_is_of_its_template() {
    let built = site();
    let made: BTreeSet<(String, String)> = pages(&built.checked.site, &built.checked.diagnostics)
        .iter()
        .map(Draft::made)
        .map(|page| (page.template.to_owned(), page.path))
        .collect();
    for (template, path) in PAGES {
        assert!(made.contains(&((*template).to_owned(), (*path).to_owned())), "{path} is made by {template}");
    }
    let listed: BTreeSet<&str> = PAGES.iter().map(|(template, _)| *template).collect();
    let missing: BTreeSet<&str> =
        made.iter().map(|(template, _)| template.as_str()).filter(|template| !listed.contains(template)).collect();
    assert!(missing.is_empty() && PAGES.is_sorted(), "every template stands in PAGES, sorted; missing: {missing:?}");
    let files = fs::read_dir(golden("")).expect("tests/golden").filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    assert_eq!(files.collect::<BTreeSet<_>>(), listed.into_iter().map(str::to_owned).collect(), "one file for each, and no other");
}

#[test]
fn no_golden_is_too_long_to_be_read() {
    for (template, _) in PAGES {
        let text = fs::read_to_string(golden(template)).expect("tests/golden");
        assert!(text.lines().count() <= 160, "{template}: {} lines", text.lines().count());
    }
}
