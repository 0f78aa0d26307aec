//! What programs read: every address in it leads somewhere, one edit rewrites few files, names stay the same from build to build.
//!
//! Reads the built output; `tests/outputs/` reads it with parsers that are not ours.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use saksgang::output::{Artifact, Output};
use saksgang::pipeline::{Caches, Request, build};
use saksgang::world::{Disk, Memory, World};

const BASE: &str = "https://example.org/prove/";

fn built(world: &dyn World, as_of: &str) -> Output {
    let request = Request { as_of: as_of.parse().ok(), ..Request::default() };
    let built = build(world, &request, &mut Caches::default()).expect("the world can be read");
    assert!(built.whole && !built.output.files.is_empty(), "something is made");
    built.output
}

fn text(output: &Output, path: &str) -> String {
    let bytes = output.bytes(path).unwrap_or_else(|| panic!("{path} is there: {:?}", output.files.keys().collect::<Vec<_>>()));
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The files that programs read, without their folds; not the search, whose form is its own.
fn read(output: &Output) -> BTreeMap<&str, String> {
    let ends = [".ics", ".atom", ".json", ".csv", ".xml"];
    let own =
        |(path, artifact): (&'_ String, &Artifact)| matches!(artifact, Artifact::Bytes(_)) && ends.iter().any(|end| path.ends_with(end));
    let files = output.files.iter().filter(|file| own(*file) && !file.0.starts_with("sok/"));
    files.map(|(path, _)| (path.as_str(), text(output, path).replace("\r\n ", ""))).collect()
}

/// Every whole address of the site in a text.
fn addresses<'t>(text: &'t str, base: &str) -> Vec<&'t str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\' | ',' | ';' | '&' | '\'');
    text.match_indices(base).map(|(at, _)| text[at..].split(ends).next().unwrap_or_default()).collect()
}

fn decoded(written: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = written.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        let encoded = hex.filter(|_| *first == b'%');
        bytes.push(encoded.unwrap_or(*first));
        rest = if encoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// What leads nowhere, of all the addresses in what programs read.
fn lost(output: &Output, base: &str) -> (usize, BTreeSet<String>) {
    let (mut count, mut lost) = (0, BTreeSet::new());
    for (path, text) in read(output) {
        for address in addresses(&text, base) {
            count += 1;
            let (page, fragment) = address[base.len()..].split_once('#').unwrap_or((&address[base.len()..], ""));
            let mut file = decoded(page);
            if file.is_empty() || file.ends_with('/') {
                file.push_str("index.html");
            }
            let there = match output.files.get(&file) {
                None => false,
                Some(_) if fragment.is_empty() => true,
                Some(Artifact::Bytes(bytes)) => String::from_utf8_lossy(bytes).contains(&format!(" id=\"{}\"", decoded(fragment))),
                Some(Artifact::Copy { .. } | Artifact::Laid { .. }) => false,
            };
            if !there {
                lost.insert(format!("{path}: {address}"));
            }
        }
    }
    (count, lost)
}

#[test]
fn what_became_of_a_decision_is_told_wherever_it_is_read() {
    let minutes = "---
type: referat
dato: 2019-03-14
organ: styret
referent: sekretaeren
til_stede: [lederen, medlem-a, medlem-b, sekretaeren]
vedtak:
  - {id: ST 3/19, sak: 1, tekst: Rammen er endret., endrer: [ST 1/19]}
  - {id: ST 4/19, sak: 1, tekst: Mandatet er opphevet., opphever: [ST 2/19]}
---

## Sak 1 Rammen

Styret drøftet den.
";
    let world = common::base().with("content/referat/styret/2019-03-14.md", minutes);
    let before = built(&world, "2019-03-01");
    let after = built(&world, "2019-06-01");
    for (output, state, column, name) in
        [(&before, "Gjeldende<", ",,\r\n", ""), (&after, "Gjeldende, endret", ",,ST 3/19\r\n", " (endret)")]
    {
        assert!(text(output, "vedtak/st-1-19/index.html").contains(state));
        let table = text(output, "vedtak/vedtak.csv");
        assert!(table.lines().any(|line| line.starts_with("ST 1/19,")) && table.contains(column), "{table}");
        assert!(text(output, "ar/nytt.atom").contains(&format!("<title>ST 1/19 Budsjett{name}</title>")));
    }
    assert!(text(&after, "vedtak/vedtak.csv").contains(",ST 4/19,\r\n"), "what repealed it");
    assert!(text(&after, "ar/nytt.atom").contains(" (opphevet)</title>"));
    let listed = text(&after, "api/decisions/2019.json");
    assert!(listed.contains("\"amended_by_ids\":[\"st-3-19\"]") && listed.contains("\"name\":\"in_force\",\"date\":\"2019-03-14\""));
}

#[test]
fn every_address_in_our_own_site_leads_somewhere() {
    let output = built(&Disk::new(env!("CARGO_MANIFEST_DIR")), "2019-06-01");
    let (count, lost) = lost(&output, "https://example.org/styringsdokumenter/");
    assert!(count > 1000, "addresses were found: {count}");
    assert!(lost.is_empty(), "{lost:#?}");
    let ends: BTreeSet<&str> = read(&output).into_keys().filter_map(|path| path.rsplit('.').next()).collect();
    assert_eq!(ends.into_iter().collect::<Vec<_>>(), ["atom", "csv", "ics", "json", "xml"]);
}

#[test]
fn lost_addresses_are_seen() {
    let mut output = Output::default();
    output.put("a/index.html", b"<p id=\"here\">".to_vec());
    output.put("x.ics", format!("URL:{BASE}a/#he\r\n re\r\nURL:{BASE}a/#gone\r\nURL:{BASE}b/").into_bytes());
    let (count, lost) = lost(&output, BASE);
    assert_eq!((count, lost.len()), (3, 2), "{lost:?}");
}

fn minutes(day: &str, n: usize, task: &str) -> String {
    let year = &day[2..4];
    format!(
        "---\ntype: referat\ndato: {day}\norgan: styret\nreferent: sekretaeren\ntil_stede: [lederen, medlem-a, medlem-b, sekretaeren]\nvedtak:\n  \
         - {{id: ST {n}/{year}, sak: 1, tekst: Vedtak nummer {n}.}}\noppfølging:\n  - {{sak: 1, tekst: {task}, ansvarlig: sekretaeren, frist: {day}}}\n---\n\n## Sak 1 En sak\n\nTekst.\n"
    )
}

fn years() -> Memory {
    let mut world = common::base();
    for year in 2010..2018 {
        for (n, month) in ["02", "05", "09"].into_iter().enumerate() {
            let day = format!("{year}-{month}-03");
            world = world.with(&format!("content/referat/styret/{day}.md"), minutes(&day, n + 1, "Gjøre noe"));
        }
    }
    world
}

#[test]
fn one_edit_rewrites_few_files() {
    let before = built(&years(), "2019-06-01");
    let edited = years().with("content/referat/styret/2012-05-03.md", minutes("2012-05-03", 2, "Gjøre noe annet"));
    let after = built(&edited, "2019-06-01");
    let all = read(&after);
    let changed: Vec<&str> =
        all.iter().filter(|(path, now)| text(&before, path).replace("\r\n ", "") != **now).map(|(path, _)| *path).collect();
    assert_eq!(
        changed,
        [
            "api/action-items/2012.json",
            "kalender/kalender.ics",
            "oppfolging/ar/2012/oppfolging-excel.csv",
            "oppfolging/ar/2012/oppfolging.csv",
            "oppfolging/oppfolging-excel.csv",
            "oppfolging/oppfolging.csv",
            "organ/styret/kalender.ics",
        ]
    );
    assert!(all.len() > 60, "of many: {}", all.len());
}

#[test]
fn long_calendars_and_tables_begin_late_and_keep_each_year_apart() {
    let mut many = minutes("2015-02-03", 1, "Gjøre noe");
    let tasks: String =
        (0..1000).map(|n| format!("  - {{sak: 1, tekst: Oppgave {n}, ansvarlig: sekretaeren, frist: 2015-03-01}}\n")).collect();
    many = many.replace("oppfølging:\n", &format!("oppfølging:\n{tasks}"));
    let output = built(&years().with("content/referat/styret/2015-02-03.md", many), "2019-06-01");
    let (main, earlier) = (text(&output, "kalender/kalender.ics"), text(&output, "kalender/kalender-2015.ics"));
    assert!(!main.contains("20150301") && main.contains("20190110"), "{main}");
    assert!(earlier.matches("BEGIN:VEVENT").count() > 1000 && text(&output, "api/index.json").contains("kalender-2015.ics"));
    assert!(text(&output, "organ/styret/kalender-2015.ics").contains("SUMMARY:Frist: Oppgave 7\r\n"));
    assert!(text(&output, "oppfolging/ar/2015/oppfolging.csv").lines().count() > 1000);
    assert_eq!(lost(&output, BASE).1, BTreeSet::new());
}

/// The values of a property, in order.
fn values(calendar: &str, name: &str) -> Vec<String> {
    let unfolded = calendar.replace("\r\n ", "");
    unfolded.lines().filter_map(|line| line.strip_prefix(&format!("{name}:")).map(str::to_owned)).collect()
}

#[test]
fn names_and_stamps_do_not_follow_the_clock_and_a_meeting_keeps_its_own() {
    let announcing =
        minutes("2019-02-03", 3, "Gjøre noe").replace("vedtak:", "neste_møte: {dato: 2019-06-20, tid: 10.00–11.30, sted: Salen}\nvedtak:");
    let world = common::base().with("content/referat/styret/2019-02-03.md", announcing);
    let (today, tomorrow) = (built(&world, "2019-06-01"), built(&world, "2019-06-02"));
    assert_eq!(text(&today, "kalender/kalender.ics"), text(&tomorrow, "kalender/kalender.ics"));
    assert_eq!(text(&today, "ar/nytt.atom"), text(&tomorrow, "ar/nytt.atom"));
    let calendar = text(&today, "kalender/kalender.ics");
    assert!(calendar.contains("DTSTART;TZID=Europe/Oslo:20190620T100000\r\nDTEND;TZID=Europe/Oslo:20190620T113000\r\n"), "{calendar}");
    let uid = "meeting-styret-2019-06-20@example.org/prove".to_owned();
    assert!(values(&calendar, "UID").contains(&uid));
    let held = world.with("content/referat/styret/2019-06-20.md", minutes("2019-06-20", 4, "Gjøre noe"));
    let uids = values(&text(&built(&held, "2019-07-01"), "kalender/kalender.ics"), "UID");
    assert_eq!(uids.iter().filter(|other| **other == uid).count(), 1, "{uids:?}");
    let unique: BTreeSet<&String> = uids.iter().collect();
    assert_eq!(unique.len(), uids.len());
}

#[test]
fn two_meetings_of_a_day_are_two() {
    let world = common::base()
        .with("content/referat/styret/2019-02-03.md", minutes("2019-02-03", 3, "Gjøre noe"))
        .with("content/referat/styret/2019-02-03-kveld.md", minutes("2019-02-03", 4, "Gjøre noe"));
    let uids = values(&text(&built(&world, "2019-07-01"), "organ/styret/kalender.ics"), "UID");
    assert!(
        uids.iter().any(|uid| uid.starts_with("meeting-styret-2019-02-03@")) && uids.iter().any(|uid| uid.starts_with("meeting-referat/")),
        "{uids:?}"
    );
}

#[test]
fn cancelled_is_told_closed_is_gone_and_deadlines_are_days() {
    let tasks = "oppfølging:\n  - {sak: 1, tekst: Avlyst, ansvarlig: sekretaeren, frist: 2019-03-01, status: avlyst}\n  - {sak: 1, tekst: Lukket, ansvarlig: sekretaeren, frist: 2019-03-01, status: lukket}\n";
    let text_of = minutes("2019-02-03", 3, "Åpen")
        .replace("oppfølging:\n", tasks)
        .replace("organ: styret", "organ: styret\nmerknadsfrist: 2019-02-20");
    let world = common::base().with("content/referat/styret/2019-02-03.md", text_of);
    let calendar = text(&built(&world, "2019-06-01"), "kalender/kalender.ics");
    let entry = |what: &str| calendar.split("BEGIN:VEVENT").find(|entry| entry.contains(what)).map(str::to_owned);
    assert!(
        entry("SUMMARY:Frist: Avlyst\r\n").is_some_and(|entry| entry.contains("STATUS:CANCELLED") && entry.contains("TRANSP:TRANSPARENT"))
    );
    assert!(entry("SUMMARY:Frist: Lukket\r\n").is_none());
    assert!(entry("SUMMARY:Frist: Åpen\r\n").is_some_and(|entry| entry.contains("DTSTART;VALUE=DATE:20190203\r\n")));
    assert!(
        entry("UID:comments-referat/styret/2019-02-03").is_some_and(|entry| entry.contains("DTSTART;VALUE=DATE:20190220\r\n")),
        "{calendar}"
    );
}

#[test]
fn a_site_without_an_address_has_no_feeds_and_the_rest() {
    let output = built(&common::base().with("site.toml", "format = 1\n"), "2019-06-01");
    assert!(output.files.keys().all(|path| !path.ends_with(".atom") && path != "sitemap.xml"));
    assert!(!text(&output, "index.html").contains("atom"));
    let calendar = text(&output, "organ/styret/kalender.ics");
    assert!(!calendar.contains("\r\nURL:") && calendar.contains("\r\nUID:meeting-styret-2019-01-10@saksgang\r\n"), "{calendar}");
    assert!(text(&output, "api/decisions/2019.json").contains("\"url\":\"/vedtak/st-1-19/\""));
}

#[test]
fn servers_are_told_what_the_pages_say_themselves() {
    let output = built(&common::base(), "2019-06-01");
    let page = text(&output, "index.html");
    let (_, policy) = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"").expect("a policy in the page");
    let policy = policy.split('"').next().expect("its end");
    for (path, not_found) in [
        (".htaccess", "ErrorDocument 404 /prove/404.html\n"),
        ("_/nginx.conf", "error_page 404 /prove/404.html;"),
        ("web.config", "path=\"/prove/404.html\""),
    ] {
        let file = text(&output, path);
        assert!(file.contains(&format!("\"{policy}; frame-ancestors 'self'\"")) && file.contains(not_found), "{path}: {file}");
        assert!(["no-cache", "DisableCache"].iter().any(|kept| file.contains(kept)) && file.contains("sok/data"), "{path}: {file}");
        assert!(!file.contains("{policy}") && !file.contains("{not_found}"), "{path}: nothing is left to fill in");
    }
    let without = built(&common::base().with("site.toml", "format = 1\nserver_files = false\n"), "2019-06-01");
    assert!(without.files.keys().all(|path| !path.ends_with(".htaccess") && !path.ends_with("nginx.conf") && path != "web.config"));
}

#[test]
fn no_file_or_former_address_takes_the_place_of_ours() {
    let page = "---\ntype: notat\ntittel: Notat\ndato: 2019-02-01\nalias: [/vedtak/vedtak.csv, /organ/styret/nytt.atom, /nytt.ics]\nvedlegg: [{fil: ../kalender/kalender.ics, tittel: En}, {fil: ../web.config, tittel: To}]\n---\n\nTekst.\n";
    let world = common::base()
        .with("content/notat/notat.md", page)
        .with("content/kalender/kalender.ics", "not ours")
        .with("content/web.config", "not ours");
    let output = built(&world, "2019-06-01");
    assert!(text(&output, "kalender/kalender.ics").starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(text(&output, "web.config").starts_with("<?xml"));
    assert!(text(&output, "vedtak/vedtak.csv").starts_with("Vedtak,") && text(&output, "organ/styret/nytt.atom").starts_with("<?xml"));
    assert!(!output.files.contains_key("nytt.ics"));
}
