//! No rule and no family of pages is more than linear in documents: twice the documents are at most about twice the work.
//!
//! Work is counted, not timed: what a rule or a family allocates while it looks at a site of one body with N meetings, then at one with 2N.
//! One that collects, sorts, formats or looks up for every pair of documents allocates four times as much. Once the documents are as
//! they should be, once each has a fault for nearly every rule to find, once one document is twice as long, and once it has twice the
//! items. What only walks a list again and again allocates nothing, and is not seen here.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::fmt::Write;

use allocation_counter::measure;
use saksgang::index::Site;
use saksgang::pages::{FAMILIES, Family};
use saksgang::pipeline::{Caches, Request, check};
use saksgang::rules::{ALL, Notes, Record};
use saksgang::world::Memory;

/// Meetings of the smaller site.
const MEETINGS: usize = 250;
/// Agenda items of the shorter of two minutes.
const ITEMS: usize = 200;
/// Twice the documents may be this much more work: two, and something for trees and tables that grow in steps.
const MOST: f64 = 2.5;
/// Work below this many bytes is noise.
const NOISE: u64 = 20_000;

#[test]
fn twice_the_documents_are_twice_the_work() {
    let (small, large) = (site(MEETINGS, false), site(2 * MEETINGS, false));
    assert_eq!(large.documents.len(), 2 * small.documents.len(), "twice the documents");
    hold(rules(&small, &large));
}

#[test]
fn twice_the_faults_are_twice_the_work() {
    let (small, large) = (site(MEETINGS, true), site(2 * MEETINGS, true));
    hold(rules(&small, &large));
    let speaking = ALL.iter().filter(|rule| found(rule, &small) >= MEETINGS / 2).count();
    assert!(speaking >= 25, "faults for many rules, in nearly every document: {speaking}");
}

#[test]
fn twice_the_documents_are_twice_the_pages() {
    let (small, large) = (site(MEETINGS, false), site(2 * MEETINGS, false));
    let mut many = 0;
    let growth = FAMILIES.iter().map(|family| {
        many += usize::from((family.pages)(&small).len() >= MEETINGS);
        (family.name, pages(family, &small), pages(family, &large))
    });
    hold(growth.collect());
    assert!(many >= 5, "families with a page for each meeting: {many}");
}

#[test]
fn twice_the_text_is_twice_the_work() {
    let site = |items| {
        let world = memory(1, false).with("content/referat/styret/2012-03-05.md", long_minutes(items));
        checked(&world)
    };
    let (small, large) = (site(ITEMS), site(2 * ITEMS));
    hold(rules(&small, &large));
    for name in ["a11y-capitals", "ref-empty-target", "ref-unlinked", "sum-table"] {
        let rule = ALL.iter().find(|rule| rule.name == name).expect("a rule");
        assert!(found(rule, &small) >= ITEMS, "{name} has much to say");
    }
}

#[test]
fn twice_the_agenda_items_are_twice_the_pages() {
    let world = |items| memory(1, false).with("content/referat/styret/2012-03-05.md", full_minutes(items));
    let (few, many) = (world(ITEMS), world(2 * ITEMS));
    let read = |world: &Memory| measure(|| drop(checked(world))).bytes_total;
    let (small, large) = (checked(&few), checked(&many));
    assert_eq!((small.decisions.len(), large.decisions.len()), (ITEMS + 1, 2 * ITEMS + 1), "a decision to each item");
    let growth = FAMILIES.iter().map(|family| (family.name, pages(family, &small), pages(family, &large)));
    hold(growth.chain([("reading", read(&few), read(&many))]).collect());
    hold(rules(&small, &large));
}

fn rules(small: &Site, large: &Site) -> Vec<(&'static str, u64, u64)> {
    ALL.iter().map(|rule| (rule.name, work(rule, small), work(rule, large))).collect()
}

fn hold(works: Vec<(&str, u64, u64)>) {
    let mut table = String::new();
    let mut steep = Vec::new();
    for (name, before, after) in works {
        let growth = after as f64 / before.max(1) as f64;
        let _ = writeln!(table, "{name:<28} {before:>12} {after:>12} {growth:>6.2}");
        if after > NOISE && growth > MOST {
            steep.push(format!("{name}: {before} bytes, then {after}"));
        }
    }
    println!("{table}");
    assert!(steep.is_empty(), "more than linear:\n{}", steep.join("\n"));
}

/// The bytes that a family asks for while it makes its pages' views and texts.
fn pages(family: &Family, site: &Site) -> u64 {
    let make = || {
        for draft in (family.pages)(site) {
            let page = draft.made();
            page.html.map(|make| make());
        }
    };
    measure(make).bytes_total
}

/// The bytes that a rule asks for while it looks.
fn work(rule: &'static Record, site: &Site) -> u64 {
    let mut notes = Notes::default();
    measure(|| rule.check.run(site, &mut notes)).bytes_total
}

fn found(rule: &'static Record, site: &Site) -> usize {
    let mut notes = Notes::default();
    rule.check.run(site, &mut notes);
    notes.findings.len()
}

/// One body with so many meetings, a fortnight apart; as many notes, and one attachment to each. All in memory.
fn site(meetings: usize, faulty: bool) -> Site {
    checked(&memory(meetings, faulty))
}

fn memory(meetings: usize, faulty: bool) -> Memory {
    let mut world = Memory::default()
        .with("site.toml", "format = 1\ntitle = \"Prøve\"\n")
        .with("content/register/organer.yaml", "styret:\n  navn: Styret\n  kode: ST\n  vedtaksført: 2\n  medlemmer:\n    - {person: lederen, rolle: leder}\n    - {person: medlem-a}\n    - {person: sekretaeren, rolle: sekretær}\n")
        .with("content/register/enheter.yaml", "kontoret: {navn: Kontoret, type: kontor}\n");
    let mut people =
        String::from("lederen: {navn: Lederen Lederson}\nmedlem-a: {navn: Medlem Askeland}\nsekretaeren: {navn: Sekretær Sekretersen}\n");
    let mut cases = String::new();
    for n in 0..meetings {
        let _ = writeln!(people, "person-{n}: {{navn: {} {}sen}}", word(n), word(n * 7919 % 9973));
        let _ = writeln!(cases, "sak-{n}: {{tittel: Saken om {}}}", word(n));
        world = world.with(&format!("content/referat/styret/{}.md", day(n)), minutes(n, meetings, faulty));
        world = world.with(&format!("content/notat/notat-{n}.md"), note(n, faulty));
        world = world.with(&format!("content/notat/notat-{n}/tall.csv"), format!("møte;tall\n{n};{}\n", n * 7));
    }
    world.with("content/register/personer.yaml", people).with("content/register/saksganger.yaml", cases)
}

fn checked(world: &Memory) -> Site {
    let request = Request { as_of: "2030-01-01".parse().ok(), ..Request::default() };
    check(world, &request, &mut Caches::default()).expect("memory never fails").site
}

/// The day of a meeting.
fn day(n: usize) -> String {
    format!("{}-{:02}-{:02}", 2010 + n / 24, n / 2 % 12 + 1, if n.is_multiple_of(2) { 5 } else { 19 })
}

/// A word of its own for each number.
fn word(n: usize) -> String {
    let syllables = ["ba", "do", "fi", "gu", "ke", "la", "mo", "ni", "ru", "se"];
    let digits = format!("{n:04}");
    let word: String = digits.bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect();
    word[..1].to_uppercase() + &word[1..]
}

fn minutes(n: usize, meetings: usize, faulty: bool) -> String {
    let mut text = format!(
        "---\ntype: referat\ndato: {}\norgan: styret\nmøteleder: lederen\nreferent: sekretaeren\ntil_stede: [lederen, medlem-a, sekretaeren]\n",
        day(n)
    );
    if n > 0 {
        let _ = writeln!(text, "godkjenner: [referat/styret/{}]", day(n - 1));
    }
    if n + 1 < meetings {
        let _ = writeln!(text, "neste_møte: {{dato: {}}}", day(if faulty { n } else { n + 1 }));
    }
    let number = n % 24 + 1 + usize::from(faulty && n % 24 == 23);
    let _ = write!(
        text,
        "vedtak:\n  - id: ST {number}/{:02}\n    sak: {}\n    tekst: Rammen er vedtatt.\noppfølging:\n  - sak: 2\n    tekst: Sende rammen.\n    ansvarlig: {}\n    frist: neste møte\n    status: lukket\n---\n\n",
        10 + n / 24,
        if faulty { 9 } else { 2 },
        if faulty { format!("persn-{n}") } else { format!("person-{n}") },
    );
    let _ = write!(text, "## Sak 1 Referat\n\nReferatet fra [forrige møte](");
    let _ = write!(text, "{}.md) er godkjent.\n\n", if n == 0 || faulty { format!("2009-01-{:02}", n % 28 + 1) } else { day(n - 1) });
    let _ = write!(text, "## Sak {} Rammen {{saksgang={}-{n}}}\n\n", if faulty { 4 } else { 2 }, if faulty { "saken" } else { "sak" });
    let _ = writeln!(
        text,
        "Rammen står i [ST {number}/{:02}] og i [notatet][notat/notat-{n}#tallene]. [@person-{n}] orienterte etter NAV-loven § 14.",
        10 + n / 24
    );
    if faulty {
        let _ = write!(
            text,
            "\nSe [ST {}/99], [@persn-{n}], [Vedlegg 3], [her](notat-{n}.md), [saken][om rammen {n}] og [punktet][notat/notat-{n}#punkt-{n}]. Møtet fredag 3. mars 2015 ble holdt med med {}a {}sen (se TODO). Søkeren 01818512089 skrev fra kari.prove@gmail.com. Etter Navloven § 13 og NAV-loven §14 er det 31.02.2018.\n\n| Post | Sum |\n| --- | --- |\n| Lønn | {n} |\n| Sum | {} |\n\n#### Vår ref:\n",
            n + 1,
            word(n),
            word(n * 7919 % 9973),
            n + 1
        );
    }
    text
}

fn note(n: usize, faulty: bool) -> String {
    let fields =
        if faulty { format!("tittl: Feil\nansvarlig: persn-{n}\ngjelder_fra: 1.2.2019\n") } else { format!("ansvarlig: person-{n}\n") };
    let file = if faulty { "tal.csv" } else { "tall.csv" };
    format!(
        "---\ntype: notat\ntittel: Notat om {}\ndato: {}\n{fields}vedlegg:\n  - {{fil: {file}, tittel: Tallene}}\n---\n\n## Tallene\n\nTallene er i [Vedlegg 1], se [referatet][referat/styret/{}#sak-1].\n",
        word(n),
        day(n),
        day(n)
    )
}

/// Minutes with so many agenda items, each with a heading in capitals, an empty heading that the next item refers to, names without
/// links in one long paragraph, and a table whose sum is wrong.
fn long_minutes(items: usize) -> String {
    let mut text = String::from(
        "---\ntype: referat\ndato: 2012-03-05\norgan: styret\nmøteleder: lederen\nreferent: sekretaeren\ntil_stede: [lederen, medlem-a, sekretaeren]\n---\n\n",
    );
    for n in 1..=items {
        let _ = write!(text, "## Sak {n} GJENNOMGANGEN\n\nSe [punktet][#tomt-{n}], og møtet fredag 3. mars 2015 med {}.\n\n", word(n));
        let _ = write!(text, "### Tomt {n}\n\n### Tall {n}\n\n| Post | Sum |\n| --- | --- |\n| Lønn | {n} |\n| Sum | {} |\n\n", n + 1);
    }
    let _ = write!(text, "## Sak {} Oppsummering\n\n", items + 1);
    for n in 1..=items {
        let _ = write!(text, "Etter sak {n} talte [@lederen] om {}. ", word(n));
    }
    text.push('\n');
    text
}

/// Minutes whose agenda items all treat one case, each with a decision, a section below it and a link to another item; every other one has an
/// action item that refers to somebody, so that their lists are not so long that they are shown again year by year.
fn full_minutes(items: usize) -> String {
    let mut text = String::from(
        "---\ntype: referat\ndato: 2012-03-05\norgan: styret\nmøteleder: lederen\nreferent: sekretaeren\ntil_stede: [lederen, medlem-a, sekretaeren]\nvedtak:\n",
    );
    for n in 1..=items {
        let _ = write!(text, "  - id: ST {}/12\n    sak: {n}\n    tekst: Rammen **{n}** etter NAV-loven § 14 er vedtatt.\n", 100 + n);
    }
    text.push_str("oppfølging:\n");
    for n in (1..=items).step_by(2) {
        let _ = write!(text, "  - sak: {n}\n    tekst: Sende [@lederen] rammen.\n    ansvarlig: medlem-a\n    frist: 2012-04-01\n");
    }
    text.push_str("---\n\n");
    for n in 1..=items {
        let _ = write!(text, "## Sak {n} Rammen {{saksgang=sak-0}}\n\nSe [Sak {}].\n\n### Tall {n}\n\nTallene.\n\n", items + 1 - n);
    }
    text
}
