//! Does any name that an author can think of stop a publication? Ids, types, topics, decisions, former addresses and files that are
//! too long, reserved, or alike: each is a finding that says so, or is published under a name that every disk can hold.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/place.rs"]
mod place;

use std::fs;

use place::Place;

/// A name that becomes a folder or a file, and the finding about it: none where it may be published, `+` before one that lets it pass.
struct Named<'n> {
    what: &'n str,
    path: &'n str,
    text: String,
    found: &'n str,
}

const LONG: usize = 300;

fn note(front: &str) -> String {
    format!("---\ntype: notat\ntittel: Notat\ndato: 2019-02-01\n{front}\n---\nTekst.\n")
}

fn minutes(code: &str) -> String {
    let present = "referent: sekretaeren\ntil_stede: [lederen, medlem-a, medlem-b, sekretaeren]";
    let vedtak = format!("vedtak:\n  - {{id: {code} 1/19, sak: 1, tekst: Ja.}}");
    format!("---\ntype: referat\ndato: 2019-02-01\norgan: radet2\n{present}\n{vedtak}\n---\n\n## Sak 1 A\n\nJa.\n")
}

/// Every register with each of these ids added to it, and every other place where a word becomes an address.
fn named() -> Vec<Named<'static>> {
    let long = "x".repeat(LONG);
    let ids = [
        (long.as_str(), "id-address"),
        ("'..'", "id-address"),
        ("'a/b'", "id-address"),
        ("con", "+id-address"),
        ("nul.", "+id-address"),
        ("'a:b'", "+id-address"),
        ("constant", ""),
    ];
    let registers = [
        ("content/register/personer.yaml", "navn"),
        ("content/register/organer.yaml", "navn"),
        ("content/register/enheter.yaml", "navn"),
        ("content/register/lover.yaml", "navn"),
        ("content/register/saksganger.yaml", "tittel"),
    ];
    let mut named = Vec::new();
    for (path, key) in registers {
        named.extend(ids.map(|(id, found)| Named { what: "id", path, text: format!("{id}:\n  {key}: Navn\n"), found }));
        // Keys are read composed, so the last two are one key.
        let twins = [("ola", "Ola", "id-duplicate-document"), ("\u{e5}se", "a\u{30a}se", "fm-duplicate-key")];
        named.extend(twins.map(|(one, other, found)| Named {
            what: "twins",
            path,
            text: format!("{one}:\n  {key}: En\n{other}:\n  {key}: To\n"),
            found,
        }));
    }
    for (id, found) in ids {
        let id = id.trim_matches('\'');
        let document = format!("---\ntype: '{id}'\ntittel: Notat\ndato: 2019-02-01\n---\nTekst.\n");
        named.push(Named { what: "type", path: "site.toml", text: format!("\n[types.\"{id}\"]\nlabel = \"T\"\n\u{1}{document}"), found });
    }
    for (topic, found) in [(long.as_str(), ""), ("...", "id-address"), ("Aux", "+id-address"), ("../x", ""), ("Økonomi & drift", "")] {
        named.push(Named { what: "topic", path: "content/notat/a.md", text: note(&format!("tema: ['{topic}']")), found });
    }
    for (alias, found) in [
        (format!("/{long}/"), "id-address"),
        ("/m".repeat(LONG * 2), "id-address"),
        ("/../ute/".to_owned(), "id-address"),
        ("/x\\y/".to_owned(), "id-address"),
        ("https://example.org/x/".to_owned(), "id-address"),
        ("/_/site.css".to_owned(), "id-address"),
        ("/.saksgang-new/x/".to_owned(), "id-address"),
        ("/.saksgang-manifest.json".to_owned(), "id-address"),
        ("/nul/".to_owned(), "+id-address"),
        ("/404.html".to_owned(), "id-alias-clash"),
        ("/sok/".to_owned(), "id-alias-clash"),
        ("//example.org/".to_owned(), ""),
        ("/%2e%2e/ute/".to_owned(), ""),
        ("/gammel side.aspx".to_owned(), ""),
        ("/a/index.html/b/".to_owned(), ""),
    ] {
        named.push(Named { what: "alias", path: "content/notat/a.md", text: note(&format!("alias: ['{alias}']")), found });
    }
    let code = "K".repeat(LONG);
    let body = format!("radet2:\n  navn: Rådet\n  kode: {code}\n");
    named.push(Named {
        what: "decision",
        path: "content/register/organer.yaml",
        text: format!("{body}\u{1}{}", minutes(&code)),
        found: "id-format",
    });
    named.push(Named {
        what: "title",
        path: "content/notat/a.md",
        text: note("").replace("Notat", &"Tittel ".repeat(LONG * 5)),
        found: "",
    });
    named
}

#[test]
fn no_name_stops_a_publication() {
    for Named { what, path, text, found } in named() {
        let site = Place::new();
        let shown = format!("{what} in {path}: {}", text.chars().take(80).collect::<String>());
        // What stands after the mark is a document that uses the name.
        let (text, document) = text.split_once('\u{1}').unwrap_or((&text, ""));
        let before = fs::read_to_string(site.at(path)).unwrap_or_default();
        site.write(path, &format!("{before}{text}"));
        if !document.is_empty() {
            site.write("content/notat/bruker.md", document);
        }
        let ran = site.run("build --format json");
        let ran = ran.get_output();
        let said = String::from_utf8_lossy(&ran.stdout);
        let rule = found.trim_start_matches('+');
        assert_eq!(said.contains(&format!("\"{rule}\"")), !rule.is_empty(), "{shown}\n{said}");
        let expected = if rule.is_empty() || found.starts_with('+') { 0 } else { 1 };
        assert_eq!(ran.status.code(), Some(expected), "{shown}\n{said}{}", String::from_utf8_lossy(&ran.stderr));
        assert_eq!(site.at("public").exists(), expected == 0, "{shown}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_are_one_file_elsewhere_are_found() {
    for (one, other) in [("plan.txt", "Plan.txt"), ("\u{e5}.txt", "a\u{30a}.txt")] {
        let site = Place::new();
        site.write("content/notat/a.md", &note(&format!("vedlegg:\n  - {{fil: {one}, tittel: A}}\n  - {{fil: {other}, tittel: B}}")));
        site.write(&format!("content/notat/a/{one}"), "1");
        site.write(&format!("content/notat/a/{other}"), "2");
        let ran = site.run("check --info --format json");
        let said = String::from_utf8_lossy(&ran.get_output().stdout).into_owned();
        assert!(said.contains("\"id-duplicate-document\"") || said.contains("\"att-unlisted\""), "{one}, {other}: {said}");
    }
    let site = Place::new();
    let folders = "d".repeat(200);
    site.write(&format!("content/{}/x.md", [folders.as_str(); 6].join("/")), &note(""));
    let ran = site.run("build").code(1);
    let said = String::from_utf8_lossy(&ran.get_output().stdout).into_owned();
    assert!(said.contains("grensen er 1000"), "{said}");
}
