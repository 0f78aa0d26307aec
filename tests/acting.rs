//! Acting on findings, as people and CI run it: mending, what a change brought, a baseline, several reports at once.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/place.rs"]
mod place;

use std::fs;
use std::path::{Path, PathBuf};

use place::{copy, saksgang};
use snapbox::cmd::OutputAssert;
use snapbox::str;

/// The small site of the tests, in a folder of a project.
struct Project(tempfile::TempDir);

const BROKEN: &str = "---\ntype: notat\ntittel: Brutt\ndato: 2019-02-01\n---\nSe [ST 9/19].\n";
const OLD_DATE: &str = "---\ntype: notat\ntittel: Dato\ndato: 01.02.2019\n---\nTekst.\n";

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base"), &project.site());
        project
    }

    fn site(&self) -> PathBuf {
        self.0.path().join("side")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.site().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn run(&self, arguments: &str) -> OutputAssert {
        saksgang().args(arguments.split(' ')).current_dir(self.site()).assert()
    }

    /// Rules and places of the findings, in their order.
    fn found(&self, arguments: &str) -> Vec<String> {
        let ran = self.run(&format!("check --format jsonl {arguments}"));
        let text = String::from_utf8(ran.get_output().stdout.clone()).unwrap();
        let line = |line: &str| {
            let found: serde_json::Value = serde_json::from_str(line).unwrap();
            format!("{} {}:{}", found["rule"].as_str().unwrap(), found["path"].as_str().unwrap(), found["line"])
        };
        text.lines().map(line).filter(|line| !line.starts_with("ref-orphan") && !line.starts_with("ref-unlinked")).collect()
    }

    fn git(&self, arguments: &[&str]) {
        let set = ["-c", "user.name=Prøve", "-c", "user.email=prove@example.org", "-c", "init.defaultBranch=main"];
        let ran = std::process::Command::new("git").args(set).args(arguments).current_dir(self.0.path()).output().expect("git is there");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }
}

#[test]
fn fix_writes_and_diff_only_shows() {
    let project = Project::new();
    project.write("content/notat/dato.md", OLD_DATE);
    project.run("check --diff").code(1).stdout_eq(str![[r#"
--- a/content/notat/dato.md
+++ b/content/notat/dato.md
@@ -1,6 +1,6 @@
 ---
 type: notat
 tittel: Dato
-dato: 01.02.2019
+dato: 2019-02-01
 ---
 Tekst.

"#]]);
    assert_eq!(project.read("content/notat/dato.md"), OLD_DATE);
    project.run("check --fix").code(0).stdout_eq("").stderr_eq(str![[r#"
Gjorde 1 rettelse i 1 fil.
Kontrollerte [..]

"#]]);
    assert_eq!(project.read("content/notat/dato.md"), OLD_DATE.replace("01.02.2019", "2019-02-01"));
    project.run("check --fix").code(0).stderr_eq(str![[r#"
Ingenting å rette uten å bli spurt.
Kontrollerte [..]

"#]]);
}

#[test]
fn several_reports_are_written_at_once_and_are_what_the_terminal_shows() {
    let project = Project::new();
    project.write("content/notat/brutt.md", BROKEN);
    let ran =
        project.run("check --format json --report json=a.json --report sarif=b.sarif --report junit=c.xml --report concise=d.txt").code(1);
    assert_eq!(project.read("a.json").as_bytes(), ran.get_output().stdout);
    let sarif: serde_json::Value = serde_json::from_str(&project.read("b.sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let lost = results.iter().find(|result| result["ruleId"] == "ref-unknown-decision").unwrap();
    assert_eq!(lost["locations"][0]["physicalLocation"]["region"]["startLine"], 6);
    assert!(project.read("c.xml").contains("<failure type=\"ref-unknown-decision\""));
    let concise = "content/notat/brutt.md:6:5: feil[ref-unknown-decision]: Det finnes ikke noe vedtak ST 9/19\n";
    assert!(project.read("d.txt").contains(concise), "{}", project.read("d.txt"));
    for file in ["a.json", "b.sarif", "c.xml", "d.txt"] {
        assert!(!project.read(file).contains(project.0.path().to_str().unwrap()), "{file} holds no absolute path");
    }
    project.run("build --report gitlab=e.json").code(1);
    assert!(project.read("e.json").contains("ref-unknown-decision"));
    project.run("check --report sarif=finnes/ikke.sarif").code(3);
}

#[test]
fn a_baseline_accepts_what_is_there_wherever_it_moves_and_nothing_more() {
    let project = Project::new();
    project.write("content/notat/brutt.md", BROKEN);
    project.run("baseline").code(0).stdout_eq("").stderr_eq(str![[r#"
[..]saksgang-baseline.toml godtar [..] funn. Bruk den slik: saksgang check --baseline [..]saksgang-baseline.toml

"#]]);
    let first = project.read("saksgang-baseline.toml");
    assert!(first.contains("rule = \"ref-unknown-decision\"") && !first.contains("ST 9/19"), "{first}");
    project.run("check").code(1);
    let with = "--baseline saksgang-baseline.toml";
    assert_eq!(project.found(with), [""; 0]);
    project.run(&format!("check {with}")).code(0).stdout_eq("");
    project.run(&format!("build {with}")).code(0);
    project.run("build").code(1);

    // Lines above, and words around it: still the same finding. The same fault once more: a new one.
    project.write("content/notat/brutt.md", &BROKEN.replace("Se [ST 9/19].", "Nytt avsnitt.\n\nSe nå [ST 9/19]."));
    assert_eq!(project.found(with), [""; 0]);
    project.write("content/notat/brutt.md", &BROKEN.replace("Se", "Les [ST 9/19].\n\nSe"));
    assert_eq!(project.found(with), ["ref-unknown-decision content/notat/brutt.md:6"]);

    // Mended: the entry is reported as stale, and the run passes.
    project.write("content/notat/brutt.md", &BROKEN.replace("ST 9/19", "ST 1/19"));
    project.run(&format!("check {with}")).code(0).stderr_eq(str![[r#"
Kontrollerte [..]
1 av funnene grunnlinjen godtar, finnes ikke lenger; skriv den på nytt med «saksgang baseline»:
  content/notat/brutt.md: ref-unknown-decision

"#]]);
    project.write("content/notat/brutt.md", BROKEN);
    project.run(&format!("baseline saksgang-baseline.toml {with}")).code(0);
    assert_eq!(project.read("saksgang-baseline.toml"), first, "the same findings, the same bytes");
}

#[test]
fn a_file_that_is_no_baseline_is_neither_used_nor_written_over() {
    let project = Project::new();
    let before = project.read("site.toml");
    project.run("baseline site.toml").code(2);
    assert_eq!(project.read("site.toml"), before);
    project.run("check --baseline site.toml").code(2).stderr_eq(str![[r#"
feil: «[..]site.toml» kan ikke brukes: den er ikke en grunnlinje: [..]
hjelp: pek på en fil som «saksgang baseline» har skrevet, eller velg et annet navn

"#]]);
    project.run("check --baseline finnes-ikke.toml").code(2);
}

#[test]
fn since_a_revision_tells_what_the_change_brought_here_and_elsewhere() {
    let project = Project::new();
    project.write("content/notat/gammel.md", BROKEN);
    project.write("content/notat/viser.md", "---\ntype: notat\ntittel: Viser\ndato: 2019-02-01\n---\nSe [y][notat/maal].\n");
    project.write("content/notat/maal.md", "---\ntype: notat\ntittel: Mål\ndato: 2019-02-01\n---\nTekst.\n");
    project.git(&["init", "--quiet"]);
    project.commit();
    assert_eq!(project.found("--since HEAD"), [""; 0]);
    project.run("check").code(1);
    project.run("check --since HEAD").code(0);

    // A new file that git does not know, and a removed one that another file refers to.
    project.write("content/notat/ny.md", &BROKEN.replace("9/19", "8/19"));
    fs::remove_file(project.site().join("content/notat/maal.md")).unwrap();
    let brought = ["ref-unknown-decision content/notat/ny.md:6", "ref-unknown-document content/notat/viser.md:6"];
    assert_eq!(project.found("--since HEAD"), brought);
    project.run("check --since HEAD").code(1);
    project.commit();
    assert_eq!(project.found("--since HEAD"), [""; 0]);
    assert_eq!(project.found("--since HEAD~1"), brought);

    // A file that was changed answers for all that is in it.
    project.write("content/notat/gammel.md", &BROKEN.replace("Se", "Se, og les,"));
    assert_eq!(project.found("--since HEAD"), ["ref-unknown-decision content/notat/gammel.md:6"]);
    // Mending is held to what the change brought.
    project.commit();
    project.write("content/notat/dato.md", OLD_DATE);
    project.commit();
    project.write("content/notat/dato2.md", OLD_DATE);
    project.run("check --fix --since HEAD").code(0);
    assert_eq!(project.read("content/notat/dato.md"), OLD_DATE);
    assert_ne!(project.read("content/notat/dato2.md"), OLD_DATE);
}

#[test]
fn without_git_or_its_revision_it_says_so() {
    let project = Project::new();
    saksgang().args(["check", "--since", "HEAD"]).env("PATH", "/dev/null").current_dir(project.site()).assert().code(2).stderr_eq(str![[
        r#"
feil: git finnes ikke på denne maskinen
hjelp: installer git, eller kontroller alt uten --since

"#
    ]]);
    saksgang()
        .args(["check", "--since", "HEAD", "--lang", "en"])
        .env("GIT_CEILING_DIRECTORIES", project.0.path())
        .current_dir(project.site())
        .assert()
        .code(2)
        .stderr_eq(str![[r#"
error: the site lies in no git repository that can be read: [..]
help: check everything without --since

"#]]);
    project.git(&["init", "--quiet"]);
    project.commit();
    for revision in ["finnes-ikke", "--output=x", ""] {
        let ran = saksgang().args(["check".to_owned(), format!("--since={revision}")]).current_dir(project.site()).assert();
        ran.code(2).stdout_eq("");
    }
}

#[test]
fn a_level_that_is_not_the_rules_own_says_where_it_comes_from() {
    let project = Project::new();
    project.write("content/notat/brutt.md", BROKEN);
    project.run("check -W ref-unknown-decision").code(0).stdout_eq(str![[r#"
advarsel[ref-unknown-decision]: Det finnes ikke noe vedtak ST 9/19
...
  ╰ nivå: satt av -W ref-unknown-decision på kommandolinjen


"#]]);
    project.write("site.toml", &(project.read("site.toml") + "\n[rules]\nref-unknown-decision = \"warning\"\n"));
    project.run("check --lang en").code(0).stdout_eq(str![[r#"
warning[ref-unknown-decision]: There is no decision ST 9/19
...
  ╰ level: set by “ref-unknown-decision” in site.toml


"#]]);
    project.run("check --lang en --format concise").code(0).stdout_eq(str![[r#"
content/notat/brutt.md:[..] warning[ref-unknown-decision]: There is no decision ST 9/19 (set by “ref-unknown-decision” in site.toml)

"#]]);
    for format in ["json", "jsonl", "github", "gitlab", "junit", "sarif"] {
        let told = project.run(&format!("check --format {format} -W ref")).code(0);
        let told = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
        assert!(told.contains("-W ref"), "{format} says where the level comes from: {told}");
    }
}

#[test]
fn a_seal_shows_every_later_change_and_a_correction_is_sealed_anew() {
    let project = Project::new();
    let path = "content/referat/styret/2019-01-10.md";
    project.run("seal referat/styret/2019-01-10 --as-of 2019-03-01").code(0);
    let sealed = project.read(path);
    assert!(sealed.contains("\nsegl: sha256:") && sealed.contains(" 2019-03-01\n---\n"), "{sealed}");
    assert_eq!(project.found("--as-of 2019-03-01"), [""; 0]);

    project.write(path, &sealed.replace("Styret la rammen", "Styret satte rammen"));
    assert_eq!(project.found("--as-of 2019-03-01").len(), 1);
    assert!(project.found("--as-of 2019-03-01")[0].starts_with("dec-seal-broken content/referat/styret/2019-01-10.md:"));
    let changed = project.read(path);
    let refused = project.run("seal referat/styret/2019-01-10 --as-of 2019-04-01").code(2);
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("«rettelser»"), "nothing says why it was changed");
    assert_eq!(project.read(path), changed);
    let early = "rettelser: [{dato: 2019-02-01, hva: Før seglet.}]\nsegl:";
    project.write(path, &changed.replacen("segl:", early, 1));
    project.run("seal referat/styret/2019-01-10 --as-of 2019-04-01").code(2);
    project.write(path, &changed.replacen("segl:", "rettelser: [{dato: 2019-03-20, hva: Satte for la.}]\nsegl:", 1));
    project.run("seal content/referat/styret/2019-01-10.md --as-of 2019-04-01").code(0);
    assert_eq!(project.found("--as-of 2019-04-01"), [""; 0]);
    assert_eq!(project.read(path).matches("segl:").count(), 1);
}

#[test]
fn what_is_not_approved_or_not_there_is_not_sealed() {
    let project = Project::new();
    let before = project.read("content/referat/styret/2019-01-10.md");
    // The comments are still open on that day.
    project.run("seal referat/styret/2019-01-10 --as-of 2019-01-12").code(2);
    project.run("seal referat/styret/2019-01-11").code(2);
    // A page is nobody's to approve.
    let refused = project.run("seal om").code(2);
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("«vedtatt»"), "and who did is written there");
    assert_eq!(project.read("content/referat/styret/2019-01-10.md"), before);
}
