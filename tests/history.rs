//! `build --history`: what git tells of a document since it was approved, and what it must not tell.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/place.rs"]
mod place;

use std::process::Command;

use place::{Place, saksgang};

const MINUTES: &str = "content/referat/styret/2019-01-10.md";
const PAGE: &str = "public/referat/styret/2019-01-10/index.html";

/// A site in a repository, committed day by day.
struct Repository(Place);

impl Repository {
    fn new() -> Self {
        let repository = Self(Place::new());
        repository.git(&["init", "--quiet"], "2019-01-01");
        repository.0.write("content/notat/plan.md", "---\ntype: notat\ntittel: Plan\ndato: 2019-01-02\n---\nFørste tekst.\n");
        repository.commit("2019-01-02", "Alt fra begynnelsen");
        repository
    }

    fn git(&self, arguments: &[&str], day: &str) {
        let set = ["-c", "user.name=Per Protokollvik", "-c", "user.email=prove@example.org", "-c", "commit.gpgsign=false"];
        let day = format!("{day}T12:00:00+01:00");
        let mut command = Command::new("git");
        command.args(set).args(arguments).current_dir(self.0.0.path()).env("GIT_AUTHOR_DATE", &day).env("GIT_COMMITTER_DATE", &day);
        let ran = command.output().expect("git is there");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }

    fn commit(&self, day: &str, summary: &str) {
        self.git(&["add", "content"], day);
        self.git(&["commit", "--quiet", "--message", summary], day);
    }

    /// The part of a page that tells its history.
    fn told(&self, page: &str) -> String {
        let html = self.0.read(page);
        let (_, after) = html.split_once("<h2 id=\"_historikk\">").unwrap_or(("", ""));
        after.split_once("</section>").map_or(String::new(), |(told, _)| told.to_owned())
    }
}

#[test]
fn a_note_tells_of_all_its_changes_under_all_its_names_and_only_when_asked() {
    let site = Repository::new();
    site.0.edit("content/notat/plan.md", "Første", "Annen");
    site.commit("2019-02-02", "Ny tekst <script>alert(1)</script>\n\nBrødtekst som ikke vises");
    site.git(&["mv", "content/notat/plan.md", "content/notat/planen.md"], "2019-02-03");
    site.commit("2019-02-03", "Nytt navn");
    site.0.run("build").code(0);
    assert_eq!(site.told("public/notat/planen/index.html"), "", "nobody asked");
    site.0.run("build --history").code(0);
    let told = site.told("public/notat/planen/index.html");
    let order = ["2019-02-03", "Nytt navn", "2019-02-02", "Ny tekst &lt;script&gt;alert(1)&lt;", "2019-01-02"];
    let places: Vec<_> = order.iter().map(|said| told.find(said).unwrap_or_else(|| panic!("{said}: {told}"))).collect();
    assert!(places.is_sorted(), "{told}");
    assert!(!told.contains("<script") && !told.contains("Brødtekst") && !told.contains("Protokollvik"), "{told}");
    let first = site.0.read("public/notat/planen/index.html");
    site.0.run("build --history").code(0);
    assert_eq!(site.0.read("public/notat/planen/index.html"), first, "the same again");
    site.0.run("build --history --as-of 2019-02-02").code(0);
    let told = site.told("public/notat/planen/index.html");
    assert!(told.contains("2019-02-02") && !told.contains("Nytt navn"), "not what came later: {told}");
}

#[test]
fn minutes_tell_of_what_was_changed_after_they_were_approved() {
    let site = Repository::new();
    site.0.edit(MINUTES, "350 000", "355 000");
    site.commit("2019-01-11", "Rettet før godkjenning");
    site.0.run("build --history").code(0);
    let told = site.told(PAGE);
    assert!(told.contains("2019-01-24") && told.contains("Ikke endret") && !told.contains("<li>"), "{told}");
    site.0.edit(MINUTES, "355 000", "350 000");
    site.commit("2019-03-20", "Rettet beløpet tilbake");
    site.0.run("build --history").code(0);
    let told = site.told(PAGE);
    assert!(told.contains("2019-03-20") && told.contains("Rettet beløpet tilbake") && !told.contains("før godkjenning"), "{told}");
    site.0.edit(MINUTES, "merknadsfrist: 2019-01-24", "merknadsfrist: 2019-06-24");
    site.0.run("build --history").code(0);
    assert_eq!(site.told(PAGE), "", "nobody has approved them yet");
}

#[test]
fn of_a_change_that_touched_what_is_withheld_only_the_day_is_told() {
    let site = Repository::new();
    site.0.write(
        "content/notat/sak.md",
        "---\ntype: notat\ntittel: Personalsak\ndato: 2019-02-01\ntilgang: unntatt\nhjemmel: offentleglova § 13\n---\nTekst.\n",
    );
    site.0.edit("content/notat/plan.md", "Første", "Annen");
    site.commit("2019-02-04", "Hemmelighetskremmeriet om planen");
    site.0.edit("content/notat/plan.md", "Annen", "Tredje");
    site.commit("2019-02-05", "Åpen rettelse");
    site.0.run("build --history").code(0);
    let told = site.told("public/notat/plan/index.html");
    assert!(told.contains("2019-02-04") && told.contains("Åpen rettelse") && !told.contains("Hemmelighet"), "{told}");
    for file in walkdir::WalkDir::new(site.0.at("public")).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file()) {
        let bytes = std::fs::read(file.path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Hemmelighet"), "{}", file.path().display());
    }
}

#[test]
fn without_git_or_a_repository_the_site_is_built_and_says_what_is_missing() {
    let site = Place::new();
    let ran = site.run("build --history --lang en").code(0);
    let said = String::from_utf8_lossy(&ran.get_output().stderr).into_owned();
    assert!(said.contains("The pages get no history: the site lies in no git repository"), "{said}");
    let ran = saksgang().args(["build", "--history"]).env("PATH", "").current_dir(site.0.path()).assert().code(0);
    let said = String::from_utf8_lossy(&ran.get_output().stderr).into_owned();
    assert!(said.contains("Sidene får ingen historikk: git finnes ikke på denne maskinen."), "{said}");
    assert!(!site.read("public/index.html").contains("_historikk"));
}
