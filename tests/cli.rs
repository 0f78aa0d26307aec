//! The program as people run it: exit codes, what goes to which stream, and what it refuses.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/place.rs"]
mod place;

use std::fs;
use std::path::Path;

use place::{copy, saksgang};
use snapbox::cmd::OutputAssert;
use snapbox::str;

/// The small site of the tests, in a folder of its own.
struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base"), site.0.path());
        site
    }

    fn broken() -> Self {
        let site = Self::new();
        site.write("content/notat/brutt.md", "---\ntype: notat\ntittel: Brutt\ndato: 2019-02-01\n---\nSe [ST 9/19].\n");
        site
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn run(&self, arguments: &str) -> OutputAssert {
        let words: Vec<&str> = arguments.split(' ').filter(|word| !word.is_empty()).collect();
        saksgang().args(words).current_dir(self.0.path()).assert()
    }
}

#[test]
fn what_needs_no_site_is_as_written_down() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cli/*.trycmd");
}

#[test]
fn without_arguments_it_says_where_it_stands_and_what_to_do() {
    let site = Site::new();
    site.run("").code(0).stdout_eq(str![[r#"
Prøvestedet
[..]: 3 dokumenter og 2 vedtak, 0 feil, 0 advarsler, ikke publisert til public/ ennå

Neste steg:
  saksgang serve        les nettstedet mens du skriver
  saksgang new referat  lag et referat på rett plass
  saksgang build        publiser til public/
  saksgang --help       alt den kan

"#]]);
    Site::broken().run("").code(0).stdout_eq(str![[r#"
Prøvestedet
[..]: 4 dokumenter og 2 vedtak, 1 feil, 0 advarsler, ikke publisert til public/ ennå

Neste steg:
  saksgang check        vis feilene og hvordan de rettes
  saksgang serve        les nettstedet mens du skriver
  saksgang new referat  lag et referat på rett plass
  saksgang --help       alt den kan

"#]]);
    let nowhere = tempfile::tempdir().unwrap();
    saksgang().current_dir(nowhere.path()).assert().code(0).stdout_eq(str![[r#"
Her er det ikke noe nettsted: [..]
...
"#]]);
}

#[test]
fn a_site_is_found_from_any_folder_in_it() {
    let site = Site::new();
    saksgang().arg("check").current_dir(site.0.path().join("content/referat")).assert().code(0);
    let nowhere = tempfile::tempdir().unwrap();
    saksgang().arg("check").current_dir(nowhere.path()).assert().code(2).stderr_eq(str![[r#"
feil: fant ingen site.toml her eller i mappene over
hjelp: gå til nettstedets mappe, eller pek på den med --site MAPPE

"#]]);
    saksgang().args(["check", "--lang", "en", "--site"]).arg(nowhere.path()).assert().code(2).stderr_eq(str![[r#"
error: the folder “[..]” has no site.toml
help: point --site at the folder with site.toml and content/

"#]]);
}

#[test]
fn levels_from_the_command_line_decide_the_exit_code_and_the_last_wins() {
    let site = Site::broken();
    site.run("check").code(1);
    site.run("check -W ref-unknown-decision").code(0);
    site.run("check -A ref").code(0);
    site.run("check -A ref -D ref-unknown-decision").code(1);
    site.run("check -D ref-unknown-decision -A ref").code(0);
}

#[test]
fn findings_go_to_standard_output_and_the_summary_to_standard_error() {
    let site = Site::broken();
    let ran = site.run("check --format json").code(1).stderr_eq(str![[r#"
Kontrollerte 4 dokumenter, 2 vedtak, 1 oppfølgingspunkt, [..] henvisninger, 0 vedlegg: 1 feil, 0 advarsler[..]

"#]]);
    let found: serde_json::Value = serde_json::from_slice(&ran.get_output().stdout).expect("one JSON array");
    let found: Vec<_> = found.as_array().expect("an array").iter().filter(|finding| finding["level"] == "error").collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0]["rule"].as_str(), found[0]["path"].as_str()), (Some("ref-unknown-decision"), Some("content/notat/brutt.md")));
    assert_eq!((found[0]["line"].as_u64(), found[0]["column"].as_u64()), (Some(6), Some(5)));
    let empty = Site::new().run("check --format json -A ref").code(0);
    assert!(serde_json::from_slice::<serde_json::Value>(&empty.get_output().stdout).expect("still an array").is_array());
}

#[test]
fn what_was_not_checked_is_named_with_its_place_where_infos_are_shown() {
    let site = Site::new();
    let note = "---\ntype: notat\ntittel: Tall\ndato: 2019-02-01\n---\n\n| Post | Beløp |\n| --- | --- |\n| Leie | ca. 5 |\n| Sum | 7 |\n";
    site.write("content/tall.md", note);
    let told = |arguments: &str| String::from_utf8(site.run(arguments).code(0).get_output().stderr.clone()).expect("text");
    assert!(told("check --info").ends_with("\n  content/tall.md:7:10: kolonne ikke kontrollert: celler som er mer enn et tall\n"));
    assert!(!told("check").contains("content/tall.md"));
}

#[test]
fn an_audience_that_the_site_does_not_have_is_refused() {
    let site = Site::new();
    site.run("build --audience offentilg").code(2).stderr_eq(str![[r#"
feil: nettstedet har ingen målgruppe «offentilg»
hjelp: mente du «offentlig»?

"#]]);
    assert!(!site.0.path().join("public").exists());
}

#[test]
fn a_build_with_errors_publishes_nothing_and_leaves_what_was_there() {
    let site = Site::new();
    site.run("build").code(0);
    let before = site.read("public/om/index.html");
    site.write("content/om.md", "---\ntype: side\ntittel: Om prøvestedet\n---\nNytt, og [ST 9/19].\n");
    site.run("build").code(1).stderr_eq(str![[r#"
Kontrollerte [..]
Ingenting er publisert; det som lå ute, er urørt.

"#]]);
    assert_eq!(site.read("public/om/index.html"), before);
    site.run("build -W ref-unknown-decision").code(0);
    assert_ne!(site.read("public/om/index.html"), before);
}

#[test]
fn content_that_was_not_fetched_takes_no_sites_place() {
    let site = Site::new();
    site.run("build").code(0);
    let before = site.read("public/index.html");
    fs::rename(site.0.path().join("content"), site.0.path().join("elsewhere")).unwrap();
    for command in ["build", "check", "baseline"] {
        let refused = site.run(command).code(2);
        assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("ingenting i content/"), "{command}");
    }
    fs::create_dir(site.0.path().join("content")).unwrap();
    site.run("build").code(2);
    assert_eq!(site.read("public/index.html"), before);
    assert!(site.0.path().join("public/vedtak").is_dir());
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_whose_name_is_not_utf_8_is_an_error() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new();
    let folder = site.0.path().join("content").join(std::ffi::OsStr::from_bytes(b"m\xf8te"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.md"), "---\ntype: side\ntittel: A\n---\n").unwrap();
    let told = site.run("check").code(1);
    let told = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
    assert!(told.contains("fm-file-name") && told.contains("Dokumentet er ikke lest"), "{told}");
    assert_eq!(told.matches("a.md").count(), 1, "one fault, one finding: {told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_could_not_be_written_is_no_success() {
    let site = Site::new();
    for command in ["check --format json", "rules", "export search"] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let ended = std::process::Command::new(env!("CARGO_BIN_EXE_saksgang"))
            .args(command.split(' '))
            .current_dir(site.0.path())
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(ended.status.code(), Some(3), "{command}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let site = Site::new();
    site.run("build").code(0);
    site.run("build").code(0).stderr_eq(str![[r#"
Kontrollerte [..]
Publiserte [..] filer til public: 0 skrevet, [..] uendret, 0 fjernet.

"#]]);
}

#[test]
fn a_folder_that_is_not_ours_and_a_file_that_is_not_ours_are_left_alone() {
    let site = Site::new();
    site.write("public/oppgave.txt", "mitt");
    site.run("build").code(2).stderr_eq(str![[r#"
Kontrollerte [..]
feil: mappa «public» er ikke tom, og saksgang har ikke laget den
hjelp: velg en annen mappe med --output, eller flytt bort det som ligger der

"#]]);
    assert_eq!(site.read("public/oppgave.txt"), "mitt");
    site.run("build --output ut").code(0);
    site.write("ut/notater/mitt.txt", "mitt");
    site.run("build --output ut").code(2).stderr_eq(str![[r#"
Kontrollerte [..]
feil: mappa «ut» har filer som saksgang ikke har laget: notater/mitt.txt
hjelp: flytt dem bort, eller la dem ligge med --keep-foreign; filer som skal publiseres, hører hjemme i content/ eller i temaet

"#]]);
    assert_eq!(site.read("ut/notater/mitt.txt"), "mitt");
    site.run("build --output content/ut").code(2);
    assert!(!site.0.path().join("content/ut").exists());
}

#[cfg(unix)]
#[test]
fn a_disk_that_fails_is_exit_3_with_the_path_and_what_to_do() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    let locked = site.0.path().join("låst");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(locked.join("x"), "").is_ok() {
        // Root writes everywhere; a file where a folder should be fails for root too.
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).unwrap();
        site.write("fil", "");
        site.run("build --output fil/ut").code(3).stderr_eq(str![[r#"
Kontrollerte [..]
feil: kunne ikke skrive «fil/ut»: [..]
...
"#]]);
        return;
    }
    site.run("build --output låst/ut").code(3).stderr_eq(str![[r#"
Kontrollerte [..]
feil: kunne ikke skrive «[..]låst/[..]»: ingen tilgang
hjelp: gi deg selv tilgang til å skrive der, eller velg en annen mappe med --output

"#]]);
}

#[test]
fn new_minutes_stand_in_their_place_with_members_numbers_and_what_is_to_be_approved() {
    let site = Site::new();
    site.run("new referat --body styret --date 2019-03-07").code(0).stdout_eq(str![[r#"
content/referat/styret/2019-03-07.md

"#]]);
    snapbox::assert_data_eq!(
        site.read("content/referat/styret/2019-03-07.md"),
        str![[r#"
---
type: referat
organ: styret
dato: 2019-03-07
tid:
sted:
status: utkast
møteleder: lederen
referent: sekretaeren
til_stede:
  - lederen
  - medlem-a
  - medlem-b
  - sekretaeren
forfall:
gjester:
godkjenner:
  - referat/styret/2019-01-10
merknadsfrist:
neste_møte:
vedtak:
  - id: ST 3/19
    sak: 2
    tekst: (fyll inn)
---

## Sak 1 Godkjenning av innkalling, saksliste og referat

Referatet fra [10. januar 2019][referat/styret/2019-01-10]: (fyll inn)

## Sak 2 (fyll inn)

(fyll inn)

## Sak 3 Eventuelt

(fyll inn)

"#]]
    );
    site.run("check").code(0).stdout_eq(str![""]);
}

#[test]
fn every_type_can_be_made_and_passes_the_check() {
    let site = Site::new();
    let toml = site.read("site.toml") + "[types.svar]\nlabel = \"Svar\"\nrequired = [\"dato\"]\nrequired_sections = [\"Innspill\"]\n";
    site.write("site.toml", &toml);
    for name in ["organisasjonsplan", "avtale", "veileder", "rapport", "notat", "side", "svar"] {
        site.run(&format!("new {name} --title Nytt")).code(0);
    }
    site.run("new mandat --body radet").code(0).stdout_eq(str![[r#"
content/mandat/mandat-for-radet.md

"#]]);
    assert!(site.read("content/svar/nytt.md").contains("\n## Innspill\n"));
    site.run("check").code(0).stdout_eq(str![""]);
    site.run("build --drafts").code(0);
}

#[test]
fn new_never_overwrites_and_says_what_it_lacks() {
    let site = Site::new();
    let before = site.read("content/referat/styret/2019-01-10.md");
    site.run("new referat --body styret --date 2019-01-10").code(2).stderr_eq(str![[r#"
feil: «content/referat/styret/2019-01-10.md» finnes fra før og er urørt
hjelp: rediger den, eller gi det nye dokumentet en annen id med --id

"#]]);
    assert_eq!(site.read("content/referat/styret/2019-01-10.md"), before);
    site.run("new referat").code(2).stderr_eq(str![[r#"
feil: hvilket organ gjelder det? (referat)
hjelp: si det med --body, en av: styret, radet

"#]]);
    site.run("new referat --body stryet").code(2).stderr_eq(str![[r#"
feil: ikke noe organ har id «stryet»
hjelp: mente du «styret»?

"#]]);
    site.run("new refrat").code(2).stderr_eq(str![[r#"
feil: ingen dokumenttype heter «refrat»
hjelp: mente du «referat»?

"#]]);
    for id in ["../ute", "vedtak/x", "a//b", ".skjult", "a\\b"] {
        site.run(&format!("new notat --title x --id {id}")).code(2);
    }
    site.run("new notat --title x --id OM").code(2);
}
