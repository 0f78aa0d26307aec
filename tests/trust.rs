//! What was published and what was approved, held against what is there: `verify`, `seal`, `permalinks`, as people run them.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/place.rs"]
mod place;

use std::fs;

use place::Place;
use snapbox::str;

const MINUTES: &str = "content/referat/styret/2019-01-10.md";

#[test]
fn a_published_site_is_verified_file_by_file() {
    let site = Place::new();
    site.run("build").code(0);
    site.run("verify").code(0).stdout_eq(str![""]).stderr_eq(str![[r#"
public: alle [..] filer er slik de ble publisert, og det er ingen andre.

"#]]);
    site.edit("public/om/index.html", "prøvestedet", "prøvestudet");
    fs::remove_file(site.at("public/404.html")).unwrap();
    site.write("public/nytt/ny.html", "ny");
    site.run("verify public --lang en").code(1).stdout_eq(str![[r#"
changed  om/index.html
missing  404.html
foreign  nytt/ny.html

"#]]);
    let ran = site.run("verify --format json public").code(1);
    let told: serde_json::Value = serde_json::from_slice(&ran.get_output().stdout).expect("JSON");
    assert_eq!((told["missing"][0].as_str(), told["changed"].as_array().map(Vec::len)), (Some("404.html"), Some(1)));
    site.run("build").code(2);
    site.run("build --keep-foreign").code(0).stderr_eq(str![[r#"
Kontrollerte [..]
Publiserte [..] filer til public: 2 skrevet, [..] uendret, 0 fjernet. 1 som ikke er våre, ligger der fortsatt.

"#]]);
    assert_eq!(site.read("public/nytt/ny.html"), "ny");
    site.run("verify content").code(2).stderr_eq(str![[r#"
feil: mappa «content» har ingen liste over publiserte filer (.saksgang-manifest.json)
hjelp: pek på mappa som «saksgang build» skrev

"#]]);
    site.run("verify ingensteds").code(3);
}

#[test]
fn what_is_withdrawn_leaves_no_copy_where_the_next_publication_begins() {
    let site = Place::new();
    let note = |access: &str, text: &str| {
        site.write("content/notat/trukket.md", &format!("---\ntype: notat\ntittel: Trukket\ndato: 2019-02-01\n{access}---\n{text}\n"));
        site.run("build").code(0);
    };
    note("", "Innerst ligger kvitrefløyt.");
    note("", "Innerst ligger kvitrefløyt, og mer.");
    let kept = || fs::read_dir(site.at(".saksgang")).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir()).unwrap();
    let holding = |word: &str| {
        let places = [kept(), site.at("public")];
        let files = places.iter().flat_map(|place| walkdir::WalkDir::new(place).into_iter().map(Result::unwrap));
        let files = files.filter(|entry| entry.file_type().is_file());
        files.filter(|file| String::from_utf8_lossy(&fs::read(file.path()).unwrap()).contains(word)).count()
    };
    let shown = holding("kvitrefløyt");
    assert!(kept().join("spare").is_dir() && shown > 0, "the spare and the site both have it");
    note("tilgang: unntatt\nhjemmel: offentleglova § 13\n", "Innerst ligger kvitrefløyt, og mer.");
    assert_eq!((holding("kvitrefløyt"), holding("notat/trukket/")), (0, 0));
    assert!(kept().join("spare").is_dir() && !kept().join("spare/notat/trukket").exists());
}

#[test]
fn a_sealed_document_is_shown_with_its_seal_and_every_change_is_told() {
    let site = Place::new();
    site.run(&format!("verify --document {MINUTES}")).code(2).stderr_eq(str![[r#"
feil: content/referat/styret/2019-01-10.md har ikke noe segl
hjelp: forsegle det med «saksgang seal» når det er godkjent

"#]]);
    site.run("seal referat/styret/2019-01-10").code(0);
    site.run("verify --document referat/styret/2019-01-10").code(0).stderr_eq(str![[r#"
Seglet er helt: content/referat/styret/2019-01-10.md er slik det ble forseglet (sha256:[..] 2019-06-01).

"#]]);
    site.run("build").code(0);
    let sealed = site.read(MINUTES);
    let hash = sealed.lines().find_map(|line| line.strip_prefix("segl: ")).and_then(|seal| seal.split(' ').next()).expect("a seal");
    assert!(site.read("public/referat/styret/2019-01-10/index.html").contains(hash), "the page shows the seal");

    site.edit(MINUTES, "350 000", "360 000");
    site.run("verify --lang en --document referat/styret/2019-01-10").code(1).stderr_eq(str![[r#"
The seal is broken: content/referat/styret/2019-01-10.md was changed after it was sealed.
  sealed: sha256:[..] 2019-06-01
  now:    sha256:[..]

"#]]);
    site.run("build").code(1);
    site.edit(
        MINUTES,
        "\nsegl:",
        "\nrettelser:\n  - dato: 2019-06-01\n    hva: Beløpet i ST 1/19 var skrevet feil.\n    hjemmel: forvaltningsloven § 42\nsegl:",
    );
    site.run("build").code(1);
    site.run("seal referat/styret/2019-01-10").code(0);
    site.run("verify --document referat/styret/2019-01-10").code(0);
    site.run("build").code(0);
    assert!(site.read("public/referat/styret/2019-01-10/index.html").contains("Beløpet i ST 1/19 var skrevet feil."));
}

#[test]
fn addresses_once_given_out_are_promised_and_never_forgotten() {
    let site = Place::new();
    site.run("build").code(0);
    assert!(!site.at("permalinks.txt").exists(), "a build only reads it");
    let ran = site.run("permalinks").code(0);
    let listed = String::from_utf8(ran.get_output().stdout.clone()).unwrap();
    assert!(
        listed.lines().any(|url| url == "/referat/styret/2019-01-10/") && listed.lines().any(|url| url == "/vedtak/st-1-19/"),
        "{listed}"
    );
    site.run("permalinks --write").code(0);
    let promised = site.read("permalinks.txt");
    for url in promised.lines().filter(|line| line.starts_with('/')) {
        assert!(site.at(&format!("public{url}index.html")).is_file(), "{url} is promised and has no page");
    }
    site.run("permalinks --write").code(0).stderr_eq(str![[r#"
permalinks.txt lover alle adressene i nettstedet for «[..]».

"#]]);
    site.write("content/notat/nytt.md", "---\ntype: notat\ntittel: Nytt\ndato: 2019-02-01\n---\nSe [om][om].\n");
    site.write(
        "content/notat/lukket.md",
        "---\ntype: notat\ntittel: Lukket\ndato: 2019-02-01\ntilgang: unntatt\nhjemmel: offentleglova § 13\n---\nTekst.\n",
    );
    site.run("permalinks --write").code(0);
    let longer = site.read("permalinks.txt");
    assert_eq!(longer, format!("{promised}/notat/nytt/\n"), "added at the end, and nothing of what is exempt");
    fs::rename(site.at("content/notat/nytt.md"), site.at("content/notat/nyere.md")).unwrap();
    site.run("check").code(1);
    site.run("permalinks --write").code(1);
    site.edit("content/notat/nyere.md", "dato:", "alias: [/notat/nytt/]\ndato:");
    site.run("check").code(0);
}
